"""Windows' console: keys through msvcrt, and the sequences every other terminal knows switched on.

Source: https://learn.microsoft.com/windows/console/console-virtual-terminal-sequences
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from soleus_tray.ui.terminal.console import Heard, size_of

if TYPE_CHECKING:
    from soleus_tray.ui.terminal.console import Call

if sys.platform == "win32":
    import ctypes
    import msvcrt
    from ctypes import wintypes

    _CALLS: dict[int, Call] = {signal.SIGINT: "stop", signal.SIGBREAK: "end"}
    _LOOK_EVERY = 0.03
    """Seconds: the console has nothing to wait on that signals end as well."""
    _STD_OUTPUT = -11
    _SEQUENCES = 0x0004
    _SPECIAL = ("\x00", "\xe0")
    """What a function key or an arrow begins with."""
    _INPUT, _OUTPUT = 0, 1

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel.GetStdHandle.restype = wintypes.HANDLE

    class WindowsConsole:
        """Implements Console on standard input and output."""

        def __init__(self) -> None:
            self._keys = False
            self._found: int | None = None
            self._handlers: dict[int, Any] = {}
            self._called: list[int] = []
            self._lines: SimpleQueue[bytes] = SimpleQueue()
            self._ended = False

        def open(self, *, keys: bool) -> None:
            """As in the port."""
            self._keys = keys
            for one in _CALLS:
                self._handlers[one] = signal.signal(one, lambda number, _frame: self._called.append(number))
            if keys:
                self._found = _mode()
                _set_mode(self._found | _SEQUENCES)
            else:
                threading.Thread(target=self._listen, name="input", daemon=True).start()

        def close(self) -> None:
            """As in the port."""
            for one, handler in self._handlers.items():
                signal.signal(one, handler)
            self._handlers = {}
            if self._found is not None:
                _set_mode(self._found)
                self._found = None

        def wait(self, seconds: float | None) -> Heard:
            """As in the port."""
            end = None if seconds is None else time.monotonic() + seconds
            while True:
                if self._called:
                    one = self._called.pop(0)
                    return Heard(call=_CALLS[one], code=128 + one)
                heard = _pressed() if self._keys else self._typed()
                if heard is not None:
                    return heard
                left = _LOOK_EVERY if end is None else min(_LOOK_EVERY, end - time.monotonic())
                if left <= 0:
                    return Heard()
                time.sleep(left)

        def write(self, text: str) -> None:
            """As in the port."""
            if sys.stdout is not None:
                sys.stdout.write(text)
                sys.stdout.flush()

        def suspend(self) -> None:
            """As in the port; there is no such thing here."""

        def size(self) -> tuple[int, int]:
            """As in the port."""
            return size_of(_OUTPUT)

        def _listen(self) -> None:
            """Hand on what is typed, line by line; nothing at its end."""
            line = b""
            while True:
                try:
                    data = os.read(_INPUT, 1024)
                except OSError:
                    data = b""
                line += data
                whole, newline, line = line.rpartition(b"\n")
                if whole or newline:
                    self._lines.put(whole + newline)
                if not data:
                    self._lines.put(b"")
                    return

        def _typed(self) -> Heard | None:
            if self._ended:
                return None
            try:
                data = self._lines.get_nowait()
            except Empty:
                return None
            self._ended = not data
            return Heard(data.decode("utf-8", "ignore"), ended=self._ended)

    def _pressed() -> Heard | None:
        if not msvcrt.kbhit():
            return None
        key = msvcrt.getwch()
        if key in _SPECIAL:
            msvcrt.getwch()
            return Heard()
        return Heard(call="stop", code=130) if key == "\x03" else Heard(key)

    def _mode() -> int:
        mode = wintypes.DWORD()
        _kernel.GetConsoleMode(_kernel.GetStdHandle(_STD_OUTPUT), ctypes.byref(mode))
        return mode.value

    def _set_mode(mode: int) -> None:
        _kernel.SetConsoleMode(_kernel.GetStdHandle(_STD_OUTPUT), mode)
