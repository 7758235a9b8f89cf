"""The message buses of this desktop."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from soleus_tray.adapters.dbus.bus import Bus


def find_buses() -> tuple[Bus | None, Bus | None]:
    """The session bus and the system bus, not connected yet, where this system has the idea of them."""
    if sys.platform != "linux":
        return None, None
    from soleus_tray.adapters.dbus.bus import Bus  # noqa: PLC0415 - Linux only
    from soleus_tray.adapters.dbus.system import system_bus  # noqa: PLC0415 - Linux only

    return Bus(), system_bus()
