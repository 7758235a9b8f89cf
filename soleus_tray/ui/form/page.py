"""A sheet of paper on which a window writes its words and places its controls. Only tkinter."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from soleus_tray.ui import layout
from soleus_tray.ui.palette import palette

if TYPE_CHECKING:
    from typing import Literal

    from soleus_tray.ui.window import Window

    Anchor = Literal["center", "w", "e", "n", "nw", "ne", "s", "sw", "se"]

_SIDES: dict[str, Literal["left", "center", "right"]] = {
    "w": "left", "nw": "left", "sw": "left", "e": "right", "ne": "right", "se": "right",
}  # fmt: skip


class Page:
    """The canvas that fills a window; all places are in pixels at 100 %."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.colours = palette(window.theme)
        self.canvas = tk.Canvas(
            window.root, background=self.colours.paper, borderwidth=0, highlightthickness=0
        )
        self.canvas.pack(fill="both", expand=True)

    def text(
        self,
        words: str,
        x: float,
        y: float,
        *,
        size: float = layout.TEXT_SIZE,
        weight: str = "normal",
        colour: str = "",
        anchor: Anchor = "center",
        width: float = layout.COLUMN,
        tag: str = "",
    ) -> int:
        """Write words, broken to this width; the canvas's number for them."""
        px = self.window.px
        return self.canvas.create_text(
            px(x),
            px(y),
            text=words,
            fill=colour or self.colours.ink,
            font=self.window.font(size, weight),
            anchor=anchor,
            justify=_SIDES.get(anchor, "center"),
            width=px(width),
            tags=tag,
        )

    def fitted(
        self,
        words: str,
        x: float,
        y: float,
        *,
        sizes: tuple[float, ...],
        high: float,
        width: float = layout.COLUMN,
        tag: str,
    ) -> int:
        """Write words from this top on, in the largest of these sizes that keeps them within `high`."""
        for size in sizes:
            item = self.text(words, x, y, size=size, anchor="n", width=width, tag=tag)
            if self.height(item) <= high or size == sizes[-1]:
                break
            self.canvas.delete(item)
        return item

    def headline(
        self,
        words: str,
        y: float,
        *,
        sizes: tuple[float, ...],
        weight: str = "bold",
        colour: str = "",
        tag: str,
    ) -> int:
        """Write one centred line in the largest of these sizes in which it fits the column."""
        size = self.fitting_size(words, layout.COLUMN, sizes, weight)
        return self.text(words, layout.WIDTH / 2, y, size=size, weight=weight, colour=colour, tag=tag)

    def fitting_size(
        self, words: str, width: float, sizes: tuple[float, ...], weight: str = "normal"
    ) -> float:
        """The largest of these sizes in which the words fit on a line this wide; the last if none does."""
        for size in sizes:
            font = self.window.font(size, weight)
            if float(self.canvas.tk.call("font", "measure", font, words)) <= self.window.px(width):
                return size
        return sizes[-1]

    def height(self, item: int) -> float:
        """How high an item is, at 100 %."""
        _, top, _, bottom = self.canvas.bbox(item)
        return (bottom - top) / self.window.scale

    def place(self, widget: tk.Widget, x: float, y: float) -> None:
        """Put a control here, in its own size."""
        widget.place(x=self.window.px(x), y=self.window.px(y))

    def image(self, name: str, x: float, y: float, *, anchor: Anchor = "center", tag: str = "") -> None:
        """Show a drawn picture, if it is there."""
        picture = self.window.image(name)
        if picture is not None:
            self.canvas.create_image(
                self.window.px(x), self.window.px(y), image=picture, anchor=anchor, tags=tag
            )


def own_the_clicks(root: tk.Tk) -> None:
    """A click anywhere gives the window the keyboard and no control the focus; a field keeps its own."""
    root.bind("<Button-1>", lambda event: None if isinstance(event.widget, tk.Entry) else root.focus_set())
