"""The services that tell what keeps the screen awake, and how each is asked.

Sources: gnome-session's org.gnome.SessionManager.xml (MATE's and Cinnamon's sessions offer the same),
PowerDevil's org.kde.Solid.PowerManagement.PolicyAgent.xml, xfce4-power-manager's
org.freedesktop.PowerManagement.Inhibit.xml, xfce4-screensaver's gs-listener-dbus.c, and
https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html.
org.freedesktop.ScreenSaver itself, Cinnamon's and MATE's screensavers offer no list, and nobody can list the
inhibitors of Wayland's idle-inhibit protocol.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

from soleus_tray.core.text import N_

from ..dbus.remembered import Change, Service, properties_change
from .inhibitors import Inhibitor

if TYPE_CHECKING:
    from ..dbus.remembered import Talk

Inhibitors = list[Inhibitor]

MOST = 30
"""Inhibitors looked at; a service that lists more is not worth the time."""

SESSION = "org.gnome.SessionManager"
SESSION_PATH = "/org/gnome/SessionManager"
INHIBITOR = "org.gnome.SessionManager.Inhibitor"
IDLE_FLAG = 8

AGENT = "org.kde.Solid.PowerManagement.PolicyAgent"
AGENT_PATH = "/org/kde/Solid/PowerManagement/PolicyAgent"
SCREEN_POLICY = 4
"""ChangeScreenSettings; 1, InterruptSession, is sleep, which music inhibits too."""

POWER = "org.freedesktop.PowerManagement"
POWER_PATH = "/org/freedesktop/PowerManagement/Inhibit"
POWER_INHIBIT = "org.freedesktop.PowerManagement.Inhibit"

XFCE, XFCE_PATH = "org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"

LOGIND, LOGIND_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
LOGIND_MANAGER = "org.freedesktop.login1.Manager"


def ask_session_manager(talk: Talk) -> Inhibitors | None:
    """GNOME's, MATE's and Cinnamon's session: those with the idle flag."""
    inhibited = talk.ask(SESSION_PATH, SESSION, "IsInhibited", "u", (IDLE_FLAG,)).value("b", None)
    if not inhibited:
        return None if inhibited is None else []
    paths = talk.ask(SESSION_PATH, SESSION, "GetInhibitors").value("ao", [])[:MOST]
    asked = [(path, INHIBITOR, member) for path in paths for member in ("GetFlags", "GetAppId", "GetReason")]
    replies = talk.ask_each(asked)
    details = zip(replies[::3], replies[1::3], replies[2::3], strict=True)
    found = [
        Inhibitor(who.value("s", ""), why.value("s", ""))
        for flags, who, why in details
        if flags.value("u", 0) & IDLE_FLAG
    ]
    return found or [Inhibitor()]


def ask_plasma(talk: Talk) -> Inhibitors | None:
    """Plasma 6 tells what each inhibits; Plasma 5 only whether the screen is, and a list of all."""
    active = talk.get(AGENT_PATH, AGENT, "ActiveInhibitions", "a(ssssu)")
    if active is not None:
        return [Inhibitor(who, why) for what, who, why, _, _ in active if "idle" in what.split(":")]
    inhibited = talk.ask(AGENT_PATH, AGENT, "HasInhibition", "u", (SCREEN_POLICY,)).value("b", None)
    if not inhibited:
        return None if inhibited is None else []
    listed = talk.ask(AGENT_PATH, AGENT, "ListInhibitions")
    pairs: list[Any] | None = listed.value("a(ss)", listed.value("aas", None))
    # Of a session in the background it says inhibited too, with an empty list: that is no film.
    return [Inhibitor()] if pairs is None else [Inhibitor(*pair[:2]) for pair in pairs[:MOST]]


def ask_power_manager(talk: Talk) -> Inhibitors | None:
    """Those xfce4-power-manager lists; elsewhere only that there are some."""
    inhibited = talk.ask(POWER_PATH, POWER_INHIBIT, "HasInhibit").value("b", None)
    if not inhibited:
        return None if inhibited is None else []
    names = talk.ask(POWER_PATH, POWER_INHIBIT, "GetInhibitors").value("as", [])
    return [Inhibitor(name) for name in names[:MOST]] or [Inhibitor()]


def ask_xfce_screensaver(talk: Talk) -> Inhibitors | None:
    """Those Xfce's screensaver lists, each as Application="mpv"; Since="..."; Reason="...";."""
    lines = talk.ask(XFCE_PATH, XFCE, "GetInhibitors").value("as", None)
    return None if lines is None else [read_xfce_line(line) for line in lines[:MOST]]


def read_xfce_line(line: str) -> Inhibitor:
    """One inhibitor of Xfce's screensaver; without a name when the line is written otherwise."""
    fields = dict(part.partition("=")[::2] for part in line.split("; "))
    who, why = (fields.get(name, "").strip('";') for name in ("Application", "Reason"))
    return Inhibitor(who, why)


def ask_logind(user: int, process: int, talk: Talk) -> Inhibitors | None:
    """This user's blocking idle inhibitors, but for this process's own."""
    rows = talk.ask(LOGIND_PATH, LOGIND_MANAGER, "ListInhibitors").value("a(ssssuu)", None)
    if rows is None:
        return None
    return [
        Inhibitor(who, why)
        for what, who, why, mode, uid, pid in rows
        if "idle" in what.split(":") and mode != "delay" and uid == user and pid != process
    ]


SESSION_MANAGER: Service[Inhibitors] = Service(
    SESSION,
    N_("the session manager"),
    ask_session_manager,
    tuple(Change(SESSION_PATH, SESSION, member, "o") for member in ("InhibitorAdded", "InhibitorRemoved")),
)
PLASMA: Service[Inhibitors] = Service(
    AGENT,
    N_("Plasma's power management"),
    ask_plasma,
    # Plasma 5 and 6 write the list of added ones differently.
    (
        Change(AGENT_PATH, AGENT, "InhibitionsChanged", "a(ss)as"),
        Change(AGENT_PATH, AGENT, "InhibitionsChanged", "aasas"),
        properties_change(AGENT_PATH, AGENT),
    ),
)
POWER_MANAGER: Service[Inhibitors] = Service(
    POWER,
    N_("the power manager"),
    ask_power_manager,
    (Change(POWER_PATH, POWER_INHIBIT, "HasInhibitChanged", "b"),),
)
XFCE_SCREENSAVER: Service[Inhibitors] = Service(XFCE, "xfce4-screensaver", ask_xfce_screensaver, lasting=0.0)


def logind(user: int | None = None) -> Service[Inhibitors]:
    """The system's login manager, asked for this user's inhibitors."""
    asks = partial(ask_logind, _own_user() if user is None else user, os.getpid())
    # It tells a change of what is inhibited, not of who does it; hence the shorter time.
    return Service(LOGIND, "logind", asks, (properties_change(LOGIND_PATH, LOGIND_MANAGER),), lasting=20.0)


def _own_user() -> int:
    """This process's user id."""
    if sys.platform == "win32":
        return -1  # never: this module is Linux's
    return os.getuid()
