"""Windows: a hidden window that is told of the lock, of sleep and of the session's end.

It is a top-level window, since message-only ones hear no broadcasts, and lives on a thread of its own, since
Windows waits until it has answered: that gives the app the moment it needs to save.
Sources: https://learn.microsoft.com/windows/win32/termserv/wm-wtssession-change,
https://learn.microsoft.com/windows/win32/power/wm-powerbroadcast,
https://learn.microsoft.com/windows/win32/shutdown/wm-endsession
"""

from __future__ import annotations

import logging
import sys
import threading
from functools import cache
from typing import TYPE_CHECKING

from soleus_tray.core.text import _

if TYPE_CHECKING:
    from soleus_tray.ports.session import OnSessionEvent, SessionEvent

WM_CLOSE, WM_DESTROY = 0x10, 0x02
WM_QUERYENDSESSION, WM_ENDSESSION = 0x11, 0x16
WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x218, 0x2B1
CLASS_NAME = "SoleusTraySession"
LONGEST_WAIT = 1.5
"""Seconds the system is kept waiting for the app to save; Windows itself waits about two before a sleep."""
_TOLD: dict[tuple[int, int], SessionEvent] = {
    (WM_WTSSESSION_CHANGE, 7): "locked",
    (WM_WTSSESSION_CHANGE, 8): "unlocked",
    (WM_POWERBROADCAST, 4): "sleeping",
    # PBT_APMRESUMEAUTOMATIC: comes after every sleep, whoever ended it; a user's adds another one.
    (WM_POWERBROADCAST, 18): "woke",
}
_log = logging.getLogger(__name__)


def event_of(message: int, detail: int) -> SessionEvent | None:
    """What a window message with this wParam tells of the session; None for all the others."""
    if message == WM_ENDSESSION:
        return "ending" if detail else None  # 0: somebody else has stopped it
    return _TOLD.get((message, detail))


