"""The leg as a small drawing in Braille dots: the same pose as the windows' figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.ui.drawing.geometry import BALL, FLOOR, HEEL_FROM_BALL, pose, turned

if TYPE_CHECKING:
    from collections.abc import Iterable

    from soleus_tray.ui.drawing.geometry import Point

COLUMNS, ROWS = 24, 9
_LEFT, _TOP = -112.0, -70.0
_PIXELS_PER_DOT = 3.9
_SEAT: tuple[Point, Point] = ((-112.0, -34.0), (-40.0, -34.0))
_CHAIR_LEG: tuple[Point, Point] = ((-48.0, -34.0), (-48.0, FLOOR + 4))
_FLOOR: tuple[Point, Point] = ((-112.0, FLOOR + 6), (76.0, FLOOR + 6))
_BLANK = 0x2800
# A Braille character's dots by row and column.
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


def leg_rows(height: float) -> tuple[str, ...]:
    """The drawing with the heel `height` (0 to 1) of its highest, as ROWS rows of COLUMNS characters."""
    masks = [[0] * COLUMNS for _ in range(ROWS)]
    for line in (_SEAT, _CHAIR_LEG, _FLOOR, *_outline(height)):
        _mark(masks, _along(*line))
    return tuple("".join(chr(_BLANK + mask) for mask in row) for row in masks)


def _outline(height: float) -> tuple[tuple[Point, ...], ...]:
    """The leg's lines; one of three points is a curve."""
    here = pose(height)
    (hip_x, hip_y), (knee_x, knee_y), (ankle_x, ankle_y) = here.hip, here.knee, here.ankle
    heel, toes = turned(HEEL_FROM_BALL, here.lift), (BALL[0] + 22, BALL[1])
    front, back = (ankle_x + 7, ankle_y + 2), (ankle_x - 6, ankle_y)
    kneecap, hollow = (knee_x + 10, knee_y), (knee_x - 9, knee_y + 12)
    calf = ((hollow[0] + back[0]) / 2 - 14, hollow[1] * 0.7 + back[1] * 0.3)
    instep = (BALL[0] + 4, BALL[1] - 10)
    return (
        ((hip_x, hip_y - 12), (knee_x - 4, knee_y - 10)),
        ((knee_x - 4, knee_y - 10), kneecap),
        ((hip_x, hip_y + 12), hollow),
        (kneecap, front),
        (hollow, calf, back),
        (back, heel),
        (heel, BALL),
        (front, instep, toes),
        (BALL, toes),
    )


def _along(*points: Point) -> Iterable[Point]:
    """Points close to each other from the first to the last; a middle one bends the way."""
    start, bend, end = points if len(points) == 3 else (points[0], _middle(*points), points[-1])
    steps = 2 * round(max(abs(end[0] - start[0]), abs(end[1] - start[1])) / _PIXELS_PER_DOT) + 2
    for step in range(steps + 1):
        after = step / steps
        before = 1 - after
        weights = (before * before, 2 * before * after, after * after)
        spots = (start, bend, end)
        yield (
            sum(weight * spot[0] for weight, spot in zip(weights, spots, strict=True)),
            sum(weight * spot[1] for weight, spot in zip(weights, spots, strict=True)),
        )


def _middle(start: Point, end: Point) -> Point:
    return (start[0] + end[0]) / 2, (start[1] + end[1]) / 2


def _mark(masks: list[list[int]], points: Iterable[Point]) -> None:
    for x, y in points:
        column, dot_x = divmod(int((x - _LEFT) / _PIXELS_PER_DOT), 2)
        row, dot_y = divmod(int((y - _TOP) / _PIXELS_PER_DOT), 4)
        if 0 <= row < ROWS and 0 <= column < COLUMNS:
            masks[row][column] |= _DOTS[dot_y][dot_x]
