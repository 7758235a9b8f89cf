"""Which source of activity this desktop offers."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from soleus_tray.adapters.activity.unavailable import UnavailableActivity
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from soleus_tray.adapters.dbus.bus import Bus
    from soleus_tray.ports.activity import ActivitySource


def choose_activity(bus: Bus | None = None, environment: Mapping[str, str] = os.environ) -> ActivitySource:
    """The first source that works here; one that answers unknown, with the reason, where none does.

    `bus` is the session bus, started by others now or later; GNOME needs it.
    """
    if sys.platform == "win32":
        from soleus_tray.adapters.activity.windows import WindowsActivity  # noqa: PLC0415

        return WindowsActivity()
    if sys.platform == "darwin":
        from soleus_tray.adapters.activity.macos import MacActivity  # noqa: PLC0415

        return MacActivity()
    # Under Wayland an X server may run for old programs; it sees only the input that goes to them.
    if environment.get("WAYLAND_DISPLAY") or environment.get("XDG_SESSION_TYPE") == "wayland":
        return _wayland(bus, environment)
    return _x11(environment)


def _wayland(bus: Bus | None, environment: Mapping[str, str]) -> ActivitySource:
    if "GNOME" in environment.get("XDG_CURRENT_DESKTOP", "").upper().split(":"):
        return _mutter(bus, "")
    from soleus_tray.adapters.activity.wayland import (  # noqa: PLC0415 - one of several
        NotOfferedError,
        WaylandActivity,
        socket_path,
    )

    try:
        return WaylandActivity(socket_path(environment)).open()
    except NotOfferedError as error:
        # Others than GNOME are built on Mutter as well (Pantheon's Gala), and the bus may not run yet.
        return _mutter(
            bus,
            _("{error} Plasma 5.27, sway 1.8 and later do. So time is counted as sitting.").format(
                error=error
            ),
        )
    except SoleusError as error:
        return UnavailableActivity(_("{error} So time is counted as sitting.").format(error=error))


def _mutter(bus: Bus | None, without: str) -> ActivitySource:
    """Mutter's idle time; `without` is why there is no other, or ""."""
    if bus is None:
        why = _(
            "GNOME tells the idle time on the session bus, and there is none; time is counted as sitting."
        )
        return UnavailableActivity(without or why)
    from soleus_tray.adapters.activity.gnome import GONE, MutterActivity  # noqa: PLC0415 - one of several

    return MutterActivity(bus, without or _(GONE)).open()


def _x11(environment: Mapping[str, str]) -> ActivitySource:
    if not environment.get("DISPLAY"):
        return UnavailableActivity(
            _("There is no display to ask for idle time, so time is counted as sitting.")
        )
    from soleus_tray.adapters.activity.x11 import X11Activity  # noqa: PLC0415 - loads two C libraries

    try:
        return X11Activity().open()
    except SoleusError as error:
        return UnavailableActivity(_("{error} So time is counted as sitting.").format(error=error))
