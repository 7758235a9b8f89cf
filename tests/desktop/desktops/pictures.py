"""The picture of a desktop for the documents: icon, menu, reminder and pace as they were, on one sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageChops

from tests.desktop.desktops.hand import TrialError
from tests.desktop.harness.screen import changed_box

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desktop.desktops.menus import OpenMenu
    from tests.desktop.harness.screen import Box

LARGEST_BYTES = 200_000
MENU_SIZE = (520, 580)
REMINDER_SIZE = (560, 200)
NEIGHBOURHOOD = (900, 240)
"""Around a notification's first button: all of the notification is in it."""
ICON_SIZE = (112, 40)
"""What is cut out around the icon, magnified ENLARGED times."""
ENLARGED = 5
PACE_RADIUS = 14
"""Pixels around the icon's middle that are kept of each moment of a quiet set."""
PACE_ENLARGED = 2
PACES = 8
"""As many moments fit side by side."""
GAP = 10
DIFFERENT = 24
"""Of 255; less is shading."""
FEW = 0.05
"""Share of the pixels."""
PAPER = (255, 255, 255)


class Pictures:
    """Collects what was on screen and makes `NAME.png` of it in a folder."""

    def __init__(self, folder: Path, name: str) -> None:
        self._path = folder / f"{name}.png"
        self._menu: Image.Image | None = None
        self._icon: Image.Image | None = None
        self._reminder: Image.Image | None = None
        self._pace: list[Image.Image] = []

    def take_menu(self, menu: OpenMenu, icon: tuple[int, int]) -> None:
        """Keep the open menu with the icon it belongs to."""
        left, top, right, bottom = menu.box
        box = (min(left, icon[0]), min(top, icon[1]), max(right, icon[0]), max(bottom, icon[1]))
        self._menu = _cut(menu.picture, box, MENU_SIZE)

    def take_icon(self, screen: Image.Image, icon: tuple[int, int]) -> None:
        """Keep the icon and its neighbours, larger than life."""
        near = _cut(screen, (*icon, *icon), ICON_SIZE)
        size = (near.width * ENLARGED, near.height * ENLARGED)
        self._icon = near.resize(size, Image.Resampling.NEAREST)

    def take_reminder(self, before: Image.Image, screen: Image.Image, button: tuple[int, int]) -> None:
        """Keep the notification: what is new on the screen, with a place on it that can be pressed."""
        near = _near((*button, *button), NEIGHBOURHOOD, screen.size)
        box = changed_box(before.crop(near), screen.crop(near))
        if box is None:
            raise TrialError("There is no notification to be seen.")
        left, top = near[:2]
        self._reminder = _cut(
            screen, (box[0] + left, box[1] + top, box[2] + left, box[3] + top), REMINDER_SIZE
        )

    def take_pace(self, icons: list[Image.Image]) -> None:
        """Keep what the icon looked like while it paced a set, each cut with `icon_box`."""
        self._pace = [
            icon.convert("RGB").resize(
                (icon.width * PACE_ENLARGED, icon.height * PACE_ENLARGED), Image.Resampling.NEAREST
            )
            for icon in icons[:PACES]
        ]

    def save(self) -> Path:
        """Put them on one sheet; refuses one too large to be kept in the repository."""
        if self._menu is None or self._icon is None or self._reminder is None:
            raise TrialError("The menu, the icon or the reminder was never seen.")
        width = GAP * 3 + MENU_SIZE[0] + REMINDER_SIZE[0]
        sheet = Image.new("RGB", (width, GAP * 2 + MENU_SIZE[1]), PAPER)
        sheet.paste(self._menu, (GAP, GAP))
        sheet.paste(self._reminder, (GAP * 2 + MENU_SIZE[0], GAP))
        sheet.paste(self._icon, (GAP * 2 + MENU_SIZE[0], GAP * 2 + REMINDER_SIZE[1]))
        left, top = GAP * 2 + MENU_SIZE[0], GAP * 3 + REMINDER_SIZE[1] + ICON_SIZE[1] * ENLARGED
        for number, icon in enumerate(self._pace):
            sheet.paste(icon, (left + number * (icon.width + 4), top))
        save_small(sheet, self._path)
        return self._path


def icon_box(icon: tuple[int, int]) -> Box:
    """The icon with its middle there, and little else."""
    x, y = icon
    return (x - PACE_RADIUS, max(0, y - PACE_RADIUS), x + PACE_RADIUS, y + PACE_RADIUS)


def alike(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures of one size show the same, but for a few pixels (a ring may have filled a bit)."""
    difference = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).convert("L")
    other_pixels = sum(difference.histogram()[DIFFERENT:])
    return other_pixels <= FEW * one.width * one.height


def save_small(picture: Image.Image, path: Path, largest: int = LARGEST_BYTES) -> None:
    """Save a PNG in 256 colours or fewer; TrialError where it is larger than `largest` bytes all the same."""
    picture.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    if size > largest:
        path.unlink()
        raise TrialError(f"The picture has {size} bytes; {largest} are the most.")


def _cut(screen: Image.Image, box: Box, size: tuple[int, int]) -> Image.Image:
    return screen.convert("RGB").crop(_near(box, size, screen.size))


def _near(box: Box, size: tuple[int, int], whole: tuple[int, int]) -> Box:
    """A box of this size with the other in its middle, or as near as the edges of the whole allow."""
    left = max(0, min((box[0] + box[2] - size[0]) // 2, whole[0] - size[0]))
    top = max(0, min((box[1] + box[3] - size[1]) // 2, whole[1] - size[1]))
    return (left, top, left + size[0], top + size[1])
