"""Windows: whether anything asks for the display to stay on; Windows tells who only to administrators.

Source: https://learn.microsoft.com/windows/win32/api/powerbase/nf-powerbase-callntpowerinformation
(SystemExecutionState) and SetThreadExecutionState for the flags.
"""

from __future__ import annotations

import sys

from soleus_tray.core.signals import Signal
from soleus_tray.core.text import N_, _
from soleus_tray.ports.sensor import Reading

DISPLAY_REQUIRED = 0x2
"""ES_DISPLAY_REQUIRED; 0x1 is the system, 0x4 a user who is there."""


UNKNOWN = N_(
    "Windows did not say whether a film keeps the screen on, so one counts as sitting only with some "
    "input; starting Windows again may help."
)


def reading_of(status: int, flags: int) -> Reading:
    """What an NTSTATUS and the execution state's flags mean."""
    if status != 0:
        return Reading(why=_(UNKNOWN))
    return Reading((Signal("media"),) if flags & DISPLAY_REQUIRED else ())


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes
    from typing import TYPE_CHECKING

    if TYPE_CHECKING:
        from soleus_tray.core.settings import QuietSettings
        from soleus_tray.core.signals import Kind

    _SYSTEM_EXECUTION_STATE = 16

    class WindowsMedia:
        """The whole system's execution state."""

        kind: Kind = "media"
        source = "Windows execution state"

        def read(self, chosen: QuietSettings) -> Reading:
            """See ports.sensor.Sensor."""
            ask = ctypes.windll.powrprof.CallNtPowerInformation
            ask.restype = ctypes.c_long
            ask.argtypes = [ctypes.c_int, ctypes.c_void_p, wintypes.ULONG, ctypes.c_void_p, wintypes.ULONG]
            flags = wintypes.ULONG(0)
            status = ask(_SYSTEM_EXECUTION_STATE, None, 0, ctypes.byref(flags), ctypes.sizeof(flags))
            return reading_of(status, flags.value)

        def close(self) -> None:
            """Nothing is held."""
