"""Windows: a balloon on our own tray icon, where there are no toasts.

plyer shows one too, but on an icon of its own that stays in the tray until the app ends, and a click on it is
lost. A click on this one reaches the tray (adapters.tray.win32).
Source: https://learn.microsoft.com/windows/win32/api/shellapi/nf-shellapi-shell_notifyiconw
"""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

from soleus_tray.core.text import N_, _

from ...ports.notifier import Answer
from ..tray.text import clip

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...ports.notifier import Notification, Notifier, OnAnswer

CLICK = N_("Click here to begin.")


class BalloonNotifier:
    """Shows a balloon with `show(title, body)`, which is False where there is no icon to show it on.

    What can't be shown goes to `fallback`. No buttons; empty words take the balloon away.
    """

    backend = "balloon"
    buttons = False

    def __init__(self, on_answer: OnAnswer, fallback: Notifier, show: Callable[[str, str], bool]) -> None:
        self._on_answer, self._fallback, self._show = on_answer, fallback, show
        self._shown = False

    def send(self, notification: Notification) -> None:
        """See ports.notifier.Notifier."""
        # The shell may take its time to answer.
        threading.Thread(target=self._send, args=(notification,), name="balloon", daemon=True).start()

    def _send(self, one: Notification) -> None:
        click = _(CLICK)
        body = f"{clip(one.body, 255 - len(click) - 1)} {click}" if one.buttons else clip(one.body, 255)
        if self._show(clip(one.title, 63), body):
            self._shown = True
            self._on_answer(Answer(one.key, "shown"))
        else:
            self._fallback.send(one)

    def withdraw(self) -> None:
        """See ports.notifier.Notifier."""
        if self._shown:
            self._shown = False
            threading.Thread(target=self._show, args=("", ""), name="balloon", daemon=True).start()

    def close(self) -> None:
        """Do nothing: a balloon goes with its icon."""


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    def show_on_icon(title: str, body: str) -> bool:
        """Show a balloon on this process's pystray icon; whether there is one and the shell took it."""
        from pystray._util import win32  # noqa: PLC0415 - the tray has loaded it

        data = win32.NOTIFYICONDATAW(
            cbSize=ctypes.sizeof(win32.NOTIFYICONDATAW),
            uFlags=win32.NIF_INFO,
            szInfo=body,
            szInfoTitle=title,
        )
        for window in _pystray_windows():  # the icon's, which the shell knows, and its menu's
            data.hWnd = window
            if win32.Shell_NotifyIcon(win32.NIM_MODIFY, ctypes.byref(data)):
                return True
        return False

    def _pystray_windows() -> list[int]:
        """The hidden windows of pystray's icon; the icon itself is number 0 of one of them."""
        user32 = ctypes.WinDLL("user32")
        found: list[int] = []

        def look(window: int, _: int) -> bool:
            name, process = ctypes.create_unicode_buffer(256), wintypes.DWORD()
            user32.GetClassNameW(wintypes.HWND(window), name, len(name))
            user32.GetWindowThreadProcessId(wintypes.HWND(window), ctypes.byref(process))
            ours = process.value == ctypes.windll.kernel32.GetCurrentProcessId()
            if ours and name.value.endswith("SystemTrayIcon"):
                found.append(window)
            return True

        user32.EnumWindows(ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.HWND, wintypes.LPARAM)(look), 0)
        return found
