"""The text of an .ics file, taken apart far enough to leave alone what can't matter.

icalendar needs 7 s for a file of 50,000 events; nearly all of them are long over, which their first digits
tell. And one event that it can't read must not take the others along, so each goes to it by itself. What
titles, descriptions and places say is dropped here: nothing after this knows them.
Source: RFC 5545, sections 3.1 (lines), 3.4 (objects), 3.6 (components).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from soleus_tray.core.busy import Busy

_FLAGS = re.MULTILINE | re.IGNORECASE
_HEADER = re.compile(r"^(?:CALSCALE|X-WR-TIMEZONE|X-WR-CALNAME)[;:].*", _FLAGS)
_ZONE = re.compile(r"^BEGIN:VTIMEZONE$.*?^END:VTIMEZONE$", _FLAGS | re.DOTALL)
_EVENT = re.compile(r"^BEGIN:VEVENT[ \t]*\n", _FLAGS)
_END = re.compile(r"^END:VEVENT[ \t]*$", _FLAGS)
_NESTED = re.compile(r"^BEGIN:(\S+)$.*?^END:\1$", _FLAGS | re.DOTALL)
_PROPERTY = re.compile(
    r"^(?:UID|DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|RECURRENCE-ID|SEQUENCE|STATUS|TRANSP|ORGANIZER|ATTENDEE"
    r"|X-MICROSOFT-CDO-(?:BUSYSTATUS|INTENDEDSTATUS|ALLDAYEVENT)|X-MICROSOFT-MSNCALENDAR-BUSYSTATUS)[;:].*",
    _FLAGS,
)
_UID = re.compile(r"^UID[^:\n]*:(.*)", _FLAGS)
_START = re.compile(r"^DTSTART(?:;[^:\n]*)?:(\d{8})(?:T|$)", _FLAGS)
_REPEATS = re.compile(r"^(?:RRULE|RDATE)[;:]", _FLAGS)
_RDATE = re.compile(r"^RDATE[;:]", _FLAGS)
_UNTIL = re.compile(r"^RRULE:.*?UNTIL=(\d{8})", _FLAGS)

MARGIN = timedelta(days=3)
"""The longest time that counts as busy, a day, and the widest difference between two clocks, 26 h."""


@dataclass(frozen=True, slots=True)
class Event:
    """One VEVENT, or what there is of it."""

    text: str
    """The lines that say when, and whether it counts, unfolded; with BEGIN and the END it has."""
    uid: str
    start: str
    """The first day, like "20260302", on its own clock; "" if that can't be told."""
    repeats: bool
    whole: bool = True
    """False when its END is missing."""

    def may_touch(self, first: str, last: str) -> bool:
        """Whether it can take place between two such days; the benefit of the doubt is given."""
        if not self.start:
            return True
        if self.start > last:
            return bool(_RDATE.search(self.text))
        return self.start >= first or (self.repeats and self._goes_on(first))

    def _goes_on(self, first: str) -> bool:
        ends = _UNTIL.findall(self.text)
        return not ends or max(ends) >= first or bool(_RDATE.search(self.text))


@dataclass(frozen=True, slots=True)
class Parts:
    """What a calendar file consists of."""

    header: str
    zones: tuple[str, ...]
    events: tuple[Event, ...]

    def groups(self) -> list[tuple[Event, ...]]:
        """The events that belong together: a series and its exceptions share their UID."""
        together: defaultdict[str, list[Event]] = defaultdict(list)
        for number, event in enumerate(self.events):
            together[event.uid or f"\n{number}"].append(event)
        return [tuple(group) for group in together.values()]

    def near(self, span: Busy) -> Parts:
        """Only the groups that may touch a span."""
        return self._touching(_day(span.start - MARGIN), _day(span.end + MARGIN))

    def not_over(self, moment: datetime) -> Parts:
        """Only the groups that may touch a moment or anything after it."""
        return self._touching(_day(moment - MARGIN), "99999999")

    def _touching(self, first: str, last: str) -> Parts:
        near = [group for group in self.groups() if any(event.may_touch(first, last) for event in group)]
        return Parts(self.header, self.zones, tuple(event for group in near for event in group))

    def as_text(self) -> str:
        """A calendar file of these parts, without anybody's words in it."""
        lines = ["BEGIN:VCALENDAR", self.header, *self.zones, *(event.text for event in self.events)]
        return "\n".join([*filter(None, lines), "END:VCALENDAR", ""])


def _day(moment: datetime) -> str:
    return f"{moment:%Y%m%d}"


def take_apart(content: bytes, place: str) -> Parts:
    """The parts of a calendar file; `place` names it in the errors.

    Raises:
        SoleusError: it is no calendar.
    """
    text = _unfolded(_decoded(content))
    if not re.search(r"^\s*BEGIN:VCALENDAR\s*$", text, _FLAGS):
        raise SoleusError(_no_calendar(text, place))
    header = "\n".join(_HEADER.findall(_before_events(text)))
    zones = tuple(found[0] for found in _ZONE.finditer(text))
    return Parts(header, zones, tuple(_events(text)))


def _decoded(content: bytes) -> str:
    """The text; what isn't UTF-8 can only be somebody's words, which are not looked at."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    return content.decode("utf-8-sig", errors="replace")


def _unfolded(text: str) -> str:
    """Every content line on one line, whichever line ends there were."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\n ", "").replace("\n\t", "")


def _no_calendar(text: str, place: str) -> str:
    start = text.lstrip()[:1000].lower()
    if not start:
        return _("{place} is empty; a calendar begins with BEGIN:VCALENDAR.").format(place=place)
    if start.startswith(("<!doctype html", "<html")) or "<head" in start:
        return _(
            "{place} gives a web page, perhaps for logging in; use the calendar's own .ics address."
        ).format(place=place)
    return _("{place} is no calendar; one begins with BEGIN:VCALENDAR.").format(place=place)


def _before_events(text: str) -> str:
    found = _EVENT.search(text)
    return text[: found.start()] if found else text


def _events(text: str) -> Iterator[Event]:
    for piece in _EVENT.split(text)[1:]:
        end = _END.search(piece)
        yield _event(piece[: end.start()] if end else piece, whole=end is not None)


def _event(body: str, *, whole: bool) -> Event:
    if "BEGIN:" in body.upper():  # an alarm has a DURATION of its own
        body = _NESTED.sub("", body)
    text = "\n".join(["BEGIN:VEVENT", *_PROPERTY.findall(body), *(["END:VEVENT"] if whole else [])])
    uid, start = _UID.search(text), _START.search(text)
    return Event(
        text,
        uid[1].strip() if uid else "",
        start[1] if start else "",
        bool(_REPEATS.search(text)),
        whole,
    )
