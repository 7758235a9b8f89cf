"""A lower leg from the side with its bones and the two calf muscles, in any direction, knee bent or straight.

True to the body: the gastrocnemius starts on the thigh bone and so crosses the knee; the soleus starts below
it; both end in the Achilles tendon at the heel.
Points are (down, forward) from the knee: the ankle is 100 down, forward is towards the shin.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from soleus_tray.ui.palette import mix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soleus_tray.ui.drawing.geometry import Point
    from soleus_tray.ui.drawing.sheet import Sheet
    from soleus_tray.ui.palette import Palette

_HEEL: Point = (112, -15)
_SHANK = (
    (-4, 20), (14, 16), (40, 12.5), (72, 9), (94, 9), (103, 15), (112, 34), (117, 42), (121, 41), (122, 30),
    (122, 0), (122, -14), (116, -20), (106, -17), (94, -13), (78, -15), (58, -25), (36, -31), (16, -28),
    (-4, -19),
)  # fmt: skip
_SOLEUS = (
    (16, -5), (30, -6), (56, -6), (80, -8), (94, -11.5), (80, -13.5), (62, -17), (44, -18.5), (26, -14),
)  # fmt: skip
_TAUT = (
    (-10, -5), (6, -11), (26, -15.5), (44, -17), (60, -17),
    (52, -22), (40, -27), (26, -29), (10, -24.5), (-7, -12),
)  # fmt: skip
_SLACK = (
    (7, -12), (15, -17), (25, -15.5), (36, -19), (47, -17), (59, -16.5),
    (51, -22.5), (39, -28), (28, -24.5), (16, -27), (6, -19),
)  # fmt: skip
_JOINED: Point = (93, -12.8)
"""Where the gastrocnemius' part of the tendon meets that of the soleus."""


@dataclass(frozen=True, slots=True)
class Leg:
    """Where a leg is drawn."""

    sheet: Sheet
    colours: Palette
    knee: Point
    unit: float
    """Pixels at 100 % to a hundredth of the shank."""
    down: Point
    """The shank's direction, of length 1."""
    bent: bool
    """Whether the thigh goes back from the knee, rather than on from the shank."""

    def at(self, place: Point) -> Point:
        """The place on the sheet of (down, forward)."""
        down, forward = place[0] * self.unit, place[1] * self.unit
        x, y = self.down
        return self.knee[0] + x * down + y * forward, self.knee[1] + y * down - x * forward

    def shape(self, places: Sequence[Point], fill: str) -> None:
        """A soft closed shape."""
        self.sheet.smooth([self.at(place) for place in places], fill)

    def limb(self, start: Point, end: Point, radii: tuple[float, float], fill: str) -> None:
        """A rounded limb."""
        self.sheet.taper(self.at(start), self.at(end), radii[0] * self.unit, radii[1] * self.unit, fill)

    def cord(self, places: Sequence[Point], width: float, fill: str) -> None:
        """A bent line."""
        for start, end in pairwise(places):
            self.limb(start, end, (width / 2, width / 2), fill)


def draw_skin(leg: Leg) -> None:
    """The outline of the leg, to the edge of the picture."""
    skin = mix(leg.colours.skin, leg.colours.surface, 0.5)
    if leg.bent:
        leg.limb((0, -1), (2, -120), (18, 23), skin)
    else:
        leg.limb((0, -1), (-80, 0), (18, 24), skin)
    leg.shape(_SHANK, skin)


def draw_bones(leg: Leg) -> None:
    """Thigh bone, shin bone, heel and foot."""
    rim = mix(leg.colours.bone, leg.colours.ink, 0.35)
    for more, fill in ((1.2, rim), (0.0, leg.colours.bone)):
        far: Point = (2, -120) if leg.bent else (-80, 3)
        leg.limb((0, 2), far, (5 + more, 5 + more), fill)
        leg.limb((0, 4), (0, -3), (8.5 + more, 8.5 + more), fill)
        leg.limb((17, 3), (17, -2), (7 + more, 7 + more), fill)
        leg.limb((18, 2), (95, -1), (5 + more, 4 + more), fill)
        leg.limb((104, 0), (116, 36), (6 + more, 2.5 + more), fill)
        leg.limb((103, -3), (112, -12), (6 + more, 6.5 + more), fill)
    for more, fill in ((1.2, rim), (0.0, leg.colours.bone)):
        leg.limb((-3, 15), (3, 14.5), (2.8 + more, 2.2 + more), fill)


def draw_soleus(leg: Leg) -> None:
    """Deep: from below the knee to the tendon; the same whether the knee is bent or straight."""
    _tendon(leg, (88, -11.8))
    leg.shape(_SOLEUS, leg.colours.coral)


def draw_surface_muscle(leg: Leg) -> None:
    """The gastrocnemius, over the soleus: from the thigh bone, across the knee, to the tendon."""
    if leg.bent:
        tint = mix(leg.colours.teal, leg.colours.surface, 0.35)
        leg.shape(_SLACK, tint)
        leg.cord(((57, -18.5), (66, -18), (74, -15), (82, -15), _JOINED), 2.6, tint)
    else:
        leg.shape(_TAUT, leg.colours.teal)
        leg.cord(((57, -18.5), _JOINED), 2.6, leg.colours.teal)


def _tendon(leg: Leg, start: Point) -> None:
    rim = mix(leg.colours.bone, leg.colours.ink, 0.35)
    for width, fill in ((6.4, rim), (4.4, leg.colours.bone)):
        leg.cord((start, (100, -12.5), _HEEL), width, fill)
