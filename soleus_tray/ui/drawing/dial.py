"""The dial: disc and tracks, a picture per heel height, and the little tiles that move the rings' heads."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from PIL import Image, ImageDraw

from soleus_tray.ui.drawing import geometry as g
from soleus_tray.ui.drawing.figure import SMALL, draw_leg, draw_scene, draw_toes
from soleus_tray.ui.drawing.sheet import Sheet

if TYPE_CHECKING:
    from soleus_tray.ui.palette import Palette, Rgb

_PLAIN_AREAS = 24
_THIN = 1.5
"""An empty track where contrast is asked for: told from the full part by its breadth."""


def draw_dial(colours: Palette, scale: float) -> Image.Image:
    """The empty dial: paper, disc, scene and both tracks; clear where the frames that lie under it show.

    It is kept in PIECES (see cut_piece).
    """
    side = g.dial_side(scale)
    middle = (side / 2, side / 2)
    base = _rings(colours, scale, "").copy()
    scene = Sheet(side, side, scale=scale, origin=middle, ground=colours.surface)
    draw_scene(scene, colours)
    base.paste(scene.finish(), (0, 0), _disc_mask((side, side), middle, g.CLIP_RADIUS * scale))
    base.putalpha(_around_hole(side, scale))
    return base


def cut_piece(dial: Image.Image, piece: g.Box, scale: float) -> Image.Image:
    """One of the dial's pieces; those beside the hole are left opaque as a whole."""
    middle = dial.width // 2
    left, top, right, bottom = g.pixels(piece, scale)
    cut = dial.crop((left + middle, top + middle, right + middle, bottom + middle))
    return cut.convert("RGB") if cut.getchannel("A").getextrema() == (255, 255) else cut


def _around_hole(side: int, scale: float) -> Image.Image:
    """Where the dial is opaque.

    The hole's edge has steps of one pixel at 100 %, which no one sees under it: Tk's time to change a picture
    grows with the steps.
    """
    mask = Image.new("L", (side, side), 255)
    draw, middle = ImageDraw.Draw(mask), side // 2
    for box in g.PARTS.values():
        left, _, right, _ = g.pixels(box, scale)
        for above, below in pairwise(round(y * scale) for y in range(box[1], box[3] + 1)):
            half = math.isqrt(int((g.HOLE_RADIUS * scale) ** 2 - max(above**2, below**2)))
            clear = (max(left, -half), above, min(right, half) - 1, below - 1)
            draw.rectangle([place + middle for place in clear], fill=0)
    return mask


def draw_frame(
    colours: Palette, scale: float, height: float, figure: g.Figure = "legs"
) -> dict[str, Image.Image]:
    """What moves, at one height, part by part (geometry.PARTS).

    In no more than 256 colours: Tk reads those twice as fast.
    """
    boxes = {part: g.pixels(box, scale) for part, box in g.PARTS.items()}
    left, top = min(box[0] for box in boxes.values()), min(box[1] for box in boxes.values())
    right, bottom = max(box[2] for box in boxes.values()), max(box[3] for box in boxes.values())
    size, origin = (right - left, bottom - top), (-left, -top)
    fine = 4 if scale < 2 else 3
    sheet = Sheet(*size, scale=scale, origin=origin, fine=fine, ground=colours.surface)
    draw_scene(sheet, colours)
    if figure == "toes":
        draw_toes(sheet, colours, height)
    else:
        draw_leg(sheet, colours, height, resting=figure == "leg")
    picture = Image.new("RGB", size, colours.surface)
    picture.paste(sheet.finish(), (0, 0), _disc_mask(size, origin, g.CLIP_RADIUS * scale))
    return {
        part: few_colours(picture.crop((box[0] - left, box[1] - top, box[2] - left, box[3] - top)))
        for part, box in boxes.items()
    }


def few_colours(picture: Image.Image) -> Image.Image:
    """The picture with a palette; its plain areas keep their exact colours, edges may shift by a hair."""
    few = picture.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    flat = few.getpalette() or []
    entries = [(flat[n], flat[n + 1], flat[n + 2]) for n in range(0, len(flat), 3)]
    for colour in set(_plain_colours(picture)) - set(entries):
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


def draw_small(colours: Palette, scale: float, height: float, figure: g.Figure = "legs") -> Image.Image:
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
    draw_leg(sheet, colours, height, SMALL, resting=figure == "leg")
    return few_colours(sheet.finish())


def draw_tiles(ring: g.Ring, row: int, colours: Palette, scale: float) -> Image.Image:
    """One row of a ring's steps: what changes to the next one above, what changes back below; opaque."""
    side = g.tile_side(ring, scale)
    tiles = Image.new("RGB", (side * g.TILE_COLUMNS, 2 * side), colours.paper)
    for column in range(g.TILE_COLUMNS):
        step = row * g.TILE_COLUMNS + column
        for line, shown in enumerate((step + 1, step)):
            tiles.paste(_tile(ring, step, shown, colours, scale), (column * side, line * side))
    return tiles


def _tile(ring: g.Ring, place: int, shown: int, colours: Palette, scale: float) -> Image.Image:
    """The tile at one step's place, with the ring filled to `shown`."""
    left, top, right, bottom = g.tile_box(ring, place, scale)
    middle = g.dial_side(scale) // 2
    box = (left + middle, top + middle, right + middle, bottom + middle)
    empty, full = (_rings(colours, scale, filled).crop(box) for filled in ("", ring.name))
    mask = _filled(ring, shown, scale, (right - left, bottom - top), (-left, -top))
    return Image.composite(full, empty, mask)


def _filled(ring: g.Ring, step: int, scale: float, size: tuple[int, int], origin: g.Point) -> Image.Image:
    """A mask of the arc up to a step, with its round ends; broader than the ring."""
    sheet = Sheet(*size, scale=scale, origin=origin, fine=8)
    if not step:
        return sheet.finish().getchannel("A")
    turns = [step / ring.steps * n / 64 for n in range(65)]
    far = [g.on_circle(ring.radius + ring.width, turn) for turn in turns]
    sheet.polygon(
        [*far, *(g.on_circle(ring.radius - ring.width, turn) for turn in reversed(turns))], "#FFFFFF"
    )
    for place in (0, step):
        sheet.circle(ring.head(place), ring.width / 2, "#FFFFFF")
    return sheet.finish().getchannel("A")


@cache
def _rings(colours: Palette, scale: float, full: str) -> Image.Image:
    """Paper, disc and both tracks; the ring called `full` is."""
    side = g.dial_side(scale)
    sheet = Sheet(side, side, scale=scale, origin=(side / 2, side / 2), fine=6, ground=colours.paper)
    sheet.circle((0, 0), g.DISC_RADIUS, colours.surface)
    for ring, track, done in (
        (g.SET_RING, colours.line, colours.teal),
        (g.PHASE_RING, colours.soft_coral, colours.coral),
    ):
        if ring.name == full:
            sheet.arc((0, 0), ring.radius, ring.width, (0.0, 1.0), done)
        elif colours.high_contrast:
            sheet.arc((0, 0), ring.radius, _THIN, (0.0, 1.0), colours.line)
        else:
            sheet.arc((0, 0), ring.radius, ring.width, (0.0, 1.0), track)
    return sheet.finish()


@cache
def _disc_mask(size: tuple[int, int], centre: g.Point, radius: float) -> Image.Image:
    """A disc with smooth edges, as a mask."""
    mask = Sheet(*size, origin=centre)
    mask.circle((0, 0), radius, "#FFFFFF")
    return mask.finish().getchannel("A")
