"""A row from 0 to 10: one click on a point or on a word below it; a single stop for Tab."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from soleus_tray.ui import layout
from soleus_tray.ui.form.control import Control
from soleus_tray.ui.form.spots import spot
from soleus_tray.ui.palette import palette

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Literal

    from soleus_tray.ui.window import Window

    Face = Literal["open", "near", "chosen", "open-focus", "chosen-focus"]

MOST = 10
STEP, FIRST_X = 28, 16
POINT_Y, WORD_Y, HEIGHT = 16, 38, 48
_SIDE = 28
_ROOM = 2.5
"""Of paper around a point, so that the line between two stops short of them."""
_OPEN, _CHOSEN, _FOCUS = 4.5, 10.0, 13.5
_NUMBER_SIZE = 11


class Spots:
    """The points' pictures, made once for all rows of a window."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._colours = palette(window.theme)
        self._images: dict[Face, tk.PhotoImage] = {}

    def image(self, face: Face) -> tk.PhotoImage:
        """The picture of a point in this state."""
        if face not in self._images:
            scale, colours = self._window.scale, self._colours
            discs = [(radius * scale, colour) for radius, colour in self._discs(face)]
            side = self._window.px(2 * (_ROOM + max(radius for radius, _ in self._discs(face))))
            data = spot(side, discs, colours.paper)
            self._images[face] = tk.PhotoImage(master=self._window.root, data=data, format="ppm")
        return self._images[face]

    def _discs(self, face: Face) -> list[tuple[float, str]]:
        colours = self._colours
        ring = [(_FOCUS, colours.teal), (_FOCUS - 2, colours.paper)] if face.endswith("focus") else []
        if face.startswith("chosen"):
            return [*ring, (_CHOSEN, colours.teal)]
        if face == "near":
            return [(_CHOSEN, colours.teal), (_CHOSEN - 1.5, colours.surface)]
        return [*ring, (_OPEN, colours.quiet), (_OPEN - 1.5, colours.paper)]


class Scale(Control):
    """Eleven points of which one, or none, is chosen; the chosen one again takes the answer back."""

    def __init__(
        self,
        window: Window,
        parent: tk.Misc,
        spots: Spots,
        words: Sequence[tuple[int, str]],
        choose: Callable[[int | None], None],
    ) -> None:
        """Lay it out; words: (value, word) pairs to be written below their points."""
        super().__init__(window, parent, layout.COLUMN, HEIGHT)
        self._spots = spots
        self._words = tuple(words)
        self._choose = choose
        self._value: int | None = None
        self._near: int | None = None
        self._focused = False
        self._listen()
        self.paint()

    def _listen(self) -> None:
        self.bind("<Motion>", lambda event: self._point(self._at(event.x, event.y)))
        self.bind("<Leave>", lambda _event: self._point(None))
        self.bind("<ButtonRelease-1>", self._released)
        self.bind("<FocusIn>", lambda _event: self._focus(on=True))
        self.bind("<FocusOut>", lambda _event: self._focus(on=False))
        for key, step in (("Left", -1), ("Down", -1), ("Right", 1), ("Up", 1)):
            self.bind(f"<{key}>", lambda _event, step=step: self._by(step))  # type: ignore[misc]
        for key, value in (("Home", 0), ("End", MOST), ("BackSpace", None), ("Delete", None)):
            self.bind(f"<{key}>", lambda _event, value=value: self._take(value))  # type: ignore[misc]
        for digit in range(MOST):
            self.bind(f"<Key-{digit}>", lambda _event, digit=digit: self._take(digit))  # type: ignore[misc]
            self.bind(f"<KP_{digit}>", lambda _event, digit=digit: self._take(digit))  # type: ignore[misc]

    def _focus(self, *, on: bool) -> None:
        self._focused = on
        self.paint()

    def _point(self, near: int | None) -> None:
        if near != self._near:
            self._near = near
            self.paint()

    def _released(self, event: tk.Event[tk.Canvas]) -> None:
        at = self._at(event.x, event.y)
        if at is not None:
            self._take(None if at == self._value else at)

    def _by(self, step: int) -> str:
        return self._take(0 if self._value is None else max(0, min(MOST, self._value + step)))

    def _take(self, value: int | None) -> str:
        if value != self._value:
            self._value = value
            self._choose(value)
            self.paint()
        return "break"

    def _at(self, x: int, y: int) -> int | None:
        """The value at a place in real pixels: a point's own, or that of the nearest word."""
        if not (0 <= x < self.winfo_width() and 0 <= y < self.winfo_height()):
            return None
        at = x / self._window.scale
        if y >= self._window.px((POINT_Y + _SIDE / 2 + WORD_Y) / 2):
            near = min(self._words, key=lambda pair: abs(_x(pair[0]) - at), default=(0, ""))
            return near[0] if abs(_x(near[0]) - at) < 1.4 * STEP else None
        return max(0, min(MOST, round((at - FIRST_X) / STEP)))

    def paint(self) -> None:
        """Show the row as it is now."""
        self.delete("all")
        px = self._window.px
        line = max(1, px(2))
        top = px(POINT_Y) - line // 2
        self.create_rectangle(px(_x(0)), top, px(_x(MOST)), top + line, width=0, fill=self._colours.line)
        for value in range(MOST + 1):
            self._paint_point(value)
        for value, word in self._words:
            self._paint_word(value, word)

    def _paint_point(self, value: int) -> None:
        px, colours = self._window.px, self._colours
        chosen, near = value == self._value, value == self._near
        face = self._face(value)
        self.create_image(px(_x(value)), px(POINT_Y), image=self._spots.image(face))
        if chosen or near:
            self.create_text(
                px(_x(value)),
                px(POINT_Y),
                text=str(value),
                fill=colours.on_teal if chosen else colours.teal_text,
                font=self._window.font(_NUMBER_SIZE, "bold"),
            )

    def _face(self, value: int) -> Face:
        focus = self._focused and value == (self._value or 0)
        if value == self._value:
            return "chosen-focus" if focus else "chosen"
        if value == self._near:
            return "near"
        return "open-focus" if focus else "open"

    def _paint_word(self, value: int, word: str) -> None:
        said = value == self._value
        item = self.create_text(
            self._window.px(_x(value)),
            self._window.px(WORD_Y),
            text=word,
            fill=self._colours.ink if said or value == self._near else self._colours.quiet,
            font=self._window.font(layout.SMALL_SIZE),
        )
        left, _, right, _ = self.bbox(item)
        beyond = max(0, right - self._window.px(layout.COLUMN))
        self.move(item, max(0, -left) - beyond, 0)  # a long word at an end stays inside


def _x(value: int) -> int:
    return FIRST_X + value * STEP
