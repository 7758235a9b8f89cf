"""How this desktop tells that a window is full screen."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from soleus_tray.adapters.unavailable_sensor import UnavailableSensor
from soleus_tray.core.text import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from soleus_tray.ports.sensor import Sensor

_REMEDY = N_("turn on do-not-disturb for films and talks, or name their programs in the settings.")


def choose_fullscreen(environment: Mapping[str, str] = os.environ) -> Sensor:
    """The sensor for this system; one that says why where windows can't be seen."""
    if sys.platform == "win32":
        from soleus_tray.adapters.fullscreen.windows import WindowsFullscreen  # noqa: PLC0415

        return WindowsFullscreen()
    if sys.platform == "darwin":
        from soleus_tray.adapters.fullscreen.macos import MacFullscreen  # noqa: PLC0415

        return MacFullscreen()
    return _linux(environment)


def _linux(environment: Mapping[str, str]) -> Sensor:
    # Under Wayland an X server may run for old programs; it sees only their windows, and on GNOME
    # the mere question starts it.
    if environment.get("WAYLAND_DISPLAY") or environment.get("XDG_SESSION_TYPE") == "wayland":
        return _wayland(environment)
    if not environment.get("DISPLAY"):
        return UnavailableSensor(
            "fullscreen",
            _("There is no display to look for full-screen windows on; {remedy}").format(remedy=_(_REMEDY)),
        )
    from soleus_tray.adapters.fullscreen.x11 import X11Fullscreen  # noqa: PLC0415 - only where it is used

    return X11Fullscreen(environment)


def _wayland(environment: Mapping[str, str]) -> Sensor:
    desktop = environment.get("XDG_CURRENT_DESKTOP", "").split(":")[-1]
    named = {"KDE": "Plasma", "sway": "Sway", "": _("This desktop")}.get(desktop, desktop)
    untold = _("{desktop} on Wayland doesn't tell which window is full screen; {remedy}").format(
        desktop=named, remedy=_(_REMEDY)
    )
    if desktop in {"GNOME", "KDE"}:
        return UnavailableSensor("fullscreen", untold)
    from soleus_tray.adapters.fullscreen.wayland import WaylandFullscreen  # noqa: PLC0415 - one's desktop only

    return WaylandFullscreen(environment, untold)
