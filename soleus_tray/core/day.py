"""Today's totals, by the user's local day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Day:
    """What today has seen so far."""

    date: date
    sets: int = 0
    reps: int = 0
    active_seconds: int = 0
    sitting_seconds: float = 0.0


def local_date(wall: datetime, utc_offset: int) -> date:
    """The date on the user's calendar at a UTC moment."""
    return (wall + timedelta(seconds=utc_offset)).date()


def next_time(wall: datetime, utc_offset: int, hour: int, minute: int = 0) -> datetime:
    """The next moment, UTC, after `wall` at which the user's clock shows this time."""
    local = wall + timedelta(seconds=utc_offset)
    end = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return (end if end > local else end + timedelta(days=1)) - timedelta(seconds=utc_offset)


TOMORROW_BEGINS = 4
"""The hour, local time, at which "until tomorrow" ends: work past midnight still belongs to today."""


def tomorrow(wall: datetime, utc_offset: int) -> datetime:
    """The next moment, UTC, an hour or more away, at which the user's clock shows TOMORROW_BEGINS."""
    return next_time(wall + timedelta(hours=1), utc_offset, TOMORROW_BEGINS)


def sat(day: Day, wall: datetime, utc_offset: int, seconds: float) -> Day:
    """Add (or take back) sitting time at a moment; a new date starts a new day."""
    today = local_date(wall, utc_offset)
    if today != day.date:
        return Day(today, sitting_seconds=max(0.0, seconds))
    return replace(day, sitting_seconds=max(0.0, day.sitting_seconds + seconds))
