"""The tray icons and the app's own icon, each size drawn for itself on whole pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from soleus_tray.ports.tray import QUIET_STEPS, RING_STEPS
from soleus_tray.ui.drawing.icon_cache import MARK_STEPS
from soleus_tray.ui.drawing.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL import Image

    from soleus_tray.ports.tray import IconKey
    from soleus_tray.ui.drawing.geometry import Point

CORAL = "#E2552B"
CORAL_ON_DARK = "#FF6B3D"
ON_CORAL = "#FFFFFF"


@dataclass(frozen=True, slots=True)
class _Inks:
    """The colours of one kind of panel; `faded` is opaque so that any panel of that kind shows it."""

    ink: str
    faded: str
    distant: str
    """For small dots, which need more than `faded` to be seen."""
    coral: str


_INKS = {
    "light": _Inks("#20292E", "#A3A9AD", "#747D82", CORAL),
    "dark": _Inks("#F4F6F7", "#7C858B", "#A3ACB1", CORAL_ON_DARK),
}


@dataclass(frozen=True, slots=True)
class _Grid:
    """Whole-pixel measures of one size; the ring's outer edge touches pixel borders at all four sides."""

    size: int
    margin: int
    ring: int
    """Stroke of the ring."""
    mark: float
    """Stroke of the mark."""
    heel: Point
    """The mark's corner when the foot is flat, and the toe's end; y is the middle of the stroke."""
    toe: Point
    knee: Point

    @property
    def middle(self) -> float:
        """The centre of the icon."""
        return self.size / 2

    @property
    def radius(self) -> float:
        """The middle of the ring's stroke."""
        return self.middle - self.margin - self.ring / 2


_GRIDS = {
    grid.size: grid
    for grid in (
        _Grid(16, 1, 2, 2, (5.5, 10), (10.75, 10), (6.75, 4.75)),
        _Grid(22, 1, 2, 2.5, (7.5, 14.25), (15, 14.25), (9, 6.5)),
        _Grid(24, 1, 2, 3, (8, 15.5), (16.5, 15.5), (9.75, 7)),
        _Grid(32, 1, 3, 4, (10.5, 21), (22, 21), (13, 9)),
        _Grid(48, 2, 4, 5, (16, 30.5), (32.5, 30.5), (19.5, 13.5)),
    )
}
SIZES = tuple(_GRIDS)


def draw_icon(key: IconKey, size: int) -> Image.Image:
    """One icon at one size (RGBA)."""
    sheet = Sheet(size, size, fine=16)
    _SHAPES[key.shape](sheet, _GRIDS[size], _INKS[key.panel], key.step)
    return sheet.finish()


def _sitting(sheet: Sheet, grid: _Grid, inks: _Inks, step: int) -> None:
    _ring(sheet, grid, (0.0, 1.0), inks.faded)
    if step > 0:
        _ring(sheet, grid, (0.0, min(1.0, step / RING_STEPS)), inks.ink)
    _mark(sheet, grid, 0.0, inks.ink)


def _due(sheet: Sheet, grid: _Grid, inks: _Inks, _step: int) -> None:
    sheet.circle((grid.middle, grid.middle), grid.middle - grid.margin, inks.coral)
    _mark(sheet, grid, 0.8, ON_CORAL)


def _exercising(sheet: Sheet, grid: _Grid, inks: _Inks, step: int) -> None:
    """One rep in MARK_STEPS pictures: the ring closes while the heel rises and sinks again."""
    place = step % MARK_STEPS
    _ring(sheet, grid, (0.0, (place + 1) / MARK_STEPS), inks.coral)
    _mark(sheet, grid, _MARK_HEIGHTS[place], inks.ink)


# Up in one, high for two, and slowly down again.
_MARK_HEIGHTS = (0.0, 0.5, 1.0, 1.0, 0.65, 0.3)


def _quiet(sheet: Sheet, grid: _Grid, inks: _Inks, step: int) -> None:
    """The heel at one height; the ring rises with it like a level, and closes in the hold."""
    height = step / (QUIET_STEPS - 1)
    _ring(sheet, grid, (0.0, 1.0), inks.faded)
    if step > 0:
        _ring(sheet, grid, (0.5 - height / 2, 0.5 + height / 2), inks.coral)
    _mark(sheet, grid, height * _QUIET_LIFT, inks.ink)


