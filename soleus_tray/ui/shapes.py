"""Small shapes that a window draws by itself, smooth at any scale: Tk's own have jagged edges. No tkinter."""

from __future__ import annotations

from math import hypot

from soleus_tray.ui.palette import rgb


def disc(side: int, radius: float, colour: str, paper: str, hole: float = 0.0) -> bytes:
    """A PPM picture, `side` pixels square, of a disc (a ring with a hole of that radius) on paper."""
    centre = side / 2
    rows = [[hypot(x + 0.5 - centre, y + 0.5 - centre) for x in range(side)] for y in range(side)]
    shares = [
        [_inside(radius - away) * (_inside(away - hole) if hole else 1.0) for away in row] for row in rows
    ]
    return _picture(shares, colour, paper)


def pill(width: int, height: int, colour: str, paper: str) -> bytes:
    """A PPM picture of an upright bar with round ends on paper."""
    radius = width / 2
    shares = []
    for y in range(height):
        beyond = max(radius - (y + 0.5), (y + 0.5) - (height - radius), 0.0)
        shares.append([_inside(radius - hypot(x + 0.5 - radius, beyond)) for x in range(width)])
    return _picture(shares, colour, paper)


def _inside(depth: float) -> float:
    """How much of a pixel lies inside an edge that its middle is `depth` pixels within: 0 to 1."""
    return min(1.0, max(0.0, depth + 0.5))


def _picture(shares: list[list[float]], colour: str, paper: str) -> bytes:
    ink, ground = rgb(colour), rgb(paper)
    pixels = bytes(
        round(low + (high - low) * share)
        for row in shares
        for share in row
        for low, high in zip(ground, ink, strict=True)
    )
    return b"P6 %d %d 255\n" % (len(shares[0]), len(shares)) + pixels
