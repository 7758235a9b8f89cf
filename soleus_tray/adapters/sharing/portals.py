"""Wayland: the sessions that show the screen to others, by their objects on the message bus.

Each is an object for as long as it lasts, and the bus's own Introspect lists it. Nothing is started: a name
is asked for its owner first, and the owner is asked.
Sources: org.gnome.Mutter.ScreenCast.xml of mutter (GNOME; niri plays the same part), tried with mutter 43;
src/core/session.c of xdg-desktop-portal-wlr, whose only sessions are screen casts, tried with 0.7. The other
portals' (KDE's, Hyprland's) hold sessions of global shortcuts too, all day long, and can't be told apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jeepney import DBusAddress

from soleus_tray.adapters.dbus.asking import ask
from soleus_tray.adapters.dbus.messages import NO_REPLY
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import _

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
    """Whether a session shows the screen to others now; None where nobody on the bus keeps such sessions.

    Raises SoleusError when the bus, or who keeps them, doesn't answer.
    """
    for name, path in SESSIONS.items():
        owner = _answer(bus, _DAEMON_ADDRESS, "GetNameOwner", name)
        if owner:
            # An object that never was is an error for some and an empty list for others.
            return has_children(_answer(bus, DBusAddress(path, owner, _INTROSPECTABLE), "Introspect"))
    return None


def _answer(bus: Bus, address: DBusAddress, member: str, *words: str) -> str:
    """The text that comes back; "" for any other answer. Raises SoleusError when none comes."""
    reply = ask(bus, address, member, "s" * len(words), words, timeout=_PATIENCE)
    if reply.error == NO_REPLY:
        raise SoleusError(
            _("The desktop did not answer whether the screen is shared; it is asked again soon.")
        )
    return str(reply.value("s", ""))


def has_children(introspection: str) -> bool:
    """Whether the XML of Introspect names an object below; its own node has no name, or a whole path."""
    names = introspection.replace("'", '"').split('<node name="')[1:]
    return any(not name.startswith(("/", '"')) for name in names)
