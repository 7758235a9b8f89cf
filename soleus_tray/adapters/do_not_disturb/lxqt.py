"""LXQt's switch: a line in a file of the user's, read again only when the file was written.

Source: lxqt-notificationd's notifyd.cpp, `doNotDisturb` in notifications.conf.
"""

from __future__ import annotations

import os

FILE, KEY = "lxqt/notifications.conf", "doNotDisturb"


class LxqtFile:
    """Remembers whether the file says true; without a file or such a line it is off, as for LXQt itself."""

    def __init__(self) -> None:
        self._stamp: tuple[int, ...] = ()
        self._last: bool | None = False

    def read(self) -> bool | None:
        """Whether quiet is wanted; None when the file can't be read."""
        # No pathlib: the tray process does without it.
        folder = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")  # noqa: PTH111
        path = os.path.join(folder, FILE)  # noqa: PTH118
        try:
            status = os.stat(path)  # noqa: PTH116
            stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
            if stamp != self._stamp:
                self._last = _says_true(path)
                self._stamp = stamp
        except FileNotFoundError:
            self._stamp, self._last = (), False
        except OSError:
            self._stamp, self._last = (), None
        return self._last


def _says_true(path: str) -> bool:
    with open(path, encoding="utf-8", errors="replace") as file:  # noqa: PTH123
        found = [line.partition("=") for line in file.read(1 << 16).splitlines()]
    return any(name.strip() == KEY and value.strip() == "true" for name, _, value in found)
