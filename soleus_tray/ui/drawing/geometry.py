"""Where things are in the dial and how the leg bends. Pure numbers, in pixels at 100 %, y down.

The dial's own origin is its centre. Both the drawing child and the window read this, so that they agree.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

Point = tuple[float, float]

DIAL_RADIUS = 124
"""Half the side of the dial's picture: the rings and a little air for the heads of the arcs."""
DISC_RADIUS = 112
CLIP_RADIUS = 97
"""The figure stays inside this circle, clear of the inner ring."""
FLOOR = 60.0

FRAMES = 48
"""Heel heights drawn, so that a lift of a second and a half has a picture for every thirtieth of a second."""
FRAME_BOX = (-98, -92, 84, 62)
"""Left, top, right, bottom of what moves."""

SMALL_SIZE = (56, 48)
SMALL_FRAMES = 12
SMALL_ZOOM = 0.3
SMALL_CORNER: Point = (-108.0, -90.0)
"""The figure's point at the left top of the small pictures."""


@dataclass(frozen=True, slots=True)
class Ring:
    """One of the two rings; it is shown in whole steps so that each step's head can be drawn beforehand."""

    name: str
    radius: float
    width: float
    steps: int

    @property
    def reach(self) -> float:
        """Half the side of the square in which two neighbouring steps differ."""
        return 2 * math.pi * self.radius / self.steps + self.width / 2 + 2

    def head(self, step: int) -> Point:
        """The centre of the arc's round end."""
        return on_circle(self.radius, step / self.steps)


SET_RING = Ring("set", 112, 8, 240)
PHASE_RING = Ring("phase", 102, 4, 120)
RINGS = (SET_RING, PHASE_RING)
TILE_COLUMNS = 20


def on_circle(radius: float, turn: float) -> Point:
    """The point `turn` (0 to 1) of the way round, clockwise from the top."""
    angle = 2 * math.pi * turn
    return radius * math.sin(angle), -radius * math.cos(angle)


def tile_side(ring: Ring, scale: float) -> int:
    """The side of one step's tile, in real pixels."""
    return 2 * math.ceil(ring.reach * scale)


def tile_corner(ring: Ring, step: int, scale: float) -> tuple[int, int]:
    """The tile's left top corner from the dial picture's left top, in real pixels."""
    x, y = ring.head(step)
    half = tile_side(ring, scale) // 2
    middle = dial_side(scale) // 2
    return round(x * scale) + middle - half, round(y * scale) + middle - half


def dial_side(scale: float) -> int:
    """The side of the dial's picture, in real pixels."""
    return 2 * round(DIAL_RADIUS * scale)


def frame_pixels(scale: float) -> tuple[int, int, int, int]:
    """FRAME_BOX in real pixels."""
    left, top, right, bottom = FRAME_BOX
    return (
        math.floor(left * scale),
        math.floor(top * scale),
        math.ceil(right * scale),
        math.ceil(bottom * scale),
    )


# The leg: two links from a fixed hip, and a foot that turns about its fixed ball.
HIP: Point = (-110.0, -50.0)
BALL: Point = (35.0, FLOOR)
THIGH, SHANK = 118.0, 90.0
ANKLE_FROM_BALL: Point = (-35.0, -24.0)
HEEL_FROM_BALL: Point = (-50.0, 0.0)
MOST_LIFT = math.radians(38)


@dataclass(frozen=True, slots=True)
class Pose:
    """The joints at one heel height."""

    lift: float
    """The foot's angle, in radians."""
    hip: Point
    knee: Point
    ankle: Point
    ball: Point


def pose(height: float) -> Pose:
    """The joints when the heel is `height` (0 to 1) of its highest."""
    lift = MOST_LIFT * height
    ankle = turned(ANKLE_FROM_BALL, lift)
    return Pose(lift, HIP, _knee(ankle), ankle, BALL)


def shifted(one: Pose, by: Point) -> Pose:
    """The same pose elsewhere."""
    hip, knee, ankle, ball = ((x + by[0], y + by[1]) for x, y in (one.hip, one.knee, one.ankle, one.ball))
    return Pose(one.lift, hip, knee, ankle, ball)


def turned(from_ball: Point, lift: float, ball: Point = BALL) -> Point:
    """A point of the foot after it turned about the ball by `lift` (heel up)."""
    x, y = from_ball
    cosine, sine = math.cos(lift), math.sin(lift)
    return ball[0] + x * cosine - y * sine, ball[1] + x * sine + y * cosine


def _knee(ankle: Point) -> Point:
    """Where the two links meet, above the line from hip to ankle."""
    across, down = ankle[0] - HIP[0], ankle[1] - HIP[1]
    distance = math.hypot(across, down)
    along = (THIGH**2 - SHANK**2 + distance**2) / (2 * distance)
    aside = math.sqrt(max(0.0, THIGH**2 - along**2))
    unit_x, unit_y = across / distance, down / distance
    return HIP[0] + along * unit_x + aside * unit_y, HIP[1] + along * unit_y - aside * unit_x
