"""The sensor of do-not-disturb for this system."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from soleus_tray.core.text import N_, _

from ..unavailable_sensor import UnavailableSensor

if TYPE_CHECKING:
    from soleus_tray.ports.sensor import Sensor

    from ..dbus.bus import Bus


NO_BUS = N_(
    "There is no message bus here, so the desktop's do-not-disturb can't be seen; start the program in "
    "a desktop session."
)
MAC = N_(
    "macOS tells no program whether a Focus is on; snooze from the icon's menu when you want quiet, or "
    "let the Focus hide the reminder itself."
)


def choose_do_not_disturb(bus: Bus | None) -> Sensor:
    """The sensor to read; nothing is asked yet. The bus stays the caller's, who serves it."""
    if sys.platform == "win32":
        from .windows import WindowsDoNotDisturb  # noqa: PLC0415 - only what this system needs

        return WindowsDoNotDisturb()
    if sys.platform == "darwin":
        return UnavailableSensor("dnd", _(MAC))
    if bus is None:
        return UnavailableSensor("dnd", _(NO_BUS))
    from .linux import LinuxDoNotDisturb  # noqa: PLC0415

    return LinuxDoNotDisturb(bus)
