"""What the strip has beside it: opens when the pointer rests on the strip, closes when it has left both."""

from __future__ import annotations

import tkinter as tk
from functools import partial
from typing import TYPE_CHECKING

from soleus_tray.ui import layout
from soleus_tray.ui.button import FlatButton
from soleus_tray.ui.card import lay_card
from soleus_tray.ui.palette import palette

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.ui.session.picture import Actions
    from soleus_tray.ui.window import Window

WIDTH, HEIGHT = layout.STRIP_WIDTH, 44
_OPEN_MS, _CLOSE_MS = 250, 300
"""How long the pointer rests before it opens, and between two looks whether it left."""


class StripDrawer:
    """A row of flat buttons below the strip, or above it at the screen's lower edge."""

    def __init__(
        self,
        window: Window,
        strip: tk.Toplevel,
        offered: Callable[[], Actions],
        act: Callable[[str], None],
    ) -> None:
        """offered: what is in it now, nothing while it must stay shut."""
        self._window, self._strip, self._offered, self._act = window, strip, offered, act
        self._top: tk.Toplevel | None = None
        self._drawn: Actions = ()
        self._timer = ""

    def soon(self) -> None:
        """The pointer came: open if it stays."""
        if self._top is None and not self._timer:
            self._timer = self._strip.after(_OPEN_MS, self._open_if_near)

    def not_now(self) -> None:
        """The strip was taken hold of: don't open in the hand."""
        if self._top is None:
            self.close()

    def toggle(self) -> None:
        """Open it, or close it."""
        if self._top is None:
            self._open()
        else:
            self.close()

    def follow(self) -> None:
        """Close it once it offers what is on offer no more."""
        if self._top is not None and self._offered() != self._drawn:
            self.close()

    def lift(self) -> None:
        """Come above what was raised meanwhile."""
        if self._top is not None:
            self._top.lift()

    def close(self) -> None:
        """Take it away."""
        if self._timer:
            self._strip.after_cancel(self._timer)
            self._timer = ""
        if self._top is not None:
            self._top.destroy()
            self._top, self._drawn = None, ()

    def _open_if_near(self) -> None:
        self._timer = ""
        if self._pointer_near():
            self._open()

    def _open(self) -> None:
        actions = self._offered()
        if self._top is not None or not actions:
            return
        window, px = self._window, self._window.px
        self._top, self._drawn = window.bare_top_level("Soleus compact more"), actions
        paper = palette(window.theme).paper
        card = tk.Canvas(self._top, background=paper, borderwidth=0, highlightthickness=0)
        card.pack(fill="both", expand=True)
        lay_card(window, card, (0, 0, WIDTH, HEIGHT), "card")
        wide = (WIDTH - 8) / len(actions)
        for place, (action, label) in enumerate(actions):
            chosen = partial(self._chosen, action)
            button = FlatButton(window, card, label, chosen, width=wide, hurt=action == "hurts")
            button.place(x=px(4 + place * wide), y=px(4), width=px(wide), height=px(HEIGHT - 8))
        self._top.geometry(self._place())
        window.round_corners(self._top, WIDTH, HEIGHT)
        self._top.deiconify()
        self._top.lift()
        self._timer = self._strip.after(_CLOSE_MS, self._close_if_far)

    def _place(self) -> str:
        x, y = self._strip.winfo_x(), self._strip.winfo_y()
        wide, high, tall = (self._window.px(length) for length in (WIDTH, layout.STRIP_HEIGHT, HEIGHT))
        monitor = self._window.monitor((x + wide // 2, y + high // 2))
        below = y + high + tall <= monitor[1] + monitor[3]
        return f"{wide}x{tall}+{x}+{y + high if below else y - tall}"

    def _chosen(self, action: str) -> None:
        self.close()
        self._act(action)

    def _close_if_far(self) -> None:
        self._timer = ""
        if self._top is None:
            return
        if self._pointer_near():
            self._timer = self._strip.after(_CLOSE_MS, self._close_if_far)
        else:
            self.close()

    def _pointer_near(self) -> bool:
        x, y = self._strip.winfo_pointerxy()
        tops = [self._strip, *([self._top] if self._top is not None else [])]
        return any(
            one.winfo_rootx() <= x < one.winfo_rootx() + one.winfo_width()
            and one.winfo_rooty() <= y < one.winfo_rooty() + one.winfo_height()
            for one in tops
        )
