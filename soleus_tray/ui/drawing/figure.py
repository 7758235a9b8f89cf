"""The seated leg in its round window: chair, floor, thigh, calf and shoe, for any height of heel or toes."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from soleus_tray.ui.drawing import geometry as g
from soleus_tray.ui.palette import mix

if TYPE_CHECKING:
    from soleus_tray.ui.drawing.sheet import Sheet
    from soleus_tray.ui.palette import Palette

_DOTS_RADIUS = 65.0
_BEFORE_TOES: g.Point = (38.0, -3.0)
_TOES_DOTS = 6
"""Where the way of the toes is dotted, from the ball, and how often."""
_BEHIND: g.Point = (10.0, -4.0)
"""How far the other leg stands behind, in the picture's plane."""

# Outlines of the shoe: x and y from the ball, how much of the foot's turn the point follows (the toes stay
# down), and how round the corner is.
_UPPER = (
    (-49, -3, 1.0, 2),
    (-53, -17, 1.0, 7),
    (-49, -36, 1.0, 3),
    (-36, -33, 1.0, 5),
    (-21, -37, 1.0, 3),
    (-9, -25, 0.85, 10),
    (8, -17, 0.25, 10),
    (30, -15, 0.0, 14),
    (31, -3, 0.0, 4),
    (0, -3, 0.0, 2),
)
_SOLE = (
    (-49, 0, 1.0, 3),
    (-52, -7, 1.0, 2),
    (-25, -5.5, 1.0, 2),
    (0, -5.5, 0.5, 6),
    (31, -5.5, 0.0, 2),
    (33, -3, 0.0, 3),
    (27, 0, 0.0, 3),
    (0, 0, 0.0, 2),
)
_LACES = (((-15, -30), (-21, -24)), ((-9, -24.5), (-15, -18.5)))

# Outlines along the shank: share of the way from knee to ankle, then to the front, and how much further
# back the point goes at full squeeze.
_BACK = ((0.6, -12, 2), (0.43, -15.6, 3.2), (0.26, -16.5, 2.6))
_LEG = (
    (0.0, 13, 0),
    (0.3, 12, 0),
    (0.7, 8.5, 0),
    (1.1, 8, 0),
    (1.1, -7.5, 0),
    (0.84, -7.5, 0),
    *_BACK,
    (0.0, -13, 0),
)
_CALF = (
    (0.1, -3, 0),
    (0.24, 2, 0.3),
    (0.4, 3, 0.3),
    (0.54, 0.5, 0.3),
    (0.66, -4, 0.2),
    (0.75, -8.2, 0.4),
    *_BACK,
    (0.1, -14, 1.5),
)
_SHIN = (
    (0.1, 12.2, 0),
    (0.3, 12, 0.6),
    (0.55, 9.7, 0.4),
    (0.78, 8, 0),
    (0.55, 4.5, 0),
    (0.3, 3, 0),
    (0.1, 5, 0),
)
"""The muscle beside the shin, which lifts the toes."""
_SOCK = ((0.83, 8.7), (1.1, 8.6), (1.1, -8.2), (0.83, -8.2))
_HEM = 0.21
"""Where the trousers end, as a share of the shank."""


@dataclass(frozen=True, slots=True)
class Detail:
    """How much is drawn: what is fine in the window would be dust in the strip."""

    dots: int
    dot: float
    """Their radius."""
    line: float
    """The floor's thickness and that of the chair's legs."""
    chair: tuple[float, float, float]
    """The left end of the seat, and where its legs stand."""
    hip: float
    """Where the thigh begins, as a share of the way from hip to knee."""
    laces: bool


FULL = Detail(dots=9, dot=1.7, line=3, chair=(-130, -71, -42), hip=0.0, laces=True)
SMALL = Detail(dots=4, dot=3.2, line=10 / 3, chair=(-106, -94, -43), hip=0.21, laces=False)


def draw_scene(sheet: Sheet, colours: Palette, detail: Detail = FULL) -> None:
    """What never moves: floor and chair."""
    sheet.rounded((-120, g.FLOOR, 120, 120), 0, colours.ground)
    floor = colours.line if colours.high_contrast else mix(colours.line, colours.quiet, 0.15)
    sheet.rounded((-120, g.FLOOR, 120, g.FLOOR + detail.line), 0, floor)
    left, *legs = detail.chair
    width = detail.line + 2
    for x in legs:
        sheet.line((x, -20), (x, g.FLOOR - width / 2), width, colours.chair)
    sheet.rounded((left, -29, -26, -17), 6, colours.chair)


def draw_leg(
    sheet: Sheet, colours: Palette, height: float, detail: Detail = FULL, *, resting: bool = False
) -> None:
    """The leg with its heel at `height` (0 to 1), and the dotted path of the heel.

    resting: the other leg stands flat behind it, in quieter tones.
    """
    if resting:
        _other_leg(sheet, colours, detail)
    pose = g.pose(height)
    _path(sheet, colours, _way_of_heel(detail), height, detail)
    _lower_leg(sheet, colours, pose, height)
    _shoe(sheet, colours, pose, detail)
    _thigh(sheet, pose, colours.cloth, mix(colours.cloth, colours.surface, 0.25), detail)


