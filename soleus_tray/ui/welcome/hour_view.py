"""The third step's questions: interval, length, working hours, start on login. Only tkinter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.core.text import _
from soleus_tray.ui import layout
from soleus_tray.ui.form.check_row import INSET, CheckRow
from soleus_tray.ui.form.chips import ChipRow
from soleus_tray.ui.form.field import Field
from soleus_tray.ui.welcome.choices import INTERVALS, LENGTHS, WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from soleus_tray.ui.form.page import Page
    from soleus_tray.ui.welcome.choices import Choices
    from soleus_tray.ui.window import Window

TOP, BOTTOM = 128, layout.LOW_BUTTONS_Y - 8
LABEL_HEIGHT = 20
LONGEST_HOURS = 200
_TAG, _TOLD = "step", "hour-told"


class HourView:
    """Four questions one below the other, and what could not be used of the answers."""

    def __init__(self, window: Window, page: Page, choices: Choices, choose: Callable[..., None]) -> None:
        self._window = window
        self._page = page
        self._choose = choose
        canvas = page.canvas
        self._interval = ChipRow(
            window,
            canvas,
            [(str(one), _minutes(one)) for one in INTERVALS],
            _in_minutes(choices.interval),
            lambda value: choose(interval=int(value) * 60),
        )
        self._length = ChipRow(
            window,
            canvas,
            [(str(one), _minutes(one)) for one in LENGTHS],
            _in_minutes(choices.length),
            lambda value: choose(length=int(value) * 60),
        )
        self._hours = ChipRow(window, canvas, _hours_words(), choices.hours, self._chose_hours)
        self._own = Field(
            window,
            canvas,
            choices.own_hours,
            WEEKDAYS,
            lambda words: choose(own_hours=words),
            limit=LONGEST_HOURS,
        )
        self._login = self._login_row(choices)
        self._shown: tuple[str, str, str] | None = None

    def _login_row(self, choices: Choices) -> CheckRow | None:
        if choices.login is None:
            return None
        words = _("Start when I log in")
        return CheckRow(
            self._window,
            self._page.canvas,
            words,
            lambda on: self._choose(login=on),
            on=choices.login,
        )

    def _chose_hours(self, value: str) -> None:
        self._choose(hours=value)
        if value == "own":
            self._own.entry.focus_set()

    def destroy(self) -> None:
        """Take everything away."""
        for widget in self._widgets():
            widget.destroy()
        self._page.canvas.delete(_TOLD)

    def _widgets(self) -> Sequence[ChipRow | Field | CheckRow]:
        rows = (self._interval, self._length, self._hours, self._own)
        return rows if self._login is None else (*rows, self._login)

    def repaint(self) -> None:
        """Paint the faces again, once the pictures are there."""
        for widget in self._widgets():
            widget.paint()

    def show(self, choices: Choices, hours_problem: str, problem: str) -> None:
        """Lay it out anew where something came or went."""
        seen = (choices.hours, hours_problem, problem)
        if seen == self._shown:
            return
        self._shown = seen
        self._page.canvas.delete(_TOLD)
        self._lay(choices, hours_problem, problem)

    def _lay(self, choices: Choices, hours_problem: str, problem: str) -> None:
        """One below the other; what is left over of the height goes between the questions."""
        own = choices.hours == "own"
        told = [self._told(words) for words in (hours_problem, problem)]
        heights = [self._page.height(item) if item else 0.0 for item in told]
        note = self._note(choices.login_note) if self._login is None else 0
        used = 3 * (LABEL_HEIGHT + layout.CHIP_HEIGHT) + layout.CHECK_SIDE + sum(heights)
        used += (layout.CHIP_HEIGHT + layout.GAP) * own + layout.GAP * sum(1 for item in told if item)
        gap = min(32.0, max(4.0, (BOTTOM - TOP - used) / 4))
        y = self._question(_("Remind me after this much sitting"), self._interval, TOP)
        y = self._question(_("A set takes"), self._length, y + gap)
        y = self._question(_("Reminders may come"), self._hours, y + gap)
        y = self._own_hours(y, own=own)
        y = self._move(told[0], y, heights[0])
        if self._login is not None:
            self._page.place(self._login, layout.MARGIN - INSET, y + gap)
        elif note:
            self._page.canvas.coords(note, self._window.px(layout.MARGIN), self._window.px(y + gap))
        self._move(told[1], y + gap + layout.CHECK_SIDE, heights[1])

    def _question(self, words: str, row: ChipRow, y: float) -> float:
        """A question with its answers; where it ends."""
        size, quiet = layout.LABEL_SIZE, self._page.colours.quiet
        self._page.text(words, layout.MARGIN, y, size=size, colour=quiet, anchor="nw", tag=_TOLD)
        self._page.place(row, layout.MARGIN, y + LABEL_HEIGHT)
        return y + LABEL_HEIGHT + layout.CHIP_HEIGHT

    def _own_hours(self, y: float, *, own: bool) -> float:
        if not own:
            self._own.place_forget()
            return y
        self._page.place(self._own, layout.MARGIN, y + layout.GAP)
        return y + layout.GAP + layout.CHIP_HEIGHT

    def _told(self, words: str) -> int:
        """What went wrong, to be moved to its place; 0 for nothing."""
        if not words:
            return 0
        colour, size = self._page.colours.coral_text, layout.SMALL_SIZE
        return self._page.text(words, layout.MARGIN, 0, size=size, colour=colour, anchor="nw", tag=_TOLD)

    def _note(self, words: str) -> int:
        colour, size = self._page.colours.quiet, layout.SMALL_SIZE
        return self._page.text(words, layout.MARGIN, 0, size=size, colour=colour, anchor="nw", tag=_TOLD)

    def _move(self, item: int, y: float, height: float) -> float:
        if not item:
            return y
        self._page.canvas.coords(item, self._window.px(layout.MARGIN), self._window.px(y + layout.GAP))
        return y + layout.GAP + height


def _minutes(count: int) -> str:
    return _("{count} min").format(count=count)


def _in_minutes(seconds: int) -> str:
    return str(seconds // 60) if seconds % 60 == 0 else ""


def _hours_words() -> list[tuple[str, str]]:
    return [("always", _("Always")), ("weekdays", _("Mon-Fri 9-17")), ("own", _("My own"))]
