"""The screen adapter for this system."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from soleus_tray.ports.screen import Screen


def choose_screen() -> Screen:
    """X11 on Linux (Tk runs through it on Wayland too); elsewhere Tk knows nearly all there is."""
    if sys.platform == "linux":
        from soleus_tray.adapters.screens.x11 import X11Screen  # noqa: PLC0415 - ctypes only where it serves

        return X11Screen()
    if sys.platform == "win32":
        from soleus_tray.adapters.screens.windows import WindowsScreen  # noqa: PLC0415

        return WindowsScreen()
    from soleus_tray.adapters.screens.unavailable import UnknownScreen  # noqa: PLC0415

    return UnknownScreen()