class Told:
    """What was told so far, and the moment the system is kept waiting. Its window's thread calls `tell`."""

    def __init__(self, on_event: OnSessionEvent) -> None:
        self._on_event = on_event
        self._saved = threading.Event()
        self._asleep = False
        self.locked = False

    def tell(self, message: int, detail: int) -> int | None:
        """The window's answer to a message, None for one that is not ours; waits where the app must save."""
        event = event_of(message, detail)
        if event in {"locked", "unlocked"}:
            self.locked = event == "locked"
        # Told twice of one sleep: by the broadcast, and as we asked for it.
        doubled = event == ("sleeping" if self._asleep else "woke")
        self._asleep = event == "sleeping" or (self._asleep and event != "woke")
        if event and not doubled:
            self._saved.clear()
            self._on_event(event)
            if event in {"sleeping", "ending"}:
                self._saved.wait(LONGEST_WAIT)
        # pystray's window and ours both let the session end: 0 would forbid it.
        ours = event or message in {WM_QUERYENDSESSION, WM_POWERBROADCAST}
        return int(message != WM_ENDSESSION) if ours else None

    def saved(self) -> None:
        """The system need not wait any more."""
        self._saved.set()


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _RESULT = ctypes.c_ssize_t
    _PROCEDURE = ctypes.WINFUNCTYPE(_RESULT, wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM)

    class _Class(ctypes.Structure):
        """WNDCLASSW."""

        _fields_ = (
            ("style", wintypes.UINT),
            ("procedure", _PROCEDURE),
            ("class_bytes", ctypes.c_int),
            ("window_bytes", ctypes.c_int),
            ("instance", wintypes.HINSTANCE),
            ("icon", wintypes.HICON),
            ("cursor", wintypes.HANDLE),
            ("background", wintypes.HBRUSH),
            ("menu", wintypes.LPCWSTR),
            ("name", wintypes.LPCWSTR),
        )

    class WindowsSession:
        """The session this process runs in."""

        def __init__(self, on_event: OnSessionEvent) -> None:
            self._told = Told(on_event)
            self._window: int | None = None
            self._closed = False
            self._making = threading.Lock()
            self.source = ""
            self.why = _("Windows has not been asked yet.")

        @property
        def locked(self) -> bool:
            """Whether the screen is locked, as far as Windows told."""
            return self._told.locked

        def start(self) -> None:
            """Begin to listen, on a thread of our own."""
            threading.Thread(target=self._run, name="session", daemon=True).start()

        def may_sleep(self) -> None:
            """Let the machine go on."""
            self._told.saved()

        def close(self) -> None:
            """Let the window go."""
            self._told.saved()
            with self._making:
                self._closed = True
                if self._window:
                    _user32().PostMessageW(self._window, WM_CLOSE, 0, 0)

        def _run(self) -> None:
            try:
                self._listen(_user32())
            except OSError as error:
                self._say_why(error)

        def _say_why(self, error: OSError) -> None:
            _log.warning("Windows' session messages can't be had: %s", error)
            self.why = _("Windows doesn't tell of the lock ({error}); it is noticed a little later.").format(
                error=error
            )

        def _listen(self, user32: ctypes.WinDLL) -> None:
            described = _Class(procedure=_PROCEDURE(self._answer), name=CLASS_NAME)
            if not user32.RegisterClassW(ctypes.byref(described)):
                raise ctypes.WinError(ctypes.get_last_error())
            try:
                with self._making:
                    window = user32.CreateWindowExW(
                        0, CLASS_NAME, None, 0, 0, 0, 0, 0, None, None, None, None
                    )
                    if not window:
                        raise ctypes.WinError(ctypes.get_last_error())
                    self._window = window
                    if self._closed:
                        user32.PostMessageW(window, WM_CLOSE, 0, 0)
                self._ask_to_be_told(user32, window)
                message = wintypes.MSG()
                while user32.GetMessageW(ctypes.byref(message), None, 0, 0) > 0:
                    user32.DispatchMessageW(ctypes.byref(message))
            finally:
                user32.UnregisterClassW(CLASS_NAME, None)

        def _ask_to_be_told(self, user32: ctypes.WinDLL, window: int) -> None:
            """The lock is told on request only, and so is the sleep of a machine with modern standby."""
            sessions = ctypes.WinDLL("wtsapi32", use_last_error=True)
            sessions.WTSRegisterSessionNotification.argtypes = [wintypes.HWND, wintypes.DWORD]
            user32.RegisterSuspendResumeNotification(window, 0)
            if sessions.WTSRegisterSessionNotification(window, 0):
                self.source, self.why = "Windows session messages", ""
            else:
                self._say_why(ctypes.WinError(ctypes.get_last_error()))

        def _answer(self, window: int, message: int, wparam: int, lparam: int) -> int:
            user32 = _user32()
            if message == WM_DESTROY:
                with self._making:
                    self._window = None
                user32.PostQuitMessage(0)
                return 0
            answer = self._told.tell(message, wparam)
            if answer is None:
                answer = user32.DefWindowProcW(window, message, wparam, lparam)
            return answer

    @cache
    def _user32() -> ctypes.WinDLL:
        """A copy of our own, since signatures are kept with it and pystray sets others on the shared one."""
        user32 = ctypes.WinDLL("user32", use_last_error=True)
        arguments = [wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM]
        for name, result, taken in (
            ("DefWindowProcW", _RESULT, arguments),
            ("PostMessageW", wintypes.BOOL, arguments),
            ("DispatchMessageW", _RESULT, [ctypes.c_void_p]),
            (
                "CreateWindowExW",
                wintypes.HWND,
                [wintypes.DWORD, wintypes.LPCWSTR, wintypes.LPCWSTR, wintypes.DWORD]
                + [ctypes.c_int] * 4
                + [ctypes.c_void_p] * 4,
            ),
            ("RegisterSuspendResumeNotification", ctypes.c_void_p, [wintypes.HWND, wintypes.DWORD]),
        ):
            function = getattr(user32, name)
            function.restype, function.argtypes = result, taken
        return user32
