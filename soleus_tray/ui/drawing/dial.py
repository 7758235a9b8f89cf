"""The dial: disc and tracks, a picture per heel height, and the little tiles that move the rings' heads."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, cast

from PIL import Image, ImageDraw

from soleus_tray.ui.drawing import geometry as g
from soleus_tray.ui.drawing.figure import SMALL, draw_leg, draw_scene
from soleus_tray.ui.drawing.sheet import Sheet

if TYPE_CHECKING:
    from soleus_tray.ui.palette import Palette, Rgb

_AIR = 1.5
"""Around a ring, so that its smooth edge is whole in each tile."""
_PLAIN_AREAS = 24
_THIN = 1.5
"""An empty track where contrast is asked for: told from the full part by its breadth."""


def draw_dial(colours: Palette, scale: float) -> Image.Image:
    """The empty dial: paper, disc, scene and both tracks; clear where the frames that lie under it show."""
    side = g.dial_side(scale)
    middle = (side / 2, side / 2)
    base = _rings(colours, scale, side, middle, {})
    scene = Sheet(side, side, scale=scale, origin=middle, ground=colours.surface)
    draw_scene(scene, colours)
    base.paste(scene.finish(), (0, 0), _disc_mask((side, side), middle, g.CLIP_RADIUS * scale))
    hole = Image.new("L", (side, side), 255)
    left, top, right, bottom = (round(edge + side / 2) for edge in g.frame_pixels(scale))
    opening = Image.new("L", (side, side), 255)
    _cut(opening, middle, (g.CLIP_RADIUS + 1.5) * scale, 0)
    hole.paste(opening.crop((left, top, right, bottom)), (left, top))
    base.putalpha(hole)
    return base


def draw_frame(colours: Palette, scale: float, height: float, *, resting: bool = False) -> Image.Image:
    """What moves, at one heel height, in no more than 256 colours: Tk reads those twice as fast."""
    left, top, right, bottom = g.frame_pixels(scale)
    size, origin = (right - left, bottom - top), (-left, -top)
    fine = 4 if scale < 2 else 3
    sheet = Sheet(*size, scale=scale, origin=origin, fine=fine, ground=colours.surface)
    draw_scene(sheet, colours)
    draw_leg(sheet, colours, height, resting=resting)
    picture = Image.new("RGB", size, colours.surface)
    picture.paste(sheet.finish(), (0, 0), _disc_mask(size, origin, g.CLIP_RADIUS * scale))
    return few_colours(picture)


def few_colours(picture: Image.Image) -> Image.Image:
    """The picture with a palette; its plain areas keep their exact colours, edges may shift by a hair."""
    few = picture.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    flat = few.getpalette() or []
    entries = [(flat[n], flat[n + 1], flat[n + 2]) for n in range(0, len(flat), 3)]
    for colour in _plain_colours(picture):
        entries[_nearest(entries, colour)] = colour
    few.putpalette([channel for entry in entries for channel in entry])
    return few


def _plain_colours(picture: Image.Image) -> list[Rgb]:
    """The colours of the largest areas."""
    counted = picture.getcolors(picture.width * picture.height) or []
    return [cast("Rgb", colour) for _, colour in sorted(counted, reverse=True)[:_PLAIN_AREAS]]


def _nearest(entries: list[Rgb], colour: Rgb) -> int:
    """Which entry comes closest to the colour."""
    return min(
        range(len(entries)),
        key=lambda n: sum(abs(a - b) for a, b in zip(entries[n], colour, strict=True)),
    )


def draw_small(colours: Palette, scale: float, height: float, *, resting: bool = False) -> Image.Image:
    """The figure for the compact strip, on the card's surface."""
    width, high = g.SMALL_SIZE
    zoom = scale * g.SMALL_ZOOM
    left, top = g.SMALL_CORNER
    sheet = Sheet(
        round(width * scale),
        round(high * scale),
        scale=zoom,
        origin=(-left * zoom, -top * zoom),
        fine=6,
        ground=colours.surface,
    )
    draw_scene(sheet, replace(colours, ground=colours.surface), SMALL)
    draw_leg(sheet, colours, height, SMALL, resting=resting)
    return few_colours(sheet.finish())


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
        if colours.high_contrast:
            sheet.arc((0, 0), ring.radius, _THIN, (0.0, 1.0), colours.line)
        else:
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


@cache
def _disc_mask(size: tuple[int, int], centre: g.Point, radius: float) -> Image.Image:
    """A disc with smooth edges, as a mask."""
    mask = Sheet(*size, origin=centre)
    mask.circle((0, 0), radius, "#FFFFFF")
    return mask.finish().getchannel("A")
