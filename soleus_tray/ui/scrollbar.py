"""A thin, round scrollbar that shows only where there is more to see."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from soleus_tray.ui.palette import mix, palette
from soleus_tray.ui.shapes import pill

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.ui.window import Window

WIDTH, THUMB, SHORTEST = 16, 6, 32
"""At 100 %: what can be grasped, what is seen, and its least length."""


class Scrollbar:
    """Told where the list stands; tells where it is dragged to, as the share above the view."""

    def __init__(self, window: Window, parent: tk.Misc, move: Callable[[float], None]) -> None:
        self._window = window
        self._move = move
        colours = palette(window.theme)
        self._paper = colours.paper
        self._faces = {
            "normal": mix(colours.line, colours.quiet, 0.25),
            "active": mix(colours.line, colours.quiet, 0.7),
        }
        self._canvas = tk.Canvas(parent, background=colours.paper, borderwidth=0, highlightthickness=0)
        self._thumb = self._canvas.create_image(0, 0, anchor="nw")
        self._images: dict[str, tk.PhotoImage] = {}
        self._height = self._length = 0
        self._top, self._bottom = 0.0, 1.0
        self._grasped: float | None = None
        self._listen()

    def _listen(self) -> None:
        self._canvas.bind("<Enter>", lambda _event: self._paint("active"))
        self._canvas.bind("<Leave>", lambda _event: self._paint("normal"))
        self._canvas.bind("<ButtonPress-1>", lambda event: self._press(event.y))
        self._canvas.bind("<B1-Motion>", lambda event: self._drag(event.y))
        self._canvas.bind("<ButtonRelease-1>", lambda _event: self._release())

    def place(self, right: float, top: float, height: float) -> None:
        """Stand at the right edge (all at 100 %)."""
        px = self._window.px
        self._height = px(height)
        self._canvas.place(x=px(right - WIDTH), y=px(top), width=px(WIDTH), height=self._height)

    def show(self, top: float, bottom: float) -> None:
        """The view goes from this share of the list to that one."""
        self._top, self._bottom = top, bottom
        length = max(self._window.px(SHORTEST), round((bottom - top) * self._height))
        if length != self._length:
            self._canvas.itemconfigure(self._thumb, image="")  # or Tk would still ask for the one let go
            self._length, self._images = length, {}
        self._paint("normal" if self._grasped is None else "active")
        self._canvas.coords(self._thumb, self._window.px((WIDTH - THUMB) / 2), self._thumb_top())

    def _thumb_top(self) -> int:
        way = 1.0 - (self._bottom - self._top)
        return round(self._top / way * (self._height - self._length)) if way > 0 else 0

    def _paint(self, face: str) -> None:
        if self._top <= 0.0 and self._bottom >= 1.0:
            self._canvas.itemconfigure(self._thumb, state="hidden")
            return
        if face not in self._images:
            data = pill(self._window.px(THUMB), self._length, self._faces[face], self._paper)
            self._images[face] = tk.PhotoImage(master=self._canvas, data=data, format="ppm")
        self._canvas.itemconfigure(self._thumb, image=self._images[face], state="normal")

    def _press(self, y: int) -> None:
        """Grasp the thumb, or bring it to the place that is pressed."""
        offset = y - self._thumb_top()
        self._grasped = float(offset if 0 <= offset <= self._length else self._length / 2)
        self._drag(y)

    def _drag(self, y: int) -> None:
        room = self._height - self._length
        if self._grasped is None or room <= 0:
            return
        way = 1.0 - (self._bottom - self._top)
        self._move(min(1.0, max(0.0, (y - self._grasped) / room)) * way)

    def _release(self) -> None:
        self._grasped = None
