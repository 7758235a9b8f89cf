"""Every text can be read: 4.5:1 against everything it stands on, and 7:1 where contrast is asked for."""

from __future__ import annotations

import pytest

from soleus_tray.ui.palette import DARK, LIGHT, PALETTES, Palette, contrast, mix, palette, rgb

READABLE, HIGH = 4.5, 7.0
VISIBLE = 3.0

each_theme = pytest.mark.parametrize("colours", PALETTES.values(), ids=PALETTES)
each_contrast = pytest.mark.parametrize("theme", ["light-contrast", "dark-contrast"])


def texts_and_grounds(colours: Palette) -> list[tuple[str, str]]:
    """Each (text, ground) pair that occurs in a window."""
    return [
        (colours.ink, colours.paper),
        (colours.ink, colours.surface),
        (colours.ink, colours.surface_hover),
        (colours.ink, colours.surface_pressed),
        (colours.quiet, colours.paper),
        (colours.quiet, colours.surface),
        (colours.coral_text, colours.paper),
        (colours.coral_text, colours.surface),
        (colours.teal_text, colours.paper),
        (colours.on_teal, colours.teal),
        (colours.on_teal, colours.teal_hover),
    ]


@each_theme
def test_text_can_be_read(colours: Palette) -> None:
    limit = HIGH if colours.high_contrast else READABLE
    for text, ground in texts_and_grounds(colours):
        assert contrast(text, ground) >= limit, (text, ground, contrast(text, ground))


@each_theme
def test_what_moves_can_be_seen_on_the_disc(colours: Palette) -> None:
    for shape in (colours.teal, colours.coral, colours.shoe, colours.cloth):
        limit = VISIBLE if shape != colours.cloth else 2.5
        assert contrast(shape, colours.surface) >= limit, shape


@each_contrast
def test_lines_edges_and_bars_stand_out_where_contrast_is_asked_for(theme: str) -> None:
    colours = palette(theme)
    for shape in (colours.line, colours.edge, colours.chair, colours.cloth, colours.soft_teal, colours.sole):
        for ground in (colours.paper, colours.surface):
            assert contrast(shape, ground) >= VISIBLE, (shape, ground, contrast(shape, ground))


@each_contrast
def test_a_contrast_theme_is_as_bright_as_its_plain_one(theme: str) -> None:
    """Who works in the dark is not to be blinded by asking for contrast."""
    plain = palette(theme.removesuffix("-contrast"))
    assert contrast(palette(theme).paper, plain.ink) > contrast(palette(theme).paper, plain.paper)


def test_contrast_is_the_known_formula() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#1B7F79", "#1B7F79") == 1


def test_colours_are_read_and_mixed() -> None:
    assert rgb("#FF7C55") == (255, 124, 85)
    assert mix("#000000", "#FF8040", 0.5) == "#804020"


def test_each_theme_has_its_palette_and_an_unknown_one_is_light() -> None:
    assert palette("dark") is DARK
    assert palette("light") is LIGHT
    assert palette("sepia") is LIGHT
