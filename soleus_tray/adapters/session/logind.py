"""logind: whether our login session is locked, and the machine about to sleep.

Source: https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html and
https://systemd.io/INHIBITOR_LOCKS/; elogind speaks the same.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from typing import TYPE_CHECKING, Any

from jeepney import DBusAddress

from soleus_tray.adapters.dbus.messages import Reply, Subscription
from soleus_tray.core.text import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from soleus_tray.adapters.dbus.bus import Bus
    from soleus_tray.adapters.dbus.system import Descriptor
    from soleus_tray.ports.session import OnSessionEvent

_log = logging.getLogger(__name__)

LOGIND = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
MANAGER = DBusAddress(PATH, bus_name=LOGIND, interface=f"{LOGIND}.Manager")
SESSION = f"{LOGIND}.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
DELAY = ("sleep", "Soleus Tray", N_("saving the sitting time"), "delay")
HINT_FOLLOWS = 5.0
"""Seconds after which a desktop that was asked to lock has said by LockedHint whether it did."""

Way = tuple[str, str, tuple[Any, ...]]
"""A method of the manager that may name our session: member, signature, arguments."""


class LockHint:
    """LockedHint of the login session we belong to, and its end. Calls back on the bus's thread."""

    def __init__(
        self,
        bus: Bus,
        on_change: Callable[[], None],
        on_end: Callable[[], None],
        environment: Mapping[str, str],
    ) -> None:
        self._bus = bus
        self._on_change = on_change
        self._on_end = on_end
        self._session_id = environment.get("XDG_SESSION_ID", "")
        self._search = 0
        self._path = ""
        self._heard: set[str] = set()
        self.locked: bool | None = None
        """None while logind can't tell."""

    def start(self) -> None:
        """Look for the session as soon as logind is there, and again when it came back or has a new one."""
        for member, hear in (("SessionNew", self._appeared), ("SessionRemoved", self._removed)):
            self._bus.subscribe(Subscription(LOGIND, PATH, MANAGER.interface, member, "so", hear))
        self._bus.watch_name(LOGIND, self._owned)

    def _owned(self, owner: str) -> None:
        self._search += 1
        self._path = ""
        self._say(None)
        if owner:
            self._try(self._ways(), self._search)

    def _appeared(self, _: str, __: str) -> None:
        if self.locked is None:
            self._search += 1
            self._try(self._ways(), self._search)

    def _removed(self, _: str, path: str) -> None:
        # A program of the user's systemd outlives the session, where the user is allowed to linger.
        if path == self._path and self.locked is not None:
            self._path = ""
            self._on_end()
            self._say(None)

    def _ways(self) -> list[Way]:
        # A program the desktop's systemd started belongs to no session, so its user is asked last.
        ways: list[Way] = [("GetSession", "s", (self._session_id,))] if self._session_id else []
        return [*ways, ("GetSessionByPID", "u", (os.getpid(),)), ("GetUser", "u", (_user(),))]

    def _try(self, ways: list[Way], search: int) -> None:
        """Ask the first of these ways; the others follow when it leads nowhere."""
        if not ways or search != self._search:
            return
        (member, signature, body), *rest = ways

        def found(reply: Reply) -> None:
            path = reply.value("o", "")
            if path and member == "GetUser":
                self._get(path, f"{LOGIND}.User", "Display", display)
            else:
                self._take(path, rest, search)

        def display(reply: Reply) -> None:
            session = _variant(reply, "(so)", ("", "/"))[1]
            self._take("" if session == "/" else session, rest, search)

        self._bus.call(MANAGER, member, signature, body, on_reply=found)

    def _take(self, path: str, rest: list[Way], search: int) -> None:
        """Listen to this session, if it answers."""
        if search != self._search:
            return
        if not path:
            self._try(rest, search)
            return
        self._path = path
        self._listen(path)

        def answered(reply: Reply) -> None:
            locked = _variant(reply, "b", None)
            if locked is None:
                self._try(rest, search)
            elif search == self._search:
                self._say(locked)

        self._get(path, SESSION, "LockedHint", answered)

    def _listen(self, path: str) -> None:
        if path in self._heard:
            return
        self._heard.add(path)
        signals = (
            (SESSION, "Lock", "", self._asked(path, locked=True), ""),
            (SESSION, "Unlock", "", self._asked(path, locked=False), ""),
            (PROPERTIES, "PropertiesChanged", "sa{sv}as", self._changed(path), SESSION),
        )
        for signal in signals:
            self._bus.subscribe(Subscription(LOGIND, path, *signal))

    def _asked(self, path: str, *, locked: bool) -> Callable[[], None]:
        def hear() -> None:
            """Take the wish for the deed for a moment: a screen locker need not set the hint, nor obey."""
            if path == self._path:
                self._say(locked)
                self._bus.call_later(HINT_FOLLOWS, lambda: self._look(path))

        return hear

    def _changed(self, path: str) -> Callable[[str, dict[str, tuple[str, Any]], list[str]], None]:
        def hear(_: str, changed: dict[str, tuple[str, Any]], invalidated: list[str]) -> None:
            if path != self._path:
                return
            kind, value = changed.get("LockedHint", ("", None))
            if kind == "b":
                self._say(value)
            elif "LockedHint" in invalidated:
                self._look(path)

        return hear

    def _look(self, path: str) -> None:
        """Read the hint once more; what can't be read changes nothing."""

        def answered(reply: Reply) -> None:
            locked = _variant(reply, "b", None)
            if locked is not None and path == self._path:
                self._say(locked)

        self._get(path, SESSION, "LockedHint", answered)

    def _get(self, path: str, interface: str, name: str, on_reply: Callable[[Reply], None]) -> None:
        place = DBusAddress(path, bus_name=LOGIND, interface=PROPERTIES)
        self._bus.call(place, "Get", "ss", (interface, name), on_reply=on_reply)

    def _say(self, locked: bool | None) -> None:
        if locked is not self.locked:
            self.locked = locked
            self._on_change()


