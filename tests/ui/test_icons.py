"""The tray icons: each state is told by its shape, at each size, on whole pixels."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from PIL import Image, ImageChops, ImageStat

from soleus_tray.ports.tray import QUIET_STEPS, RING_STEPS, IconKey
from soleus_tray.ui.drawing.cache import all_icon_keys
from soleus_tray.ui.drawing.icon_cache import MARK_STEPS, SIZES
from soleus_tray.ui.drawing.icons import draw_app_icon, draw_icon

SHAPES = ("sitting", "due", "exercising", "quiet", "held", "snoozed", "away", "paused")
sizes = pytest.mark.parametrize("size", SIZES)


def cover(key: IconKey, size: int) -> Image.Image:
    """Which pixels are inked, as 0 to 255, colours left out."""
    return draw_icon(key, size).getchannel("A")


def difference(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two covers, as a share of the whole icon."""
    return ImageStat.Stat(ImageChops.difference(one, other)).mean[0] / 255


@sizes
@pytest.mark.parametrize("panel", ["light", "dark"])
def test_every_key_draws_something_of_its_size(size: int, panel: str) -> None:
    for key in all_icon_keys():
        if key.panel == panel:
            picture = draw_icon(key, size)
            assert picture.size == (size, size)
            assert picture.getchannel("A").getextrema()[1] == 255, key


@sizes
def test_states_differ_in_shape_not_only_in_colour(size: int) -> None:
    for one, other in combinations(SHAPES, 2):
        if len({one, other} & {"sitting", "exercising", "quiet"}) == 2:
            continue  # told apart below: their rings and marks differ step by step
        covers = [cover(IconKey(shape, 12 if shape == "sitting" else 2), size) for shape in (one, other)]
        assert difference(*covers) > 0.04, (one, other)


@sizes
def test_the_exercising_mark_never_stands_as_the_sitting_one_when_the_ring_is_whole(size: int) -> None:
    sitting = cover(IconKey("sitting", RING_STEPS), size)
    for step in range(MARK_STEPS):
        assert difference(cover(IconKey("exercising", step), size), sitting) > 0.01


def on_panel(key: IconKey, size: int) -> Image.Image:
    """The icon as it is seen: on a panel of its kind."""
    picture = Image.new("RGB", (size, size), "#24282C" if key.panel == "dark" else "#F0F0F0")
    icon = draw_icon(key, size)
    picture.paste(icon, (0, 0), icon)
    return picture


@sizes
@pytest.mark.parametrize("panel", ["light", "dark"])
def test_a_quiet_set_s_pictures_differ_plainly_from_step_to_step(size: int, panel: str) -> None:
    seen = [on_panel(IconKey("quiet", step, panel), size) for step in range(QUIET_STEPS)]
    for before, after in pairwise(seen):
        changed = ImageChops.difference(before, after).convert("L").point(lambda value: 255 * (value > 24))
        assert ImageStat.Stat(changed).mean[0] / 255 > 0.045


@sizes
def test_the_quiet_ring_rises_like_a_level_and_closes_at_the_top_only_in_the_hold(size: int) -> None:
    def coral(step: int) -> list[int]:
        """The rows with coral in them, in the icon's left half."""
        left = on_panel(IconKey("quiet", step), size).crop((0, 0, size // 2, size))
        warm = [left.getpixel((x, y)) for y in range(size) for x in range(size // 2)]
        return sorted({n // (size // 2) for n, (red, _, blue) in enumerate(warm) if red - blue > 100})

    tops = [min(coral(step), default=size) for step in range(QUIET_STEPS)]
    assert tops == sorted(tops, reverse=True)
    assert len(set(tops)) >= QUIET_STEPS - 2
    assert tops[0] == size
    assert tops[-1] < size // 6
    assert tops[-1] < tops[QUIET_STEPS // 2]


@sizes
def test_the_quiet_mark_never_stands_as_the_sitting_one_when_raised(size: int) -> None:
    for step in range(1, QUIET_STEPS):
        assert difference(cover(IconKey("quiet", step), size), cover(IconKey("sitting", 12), size)) > 0.004


@sizes
def test_the_ring_fills_step_by_step(size: int) -> None:
    """By brightness, since the empty part of the ring is inked too, only paler."""
    shares = []
    for step in range(RING_STEPS + 1):
        picture = Image.new("RGB", (size, size), "#24282C")
        icon = draw_icon(IconKey("sitting", step, "dark"), size)
        picture.paste(icon, (0, 0), icon)
        shares.append(ImageStat.Stat(picture.convert("L")).mean[0])
    # The last step may lose a hair: the whole ring has no round end.
    *growing, whole = shares
    assert all(later > earlier for earlier, later in pairwise(growing))
    assert whole > growing[-1] - 0.5


@sizes
def test_the_ring_touches_whole_pixels(size: int) -> None:
    """At the top the stroke's rows are fully inked and the row outside is clear: nothing is smeared."""
    column = [cover(IconKey("sitting", 0), size).getpixel((size // 2, y)) for y in range(size // 4)]
    assert all(value <= 20 or value >= 230 for value in column), column
    inked = [y for y, value in enumerate(column) if value > 20]
    assert len(inked) >= 2  # no stroke thinner than 1.5 px
    assert inked == list(range(inked[0], inked[0] + len(inked)))


def test_the_bars_have_sharp_sides() -> None:
    for size in SIZES:
        middle = [cover(IconKey("paused"), size).getpixel((x, size // 2)) for x in range(size)]
        assert set(middle) == {0, 255}, size
        assert middle == middle[::-1], size


def test_the_app_icon_is_drawn_at_any_size() -> None:
    for size in (16, 48, 256):
        assert draw_app_icon(size).getpixel((size // 2, size // 8))[3] == 255
