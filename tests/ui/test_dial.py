"""The dial as it is put together on screen: frames under a hole, without seams, each height on its own."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from PIL import Image, ImageChops, ImageDraw

from soleus_tray.ui.drawing import geometry as g
from soleus_tray.ui.drawing.dial import cut_piece, draw_dial, draw_frame, draw_small, draw_tiles
from soleus_tray.ui.drawing.figure import draw_leg, draw_scene, draw_toes
from soleus_tray.ui.drawing.pieces import SIDES, draw_feet
from soleus_tray.ui.drawing.sheet import Sheet
from soleus_tray.ui.palette import DARK, LIGHT, PALETTES, Palette, contrast, palette, rgb

each_scale = pytest.mark.parametrize("scale", [1.0, 1.25, 2.0])
EDGE = 40
"""Of 255: what few colours may change on the smooth edge of a shape; a shape cut off changes more."""


def on_screen(colours: Palette, scale: float, height: float, figure: g.Figure = "legs") -> Image.Image:
    """The dial's pieces over the frame's parts, as Tk lays them."""
    dial = draw_dial(colours, scale)
    screen = Image.new("RGB", dial.size, "#FF00FF")  # would show where nothing covers
    middle = dial.width // 2
    for part, picture in draw_frame(colours, scale, height, figure).items():
        left, top, _, _ = g.pixels(g.PARTS[part], scale)
        screen.paste(picture.convert("RGB"), (middle + left, middle + top))
    for piece in g.PIECES:
        left, top, _, _ = g.pixels(piece, scale)
        picture = cut_piece(dial, piece, scale)
        screen.paste(picture, (middle + left, middle + top), picture if picture.mode == "RGBA" else None)
    return screen


def in_one(colours: Palette, scale: float, height: float, figure: g.Figure) -> Image.Image:
    """The same scene drawn in one, without rings."""
    side = g.dial_side(scale)
    fine = 4 if scale < 2 else 3
    sheet = Sheet(side, side, scale=scale, origin=(side / 2, side / 2), fine=fine, ground=colours.surface)
    draw_scene(sheet, colours)
    if figure == "toes":
        draw_toes(sheet, colours, height)
    else:
        draw_leg(sheet, colours, height, resting=figure == "leg")
    return sheet.finish()


def inside(picture: Image.Image, radius: float) -> Image.Image:
    """The picture with all that is farther than this from its middle blackened."""
    middle = picture.width / 2
    disc = Image.new("L", picture.size)
    ImageDraw.Draw(disc).ellipse((middle - radius, middle - radius, middle + radius, middle + radius), 255)
    return Image.composite(picture, Image.new("RGB", picture.size), disc)


def strength(pixel: tuple[int, ...], ground: str) -> float:
    """How far a pixel stands out from the ground."""
    return contrast("#" + bytes(pixel[:3]).hex(), ground)


@each_scale
@pytest.mark.parametrize("figure", g.FRAMES)
@pytest.mark.parametrize("height", [0.0, 0.5, 1.0])
def test_frame_and_dial_make_one_picture_without_a_seam(
    scale: float, height: float, figure: g.Figure
) -> None:
    """Which also says that all that moves lies within the frame."""
    radius = (g.CLIP_RADIUS - 1) * scale
    seen = inside(on_screen(LIGHT, scale, height, figure), radius)
    whole = inside(in_one(LIGHT, scale, height, figure), radius)
    most = max(high for _, high in ImageChops.difference(seen, whole).getextrema())
    assert most <= EDGE
    assert "#FF00FF" not in {"#" + bytes(pixel).hex().upper() for _, pixel in seen.getcolors(1 << 20) or []}


@pytest.mark.parametrize("theme", PALETTES)
def test_plain_areas_keep_their_exact_colours(theme: str) -> None:
    """One shade beside it, and the frame would stand out from the dial."""
    colours = palette(theme)
    frames = [part.convert("RGB") for part in draw_frame(colours, 1.0, 1.0, "leg").values()]
    counted = {pixel for frame in frames for _, pixel in frame.getcolors(1 << 20) or []}
    for plain in (colours.surface, colours.chair, colours.cloth, colours.shoe, colours.coral):
        assert rgb(plain) in counted, plain


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("figure", ["legs", "toes"])
def test_each_height_has_a_picture_of_its_own_and_its_muscle_lights_up(
    colours: Palette, figure: g.Figure
) -> None:
    frames = g.FRAMES[figure]
    pictures = [
        draw_frame(colours, 1.0, n / (frames - 1), figure)["lower"].convert("RGB") for n in range(frames)
    ]
    assert len({picture.tobytes() for picture in pictures}) == frames
    coral = rgb(colours.coral)
    lit = [sum(n for n, pixel in picture.getcolors(1 << 20) or [] if pixel == coral) for picture in pictures]
    assert lit[0] == 0
    assert lit[-1] > 200


def test_a_resting_leg_is_quieter_and_stays_down() -> None:
    low, high = (draw_frame(LIGHT, 1.0, height, "leg")["lower"].convert("RGB") for height in (0.0, 1.0))
    alone = draw_frame(LIGHT, 1.0, 0.0)["lower"].convert("RGB")
    left, top, _, _ = g.PARTS["lower"]
    toe = (round(g.BALL[0] + 36 - left), round(g.FLOOR - 9 - top))
    assert alone.getpixel(toe) == rgb(LIGHT.surface)
    assert low.getpixel(toe) == high.getpixel(toe) != rgb(LIGHT.surface)
    assert strength(rgb(LIGHT.shoe), LIGHT.surface) > 2 * strength(low.getpixel(toe), LIGHT.surface)


@pytest.mark.parametrize("height", [0.0, 0.3, 0.7, 1.0])
def test_toes_rise_while_the_heel_stays_on_the_floor_and_the_bones_keep_their_length(height: float) -> None:
    pose = g.toes_pose(height)
    heel, toe = pose.foot((-49, 0), 1.0), pose.foot((33, 0), 1.0)
    assert heel[1] == pytest.approx(g.FLOOR)
    assert g.FLOOR - toe[1] == pytest.approx(82 * math.sin(g.MOST_TOES * height))
    assert math.dist(pose.ankle, pose.foot(g.ANKLE_FROM_BALL, 1.0)) == pytest.approx(0, abs=1e-9)
    assert math.dist(pose.hip, pose.knee) == pytest.approx(g.THIGH)
    assert math.dist(pose.knee, pose.ankle) == pytest.approx(g.SHANK)
    if not height:
        assert pose.ball == pytest.approx(g.BALL)
        assert pose.knee == pytest.approx(g.pose(0.0).knee)


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("small", [False, True])
def test_the_working_foot_is_full_and_the_other_an_outline(theme: str, small: bool) -> None:
    """So that it can be told without its colour."""
    colours = palette(theme)
    ground = colours.surface if small else colours.paper
    for side in SIDES:
        picture = draw_feet(colours, side, 2.0, small=small)
        halves = {
            "left": picture.crop((0, 0, picture.width // 2, picture.height)),
            "right": picture.crop((picture.width // 2, 0, picture.width, picture.height)),
        }
        painted = {
            name: sum(n for n, pixel in half.getcolors(1 << 20) or [] if pixel != rgb(ground))
            for name, half in halves.items()
        }
        coral = {
            name: sum(n for n, pixel in half.getcolors(1 << 20) or [] if pixel == rgb(colours.coral))
            for name, half in halves.items()
        }
        other = SIDES[1 - SIDES.index(side)]
        assert coral[side] > 0 == coral[other]
        assert painted[side] > 1.4 * painted[other] > 0


def walked(dial: Image.Image, ring: g.Ring, scale: float, way: list[int]) -> Image.Image:
    """The dial after a ring went from each of these steps to the next, tile by tile, as the window does."""
    dial, side, sheets = dial.copy(), g.tile_side(ring, scale), {}
    for start, end in pairwise(way):
        up = end > start
        for place in range(start, end) if up else range(start - 1, end - 1, -1):
            row, column = divmod(place, g.TILE_COLUMNS)
            if row not in sheets:
                sheets[row] = draw_tiles(ring, row, LIGHT, scale)
            left, top, right, bottom = g.tile_box(ring, place, scale)
            x, y = column * side, 0 if up else side
            tile = sheets[row].crop((x, y, x + right - left, y + bottom - top))
            dial.paste(tile, (left + dial.width // 2, top + dial.width // 2))
    return dial


@pytest.mark.parametrize("ring", g.RINGS, ids=lambda ring: ring.name)
@pytest.mark.parametrize("scale", [1.0, 1.25, 2.75])
def test_a_ring_that_went_back_to_empty_leaves_no_crumb(ring: g.Ring, scale: float) -> None:
    dial = draw_dial(LIGHT, scale)
    steps = ring.steps
    back = walked(dial, ring, scale, [0, steps, steps // 3, steps // 2, 0])
    assert back.tobytes() == dial.tobytes()


@pytest.mark.parametrize("ring", g.RINGS, ids=lambda ring: ring.name)
def test_a_full_ring_is_whole(ring: g.Ring) -> None:
    full = walked(draw_dial(LIGHT, 1.0), ring, 1.0, [0, ring.steps]).convert("RGB")
    middle, colour = full.width / 2, rgb(LIGHT.teal if ring is g.SET_RING else LIGHT.coral)
    for n in range(360):
        x, y = g.on_circle(ring.radius, n / 360)
        assert full.getpixel((math.floor(middle + x), math.floor(middle + y))) == colour, n


@pytest.mark.parametrize("theme", PALETTES)
def test_a_full_ring_can_be_told_from_an_empty_one(theme: str) -> None:
    """By its breadth, too, where contrast is asked for: an empty track is a thin line there."""
    colours = palette(theme)
    dial = draw_dial(colours, 1.0)
    middle = dial.width // 2
    across = [dial.getpixel((middle + round(g.SET_RING.radius) + n, middle)) for n in range(-3, 3)]
    painted = sum(strength(pixel, colours.surface) > 1.2 for pixel in across)
    if colours.high_contrast:
        assert painted == 2
        assert max(strength(pixel, colours.surface) for pixel in across) >= 2.5
    else:
        assert painted == 6


@pytest.mark.parametrize("theme", PALETTES)
def test_the_strip_has_small_figures_on_its_own_surface(theme: str) -> None:
    colours = palette(theme)
    width, height = g.SMALL_SIZE
    pictures = [draw_small(colours, 2.0, n / (g.SMALL_FRAMES - 1)) for n in range(g.SMALL_FRAMES)]
    assert {picture.size for picture in pictures} == {(2 * width, 2 * height)}
    assert len({picture.convert("RGB").tobytes() for picture in pictures}) == g.SMALL_FRAMES
    for picture in pictures:
        edge = picture.convert("RGB")
        corners = [(0, 0), (2 * width - 1, 0), (0, 2 * height - 1), (2 * width - 1, 2 * height - 1)]
        assert {edge.getpixel(corner) for corner in corners} == {rgb(colours.surface)}
