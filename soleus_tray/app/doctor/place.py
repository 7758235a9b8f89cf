"""What the checks share: the home, the settings, and the buses, connected once."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from soleus_tray.app.buses import find_buses
from soleus_tray.core.text import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from soleus_tray.adapters.dbus.bus import Bus
    from soleus_tray.adapters.settings.toml_file import FileSettings
    from soleus_tray.app.paths import Paths

CONNECTED_WITHIN = 2.5
"""Seconds for both buses; one that hangs is given up by its connection after two."""
BUS_REMEDY = N_(
    "Run this inside your desktop session; if it has no session bus, install one (on Debian: "
    "dbus-user-session) and log in again"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the app would live."""

    paths: Paths
    settings: FileSettings
    bus: Bus | None
    """The session's; None where the system has no such thing."""
    system_bus: Bus | None

    @property
    def no_bus(self) -> str:
        """Why the session bus can't be used, in words after a comma; "" while it can."""
        if self.bus is None or self.bus.connected:
            return ""
        return self.bus.trouble or _("the session bus does not answer")


@contextmanager
def found_place(paths: Paths) -> Iterator[Place]:
    """The place, its buses connected where they are there."""
    from soleus_tray.adapters.settings.toml_file import read_file  # noqa: PLC0415

    bus, system_bus = both = find_buses()
    _connect([one for one in both if one is not None])
    try:
        yield Place(paths, read_file(paths.settings), bus, system_bus)
    finally:
        for one in (bus, system_bus):
            if one is not None:
                one.close()


def _connect(buses: list[Bus]) -> None:
    """Serve them, and wait until each is connected or says why it can't be."""
    for one in buses:
        one.start()
    until = time.monotonic() + CONNECTED_WITHIN
    while any(not (one.connected or one.trouble) for one in buses) and time.monotonic() < until:
        time.sleep(0.01)


def desktop_name() -> str:
    """XDG_CURRENT_DESKTOP's own part, in small letters: "gnome"; "" where it isn't set."""
    return os.environ.get("XDG_CURRENT_DESKTOP", "").rpartition(":")[2].lower()


def has_display() -> bool:
    """Whether windows have a display to open on: they go through X11 on Linux, under Wayland too."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY"))
