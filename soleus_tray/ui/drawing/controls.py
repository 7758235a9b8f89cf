"""What can be pressed: rounded buttons, chips, small square buttons and boxes to tick.

Edges and straight lines fall on whole real pixels at every scale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.ui import layout
from soleus_tray.ui.drawing.glyphs import Pen, draw_glyph
from soleus_tray.ui.drawing.sheet import Sheet

if TYPE_CHECKING:
    from PIL import Image

    from soleus_tray.ui.palette import Palette

STATES = ("normal", "hover", "pressed", "focus")
BUTTON_KINDS = ("main", "quiet", "hurt")


def whole(length: float, scale: float) -> float:
    """The length nearest to this one that is a whole number of real pixels, at least one."""
    return max(1, round(length * scale)) / scale


def draw_button(colours: Palette, kind: str, state: str, width: int, scale: float) -> Image.Image:
    """The face of a button without its text, on paper; focus is a ring a little inside the edge.

    kind: "main", "quiet" or "hurt" (outlined in coral: to be found at once, not to be pressed by accident).
    """
    height = layout.BUTTON_HEIGHT
    sheet = Sheet(round(width * scale), round(height * scale), scale=scale)
    sheet.fill(colours.paper)
    body, edge = _button_colours(colours, kind, state)
    ring = {"main": colours.on_teal, "hurt": colours.coral_text}.get(kind, colours.teal)
    _face(sheet, (width, height), layout.CORNER, (body, edge, ring if state == "focus" else ""), scale)
    return sheet.finish().convert("RGB")


def draw_chip(colours: Palette, state: str, width: int, scale: float, *, chosen: bool) -> Image.Image:
    """One of several answers in a row, clear outside its corners; the chosen one is filled."""
    height = layout.CHIP_HEIGHT
    sheet = Sheet(round(width * scale), round(height * scale), scale=scale)
    body, edge = _button_colours(colours, "main" if chosen else "quiet", state)
    ring = colours.on_teal if chosen else colours.teal
    _face(sheet, (width, height), layout.CHIP_CORNER, (body, edge, ring if state == "focus" else ""), scale)
    return sheet.finish()


def _face(
    sheet: Sheet, size: tuple[int, int], corner: float, fills: tuple[str, str, str], scale: float
) -> None:
    """A rounded box; fills: body, edge, and the ring of focus ("" for none)."""
    width, height = size
    body, edge, ring = fills
    line = whole(1, scale)
    sheet.rounded((0, 0, width, height), corner, edge)
    _inset(sheet, size, corner, line, body)
    if ring:
        start, stroke = whole(3, scale), whole(2, scale)
        _inset(sheet, size, corner, start, ring)
        _inset(sheet, size, corner, start + stroke, body)


def _inset(sheet: Sheet, size: tuple[int, int], corner: float, inset: float, fill: str) -> None:
    width, height = size
    sheet.rounded((inset, inset, width - inset, height - inset), corner - inset, fill)


def _button_colours(colours: Palette, kind: str, state: str) -> tuple[str, str]:
    """(body, edge) of a button."""
    if kind == "main":
        body = colours.teal_hover if state in ("hover", "pressed") else colours.teal
        return body, body
    body = {"hover": colours.surface_hover, "pressed": colours.surface_pressed}.get(state, colours.surface)
    return body, colours.coral if kind == "hurt" else colours.edge


def draw_icon_button(colours: Palette, name: str, state: str, scale: float) -> Image.Image:
    """A small square button with its sign; clear where it shows nothing, so it stands on any ground."""
    side = layout.ICON_SIDE
    sheet = Sheet(round(side * scale), round(side * scale), scale=scale, fine=8)
    body = {"hover": colours.surface_hover, "pressed": colours.surface_pressed}.get(state)
    if body is not None:
        sheet.rounded((0, 0, side, side), layout.CHIP_CORNER, body)
    if state == "focus":
        _ring(sheet, (1, 1, side - 1, side - 1), layout.CHIP_CORNER - 1, colours.teal, scale)
    draw_glyph(name, Pen(sheet, colours.ink, scale))
    return sheet.finish()


def _ring(
    sheet: Sheet, box: tuple[float, float, float, float], corner: float, colour: str, scale: float
) -> None:
    """A rounded outline, two pixels wide and clear inside."""
    left, top, right, bottom = box
    line = whole(2, scale)
    sheet.rounded(box, corner, colour)
    sheet.rounded((left + line, top + line, right - line, bottom - line), corner - line, None)


def draw_check(colours: Palette, state: str, scale: float, *, on: bool) -> Image.Image:
    """A box to tick, 18 px in a field of 28 that holds the ring of focus; clear outside."""
    side = layout.CHECK_SIDE
    sheet = Sheet(round(side * scale), round(side * scale), scale=scale, fine=8)
    start, end = whole(5, scale), whole(23, scale)
    if state == "focus":
        _ring(
            sheet,
            (whole(1, scale), whole(1, scale), whole(27, scale), whole(27, scale)),
            8,
            colours.teal,
            scale,
        )
    body, edge = _tick_colours(colours, state, on=on)
    line = whole(1.5, scale)
    sheet.rounded((start, start, end, end), 4, edge)
    sheet.rounded((start + line, start + line, end - line, end - line), 4 - line, body)
    if on:
        for one, other in (((9.5, 14.5), (12.7, 17.7)), ((12.7, 17.7), (18.8, 10.6))):
            sheet.line(one, other, 2.2, colours.on_teal)
    return sheet.finish()


def _tick_colours(colours: Palette, state: str, *, on: bool) -> tuple[str, str]:
    """(body, edge) of a box to tick."""
    if on:
        body = colours.teal_hover if state in ("hover", "pressed") else colours.teal
        return body, body
    body = {"hover": colours.surface_hover, "pressed": colours.surface_pressed}.get(state, colours.surface)
    return body, colours.quiet
