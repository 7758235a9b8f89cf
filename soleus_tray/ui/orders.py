"""The tray's orders to a window, read from its pipe on the window's own thread."""

from __future__ import annotations

import json
import os
import sys
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import tkinter as tk
    from collections.abc import Callable
    from typing import TextIO


class Orders:
    """Cuts the tray's bytes into lines and hands each order on."""

    def __init__(
        self, stream: TextIO, on_order: Callable[[dict[str, Any]], None], on_end: Callable[[], None]
    ) -> None:
        self._descriptor = stream.fileno()
        self._on_order = on_order
        self._on_end = on_end
        self._rest = b""
        self._chunks: list[bytes] = []

    def read_now(self, root: tk.Tk) -> None:
        """Read what has come (POSIX, called when there is something)."""
        chunk = os.read(self._descriptor, 1 << 16)
        if not chunk and sys.platform != "win32":
            root.deletefilehandler(self._descriptor)
        self.take(chunk)

    def start_thread(self) -> None:
        """Read on a thread, where pipes can't be waited for (Windows)."""
        threading.Thread(target=self._read_all, daemon=True).start()

    def _read_all(self) -> None:
        chunk = b"x"
        while chunk:
            chunk = os.read(self._descriptor, 1 << 16)
            self._chunks.append(chunk)

    def waiting(self) -> bytes | None:
        """The next the thread has read; None while there is nothing, b"" once the tray's end is closed."""
        return self._chunks.pop(0) if self._chunks else None

    def take(self, chunk: bytes) -> None:
        """Cut it up and hand on the orders in it."""
        if not chunk:
            self._on_end()
            return
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        for line in lines:
            if line.strip():
                self._hand_on(line)

    def _hand_on(self, line: bytes) -> None:
        """A line that is no order must not end a set: it is told on stderr and left."""
        try:
            order = json.loads(line)
            order["order"], order["content"]
        except (ValueError, TypeError, KeyError) as error:
            print(f"An order from the tray could not be read ({error!r}).", file=sys.stderr)  # noqa: T201
            return
        self._on_order(order)
