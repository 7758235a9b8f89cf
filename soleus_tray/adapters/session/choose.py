"""Who tells of the lock and of sleep here."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from soleus_tray.core.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from soleus_tray.adapters.dbus.bus import Bus
    from soleus_tray.ports.session import OnSessionEvent, SessionWatch


def choose_session(
    bus: Bus | None,
    system_bus: Bus | None,
    on_event: OnSessionEvent,
    environment: Mapping[str, str] = os.environ,
) -> SessionWatch:
    """The watch of this system's session; on Linux it listens on both buses, which others start and close."""
    if sys.platform == "win32":
        from soleus_tray.adapters.session.windows import WindowsSession  # noqa: PLC0415

        return WindowsSession(on_event)
    if sys.platform == "darwin":
        from soleus_tray.adapters.session.macos import MacSession  # noqa: PLC0415

        return MacSession()
    if bus is None and system_bus is None:
        from soleus_tray.adapters.session.unavailable import UnavailableSession  # noqa: PLC0415

        return UnavailableSession(
            _("There is no message bus to hear of the lock on; a suspend is still noticed by the clocks.")
        )
    from soleus_tray.adapters.session.linux import LinuxSession  # noqa: PLC0415 - Linux only

    return LinuxSession(bus, system_bus, on_event, environment)
