"""A desktop's own switch among its settings: read once by `gsettings`, again only when dconf tells a change.

The tray loads no GLib, and a program started every few seconds would cost more than all else.
Source: https://gitlab.gnome.org/GNOME/dconf, service/ca.desrt.dconf.xml.
"""

from __future__ import annotations

import subprocess
import time
from typing import TYPE_CHECKING, NamedTuple

from ..dbus.messages import Subscription

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..dbus.bus import Bus

WRITER = "ca.desrt.dconf"
WRITER_PATH = "/ca/desrt/dconf/Writer/user"
WRITER_INTERFACE = "ca.desrt.dconf.Writer"
LASTING = 15 * 60.0
"""Seconds a value is believed while no change is heard: some installations keep settings without dconf."""
SILENCE = 60.0
"""Seconds until a value that could not be read is tried again."""
SHORTEST_LOOK = 0.05
"""Seconds below which it is not worth starting."""


class Flag(NamedTuple):
    """A boolean setting."""

    schema: str
    key: str
    path: str
    """Where dconf keeps it."""
    quiet: str
    """What `gsettings` prints when quiet is wanted: "true" or "false"."""


GNOME = Flag(
    "org.gnome.desktop.notifications",
    "show-banners",
    "/org/gnome/desktop/notifications/show-banners",
    quiet="false",
)
CINNAMON = Flag(
    "org.cinnamon.desktop.notifications",
    "display-notifications",
    "/org/cinnamon/desktop/notifications/display-notifications",
    quiet="false",
)
MATE = Flag(
    "org.mate.NotificationDaemon",
    "do-not-disturb",
    "/org/mate/notification-daemon/do-not-disturb",
    quiet="true",
)


class SettingsFlag:
    """Remembers a flag's value; `read` is for one thread at a time."""

    def __init__(self, bus: Bus, flag: Flag, now: Callable[[], float] = time.monotonic) -> None:
        self._bus = bus
        self._flag = flag
        self._now = now
        self._watching = False
        self._changed = True
        self._until = 0.0
        self._last: bool | None = None

    def read(self, deadline: float) -> bool | None:
        """Whether quiet is wanted; None when it can't be told by this moment of the monotonic clock."""
        self._watch()
        if self._changed or self._now() >= self._until:
            patience = deadline - time.monotonic()
            if patience < SHORTEST_LOOK:
                return None
            self._changed = False  # before the look: what changes meanwhile is looked at again
            self._last = ask_gsettings(self._flag, patience)
            self._until = self._now() + (SILENCE if self._last is None else LASTING)
        return self._last

    def _watch(self) -> None:
        if not self._watching:
            self._watching = True
            told = (WRITER, WRITER_PATH, WRITER_INTERFACE, "Notify", "sass", self._hear)
            self._bus.subscribe(Subscription(*told))
            self._bus.on_state(self._hear_bus)

    def _hear(self, prefix: str, changes: list[str], _tag: str) -> None:
        if concerns(prefix, changes, self._flag.path):
            self._changed = True

    def _hear_bus(self, _connected: bool) -> None:
        self._changed = True  # a change may have been missed meanwhile


def concerns(prefix: str, changes: Sequence[str], path: str) -> bool:
    """Whether dconf's notice of changes below `prefix` is about this key, or a folder it lies in."""
    return any(
        path == prefix + change or ((prefix + change).endswith("/") and path.startswith(prefix + change))
        for change in changes
    )


def ask_gsettings(flag: Flag, patience: float) -> bool | None:
    """What `gsettings` prints, within so many seconds; None when it is missing, hangs or is odd."""
    try:
        done = subprocess.run(
            ["gsettings", "get", flag.schema, flag.key],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=patience,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    printed = done.stdout.decode(errors="replace").strip()
    return printed == flag.quiet if printed in {"true", "false"} else None
