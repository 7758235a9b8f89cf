"""Where things stand in the windows, in pixels at 100 %: steps of 8, one column between margins of 24."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 360, 540
MARGIN = 24
COLUMN = WIDTH - 2 * MARGIN
GAP = 8
BUTTON_HEIGHT = 40
CORNER = 10

HEADER_Y = 28
WORD_Y = 72
CUE_Y = 104
DIAL_CENTRE = (180, 240)
FIGURE_X = (112, 248)
FIGURE_Y, FIGURE_LABEL_Y = 384, 408
POSTURE_X, POSTURE_Y, POSTURE_STEP = 72, 380, 23
SET_BUTTONS_Y, HURTS_Y = 440, 508
LOW_BUTTONS_Y = 476
LEG_Y, LEG_ROOM = 320, 100
FEET_CENTRE = (180, 396)
COUNT_Y = 136
BARS_TOP, BARS_BOTTOM, BARS_LABEL_Y = 160, 256, 274
OFFER_CARD, EFFORT_CARD, WALK_CARD = (24, 160, 336, 280), (24, 296, 336, 376), (24, 384, 336, 464)
HELP_TOP = 124
BAR_WIDTH, BAR_STEP = 24, 40

WORD_SIZE, FIGURE_SIZE, TEXT_SIZE, LABEL_SIZE = 30, 26, 14, 13
SMALL_SIZE = 12

BUTTON_STEP = BUTTON_HEIGHT + GAP

# What is drawn beforehand at these sizes.
BUTTON_COUNTS = (1, 2, 3, 4)
CHIP_HEIGHT, CHIP_CORNER = 32, 8
CHIP_WIDTHS = (40, 48, 56, 64, 72, 80, 88, 96, 112, 128, 152, 312)
ICON_SIDE, CHECK_SIDE, DOT_SIDE = 32, 28, 16
CARD_CORNER = 12
LEARN_WIDTH, LEARN_HEIGHT = COLUMN, 152
STRIP_WIDTH, STRIP_HEIGHT = 260, 64
FEET, SMALL_FEET = (38, 34), (22, 20)
METER_WIDTH, METER_HEIGHT, METER_STEPS = 8, 40, 40

PIECE = "piece"
"""Tag of what is only part of a picture on a canvas: no card or button by itself."""


def button_widths(count: int) -> tuple[int, ...]:
    """The widths of a row of buttons; the first, which is the main one, takes what doesn't divide by 8."""
    other = (COLUMN - GAP * (count - 1)) // count // 8 * 8
    return (COLUMN - (other + GAP) * (count - 1), *([other] * (count - 1)))


class Place(NamedTuple):
    """Where a button stands."""

    x: int
    y: int
    width: int


def row_places(count: int, y: int) -> tuple[Place, ...]:
    """A row of buttons with its top at y."""
    x, places = MARGIN, []
    for width in button_widths(count):
        places.append(Place(x, y, width))
        x += width + GAP
    return tuple(places)


def grid_places(narrow: Sequence[bool], y: int) -> tuple[Place, ...]:
    """A grid of buttons with its top at y; `narrow` says of each whether half the column is enough for it.

    The first, which is the main one, has a row of its own; narrow neighbours share one.
    """
    places: list[Place] = []
    while len(places) < len(narrow):
        place = len(places)
        pair = place > 0 and len(narrow) > place + 1 and narrow[place] and narrow[place + 1]
        places += row_places(2 if pair else 1, y)
        y += BUTTON_STEP
    return tuple(places)