class Sleep:
    """Tells of sleep and of the end, and has sleep wait until `may_sleep`."""

    def __init__(self, bus: Bus, on_event: OnSessionEvent) -> None:
        self._bus = bus
        self._on_event = on_event
        self._lock = threading.Lock()
        self._wanted = self._closed = False
        self._held: Descriptor | None = None

    def start(self) -> None:
        """Begin to listen, and ask for the delay whenever logind is there."""
        for member, hear in (("PrepareForSleep", self._sleep), ("PrepareForShutdown", self._shutdown)):
            self._bus.subscribe(Subscription(LOGIND, PATH, MANAGER.interface, member, "b", hear))
        self._bus.watch_name(LOGIND, lambda owner: self._delay() if owner else None)

    def may_sleep(self) -> None:
        """Let go of the delay; the next one is asked for after waking."""
        with self._lock:
            self._wanted = False
            self._keep(None)

    def close(self) -> None:
        """Let go of the delay for good."""
        self._closed = True
        self.may_sleep()

    def _delay(self) -> None:
        with self._lock:
            self._wanted = not self._closed
        self._bus.call(
            MANAGER, "Inhibit", "ssss", (*DELAY[:2], _(DELAY[2]), DELAY[3]), on_reply=self._delayed
        )

    def _delayed(self, reply: Reply) -> None:
        given: Descriptor | None = reply.value("h", None)
        if given is None:
            _log.info("logind will not wait for us before sleep (%s)", reply.error or reply.signature)
            return
        with self._lock:
            if self._wanted:
                self._keep(given)
            else:
                given.close()

    def _keep(self, given: Descriptor | None) -> None:
        if self._held is not None:
            self._held.close()
        self._held = given

    def _sleep(self, begins: bool) -> None:
        if not begins:
            self._delay()
        self._on_event("sleeping" if begins else "woke")

    def _shutdown(self, begins: bool) -> None:
        if begins:
            self._on_event("ending")


def _variant(reply: Reply, signature: str, default: Any) -> Any:
    """The value of a property that was read, if it has this signature."""
    found = reply.value("v", None)
    return found[1] if found is not None and found[0] == signature else default


def _user() -> int:
    if sys.platform == "win32":
        return 0
    return os.getuid()
