"""A box to tick with its words; the whole row can be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.ui import layout
from soleus_tray.ui.form.control import Control

if TYPE_CHECKING:
    import tkinter as tk
    from collections.abc import Callable

    from soleus_tray.ui.window import Window

INSET = 5
"""How far the box stands inside its picture, which also holds the ring of focus: place the row so much
further left."""


class CheckRow(Control):
    """Yes or no."""

    def __init__(
        self, window: Window, parent: tk.Misc, words: str, choose: Callable[[bool], None], *, on: bool
    ) -> None:
        super().__init__(window, parent, layout.COLUMN + INSET, layout.CHECK_SIDE)
        self._words = words
        self._choose = choose
        self._on = on
        self._inside = self._pressed = self._focused = False
        self._listen()
        self.paint()

    def _listen(self) -> None:
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
