"""From a calendar's events to the times its owner is busy, with icalendar and recurring-ical-events."""

from __future__ import annotations

import re
import time
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from icalendar import Calendar
from recurring_ical_events import of

from soleus_tray.adapters.calendar.holding import holds, owners_in
from soleus_tray.core.busy import Busy, merged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from icalendar import Event as Occurrence

    from soleus_tray.adapters.calendar.text import Event, Parts

WHOLE_DAY = timedelta(hours=24)
"""What lasts so long or longer is a journey or a conference, not a meeting, though it has times."""
_BROKEN = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, OSError)
"""What the two libraries raise at events that break the format, found by trying; they promise nothing."""
_RULE = re.compile(r"^RRULE.*", re.MULTILINE | re.IGNORECASE)
_USABLE = re.compile(
    r"(?=.*[:;]FREQ=(?:HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)(?:;|$))(?!.*;?INTERVAL=0*(?:;|$))", re.IGNORECASE
)
"""Nobody meets every second, and counting those through from the year they began takes all day, as does
going on by nothing."""
_LAST_DAY = re.compile(r"^(RRULE.*?UNTIL=\d{8})(?=;|$)", re.MULTILINE | re.IGNORECASE)
"""Many write the last day where the format wants a moment, and mean all of it."""
LONGEST = 12.0
"""Seconds spent on expanding; what is left then is told as unreadable."""


@dataclass(frozen=True, slots=True)
class Times:
    """What a calendar says of a span."""

    busy: tuple[Busy, ...]
    unreadable: int
    """Events that may have been in the span and could not be read."""


def busy_times(
    parts: Parts, span: Busy, origin: str = "", clock: Callable[[], float] = time.monotonic
) -> Times:
    """The busy times of a span (UTC); `origin`, a path or address, may tell whose calendar it is."""
    near = parts.near(span)
    owners = owners_in(origin, near.header)
    found: list[Busy] = []
    unreadable, deadline = 0, clock() + LONGEST
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # guesses at time zones, well made
        _make_known(near.zones)
        header = _usable_header(near.header)
        for group in sorted(near.groups(), key=_work):
            try:
                found += _expanded(group, header, span, owners, late=clock() > deadline)
            except _BROKEN:
                unreadable += 1
    return Times(merged(found, span), unreadable)


def _work(group: tuple[Event, ...]) -> bool:
    """Plain events first: they are quick."""
    return any(event.repeats for event in group)


def _make_known(zones: Iterable[str]) -> None:
    """Let icalendar learn the time zones it doesn't know by name."""
    for zone in filter(_is_usable, zones):
        try:
            Calendar.from_ical(f"BEGIN:VCALENDAR\n{zone}\nEND:VCALENDAR\n")
        except _BROKEN:  # its times are then taken for the user's own, as those without a zone are
            continue


def _usable_header(header: str) -> str:
    """The header, or none of it where it names a zone or scale that nobody knows."""
    probe = "BEGIN:VEVENT\nDTSTART:20260101T000000Z\nEND:VEVENT"
    try:
        of(Calendar.from_ical(f"BEGIN:VCALENDAR\n{header}\n{probe}\nEND:VCALENDAR\n"))
    except _BROKEN:
        return ""
    return header


def _expanded(
    group: tuple[Event, ...], header: str, span: Busy, owners: frozenset[str], *, late: bool
) -> list[Busy]:
    """The busy times of one series. Raises one of _BROKEN."""
    text = "\n".join(event.text for event in group)
    if late or not all(event.whole for event in group) or not _is_usable(text):
        raise ValueError
    text = _LAST_DAY.sub(r"\1T235959", text)
    calendar = Calendar.from_ical(f"BEGIN:VCALENDAR\n{header}\n{text}\nEND:VCALENDAR\n")
    occurrences = of(calendar).between(span.start - 2 * WHOLE_DAY, span.end + 2 * WHOLE_DAY)
    return list(_busy(occurrences, owners))


def _is_usable(text: str) -> bool:
    """Whether its rules, if it has any, can be followed to their end in time."""
    return all(_USABLE.match(rule) for rule in _RULE.findall(text))


def _busy(occurrences: Iterable[Occurrence], owners: frozenset[str]) -> Iterator[Busy]:
    for event in occurrences:
        start, end = _when(event, "DTSTART"), _when(event, "DTEND")
        has_times = isinstance(start, datetime) and isinstance(end, datetime)
        if has_times and not _fills_a_day(start, end) and holds(event, owners):
            yield Busy(start.astimezone(UTC), end.astimezone(UTC))  # a time without a zone is in the user's


def _when(event: Occurrence, name: str) -> Any:
    """A datetime, with or without a zone, or a date. Raises one of _BROKEN."""
    value: Any = event[name]
    return value.dt


def _fills_a_day(start: datetime, end: datetime) -> bool:
    """By the clock on the wall: from midnight to midnight may be 23 h."""
    return end.replace(tzinfo=None) - start.replace(tzinfo=None) >= WHOLE_DAY
