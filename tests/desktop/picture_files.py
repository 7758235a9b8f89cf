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


LARGEST = 400_000
"""Bytes of a contact sheet."""
WIDEST = 2200
"""Pixels of one."""


def contact_sheet(name: str, *patterns: str) -> None:
    """A row for each pattern of pictures, made smaller until the sheet is small enough for the documents."""
    found = [
        [Image.open(path).convert("RGB") for path in sorted(FOLDER.glob(f"{one}.png"))] for one in patterns
    ]
    rows = [_row(pictures) for pictures in found if pictures]
    if not rows:
        return
    sheet = Image.new("RGB", (max(row.width for row in rows), sum(row.height for row in rows)), GROUND)
    for place, row in enumerate(rows):
        sheet.paste(row, (0, sum(one.height for one in rows[:place])))
    path, share = FOR_THE_README / f"sheet-{name}.png", min(1.0, WIDEST / sheet.width)
    while True:
        size = round(sheet.width * share), round(sheet.height * share)
        small = sheet.resize(size, Image.Resampling.LANCZOS) if share < 1 else sheet
        small.quantize(COLOURS).save(path, optimize=True)
        if path.stat().st_size < LARGEST:
            return
        share *= 0.85


def _row(pictures: list[Image.Image]) -> Image.Image:
    wide, high = sum(picture.width + 24 for picture in pictures), max(picture.height for picture in pictures)
    row = Image.new("RGB", (wide + 24, high + 24), GROUND)
    x = 24
    for picture in pictures:
        row.paste(picture, (x, 12))
        x += picture.width + 24
    return row
