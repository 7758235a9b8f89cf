"""Which events keep their owner busy.

Busy, opaque and accepted ones do. What can be known of the last is little: a calendar file does not say whose
it is. An address in its name or in the place it came from tells (Google's do); where none does, an invitation
is taken for declined only if everybody invited declined it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from icalendar import Event

_NOT_ACCEPTED = frozenset({"DECLINED", "TENTATIVE", "NEEDS-ACTION", "DELEGATED"})


def owners_in(*names: str) -> frozenset[str]:
    """The mail addresses in a calendar's name, path or address, in small letters."""
    text = " ".join(names).lower()
    for mark in "/\\?&=<>()\"';:,":
        text = text.replace(mark, " ")
    words = (unquote(word).removesuffix(".ics") for word in text.split())
    return frozenset(word for word in words if _is_address(word))


def _is_address(word: str) -> bool:
    name, _, host = word.partition("@")
    return bool(name) and "." in host.strip(".") and "@" not in host


def holds(event: Event, owners: frozenset[str]) -> bool:
    """Whether one occurrence with times keeps the owner busy. Raises what icalendar does at broken values."""
    if _word(event, "STATUS") in ("CANCELLED", "TENTATIVE") or _word(event, "TRANSP") == "TRANSPARENT":
        return False
    if _word(event, "X-MICROSOFT-CDO-ALLDAYEVENT") == "TRUE":
        return False
    return _microsoft_busy(event) and _accepted(event, owners)


def _microsoft_busy(event: Event) -> bool:
    """FREE, TENTATIVE and WORKINGELSEWHERE don't hold; nor does what Outlook may yet think of."""
    said = [
        _word(event, f"X-MICROSOFT-{kind}")
        for kind in ("CDO-BUSYSTATUS", "MSNCALENDAR-BUSYSTATUS", "CDO-INTENDEDSTATUS")
    ]
    return next((word for word in said if word), "BUSY") in ("BUSY", "OOF")


def _accepted(event: Event, owners: frozenset[str]) -> bool:
    people = _several(event.get("ATTENDEE"))
    organizer = _address(event.get("ORGANIZER", ""))
    mine = [person for person in people if _address(person) in owners]
    if mine:
        refusing = {"DECLINED"} if organizer in owners else _NOT_ACCEPTED
        return not any(_answer(person) in refusing for person in mine)
    invited = [person for person in people if _address(person) != organizer]
    return not invited or any(_answer(person) != "DECLINED" for person in invited)


def _answer(person: Any) -> str:
    """Without one, none was given: RFC 5545, section 3.2.12."""
    return str(person.params.get("PARTSTAT", "NEEDS-ACTION")).strip().upper()


def _address(person: Any) -> str:
    return str(person).strip().lower().removeprefix("mailto:")


def _word(event: Event, name: str) -> str:
    """A property's value in capitals; the first one where it stands twice; "" without it."""
    values = _several(event.get(name))
    return str(values[0]).strip().upper() if values else ""


def _several(value: Any) -> list[Any]:
    """What icalendar gives: nothing, one value, or a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
