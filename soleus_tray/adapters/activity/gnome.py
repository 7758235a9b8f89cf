"""GNOME: Mutter tells when input pauses and when it returns, over the session bus.

It is watched, not polled: a reading must not wait for an answer, and between two messages nothing wakes.
Source: https://gitlab.gnome.org/GNOME/mutter/-/blob/main/data/dbus-interfaces/org.gnome.Mutter.IdleMonitor.xml
"""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from jeepney import DBusAddress

from soleus_tray.adapters.dbus.messages import Reply, Subscription
from soleus_tray.core.text import N_, _
from soleus_tray.ports.activity import Activity

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.adapters.dbus.bus import Bus

NAME = "org.gnome.Mutter.IdleMonitor"
PATH = "/org/gnome/Mutter/IdleMonitor/Core"
MONITOR = DBusAddress(PATH, bus_name=NAME, interface=NAME)
PAUSE = 3.0
"""Seconds without input from which their number is known; before, input counts as going on."""
RETRY = 20.0
"""Seconds until Mutter is asked once more when it did not answer."""

NOT_YET = N_("GNOME's Mutter has not told the idle time yet, so time is counted as sitting.")
GONE = N_(
    "Nobody on the session bus tells the idle time (Mutter's IdleMonitor), so time is counted as sitting."
)
SILENT = N_("GNOME's Mutter does not answer when asked for the idle time, so time is counted as sitting.")


class MutterActivity:
    """What Mutter last said; `gone` is why there is no reading while nobody has its name.

    The bus's thread writes single attributes, the reminder thread reads them.
    """

    def __init__(self, bus: Bus, gone: str = "", monotonic: Callable[[], float] = time.monotonic) -> None:
        self._bus = bus
        self._gone = gone or _(GONE)
        self._monotonic = monotonic
        self._why = _(NOT_YET)
        self._last: float | None = None
        """The monotonic moment of the last input; infinity while input goes on, None while unknown."""
        self._owner = 0
        self._idle_watch = self._active_watch = 0
        self.source = "unknown"

    def open(self) -> MutterActivity:
        """Listen as soon as the bus and Mutter are there; returns self."""
        self._bus.subscribe(Subscription(NAME, PATH, NAME, "WatchFired", "u", self._fired))
        self._bus.watch_name(NAME, self._owned)
        return self

    def read(self) -> Activity:
        """The present reading, without asking anybody."""
        last = self._last
        if last is None:
            return Activity(None, why=self._why)
        return Activity(max(0.0, self._monotonic() - last))

    def close(self) -> None:
        """Mutter forgets our watches when the bus is closed."""

    def _owned(self, owner: str) -> None:
        self._owner += 1
        self._idle_watch = self._active_watch = 0
        self._forget(_(NOT_YET) if owner else self._gone)
        if owner:
            self._begin(self._owner)

    def _begin(self, owner: int) -> None:
        def watched(reply: Reply) -> None:
            if owner == self._owner:
                self._idle_watch = reply.value("u", 0)

        if owner != self._owner:
            return
        if not self._idle_watch:
            self._bus.call(MONITOR, "AddIdleWatch", "t", (int(PAUSE * 1000),), on_reply=watched)
        self._look(owner)

    def _look(self, owner: int) -> None:
        """Ask for the idle time, and before it to be told of the next input, so that none falls between."""

        def watched(reply: Reply) -> None:
            if owner == self._owner:
                self._active_watch = reply.value("u", 0)

        def told(reply: Reply) -> None:
            if owner == self._owner:
                self._told(reply.value("t", None))

        if not self._active_watch:
            self._bus.call(MONITOR, "AddUserActiveWatch", on_reply=watched)
        self._bus.call(MONITOR, "GetIdletime", on_reply=told)

    def _told(self, milliseconds: int | None) -> None:
        idle = (milliseconds or 0) / 1000
        # Without the second watch a pause would never end.
        watched = self._idle_watch and (self._active_watch or idle < PAUSE)
        if milliseconds is None or not watched:
            self._forget(_(SILENT))
            owner = self._owner
            self._bus.call_later(RETRY, lambda: self._begin(owner))
            return
        # A watch for less than the present idle time fires only in the next pause; so this one is noted here.
        self._know(self._monotonic() - idle if idle >= PAUSE else math.inf)

    def _fired(self, watch: int) -> None:
        if watch and watch == self._active_watch:
            self._active_watch = 0  # it fires once
            self._know(math.inf)
        elif watch == self._idle_watch:
            self._know(self._monotonic() - PAUSE)
            self._look(self._owner)

    def _know(self, last: float) -> None:
        self._last, self.source = last, "Mutter's IdleMonitor"

    def _forget(self, why: str) -> None:
        self._last, self._why, self.source = None, why, "unknown"
