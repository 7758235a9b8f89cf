"""Who would show the icon, found out without a second one."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from soleus_tray.app.doctor.finding import Finding, cannot, clipped, limited, sentence, works
from soleus_tray.app.doctor.place import BUS_REMEDY, desktop_name, has_display
from soleus_tray.core.text import N_, _

if TYPE_CHECKING:
    from soleus_tray.adapters.dbus.bus import Bus
    from soleus_tray.app.doctor.place import Place

PART = N_("tray")
_HOSTS = {
    "wrapper-2.0": "xfce4-panel",
    "notification-area-applet": "mate-panel",
    "kded5": "Plasma",
    "kded6": "Plasma",
    "plasmashell": "Plasma",
    "gnome-shell": "GNOME Shell",
}
"""Programs that answer for a panel, and what people call that."""
_REMEDIES = {
    "gnome": N_("Turn on the GNOME extension AppIndicator and KStatusNotifierItem Support"),
    "xfce": N_("Add the Status Tray to the panel (right click, Panel, Add New Items)"),
    "kde": N_("Add the System Tray to the panel"),
    "mate": N_("Add the Notification Area to the panel"),
    "lxqt": N_("Add Status Notifier to the panel"),
    "sway": N_('Turn on the module "tray" in waybar, or another bar with a tray'),
}


def tray(place: Place) -> Finding:
    """Whether a panel would show the icon."""
    wanted = os.environ.get("SOLEUS_TRAY_BACKEND", "")
    if wanted == "none":
        return limited(
            PART,
            _("The icon is turned off."),
            _("SOLEUS_TRAY_BACKEND is none."),
            _("Unset SOLEUS_TRAY_BACKEND to have the icon."),
        )
    if sys.platform == "win32":
        return works(PART, _("The notification area has room for the icon."))
    if sys.platform == "darwin":
        return works(PART, _("The menu bar has room for the icon."))
    return _linux(place)


def _linux(place: Place) -> Finding:
    from soleus_tray.adapters.tray.xembed import tray_manager  # noqa: PLC0415 - Linux only

    host = _host(place.bus) if place.bus is not None and place.bus.connected else None
    if host:
        return works(PART, _("{host} has room for the icon.").format(host=host))
    if tray_manager():
        return works(PART, _("A tray of the older kind (XEmbed) has room for the icon."))
    if place.no_bus:
        because = _("Panels learn of icons over the session bus, and {trouble}.").format(trouble=place.no_bus)
        return cannot(PART, _("The icon has no place to show."), because, _with_the_window(_(BUS_REMEDY)))
    because = _("A panel keeps a list of icons but none of its trays shows them.") if host == "" else ""
    wish = _(_REMEDIES.get(desktop_name(), N_("Add a system tray to your panel")))
    return cannot(
        PART,
        _("The icon has no place to show."),
        because or _("No panel on this desktop shows tray icons."),
        _with_the_window(wish),
    )


def _with_the_window(remedy: str) -> str:
    """The remedy, and what stands in for the icon where it can."""
    if not has_display():
        return sentence(remedy)
    return _(
        "{remedy}; until then, starting Soleus Tray once more opens a small window with the same actions."
    ).format(remedy=remedy)


def _host(bus: Bus) -> str | None:
    """The program that shows StatusNotifierItems; "" if it only lists them, None if there is none."""
    from jeepney import DBusAddress  # noqa: PLC0415 - Linux only

    from soleus_tray.adapters.dbus.asking import ask, ask_property  # noqa: PLC0415
    from soleus_tray.adapters.dbus.bus import DAEMON_ADDRESS  # noqa: PLC0415
    from soleus_tray.adapters.tray.status_notifier import WATCHER, WATCHER_PATH  # noqa: PLC0415

    if not ask(bus, DAEMON_ADDRESS, "NameHasOwner", "s", (WATCHER,)).value("b", False):
        return None
    watcher = DBusAddress(WATCHER_PATH, bus_name=WATCHER, interface=WATCHER)
    if not ask_property(bus, watcher, "IsStatusNotifierHostRegistered", "b", False):
        return ""
    process = ask(bus, DAEMON_ADDRESS, "GetConnectionUnixProcessID", "s", (WATCHER,)).value("u", 0)
    return _program(process) or _("A panel")


def _program(process: int) -> str:
    """What people call the process; "" when it can't be told."""
    from soleus_tray.adapters.calls.open_files import names_of  # noqa: PLC0415 - Linux only

    name = next((clipped(name) for name in names_of("/proc", process) if name), "")
    return _HOSTS.get(name, name)
