"""Finding a menu's lines on the screen, as eyes do: the new patch of one colour, and the writing in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

if TYPE_CHECKING:
    from tests.desktop.harness.screen import Box

Colour = tuple[int, int, int]
TRIM = 12
"""Pixels at the left and right where rounded corners and frames are."""
THIN = 4
"""What is lower than this many pixels is a line between groups, not writing."""


@dataclass(frozen=True)
class OpenMenu:
    """A menu as it is on screen."""

    box: Box
    background: Colour
    lines: tuple[int, ...]
    """The height of the middle of each line, from the top of the screen."""
    picture: Image.Image
    """The whole screen with it."""

    def spot(self, line: int) -> tuple[int, int]:
        """Where to click for a line, counted from 0."""
        return ((self.box[0] + self.box[2]) // 2, self.lines[line])

    def look(self, line: int) -> Image.Image:
        """What one line looks like."""
        left, _, right, _ = self.box
        return self.picture.crop((left, self.lines[line] - 8, right, self.lines[line] + 8))


def read_menu(
    before: Image.Image, after: Image.Image, background: Colour | None = None, right: int = TRIM
) -> OpenMenu | None:
    """The menu that is on `after` and was not on `before`; of a given background, if that is known.

    `right` is how many pixels at its right edge have no writing, but a scroll bar perhaps.
    """
    before, after = before.convert("RGB"), after.convert("RGB")
    changed = ImageChops.difference(before, after).convert("L").point(lambda value: 255 if value else 0)
    background = background or _commonest(after, changed)
    if background is None:
        return None
    box = ImageChops.darker(changed, _is(after, background)).getbbox()
    if box is None or box[2] - box[0] <= 2 * TRIM:
        return None
    writing = ImageChops.invert(_is(after.crop(box), background, tolerance=24))
    return OpenMenu(box, background, tuple(box[1] + line for line in _lines(writing, right)), after)


def _commonest(image: Image.Image, mask: Image.Image) -> Colour | None:
    box = mask.getbbox()
    if box is None:
        return None
    data = image.crop(box).tobytes()
    pixels = zip(data[0::3], data[1::3], data[2::3], strict=True)
    marks = mask.crop(box).tobytes()
    counted: Counter[Colour] = Counter(pixel for pixel, changed in zip(pixels, marks, strict=True) if changed)
    return counted.most_common(1)[0][0]


def _is(image: Image.Image, colour: Colour, tolerance: int = 0) -> Image.Image:
    """White where the image has about this colour, black elsewhere."""
    same = Image.new("L", image.size, 255)
    for band, wanted in zip(image.split(), colour, strict=True):
        near = band.point([255 if abs(value - wanted) <= tolerance else 0 for value in range(256)])
        same = ImageChops.darker(same, near)
    return same


def _lines(writing: Image.Image, right: int) -> list[int]:
    """The middle of each run of rows that has writing in it."""
    width, height = writing.size
    inked = [writing.crop((TRIM, row, width - right, row + 1)).getbbox() is not None for row in range(height)]
    runs: list[list[int]] = []
    for row in (row for row, ink in enumerate(inked) if ink):
        if runs and row - runs[-1][1] <= 3:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return [(first + last) // 2 for first, last in runs if last - first >= THIN]
