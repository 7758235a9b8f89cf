"""macOS: whether the window in front covers a display. Bounds and owners need no permission; titles would.

Source: Apple's Quartz Window Services reference (CGWindowListCopyWindowInfo, kCGWindowBounds).
Written from documentation; never run on a Mac.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from soleus_tray.core.program_names import people_call
from soleus_tray.core.signals import Signal
from soleus_tray.core.text import _
from soleus_tray.ports.sensor import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from soleus_tray.core.settings import QuietSettings
    from soleus_tray.core.signals import Kind

Box = tuple[float, float, float, float]
"""Left, top, width, height in points."""
_MENU_BAR = 24
"""kCGMainMenuWindowLevel."""
_TALLEST_NOTCH = 60


def owner_in_front(windows: Iterable[Mapping[str, Any]], displays: Iterable[Box], own: int) -> str | None:
    """The owner of the foremost ordinary window if it fills a display; None if it doesn't.

    `windows` are the dictionaries of CGWindowListCopyWindowInfo, foremost first; ordinary is layer 0, which
    the desktop, the Dock and the menu bar are not on.
    """
    listed = list(windows)
    bars = [_box(window) for window in listed if window.get("kCGWindowLayer") == _MENU_BAR]
    for window in listed:
        if window.get("kCGWindowLayer") == 0 and window.get("kCGWindowOwnerPID") != own:
            box = _box(window)
            fills = any(_fills(box, display, bars) for display in displays)
            return str(window.get("kCGWindowOwnerName", "")) if fills else None
    return None


def _fills(box: Box, display: Box, bars: list[Box]) -> bool:
    """Whether it covers the display, or all of it below a camera's notch while no menu bar is shown there."""
    if box == display:
        return True
    gap = box[1] - display[1]
    below = (box[0], display[1], box[2], box[3] + gap) == display and 0 < gap <= _TALLEST_NOTCH
    return below and not any(bar[:2] == display[:2] and bar[2] == display[2] for bar in bars)


def _box(window: Mapping[str, Any]) -> Box:
    """The window's bounds; empty when they are missing."""
    bounds = window.get("kCGWindowBounds") or {}
    left, top, width, height = (float(bounds.get(side, 0)) for side in ("X", "Y", "Width", "Height"))
    return left, top, width, height


if sys.platform == "darwin":
    import os
    from importlib import import_module

    class MacFullscreen:
        """The window in front."""

        kind: Kind = "fullscreen"
        source = "macOS window list"

        def read(self, chosen: QuietSettings) -> Reading:
            """The present reading."""
            try:
                quartz: Any = import_module("Quartz")  # heavy, so only once asked; pystray brings it
            except ImportError:
                return Reading(why=_("Full-screen windows can't be seen: install pyobjc-framework-Quartz."))
            seen = quartz.kCGWindowListOptionOnScreenOnly | quartz.kCGWindowListExcludeDesktopElements
            windows = quartz.CGWindowListCopyWindowInfo(seen, quartz.kCGNullWindowID) or ()
            owner = owner_in_front([dict(one) for one in windows], _displays(quartz), os.getpid())
            return Reading() if owner is None else Reading((Signal("fullscreen", people_call(owner)),))

        def close(self) -> None:
            """Nothing is held."""

    def _displays(quartz: Any) -> list[Box]:
        _, displays, _ = quartz.CGGetActiveDisplayList(16, None, None)
        bounds = [quartz.CGDisplayBounds(display) for display in displays or ()]
        return [(one.origin.x, one.origin.y, one.size.width, one.size.height) for one in bounds]
