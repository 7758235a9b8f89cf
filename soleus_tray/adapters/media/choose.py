"""The sensor of films and talks for this system."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from soleus_tray.core.text import _

from ..unavailable_sensor import UnavailableSensor

if TYPE_CHECKING:
    from soleus_tray.ports.sensor import Sensor

    from ..dbus.bus import Bus


def choose_media(bus: Bus | None, system_bus: Bus | None) -> Sensor:
    """The sensor to read; nothing is asked yet. The buses stay the caller's, who serves them."""
    if sys.platform == "win32":
        from .windows import WindowsMedia  # noqa: PLC0415 - only what this system needs

        return WindowsMedia()
    if sys.platform == "darwin":
        from .macos import MacMedia  # noqa: PLC0415

        return MacMedia()
    if bus or system_bus:
        from .linux import LinuxMedia  # noqa: PLC0415

        return LinuxMedia(bus, system_bus)
    return UnavailableSensor(
        "media",
        _(
            "There is no message bus here, so a film counts as sitting only with some input; start the "
            "program in a desktop session."
        ),
    )
