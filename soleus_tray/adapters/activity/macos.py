"""macOS: CoreGraphics' age of the last event; the lock is read in adapters/session.

Source: Apple's CGEventSource reference, CGEventSourceSecondsSinceLastEventType.
Written from documentation; never run on a Mac.
"""

from __future__ import annotations

import sys

from soleus_tray.ports.activity import Activity

if sys.platform == "darwin":
    import ctypes

    _COMBINED_SESSION_STATE = 0
    _ANY_INPUT = 0xFFFFFFFF

    class MacActivity:
        """The session's last input."""

        source = "macOS CGEventSource"

        def read(self) -> Activity:
            """The present reading."""
            graphics = ctypes.CDLL("/System/Library/Frameworks/CoreGraphics.framework/CoreGraphics")
            since = graphics.CGEventSourceSecondsSinceLastEventType
            since.restype = ctypes.c_double
            since.argtypes = [ctypes.c_int32, ctypes.c_uint32]
            return Activity(float(since(_COMBINED_SESSION_STATE, _ANY_INPUT)))

        def close(self) -> None:
            """Nothing is held."""
