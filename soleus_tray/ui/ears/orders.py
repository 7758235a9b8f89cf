"""The tray's orders for a process without a window's loop: read on a thread, waited for on the main one."""

from __future__ import annotations

import os
import queue
import threading
from typing import TYPE_CHECKING, Any

from soleus_tray.ui.orders import Orders

if TYPE_CHECKING:
    from typing import TextIO

Order = dict[str, Any]
_CHUNK = 1 << 16


class AwaitedOrders:
    """What the tray sends, order by order."""

    def __init__(self, stream: TextIO) -> None:
        self._descriptor = stream.fileno()
        self._waiting: queue.SimpleQueue[Order | None] = queue.SimpleQueue()
        self._orders = Orders(stream, self._waiting.put, lambda: self._waiting.put(None))
        threading.Thread(target=self._read, name="orders", daemon=True).start()

    def next(self, seconds: float | None) -> Order | None:
        """The next order; {} when none came within so many seconds, None once the tray has closed its end."""
        try:
            return self._waiting.get(timeout=seconds)
        except queue.Empty:
            return {}

    def _read(self) -> None:
        # Without Python's buffer, whose lock would be missed when the process ends while this waits.
        while chunk := os.read(self._descriptor, _CHUNK):
            self._orders.take(chunk)
        self._orders.take(b"")
