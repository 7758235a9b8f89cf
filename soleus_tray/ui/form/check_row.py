"""A box to tick with its words; the whole row can be clicked."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from soleus_tray.ui import layout
from soleus_tray.ui.palette import palette

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.ui.window import Window

INSET = 5
"""How far the box stands inside its picture, which also holds the ring of focus: place the row so much
further left."""


class CheckRow(tk.Canvas):
    """Yes or no."""

    def __init__(
        self, window: Window, parent: tk.Misc, words: str, choose: Callable[[bool], None], *, on: bool
    ) -> None:
        self._window = window
        self._colours = palette(window.theme)
        self._words = words
        self._choose = choose
        self._on = on
        self._inside = self._pressed = self._focused = False
        super().__init__(
            parent,
            width=window.px(layout.COLUMN + INSET),
            height=window.px(layout.CHECK_SIDE),
            background=self._colours.paper,
            borderwidth=0,
            highlightthickness=0,
            takefocus=1,
            cursor="hand2",
        )
        for event, name, value in (
            ("<Enter>", "_inside", True),
            ("<Leave>", "_inside", False),
            ("<FocusIn>", "_focused", True),
            ("<FocusOut>", "_focused", False),
            ("<ButtonPress-1>", "_pressed", True),
        ):
            self.bind(event, lambda _event, name=name, value=value: self._turn(name, value=value))  # type: ignore[misc]
        self.bind("<ButtonRelease-1>", lambda _event: self._released())
        self.bind("<space>", lambda _event: self._toggle())
        self.paint()

    @property
    def on(self) -> bool:
        """Whether it is ticked."""
        return self._on

    def _turn(self, name: str, *, value: bool) -> None:
        setattr(self, name, value)
        self.paint()

    def _released(self) -> None:
        pressed, self._pressed = self._pressed, False
        if pressed and self._inside:
            self._toggle()
        self.paint()

    def _toggle(self) -> str:
        self._on = not self._on
        self._choose(self._on)
        self.paint()
        return "break"

    def paint(self) -> None:
        """Show the present face; also once the pictures are there."""
        self.delete("all")
        px, middle = self._window.px, self._window.px(layout.CHECK_SIDE / 2)
        image = self._window.image(f"check-{'on' if self._on else 'off'}-{self._state()}")
        if image is not None:
            self.create_image(0, 0, image=image, anchor="nw")
        else:
            fill = self._colours.teal if self._on else self._colours.surface
            self.create_rectangle(px(5), px(5), px(23), px(23), width=0, fill=fill)
        self.create_text(
            px(layout.CHECK_SIDE + 4),
            middle,
            text=self._words,
            anchor="w",
            fill=self._colours.ink,
            font=self._window.font(layout.TEXT_SIZE),
        )

    def _state(self) -> str:
        if self._pressed:
            return "pressed"
        if self._focused:
            return "focus"
        return "hover" if self._inside else "normal"
