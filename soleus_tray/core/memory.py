"""What the app has asked, offered and told, so that it says nothing twice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

LINES_KEPT = timedelta(days=14)
"""For so long a line of Learn is not shown again."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of Learn that rode on a reminder."""

    id: str
    day: date


@dataclass(frozen=True, slots=True)
class Memory:
    """Days are local."""

    first_day: date | None = None
    """Of use; None before the first look."""
    checked_in: date | None = None
    """The last day on which the check-in was asked or made."""
    cut_short: str = ""
    """The id of the interrupted set that was told of last."""
    lines: tuple[Shown, ...] = ()


def with_line(memory: Memory, line: str, today: date) -> Memory:
    """The memory after a line was shown; those that may be shown again are forgotten."""
    kept = tuple(one for one in memory.lines if one.id != line and today - one.day < LINES_KEPT)
    return replace(memory, lines=(*kept, Shown(line, today)))
