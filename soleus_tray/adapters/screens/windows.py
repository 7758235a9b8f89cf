"""What Tk leaves to us on Windows: round corners, which Windows 11 draws itself."""

from __future__ import annotations

import ctypes
import sys

from soleus_tray.adapters.screens.unavailable import UnknownScreen

_ROOT = 2
"""GA_ROOT of GetAncestor: the top level that Tk's own window lies in."""
_CORNER_PREFERENCE, _ROUND = 33, 2
"""DWMWA_WINDOW_CORNER_PREFERENCE and DWMWCP_ROUND of dwmapi.h; Windows 10 refuses them."""


class WindowsScreen(UnknownScreen):
    """Tk's idea of monitors and scaling serves; only corners are asked of Windows."""

    def round_corners(self, window: int, _size: tuple[int, int], _radius: int) -> None:
        """Windows 11 chooses the radius; an older one leaves them square."""
        if sys.platform != "win32":
            return
        try:
            set_attribute = ctypes.WinDLL("dwmapi").DwmSetWindowAttribute
        except (OSError, AttributeError):
            return
        ctypes.windll.user32.GetAncestor.restype = ctypes.c_void_p
        top = ctypes.windll.user32.GetAncestor(ctypes.c_void_p(window), _ROOT)
        wanted = ctypes.c_int(_ROUND)
        set_attribute(ctypes.c_void_p(top), _CORNER_PREFERENCE, ctypes.byref(wanted), ctypes.sizeof(wanted))
