"""What may lie over the window for a moment: the menu "More" under the dial, and the list of keys."""

from __future__ import annotations

import tkinter as tk
from functools import partial
from typing import TYPE_CHECKING

from soleus_tray.core.text import _
from soleus_tray.ui import layout
from soleus_tray.ui.button import FlatButton
from soleus_tray.ui.card import lay_card
from soleus_tray.ui.palette import palette
from soleus_tray.ui.session.keys import help_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.ui.session.picture import MenuItem, Overlay
    from soleus_tray.ui.window import Window

_PADDING = 6
_LIST = "list"
_KEY_X, _MEANING_X = 24, 88
_TITLE_Y, _FIRST_Y, _FOOT = 28, 68, 64
_LINE, _MOST = 32, 116
"""The height of one line, and of all together: no more than there is below the dial."""


class OverlayView:
    """One card at a time; made when it opens, gone when it closes."""

    def __init__(self, window: Window, canvas: tk.Canvas, act: Callable[[str], None]) -> None:
        self._window, self._under, self._act = window, canvas, act
        self._colours = palette(window.theme)
        self._card: tk.Canvas | None = None
        self._kind: Overlay = ""
        self._menu: tuple[MenuItem, ...] = ()

    @property
    def shown(self) -> bool:
        """Whether there is one."""
        return self._card is not None

    def hide(self) -> None:
        """Take it away."""
        if self._card is not None:
            self._card.destroy()
            self._card, self._kind, self._menu = None, "", ()

    def show(self, kind: Overlay, menu: tuple[MenuItem, ...], bottom: int) -> None:
        """Show this card, its lower edge here; a menu whose lines changed keeps the focus on its line."""
        if (kind, menu) == (self._kind, self._menu):
            return
        focused = self._focused()
        self.hide()
        if kind:
            self._kind, self._menu = kind, menu
            high = _rows(menu) * _line(menu) + 2 * _PADDING if kind == "more" else bottom - layout.HELP_TOP
            self._card = self._lay(bottom - high, bottom)
            if kind == "more":
                self._lay_menu(self._card, focused)
            else:
                self._lay_help(self._card, high)

    def _focused(self) -> str:
        """The action of the line that has the focus; "first" when it came here by keys alone."""
        focus = self._under.focus_get()
        return str(getattr(focus, "action", "" if focus in (None, self._window.root) else "first"))

    def _lay(self, top: float, bottom: float) -> tk.Canvas:
        px, left, right = self._window.px, layout.MARGIN, layout.WIDTH - layout.MARGIN
        card = tk.Canvas(
            self._under, background=self._colours.paper, borderwidth=0, highlightthickness=0, takefocus=0
        )
        card.place(x=px(left), y=px(top), width=px(right) - px(left), height=px(bottom) - px(top))
        lay_card(self._window, card, (0, 0, right - left, bottom - top), "card")
        return card

    def _lay_menu(self, card: tk.Canvas, focused: str) -> None:
        """Two columns; the last line, which closes it, has what is left."""
        px, wide = self._window.px, (layout.COLUMN - 2 * _PADDING) / 2
        high = _line(self._menu)
        card.focus_set()
        for place, item in enumerate(self._menu):
            row, column = divmod(place, 2)
            action = partial(self._act, item.action)
            line = FlatButton(self._window, card, item.label, action, width=wide, key=item.key or " ")
            line.action = item.action
            x, y = _PADDING + column * wide, _PADDING + row * high
            line.place(x=px(x), y=px(y), width=px(wide), height=px(high))
            if focused == item.action or (focused == "first" and not place):
                line.focus_set()

    def _lay_help(self, card: tk.Canvas, high: float) -> None:
        """The list in the largest letters in which no line touches the next."""
        for size in (layout.LABEL_SIZE, layout.SMALL_SIZE, 11, 10, 9):
            card.delete(_LIST)
            if self._lay_list(card, high, size):
                break
        card.bind("<ButtonRelease-1>", lambda _event: self._act("back"))
        card.focus_set()

    def _lay_list(self, card: tk.Canvas, high: float, size: float) -> bool:
        """Write it; answers whether every line keeps to its own height."""
        colours, lines, scale = self._colours, help_lines(), self._window.scale
        step = (high - _FIRST_Y - _FOOT) / (len(lines) - 1)
        bold, plain = self._window.font(size, "bold"), self._window.font(size)
        widest = max(float(card.tk.call("font", "measure", bold, key)) for key, __ in lines) / scale
        x = max(_MEANING_X, _KEY_X + widest + 12)
        write = partial(self._write, card)
        write(_("Keys"), (_KEY_X, _TITLE_Y), colours.ink, bold)
        write(_("Any key closes this."), (_KEY_X, high - 24), colours.quiet, plain)
        fits = True
        for row, (key, meaning) in enumerate(lines):
            y = _FIRST_Y + row * step
            write(key, (_KEY_X, y), colours.ink, bold)
            __, top, __, bottom = card.bbox(write(meaning, (x, y), colours.ink, plain))
            fits = fits and (bottom - top) / scale <= step
        return fits

    def _write(
        self,
        card: tk.Canvas,
        words: str,
        place: tuple[float, float],
        colour: str,
        font: tuple[str, int, str],
    ) -> int:
        px, (x, y) = self._window.px, place
        room = px(layout.COLUMN - x - 16)
        return card.create_text(
            px(x), px(y), text=words, fill=colour, font=font, anchor="w", width=room, tags=_LIST
        )


def _rows(menu: tuple[MenuItem, ...]) -> int:
    return (len(menu) + 1) // 2


def _line(menu: tuple[MenuItem, ...]) -> float:
    return min(_LINE, _MOST / _rows(menu))
