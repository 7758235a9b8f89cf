"""The strip on screen: the tray's quiet icon, two words, and a bar that rises and sinks. Only tkinter."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from soleus_tray.ports.tray import IconKey
from soleus_tray.ui import layout
from soleus_tray.ui.drawing.icon_cache import IconCache
from soleus_tray.ui.palette import palette, rgb

if TYPE_CHECKING:
    from pathlib import Path

    from soleus_tray.core.window_messages import WindowTheme
    from soleus_tray.ports.theme import Brightness
    from soleus_tray.ui.palette import Rgb
    from soleus_tray.ui.strip.presenter import Picture
    from soleus_tray.ui.window import Window

WIDTH, HEIGHT = 200, 48
BAR_STEPS = 33
_ICON_SIDE, _ICON_LEFT = 32, 12
_WORDS_LEFT, _WORD_Y, _COUNT_Y = 56, 17, 33
_BAR_LEFT, _BAR_TOP, _BAR_WIDTH, _BAR_HEIGHT = 180, 8, 8, 32


class StripView:
    """The strip's canvas. Costs one moved rectangle per frame, and a swapped picture now and then."""

    def __init__(self, window: Window, icons: Path, theme: WindowTheme) -> None:
        self._window, self._cache = window, IconCache(icons)
        self._theme: Brightness = "dark" if theme.startswith("dark") else "light"
        self._colours = palette(theme)
        self._pictures: dict[int, tk.PhotoImage | None] = {}
        self._shown: Picture | None = None
        self.canvas = tk.Canvas(
            window.root,
            background=self._colours.paper,
            highlightbackground=self._colours.line,
            highlightthickness=1,
            borderwidth=0,
            cursor="hand2",
        )
        self.canvas.pack(fill="both", expand=True)
        self._icon = self.canvas.create_image(
            window.px(_ICON_LEFT + _ICON_SIDE / 2), window.px(HEIGHT / 2), anchor="center"
        )
        self._word = self._text(_WORD_Y, layout.LABEL_SIZE, "bold", self._colours.ink)
        self._count = self._text(_COUNT_Y, layout.SMALL_SIZE, "normal", self._colours.quiet)
        self._box(_BAR_HEIGHT, self._colours.soft_coral)
        self._bar = self._box(0, self._colours.coral)

    def show(self, picture: Picture) -> None:
        """Make the strip look like this."""
        before, self._shown = self._shown, picture
        if before is None or picture.word != before.word:
            self.canvas.itemconfigure(self._word, text=picture.word)
        if before is None or picture.count != before.count:
            self.canvas.itemconfigure(self._count, text=picture.count)
        if before is None or picture.icon != before.icon:
            self.canvas.itemconfigure(self._icon, image=self._image(picture.icon) or "")
        if before is None or picture.bar != before.bar:
            self.canvas.coords(self._bar, *self._bar_place(picture.bar / (BAR_STEPS - 1) * _BAR_HEIGHT))
            # Tk would draw a box without height as a line.
            self.canvas.itemconfigure(self._bar, state="normal" if picture.bar else "hidden")

    def _text(self, y: int, size: int, weight: str, colour: str) -> int:
        px = self._window.px
        font = self._window.font(size, weight)
        return self.canvas.create_text(px(_WORDS_LEFT), px(y), anchor="w", fill=colour, font=font)

    def _box(self, height: float, colour: str) -> int:
        return self.canvas.create_rectangle(*self._bar_place(height), width=0, fill=colour)

    def _bar_place(self, height: float) -> tuple[int, int, int, int]:
        """Left, top, right, bottom of a bar of this height at 100 %, in real pixels."""
        px, bottom = self._window.px, _BAR_TOP + _BAR_HEIGHT
        return px(_BAR_LEFT), px(bottom - height), px(_BAR_LEFT + _BAR_WIDTH), px(bottom)

    def _image(self, step: int) -> tk.PhotoImage | None:
        """The tray's icon at this step on the strip's paper; None while it hasn't been drawn."""
        if step not in self._pictures:
            drawn = self._cache.load(IconKey("quiet", step, self._theme))
            self._pictures[step] = None
            if drawn is not None:
                self._pictures[step] = self._drawn(drawn.pixmaps())
        return self._pictures[step]

    def _drawn(self, pixmaps: list[tuple[int, int, bytes]]) -> tk.PhotoImage:
        side, zoom = best_fitting([width for width, _, _ in pixmaps], self._window.px(_ICON_SIDE))
        width, height, argb = next(size for size in pixmaps if size[0] == side)
        data = b"P6 %d %d 255\n" % (width, height) + on_paper(argb, rgb(self._colours.paper))
        image = tk.PhotoImage(master=self.canvas, data=data, format="ppm")
        return image if zoom == 1 else image.zoom(zoom)


def best_fitting(sides: list[int], wanted: int) -> tuple[int, int]:
    """Which of the drawn sides fills `wanted` pixels best, and 2 where it takes doubling, else 1."""
    fitting = [(side, zoom) for side in sides for zoom in (1, 2) if side * zoom <= wanted]
    return max(fitting, key=lambda one: (one[0] * one[1], one[0]))


def on_paper(argb: bytes, paper: Rgb) -> bytes:
    """Pixels (alpha, red, green, blue) laid over one colour, as red, green, blue."""
    laid = bytearray()
    for place in range(0, len(argb), 4):
        cover = argb[place]
        laid += bytes(
            (channel * cover + under * (255 - cover)) // 255
            for channel, under in zip(argb[place + 1 : place + 4], paper, strict=True)
        )
    return bytes(laid)
