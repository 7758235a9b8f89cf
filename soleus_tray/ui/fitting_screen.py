"""How large a window may be, and where: what the desktop and the user want, and what there is room for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from soleus_tray.ui.drawing.art import nearest_scale

if TYPE_CHECKING:
    from soleus_tray.ports.screen import Screen

_SCALE_STEP = 0.25
_MOST_SCALE = 10_000
Area = tuple[int, int, int, int]
"""Left, top, width, height, in real pixels."""


def wanted_scale(screen: Screen, unknown: float | None = None) -> float | None:
    """The scaling to draw for, 1.0 being 100 %; `unknown` stands in where the desktop names none.

    SOLEUS_TRAY_SCALE, or the desktop's; times SOLEUS_TRAY_ZOOM, the user's own, in percent.
    """
    scale = _from_environment("SOLEUS_TRAY_SCALE") or screen.scale() or unknown
    zoom = _from_environment("SOLEUS_TRAY_ZOOM")
    if zoom is None:
        return scale
    return (scale or 1.0) * zoom / 100


def _from_environment(name: str) -> float | None:
    """A number above 0; None for anything else."""
    try:
        value = float(os.environ[name])
    except (KeyError, ValueError):
        return None
    return value if 0 < value < _MOST_SCALE else None


def largest_fitting(scale: float, size: tuple[float, float], room: tuple[int, int]) -> float:
    """The largest scale that is drawn, up to this one, at which a window of this size has room.

    size: width and height at 100 %. room: width and height in real pixels.
    """
    scale = nearest_scale(scale)
    while scale > 1.0 and (size[0] * scale > room[0] or size[1] * scale > room[1]):
        scale = nearest_scale(scale - _SCALE_STEP)
    return scale


def shared(one: Area, other: Area) -> Area:
    """What two areas share; the first, where they share nothing."""
    left, top = max(one[0], other[0]), max(one[1], other[1])
    right, bottom = min(one[0] + one[2], other[0] + other[2]), min(one[1] + one[3], other[1] + other[3])
    return (left, top, right - left, bottom - top) if left < right and top < bottom else one
