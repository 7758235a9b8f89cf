"""Windows: what the shell says of notifications, and whether the window in front covers its monitor.

The shell knows of games and presentations; a browser's full-screen film it tells of only at times, so the
window in front is measured too.
Sources: https://learn.microsoft.com/windows/win32/api/shellapi/nf-shellapi-shqueryusernotificationstate
https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-getforegroundwindow
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from soleus_tray.core.program_names import people_call
from soleus_tray.core.signals import Signal
from soleus_tray.ports.sensor import Reading

if TYPE_CHECKING:
    from soleus_tray.core.settings import QuietSettings
    from soleus_tray.core.signals import Kind

BUSY_STATES = frozenset({2, 3, 4})
"""QUNS_BUSY, QUNS_RUNNING_D3D_FULL_SCREEN and QUNS_PRESENTATION_MODE; do-not-disturb is another sensor's."""
SHELL_CLASSES = frozenset({"Progman", "WorkerW", "Shell_TrayWnd", "Windows.UI.Core.CoreWindow", "#32769"})
"""The desktop behind all windows, the taskbar, and the start menu; under Wine the desktop is #32769."""

OURS = "soleus-tray"
"""As people_call makes it of our installed program."""

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _NEAREST_MONITOR = 2
    _MAY_ASK_ITS_NAME = 0x1000
    """PROCESS_QUERY_LIMITED_INFORMATION."""
    _STYLE = -16
    _CAPTION = 0x00C00000
    """WS_CAPTION: a maximised window keeps it, one that is full screen doesn't."""

    class _Monitor(ctypes.Structure):
        """MONITORINFO."""

        _fields_ = (
            ("size", wintypes.DWORD),
            ("whole", wintypes.RECT),
            ("work", wintypes.RECT),
            ("flags", wintypes.DWORD),
        )

    class WindowsFullscreen:
        """The shell's word, and the window in front."""

        kind: Kind = "fullscreen"
        source = "Windows shell and foreground window"

        def read(self, chosen: QuietSettings) -> Reading:
            """The present reading."""
            window = ctypes.windll.user32.GetForegroundWindow()
            if not _covers_its_monitor(window) and not _shell_says_busy():
                return Reading()
            program = _program_of(window)
            return Reading() if program.casefold() == OURS else Reading((Signal("fullscreen", program),))

        def close(self) -> None:
            """Nothing is held."""

    def _shell_says_busy() -> bool:
        state = ctypes.c_int()
        answered = ctypes.windll.shell32.SHQueryUserNotificationState(ctypes.byref(state))
        return answered == 0 and state.value in BUSY_STATES

    def _covers_its_monitor(window: int) -> bool:
        """Whether a visible frameless window that isn't the shell's covers the whole of its monitor."""
        user32 = ctypes.windll.user32
        if not window or not user32.IsWindowVisible(window) or _class_of(window) in SHELL_CLASSES:
            return False
        if user32.GetWindowLongW(window, _STYLE) & _CAPTION == _CAPTION:
            return False
        place, monitor = wintypes.RECT(), _Monitor()
        monitor.size = ctypes.sizeof(_Monitor)
        user32.MonitorFromWindow.restype = ctypes.c_void_p
        handle = ctypes.c_void_p(user32.MonitorFromWindow(window, _NEAREST_MONITOR))
        if not user32.GetWindowRect(window, ctypes.byref(place)):
            return False
        if not user32.GetMonitorInfoW(handle, ctypes.byref(monitor)):
            return False
        whole = monitor.whole
        return bool(
            place.left <= whole.left
            and place.top <= whole.top
            and place.right >= whole.right
            and place.bottom >= whole.bottom
        )

    def _class_of(window: int) -> str:
        name = ctypes.create_unicode_buffer(256)
        ctypes.windll.user32.GetClassNameW(window, name, len(name))
        return name.value

    def _process_of(window: int) -> int:
        process = wintypes.DWORD()
        ctypes.windll.user32.GetWindowThreadProcessId(window, ctypes.byref(process))
        return process.value

    def _program_of(window: int) -> str:
        """Whose window this is, by its file; "" when Windows won't say."""
        kernel = ctypes.windll.kernel32
        kernel.OpenProcess.restype = ctypes.c_void_p
        handle = kernel.OpenProcess(_MAY_ASK_ITS_NAME, False, _process_of(window)) if window else None
        if not handle:
            return ""
        path = ctypes.create_unicode_buffer(1024)
        length = wintypes.DWORD(len(path))
        told = kernel.QueryFullProcessImageNameW(ctypes.c_void_p(handle), 0, path, ctypes.byref(length))
        kernel.CloseHandle(ctypes.c_void_p(handle))
        return people_call(path.value) if told else ""
