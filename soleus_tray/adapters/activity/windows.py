"""Windows: GetLastInputInfo against the low 32 bits of the tick count, and the input desktop for the lock.

Source: https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-getlastinputinfo
"""

from __future__ import annotations

import sys
from functools import cache

from soleus_tray.core.text import _
from soleus_tray.ports.activity import Activity

_WRAP = 1 << 32
_AHEAD = 60_000
"""Milliseconds: a driver's stamp may lie a little after the tick count that is read next."""


def idle_seconds(tick_now: int, tick_of_input: int) -> float:
    """Seconds between two tick counts in milliseconds, of which only the low 32 bits are kept (49.7 days)."""
    idle = (tick_now - tick_of_input) % _WRAP
    return 0.0 if idle >= _WRAP - _AHEAD else idle / 1000


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _LastInput(ctypes.Structure):
        _fields_ = (("size", wintypes.UINT), ("time", wintypes.DWORD))

    _NAME = 2
    """UOI_NAME."""

    class WindowsActivity:
        """The session's last input."""

        source = "Windows GetLastInputInfo"

        def read(self) -> Activity:
            """The present reading."""
            user32, kernel32 = _libraries()
            last = _LastInput(ctypes.sizeof(_LastInput), 0)
            if not user32.GetLastInputInfo(ctypes.byref(last)):
                return Activity(None, _is_locked(user32), _("Windows did not say when the last input was."))
            return Activity(idle_seconds(kernel32.GetTickCount64(), last.time), _is_locked(user32))

        def close(self) -> None:
            """Nothing is held."""

    def _is_locked(user32: ctypes.WinDLL) -> bool:
        """Whether input goes to a desktop we may not open, or not to the user's own: the lock screen's."""
        desktop = user32.OpenInputDesktop(0, False, 1)  # DESKTOP_READOBJECTS
        if not desktop:
            return True
        name = ctypes.create_unicode_buffer(64)
        told = user32.GetUserObjectInformationW(desktop, _NAME, name, ctypes.sizeof(name), None)
        user32.CloseDesktop(desktop)
        return bool(told) and name.value.casefold() != "default"

    @cache
    def _libraries() -> tuple[ctypes.WinDLL, ctypes.WinDLL]:
        """Copies of our own with signatures: handles and ticks have 64 bits; the others are shared."""
        user32, kernel32 = ctypes.WinDLL("user32"), ctypes.WinDLL("kernel32")
        kernel32.GetTickCount64.restype = ctypes.c_uint64
        user32.OpenInputDesktop.restype = wintypes.HANDLE
        user32.GetUserObjectInformationW.argtypes = [
            wintypes.HANDLE,
            ctypes.c_int,
            ctypes.c_void_p,
            wintypes.DWORD,
            ctypes.c_void_p,
        ]
        user32.CloseDesktop.argtypes = [wintypes.HANDLE]
        return user32, kernel32
