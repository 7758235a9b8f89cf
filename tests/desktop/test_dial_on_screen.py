"""The dial on a real display: what Tk shows is what was drawn, and how little of it Tk has to hold."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops

from soleus_tray.adapters.screens.choose import choose_screen
from soleus_tray.ui import layout
from soleus_tray.ui.drawing import geometry as g
from soleus_tray.ui.drawing.art import art_file, open_art, pack_art
from soleus_tray.ui.drawing.cache import draw_frames
from soleus_tray.ui.palette import LIGHT, rgb
from soleus_tray.ui.session.dial_view import DialView
from soleus_tray.ui.window import Window, WindowParts
from tests.desktop.harness import Layout, VirtualDesktop, wait_until
from tests.ui.test_dial import on_screen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EDGE = 40
"""Of 255: see tests/ui/test_dial.py."""


@pytest.fixture(scope="module")
def desktop(desktop_programs: None) -> Iterator[VirtualDesktop]:
    with VirtualDesktop(Layout(size=(1200, 1200), panel="none", notification_server=False)) as running:
        yield running


@pytest.fixture(scope="module")
def frames(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("frames")
    for scale in (1.0, 2.0):
        draw_frames(folder, "light", scale)
    return folder


class Shown:
    """A dial in a window of this very process."""

    def __init__(self, desktop: VirtualDesktop, frames: Path) -> None:
        self._desktop = desktop
        self.window = Window(WindowParts(choose_screen(), frames, lambda _theme, _scale: None))
        self.window.open("Dial")
        self.window.dress("light")
        self._canvas = tk.Canvas(self.window.root, background=LIGHT.paper, highlightthickness=0)
        self._canvas.pack(fill="both", expand=True)
        self.dial = DialView(self.window, self._canvas)
        self.window.show(layout.WIDTH, layout.HEIGHT)
        self._before = self._pictures()

    def picture(self) -> Image.Image:
        """What the screen shows where the dial is."""
        self.window.root.update()
        half, px = g.dial_side(self.window.scale) // 2, self.window.px
        x = self._canvas.winfo_rootx() + px(layout.DIAL_CENTRE[0]) - half
        y = self._canvas.winfo_rooty() + px(layout.DIAL_CENTRE[1]) - half
        return self._desktop.image((x, y, x + 2 * half, y + 2 * half)).convert("RGB")

    def wait_for(self, wanted: Image.Image) -> None:
        """Until the screen shows this."""

        def same() -> bool:
            differences = ImageChops.difference(self.picture(), wanted).getextrema()
            return max(high for _, high in differences) <= EDGE

        wait_until(same, "the dial on screen", 20)

    @property
    def held(self) -> set[str]:
        """The dial's pictures that Tk holds."""
        return self._pictures() - self._before

    def _pictures(self) -> set[str]:
        return set(self.window.root.tk.splitlist(self.window.root.tk.call("image", "names")))


@pytest.fixture
def display(desktop: VirtualDesktop, monkeypatch: pytest.MonkeyPatch) -> VirtualDesktop:
    """The desktop as this process' own display; what a window sets in the environment is undone after it."""
    monkeypatch.setenv("DISPLAY", desktop.env["DISPLAY"])
    for name in ("XCOMPOSEFILE", "XMODIFIERS"):
        monkeypatch.setenv(name, "")
    return desktop


@pytest.fixture(params=["1", "2"])
def shown(
    request: pytest.FixtureRequest, display: VirtualDesktop, frames: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shown]:
    monkeypatch.setenv("SOLEUS_TRAY_SCALE", request.param)
    dial = Shown(display, frames)
    yield dial
    dial.window.root.destroy()


def ring_pixel(picture: Image.Image, ring: g.Ring, turn: float, scale: float) -> tuple[int, ...]:
    """The colour of the ring at a turn."""
    x, y = g.on_circle(ring.radius, turn)
    middle = picture.width // 2
    pixel = picture.getpixel((round(middle + x * scale), round(middle + y * scale)))
    assert isinstance(pixel, tuple)
    return pixel


