"""Where the user put the strip on each monitor: a small private file, forgotten when it can't be read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from soleus_tray.ui.drawing.icon_cache import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from soleus_tray.ui.fitting_screen import Area

_MOST = 20
"""Monitors that are remembered."""


class Places:
    """Reads and writes the file when asked; all in real pixels."""

    def __init__(self, path: Path | None) -> None:
        """path: None remembers nothing."""
        self._path = path

    def find(self, monitor: Area) -> tuple[int, int] | None:
        """Where it was on this monitor, from its left top; None when it never was."""
        return self._read().get(_name(monitor))

    def keep(self, monitor: Area, place: tuple[int, int]) -> None:
        """Remember this place; a disk that can't be written is no reason to stop."""
        if self._path is None:
            return
        places = self._read()
        places.pop(_name(monitor), None)
        places[_name(monitor)] = place
        told = {"strip": dict(list(places.items())[-_MOST:])}
        try:
            write_whole(self._path, json.dumps(told).encode())
        except OSError:
            self._path = None

    def _read(self) -> dict[str, tuple[int, int]]:
        try:
            told = json.loads(self._path.read_bytes())["strip"] if self._path else {}
            return {str(name): (int(place[0]), int(place[1])) for name, place in told.items()}
        except (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError):
            return {}


def _name(monitor: Area) -> str:
    left, top, width, height = monitor
    return f"{width}x{height}{left:+}{top:+}"


def within(area: Area, place: tuple[int, int], size: tuple[int, int]) -> tuple[int, int]:
    """The place nearest to this one at which something of this size lies wholly in the area."""
    x = max(area[0], min(place[0], area[0] + area[2] - size[0]))
    y = max(area[1], min(place[1], area[1] + area[3] - size[1]))
    return x, y
