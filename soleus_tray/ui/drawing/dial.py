"""The dial: disc and tracks, one picture per heel height, and the little tiles that move the rings' heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from soleus_tray.ui.drawing import geometry as g
from soleus_tray.ui.drawing.figure import draw_leg, draw_scene
from soleus_tray.ui.drawing.sheet import Sheet

if TYPE_CHECKING:
    from soleus_tray.ui.palette import Palette

_AIR = 1.5
"""Around a ring, so that its smooth edge is whole in each tile."""


def draw_dial(colours: Palette, scale: float) -> Image.Image:
    """The empty dial: paper, disc, scene and the tracks of both rings."""
    side = g.dial_side(scale)
    base = _rings(colours, scale, side, (side / 2, side / 2), {})
    scene = Sheet(side, side, scale=scale, origin=(side / 2, side / 2))
    scene.fill(colours.surface)
    draw_scene(scene, colours)
    mask = _disc_mask((side, side), (side / 2, side / 2), g.CLIP_RADIUS * scale)
    base.paste(scene.finish(), (0, 0), mask)
    return base.convert("RGB")


def draw_frame(colours: Palette, scale: float, height: float) -> Image.Image:
    """What moves, at one heel height: opaque inside the clip circle and clear outside it, nothing between."""
    left, top, right, bottom = g.frame_pixels(scale)
    sheet = Sheet(right - left, bottom - top, scale=scale, origin=(-left, -top))
    sheet.fill(colours.surface)
    draw_scene(sheet, colours)
    draw_leg(sheet, colours, height)
    picture = Image.new("RGB", (right - left, bottom - top), colours.surface)
    origin = (-left, -top)
    picture.paste(sheet.finish(), (0, 0), _disc_mask(picture.size, origin, g.CLIP_RADIUS * scale))
    clear_outside = Image.new("L", picture.size, 0)
    _cut(clear_outside, origin, (g.CLIP_RADIUS + 1.5) * scale, 255)
    picture.putalpha(clear_outside)
    return picture


def draw_tiles(ring: g.Ring, row: int, colours: Palette, scale: float) -> Image.Image:
    """One row of a ring's steps, each as one square around the arc's head; clear beside the ring.

    Rows are pictures of their own since Tk's time to load one grows with the square of its clear patches.
    """
    side = g.tile_side(ring, scale)
    tiles = Image.new("RGBA", (side * g.TILE_COLUMNS, side), (0, 0, 0, 0))
    for column in range(g.TILE_COLUMNS):
        step = row * g.TILE_COLUMNS + column
        if step <= ring.steps:
            tiles.paste(_tile(ring, step, colours, scale), (column * side, 0))
    return tiles


def _tile(ring: g.Ring, step: int, colours: Palette, scale: float) -> Image.Image:
    side = g.tile_side(ring, scale)
    left, top = g.tile_corner(ring, step, scale)
    middle = g.dial_side(scale) / 2
    origin = (middle - left, middle - top)
    tile = _rings(colours, scale, side, origin, {ring.name: step / ring.steps})
    band = Image.new("L", tile.size, 0)
    _cut(band, origin, (ring.radius + ring.width / 2 + _AIR) * scale, 255)
    _cut(band, origin, (ring.radius - ring.width / 2 - _AIR) * scale, 0)
    tile.putalpha(band)
    return tile


def _rings(
    colours: Palette, scale: float, side: int, origin: g.Point, shares: dict[str, float]
) -> Image.Image:
    """Paper, disc and both rings on a square cut out of the dial."""
    sheet = Sheet(side, side, scale=scale, origin=origin, fine=6)
    sheet.fill(colours.paper)
    sheet.circle((0, 0), g.DISC_RADIUS, colours.surface)
    for ring, track, full in (
        (g.SET_RING, colours.line, colours.teal),
        (g.PHASE_RING, colours.soft_coral, colours.coral),
    ):
        sheet.arc((0, 0), ring.radius, ring.width, (0.0, 1.0), track)
        share = shares.get(ring.name, 0.0)
        if share > 0:
            sheet.arc((0, 0), ring.radius, ring.width, (0.0, share), full)
    return sheet.finish()


def _cut(mask: Image.Image, centre: g.Point, radius: float, value: int) -> None:
    """Set a disc of a mask, without smooth edges; Pillow counts the last row and column in."""
    x, y = centre
    box = (x - radius, y - radius, x + radius - 1, y + radius - 1)
    ImageDraw.Draw(mask).ellipse(box, fill=value)


def _disc_mask(size: tuple[int, int], centre: g.Point, radius: float) -> Image.Image:
    """A disc with smooth edges, as a mask."""
    mask = Sheet(*size, origin=centre)
    mask.circle((0, 0), radius, "#FFFFFF")
    return mask.finish().getchannel("A")
