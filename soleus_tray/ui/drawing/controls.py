"""The small parts of the windows: rounded buttons, marks of the posture list, ends of bars, cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.ui import layout
from soleus_tray.ui.drawing.sheet import Sheet

if TYPE_CHECKING:
    from PIL import Image

    from soleus_tray.ui.palette import Palette

BUTTON_STATES = ("normal", "hover", "pressed", "focus")
BUTTON_KINDS = ("main", "quiet")


def draw_button(colours: Palette, kind: str, state: str, width: int, scale: float) -> Image.Image:
    """The face of a button without its text; focus is a ring a little inside the edge."""
    height = layout.BUTTON_HEIGHT
    sheet = Sheet(round(width * scale), round(height * scale), scale=scale)
    sheet.fill(colours.paper)
    body, edge = _button_colours(colours, kind, state)
    # Lines are a whole number of real pixels.
    line = max(1, round(scale)) / scale
    sheet.rounded((0, 0, width, height), layout.CORNER, edge)
    sheet.rounded((line, line, width - line, height - line), layout.CORNER - line, body)
    if state == "focus":
        ring = colours.on_teal if kind == "main" else colours.teal
        sheet.rounded((3, 3, width - 3, height - 3), layout.CORNER - 3, ring)
        sheet.rounded((5, 5, width - 5, height - 5), layout.CORNER - 5, body)
    return sheet.finish().convert("RGB")


def _button_colours(colours: Palette, kind: str, state: str) -> tuple[str, str]:
    """(body, edge) of a button."""
    if kind == "main":
        body = colours.teal_hover if state in ("hover", "pressed") else colours.teal
        return body, body
    body = {"hover": colours.surface_hover, "pressed": colours.line}.get(state, colours.surface)
    return body, colours.line


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


def draw_bar_end(colours: Palette, fill: str, end: str, scale: float) -> Image.Image:
    """The rounded top or bottom of a bar of the week, 4 px high."""
    width, height = round(layout.BAR_WIDTH * scale), round(4 * scale)
    origin = (0.0, 0.0) if end == "top" else (0.0, height - 12.0 * scale)
    sheet = Sheet(width, height, scale=scale, origin=origin, fine=8)
    sheet.fill(colours.paper)
    sheet.rounded((0, 0, width / scale, 12), 4, fill)
    return sheet.finish().convert("RGB")


def draw_card(colours: Palette, scale: float) -> Image.Image:
    """The card under the week's bars."""
    left, top, right, bottom = layout.CARD
    width, height = right - left, bottom - top
    sheet = Sheet(round(width * scale), round(height * scale), scale=scale)
    sheet.fill(colours.paper)
    sheet.rounded((0, 0, width, height), 12, colours.surface)
    return sheet.finish().convert("RGB")
