"""The small square buttons' signs: strokes of two pixels in a field of 32, straight edges on whole pixels."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
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

    def box(self, left: float, top: float, right: float, bottom: float, radius: float = 1.0) -> None:
        """A filled box on whole pixels."""
        corners = (self.snap(left), self.snap(top), self.snap(right), self.snap(bottom))
        self.sheet.rounded(corners, radius, self.ink)

    def stroke(self, *points: Point) -> None:
        """A line with round ends and joints."""
        for start, end in pairwise(points):
            self.sheet.line(start, end, _STROKE, self.ink)

    def arc(self, centre: Point, radius: float, start: float, end: float) -> None:
        """Part of a circle, in turns clockwise from the top."""
        self.sheet.arc(centre, radius, _STROKE, (start, end), self.ink)


def draw_glyph(name: str, pen: Pen) -> None:
    """Draw the sign of this name; its field is 32 x 32."""
    _GLYPHS[name](pen)


def _pause(pen: Pen) -> None:
    pen.box(11, 10, 14, 22)
    pen.box(18, 10, 21, 22)


def _play(pen: Pen) -> None:
    corners = (((12.0, 9.5), 1.5), ((23.0, 16.0), 1.5), ((12.0, 22.5), 1.5))
    pen.sheet.rounded_polygon(corners, pen.ink)


def _stop(pen: Pen) -> None:
    pen.box(11, 11, 21, 21, 2)


def _speaker(pen: Pen) -> None:
    outline = (
        ((8.0, 13.0), 1.0),
        ((11.0, 13.0), 0.5),
        ((16.0, 8.5), 1.0),
        ((16.0, 23.5), 1.0),
        ((11.0, 19.0), 0.5),
        ((8.0, 19.0), 1.0),
    )
    pen.sheet.rounded_polygon(outline, pen.ink)


def _sound(pen: Pen) -> None:
    _speaker(pen)
    pen.arc((16, 16), 4.0, 0.12, 0.38)
    pen.arc((16, 16), 8.0, 0.125, 0.375)


def _mute(pen: Pen) -> None:
    _speaker(pen)
    pen.stroke((19.5, 13), (25.5, 19))
    pen.stroke((25.5, 13), (19.5, 19))


def _compact(pen: Pen) -> None:
    """Two arrows that meet."""
    pen.stroke((18, 9), (18, 14), (23, 14))
    pen.stroke((18, 14), (23.5, 8.5))
    pen.stroke((9, 18), (14, 18), (14, 23))
    pen.stroke((14, 18), (8.5, 23.5))


def _expand(pen: Pen) -> None:
    """Two arrows that part."""
    pen.stroke((18, 9), (23, 9), (23, 14))
    pen.stroke((23, 9), (17.5, 14.5))
    pen.stroke((9, 18), (9, 23), (14, 23))
    pen.stroke((9, 23), (14.5, 17.5))


def _more(pen: Pen) -> None:
    for x in (10, 16, 22):
        pen.sheet.circle((x, 16), 1.75, pen.ink)


def _minus(pen: Pen) -> None:
    pen.box(10, 15, 22, 17)


def _plus(pen: Pen) -> None:
    _minus(pen)
    pen.box(15, 10, 17, 22)


def _help(pen: Pen) -> None:
    pen.arc((16, 12.75), 3.75, -0.25, 0.38)
    pen.stroke((18.55, 15.5), (16, 18))
    pen.stroke((16, 18), (16, 18.5))
    pen.sheet.circle((16, 22.5), 1.35, pen.ink)


def _close(pen: Pen) -> None:
    pen.stroke((11, 11), (21, 21))
    pen.stroke((21, 11), (11, 21))


def _back(pen: Pen) -> None:
    pen.stroke((18.5, 10), (12.5, 16), (18.5, 22))


def _next(pen: Pen) -> None:
    pen.stroke((13.5, 10), (19.5, 16), (13.5, 22))


_GLYPHS: dict[str, Callable[[Pen], None]] = {
    "pause": _pause,
    "play": _play,
    "stop": _stop,
    "mute": _mute,
    "sound": _sound,
    "compact": _compact,
    "expand": _expand,
    "more": _more,
    "minus": _minus,
    "plus": _plus,
    "help": _help,
    "close": _close,
    "back": _back,
    "next": _next,
}
GLYPHS = tuple(_GLYPHS)
