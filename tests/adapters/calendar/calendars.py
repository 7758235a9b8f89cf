"""Calendars for the tests: the hand-written files, and small ones made of a few lines."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from soleus_tray.adapters.calendar.expanding import Times, busy_times
from soleus_tray.adapters.calendar.text import take_apart
from soleus_tray.core.busy import Busy

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = Path(__file__).parent / "ics"
MONDAY = datetime(2026, 3, 23, tzinfo=UTC)
"""The hand-written files are about this and the next day."""
MEETING = ("DTSTART:20260323T090000Z", "DTEND:20260323T100000Z")


def calendar(*events: tuple[str, ...], header: tuple[str, ...] = (), end: str = "\r\n") -> bytes:
    """A file of events, each given by its lines."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tests//EN", *header]
    for number, event in enumerate(events):
        uid = () if any(line.upper().startswith("UID") for line in event) else (f"UID:{number}@tests",)
        lines += ["BEGIN:VEVENT", *uid, *event, "END:VEVENT"]
    return end.join([*lines, "END:VCALENDAR", ""]).encode()


def times(content: bytes, now: datetime = MONDAY, origin: str = "") -> Times:
    """What it says of the two days from now on."""
    return busy_times(take_apart(content, "calendar.ics"), Busy(now, now + timedelta(hours=48)), origin)


def busy(content: bytes, now: datetime = MONDAY, origin: str = "") -> list[str]:
    """The busy times, UTC, like "Mon 09:00-10:00"."""
    found = times(content, now, origin)
    assert found.unreadable == 0
    return [f"{one.start:%a %H:%M}-{one.end:%H:%M}" for one in found.busy]


@contextmanager
def living_in(zone: str) -> Iterator[None]:
    """The user's own time zone for a while."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = zone
    time.tzset()
    try:
        yield
    finally:
        if before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = before
        time.tzset()
