"""What can only be looked at: marks, dots, ends of bars, meters, feet, cards and the strip's ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.ui import layout
from soleus_tray.ui.drawing.controls import whole
from soleus_tray.ui.drawing.sheet import Sheet

if TYPE_CHECKING:
    from PIL import Image

    from soleus_tray.ui.palette import Palette

DOTS = ("done", "now", "later")
CORNERS = {"nw": (0, 0), "ne": (1, 0), "sw": (0, 1), "se": (1, 1)}
"""Each corner's place in steps of a corner's side, from the left top."""
SIDES = ("left", "right")
_FOOT = (
    (4.6, 1.8),
    (8.4, 1.0),
    (12.2, 3.8),
    (14.2, 9.4),
    (13.4, 15.4),
    (12.0, 21.0),
    (12.4, 27.0),
    (11.2, 31.4),
    (8.2, 33.0),
    (5.2, 31.6),
    (4.0, 27.4),
    (4.4, 21.4),
    (2.8, 14.4),
    (2.0, 7.4),
)
"""The right foot's print from above, in a field of 16 x 34."""


def draw_mark(colours: Palette, mark: str, scale: float) -> Image.Image:
    """A 16 px mark of the posture list: a check when done, a dot before."""
    side = round(16 * scale)
    sheet = Sheet(side, side, scale=scale, fine=8)
    sheet.fill(colours.paper)
    if mark == "done":
        for start, end in (((3.5, 8.5), (6.5, 11.5)), ((6.5, 11.5), (12.5, 4.5))):
            sheet.line(start, end, 2, colours.teal)
    else:
        sheet.circle((8, 8), 3 if mark == "now" else 2, colours.teal if mark == "now" else colours.quiet)
    return sheet.finish().convert("RGB")


def draw_dot(colours: Palette, state: str, scale: float) -> Image.Image:
    """One step of a few: done is full, now is full and larger, later is a ring; clear outside."""
    side = round(layout.DOT_SIDE * scale)
    sheet = Sheet(side, side, scale=scale, fine=8)
    if state == "later":
        sheet.circle((8, 8), 4, colours.quiet)
        sheet.circle((8, 8), 4 - whole(1.5, scale), None)
    else:
        sheet.circle((8, 8), 6 if state == "now" else 4, colours.teal)
    return sheet.finish()


def draw_bar_end(colours: Palette, fill: str, end: str, scale: float) -> Image.Image:
    """The rounded top or bottom of a bar of the week, 4 px high."""
    width, height = round(layout.BAR_WIDTH * scale), round(4 * scale)
    origin = (0.0, 0.0) if end == "top" else (0.0, height - 12.0 * scale)
    sheet = Sheet(width, height, scale=scale, origin=origin, fine=8)
    sheet.fill(colours.paper)
    sheet.rounded((0, 0, width / scale, 12), 4, fill)
    return sheet.finish().convert("RGB")


def draw_meter(colours: Palette, step: int, scale: float) -> Image.Image:
    """The strip's upright bar, filled from below by this many of METER_STEPS; on the card's surface."""
    width, height = layout.METER_WIDTH, layout.METER_HEIGHT
    sheet = Sheet(round(width * scale), round(height * scale), scale=scale, fine=8)
    sheet.fill(colours.surface)
    sheet.rounded(
        (0, 0, width, height), width / 2, colours.line if colours.high_contrast else colours.soft_coral
    )
    if colours.high_contrast:
        line = whole(1, scale)
        sheet.rounded((line, line, width - line, height - line), width / 2 - line, colours.surface)
    if step:
        top = (height - width) * (1 - step / layout.METER_STEPS)
        sheet.line((width / 2, top + width / 2), (width / 2, height - width / 2), width, colours.coral)
    return sheet.finish().convert("RGB")


def draw_feet(colours: Palette, working: str, scale: float, *, small: bool = False) -> Image.Image:
    """Both feet from above: the one that works is full, the other an outline.

    small: for the strip, on the card's surface.
    """
    width, height = layout.SMALL_FEET if small else layout.FEET
    zoom = scale * height / layout.FEET[1]
    ground = colours.surface if small else colours.paper
    sheet = Sheet(round(width * scale), round(height * scale), scale=zoom, fine=8)
    sheet.fill(ground)
    for side in SIDES:
        foot = [(layout.FEET[0] - 16 + x if side == "right" else 16 - x, y) for x, y in _FOOT]
        if side == working:
            sheet.smooth(foot, colours.coral)
        sheet.outline(foot, 1.5 * scale / zoom, colours.coral if side == working else colours.quiet)
    return sheet.finish().convert("RGB")


def draw_strip(colours: Palette, scale: float) -> Image.Image:
    """The whole ground of the compact strip: one card with an edge."""
    return draw_plate(colours, layout.STRIP_WIDTH, layout.STRIP_HEIGHT, scale, edged=True)


def draw_corner(colours: Palette, name: str, scale: float) -> Image.Image:
    """One corner of a card on paper: with these four and two rectangles a card of any size is made."""
    side = round(layout.CARD_CORNER * scale)
    card = draw_plate(colours, 3 * layout.CARD_CORNER, 3 * layout.CARD_CORNER, scale)
    across, down = CORNERS[name]
    left, top = across * (card.width - side), down * (card.height - side)
    return card.crop((left, top, left + side, top + side))


def draw_plate(
    colours: Palette, width: int, height: int, scale: float, *, edged: bool = False
) -> Image.Image:
    """A rounded surface on paper, with an edge where it is asked for or contrast needs one."""
    sheet = Sheet(round(width * scale), round(height * scale), scale=scale)
    sheet.fill(colours.paper)
    line = whole(1, scale) if edged or colours.high_contrast else 0.0
    sheet.rounded((0, 0, width, height), layout.CARD_CORNER, colours.edge if line else colours.surface)
    sheet.rounded((line, line, width - line, height - line), layout.CARD_CORNER - line, colours.surface)
    return sheet.finish().convert("RGB")
