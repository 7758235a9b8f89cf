"""A quiet button that is only words."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from soleus_tray.ui import layout
from soleus_tray.ui.palette import palette

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.ui.window import Window


class Link(tk.Label):
    """Words that are underlined while they are pointed at or have the keyboard."""

    def __init__(self, window: Window, parent: tk.Misc, words: str, action: Callable[[], None]) -> None:
        colours = palette(window.theme)
        plain = window.font(layout.LABEL_SIZE)
        lined = (*plain, "underline")
        super().__init__(
            parent,
            text=words,
            foreground=colours.quiet,
            background=colours.paper,
            font=plain,
            borderwidth=0,
            highlightthickness=0,
            padx=window.px(8),
            pady=window.px(4),
            takefocus=1,
            cursor="hand2",
        )
        for event, font in (
            ("<Enter>", lined),
            ("<FocusIn>", lined),
            ("<Leave>", plain),
            ("<FocusOut>", plain),
        ):
            self.bind(event, lambda _event, font=font: self.configure(font=font))  # type: ignore[misc]
        self.bind("<ButtonRelease-1>", lambda _event: action())
        for key in ("<space>", "<Return>", "<KP_Enter>"):
            self.bind(key, lambda _event: _press(action))


def _press(action: Callable[[], None]) -> str:
    """Answer "break": a focused button's key is its own, not the window's."""
    action()
    return "break"
