"""What the timeline window shows: rows under the days they happened on. No tkinter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from soleus_tray.core.dates import long_date
from soleus_tray.core.text import _
from soleus_tray.core.why import timeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from soleus_tray.core.facts import DecisionFact
    from soleus_tray.core.why import Line

MOST_ROWS = 400
"""More is for the command line."""
Mark = Literal["due", "done", "held", "plain"]

_DUE = frozenset({"due", "reminded", "reminded_again"})
_DONE = frozenset({"begun", "set_ended"})
_HELD = frozenset({"held", "overlong"})
_BESIDE = frozenset({"away", "back", "slept", "started", "stopped", "clock_set", "off_hours", "on_hours"})
"""What only sets the scene, and is written quietly."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A day, or a word to the reader."""

    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """One decision."""

    clock: str
    words: str
    mark: Mark
    """Each differs in shape and colour."""
    quiet: bool


@dataclass(frozen=True, slots=True)
class Page:
    """All the window shows."""

    rows: tuple[Heading | Row, ...]
    """Oldest first; none: `title` and `sentence` stand in their place."""
    title: str = ""
    sentence: str = ""


def waiting() -> Page:
    """The page while the record is read."""
    return Page((), _("One moment"), _("Your record is being read."))


def empty() -> Page:
    """The page of a record without decisions."""
    words = _("When an hour falls due, is held back or begun, each step stands here.")
    return Page((), _("Nothing to tell yet"), words)


def unreadable(sentence: str) -> Page:
    """The page for a record that can't be read, and why not."""
    return Page((), _("Your record can't be read"), sentence)


def page_of(facts: Sequence[DecisionFact], today: date) -> Page:
    """The page for these decisions, given oldest first."""
    lines = timeline(facts)
    if not lines:
        return empty()
    shown = lines[-MOST_ROWS:]
    earlier = (
        [Heading(_("For what was earlier: soleus-tray why --since 48h"))] if len(shown) < len(lines) else []
    )
    return Page((*earlier, *_rows(shown, today)))


def _rows(lines: Sequence[Line], today: date) -> Iterator[Heading | Row]:
    day = None
    for line in lines:
        if line.day != day:
            day = line.day
            yield Heading(day_words(day, today))
        yield Row(line.clock, line.words, _mark(line.what), line.what in _BESIDE)


def day_words(day: date, today: date) -> str:
    """Today, Yesterday, or Friday, 20 November."""
    if day == today:
        return _("Today")
    if day == today - timedelta(days=1):
        return _("Yesterday")
    return long_date(day)


def _mark(what: str) -> Mark:
    if what in _DUE:
        return "due"
    if what in _DONE:
        return "done"
    return "held" if what in _HELD else "plain"
