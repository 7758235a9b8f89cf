"""A line of text that fades to the paper before it changes, so that a new cue does not startle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.ui.palette import mix

if TYPE_CHECKING:
    import tkinter as tk

STEPS = 5
STEP_MS = 40


class FadingText:
    """One text item of a canvas; its place never changes."""

    def __init__(self, canvas: tk.Canvas, item: int, colour: str, paper: str) -> None:
        self._canvas, self._item = canvas, item
        self._colours = [mix(colour, paper, step / STEPS) for step in range(STEPS + 1)]
        self._text = self._shown = ""
        """What it is to say, and what it says."""
        self._faded = 0
        """Steps towards the paper."""
        self._timer = ""

    def say(self, text: str, *, still: bool) -> None:
        """Come to say this; still: at once, as does a line in which only a number changes."""
        if text == self._text:
            return
        before, self._text = self._text, text
        if still or not before or _wordless(before) == _wordless(text):
            self._stop()
            self._faded = 0
            self._shown = text
            self._canvas.itemconfigure(self._item, text=text, fill=self._colours[0])
        elif not self._timer:
            self._step()

    def _step(self) -> None:
        """Go one step down while the old words stand there, and up again with the new ones."""
        self._timer = ""
        stale = self._shown != self._text
        if stale and self._faded == STEPS:
            self._shown = self._text
            self._canvas.itemconfigure(self._item, text=self._text)
            stale = False
        self._faded += 1 if stale else -1
        self._faded = max(0, min(STEPS, self._faded))
        self._canvas.itemconfigure(self._item, fill=self._colours[self._faded])
        if stale or self._faded:
            self._timer = self._canvas.after(STEP_MS, self._step)

    def _stop(self) -> None:
        if self._timer:
            self._canvas.after_cancel(self._timer)
            self._timer = ""


def _wordless(text: str) -> str:
    """The text without its digits, and without what tells one from many."""
    return "".join(letter for letter in text if not letter.isdigit()).rstrip("s")
