"""The last screen's lower half: today's count, the week as seven bars, and one kind sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.ui import layout
from soleus_tray.ui.palette import palette

if TYPE_CHECKING:
    import tkinter as tk

    from soleus_tray.ui.session.picture import Summary
    from soleus_tray.ui.window import Window

_DAYS = "MTWTFSS"
_TAG = "summary"
_END = 4
"""Height of a bar's round end."""


class SummaryView:
    """Drawn once per set; `hide` takes it all away."""

    def __init__(self, window: Window, canvas: tk.Canvas) -> None:
        self._window = window
        self._canvas = canvas
        self._shown: Summary | None = None

    def hide(self) -> None:
        """Take it away."""
        if self._shown is not None:
            self._canvas.delete(_TAG)
            self._shown = None

    def show(self, summary: Summary) -> None:
        """Draw it, unless this one is already there."""
        if summary == self._shown:
            return
        self.hide()
        colours = palette(self._window.theme)
        self._text(summary.counts, layout.WIDTH / 2, layout.COUNT_Y, layout.LABEL_SIZE, colours.ink)
        if summary.bars:
            self._bars(summary.bars)
        self._card(summary.note, 0 if summary.bars else layout.CARD[1] - layout.BARS_TOP)
        self._shown = summary

    def _bars(self, bars: tuple[int, ...]) -> None:
        colours = palette(self._window.theme)
        left = layout.WIDTH / 2 - 3 * layout.BAR_STEP
        most = max(1, *bars) if len(bars) > 1 else max(1, bars[0])
        for day, letter in enumerate(_DAYS):
            x = left + day * layout.BAR_STEP
            today = day == len(bars) - 1
            count = bars[day] if day < len(bars) else 0
            self._bar(x, count / most, "today" if today else "past")
            colour = colours.ink if today else colours.quiet
            self._text(letter, x, layout.BARS_LABEL_Y, layout.SMALL_SIZE, colour)

    def _bar(self, x: float, share: float, name: str) -> None:
        """One day's bar; a day without sets is a thin line on the ground."""
        px, colours = self._window.px, palette(self._window.theme)
        left, right = px(x - layout.BAR_WIDTH / 2), px(x - layout.BAR_WIDTH / 2) + px(layout.BAR_WIDTH)
        bottom = px(layout.BARS_BOTTOM)
        if not share:
            self._canvas.create_rectangle(
                left, bottom - px(2), right, bottom, width=0, fill=colours.line, tags=_TAG
            )
            return
        top = bottom - max(px(2 * _END), round(px(layout.BARS_BOTTOM - layout.BARS_TOP) * share))
        fill = colours.teal if name == "today" else colours.soft_teal
        self._canvas.create_rectangle(left, top, right, bottom, width=0, fill=fill, tags=_TAG)
        for end, y, anchor in (("top", top, "nw"), ("bottom", bottom, "sw")):
            image = self._window.image(f"bar-{name}-{end}")
            if image is not None:
                self._canvas.create_image(left, y, image=image, anchor=anchor, tags=_TAG)

    def _card(self, note: str, lift: int) -> None:
        """The sentence on its card, `lift` higher than usual where there are no bars above it."""
        left, top, right, bottom = layout.CARD
        image = self._window.image("card")
        if image is not None:
            x, y = self._window.px(left), self._window.px(top - lift)
            self._canvas.create_image(x, y, image=image, anchor="nw", tags=_TAG)
        ink, room = palette(self._window.theme).ink, right - left - 48
        self._text(note, (left + right) / 2, (top + bottom) / 2 - lift, layout.LABEL_SIZE, ink, width=room)

    def _text(self, text: str, x: float, y: float, size: int, colour: str, *, width: int = 0) -> None:
        px = self._window.px
        self._canvas.create_text(
            px(x),
            px(y),
            text=text,
            fill=colour,
            font=self._window.font(size),
            width=px(width),
            justify="center",
            tags=_TAG,
        )
