"""macOS: the session dictionary says whether the screen is locked, whenever it is asked.

Source: Apple's Quartz Display Services reference, CGSessionCopyCurrentDictionary; the key is not documented
but has been there since Mac OS X 10.5. Suspend is noticed by the clocks.
Written from documentation; never run on a Mac.
"""

from __future__ import annotations

import sys

if sys.platform == "darwin":
    import ctypes
    from ctypes import c_bool, c_char_p, c_uint32, c_void_p

    _FRAMEWORKS = "/System/Library/Frameworks"
    _UTF8 = 0x08000100
    _KEY = b"CGSSessionScreenIsLocked"

    class MacSession:
        """Tells no events; `locked` asks each time, which takes microseconds."""

        source = "macOS session dictionary"
        why = ""

        @property
        def locked(self) -> bool:
            """Whether the key is there and true; without a session nobody sits at this screen."""
            graphics, foundation = _libraries()
            session = graphics.CGSessionCopyCurrentDictionary()
            if not session:
                return True
            key = foundation.CFStringCreateWithCString(None, _KEY, _UTF8)
            value = foundation.CFDictionaryGetValue(session, key)
            locked = bool(value) and bool(foundation.CFBooleanGetValue(value))
            foundation.CFRelease(key)
            foundation.CFRelease(session)
            return locked

        def start(self) -> None:
            """There is nothing to begin."""

        def may_sleep(self) -> None:
            """Nobody waits."""

        def close(self) -> None:
            """Nothing is held."""

    def _libraries() -> tuple[ctypes.CDLL, ctypes.CDLL]:
        """CoreGraphics and CoreFoundation with the signatures of what is called."""
        graphics = ctypes.CDLL(f"{_FRAMEWORKS}/CoreGraphics.framework/CoreGraphics")
        foundation = ctypes.CDLL(f"{_FRAMEWORKS}/CoreFoundation.framework/CoreFoundation")
        graphics.CGSessionCopyCurrentDictionary.restype = c_void_p
        graphics.CGSessionCopyCurrentDictionary.argtypes = []
        foundation.CFStringCreateWithCString.restype = c_void_p
        foundation.CFStringCreateWithCString.argtypes = [c_void_p, c_char_p, c_uint32]
        foundation.CFDictionaryGetValue.restype = c_void_p
        foundation.CFDictionaryGetValue.argtypes = [c_void_p, c_void_p]
        foundation.CFBooleanGetValue.restype = c_bool
        foundation.CFBooleanGetValue.argtypes = [c_void_p]
        foundation.CFRelease.restype = None
        foundation.CFRelease.argtypes = [c_void_p]
        return graphics, foundation
