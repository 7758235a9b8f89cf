"""The screen after "It hurts": what to do now, when to call for help, and what becomes of the reminders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.ui import layout
from soleus_tray.ui.card import lay_card
from soleus_tray.ui.form.chips import ChipRow
from soleus_tray.ui.session.summary_view import enter_takes

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.ui.form.page import Page
    from soleus_tray.ui.session.picture import Pain

_TAG = "pain"
_TOP, _BOTTOM, _LEFT = 128, 372, 40
_REMINDERS_Y, _CHOICES_Y = 396, 420
_GAP = 8


class PainView:
    """Drawn once; `hide` takes it all away."""

    def __init__(self, page: Page, act: Callable[[str], None]) -> None:
        self._page, self._act = page, act
        self._shown: Pain | None = None
        self._choices: ChipRow | None = None

    def hide(self) -> None:
        """Take it away."""
        if self._shown is not None:
            self._page.canvas.delete(_TAG)
            self._shown = None
            if self._choices is not None:
                self._choices.destroy()

    def show(self, pain: Pain) -> bool:
        """Draw it, unless this one is already there; answers whether it was drawn."""
        if pain == self._shown:
            return False
        focused = self._choices is not None and self._page.canvas.focus_get() == self._choices
        self.hide()
        self._shown = pain
        for size in (layout.LABEL_SIZE, layout.SMALL_SIZE, 11, 10, 9):
            self._page.canvas.delete(_TAG)
            if self._paragraphs(pain, size) <= _BOTTOM:
                break
        quiet = self._page.colours.quiet
        self._page.text(
            pain.reminders, layout.WIDTH / 2, _REMINDERS_Y, size=layout.LABEL_SIZE, colour=quiet, tag=_TAG
        )
        self._lay_choices(pain)
        if focused and self._choices is not None:
            self._choices.focus_set()
        return True

    def _paragraphs(self, pain: Pain, size: float) -> float:
        """Write them in this size on their card; where they end."""
        page, room, y = self._page, layout.WIDTH - 2 * _LEFT, _TOP + 12.0
        lay_card(page.window, page.canvas, (layout.MARGIN, _TOP, layout.WIDTH - layout.MARGIN, _BOTTOM), _TAG)
        for heading, text in pain.paragraphs:
            for words, weight, colour in (
                (heading, "bold", page.colours.coral_text),
                (text, "normal", page.colours.ink),
            ):
                if words:
                    item = page.text(
                        words,
                        _LEFT,
                        y,
                        size=size,
                        weight=weight,
                        colour=colour,
                        anchor="nw",
                        width=room,
                        tag=_TAG,
                    )
                    y += page.height(item)
            y += _GAP
        return y

    def _lay_choices(self, pain: Pain) -> None:
        canvas = self._page.canvas
        row = ChipRow(self._page.window, canvas, pain.choices, pain.chosen, self._soon)
        enter_takes(row)
        self._page.place(row, layout.MARGIN, _CHOICES_Y)
        self._choices = row

    def _soon(self, action: str) -> None:
        """Act once the row has done with its click: it is made anew for the next picture."""
        self._page.canvas.after_idle(self._act, action)
