"""The programs on the bus that tell whether they keep quiet, and how each is asked.

Sources: the notification servers' own D-Bus descriptions: plasma-workspace's libnotificationmanager
(org.freedesktop.Notifications.xml), dunst's dbus.c, SwayNotificationCenter's swayncDaemon.vala, mako's
dbus/mako.c; and xfconf's GetProperty for xfce4-notifyd's switch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.core.text import N_

from ..dbus.remembered import Change, Service, properties_change

if TYPE_CHECKING:
    from ..dbus.remembered import Talk

SERVER, SERVER_PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
XFCONF, XFCONF_PATH = "org.xfce.Xfconf", "/org/xfce/Xfconf"
XFCONF_UNSET = frozenset({"org.xfce.Xfconf.Error.PropertyNotFound", "org.xfce.Xfconf.Error.ChannelNotFound"})
CHANNEL, SWITCH = "xfce4-notifyd", "/do-not-disturb"
DUNST = "org.dunstproject.cmd0"
SWAYNC, SWAYNC_PATH = "org.erikreider.swaync.cc", "/org/erikreider/swaync/cc"
MAKO, MAKO_PATH = "fr.emersion.Mako", "/fr/emersion/Mako"
MAKO_MODES = frozenset({"do-not-disturb", "dnd"})
"""Its modes are the user's own; the first is the one its manual shows."""


def ask_inhibited(talk: Talk) -> bool | None:
    """The property Plasma added to the notification server's interface."""
    found = talk.get(SERVER_PATH, SERVER, "Inhibited", "b")
    return None if found is None else bool(found)


def ask_xfconf(talk: Talk) -> bool | None:
    """xfce4-notifyd's switch; it is off until somebody turned it on once."""
    reply = talk.ask(XFCONF_PATH, XFCONF, "GetProperty", "ss", (CHANNEL, SWITCH))
    if reply.error in XFCONF_UNSET:
        return False
    found = reply.value("v", None)
    return bool(found[1]) if isinstance(found, tuple) and found[0] == "b" else None


def ask_dunst(talk: Talk) -> bool | None:
    """Whether dunst is paused."""
    found = talk.get(SERVER_PATH, DUNST, "paused", "b")
    return None if found is None else bool(found)


def ask_swaync(talk: Talk) -> bool | None:
    """Its switch, or the wish of a program that shares the screen (newer versions)."""
    switch = talk.ask(SWAYNC_PATH, SWAYNC, "GetDnd").value("b", None)
    if switch is False:
        return bool(talk.ask(SWAYNC_PATH, SWAYNC, "IsInhibited").value("b", False))
    return None if switch is None else True


def ask_mako(talk: Talk) -> bool | None:
    """Whether one of its modes is called do-not-disturb."""
    modes = talk.ask(MAKO_PATH, MAKO, "ListModes").value("as", None)
    return None if modes is None else not MAKO_MODES.isdisjoint(modes)


def ask_identity(talk: Talk) -> tuple[str, str] | None:
    """Name and maker of the notification server."""
    reply = talk.ask(SERVER_PATH, SERVER, "GetServerInformation")
    return (reply.body[0], reply.body[1]) if not reply.error and reply.signature == "ssss" else None


IDENTITY: Service[tuple[str, str]] = Service(
    SERVER, N_("the notification server"), ask_identity, lasting=float("inf")
)
INHIBITED: Service[bool] = Service(
    SERVER, "Inhibited", ask_inhibited, (properties_change(SERVER_PATH, SERVER),)
)
NOTIFYD: Service[bool] = Service(
    XFCONF,
    "xfconf",
    ask_xfconf,
    (
        Change(XFCONF_PATH, XFCONF, "PropertyChanged", "ssv", CHANNEL),
        Change(XFCONF_PATH, XFCONF, "PropertyRemoved", "ss", CHANNEL),
    ),
)
PAUSED: Service[bool] = Service(SERVER, "paused", ask_dunst, (properties_change(SERVER_PATH, DUNST),))
CONTROL_CENTRE: Service[bool] = Service(
    SWAYNC,
    "swaync",
    ask_swaync,
    (
        Change(SWAYNC_PATH, SWAYNC, "Subscribe", "ubb"),
        Change(SWAYNC_PATH, SWAYNC, "SubscribeV2", "ubbb"),
    ),
)
# Older versions don't tell when their modes change.
MODES: Service[bool] = Service(SERVER, "modes", ask_mako, lasting=0.0)
