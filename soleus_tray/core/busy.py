"""Busy times of a calendar: cut to a span, merged, and looked up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

SHORTEST_GAP = timedelta(minutes=1)
"""One that is shorter is no pause between two meetings: many calendars end the first at 9:59."""


@dataclass(frozen=True, slots=True, order=True)
class Busy:
    """From start to end; both aware, start included, end not."""

    start: datetime
    end: datetime

    def covers(self, moment: datetime) -> bool:
        """Whether the moment falls into it."""
        return self.start <= moment < self.end


def merged(times: Iterable[Busy], span: Busy) -> tuple[Busy, ...]:
    """The same times within the span, in order, without overlaps and gaps too short to matter."""
    inside = [Busy(max(one.start, span.start), min(one.end, span.end)) for one in times]
    joined: list[Busy] = []
    for one in sorted(one for one in inside if one.start < one.end):
        if joined and one.start - joined[-1].end < SHORTEST_GAP:
            joined[-1] = Busy(joined[-1].start, max(joined[-1].end, one.end))
        else:
            joined.append(one)
    return tuple(joined)


def busy_at(times: Iterable[Busy], moment: datetime) -> Busy | None:
    """The time that covers the moment; None when it is free."""
    return next((one for one in times if one.covers(moment)), None)


def still_to_come(times: Iterable[Busy], moment: datetime) -> tuple[Busy, ...]:
    """The times that are not over yet."""
    return tuple(one for one in times if one.end > moment)
