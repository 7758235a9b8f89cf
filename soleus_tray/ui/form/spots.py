"""Smooth round spots made of rings, since Tk's own have jagged edges. No tkinter."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

from soleus_tray.ui.palette import rgb

if TYPE_CHECKING:
    from collections.abc import Sequence


def spot(side: int, discs: Sequence[tuple[float, str]], paper: str) -> bytes:
    """A PPM picture, `side` pixels square, of discs about its middle, painted one after the other on paper.

    discs: (radius in pixels, colour), the largest first.
    """
    centre = side / 2
    grounds = [(radius, rgb(colour)) for radius, colour in discs]
    pixels = bytearray()
    for y in range(side):
        for x in range(side):
            away = hypot(x + 0.5 - centre, y + 0.5 - centre)
            pixels += bytes(_seen(away, grounds, rgb(paper)))
    return b"P6 %d %d 255\n" % (side, side) + bytes(pixels)


def _seen(
    away: float, discs: Sequence[tuple[float, tuple[int, int, int]]], paper: tuple[int, int, int]
) -> tuple[int, int, int]:
    """The colour of a pixel that lies this far from the middle."""
    red, green, blue = (float(channel) for channel in paper)
    for radius, colour in discs:
        share = min(1.0, max(0.0, radius - away + 0.5))
        red += (colour[0] - red) * share
        green += (colour[1] - green) * share
        blue += (colour[2] - blue) * share
    return round(red), round(green), round(blue)
