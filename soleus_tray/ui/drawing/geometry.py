"""Where things are in the dial and how the leg bends. Pure numbers, in pixels at 100 %, y down.

The dial's own origin is its centre. Both the drawing child and the window read this, so that they agree.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]

DIAL_RADIUS = 124
"""Half the side of the dial's picture: the rings and a little air for the heads of the arcs."""
DISC_RADIUS = 112
CLIP_RADIUS = 95.5
"""The figure stays inside this circle, clear of the inner ring."""
HOLE_RADIUS = 97.0
"""Inside it, where what moves is, the dial is clear and the frame under it shows."""
FLOOR = 60.0

Figure = Literal["legs", "leg", "toes"]
"""Both legs as one, one beside a resting one, or both with the toes lifted in place of the heels."""
FRAMES: dict[Figure, int] = {"legs": 48, "leg": 48, "toes": 24}
"""Heights drawn, so that a lift of a second and a half has a picture for every thirtieth of a second."""
PARTS = {"upper": (-92, -90, 38, -24), "lower": (-33, -24, 79, 61)}
"""Left, top, right, bottom of what moves, thigh and foot apart: together they are two thirds of one box."""

SMALL_SIZE = (56, 48)
SMALL_FRAMES = 12
SMALL_FIGURES: tuple[Figure, ...] = ("legs", "leg")
SMALL_ZOOM = 0.3
SMALL_CORNER: Point = (-108.0, -90.0)
"""The figure's point at the left top of the small pictures."""
PIECES = (
    (-124, -124, 0, -66),
    (0, -124, 124, -66),
    (-124, -66, -66, -24),
    (38, -66, 124, -24),
    (-124, -24, -33, 61),
    (73, -24, 124, 61),
    (-124, 61, 0, 124),
    (0, 61, 124, 124),
)
"""The dial's pictures: all but what only the parts show. To change a picture, Tk looks at the whole of it."""

Box = tuple[int, int, int, int]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Ring:
    """One of the two rings; it is shown in whole steps so that each step's head can be drawn beforehand."""

    name: str
    radius: float
    width: float
    steps: int

    def head(self, step: int) -> Point:
        """The centre of the arc's round end."""
        return on_circle(self.radius, step / self.steps)


SET_RING = Ring("set", 112, 8, 240)
PHASE_RING = Ring("phase", 102, 4, 240)
RINGS = (SET_RING, PHASE_RING)
TILE_COLUMNS = 20
_SOFT = 0.3
"""Real pixels by which a smooth edge may reach farther than its curve, beside rounding to whole ones."""


def on_circle(radius: float, turn: float) -> Point:
    """The point `turn` (0 to 1) of the way round, clockwise from the top."""
    angle = 2 * math.pi * turn
    return radius * math.sin(angle), -radius * math.cos(angle)


def tile_side(ring: Ring, scale: float) -> int:
    """The side, in real pixels, of the square that each of a ring's tiles fits into."""
    # Widest where the ring runs diagonally.
    boxes = (tile_box(ring, step, scale) for step in range(ring.steps // 4))
    return max(max(right - left, bottom - top) for left, top, right, bottom in boxes)


def tile_box(ring: Ring, step: int, scale: float) -> Box:
    """All that differs between this step and the next, and nothing of the other ring or the hole.

    In real pixels from the dial's centre.
    """
    ahead, half = (step + 1) / ring.steps, ring.width / 2
    x, y = on_circle(ring.radius, ahead)
    edge = [on_circle(ring.radius + aside, step / ring.steps) for aside in (-half, half)]
    # The round end: half a turn from the outside of the ring, ahead, to its inside.
    edge += [(x + dx, y + dy) for dx, dy in (on_circle(half, ahead + n / 16) for n in range(9))]
    if step == 0:  # the arc's start is round too
        edge += [(dx, dy - ring.radius) for dx, dy in (on_circle(half, n / 16) for n in range(17))]
    across, down = [x * scale for x, _ in edge], [y * scale for _, y in edge]
    return (
        math.floor(min(across) - _SOFT),
        math.floor(min(down) - _SOFT),
        math.ceil(max(across) + _SOFT),
        math.ceil(max(down) + _SOFT),
    )


def dial_side(scale: float) -> int:
    """The side of the dial's picture, in real pixels."""
    return 2 * round(DIAL_RADIUS * scale)


def frame_name(figure: Figure, frame: int, part: str) -> str:
    """What the picture of this part at one height is called."""
    return f"frame-{figure}-{frame}-{part}"


def small_name(figure: Figure, frame: int) -> str:
    """What the strip's picture at one height is called; it has none of toes."""
    return f"small-{figure}-{frame}"


def pixels(box: Box, scale: float) -> Box:
    """One of PARTS or PIECES in real pixels from the dial's centre; neighbours share their edge."""
    left, top, right, bottom = box
    return round(left * scale), round(top * scale), round(right * scale), round(bottom * scale)


def common(one: Box, other: Box) -> Box | None:
    """What two boxes have in common, if anything."""
    box = max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
    return box if box[0] < box[2] and box[1] < box[3] else None


# The leg: two links from a fixed hip, and a foot that turns about its fixed ball, or rolls on its heel.
HIP: Point = (-110.0, -50.0)
BALL: Point = (35.0, FLOOR)
THIGH, SHANK = 118.0, 90.0
ANKLE_FROM_BALL: Point = (-35.0, -24.0)
HEEL_FROM_BALL: Point = (-50.0, 0.0)
MOST_LIFT, MOST_TOES = math.radians(38), math.radians(20)
_SOLE_HEEL: Point = (-49.0, 0.0)
"""The sole's rear edge, on which the foot rolls as the toes rise."""


@dataclass(frozen=True, slots=True)
class Pose:
    """The joints at one height of the heel, or of the toes."""

    lift: float
    """The foot's angle, in radians: above 0 the heel is up, below it the toes."""
    hip: Point
    knee: Point
    ankle: Point
    ball: Point

    def foot(self, from_ball: Point, follows: float) -> Point:
        """Where a point of the foot is.

        follows: how much of the turn it takes part in while the heel rises, since the toes stay down; as the
        toes rise, the foot turns as one.
        """
        return turned(from_ball, self.lift * (follows if self.lift > 0 else 1.0), self.ball)


def pose(height: float) -> Pose:
    """The joints when the heel is `height` (0 to 1) of its highest."""
    lift = MOST_LIFT * height
    ankle = turned(ANKLE_FROM_BALL, lift)
    return Pose(lift, HIP, _knee(ankle), ankle, BALL)


def toes_pose(height: float) -> Pose:
    """The joints when the toes are `height` (0 to 1) of their highest, and the heel stays down."""
    lift = -MOST_TOES * height
    x, y = turned(ANKLE_FROM_BALL, 0.0)
    # About the ankle, then down again onto the heel.
    ball = turned((-ANKLE_FROM_BALL[0], -ANKLE_FROM_BALL[1]), lift, (x, y))
    sunk = turned(_SOLE_HEEL, lift, ball)[1] - FLOOR
    ankle = (x, y - sunk)
    return Pose(lift, HIP, _knee(ankle), ankle, (ball[0], ball[1] - sunk))


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
