"""Linux: the switch that belongs to the notification server that runs."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, NamedTuple

from soleus_tray.core.signals import Signal
from soleus_tray.core.text import N_, _
from soleus_tray.ports.sensor import Reading

from ..dbus.remembered import ALL_PATIENCE, Remembered, meet
from ..media.inhibitors import LONGEST_NAME
from .lxqt import FILE, KEY, LxqtFile
from .services import CONTROL_CENTRE, IDENTITY, INHIBITED, MODES, NOTIFYD, PAUSED
from .settings_flag import CINNAMON, GNOME, MATE, Flag, SettingsFlag

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from soleus_tray.core.settings import QuietSettings
    from soleus_tray.core.signals import Kind

    from ..dbus.bus import Bus
    from ..dbus.remembered import Service

NO_BUS = N_(
    "The desktop's message bus does not answer, so its do-not-disturb can't be seen; log out and in "
    "again if this stays."
)
NOBODY = N_(
    "No notification server runs, so there is no do-not-disturb to see; snooze from the icon's menu instead."
)
NO_SWITCH = N_(
    "{server} doesn't tell whether it is set to do-not-disturb; snooze from the icon's menu when you "
    "want quiet."
)
SILENT = N_("{server} did not tell whether it is set to do-not-disturb; it is asked again in a moment.")
UNREADABLE = N_(
    "The setting {setting} could not be read with `gsettings`, so do-not-disturb can't be seen; installing "
    "libglib2.0-bin (glib2 elsewhere) may help."
)
NO_FILE = N_(
    "The line {line} in {file} of your settings folder can't be read, so do-not-disturb can't be seen; "
    "please "
    "see whether that file is yours."
)


class Way(NamedTuple):
    """Where a desktop's do-not-disturb is read."""

    title: str
    switch: Service[bool] | Flag | type[LxqtFile]


GNOME_SHELL = Way("GNOME Shell", GNOME)
CINNAMON_SHELL = Way("Cinnamon", CINNAMON)
MATE_DAEMON = Way("MATE", MATE)
XFCE = Way("xfce4-notifyd", NOTIFYD)
PLASMA = Way("Plasma", INHIBITED)
LXQT = Way("lxqt-notificationd", LxqtFile)

BY_SERVER: Mapping[str, Way] = {
    "gnome-shell": GNOME_SHELL,
    "cinnamon": CINNAMON_SHELL,
    "xfce notify daemon": XFCE,
    "plasma": PLASMA,
    "lxqt-notificationd": LXQT,
    "dunst": Way("dunst", PAUSED),
    "swaync": Way("SwayNotificationCenter", CONTROL_CENTRE),
    "swaynotificationcenter": Way("SwayNotificationCenter", CONTROL_CENTRE),
    "mako": Way("mako", MODES),
}
"""By the name the server gives itself, in small letters."""
BY_DESKTOP: Mapping[str, Way] = {
    "gnome": GNOME_SHELL,
    "x-cinnamon": CINNAMON_SHELL,
    "mate": MATE_DAEMON,
    "xfce": XFCE,
}
"""By XDG_CURRENT_DESKTOP, while no server runs: MATE's and Xfce's leave when they have nothing to show."""


def way_of(name: str, maker: str) -> Way:
    """How to read the switch of a server that calls itself so; others may have Plasma's property."""
    if maker.casefold() == "mate":  # its name is that of a server without a switch
        return MATE_DAEMON
    return BY_SERVER.get(name.casefold(), Way(name[:LONGEST_NAME] or _("The notification server"), INHIBITED))


def way_of_desktop(names: str) -> Way | None:
    """How to read the switch on the desktop XDG_CURRENT_DESKTOP names; None if it is none of these."""
    return next((BY_DESKTOP[one] for one in names.casefold().split(":") if one in BY_DESKTOP), None)


class LinuxDoNotDisturb:
    """Finds out who shows notifications, and reads that program's switch."""

    kind: Kind = "dnd"

    def __init__(self, bus: Bus, now: Callable[[], float] = time.monotonic) -> None:
        self._bus = bus
        self._now = now
        self._identity = Remembered(bus, IDENTITY, now)
        self._switches: dict[str, Remembered[bool] | SettingsFlag] = {}
        self._lxqt = LxqtFile()
        self.source = "D-Bus"

    def read(self, chosen: QuietSettings) -> Reading:
        """See ports.sensor.Sensor."""
        deadline = time.monotonic() + ALL_PATIENCE
        if not meet(self._bus, [self._identity], deadline):
            return Reading(why=_(NO_BUS))
        if not self._identity.present:
            way = way_of_desktop(os.environ.get("XDG_CURRENT_DESKTOP", ""))
            return self._read_way(way, deadline) if way else Reading(why=_(NOBODY))
        identity = self._identity.answer(deadline)
        if identity is None:
            return Reading(why=_(SILENT).format(server=_("The notification server")))
        return self._read_way(way_of(*identity), deadline)

    def close(self) -> None:
        """Nothing is held; the bus belongs to the caller."""

    def _read_way(self, way: Way, deadline: float) -> Reading:
        switch = way.switch
        if isinstance(switch, Flag):
            quiet, place = self._flag(switch).read(deadline), switch.key
        elif isinstance(switch, type):
            quiet, place = self._lxqt.read(), KEY
        else:
            quiet, place = self._ask(switch, deadline), switch.title
        self.source = f"{way.title} ({place})"
        if quiet is None:
            return Reading(why=_why(way))
        return Reading((Signal("dnd"),) if quiet else ())

    def _flag(self, flag: Flag) -> SettingsFlag:
        known = self._switches.get(flag.key)
        if not isinstance(known, SettingsFlag):
            self._switches[flag.key] = known = SettingsFlag(self._bus, flag, self._now)
        return known

    def _ask(self, service: Service[bool], deadline: float) -> bool | None:
        known = self._switches.get(service.title)
        if not isinstance(known, Remembered):
            self._switches[service.title] = known = Remembered(self._bus, service, self._now)
        return known.answer(deadline) if meet(self._bus, [known], deadline) else None


def _why(way: Way) -> str:
    """Why this way led nowhere."""
    if isinstance(way.switch, Flag):
        return _(UNREADABLE).format(setting=f"{way.switch.schema} {way.switch.key}")
    if isinstance(way.switch, type):
        return _(NO_FILE).format(line=KEY, file=FILE)
    return _(SILENT if way in BY_SERVER.values() else NO_SWITCH).format(server=way.title)
