"""Draws everything once and keeps it; run in a short-lived child, since it loads Pillow."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from io import BytesIO
from multiprocessing import get_context
from typing import TYPE_CHECKING

from PIL import Image

from soleus_tray.ports.tray import QUIET_STEPS, RING_STEPS, IconKey
from soleus_tray.ui import layout
from soleus_tray.ui.drawing import geometry
from soleus_tray.ui.drawing.art import art_file, pack_art
from soleus_tray.ui.drawing.controls import (
    BUTTON_KINDS,
    STATES,
    draw_button,
    draw_check,
    draw_chip,
    draw_icon_button,
)
from soleus_tray.ui.drawing.dial import cut_piece, draw_dial, draw_frame, draw_small, draw_tiles, few_colours
from soleus_tray.ui.drawing.glyphs import GLYPHS
from soleus_tray.ui.drawing.icon_cache import MARK_STEPS, SIZES, file_name, is_whole, pack, write_whole
from soleus_tray.ui.drawing.icons import draw_app_icon, draw_icon
from soleus_tray.ui.drawing.learn import LEARN, draw_learn
from soleus_tray.ui.drawing.pieces import (
    CORNERS,
    DOTS,
    SIDES,
    draw_bar_end,
    draw_corner,
    draw_dot,
    draw_feet,
    draw_mark,
    draw_meter,
    draw_strip,
)
from soleus_tray.ui.palette import palette

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from soleus_tray.ports.tray import Shape
    from soleus_tray.ui.palette import Palette

    Pictures = Iterator[tuple[str, Image.Image]]

_MOST_CORES = 4
_SINGLE: tuple[Shape, ...] = ("due", "held", "snoozed", "away", "paused")


def all_icon_keys() -> list[IconKey]:
    """Every icon there is, those that a fresh start needs first."""
    keys = []
    for panel in ("dark", "light"):
        keys += [IconKey("sitting", step, panel) for step in range(RING_STEPS + 1)]
        keys += [IconKey(shape, 0, panel) for shape in _SINGLE]
        keys += [IconKey("exercising", step, panel) for step in range(MARK_STEPS)]
        keys += [IconKey("quiet", step, panel) for step in range(QUIET_STEPS)]
    return keys


def draw_icons(folder: Path) -> None:
    """Draw the icons that are missing or damaged in this folder (see icon_cache.icons_folder).

    Raises OSError when they can't be written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for key in all_icon_keys():
        path = folder / file_name(key)
        if not (path.exists() and is_whole(path.read_bytes())):
            write_whole(path, pack(b"".join(argb(draw_icon(key, size)) for size in SIZES)))


def argb(image: Image.Image) -> bytes:
    """The picture's pixels as alpha, red, green, blue."""
    red, green, blue, alpha = image.split()
    return Image.merge("RGBA", (alpha, red, green, blue)).tobytes()


def draw_frames(folder: Path, theme: str, scale: float) -> None:
    """Draw all the windows' pictures for one brightness ("light", "dark") and scale (see art.frames_folder).

    Raises OSError when they can't be written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    parts = _side_by_side(partial(_drawn, theme, scale), range(len(_SECTIONS)))
    pictures = {name: png for part in parts for name, png in part.items()}
    write_whole(art_file(folder, theme, scale), pack_art(pictures))


def _side_by_side(draw: Callable[[int], dict[str, bytes]], sections: range) -> list[dict[str, bytes]]:
    """Each section's pictures; on Linux on all cores, for somebody waits for the first window.

    Elsewhere a process more starts Python and Pillow anew, which takes as long as it saves.
    """
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) == 1:
        return [draw(section) for section in sections]
    cores = min(_MOST_CORES, len(os.sched_getaffinity(0)))
    with ProcessPoolExecutor(cores, mp_context=get_context("fork")) as pool:
        return list(pool.map(draw, sections))


def _drawn(theme: str, scale: float, section: int) -> dict[str, bytes]:
    """The pictures of one section, by name, as PNG."""
    return {name: _png(picture) for name, picture in _SECTIONS[section](palette(theme), scale)}


def _frames(figure: geometry.Figure, colours: Palette, scale: float) -> Pictures:
    """What moves in the dial."""
    frames = geometry.FRAMES[figure]
    for n in range(frames):
        for part, picture in draw_frame(colours, scale, n / (frames - 1), figure).items():
            yield geometry.frame_name(figure, n, part), picture


def _small(colours: Palette, scale: float) -> Pictures:
    """What moves in the strip."""
    for figure in geometry.SMALL_FIGURES:
        for n in range(geometry.SMALL_FRAMES):
            height = n / (geometry.SMALL_FRAMES - 1)
            yield geometry.small_name(figure, n), draw_small(colours, scale, height, figure)


def _dial(colours: Palette, scale: float) -> Pictures:
    """The dial, and the steps of its rings."""
    dial = draw_dial(colours, scale)
    for n, piece in enumerate(geometry.PIECES):
        yield f"dial-{n}", cut_piece(dial, piece, scale)
    for ring in geometry.RINGS:
        for row in range(ring.steps // geometry.TILE_COLUMNS):
            yield f"tiles-{ring.name}-{row}", draw_tiles(ring, row, colours, scale)


def _learn(colours: Palette, scale: float) -> Pictures:
    """What Learn shows, and the app's own icon."""
    for name in LEARN:
        yield f"learn-{name}", few_colours(draw_learn(colours, name, scale))
    yield "app", draw_app_icon(round(48 * scale))


def _controls(colours: Palette, scale: float) -> Pictures:
    """What can be pressed, in each state."""
    widths = sorted({width for count in layout.BUTTON_COUNTS for width in layout.button_widths(count)})
    for state in STATES:
        for width in widths:
            for kind in BUTTON_KINDS:
                yield f"button-{kind}-{state}-{width}", draw_button(colours, kind, state, width, scale)
        for name in GLYPHS:
            yield f"icon-{name}-{state}", draw_icon_button(colours, name, state, scale)
        for on, word in ((False, "off"), (True, "on")):
            yield f"check-{word}-{state}", draw_check(colours, state, scale, on=on)
            for width in layout.CHIP_WIDTHS:
                yield f"chip-{word}-{state}-{width}", draw_chip(colours, state, width, scale, chosen=on)


def _pieces(colours: Palette, scale: float) -> Pictures:
    """What can only be looked at."""
    for mark in ("done", "now", "later"):
        yield f"mark-{mark}", draw_mark(colours, mark, scale)
    for dot in DOTS:
        yield f"dot-{dot}", draw_dot(colours, dot, scale)
    for name, fill in (("past", colours.soft_teal), ("today", colours.teal)):
        for end in ("top", "bottom"):
            yield f"bar-{name}-{end}", draw_bar_end(colours, fill, end, scale)
    for step in range(layout.METER_STEPS + 1):
        yield f"meter-{step}", draw_meter(colours, step, scale)
    for side in SIDES:
        yield f"feet-{side}", draw_feet(colours, side, scale)
        yield f"small-feet-{side}", draw_feet(colours, side, scale, small=True)
    for corner in CORNERS:
        yield f"corner-{corner}", draw_corner(colours, corner, scale)
    yield "strip", draw_strip(colours, scale)


_SECTIONS: tuple[Callable[[Palette, float], Pictures], ...] = (
    *(partial(_frames, figure) for figure in geometry.FRAMES),
    _dial,
    _small,
    _controls,
    _pieces,
    _learn,
)
"""All there is to draw, what takes longest first."""


def _png(picture: Image.Image) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()
