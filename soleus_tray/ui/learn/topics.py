"""The list of topics at the side: each a button, the open one on a card, Safety apart and always in sight."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from soleus_tray.core.text import _
from soleus_tray.ui import layout
from soleus_tray.ui.card import lay_card
from soleus_tray.ui.palette import palette

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.ui.learn.presenter import Picture, Topic
    from soleus_tray.ui.window import Window

WIDTH = 184
TOP, HEIGHT = 56, 36
LEFT, WORDS_LEFT, WORDS_WIDTH = 12, 24, 144
BELOW = 16
"""Under Safety."""
_SIZES = (layout.TEXT_SIZE, layout.LABEL_SIZE, layout.SMALL_SIZE, 11, 10)
_OPEN = "open"


class TopicButton(tk.Label):
    """A topic: pointed at, pressed, or reached with Tab."""

    def __init__(self, window: Window, parent: tk.Misc, topic: Topic, go: Callable[[str], None]) -> None:
        self._window = window
        self._words = topic.words
        self._open = self._marked = False
        self._colours = palette(window.theme)
        super().__init__(
            parent,
            text=topic.words,
            foreground=self._colours.coral_text if topic.urgent else self._colours.ink,
            anchor="w",
            borderwidth=0,
            highlightthickness=0,
            padx=0,
            pady=0,
            takefocus=1,
            cursor="hand2",
        )
        for event, marked in (("<Enter>", 1), ("<FocusIn>", 1), ("<Leave>", 0), ("<FocusOut>", 0)):
            self.bind(event, lambda _event, marked=marked: self._mark(bool(marked)))  # type: ignore[misc]
        self.bind("<ButtonRelease-1>", lambda _event: go(topic.key))
        for key in ("<space>", "<Return>", "<KP_Enter>"):
            self.bind(key, lambda _event: self._press(go, topic.key))

    def show(self, *, is_open: bool) -> None:
        """Look like the open topic, or like one that may be opened."""
        self._open = is_open
        self.configure(background=self._colours.surface if is_open else self._colours.paper)
        self._write()

    def _mark(self, marked: bool) -> None:
        self._marked = marked
        self._write()

    def _write(self) -> None:
        """In the largest letters that have room; underlined while it is pointed at or has the keyboard."""
        weight = "bold" if self._open else "normal"
        font = self._window.fitting_font(self._words, WORDS_WIDTH, _SIZES, weight)
        self.configure(font=(*font, "underline") if self._marked else font)

    @staticmethod
    def _press(go: Callable[[str], None], key: str) -> str:
        """Answer "break": a focused button's key is its own, not the window's."""
        go(key)
        return "break"


class Topics:
    """The buttons, and the card under the open one."""

    def __init__(self, window: Window, canvas: tk.Canvas, height: float, go: Callable[[str], None]) -> None:
        self._window = window
        self._canvas = canvas
        self._height = height
        self._go = go
        self._buttons: dict[str, TopicButton] = {}
        colours, px = palette(window.theme), window.px
        small = window.font(layout.SMALL_SIZE)
        x, y = px(WORDS_LEFT), px(layout.HEADER_Y)
        canvas.create_text(x, y, text=_("Soleus · learn"), anchor="w", fill=colours.quiet, font=small)
        left = px(WIDTH) - max(1, px(1))
        canvas.create_rectangle(left, 0, px(WIDTH), px(height), fill=colours.line, width=0)

    def show(self, picture: Picture) -> None:
        """Make the list look like this."""
        self._canvas.delete(_OPEN)
        step = self._step(len(picture.topics) - 1)
        for place, topic in enumerate(picture.topics):
            if topic.key not in self._buttons:
                self._buttons[topic.key] = TopicButton(self._window, self._canvas, topic, self._go)
            self._lay(topic, self._height - BELOW - HEIGHT if topic.urgent else TOP + place * step)

    def _step(self, count: int) -> float:
        """From one of so many topics above Safety to the next: less than usual where the window is low."""
        return min(HEIGHT, (self._height - TOP - BELOW - HEIGHT) / count)

    def _lay(self, topic: Topic, top: float) -> None:
        """Put a topic in its place, on a card if it is open."""
        px, button = self._window.px, self._buttons[topic.key]
        if topic.open:
            lay_card(self._window, self._canvas, (LEFT, top, WIDTH - LEFT, top + HEIGHT), _OPEN)
        button.show(is_open=topic.open)
        button.place(x=px(WORDS_LEFT), y=px(top + 6), width=px(WORDS_WIDTH), height=px(HEIGHT - 12))
