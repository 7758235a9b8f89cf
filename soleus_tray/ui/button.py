"""What can be pointed at, pressed, reached with Tab and pressed with Space or Return."""

from __future__ import annotations

import tkinter as tk
from abc import ABC, abstractmethod
from functools import partial
from typing import TYPE_CHECKING

from soleus_tray.ui import layout
from soleus_tray.ui.palette import palette

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.ui.window import Window

_SIZES = (layout.TEXT_SIZE, layout.LABEL_SIZE, layout.SMALL_SIZE, 11, 10)
_PADDING = 6
"""On either side of a button's words, at 100 %."""


class _Pressable(tk.Label, ABC):
    """A label with four faces; `paint` shows the present one."""

    def __init__(self, window: Window, parent: tk.Misc, ground: str, action: Callable[[], None]) -> None:
        self._window = window
        self._action = action
        self._inside = self._pressed = self._focused = False
        super().__init__(
            parent,
            background=ground,
            compound="center",
            borderwidth=0,
            highlightthickness=0,
            padx=0,
            pady=0,
            takefocus=1,
            cursor="hand2",
        )
        self._listen()

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
        for key in ("<space>", "<Return>", "<KP_Enter>"):
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

    @property
    def _state(self) -> str:
        if self._pressed:
            return "pressed"
        return "hover" if self._inside else "focus" if self._focused else "normal"

    @abstractmethod
    def paint(self) -> None:
        """Show the face that fits the present state."""


class PillButton(_Pressable):
    """One rounded button; its face is a drawn picture, or plain colour until that is there."""

    def __init__(
        self, window: Window, parent: tk.Misc, kind: str, width: int, action: Callable[[], None]
    ) -> None:
        self._kind = kind
        self._width = width
        colours = palette(window.theme)
        super().__init__(window, parent, colours.paper, action)
        self.configure(
            foreground=colours.on_teal if kind == "main" else colours.ink,
            font=window.font(layout.TEXT_SIZE),
        )
        self.paint()

    def say(self, words: str) -> None:
        """Be called this, in the largest letters in which it fits."""
        if words != self.cget("text"):
            font = self._window.fitting_font(words, self._width - 2 * _PADDING, _SIZES)
            self.configure(text=words, font=font)

    def paint(self) -> None:
        """Show the face that fits the present state."""
        image = self._window.image(f"button-{self._kind}-{self._state}-{self._width}")
        colours = palette(self._window.theme)
        if image is not None:
            self.configure(image=image, background=colours.paper)
        else:
            self.configure(background=colours.teal if self._kind == "main" else colours.surface)


class IconButton(_Pressable):
    """A small square button with a sign on it, on a ground of this colour."""

    def __init__(
        self, window: Window, parent: tk.Misc, sign: str, ground: str, action: Callable[[], None]
    ) -> None:
        self._sign = sign
        super().__init__(window, parent, ground, action)
        self.paint()

    def sign(self, name: str) -> None:
        """Carry this sign."""
        if name != self._sign:
            self._sign = name
            self.paint()

    def paint(self) -> None:
        """Show the face that fits the present state; without its picture, nothing yet."""
        image = self._window.image(f"icon-{self._sign}-{self._state}")
        self.configure(image=image or "")


class FlatButton(_Pressable):
    """One line of a card: words, and at the right the key that does the same."""

    action = ""
    """What it asks for, for whoever lays several."""

    def __init__(
        self,
        window: Window,
        parent: tk.Misc,
        words: str,
        action: Callable[[], None],
        *,
        width: float,
        key: str = "",
        hurt: bool = False,
    ) -> None:
        colours = palette(window.theme)
        super().__init__(window, parent, colours.surface, action)
        size = window.fitting_font(words, width - 16 - (32 if key else 0), _SIZES[1:])
        self.configure(
            text=words,
            font=size,
            foreground=colours.coral_text if hurt else colours.ink,
            anchor="w" if key else "center",
            padx=window.px(8) if key else 0,
            highlightthickness=window.px(1.5),
            highlightbackground=colours.surface,
            highlightcolor=colours.teal,
        )
        self._hint: tk.Label | None = None
        if key:
            font = window.font(layout.SMALL_SIZE)
            self._hint = tk.Label(
                self, text=key, font=font, foreground=colours.quiet, borderwidth=0, padx=0, pady=0
            )
            self._hint.place(relx=1.0, rely=0.5, x=-window.px(8), anchor="e")
            # The hint is part of the line: what is pressed there is pressed here.
            self._hint.bindtags((str(self), *self._hint.bindtags()[1:]))
        self.paint()

    def paint(self) -> None:
        """Show the ground that fits the present state."""
        colours = palette(self._window.theme)
        grounds = {"hover": colours.surface_hover, "pressed": colours.surface_pressed}
        ground = grounds.get(self._state, colours.surface)
        self.configure(background=ground)
        if self._hint is not None:
            self._hint.configure(background=ground)


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
            highlightthickness=window.px(1.5),
            highlightbackground=colours.paper,
            highlightcolor=colours.coral_text,
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
        for key in ("<space>", "<Return>", "<KP_Enter>"):
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
            widget.say(label)
        self._shown, self._places = buttons, places

    def repaint(self) -> None:
        """Paint the faces again, once the pictures are there."""
        for widget in self._buttons:
            widget.paint()

    def reachable(self, *, on: bool) -> None:
        """Let Tab come here, or pass by while something lies on top."""
        for widget in self._buttons:
            widget.configure(takefocus=on)

    def last_in_order(self) -> None:
        """Let Tab come here after everything made before."""
        for widget in self._buttons:
            widget.lift()

    def take_focus(self, action: str) -> None:
        """Give the button with this action the focus, if there is one."""
        for widget, (shown, _) in zip(self._buttons, self._shown, strict=False):
            if shown == action:
                widget.focus_set()

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
