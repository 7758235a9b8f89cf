"""X11 through ctypes on the libX11 that Tk has loaded anyway: no program is started, about 5 ms in all."""

from __future__ import annotations

import ctypes
import math
from typing import Any, ClassVar

_CARDINAL = 6
_BOUNDING, _SET, _BANDED = 0, 0, 3
"""ShapeBounding, ShapeSet and YXBanded of X11/extensions/shape.h and X.h."""
_AREA = 4
"""Figures of one desktop in _NET_WORKAREA (EWMH): left, top, width, height."""


class _Monitor(ctypes.Structure):
    """XRRMonitorInfo of Xrandr.h."""

    _fields_: ClassVar = [
        ("name", ctypes.c_ulong),
        ("primary", ctypes.c_int),
        ("automatic", ctypes.c_int),
        ("outputs_count", ctypes.c_int),
        ("x", ctypes.c_int),
        ("y", ctypes.c_int),
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("width_mm", ctypes.c_int),
        ("height_mm", ctypes.c_int),
        ("outputs", ctypes.c_void_p),
    ]


class _Rectangle(ctypes.Structure):
    """XRectangle of Xlib.h."""

    _fields_: ClassVar = [
        ("x", ctypes.c_short),
        ("y", ctypes.c_short),
        ("width", ctypes.c_ushort),
        ("height", ctypes.c_ushort),
    ]


class X11Screen:
    """Asks the X server on a connection of its own; opened by the first question, closed with the process."""

    def __init__(self) -> None:
        self._x: Any = None
        self._display: Any = None

    def scale(self) -> float | None:
        """What Xft.dpi (set by every desktop's scaling) says, 96 being 1.0; None when it is not set."""
        if not self._open():
            return None
        text: bytes = self._x.XResourceManagerString(self._display) or b""
        for line in text.splitlines():
            name, _, value = line.partition(b":")
            if name.strip() == b"Xft.dpi":
                return _number(value) / 96 or None
        return None

    def monitor_at(self, x: int, y: int) -> tuple[int, int, int, int] | None:
        """Left, top, width, height of the monitor with this point; None when RandR can't say."""
        if not self._open():
            return None
        for left, top, width, height in self._monitors():
            if left <= x < left + width and top <= y < top + height:
                return left, top, width, height
        return None

    def work_area(self) -> tuple[int, int, int, int] | None:
        """What _NET_WORKAREA says of the first desktop; None where no window manager sets it."""
        if not self._open():
            return None
        kind, form = ctypes.c_ulong(), ctypes.c_int()
        count, left_over, found = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.POINTER(ctypes.c_ulong)()
        outs = [ctypes.byref(out) for out in (kind, form, count, left_over, found)]
        root = self._x.XDefaultRootWindow(self._display)
        atom = self._x.XInternAtom(self._display, b"_NET_WORKAREA", 0)
        if self._x.XGetWindowProperty(self._display, root, atom, 0, _AREA, 0, _CARDINAL, *outs) or not found:
            return None
        try:
            # 32-bit figures come as longs, whatever their size.
            whole = form.value == 32 and count.value == _AREA
            return (found[0], found[1], found[2], found[3]) if whole else None
        finally:
            self._x.XFree(found)

    def round_corners(self, window: int, size: tuple[int, int], radius: int) -> None:
        """Cut the top level of this window to a rounded rectangle, by the SHAPE extension, which all have."""
        if not self._open():
            return
        try:
            combine = ctypes.CDLL("libXext.so.6").XShapeCombineRectangles
        except (OSError, AttributeError):
            return
        rows = rounded(*size, radius)
        boxes = (_Rectangle * len(rows))(*(_Rectangle(*row) for row in rows))
        combine.argtypes = [
            ctypes.c_void_p,
            ctypes.c_ulong,
            *[ctypes.c_int] * 3,
            ctypes.c_void_p,
            *[ctypes.c_int] * 3,
        ]
        combine(self._display, self._top_level(window), _BOUNDING, 0, 0, boxes, len(rows), _SET, _BANDED)
        self._x.XSync(self._display, 0)

    def _open(self) -> bool:
        """Connect once; False when there is no X server to ask."""
        if self._x is None:
            self._x = _libx11()
            self._display = self._x.XOpenDisplay(None) if self._x else None
        return bool(self._display)

    def _top_level(self, window: int) -> int:
        """The ancestor just below the root: Tk wraps its windows before the window manager sees them."""
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children = ctypes.c_void_p()
        places = [ctypes.byref(out) for out in (root, parent, children, count)]
        while self._x.XQueryTree(self._display, window, *places):
            if children:
                self._x.XFree(children)
            if parent.value in (0, root.value):
                break
            window = parent.value
        return window

    def _monitors(self) -> list[tuple[int, int, int, int]]:
        try:
            randr: Any = ctypes.CDLL("libXrandr.so.2")
            get = randr.XRRGetMonitors
        except (OSError, AttributeError):
            return []
        get.restype = ctypes.POINTER(_Monitor)
        get.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.POINTER(ctypes.c_int)]
        count = ctypes.c_int()
        root = self._x.XDefaultRootWindow(self._display)
        found = get(self._display, root, 1, ctypes.byref(count))
        return [(m.x, m.y, m.width, m.height) for m in (found[n] for n in range(max(0, count.value)))]


def rounded(width: int, height: int, radius: int) -> list[tuple[int, int, int, int]]:
    """The pixels of a rounded rectangle as boxes (left, top, width, height) from top to bottom.

    A pixel belongs to it when its middle does.
    """
    radius = min(radius, width // 2, height // 2)
    halves = [math.sqrt(radius**2 - (radius - row - 0.5) ** 2) for row in range(radius)]
    insets = [math.ceil(radius - half - 0.5) for half in halves]
    top = [(inset, row, width - 2 * inset, 1) for row, inset in enumerate(insets)]
    bottom = [(left, height - 1 - row, wide, 1) for left, row, wide, _ in reversed(top)]
    middle = [(0, radius, width, height - 2 * radius)] if height > 2 * radius else []
    return top + middle + bottom


def _libx11() -> Any:
    try:
        x: Any = ctypes.CDLL("libX11.so.6")
    except OSError:
        return None
    window, display = ctypes.c_ulong, ctypes.c_void_p
    x.XOpenDisplay.restype = display
    x.XOpenDisplay.argtypes = [ctypes.c_char_p]
    x.XResourceManagerString.restype = ctypes.c_char_p
    x.XResourceManagerString.argtypes = [display]
    x.XDefaultRootWindow.restype = window
    x.XDefaultRootWindow.argtypes = [display]
    x.XInternAtom.restype = ctypes.c_ulong
    x.XInternAtom.argtypes = [display, ctypes.c_char_p, ctypes.c_int]
    x.XQueryTree.argtypes = [display, window, *[ctypes.c_void_p] * 4]
    longs = [ctypes.c_long, ctypes.c_long, ctypes.c_int, ctypes.c_ulong]
    x.XGetWindowProperty.argtypes = [display, window, window, *longs, *[ctypes.c_void_p] * 5]
    x.XSync.argtypes = [display, ctypes.c_int]
    x.XFree.argtypes = [ctypes.c_void_p]
    return x


def _number(text: bytes) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
