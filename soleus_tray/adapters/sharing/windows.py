"""Windows: the bars that sharing programs put on the screen, by window class and title.

Not the ConsentStore's graphicsCapture keys: they are about two permissions of packaged programs, and no
documentation says that browsers, Zoom, Teams or OBS leave their times there.
Source: https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-enumwindows; the bars: marks.py
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from soleus_tray.adapters.sharing.marks import sharer
from soleus_tray.core.signals import Signal
from soleus_tray.ports.sensor import Reading

if TYPE_CHECKING:
    from soleus_tray.core.settings import QuietSettings
    from soleus_tray.core.signals import Kind

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _ForEach = ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.HWND, wintypes.LPARAM)

    class WindowsSharing:
        """The visible top-level windows."""

        kind: Kind = "sharing"
        source = "Windows window titles"

        def read(self, chosen: QuietSettings) -> Reading:
            """The present reading."""
            found = (sharer(title, kind) for title, kind in _windows())
            names = dict.fromkeys(name for name in found if name is not None)
            return Reading(tuple(Signal("sharing", name) for name in names))

        def close(self) -> None:
            """Nothing is held."""

    def _windows() -> list[tuple[str, str]]:
        """Title and class of each visible window that has a title."""
        user32 = ctypes.windll.user32
        found: list[tuple[str, str]] = []
        words = ctypes.create_unicode_buffer(512)

        def take(window: int, _: int) -> bool:
            # The text of a window is kept by Windows itself, so a program that hangs keeps nobody waiting.
            if user32.IsWindowVisible(window) and user32.GetWindowTextW(window, words, len(words)):
                title = words.value
                user32.GetClassNameW(window, words, len(words))
                found.append((title, words.value))
            return True

        user32.EnumWindows(_ForEach(take), 0)
        return found
