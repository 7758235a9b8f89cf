"""The screen adapter for this system."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from soleus_tray.ports.screen import Screen


def choose_screen() -> Screen:
    """X11 on Linux (Tk runs through it on Wayland too); elsewhere what Tk knows is enough."""
    if sys.platform == "linux":
        from soleus_tray.adapters.screens.x11 import X11Screen  # noqa: PLC0415 - ctypes only where it serves

        return X11Screen()
    from soleus_tray.adapters.screens.unavailable import UnknownScreen  # noqa: PLC0415

    return UnknownScreen()
