"""The calendar as a sensor: what was read last, and a child that reads it again every quarter of an hour."""

from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from soleus_tray.adapters.calendar.kept import Known, Stamp, load, local_path, stamp_of
from soleus_tray.core.busy import busy_at, still_to_come
from soleus_tray.core.durations import in_words
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.signals import Kind, Signal
from soleus_tray.core.text import _, ngettext
from soleus_tray.ports.sensor import Reading

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from soleus_tray.core.settings import QuietSettings

    Read = Callable[[str], Known]
    """Reads the calendar that a setting names. Raises SoleusError. May take its time."""

RE_READ = timedelta(minutes=15)
AFTER_TROUBLE = timedelta(minutes=5)
"""A network often comes a while after the login, or the end of sleep."""
AFTER_CHANGE = timedelta(seconds=30)
"""A file that changed is read again, but one that something writes to all the time not all the time."""
FIRST = 0.8
"""Seconds that a read waits for the very first reading."""
log = logging.getLogger(__name__)


class CalendarSensor:
    """Says "calendar" while the user's own calendar is busy; titles never come here.

    Nothing is read unless somebody asks, and asking never waits, except for the first reading of a calendar.
    What was read stays good until it ends, whatever fails afterwards.
    """

    kind: Kind = "calendar"

    def __init__(
        self,
        cache: Path,
        read: Read,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.source = _("no calendar")
        self._cache = cache
        self._read = read
        self._now = now
        self._lock = threading.Lock()
        self._subject = _Subject()

    def read(self, chosen: QuietSettings) -> Reading:
        """Whether the calendar is busy now; why that can't be told, if it can't."""
        if not self._turn_to(chosen.calendar):
            return Reading()
        if self._see_to_it() and not self._subject.known:
            self._subject.done.wait(FIRST)
        subject, now = self._subject, self._now()
        if subject.known and busy_at(subject.known.busy, now):
            return Reading((Signal("calendar"),))
        return Reading(why=subject.trouble)

    def describe(self, chosen: QuietSettings, patience: float = 0.0) -> str:
        """For `doctor`: what is known, after up to `patience` seconds spent on a reading made for this."""
        if not self._turn_to(chosen.calendar):
            return _("No calendar is chosen.")
        self._see_to_it(at_once=patience > 0)
        self._subject.done.wait(patience)
        return _described(self._subject, self._now())

    def close(self) -> None:
        """Nothing is held: a reading under way ends by itself."""

    def _turn_to(self, chosen: str) -> bool:
        """Make this calendar the subject, with what is kept of it; False if there is none."""
        if chosen != self._subject.chosen:
            self._subject = _Subject(chosen, load(self._cache / "busy.json", chosen) if chosen else None)
            self.source = _source(chosen)
        return bool(chosen)

    def _see_to_it(self, *, at_once: bool = False) -> bool:
        """Have the subject read if it is time; whether that was begun now."""
        subject, now = self._subject, self._now()
        path = local_path(subject.chosen)
        stamp = stamp_of(path) if path else None
        with self._lock:
            if not subject.done.is_set() or not (at_once or subject.is_due(now, stamp)):
                return False
            subject.begin(now, stamp)
        threading.Thread(target=self._run, args=(subject,), name="calendar", daemon=True).start()
        return True

    def _run(self, subject: _Subject) -> None:
        try:
            subject.succeed(self._read(subject.chosen))
        except SoleusError as error:
            subject.fail(str(error))
        except Exception:
            log.exception("the calendar could not be read")
            subject.fail(_("The calendar could not be read; the log says why."))


class _Subject:
    """One calendar: what is known of it, and how the last reading went."""

    def __init__(self, chosen: str = "", known: Known | None = None) -> None:
        self.chosen = chosen
        self.known = known
        self.trouble = ""
        self.done = threading.Event()
        self.done.set()
        self._begun = known.at if known else None
        self._stamp: Stamp = known.stamp if known else None

    def is_due(self, now: datetime, stamp: Stamp) -> bool:
        """Whether it should be read; a clock that was set back makes it due as well."""
        if self._begun is None:
            return True
        age = abs(now - self._begun)
        if stamp != self._stamp:
            return age >= AFTER_CHANGE
        return age >= (AFTER_TROUBLE if self.trouble else RE_READ)

    def begin(self, now: datetime, stamp: Stamp) -> None:
        """A reading begins."""
        self.done.clear()
        self._begun, self._stamp = now, stamp

    def succeed(self, known: Known) -> None:
        """It went well; what could not be read is told once."""
        if known.unreadable and known.unreadable != (self.known.unreadable if self.known else 0):
            log.warning("%s in the calendar could not be read.", _events(known.unreadable))
        self.known, self.trouble = known, ""
        self.done.set()

    def fail(self, sentence: str) -> None:
        """It did not; the same sentence is logged once."""
        if sentence != self.trouble:
            log.warning("%s", sentence)
        self.trouble = sentence
        self.done.set()


def _source(chosen: str) -> str:
    """The file's path, or the address's host: the rest of it may be a secret."""
    if not chosen:
        return _("no calendar")
    path = local_path(chosen)
    if path:
        return _("calendar {path}").format(path=path)
    host = chosen.partition("://")[2]
    for mark in "/?#":
        host = host.partition(mark)[0]
    return _("calendar at {host}").format(host=host.rpartition("@")[2])


def _described(subject: _Subject, now: datetime) -> str:
    known = subject.known
    if known is None:
        return subject.trouble or _("The calendar is being read.")
    seconds = (now - known.at).total_seconds()
    age = _("{span} ago").format(span=in_words(seconds)) if seconds >= 60 else _("just now")
    count = len(still_to_come(known.busy, now))
    said = _busy_times(count).format(count=count, age=age)
    if known.unreadable:
        said = _("{said}; {events} could not be read").format(said=said, events=_events(known.unreadable))
    if subject.trouble:
        return _("{trouble} Until then: {said}.").format(trouble=subject.trouble, said=said)
    return f"{said}."


def _busy_times(count: int) -> str:
    """With fields for the count and the reading's age."""
    if not count:
        return _("No busy times in the next two days, read {age}")
    return ngettext(
        "{count} busy time in the next two days, read {age}",
        "{count} busy times in the next two days, read {age}",
        count,
    )


def _events(count: int) -> str:
    return ngettext("{count} event", "{count} events", count).format(count=count)
