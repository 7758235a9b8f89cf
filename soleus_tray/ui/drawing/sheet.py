"""A drawing surface with smooth edges: shapes are drawn several times larger, then averaged down."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from soleus_tray.ui.palette import rgb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soleus_tray.ui.drawing.geometry import Point

Fill = str | None
"""A colour, "#RRGGBB", or None for clear."""


class Sheet:
    """Width x height real pixels; shapes are given in units of `scale` pixels from `origin` (in pixels).

    With a `ground` colour the sheet is opaque (RGB), which is drawn much faster than a clear one (RGBA).
    """

    def __init__(
        self,
        width: int,
        height: int,
        *,
        scale: float = 1.0,
        origin: Point = (0.0, 0.0),
        fine: int = 4,
        ground: str = "",
    ) -> None:
        self._fine = fine
        self._zoom = scale * fine
        # Pillow also fills the fine pixels that an outline only touches: about half a one all around.
        self._bleed = 0.5 / self._zoom
        self._origin = (origin[0] * fine, origin[1] * fine)
        size = (width * fine, height * fine)
        self._image = Image.new("RGB", size, ground) if ground else Image.new("RGBA", size, (0, 0, 0, 0))
        self._draw = ImageDraw.Draw(self._image)

    def fill(self, colour: str) -> None:
        """Cover everything."""
        self._draw.rectangle((0, 0, *self._image.size), fill=rgb(colour))

    def polygon(self, points: Sequence[Point], fill: Fill) -> None:
        """A closed shape with corners."""
        self._draw.polygon([self._place(point) for point in points], fill=_colour(fill))

    def circle(self, centre: Point, radius: float, fill: Fill) -> None:
        """A full disc."""
        self.polygon(_around(centre, radius - self._bleed, 0.0, 1.0), fill)

    def line(self, start: Point, end: Point, width: float, fill: Fill) -> None:
        """A stroke with round ends."""
        self.taper(start, end, width / 2, width / 2, fill)

    def taper(self, start: Point, end: Point, start_radius: float, end_radius: float, fill: Fill) -> None:
        """A limb: two discs and the straight sides between them."""
        angle = math.atan2(end[1] - start[1], end[0] - start[0])
        lean = math.acos(max(-1.0, min(1.0, (start_radius - end_radius) / (math.dist(start, end) or 1.0))))
        sides = []
        for centre, radius, turns in ((start, start_radius, (-lean, lean)), (end, end_radius, (lean, -lean))):
            for turn in turns:
                x, y = math.cos(angle + turn), math.sin(angle + turn)
                sides.append((centre[0] + radius * x, centre[1] + radius * y))
        self.polygon(sides, fill)
        self.circle(start, start_radius, fill)
        self.circle(end, end_radius, fill)

    def arc(self, centre: Point, radius: float, width: float, turns: tuple[float, float], fill: Fill) -> None:
        """Part of a ring with round ends; turns (0 to 1) run clockwise from the top."""
        start, end = turns
        half = width / 2 - self._bleed
        outside = _around(centre, radius + half, start, end)
        inside = _around(centre, radius - half, start, end)
        self.polygon([*outside, *reversed(inside)], fill)
        if end - start < 1.0:
            for turn in turns:
                self.circle(_around(centre, radius, turn, turn)[0], width / 2, fill)

    def smooth(self, points: Sequence[Point], fill: Fill) -> None:
        """A closed shape that runs softly through all points (Catmull-Rom)."""
        self.polygon(_softened(points), fill)

    def outline(self, points: Sequence[Point], width: float, fill: Fill) -> None:
        """The edge of such a shape."""
        softened = _softened(points)
        for start, end in zip(softened, [*softened[1:], softened[0]], strict=True):
            self.line(start, end, width, fill)

    def rounded(self, box: tuple[float, float, float, float], radius: float, fill: Fill) -> None:
        """A rectangle (left, top, right, bottom) with round corners."""
        left, top, right, bottom = box
        start, end = self._place((left, top)), self._place((right, bottom))
        # Pillow counts the last pixel in: without the one taken off, sharp sides would smear by a fine pixel.
        corners = (*(round(c + 0.5) for c in start), *(round(c - 0.5) for c in end))
        self._draw.rounded_rectangle(corners, round(radius * self._zoom), fill=_colour(fill))

    def rounded_polygon(self, corners: Sequence[tuple[Point, float]], fill: Fill) -> None:
        """A closed shape; each corner has the distance from it at which its rounding begins."""
        points: list[Point] = []
        for n, (corner, reach) in enumerate(corners):
            start = _towards(corner, corners[n - 1][0], reach)
            end = _towards(corner, corners[(n + 1) % len(corners)][0], reach)
            points += [_bend(start, corner, end, k / 10) for k in range(11)]
        self.polygon(points, fill)

    def finish(self) -> Image.Image:
        """The picture, averaged down (RGBA, or RGB on a ground)."""
        if self._image.mode == "RGB":
            return self._image.reduce(self._fine)
        # "RGBa" carries colours multiplied by their cover: clear pixels then lend no colour to the edges.
        return self._image.convert("RGBa").reduce(self._fine).convert("RGBA")

    def _place(self, point: Point) -> Point:
        x, y = point
        return x * self._zoom + self._origin[0] - 0.5, y * self._zoom + self._origin[1] - 0.5


def _colour(fill: Fill) -> tuple[int, ...]:
    return (0, 0, 0, 0) if fill is None else (*rgb(fill), 255)


def _around(centre: Point, radius: float, start: float, end: float) -> list[Point]:
    """Points along a circle, close enough together to look round."""
    count = max(2, math.ceil(abs(end - start) * 128)) if end != start else 1
    turns = [start + (end - start) * n / max(1, count - 1) for n in range(count)]
    return [
        (centre[0] + radius * math.sin(math.tau * t), centre[1] - radius * math.cos(math.tau * t))
        for t in turns
    ]


def _towards(start: Point, end: Point, distance: float) -> Point:
    """The point `distance` from start on the way to end, at most half-way."""
    share = min(0.5, distance / (math.dist(start, end) or 1.0))
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _bend(start: Point, corner: Point, end: Point, t: float) -> Point:
    """A point of the quadratic curve that rounds a corner."""
    a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
    return a * start[0] + b * corner[0] + c * end[0], a * start[1] + b * corner[1] + c * end[1]


def _softened(points: Sequence[Point], parts: int = 10) -> list[Point]:
    """More points between the given ones, on a closed Catmull-Rom curve."""
    soft: list[Point] = []
    for n in range(len(points)):
        around = [points[(n + k - 1) % len(points)] for k in range(4)]
        xs, ys = zip(*around, strict=True)
        soft.extend((_spline(xs, k / parts), _spline(ys, k / parts)) for k in range(parts))
    return soft


def _spline(values: Sequence[float], t: float) -> float:
    """Catmull-Rom between the second and third of four values."""
    a, b, c, d = values
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
