"""No tray: nothing is shown, and the reminders go on."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...ports.tray import Face
    from ..dbus.bus import Bus


class UnavailableTray:
    """Holds the main thread where an icon would; serves the bus meanwhile, if there is one."""

    backend = "none"
    visible = False
    keeps_up = False

    def __init__(self, bus: Bus | None = None) -> None:
        self._bus = bus
        self._stopped = threading.Event()

    def run(self, ready: Callable[[], None]) -> None:
        """See ports.tray.Tray."""
        ready()
        if self._bus is None:
            self._stopped.wait()
        else:
            self._bus.run()

    def show(self, face: Face) -> None:
        """Do nothing: there is no place to show it."""

    def stop(self) -> None:
        """See ports.tray.Tray."""
        self._stopped.set()
        if self._bus is not None:
            self._bus.leave()
