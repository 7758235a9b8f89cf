"""A quiet button that is only words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.ui.button import TextButton
from soleus_tray.ui.palette import palette

if TYPE_CHECKING:
    import tkinter as tk
    from collections.abc import Callable

    from soleus_tray.ui.window import Window


class Link(TextButton):
    """A TextButton without its colour and its ring: the line under it tells where the keyboard is."""

    def __init__(self, window: Window, parent: tk.Misc, words: str, action: Callable[[], None]) -> None:
        super().__init__(window, parent, words, action)
        self.configure(foreground=palette(window.theme).quiet, highlightthickness=0)
