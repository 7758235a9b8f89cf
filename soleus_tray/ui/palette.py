"""The colours: calm paper and ink, teal for what is done, coral for effort; and their contrast."""

from __future__ import annotations

from dataclasses import dataclass

Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Palette:
    """One theme. Texts are `ink`, `quiet`, `teal_text` and `coral_text`; the others only fill."""

    paper: str
    surface: str
    ink: str
    quiet: str
    line: str
    teal: str
    teal_text: str
    on_teal: str
    """Text on a teal button."""
    soft_teal: str
    coral: str
    coral_text: str
    soft_coral: str
    teal_hover: str
    surface_hover: str
    cloth: str
    skin: str
    shoe: str
    sole: str
    chair: str
    ground: str
    bone: str
    edge: str
    """The outline of what can be pressed."""
    surface_pressed: str
    high_contrast: bool = False
    """Whether tracks are thin lines and cards have outlines, so that nothing rests on a pale tint."""


LIGHT = Palette(
    paper="#F6F4F0",
    surface="#FFFFFF",
    ink="#20292E",
    quiet="#5F6A71",  # the mock's #6A757C reaches only 4.3:1 on paper
    line="#E3DFD8",
    teal="#1B7F79",
    teal_text="#176F6A",  # #1B7F79 reaches 4.39:1 on paper
    on_teal="#FFFFFF",
    soft_teal="#CFE6E3",
    coral="#E2552B",
    coral_text="#BF4019",  # #E2552B reaches 3.43:1 on paper
    soft_coral="#F9DDD2",
    teal_hover="#166D68",
    surface_hover="#EFECE6",
    cloth="#3D4A57",
    skin="#E9C7AE",
    shoe="#20292E",
    sole="#8A959C",
    chair="#CBC3B6",
    ground="#F6F4F0",
    bone="#EFE9DD",
    edge="#E3DFD8",
    surface_pressed="#E3DFD8",
)
DARK = Palette(
    paper="#14181B",
    surface="#1D2327",
    ink="#E9EDEF",
    quiet="#93A0A8",
    line="#2B3338",
    teal="#45BDB3",
    teal_text="#45BDB3",
    on_teal="#0C1F1E",
    soft_teal="#1E3C3B",
    coral="#FF7C55",
    coral_text="#FF7C55",
    soft_coral="#45281F",
    teal_hover="#5CCBC2",
    surface_hover="#283036",
    cloth="#5B6B7A",
    skin="#C99A7C",
    shoe="#AEB9C0",  # the mock's black shoe all but vanishes on the dark disc
    sole="#DCE2E5",
    chair="#454E54",
    ground="#181D20",
    bone="#4A545A",
    edge="#2B3338",
    surface_pressed="#2B3338",
)
LIGHT_CONTRAST = Palette(
    paper="#FFFFFF",
    surface="#FFFFFF",
    ink="#000000",
    quiet="#3B4449",
    line="#767F85",
    teal="#005E58",
    teal_text="#005A55",
    on_teal="#FFFFFF",
    soft_teal="#5E9792",
    coral="#C23A10",
    coral_text="#94280A",
    soft_coral="#F9DDD2",
    teal_hover="#004843",
    surface_hover="#E9E9E9",
    cloth="#2C3A49",
    skin="#DDB08F",
    shoe="#000000",
    sole="#6C757B",
    chair="#7D766B",
    ground="#FFFFFF",
    bone="#EFE9DD",
    edge="#3B4449",
    surface_pressed="#CFCFCF",
    high_contrast=True,
)
DARK_CONTRAST = Palette(
    paper="#000000",
    surface="#000000",
    ink="#FFFFFF",
    quiet="#CBD3D8",
    line="#87929A",
    teal="#4FE0D3",
    teal_text="#4FE0D3",
    on_teal="#000000",
    soft_teal="#2E8F87",
    coral="#FF8A66",
    coral_text="#FF9A7A",
    soft_coral="#45281F",
    teal_hover="#86EFE6",
    surface_hover="#2A2A2A",
    cloth="#8497AA",
    skin="#B08062",
    shoe="#E3E8EB",
    sole="#FFFFFF",
    chair="#8A8F92",
    ground="#000000",
    bone="#5A646A",
    edge="#CBD3D8",
    surface_pressed="#454545",
    high_contrast=True,
)
PALETTES = {"light": LIGHT, "dark": DARK, "light-contrast": LIGHT_CONTRAST, "dark-contrast": DARK_CONTRAST}


def palette(theme: str) -> Palette:
    """The palette of "light", "dark", "light-contrast" or "dark-contrast"; light for any other name."""
    return PALETTES.get(theme, LIGHT)


def rgb(colour: str) -> Rgb:
    """The channels of "#RRGGBB", 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(start: str, end: str, share: float) -> str:
    """The colour `share` of the way from start to end."""
    channels = (round(a + (b - a) * share) for a, b in zip(rgb(start), rgb(end), strict=True))
    return "#{:02X}{:02X}{:02X}".format(*channels)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    shares = (channel / 255 for channel in rgb(colour))
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