# A little higher than when the ring alone counts: here the heel is what is watched.
_QUIET_LIFT = 1.25


def _held(sheet: Sheet, grid: _Grid, inks: _Inks, _step: int) -> None:
    _ring(sheet, grid, (0.0, 1.0), inks.faded)
    _mark(sheet, grid, 0.0, inks.faded)
    bar = max(2, round(grid.size / 9))
    gap = max(1, round(grid.size / 22)) + (grid.size > 22)
    tall = round(grid.size * 0.42)
    right = bottom = grid.size - grid.margin // 2
    left = right - 2 * bar - gap
    air = 1 if grid.size < 32 else 2
    sheet.rounded((left - air, bottom - tall - air, right + air, bottom + air), air, None)
    for x in (left, left + bar + gap):
        sheet.rounded((x, bottom - tall, x + bar, bottom), bar / 4, inks.coral)


def _snoozed(sheet: Sheet, grid: _Grid, inks: _Inks, _step: int) -> None:
    radius = grid.middle - grid.margin
    sheet.circle((grid.middle, grid.middle), radius, inks.ink)
    sheet.circle((grid.middle + radius * 0.55, grid.middle - radius * 0.42), radius * 0.8, None)


def _away(sheet: Sheet, grid: _Grid, inks: _Inks, _step: int) -> None:
    dots = {16: 8, 22: 10, 24: 10, 32: 12, 48: 16}[grid.size]
    dot = max(1.0, grid.size / 20)
    radius = grid.middle - grid.margin - dot
    for n in range(dots):
        angle = math.tau * n / dots
        centre = (grid.middle + radius * math.sin(angle), grid.middle - radius * math.cos(angle))
        sheet.circle(centre, dot, inks.distant)


def _paused(sheet: Sheet, grid: _Grid, inks: _Inks, _step: int) -> None:
    bar = round(grid.size / 6)
    gap = bar if (grid.size - bar) % 2 == 0 else bar + 1
    tall = 2 * round(grid.size * 0.34)
    left = (grid.size - 2 * bar - gap) // 2
    top = (grid.size - tall) // 2
    for x in (left, left + bar + gap):
        sheet.rounded((x, top, x + bar, top + tall), bar / 4, inks.ink)


_SHAPES: dict[str, Callable[[Sheet, _Grid, _Inks, int], None]] = {
    "sitting": _sitting,
    "due": _due,
    "exercising": _exercising,
    "quiet": _quiet,
    "held": _held,
    "snoozed": _snoozed,
    "away": _away,
    "paused": _paused,
}


def _ring(sheet: Sheet, grid: _Grid, turns: tuple[float, float], fill: str) -> None:
    sheet.arc((grid.middle, grid.middle), grid.radius, grid.ring, turns, fill)


def _mark(sheet: Sheet, grid: _Grid, height: float, fill: str) -> None:
    """Shank and foot: the toe end stays, the heel rises, and the knee with it."""
    toe, flat, knee = grid.toe, grid.heel, grid.knee
    length = toe[0] - flat[0]
    ball = (flat[0] + length * 0.68, toe[1])
    heel = (flat[0] - length * 0.06 * height, flat[1] - length * 0.46 * height)
    top = (knee[0] + length * 0.02 * height, knee[1] - length * 0.10 * height)
    sheet.line(ball, toe, grid.mark, fill)
    sheet.line(heel, ball, grid.mark, fill)
    sheet.line(heel, top, grid.mark, fill)


def draw_app_icon(size: int) -> Image.Image:
    """The app's icon: the due disc's heel mark on a teal tile, with the hour around it."""
    sheet = Sheet(size, size, scale=size / 64, fine=8 if size < 128 else 4)
    sheet.rounded((2, 2, 62, 62), 15, "#1B7F79")
    sheet.arc((32, 32), 20.5, 4, (0.0, 1.0), "#3F9691")
    sheet.arc((32, 32), 20.5, 4, (0.0, 0.7), "#FFFFFF")
    for start, end in (((24.5, 37.5), (34, 40)), ((34, 40), (41, 40)), ((24.5, 37.5), (28, 22))):
        sheet.line(start, end, 5, "#FFFFFF")
    return sheet.finish()
