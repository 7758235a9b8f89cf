"""The small square buttons' signs: strokes of two pixels in a field of 32, straight edges on whole pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.ui.drawing.geometry import Point
    from soleus_tray.ui.drawing.sheet import Sheet

_STROKE = 2.0


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws one sign in one colour."""

    sheet: Sheet
    ink: str
    scale: float

    def snap(self, place: float) -> float:
        """The nearest place at which an edge falls between two real pixels."""
        return round(place * self.scale) / self.scale

    def box(self, left: float, top: float, right: float, bottom: float) -> None:
        """A filled box on whole pixels."""
        corners = (self.snap(left), self.snap(top), self.snap(right), self.snap(bottom))
        self.sheet.rounded(corners, 1.0, self.ink)

    def stroke(self, start: Point, end: Point) -> None:
        """A line with round ends."""
        self.sheet.line(start, end, _STROKE, self.ink)


def draw_glyph(name: str, pen: Pen) -> None:
    """Draw the sign of this name; its field is 32 x 32."""
    _GLYPHS[name](pen)


def _pause(pen: Pen) -> None:
    pen.box(11, 10, 14, 22)
    pen.box(18, 10, 21, 22)


def _play(pen: Pen) -> None:
    corners = (((12.0, 9.5), 1.5), ((23.0, 16.0), 1.5), ((12.0, 22.5), 1.5))
    pen.sheet.rounded_polygon(corners, pen.ink)


def _more(pen: Pen) -> None:
    for x in (10, 16, 22):
        pen.sheet.circle((x, 16), 1.75, pen.ink)


def _close(pen: Pen) -> None:
    pen.stroke((11, 11), (21, 21))
    pen.stroke((21, 11), (11, 21))


_GLYPHS: dict[str, Callable[[Pen], None]] = {
    "pause": _pause,
    "play": _play,
    "more": _more,
    "close": _close,
}
GLYPHS = tuple(_GLYPHS)
