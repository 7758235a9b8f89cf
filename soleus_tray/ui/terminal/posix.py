"""The terminal of Linux and macOS: termios, and signals that wake the one thread."""

from __future__ import annotations

import errno
import os
import select
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from soleus_tray.ui.terminal.console import Heard, size_of

if TYPE_CHECKING:
    from soleus_tray.ui.terminal.console import Call

if sys.platform != "win32":
    import termios
    import tty

    _CALLS: dict[signal.Signals, Call] = {
        signal.SIGINT: "stop",
        signal.SIGTERM: "end",
        signal.SIGHUP: "end",
        signal.SIGTSTP: "suspend",
    }
    _REST_OF_SEQUENCE = 0.1
    """Seconds within which what follows an Esc belongs to it; a person's next key takes longer."""
    _INPUT, _OUTPUT = 0, 1

    class PosixConsole:
        """Implements Console on standard input and output, whatever they are."""

        def __init__(self) -> None:
            self._keys = False
            self._ended = False
            self._found: list[Any] | None = None
            self._wakes = self._wakened = -1
            self._handlers: dict[signal.Signals, Any] = {}
            self._called: list[signal.Signals] = []
            self._line = b""

        def open(self, *, keys: bool) -> None:
            """As in the port."""
            self._keys = keys
            # Closed from the start: its number may be another file's by now.
            self._ended = sys.stdin is None
            self._wakes, self._wakened = os.pipe()
            for end in (self._wakes, self._wakened):
                os.set_blocking(end, False)
            signal.set_wakeup_fd(self._wakened, warn_on_full_buffer=False)
            for one in _CALLS:
                self._handlers[one] = signal.signal(one, self._on_signal)
            if keys:
                self._found = termios.tcgetattr(_INPUT)
                self._take_keys()

        def close(self) -> None:
            """As in the port."""
            self._give_back()
            for one, handler in self._handlers.items():
                signal.signal(one, handler)
            self._handlers = {}
            if self._wakes >= 0:
                signal.set_wakeup_fd(-1)
                os.close(self._wakes)
                os.close(self._wakened)
                self._wakes = -1

        def wait(self, seconds: float | None) -> Heard:
            """As in the port."""
            if self._called:
                return self._call()
            watched = [self._wakes, *([_INPUT] if self._listens() else [])]
            ready, _, _ = select.select(watched, [], [], 0 if self._ended and seconds is None else seconds)
            if self._wakes in ready:
                with suppress(BlockingIOError):
                    os.read(self._wakes, 512)
            if self._called:
                return self._call()
            return self._read() if _INPUT in ready else Heard(ended=self._ended)

        def write(self, text: str) -> None:
            """As in the port."""
            if sys.stdout is not None:
                sys.stdout.write(text)
                sys.stdout.flush()

        def suspend(self) -> None:
            """As in the port."""
            self._give_back()
            signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            os.kill(os.getpid(), signal.SIGTSTP)
            # Here it goes on once the shell has brought us back.
            signal.signal(signal.SIGTSTP, self._on_signal)
            if self._keys:
                self._take_keys()

        def size(self) -> tuple[int, int]:
            """As in the port."""
            return size_of(_OUTPUT)

        def _on_signal(self, number: int, _frame: object) -> None:
            self._called.append(signal.Signals(number))

        def _call(self) -> Heard:
            one = self._called.pop(0)
            return Heard(call=_CALLS[one], code=128 + one)

        def _take_keys(self) -> None:
            # Each key at once and unseen; Ctrl-C and Ctrl-Z stay signals.
            tty.setcbreak(_INPUT, termios.TCSADRAIN)

        def _give_back(self) -> None:
            if self._found is not None:
                with suppress(termios.error):  # the terminal is gone
                    termios.tcsetattr(_INPUT, termios.TCSADRAIN, self._found)

        def _listens(self) -> bool:
            """Whether input may be asked for: a job in the background would be stopped for asking."""
            if self._ended:
                return False
            try:
                return not os.isatty(_INPUT) or os.tcgetpgrp(_INPUT) == os.getpgrp()
            except OSError as error:
                return error.errno == errno.ENOTTY  # a terminal, and not the one that controls us

        def _read(self) -> Heard:
            data = _bytes()
            if data == b"\x1b" and self._keys and select.select([_INPUT], [], [], _REST_OF_SEQUENCE)[0]:
                data += _bytes()
            self._ended = not data
            if self._keys:
                gone = Heard(ended=True, call="end", code=128 + signal.SIGHUP)
                return Heard(data.decode("utf-8", "ignore")) if data else gone
            self._line += data
            whole, newline, self._line = self._line.rpartition(b"\n")
            if self._ended:
                whole, newline, self._line = self._line, b"\n" if self._line else b"", b""
            return Heard((whole + newline).decode("utf-8", "ignore"), ended=self._ended)

    def _bytes() -> bytes:
        """What was typed; nothing where input has ended or its terminal is gone."""
        try:
            return os.read(_INPUT, 1024)
        except OSError:
            return b""
