"""The tray's orders for a process without a window's loop: read on a thread, waited for on the main one."""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import TextIO

Order = dict[str, Any]
_CHUNK = 1 << 16


class Orders:
    """What the tray sends, line by line."""

    def __init__(self, stream: TextIO) -> None:
        self._descriptor = stream.fileno()
        self._waiting: queue.SimpleQueue[Order | None] = queue.SimpleQueue()
        threading.Thread(target=self._read, name="orders", daemon=True).start()

    def next(self, seconds: float | None) -> Order | None:
        """The next order; {} when none came within so many seconds, None once the tray has closed its end."""
        try:
            return self._waiting.get(timeout=seconds)
        except queue.Empty:
            return {}

    def _read(self) -> None:
        # Without Python's buffer, whose lock would be missed when the process ends while this waits.
        rest = b""
        while chunk := os.read(self._descriptor, _CHUNK):
            *lines, rest = (rest + chunk).split(b"\n")
            for line in filter(bytes.strip, lines):
                self._hand_on(line)
        self._waiting.put(None)

    def _hand_on(self, line: bytes) -> None:
        """A line that is no order must not end a set: it is told on stderr and left."""
        try:
            order = json.loads(line)
            order["order"], order["content"]
        except (ValueError, TypeError, KeyError) as error:
            print(f"An order from the tray could not be read ({error!r}).", file=sys.stderr)  # noqa: T201
            return
        self._waiting.put(order)
