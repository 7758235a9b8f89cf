"""A loop that sleeps until a socket, another thread or the clock has something for it."""

from __future__ import annotations

import logging
import selectors
import socket
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_log = logging.getLogger(__name__)


def guarded(function: Callable[..., None], *arguments: Any) -> None:
    """Call back; a fault there is logged with its traceback and must not end the loop."""
    try:
        function(*arguments)
    except Exception:
        _log.exception("a D-Bus callback failed")


@dataclass(slots=True, eq=False)
class Timer:
    """Something to do on the loop's thread at a monotonic moment; `cancel` may be called on any thread."""

    due: float
    action: Callable[[], None]
    cancelled: bool = False

    def cancel(self) -> None:
        """Do not do it after all."""
        self.cancelled = True


class Loop:
    """Timers and work from other threads around one watched socket; `turn` is for one thread at a time."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.thread: int | None = None
        """The thread that turns the loop, None while nobody does."""
        self._timers: list[Timer] = []
        self._soon: list[Callable[[], None]] = []
        self._bell: tuple[socket.socket, socket.socket] | None = None
        self._ringing = False

    def call_soon(self, action: Callable[[], None]) -> None:
        """Do this on the loop's thread."""
        with self.lock:
            self._soon.append(action)
        self.wake()

    def call_later(self, seconds: float, action: Callable[[], None]) -> Timer:
        """Do this on the loop's thread after so many seconds."""
        timer = Timer(time.monotonic() + seconds, action)
        with self.lock:
            self._timers.append(timer)
        self.wake()
        return timer

    def wake(self) -> None:
        """Interrupt the sleep, once, unless the loop's own thread asks."""
        with self.lock:
            if self._bell and not self._ringing and self.thread not in {None, threading.get_ident()}:
                self._ringing = True
                self._bell[1].send(b"\0")

    def enter(self) -> None:
        """Make the calling thread the loop's; raises RuntimeError when another one is."""
        with self.lock:
            if self.thread is not None:
                raise RuntimeError("the loop is turned by another thread")
            self.thread = threading.get_ident()
            self._bell = self._bell or socket.socketpair()

    def exit(self) -> None:
        """Let another thread take over."""
        self.thread = None

    def close(self) -> None:
        """Give back the file descriptors; a later `enter` takes new ones."""
        with self.lock:
            for end in self._bell or ():
                end.close()
            self._bell, self._ringing = None, False

    def turn(self, watched: int | None, writing: bool) -> tuple[bool, bool]:
        """Sleep until something happens, do what is due, and say whether to read and to write `watched`."""
        assert self._bell is not None  # noqa: S101 - enter made it
        with selectors.DefaultSelector() as selector:
            bell = selector.register(self._bell[0], selectors.EVENT_READ)
            if watched is not None:
                selector.register(watched, selectors.EVENT_READ | (selectors.EVENT_WRITE if writing else 0))
            ready = {key.fd: events for key, events in selector.select(self._sleep())}
        if bell.fd in ready:
            with self.lock:
                self._ringing = False
                self._bell[0].recv(64)
        self._do_due()
        events = ready.get(watched, 0) if watched is not None else 0
        return bool(events & selectors.EVENT_READ), bool(events & selectors.EVENT_WRITE)

    def _sleep(self) -> float | None:
        """How long to sleep, in seconds; None is until something happens."""
        with self.lock:
            if self._soon:
                return 0.0
            moments = [timer.due for timer in self._timers if not timer.cancelled]
        return max(0.0, min(moments) - time.monotonic()) if moments else None

    def _do_due(self) -> None:
        now = time.monotonic()
        with self.lock:
            actions, self._soon = self._soon, []
            alive = [timer for timer in self._timers if not timer.cancelled]
            actions += [timer.action for timer in alive if timer.due <= now]
            self._timers = [timer for timer in alive if timer.due > now]
        for action in actions:
            guarded(action)
