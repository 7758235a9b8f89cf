"""The drawn controls: every state can be told from the others, and edges fall on whole pixels."""

from __future__ import annotations

import pytest

from soleus_tray.ui import layout
from soleus_tray.ui.drawing.controls import (
    BUTTON_KINDS,
    STATES,
    draw_button,
    draw_check,
    draw_chip,
    draw_icon_button,
)
from soleus_tray.ui.drawing.glyphs import GLYPHS
from soleus_tray.ui.drawing.pieces import CORNERS, draw_corner, draw_meter
from soleus_tray.ui.palette import LIGHT, LIGHT_CONTRAST, PALETTES, Palette, contrast, rgb

each_theme = pytest.mark.parametrize("colours", PALETTES.values(), ids=PALETTES)
each_scale = pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 1.75, 2.0, 3.0])


def seen(colours: Palette, pixel: tuple[int, ...]) -> str:
    """The colour of a pixel that lies on paper."""
    cover = pixel[3] / 255 if len(pixel) == 4 else 1.0
    return "#" + "".join(
        f"{round(p * cover + g * (1 - cover)):02X}"
        for p, g in zip(pixel[:3], rgb(colours.paper), strict=True)
    )


@each_theme
def test_no_two_states_of_a_control_look_alike(colours: Palette) -> None:
    for kind in BUTTON_KINDS:
        faces = {draw_button(colours, kind, state, 96, 1.0).tobytes() for state in STATES}
        assert len(faces) == (3 if kind == "main" else 4)
    boxes = [
        draw_check(colours, state, 1.0, on=on)
        for state in ("normal", "hover", "focus")
        for on in (False, True)
    ]
    assert len({box.tobytes() for box in boxes}) == 6


def test_each_small_button_has_a_sign_of_its_own() -> None:
    faces = {draw_icon_button(LIGHT, name, "normal", 1.0).tobytes() for name in GLYPHS}
    assert len(faces) == len(GLYPHS)


@each_theme
def test_where_the_keyboard_is_can_be_seen(colours: Palette) -> None:
    """The ring of focus stands out from what is beside it: 3:1."""
    quiet = draw_button(colours, "quiet", "focus", 96, 1.0)
    assert contrast(seen(colours, quiet.getpixel((48, 3))), colours.surface) >= 3
    main = draw_button(colours, "main", "focus", 96, 1.0)
    assert contrast(seen(colours, main.getpixel((48, 3))), colours.teal) >= 3
    small = draw_icon_button(colours, "more", "focus", 1.0)
    assert contrast(seen(colours, small.getpixel((16, 1))), colours.paper) >= 3


@pytest.mark.parametrize("theme", ["light-contrast", "dark-contrast"])
def test_contrast_shows_the_edges_of_buttons_and_cards(theme: str) -> None:
    colours = PALETTES[theme]
    for picture, place in (
        (draw_button(colours, "quiet", "normal", 96, 1.0), (48, 0)),
        (draw_button(colours, "hurt", "normal", 96, 1.0), (48, 0)),
        (draw_chip(colours, "normal", 88, 1.0, chosen=False), (44, 0)),
        (draw_corner(colours, "nw", 1.0), (11, 0)),
        (draw_meter(colours, 0, 1.0), (0, 20)),
    ):
        assert contrast(seen(colours, picture.getpixel(place)), colours.paper) >= 3


@each_scale
def test_edges_fall_on_whole_pixels(scale: float) -> None:
    """A blurred edge would be a third colour between the ground, the edge and the body."""
    face = draw_button(LIGHT_CONTRAST, "quiet", "normal", 96, scale)
    middle, line = face.width // 2, max(1, round(scale))
    column = [seen(LIGHT_CONTRAST, face.getpixel((middle, y))) for y in range(face.height)]
    assert column == [
        *[LIGHT_CONTRAST.edge] * line,
        *[LIGHT_CONTRAST.surface] * (face.height - 2 * line),
        *[LIGHT_CONTRAST.edge] * line,
    ]
    pause = draw_icon_button(LIGHT, "pause", "normal", scale)
    row = {pause.getpixel((x, pause.height // 2))[3] for x in range(pause.width)}
    assert row == {0, 255}


@each_scale
def test_the_four_corners_make_one_card(scale: float) -> None:
    corners = {name: draw_corner(LIGHT, name, scale) for name in CORNERS}
    side = round(layout.CARD_CORNER * scale)
    assert {corner.size for corner in corners.values()} == {(side, side)}
    inner = {"nw": (side - 1, side - 1), "ne": (0, side - 1), "sw": (side - 1, 0), "se": (0, 0)}
    for name, corner in corners.items():
        outer = tuple(side - 1 - place for place in inner[name])
        assert seen(LIGHT, corner.getpixel(inner[name])) == LIGHT.surface
        assert seen(LIGHT, corner.getpixel(outer)) == LIGHT.paper


def test_the_meter_fills_from_below() -> None:
    rows = [
        sum(seen(LIGHT, draw_meter(LIGHT, step, 1.0).getpixel((4, y))) == LIGHT.coral for y in range(40))
        for step in range(layout.METER_STEPS + 1)
    ]
    assert rows[0] == 0
    assert rows == sorted(rows)
    assert rows[-1] >= 38
