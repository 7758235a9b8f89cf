"""Where `make screenshots` puts its pictures, and how they are put side by side."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from tests.desktop.harness.screen import Box
    from tests.desktop.window_hand import WindowHand

FOLDER = Path("build/screenshots")
FOR_THE_README = Path("docs/images")
GROUND = "#B8BFC3"
COLOURS = 256
"""Of the pictures kept in docs/, which shall stay small; with fewer the small coral bars turn grey."""


def keep_window(hand: WindowHand, name: str, theme: str, at: float) -> None:
    """Save the window's inside at this monotonic time."""
    window = hand.window
    time.sleep(max(0.0, at - time.monotonic()))
    path = FOLDER / f"window-{theme}-{round(hand.scale * 100)}-{name}.png"
    hand.desktop.screenshot(path, window.box)


def keep_for_the_readme(source: str, name: str, box: Box | None = None) -> None:
    """Save a picture that was made, or a box of it, among those of the documents."""
    FOR_THE_README.mkdir(parents=True, exist_ok=True)
    picture = Image.open(FOLDER / f"{source}.png").convert("RGB")
    cut = picture.crop(box) if box else picture
    cut.quantize(COLOURS).save(FOR_THE_README / f"{name}.png", optimize=True)


def side_by_side(name: str, *patterns: str) -> None:
    """One sheet with a row for each pattern of windows' pictures, light above dark, as in the mock."""
    rows = [_row([Image.open(path) for path in sorted(FOLDER.glob(f"window-{one}.png"))]) for one in patterns]
    sheet = Image.new("RGB", (max(row.width for row in rows), sum(row.height for row in rows)), GROUND)
    y = 0
    for row in rows:
        sheet.paste(row, (0, y))
        y += row.height
    sheet.save(FOLDER / f"{name}.png", optimize=True)


def _row(pictures: list[Image.Image]) -> Image.Image:
    wide, high = sum(picture.width + 24 for picture in pictures), max(picture.height for picture in pictures)
    row = Image.new("RGB", (wide + 24, high + 24), GROUND)
    x = 24
    for picture in pictures:
        row.paste(picture, (x, 12))
        x += picture.width + 24
    return row
