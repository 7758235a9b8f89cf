"""One line of the user's own words; it has the keyboard only after a click or Tab."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from soleus_tray.ui import layout
from soleus_tray.ui.form.control import Control

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.ui.window import Window

_SIDE = 12


class Field(Control):
    """A rounded field as wide as the column."""

    def __init__(
        self,
        window: Window,
        parent: tk.Misc,
        words: str,
        hint: str,
        changed: Callable[[str], None],
        *,
        limit: int,
    ) -> None:
        """Lay it out; words: what it says at first; hint: shown quietly while it is empty; limit: letters."""
        super().__init__(window, parent, layout.COLUMN, layout.CHIP_HEIGHT)
        self.configure(takefocus=0, cursor="xterm")  # Tab goes to the entry on it
        self._hint = hint
        self._changed = changed
        self._limit = limit
        self._hinting = False
        self._value = tk.StringVar(self, words)
        self.entry = self._lay_entry()
        self._listen()
        self._show_hint()
        self.paint()

    def _lay_entry(self) -> tk.Entry:
        px, colours = self._window.px, self._colours
        entry = tk.Entry(
            self,
            textvariable=self._value,
            font=self._window.font(layout.LABEL_SIZE),
            foreground=colours.ink,
            background=colours.surface,
            insertbackground=colours.ink,
            insertwidth=max(1, px(1.5)),
            selectbackground=colours.teal,
            selectforeground=colours.on_teal,
            relief="flat",
            borderwidth=0,
            highlightthickness=0,
        )
        inside = px(layout.COLUMN - 2 * _SIDE), px(20)
        entry.place(x=px(_SIDE), y=px(layout.CHIP_HEIGHT / 2), width=inside[0], height=inside[1], anchor="w")
        return entry

    def _listen(self) -> None:
        self._value.trace_add("write", lambda *_: self._written())
        self.entry.bind("<FocusIn>", lambda _event: self._focused(on=True))
        self.entry.bind("<FocusOut>", lambda _event: self._focused(on=False))
        # Tk's own takes the key as Emacs does, to the line's beginning.
        self.entry.bind("<Control-a>", lambda _event: self._select_all())
        self.bind("<Button-1>", lambda _event: self._take_keyboard())

    def _take_keyboard(self) -> str:
        """Answer "break": a click elsewhere in the window gives the keyboard back to it."""
        self.entry.focus_set()
        return "break"

    def _select_all(self) -> str:
        self.entry.selection_range(0, "end")
        self.entry.icursor("end")
        return "break"

    @property
    def words(self) -> str:
        """What was written."""
        return "" if self._hinting else self._value.get().strip()

    def _written(self) -> None:
        if self._hinting:
            return
        if len(self._value.get()) > self._limit:
            self._value.set(self._value.get()[: self._limit])
            return
        self._changed(self.words)

    def _focused(self, *, on: bool) -> None:
        if on and self._hinting:
            self._value.set("")
            self._hinting = False
            self.entry.configure(foreground=self._colours.ink)
        elif not on:
            self._show_hint()
        self.paint()

    def _show_hint(self) -> None:
        if not self._value.get() and self.entry.focus_get() is not self.entry:
            self._hinting = True
            self.entry.configure(foreground=self._colours.quiet)
            self._value.set(self._hint)

    def paint(self) -> None:
        """Show the present face; also once the pictures are there."""
        self.delete("all")
        state = "focus" if self.entry.focus_get() is self.entry else "normal"
        image = self._window.image(f"chip-off-{state}-{layout.COLUMN}")
        if image is not None:
            self.create_image(0, 0, image=image, anchor="nw")
            return
        wide, high = self._window.px(layout.COLUMN), self._window.px(layout.CHIP_HEIGHT)
        self.create_rectangle(0, 0, wide, high, width=0, fill=self._colours.surface)
