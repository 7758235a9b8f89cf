"""Hands and eyes on an X display: pointer, keyboard, windows, pixels."""

from __future__ import annotations

import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageGrab

from tests.desktop.harness.processes import wait_until

if TYPE_CHECKING:
    from pathlib import Path

    Box = tuple[int, int, int, int]

SETTLE_SECONDS = 0.15
"""A person's hand rests this long before pressing; toolkits need it to see where the pointer is."""


@dataclass(frozen=True)
class Window:
    """A window on the screen; all figures in pixels from the top left."""

    id: int
    name: str
    x: int
    y: int
    width: int
    height: int

    @property
    def box(self) -> Box:
        """Left, top, right, bottom."""
        return (self.x, self.y, self.x + self.width, self.y + self.height)

    @property
    def centre(self) -> tuple[int, int]:
        """The middle, as x and y."""
        return (self.x + self.width // 2, self.y + self.height // 2)


class Screen:
    """What a person at the X display of `env` can do and see."""

    def __init__(self, env: dict[str, str]) -> None:
        self.env = env

    # Hands

    def move(self, x: int, y: int) -> None:
        """Put the pointer at x, y."""
        self._xdotool("mousemove", str(x), str(y))

    def click(self, x: int, y: int, button: int = 1, times: int = 1) -> None:
        """Go to x, y, rest, and press: 1 left, 2 middle, 3 right; twice for a double click."""
        self.move(x, y)
        time.sleep(SETTLE_SECONDS)
        self._xdotool("click", "--repeat", str(times), "--delay", "60", str(button))

    def key(self, *keys: str) -> None:
        """Press keys one after the other, by X name: `Down`, `Return`, `ctrl+q`."""
        self._xdotool("key", "--delay", "40", *keys)

    def type_text(self, text: str) -> None:
        """Type text at the speed of a quick hand."""
        self._xdotool("type", "--delay", "15", text)

    # Eyes

    def windows(self, name: str | None = None, class_name: str | None = None) -> list[Window]:
        """The windows now on screen whose name or class matches (regular expressions, any case)."""
        flag, pattern = ("--name", name) if name is not None else ("--class", class_name or ".*")
        found = self._ask("search", "--onlyvisible", flag, pattern).split()
        described = [self._describe(int(window)) for window in found]
        return [window for window in described if window is not None]

    def wait_window(
        self, name: str | None = None, class_name: str | None = None, timeout: float = 15.0
    ) -> Window:
        """The first matching window, once it is on screen."""
        what = f"a window like {name or class_name!r}"
        return wait_until(lambda: self.windows(name, class_name), what, timeout)[0]

    def wait_no_window(
        self, name: str | None = None, class_name: str | None = None, timeout: float = 15.0
    ) -> None:
        """Return once no matching window is left on screen."""
        wait_until(
            lambda: not self.windows(name, class_name), f"{name or class_name!r} to disappear", timeout
        )

    def pointer(self) -> tuple[int, int]:
        """Where the pointer is."""
        answer = dict(line.split("=") for line in self._ask("getmouselocation", "--shell").split())
        return int(answer["X"]), int(answer["Y"])

    def image(self, box: Box | None = None) -> Image.Image:
        """The screen as it looks now, or a box of it (left, top, right, bottom), without the pointer."""
        return ImageGrab.grab(bbox=box, xdisplay=self.env["DISPLAY"])

    def screenshot(self, path: Path, region: Box | None = None) -> Path:
        """Save the screen, or a region of it, as a small PNG; folders are made. Returns the path."""
        path.parent.mkdir(parents=True, exist_ok=True)
        picture = self.image(region)
        few = picture.getcolors(256)  # a plain desktop has so few that a palette loses nothing
        (picture.quantize(len(few), dither=Image.Dither.NONE) if few else picture).save(path, optimize=True)
        return path

    def wait_still(self, box: Box | None = None, still: float = 0.3, timeout: float = 10.0) -> None:
        """Return once the box has not changed for `still` seconds; animations have ended then."""
        last = b""
        since = time.monotonic()

        def rested() -> bool:
            nonlocal last, since
            now = self.image(box).tobytes()
            if now != last:
                last, since = now, time.monotonic()
            return time.monotonic() - since >= still

        wait_until(rested, "the screen to rest", timeout, interval=0.05)

    def find_colour(
        self, colour: tuple[int, int, int], box: Box | None = None, tolerance: int = 0
    ) -> Box | None:
        """The smallest box on screen around all pixels of this colour; None if there is none.

        Each of red, green and blue (0 to 255) may be off by `tolerance`.
        """
        left, top = (box or (0, 0, 0, 0))[:2]
        found = colour_box(self.image(box), colour, tolerance)
        return found and (found[0] + left, found[1] + top, found[2] + left, found[3] + top)

    def _describe(self, window: int) -> Window | None:
        geometry = self._ask("getwindowgeometry", "--shell", str(window))
        if not geometry:
            return None  # it closed while we looked
        figures = dict(line.split("=") for line in geometry.split())
        return Window(
            id=window,
            name=self._ask("getwindowname", str(window)).strip(),
            x=int(figures["X"]),
            y=int(figures["Y"]),
            width=int(figures["WIDTH"]),
            height=int(figures["HEIGHT"]),
        )

    def _ask(self, *arguments: str) -> str:
        answer = subprocess.run(
            ["xdotool", *arguments], env=self.env, capture_output=True, text=True, timeout=15, check=False
        )
        return answer.stdout  # xdotool answers nothing and 1 when it found nothing

    def _xdotool(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env=self.env, capture_output=True, timeout=15, check=True)


def colour_box(image: Image.Image, colour: tuple[int, int, int], tolerance: int = 0) -> Box | None:
    """The smallest box around all pixels of this colour, each band off by `tolerance` at most."""
    matches = [
        band.point([255 if abs(value - wanted) <= tolerance else 0 for value in range(256)])
        for band, wanted in zip(image.convert("RGB").split(), colour, strict=True)
    ]
    everywhere = ImageChops.darker(ImageChops.darker(matches[0], matches[1]), matches[2])
    return everywhere.getbbox()


def changed_box(before: Image.Image, after: Image.Image) -> Box | None:
    """The smallest box around what differs between two pictures of one size."""
    return ImageChops.difference(before.convert("RGB"), after.convert("RGB")).getbbox()
