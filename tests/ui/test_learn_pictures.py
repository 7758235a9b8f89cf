"""The Learn page's pictures are true to the body: measured in the drawings themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from soleus_tray.ui import layout
from soleus_tray.ui.drawing.anatomy import Leg
from soleus_tray.ui.drawing.learn import LEARN, draw_learn
from soleus_tray.ui.drawing.sheet import Sheet
from soleus_tray.ui.palette import LIGHT, PALETTES, contrast, rgb

if TYPE_CHECKING:
    from PIL import Image

HALF = layout.LEARN_WIDTH // 2


def places(picture: Image.Image, colour: str, box: tuple[int, int, int, int]) -> list[tuple[int, int]]:
    """Where in the box the picture has exactly this colour."""
    left, top, right, bottom = box
    every = ((x, y) for x in range(left, right) for y in range(top, bottom))
    return [place for place in every if picture.getpixel(place) == rgb(colour)]


def all_of(picture: Image.Image, colour: str) -> list[tuple[int, int]]:
    return places(picture, colour, (0, 0, picture.width, picture.height))


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("name", LEARN)
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_each_picture_is_a_card_of_the_columns_width(name: str, theme: str, scale: float) -> None:
    colours = PALETTES[theme]
    picture = draw_learn(colours, name, scale)
    assert picture.size == (round(layout.LEARN_WIDTH * scale), round(layout.LEARN_HEIGHT * scale))
    assert picture.getpixel((0, 0)) == rgb(colours.paper)
    assert len(all_of(picture, colours.coral)) > 100
    assert len(all_of(picture, colours.teal)) > 100


def test_the_two_muscles_can_be_told_apart_by_more_than_their_colour() -> None:
    """They lie apart, and differ in brightness from the leg around them."""
    for colours in PALETTES.values():
        for muscle in (colours.coral, colours.teal):
            assert contrast(muscle, colours.surface) >= 3


def test_the_squeezed_muscle_is_thicker_and_its_vein_narrower() -> None:
    picture = draw_learn(LIGHT, "pump", 1.0)
    middle = layout.LEARN_HEIGHT // 2
    rest = places(picture, LIGHT.teal, (0, middle, HALF, middle + 1))
    squeezed = places(picture, LIGHT.teal, (HALF, middle, 2 * HALF, middle + 1))
    assert 0 < len(squeezed) < len(rest) / 2
    assert not places(picture, LIGHT.coral, (0, 0, HALF, layout.LEARN_HEIGHT))
    assert places(picture, LIGHT.coral, (HALF, 0, 2 * HALF, layout.LEARN_HEIGHT))


@pytest.mark.parametrize(("left", "closed", "opened"), [(0, 42, 118), (HALF, 118, 42)])
def test_only_the_valve_that_holds_the_blood_is_closed(left: int, closed: int, opened: int) -> None:
    """At rest the upper one keeps it from falling back; under the squeeze the lower one does."""
    picture = draw_learn(LIGHT, "pump", 1.0)
    middle = left + HALF // 2
    assert all(
        any(picture.getpixel((x, y)) != rgb(LIGHT.teal) for y in range(closed - 8, closed + 8))
        for x in range(middle - 9, middle + 9)
    )
    assert all(picture.getpixel((middle, y)) == rgb(LIGHT.teal) for y in range(opened - 8, opened + 8))


def test_one_muscle_crosses_the_knee_and_the_other_does_not() -> None:
    picture = draw_learn(LIGHT, "muscles", 1.0)
    knee = 82
    gastrocnemius = [x for x, _ in all_of(picture, LIGHT.teal)]
    soleus = [x for x, _ in all_of(picture, LIGHT.coral)]
    assert min(gastrocnemius) < knee < min(soleus)
    heel = 82 + 100 * 1.62
    assert heel - max(gastrocnemius) < 20
    assert heel - max(soleus) < 20


def test_the_soleus_lies_deep_to_the_gastrocnemius() -> None:
    """Nearer to the bone: above it in a leg that lies shin up."""
    picture = draw_learn(LIGHT, "muscles", 1.0)
    for x in range(110, 200, 10):
        deep = [y for _, y in places(picture, LIGHT.coral, (x, 0, x + 1, layout.LEARN_HEIGHT))]
        surface = [y for _, y in places(picture, LIGHT.teal, (x, 0, x + 1, layout.LEARN_HEIGHT))]
        assert max(deep) < min(surface), x


def test_bending_the_knee_changes_the_one_and_leaves_the_other_as_it_was() -> None:
    picture = draw_learn(LIGHT, "knee", 1.0)
    height = layout.LEARN_HEIGHT
    bent, straight = ((0, 0, HALF, height), (HALF, 0, 2 * HALF, height))
    apart = 222 - 92
    soleus = {(x + apart, y) for x, y in places(picture, LIGHT.coral, bent)}
    other = set(places(picture, LIGHT.coral, straight))
    # The other muscle lies over its edge, a little differently.
    assert len(soleus & other) > 0.85 * len(soleus | other)
    assert min(y for _, y in soleus) == min(y for _, y in other) > 34
    assert not places(picture, LIGHT.teal, bent), "slack, it is paler"
    assert min(y for _, y in places(picture, LIGHT.teal, straight)) < 34, "taut, it reaches above the knee"


def test_a_leg_can_lie_in_any_direction() -> None:
    sheet = Sheet(10, 10)
    upright = Leg(sheet, LIGHT, (5.0, 1.0), 0.5, (0.0, 1.0), bent=False)
    lying = Leg(sheet, LIGHT, (5.0, 1.0), 0.5, (1.0, 0.0), bent=False)
    assert upright.at((100, 0)) == (5.0, 51.0)
    assert upright.at((0, 10)) == (10.0, 1.0), "forward is to the right of a leg that stands"
    assert lying.at((100, 10)) == (55.0, -4.0), "and upward on one that lies"
