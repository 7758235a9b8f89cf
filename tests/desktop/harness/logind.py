"""A logind of a desktop's own, played by python3-dbusmock on a system bus of the desktop's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jeepney import DBusAddress

from tests.desktop.harness.bus import SessionBus
from tests.desktop.harness.processes import wait_until

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.desktop.harness.session import Session

LOGIND = "org.freedesktop.login1"
SESSION_ID = "c7"
MANAGER = DBusAddress("/org/freedesktop/login1", bus_name=LOGIND, interface=f"{LOGIND}.Manager")
MOCK = DBusAddress(MANAGER.object_path, bus_name=LOGIND, interface="org.freedesktop.DBus.Mock")
OURS = DBusAddress(
    f"{MANAGER.object_path}/session/{SESSION_ID}", bus_name=LOGIND, interface=f"{LOGIND}.Session"
)


class Logind:
    """It has one session, the desktop's; it ends with the desktop."""

    def __init__(self, desktop: Session) -> None:
        address = desktop.start_bus("system-bus", ())
        self.environment: Mapping[str, str] = {
            "DBUS_SYSTEM_BUS_ADDRESS": address,
            "XDG_SESSION_ID": SESSION_ID,
        }
        """What a program needs to find it, and itself in it."""
        self._bus = SessionBus(address)
        wait_until(self._bus.is_up, "the system bus")
        command = ["/usr/bin/python3", "-m", "dbusmock", "--system", "--template", "logind"]
        desktop.spawn(command, "logind", self.environment)
        wait_until(lambda: self._bus.has_name(LOGIND), "the mock of logind")
        self._bus.call(MOCK, "AddSession", "ssusb", (SESSION_ID, "seat0", 1000, "somebody", True))

    def lock(self, *, on: bool) -> None:
        """Set the session's LockedHint, as a screen locker does."""
        self._bus.call(OURS, "SetLockedHint", "b", (on,))

    def prepare_for_sleep(self, *, begins: bool) -> None:
        """Tell all that the machine is about to sleep, or woke."""
        words: tuple[Any, ...] = (MANAGER.interface, "PrepareForSleep", "b", [("b", begins)])
        self._bus.call(MOCK, "EmitSignal", "sssav", words)

    def inhibitors(self) -> list[tuple[str, str]]:
        """Who wants what to wait: (what, who)."""
        return [(one[0], one[1]) for one in self._bus.call(MANAGER, "ListInhibitors")[0]]
