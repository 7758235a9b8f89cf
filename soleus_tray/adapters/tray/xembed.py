"""Whether an XEmbed tray (tint2, trayer, older panels) is there to dock in."""

from __future__ import annotations

import os


def tray_manager() -> bool:
    """Whether some window owns the tray selection of the default screen.

    Asks through libX11, which is small and everywhere; takes a few milliseconds; False without a display.
    """
    if not os.environ.get("DISPLAY"):
        return False
    import ctypes  # noqa: PLC0415 - only a desktop without StatusNotifierItems pays for it

    try:
        x11 = ctypes.CDLL("libX11.so.6")
    except OSError:
        return False
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = x11.XGetSelectionOwner.restype = ctypes.c_ulong
    x11.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    x11.XGetSelectionOwner.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
    x11.XDefaultScreen.argtypes = x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
    display = x11.XOpenDisplay(None)
    if not display:
        return False
    try:
        name = f"_NET_SYSTEM_TRAY_S{x11.XDefaultScreen(display)}".encode()
        return bool(x11.XGetSelectionOwner(display, x11.XInternAtom(display, name, 0)))
    finally:
        x11.XCloseDisplay(display)
