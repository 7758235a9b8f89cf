"""The actions window on screen: a title, some lines, a grid of buttons. Only tkinter; decides nothing."""

from __future__ import annotations

import math
import tkinter as tk
from tkinter.font import Font
from typing import TYPE_CHECKING, Literal

from soleus_tray.ui import layout
from soleus_tray.ui.button import ButtonRow
from soleus_tray.ui.palette import palette

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.core.window_messages import Panel
    from soleus_tray.ui.window import Window

_TITLE_Y, _LINES_Y = 48, 76
_HALF = layout.button_widths(2)[0] - 2 * layout.GAP
"""The width of the words on a button that shares its row."""


class PanelView:
    """The widgets of the actions window."""

    def __init__(self, window: Window, act: Callable[[str], None]) -> None:
        self._window = window
        self._colours = palette(window.theme)
        self.canvas = tk.Canvas(
            window.root, background=self._colours.paper, borderwidth=0, highlightthickness=0
        )
        self.canvas.pack(fill="both", expand=True)
        self._buttons = ButtonRow(window, self.canvas, act)
        self._font = Font(root=window.root, font=window.font(layout.TEXT_SIZE))
        self._shown: Panel | None = None
        self._height = 0.0

    def redraw(self) -> None:
        """The pictures have been drawn meanwhile."""
        self._buttons.repaint()

    def show(self, panel: Panel) -> float:
        """Make the window look like this; returns the height it needs, at 100 %."""
        if panel != self._shown:
            self.canvas.delete("words")
            self._words(panel.title, _TITLE_Y, layout.FIGURE_SIZE, "bold", self._colours.ink, anchor="w")
            y = float(_LINES_Y)
            for row, line in enumerate(panel.lines):
                y = self._line(line, y, self._colours.quiet if row else self._colours.ink)
            top = math.ceil((y + layout.GAP) / layout.GAP) * layout.GAP
            places = layout.grid_places([self._is_narrow(label) for _, label in panel.actions], top)
            self._buttons.show_at(panel.actions, places)
            self._height = places[-1].y + layout.BUTTON_HEIGHT + layout.MARGIN
            self._shown = panel
        return self._height

    def _is_narrow(self, label: str) -> bool:
        """Whether half a row is enough for these words."""
        return self._font.measure(label) <= self._window.px(_HALF)

    def _line(self, text: str, top: float, colour: str) -> float:
        """One status line, on as many rows as it needs; returns where the next may begin."""
        item = self._words(text, top, layout.TEXT_SIZE, "normal", colour, anchor="nw")
        bottom = self.canvas.bbox(item)[3]
        return bottom / self._window.scale + layout.GAP

    def _words(
        self, text: str, y: float, size: int, weight: str, colour: str, *, anchor: Literal["w", "nw"]
    ) -> int:
        px = self._window.px
        return self.canvas.create_text(
            px(layout.MARGIN),
            px(y),
            text=text,
            fill=colour,
            font=self._window.font(size, weight),
            anchor=anchor,
            width=px(layout.COLUMN),
            tags="words",
        )