def draw_toes(sheet: Sheet, colours: Palette, height: float) -> None:
    """The leg with its toes at `height` (0 to 1), their dotted path, and the muscle that lifts them."""
    pose = g.toes_pose(height)
    way = [g.toes_pose(n / (_TOES_DOTS - 1)).foot(_BEFORE_TOES, 1.0) for n in range(_TOES_DOTS)]
    _path(sheet, colours, way, height, FULL)
    _lower_leg(sheet, colours, pose, 0.0)
    shin = [_along(pose, down, aside + swell * height) for down, aside, swell in _SHIN]
    sheet.smooth(shin, mix(colours.skin, colours.coral, height))
    _shoe(sheet, colours, pose, FULL)
    _thigh(sheet, pose, colours.cloth, mix(colours.cloth, colours.surface, 0.25), FULL)


def _other_leg(sheet: Sheet, colours: Palette, detail: Detail) -> None:
    ground = colours.surface
    skin = mix(colours.skin, ground, 0.5)
    quiet = replace(
        colours,
        skin=skin,
        shoe=mix(colours.shoe, ground, 0.6),
        sole=mix(colours.sole, ground, 0.5),
        cloth=mix(colours.cloth, ground, 0.55),
        coral=skin,
    )
    pose = g.shifted(g.pose(0.0), _BEHIND)
    _lower_leg(sheet, quiet, pose, 0.0)
    _shoe(sheet, quiet, pose, detail)
    _thigh(sheet, pose, quiet.cloth, quiet.cloth, detail)


def _way_of_heel(detail: Detail) -> list[g.Point]:
    """Where the heel's dots are, from the floor to what is comfortable."""
    angles = [math.radians(2) + g.MOST_LIFT * n / (detail.dots - 1) for n in range(detail.dots)]
    across, down = g.BALL[0], g.BALL[1] - 2
    return [(across - _DOTS_RADIUS * math.cos(a), down - _DOTS_RADIUS * math.sin(a)) for a in angles]


def _path(sheet: Sheet, colours: Palette, way: list[g.Point], height: float, detail: Detail) -> None:
    """A dotted way, lit as far as one has come; the larger dot ends what is comfortable."""
    rest = colours.line if colours.high_contrast else mix(colours.line, colours.quiet, 0.25)
    last = len(way) - 1
    for n, centre in enumerate(way):
        reached = height >= n / last - 0.02 and height > 0.01
        radius = detail.dot * (1.4 if n == last else 1.0)
        sheet.circle(centre, radius, colours.coral if reached else rest)


def _lower_leg(sheet: Sheet, colours: Palette, pose: g.Pose, height: float) -> None:
    """Shank, sock and the calf, which shortens, thickens and colours as it works."""
    outline = [_along(pose, down, aside - swell * height) for down, aside, swell in _LEG]
    sheet.smooth(outline, colours.skin)
    calf = [_along(pose, down, aside - swell * height) for down, aside, swell in _CALF]
    tint = mix(mix(colours.skin, colours.coral, 0.3), colours.coral, height)
    sheet.smooth(calf, tint)
    sheet.polygon([_along(pose, *point) for point in _SOCK], mix(colours.sole, colours.surface, 0.55))


def _along(pose: g.Pose, down: float, aside: float) -> g.Point:
    """A point `down` (0 knee, 1 ankle) the shank and `aside` to its front."""
    share_x, share_y = pose.ankle[0] - pose.knee[0], pose.ankle[1] - pose.knee[1]
    return (
        pose.knee[0] + share_x * down + share_y / g.SHANK * aside,
        pose.knee[1] + share_y * down - share_x / g.SHANK * aside,
    )


def _shoe(sheet: Sheet, colours: Palette, pose: g.Pose, detail: Detail) -> None:
    for outline, colour in ((_UPPER, colours.shoe), (_SOLE, colours.sole)):
        corners = [(pose.foot((x, y), share), round_) for x, y, share, round_ in outline]
        sheet.rounded_polygon(corners, colour)
    for start, end in _LACES if detail.laces else ():
        sheet.line(pose.foot(start, 0.93), pose.foot(end, 0.93), 2, colours.sole)


def _thigh(sheet: Sheet, pose: g.Pose, cloth: str, hem: str, detail: Detail) -> None:
    """Trousers rolled to just below the knee."""
    (hip_x, hip_y), (knee_x, knee_y) = pose.hip, pose.knee
    start = (hip_x + (knee_x - hip_x) * detail.hip, hip_y + (knee_y - hip_y) * detail.hip)
    sheet.taper(start, pose.knee, 21 - 3 * detail.hip, 18, cloth)
    # From where the sides touch the knee's disc, so that no corner shows.
    sides = ((0.023, 17.9), (_HEM, 15.5), (_HEM, -16.5), (0.02, -18))
    sheet.polygon([_along(pose, *point) for point in sides], cloth)
    sheet.line(_along(pose, _HEM, 14.5), _along(pose, _HEM, -15.5), 4, hem)
