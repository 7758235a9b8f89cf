"""When things happen: an icon registers, a window is mapped. Times are monotonic seconds."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from jeepney import DBusAddress, HeaderFields, new_method_call
from jeepney.io.blocking import open_dbus_connection
from Xlib import X, display
from Xlib.ext import xtest

if TYPE_CHECKING:
    from collections.abc import Callable

_PIXEL = 4
_EDGE = 8 * _PIXEL
"""Bytes at either end of a line that may be a window's frame."""
_MONITOR = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus.Monitoring")


def icon_registered(bus_address: str, start: Callable[[], None], timeout: float = 20.0) -> float:
    """Seconds from `start` to the RegisterStatusNotifierItem call that follows it."""
    connection = open_dbus_connection(bus_address)
    rule = "type='method_call',member='RegisterStatusNotifierItem'"
    request = new_method_call(_MONITOR, "BecomeMonitor", "asu", ([rule], 0))
    connection.send_and_get_reply(request, timeout=5)
    began = time.monotonic()
    start()
    while True:
        message = connection.receive(timeout=began + timeout - time.monotonic())
        if message.header.fields.get(HeaderFields.member) == "RegisterStatusNotifierItem":
            took = time.monotonic() - began
            connection.close()
            return took


class Mapped:
    """Watches a display for windows that appear."""

    def __init__(self, name: str) -> None:
        self._display = display.Display(name)
        self._root = self._display.screen().root
        self._root.change_attributes(event_mask=X.SubstructureNotifyMask)
        self._display.sync()
        self._last = self._root

    def click(self, x: int, y: int) -> float:
        """Press and release the left button there; answers when the button went down."""
        self.point(x, y)
        time.sleep(0.3)  # the panel notices the pointer before a person would click
        self._forget()
        began = time.monotonic()
        xtest.fake_input(self._display, X.ButtonPress, 1)
        xtest.fake_input(self._display, X.ButtonRelease, 1)
        self._display.flush()
        return began

    def point(self, x: int, y: int) -> None:
        """Move the pointer there."""
        xtest.fake_input(self._display, X.MotionNotify, x=x, y=y)
        self._display.sync()

    def wait(self, title: str, timeout: float = 10.0) -> float:
        """When a window with this in its title, or a frame around one, was mapped."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            if not self._display.pending_events():
                time.sleep(0.001)
                continue
            event = self._display.next_event()
            now = time.monotonic()
            if event.type == X.MapNotify and self._titled(event.window, title):
                self._last = event.window
                return now
        raise TimeoutError(f"no window called {title} was mapped in {timeout} s")

    def wait_filled(self, timeout: float = 10.0) -> float:
        """When there was something to see on the middle line of the window that was mapped last."""
        box = self._last.get_geometry()
        across = (0, box.height // 2, box.width, 1, X.ZPixmap, 0xFFFFFFFF)
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            row = self._last.get_image(*across).data
            now = time.monotonic()
            edge = row[_EDGE : _EDGE + _PIXEL]
            if row[_EDGE:-_EDGE] != edge * ((len(row) - 2 * _EDGE) // _PIXEL):
                return now
            time.sleep(0.002)
        raise TimeoutError(f"the window stayed empty for {timeout} s")

    def _forget(self) -> None:
        self._display.sync()
        while self._display.pending_events():
            self._display.next_event()

    def _titled(self, window: object, title: str) -> bool:
        candidates = [window, *window.query_tree().children]  # type: ignore[attr-defined]
        return any(title in str(candidate.get_wm_name() or "") for candidate in candidates)

    def close(self) -> None:
        """Let go of the display."""
        self._display.close()