@pytest.mark.parametrize(
    ("figure", "height"),
    [("legs", 0.0), ("legs", 0.5), ("legs", 1.0), ("leg", 1.0), ("toes", 0.5), ("toes", 1.0)],
)
def test_each_of_the_three_poses_looks_as_it_was_drawn(shown: Shown, figure: g.Figure, height: float) -> None:
    """Reduced motion sends only these."""
    for step in (0.0, 1.0, height):
        shown.dial.show(figure, step, 0.0, 0.0)
    frame = round(height * (g.FRAMES[figure] - 1)) / (g.FRAMES[figure] - 1)
    shown.wait_for(on_screen(LIGHT, shown.window.scale, frame, figure))


def test_rings_that_filled_and_emptied_leave_the_dial_as_it_was(shown: Shown) -> None:
    for n in (*range(0, 61, 4), *range(60, -1, -5), 0):
        shown.dial.show("legs", 0.0, n / 60, n / 60)
    shown.wait_for(on_screen(LIGHT, shown.window.scale, 0.0))


def test_a_ring_shows_its_share(shown: Shown) -> None:
    for share in (0.0, 0.4, 0.75, 0.6):
        shown.dial.show("legs", 0.0, share, share / 2)
    colours = {
        (g.SET_RING, LIGHT.teal): (0.1, 0.3, 0.55),
        (g.SET_RING, LIGHT.line): (0.65, 0.8, 0.95),
        (g.PHASE_RING, LIGHT.coral): (0.1, 0.25),
        (g.PHASE_RING, LIGHT.soft_coral): (0.35, 0.6, 0.9),
    }

    def as_wanted() -> bool:
        picture, scale = shown.picture(), shown.window.scale
        return all(
            ring_pixel(picture, ring, turn, scale) == rgb(colour)
            for (ring, colour), turns in colours.items()
            for turn in turns
        )

    wait_until(as_wanted, "the rings on screen", 20)


def test_a_long_set_holds_no_more_pictures_than_its_first_moment(shown: Shown) -> None:
    """Tk holds up to seven bytes for each pixel of each."""
    shown.dial.show("legs", 0.0, 0.0, 0.0)
    shown.dial.preload()
    few = len(g.PIECES) + len(g.PARTS) + len(g.RINGS)
    assert len(shown.held) == few
    for n in range(100):
        shown.dial.show("leg" if n % 20 > 9 else "toes", (n % 10) / 9, n / 99, (n % 10) / 9)
    assert len(shown.held) == few
    root = shown.window.root
    sizes = [root.tk.call("image", what, name) for name in shown.held for what in ("width", "height")]
    pixels = sum(int(a) * int(b) for a, b in zip(sizes[::2], sizes[1::2], strict=True))
    assert pixels < 80_000 * shown.window.scale**2


def test_hidden_it_holds_nothing_and_comes_back_as_new(shown: Shown) -> None:
    shown.dial.show("legs", 1.0, 0.5, 0.5)
    shown.dial.hide()
    assert shown.held == set()
    shown.dial.show("legs", 0.0, 0.0, 0.0)
    shown.wait_for(on_screen(LIGHT, shown.window.scale, 0.0))


def test_a_name_that_nothing_is_drawn_for_costs_no_other_picture(shown: Shown) -> None:
    assert shown.window.png("nothing-like-it") is None
    assert shown.window.image("nothing-like-it") is None
    assert shown.window.drawn
    assert shown.window.image("app") is not None


def test_a_damaged_height_leaves_the_last_one_standing(
    display: VirtualDesktop, frames: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOLEUS_TRAY_SCALE", "1")
    art = open_art(art_file(frames, "light", 1.0))
    assert art is not None
    names = ["app", *(f"dial-{n}" for n in range(len(g.PIECES)))]
    names += [g.frame_name("legs", 0, part) for part in g.PARTS]
    art_file(tmp_path, "light", 1.0).write_bytes(pack_art({name: art.png(name) or b"" for name in names}))
    shown = Shown(display, tmp_path)
    shown.dial.show("legs", 0.0, 0.0, 0.0)
    shown.dial.show("legs", 1.0, 0.5, 0.5)
    shown.wait_for(on_screen(LIGHT, 1.0, 0.0))
    shown.window.root.destroy()
