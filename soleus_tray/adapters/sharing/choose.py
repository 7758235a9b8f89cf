"""How this desktop tells that its screen is shared or recorded."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from soleus_tray.adapters.unavailable_sensor import UnavailableSensor
from soleus_tray.core.text import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from soleus_tray.adapters.dbus.bus import Bus
    from soleus_tray.ports.sensor import Sensor

_REMEDY = N_("turn on do-not-disturb while you share it.")
_WLROOTS = frozenset({"sway", "wlroots", "river", "labwc", "wayfire"})
"""Desktops that share through xdg-desktop-portal-wlr, which is there only once something was shared."""


def choose_sharing(bus: Bus | None, environment: Mapping[str, str] = os.environ) -> Sensor:
    """The sensor for this system; `bus` is the session's, None where there is none."""
    if sys.platform == "win32":
        from soleus_tray.adapters.sharing.windows import WindowsSharing  # noqa: PLC0415

        return WindowsSharing()
    if sys.platform == "darwin":
        # Window titles need the screen-recording permission, and no interface tells of others' captures.
        return UnavailableSensor(
            "sharing",
            _("macOS doesn't tell programs when the screen is shared; {remedy}").format(remedy=_(_REMEDY)),
        )
    return _linux(bus, environment)


def _linux(bus: Bus | None, environment: Mapping[str, str]) -> Sensor:
    from soleus_tray.adapters.sharing.linux import LinuxSharing  # noqa: PLC0415 - only where it is used

    wayland = environment.get("WAYLAND_DISPLAY") or environment.get("XDG_SESSION_TYPE") == "wayland"
    if wayland:
        return LinuxSharing(None, bus, _untold_on_wayland(bus, environment))
    if not environment.get("DISPLAY"):
        return UnavailableSensor(
            "sharing",
            _("There is no display to look for sharing bars on; {remedy}").format(remedy=_(_REMEDY)),
        )
    from soleus_tray.adapters.x11_windows import X11Windows  # noqa: PLC0415 - not under Wayland

    # GNOME's own recorder and remote desktop show no bar; elsewhere under X11 the bus knows nothing.
    gnome = "GNOME" in environment.get("XDG_CURRENT_DESKTOP", "").split(":")
    return LinuxSharing(X11Windows(environment), bus if gnome else None, "")


def _untold_on_wayland(bus: Bus | None, environment: Mapping[str, str]) -> str:
    """What to say while nobody on the bus keeps screen casts; "" where that means nothing is shared."""
    desktops = environment.get("XDG_CURRENT_DESKTOP", "").split(":")
    if bus is not None and not _WLROOTS.isdisjoint(name.lower() for name in desktops):
        return ""
    named = {"KDE": "Plasma", "": _("This desktop")}.get(desktops[-1], desktops[-1])
    return _("{desktop} on Wayland doesn't tell programs when the screen is shared; {remedy}").format(
        desktop=named, remedy=_(_REMEDY)
    )
