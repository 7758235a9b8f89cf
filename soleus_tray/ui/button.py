"""A rounded button that can be pointed at, pressed, reached with Tab and pressed with Space or Return."""

from __future__ import annotations

import tkinter as tk
from functools import partial
from typing import TYPE_CHECKING

from soleus_tray.ui import layout
from soleus_tray.ui.palette import palette

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.ui.window import Window


class PillButton(tk.Label):
    """One button; its face is a drawn picture, or plain colour until that is there."""

    def __init__(
        self, window: Window, parent: tk.Misc, kind: str, width: int, action: Callable[[], None]
    ) -> None:
        self._window = window
        self._kind = kind
        self._width = width
        self._action = action
        self._inside = self._pressed = self._focused = False
        colours = palette(window.theme)
        super().__init__(
            parent,
            foreground=colours.on_teal if kind == "main" else colours.ink,
            background=colours.paper,
            font=window.font(layout.TEXT_SIZE),
            compound="center",
            borderwidth=0,
            highlightthickness=0,
            padx=0,
            pady=0,
            takefocus=1,
            cursor="hand2",
        )
        self._listen()
        self.paint()

    def _listen(self) -> None:
        for event, changes in (
            ("<Enter>", {"_inside": True}),
            ("<Leave>", {"_inside": False, "_pressed": False}),
            ("<FocusIn>", {"_focused": True}),
            ("<FocusOut>", {"_focused": False}),
            ("<ButtonPress-1>", {"_pressed": True}),
        ):
            self.bind(event, lambda _event, changes=changes: self._turn(changes))  # type: ignore[misc]
        self.bind("<ButtonRelease-1>", lambda _event: self._release())
        for key in ("<space>", "<Return>"):
            self.bind(key, lambda _event: self._press())

    def _turn(self, changes: dict[str, bool]) -> None:
        for name, value in changes.items():
            setattr(self, name, value)
        self.paint()

    def _release(self) -> None:
        pressed, self._pressed = self._pressed, False
        self.paint()
        if pressed and self._inside:
            self._action()

    def _press(self) -> str:
        """Answer "break": a focused button's key is its own, not the window's."""
        self._action()
        return "break"

    def paint(self) -> None:
        """Show the face that fits the present state."""
        state = (
            "pressed"
            if self._pressed
            else "hover"
            if self._inside
            else "focus"
            if self._focused
            else "normal"
        )
        image = self._window.image(f"button-{self._kind}-{state}-{self._width}")
        colours = palette(self._window.theme)
        if image is not None:
            self.configure(image=image, background=colours.paper)
        else:
            self.configure(background=colours.teal if self._kind == "main" else colours.surface)


class TextButton(tk.Label):
    """A button that is only words, for what should be found but not pressed by accident."""

    def __init__(self, window: Window, parent: tk.Misc, text: str, action: Callable[[], None]) -> None:
        colours = palette(window.theme)
        self._plain = window.font(layout.LABEL_SIZE)
        self._lined = (*self._plain, "underline")
        super().__init__(
            parent,
            text=text,
            foreground=colours.coral_text,
            background=colours.paper,
            font=self._plain,
            borderwidth=0,
            highlightthickness=0,
            padx=window.px(8),
            pady=window.px(4),
            takefocus=1,
            cursor="hand2",
        )
        for event, font in (
            ("<Enter>", self._lined),
            ("<FocusIn>", self._lined),
            ("<Leave>", self._plain),
            ("<FocusOut>", self._plain),
        ):
            self.bind(event, lambda _event, font=font: self.configure(font=font))  # type: ignore[misc]
        self.bind("<ButtonRelease-1>", lambda _event: action())
        for key in ("<space>", "<Return>"):
            self.bind(key, lambda _event: self._press(action))

    def _press(self, action: Callable[[], None]) -> str:
        action()
        return "break"


class ButtonRow:
    """Buttons whose labels and actions may change without flicker."""

    def __init__(self, window: Window, canvas: tk.Canvas, act: Callable[[str], None]) -> None:
        self._window = window
        self._canvas = canvas
        self._act = act
        self._buttons: list[PillButton] = []
        self._shown: tuple[tuple[str, str], ...] = ()
        self._places: tuple[layout.Place, ...] = ()

    def show(self, buttons: tuple[tuple[str, str], ...], y: int) -> None:
        """Show these (action, label) pairs in a row with its top at y; the first is the main one."""
        self.show_at(buttons, layout.row_places(len(buttons), y))

    def show_at(self, buttons: tuple[tuple[str, str], ...], places: tuple[layout.Place, ...]) -> None:
        """Show these (action, label) pairs, each at its place; the first is the main one."""
        if places != self._places:
            self._make(places)
        for widget, (_, label) in zip(self._buttons, buttons, strict=True):
            if widget.cget("text") != label:
                widget.configure(text=label)
        self._shown, self._places = buttons, places

    def repaint(self) -> None:
        """Paint the faces again, once the pictures are there."""
        for widget in self._buttons:
            widget.paint()

    def _make(self, places: tuple[layout.Place, ...]) -> None:
        for widget in self._buttons:
            widget.destroy()
        px = self._window.px
        self._buttons = []
        for number, (x, y, width) in enumerate(places):
            kind = "quiet" if number else "main"
            widget = PillButton(self._window, self._canvas, kind, width, partial(self._pressed, number))
            widget.place(x=px(x), y=px(y), width=px(width), height=px(layout.BUTTON_HEIGHT))
            self._buttons.append(widget)

    def _pressed(self, number: int) -> None:
        if number < len(self._shown):
            self._act(self._shown[number][0])
