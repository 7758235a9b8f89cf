"""Linux: logind on the system bus and the screen savers on the session bus, taken together."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

from soleus_tray.adapters.session.logind import LockHint, Sleep
from soleus_tray.adapters.session.screensaver import ScreenSavers
from soleus_tray.core.text import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from soleus_tray.adapters.dbus.bus import Bus
    from soleus_tray.ports.session import OnSessionEvent, SessionEvent

NOBODY_TELLS = N_(
    "Nobody here tells when the screen is locked (logind knows no session of yours, no screen saver "
    "runs); a suspend is still noticed by the clocks. Without systemd, installing elogind helps."
)


class LinuxSession:
    """Locked when either says so. The buses belong to others; without one, half of it is heard."""

    def __init__(
        self,
        bus: Bus | None,
        system_bus: Bus | None,
        on_event: OnSessionEvent,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self._on_event = on_event
        self._lock = threading.Lock()
        self._locked = self._closed = False
        self._hint = LockHint(system_bus, self._update, self._end, environment) if system_bus else None
        self._sleep = Sleep(system_bus, self._tell) if system_bus else None
        self._savers = ScreenSavers(bus, self._update) if bus else None
        self.source = ""
        self.why = _(NOBODY_TELLS)

    @property
    def locked(self) -> bool:
        """Whether one of them said so."""
        return self._locked

    def start(self) -> None:
        """Begin to listen, on buses that run or will."""
        for part in (self._sleep, self._hint, self._savers):
            if part is not None:
                part.start()

    def may_sleep(self) -> None:
        """Let the machine sleep."""
        if self._sleep is not None:
            self._sleep.may_sleep()

    def close(self) -> None:
        """Say nothing more, and let the machine sleep."""
        self._closed = True
        if self._sleep is not None:
            self._sleep.close()

    def _update(self) -> None:
        """Take the tellers together; called on either bus's thread."""
        with self._lock:
            hint = self._hint.locked if self._hint else None
            savers = self._savers.tellers if self._savers else ()
            tellers = ("logind", *savers) if hint is not None else savers
            self.source, self.why = " and ".join(tellers), "" if tellers else _(NOBODY_TELLS)
            locked = bool(hint) or bool(self._savers and self._savers.locked)
            if locked is not self._locked:
                self._locked = locked
                self._tell("locked" if locked else "unlocked")

    def _end(self) -> None:
        self._tell("ending")

    def _tell(self, event: SessionEvent) -> None:
        if not self._closed:
            self._on_event(event)
