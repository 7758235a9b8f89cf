"""The seated leg in its round window: chair, floor, thigh, calf and shoe, for any heel height."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from soleus_tray.ui.drawing import geometry as g
from soleus_tray.ui.palette import mix

if TYPE_CHECKING:
    from soleus_tray.ui.drawing.sheet import Sheet
    from soleus_tray.ui.palette import Palette

_DOTS = 9
# The shoe's outline: x and y from the ball, how much of the foot's turn the point follows (the toes stay
# down), and how round the corner is.
_SHOE = (
    (-50, 0, 1.0, 3),
    (-53, -32, 1.0, 5),
    (-20, -34, 1.0, 5),
    (-3, -17, 0.7, 12),
    (27, -15, 0.0, 16),
    (29, 0, 0.0, 6),
    (1, 0, 0.0, 3),
)


def draw_scene(sheet: Sheet, colours: Palette) -> None:
    """What never moves: floor and chair."""
    sheet.rounded((-120, g.FLOOR, 120, 120), 0, colours.ground)
    sheet.line((-120, g.FLOOR + 1.5), (120, g.FLOOR + 1.5), 3, mix(colours.line, colours.quiet, 0.15))
    for x in (-72.0, -34.0):
        sheet.line((x, -9), (x, g.FLOOR - 2.5), 5, colours.chair)
    sheet.line((-120, -13), (-26, -13), 11, colours.chair)


def draw_leg(sheet: Sheet, colours: Palette, height: float) -> None:
    """The leg with its heel at `height` (0 to 1), and the dotted path of the heel."""
    pose = g.pose(height)
    _path(sheet, colours, height)
    _shank(sheet, colours, pose, height)
    _shoe(sheet, colours, pose)
    _thigh(sheet, colours, pose)


def _path(sheet: Sheet, colours: Palette, height: float) -> None:
    for n in range(_DOTS):
        share = n / (_DOTS - 1)
        angle = math.radians(3) + g.MOST_LIFT * share
        centre = (g.BALL[0] - 64 * math.cos(angle), g.BALL[1] - 64 * math.sin(angle))
        reached = height >= share - 0.02 and height > 0.01
        sheet.circle(centre, 1.7, colours.coral if reached else mix(colours.line, colours.quiet, 0.2))


def _shank(sheet: Sheet, colours: Palette, pose: g.Pose, height: float) -> None:
    """The lower leg, and the calf behind it, which shortens, thickens and colours as it works."""

    def along(down: float, aside: float) -> g.Point:
        """A point `down` (0 knee, 1 ankle) the shank and `aside` to its front."""
        share_x, share_y = pose.ankle[0] - pose.knee[0], pose.ankle[1] - pose.knee[1]
        return (
            pose.knee[0] + share_x * down + share_y / g.SHANK * aside,
            pose.knee[1] + share_y * down - share_x / g.SHANK * aside,
        )

    swell = 2.5 * height
    outline = (
        (0.0, 12),
        (0.35, 11),
        (0.7, 8.5),
        (1.08, 8),
        (1.08, -8),
        (0.78, -8.5),
        (0.55, -13 - swell),
        (0.32, -15.5 - swell),
        (0.0, -13),
    )
    sheet.smooth([along(*point) for point in outline], colours.skin)
    low = 0.80 - 0.08 * height
    calf = ((0.12, -6), (0.3, -2), (0.52, -2.5), (low, -7.5), (0.52, -13 - swell), (0.3, -14.5 - swell))
    sheet.smooth(
        [along(*point) for point in calf], mix(mix(colours.skin, colours.coral, 0.28), colours.coral, height)
    )


def _shoe(sheet: Sheet, colours: Palette, pose: g.Pose) -> None:
    corners = [(g.turned((x, y), pose.lift * share), radius) for x, y, share, radius in _SHOE]
    sheet.rounded_polygon(corners, colours.shoe)


def _thigh(sheet: Sheet, colours: Palette, pose: g.Pose) -> None:
    """Trousers to just below the knee."""
    sheet.taper(pose.hip, pose.knee, 21, 18, colours.cloth)
    down = 19 / g.SHANK
    cuff = (
        pose.knee[0] + (pose.ankle[0] - pose.knee[0]) * down,
        pose.knee[1] + (pose.ankle[1] - pose.knee[1]) * down,
    )
    sheet.taper(pose.knee, cuff, 18, 15.5, colours.cloth)
