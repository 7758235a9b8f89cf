"""One of several answers: a row of chips that is a single stop for Tab; arrows move in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.ui import layout
from soleus_tray.ui.form.control import Control
from soleus_tray.ui.form.fitting import chip_widths

if TYPE_CHECKING:
    import tkinter as tk
    from collections.abc import Callable, Sequence

    from soleus_tray.ui.window import Window

_SIZES = (layout.LABEL_SIZE, layout.SMALL_SIZE, 11, 10, 9)
_STEPS = {"Left": -1, "Up": -1, "Right": 1, "Down": 1}


class ChipRow(Control):
    """Chips of which one, or none yet, is chosen."""

    def __init__(
        self,
        window: Window,
        parent: tk.Misc,
        choices: Sequence[tuple[str, str]],
        chosen: str,
        choose: Callable[[str], None],
        *,
        room: int = layout.COLUMN,
        optional: bool = False,
    ) -> None:
        """Lay it out; choices: (value, words) pairs; chosen: a value, or "" for none yet.

        optional: the chosen one, clicked again (or BackSpace), takes the answer back.
        """
        super().__init__(window, parent, room, layout.CHIP_HEIGHT)
        self._choices = tuple(choices)
        self._chosen = chosen
        self._choose = choose
        self._optional = optional
        self._inside = self._pressed = -1
        self._focused = False
        self._widths, self._font = self._fitted(room)
        self._listen()
        self.paint()

    def _fitted(self, room: int) -> tuple[tuple[int, ...], tuple[str, int, str]]:
        """Widths and the largest font in which all words fit."""
        for size in _SIZES:
            font = self._window.font(size)
            words = [self._length(font, text) for _, text in self._choices]
            widths = chip_widths(words, room)
            if widths is not None:
                return widths, font
        even = (room - layout.GAP * (len(words) - 1)) // len(words)
        return (max(w for w in layout.CHIP_WIDTHS if w <= max(even, 40)),) * len(words), font

    def _length(self, font: tuple[str, int, str], text: str) -> float:
        return float(self.tk.call("font", "measure", font, text)) / self._window.scale

    def _listen(self) -> None:
        self.bind("<Motion>", lambda event: self._turn(inside=self._at(event.x)))
        self.bind("<Leave>", lambda _event: self._turn(inside=-1))
        self.bind("<ButtonPress-1>", lambda event: self._turn(pressed=self._at(event.x)))
        self.bind("<ButtonRelease-1>", self._released)
        self.bind("<FocusIn>", lambda _event: self._focus(on=True))
        self.bind("<FocusOut>", lambda _event: self._focus(on=False))
        for key, step in _STEPS.items():
            self.bind(f"<{key}>", lambda _event, step=step: self._by(step))  # type: ignore[misc]
        self.bind("<space>", lambda _event: self._by(0))
        for key in ("BackSpace", "Delete"):
            self.bind(f"<{key}>", lambda _event: self._take_back())

    def _focus(self, *, on: bool) -> None:
        self._focused = on
        self.paint()

    def _turn(self, *, inside: int | None = None, pressed: int | None = None) -> None:
        before = (self._inside, self._pressed)
        self._inside = self._inside if inside is None else inside
        self._pressed = self._pressed if pressed is None else pressed
        if before != (self._inside, self._pressed):
            self.paint()

    def _released(self, event: tk.Event[tk.Canvas]) -> None:
        pressed, self._pressed = self._pressed, -1
        if pressed >= 0 and pressed == self._at(event.x) and 0 <= event.y < self.winfo_height():
            if self._optional and pressed == self._place():
                self._take_back()
            else:
                self._take(pressed)
        self.paint()

    def _take_back(self) -> str:
        if self._optional and self._chosen:
            self._chosen = ""
            self._choose("")
            self.paint()
        return "break"

    def _by(self, step: int) -> str:
        """The chip that many further on; from none chosen yet, the first."""
        place = self._place()
        self._take(max(0, min(len(self._choices) - 1, place + step)) if place >= 0 else 0)
        self.paint()
        return "break"

    def _place(self) -> int:
        values = [value for value, _ in self._choices]
        return values.index(self._chosen) if self._chosen in values else -1

    def _take(self, place: int) -> None:
        value = self._choices[place][0]
        if value != self._chosen:
            self._chosen = value
            self._choose(value)

    def _at(self, x: int) -> int:
        """The chip under x (in real pixels), or -1 for a gap."""
        left = 0
        for place, width in enumerate(self._widths):
            if self._window.px(left) <= x < self._window.px(left + width):
                return place
            left += width + layout.GAP
        return -1

    def paint(self) -> None:
        """Show each chip's present face; also once the pictures are there."""
        self.delete("all")
        left = 0
        for place, width in enumerate(self._widths):
            self._paint_chip(place, left, width)
            left += width + layout.GAP

    def _paint_chip(self, place: int, left: int, width: int) -> None:
        px, on = self._window.px, place == self._place()
        image = self._window.image(f"chip-{'on' if on else 'off'}-{self._state(place)}-{width}")
        if image is not None:
            self.create_image(px(left), 0, image=image, anchor="nw")
        else:
            ground = self._colours.teal if on else self._colours.surface
            self.create_rectangle(px(left), 0, px(left + width), px(layout.CHIP_HEIGHT), width=0, fill=ground)
        self.create_text(
            px(left + width / 2),
            px(layout.CHIP_HEIGHT / 2),
            text=self._choices[place][1],
            fill=self._colours.on_teal if on else self._colours.ink,
            font=self._font,
        )

    def _state(self, place: int) -> str:
        if place == self._pressed:
            return "pressed"
        if self._focused and place == max(0, self._place()):
            return "focus"
        return "hover" if place == self._inside else "normal"
