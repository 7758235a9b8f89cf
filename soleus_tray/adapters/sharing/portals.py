"""Wayland: the sessions that show the screen to others, by their objects on the message bus.

Each is an object for as long as it lasts, and the bus's own Introspect lists it. Nothing is started: a name
is asked for its owner first, and the owner is asked.
Sources: org.gnome.Mutter.ScreenCast.xml of mutter (GNOME; niri plays the same part), seen with mutter 43;
src/core/session.c of xdg-desktop-portal-wlr, whose only sessions are screen casts. The other portals' (KDE's,
Hyprland's) hold sessions of global shortcuts too, all day long, and can't be told apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jeepney import DBusAddress

from soleus_tray.adapters.dbus.asking import ask

if TYPE_CHECKING:
    from soleus_tray.adapters.dbus.bus import Bus

SESSIONS = {
    "org.gnome.Mutter.ScreenCast": "/org/gnome/Mutter/ScreenCast/Session",
    "org.freedesktop.impl.portal.desktop.wlr": "/org/freedesktop/portal/desktop/session",
}
"""Who keeps them, and below which object."""
_PATIENCE = 0.3
"""Seconds for each of the answers; the names share a reading's second."""
_DAEMON = "org.freedesktop.DBus"
_DAEMON_ADDRESS = DBusAddress("/org/freedesktop/DBus", bus_name=_DAEMON, interface=_DAEMON)
_INTROSPECTABLE = "org.freedesktop.DBus.Introspectable"


def shared_sessions(bus: Bus) -> bool | None:
    """Whether a session shows the screen to others now; None where nobody on the bus keeps such sessions."""
    for name, path in SESSIONS.items():
        owner = ask(bus, _DAEMON_ADDRESS, "GetNameOwner", "s", (name,), timeout=_PATIENCE).value("s", "")
        if owner:
            place = DBusAddress(path, bus_name=owner, interface=_INTROSPECTABLE)
            reply = ask(bus, place, "Introspect", timeout=_PATIENCE)
            # An object that never was is an error for some and an empty list for others.
            return has_children(reply.value("s", ""))
    return None


def has_children(introspection: object) -> bool:
    """Whether the XML of Introspect names an object below; its own node has no name, or a whole path."""
    names = str(introspection).replace("'", '"').split('<node name="')[1:]
    return any(not name.startswith(("/", '"')) for name in names)
