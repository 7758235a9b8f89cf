"""What chips, scales, fields and boxes to tick have in common: a piece of paper that paints itself."""

from __future__ import annotations

import tkinter as tk
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from soleus_tray.ui.palette import palette

if TYPE_CHECKING:
    from soleus_tray.ui.window import Window


class Control(tk.Canvas, ABC):
    """A drawn control that can be clicked, and is a single stop for Tab."""

    def __init__(self, window: Window, parent: tk.Misc, width: float, height: float) -> None:
        """Lay the paper out; width, height: at 100 %."""
        self._window = window
        self._colours = palette(window.theme)
        super().__init__(
            parent,
            width=window.px(width),
            height=window.px(height),
            background=self._colours.paper,
            borderwidth=0,
            highlightthickness=0,
            takefocus=1,
            cursor="hand2",
        )

    @abstractmethod
    def paint(self) -> None:
        """Show the present face; also once the pictures are there."""
