"""Every text can be read: 4.5:1 against everything it stands on."""

from __future__ import annotations

import pytest

from soleus_tray.ui.palette import DARK, LIGHT, Palette, contrast, mix, palette, rgb

READABLE = 4.5
VISIBLE = 3.0


def texts_and_grounds(colours: Palette) -> list[tuple[str, str]]:
    """Each (text, ground) pair that occurs in a window."""
    return [
        (colours.ink, colours.paper),
        (colours.ink, colours.surface),
        (colours.ink, colours.surface_hover),
        (colours.ink, colours.line),  # a quiet button while it is pressed
        (colours.quiet, colours.paper),
        (colours.quiet, colours.surface),
        (colours.coral_text, colours.paper),
        (colours.teal_text, colours.paper),
        (colours.on_teal, colours.teal),
        (colours.on_teal, colours.teal_hover),
    ]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_reaches_four_and_a_half_to_one(colours: Palette) -> None:
    for text, ground in texts_and_grounds(colours):
        assert contrast(text, ground) >= READABLE, (text, ground, contrast(text, ground))


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_what_moves_can_be_seen_on_the_disc(colours: Palette) -> None:
    for shape in (colours.teal, colours.coral, colours.shoe, colours.cloth):
        limit = VISIBLE if shape != colours.cloth else 2.5
        assert contrast(shape, colours.surface) >= limit, shape


def test_contrast_is_the_known_formula() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#1B7F79", "#1B7F79") == 1


def test_colours_are_read_and_mixed() -> None:
    assert rgb("#FF7C55") == (255, 124, 85)
    assert mix("#000000", "#FF8040", 0.5) == "#804020"
    assert palette("dark") is DARK
    assert palette("light") is LIGHT
