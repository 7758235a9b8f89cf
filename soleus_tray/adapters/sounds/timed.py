"""Doing things at their time, one after the other, on a thread that may be held up."""

from __future__ import annotations

import heapq
import logging
import threading
import time
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Thing = TypeVar("Thing")
log = logging.getLogger(__name__)


class Timed(Generic[Thing]):
    """A thread, started by the first thing, that hands each on at its time, with the seconds it is late.

    All three are called on that thread and may block: `do` for each thing, `prepare` once before the first,
    `finish` once after the last.
    """

    def __init__(
        self,
        name: str,
        do: Callable[[Thing, float], None],
        prepare: Callable[[], None],
        finish: Callable[[], None] = lambda: None,
    ) -> None:
        self._name = name
        self._do, self._prepare, self._finish = do, prepare, finish
        self._waiting: list[tuple[float, int, Thing]] = []
        self._told = 0
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closing = False

    def add(self, thing: Thing, at: float) -> None:
        """Hand it on at this monotonic time, at once when that is past."""
        with self._changed:
            self._told += 1
            heapq.heappush(self._waiting, (at, self._told, thing))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()
            self._changed.notify()

    def forget(self) -> None:
        """Drop what has not been handed on."""
        with self._changed:
            self._waiting.clear()
            self._changed.notify()

    def close(self, patience: float) -> None:
        """Hand on what is waiting; returns when that is done, or after so many seconds."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(patience)

    def _run(self) -> None:
        try:
            self._prepare()
            while (found := self._next()) is not None:
                self._do(*found)
            self._finish()
        except Exception:  # the top of a thread: silence is better than a set that ends
            log.exception("%s stopped", self._name)

    def _next(self) -> tuple[Thing, float] | None:
        """Wait for the next thing's time; None when closing and nothing is left."""
        with self._changed:
            while True:
                now = time.monotonic()
                if self._waiting and self._waiting[0][0] <= now:
                    at, _, thing = heapq.heappop(self._waiting)
                    return thing, now - at
                if not self._waiting and self._closing:
                    return None
                self._changed.wait(self._waiting[0][0] - now if self._waiting else None)
