"""The sensor of do-not-disturb for this system."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from soleus_tray.ports.sensor import Sensor

    from ..dbus.bus import Bus


def choose_do_not_disturb(bus: Bus | None) -> Sensor:
    """The sensor to read; nothing is asked yet. The bus stays the caller's, who serves it."""
    if sys.platform == "win32":
        from .windows import WindowsDoNotDisturb  # noqa: PLC0415 - only what this system needs

        return WindowsDoNotDisturb()
    from .unavailable import MAC, NO_BUS, UnavailableDoNotDisturb  # noqa: PLC0415

    if sys.platform == "darwin":
        return UnavailableDoNotDisturb(MAC)
    if bus is None:
        return UnavailableDoNotDisturb(NO_BUS)
    from .linux import LinuxDoNotDisturb  # noqa: PLC0415

    return LinuxDoNotDisturb(bus)
