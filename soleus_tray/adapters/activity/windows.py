"""Windows: GetLastInputInfo against the low 32 bits of the tick count, and the input desktop for the lock.

Source: https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-getlastinputinfo
"""

from __future__ import annotations

import sys

from soleus_tray.ports.activity import Activity

_WRAP = 1 << 32


def idle_seconds(tick_now: int, tick_of_input: int) -> float:
    """Seconds between two tick counts in milliseconds, of which only the low 32 bits are kept (49.7 days)."""
    return ((tick_now - tick_of_input) % _WRAP) / 1000


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _LastInput(ctypes.Structure):
        _fields_ = (("size", wintypes.UINT), ("time", wintypes.DWORD))

    class WindowsActivity:
        """The session's last input."""

        source = "Windows GetLastInputInfo"

        def read(self) -> Activity:
            """The present reading."""
            last = _LastInput(ctypes.sizeof(_LastInput), 0)
            if not ctypes.windll.user32.GetLastInputInfo(ctypes.byref(last)):
                return Activity(None, _is_locked(), "Windows did not say when the last input was.")
            now = ctypes.windll.kernel32.GetTickCount()
            return Activity(idle_seconds(now, last.time), _is_locked())

        def close(self) -> None:
            """Nothing is held."""

    def _is_locked() -> bool:
        """Whether the desktop that receives input is one we may not open: the lock screen's."""
        user32 = ctypes.windll.user32
        desktop_switch = 0x0100
        handle = user32.OpenInputDesktop(0, False, desktop_switch)
        if not handle:
            return True
        locked = not user32.SwitchDesktop(handle)
        user32.CloseDesktop(handle)
        return locked
