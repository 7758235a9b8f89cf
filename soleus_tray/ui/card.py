"""A rounded card of any size on a canvas: plain rectangles and four small drawn corners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.ui import layout
from soleus_tray.ui.palette import palette

if TYPE_CHECKING:
    import tkinter as tk

    from soleus_tray.ui.window import Window


def lay_card(window: Window, canvas: tk.Canvas, box: tuple[float, float, float, float], tag: str) -> None:
    """Draw a card on paper; it has an outline where the theme asks for contrast.

    box: left, top, right, bottom, in pixels at 100 %. Until the pictures are there the corners are square.
    """
    colours, px = palette(window.theme), window.px
    left, top, right, bottom = (px(side) for side in box)
    line = max(1, round(window.scale)) if colours.high_contrast else 0
    if line:
        canvas.create_rectangle(left, top, right, bottom, width=0, fill=colours.edge, tags=tag)
    inside = (left + line, top + line, right - line, bottom - line)
    canvas.create_rectangle(*inside, width=0, fill=colours.surface, tags=tag)
    side = px(layout.CARD_CORNER)
    places = {"nw": (left, top), "ne": (right - side, top), "sw": (left, bottom - side)}
    for name, (x, y) in {**places, "se": (right - side, bottom - side)}.items():
        image = window.image(f"corner-{name}")
        if image is not None:
            canvas.create_image(x, y, image=image, anchor="nw", tags=tag)
