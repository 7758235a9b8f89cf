"""The pictures of the Learn page: the calf pump, the two calf muscles, and what bending the knee does.

They carry no text: colours name what they show (coral soleus, teal gastrocnemius, teal blood).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from soleus_tray.ui import layout
from soleus_tray.ui.drawing.anatomy import Leg, draw_bones, draw_skin, draw_soleus, draw_surface_muscle
from soleus_tray.ui.drawing.pieces import draw_plate
from soleus_tray.ui.drawing.sheet import Sheet
from soleus_tray.ui.palette import mix

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL import Image

    from soleus_tray.ui.drawing.geometry import Point
    from soleus_tray.ui.palette import Palette

_HALF = layout.LEARN_WIDTH / 2


def draw_learn(colours: Palette, name: str, scale: float) -> Image.Image:
    """One picture on a card of its own; name is one of LEARN."""
    width, height = layout.LEARN_WIDTH, layout.LEARN_HEIGHT
    plate = draw_plate(colours, width, height, scale)
    fine = 4 if scale < 2 else 3
    sheet = Sheet(*plate.size, scale=scale, fine=fine, ground=colours.surface)
    _PICTURES[name](sheet, colours)
    inside = Sheet(*plate.size, scale=scale)
    edge = max(1, round(scale)) / scale if colours.high_contrast else 0.0
    inside.rounded((edge, edge, width - edge, height - edge), layout.CARD_CORNER - edge, "#FFFFFF")
    plate.paste(sheet.finish(), (0, 0), inside.finish().getchannel("A"))
    return plate


@dataclass(frozen=True, slots=True)
class _Pump:
    """A piece of vein between two bellies of muscle."""

    middle: float
    squeezed: bool

    def half(self, y: float) -> float:
        """Half the vein's inner width; it widens just above a valve."""
        bulge = sum(3.0 * _hump((y - valve + 18) / 24) ** 2 for valve in _VALVES)
        return 12.0 + bulge - (8.5 * _hump((y - _PRESSED[0]) / _PRESSED_LENGTH) if self.squeezed else 0.0)

    def belly(self, y: float) -> float:
        """The muscle's outer edge, from the vein's middle."""
        return 18.0 + (44.0 if self.squeezed else 27.0) * _hump((y - _BELLY[0]) / (_BELLY[1] - _BELLY[0]))


_VALVES = (42.0, 118.0)
_BELLY = (6.0, 146.0)
_PRESSED = (44.0, 112.0)
_PRESSED_LENGTH = _PRESSED[1] - _PRESSED[0]
_VEIN = (-4.0, float(layout.LEARN_HEIGHT + 4))


def _hump(share: float) -> float:
    """0 at both ends of 0..1 and beyond, 1 in the middle, soft all along."""
    return math.sin(math.pi * share) ** 1.3 if 0 < share < 1 else 0.0


def _pump(sheet: Sheet, colours: Palette) -> None:
    """At rest the vein fills from below; squeezed, it empties upward. The other valve is closed each time."""
    for pump in (_Pump(_HALF / 2, squeezed=False), _Pump(_HALF * 1.5, squeezed=True)):
        _muscle(sheet, colours, pump)
        _vein(sheet, colours, pump)
        upper, lower = _VALVES
        _valve(sheet, colours, pump, upper, closed=not pump.squeezed)
        _valve(sheet, colours, pump, lower, closed=pump.squeezed)
        for y in (22.0, 10.0) if pump.squeezed else (100.0, 86.0):
            _chevron(sheet, (pump.middle, y), 6, colours.on_teal)
        if pump.squeezed:
            for side in (-1, 1):
                _push(sheet, (pump.middle + side * 24, 78), side, colours)


def _muscle(sheet: Sheet, colours: Palette, pump: _Pump) -> None:
    tint = colours.coral if pump.squeezed else mix(colours.skin, colours.coral, 0.3)
    steps = [_BELLY[0] + (_BELLY[1] - _BELLY[0]) * n / 40 for n in range(41)]
    for side in (-1, 1):
        inner = [(pump.middle + side * (pump.half(y) + 5), y) for y in steps]
        outer = [(pump.middle + side * max(pump.half(y) + 5, pump.belly(y)), y) for y in reversed(steps)]
        sheet.polygon([*inner, *outer], tint)


def _vein(sheet: Sheet, colours: Palette, pump: _Pump) -> None:
    start, end = _VEIN
    steps = [start + (end - start) * n / 80 for n in range(81)]
    for more, fill in ((2.5, _wall(colours)), (0.0, colours.teal)):
        left = [(pump.middle - pump.half(y) - more, y) for y in steps]
        right = [(pump.middle + pump.half(y) + more, y) for y in reversed(steps)]
        sheet.polygon([*left, *right], fill)


def _wall(colours: Palette) -> str:
    return mix(colours.teal, colours.ink, 0.45)


def _valve(sheet: Sheet, colours: Palette, pump: _Pump, y: float, *, closed: bool) -> None:
    """Two leaflets that point up, with the blood: they let it pass, and meet when it would fall back."""
    for side in (-1, 1):
        root = (pump.middle + side * pump.half(y + 6), y + 6)
        tip = (pump.middle, y - 5) if closed else (pump.middle + side * (pump.half(y - 10) - 3), y - 10)
        bend = (pump.middle + side * pump.half(y) * (0.75 if closed else 0.72), y - (3 if closed else 0))
        points = [_bent(root, bend, tip, n / 10) for n in range(11)]
        for one, other in pairwise(points):
            sheet.line(one, other, 2.6, colours.surface)


def _bent(start: Point, bend: Point, end: Point, t: float) -> Point:
    a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
    return a * start[0] + b * bend[0] + c * end[0], a * start[1] + b * bend[1] + c * end[1]


def _chevron(sheet: Sheet, tip: Point, size: float, colour: str) -> None:
    x, y = tip
    for side in (-1, 1):
        sheet.line((x, y), (x + side * size, y + size), 2.6, colour)


def _push(sheet: Sheet, tip: Point, side: int, colours: Palette) -> None:
    """A sign that points from the muscle to the vein."""
    x, y = tip
    for way in (-1, 1):
        sheet.line((x, y), (x + side * 5, y + way * 5), 2.6, colours.surface)


def _muscles(sheet: Sheet, colours: Palette) -> None:
    """A leg stretched out, shin up: soleus deep, gastrocnemius over it, one tendon for both."""
    leg = Leg(sheet, colours, (82.0, 84.0), 1.62, (1.0, 0.0), bent=False)
    draw_skin(leg)
    draw_bones(leg)
    draw_soleus(leg)
    draw_surface_muscle(leg)


def _knee(sheet: Sheet, colours: Palette) -> None:
    """Bent, the muscle that crosses the knee hangs slack; straight, it is taut. The soleus is the same."""
    for x, bent in ((92.0, True), (222.0, False)):
        leg = Leg(sheet, colours, (x, 34.0), 0.88, (0.0, 1.0), bent=bent)
        draw_skin(leg)
        draw_bones(leg)
        draw_soleus(leg)
        draw_surface_muscle(leg)


_PICTURES: dict[str, Callable[[Sheet, Palette], None]] = {
    "pump": _pump,
    "muscles": _muscles,
    "knee": _knee,
}
LEARN = tuple(_PICTURES)
