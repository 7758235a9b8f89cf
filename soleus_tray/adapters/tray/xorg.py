"""pystray's X11 backend with its gaps closed: clicks arrive, edges are smooth, a lost tray ends the loop.

Importing this imports Xlib and Pillow; it raises ImportError where they are missing.
"""

from __future__ import annotations

import select
import socket
import threading
from collections import deque
from typing import TYPE_CHECKING, Any

import PIL.Image
import Xlib.X

from ..dbus.loop import guarded
from .pystray_base import backend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LEFT, RIGHT = 1, 3


class Icon(backend("xorg")):  # type: ignore[misc]  # pystray carries no types
    """An XEmbed icon: a left click is the default action, a right click the one given."""

    _systray_manager: Any
    _icon_data: Any

    def __init__(self, *arguments: Any, on_right_click: Callable[[], None], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._on_right_click = on_right_click
        # When the panel dies our window dies with it, and Xlib would print each late request on stderr.
        self._display.set_error_handler(lambda error, _request: self._log.debug("X: %s", error))

    def _rewrite_implementation(self, *implementations: Callable[[], None]) -> None:
        # pystray hands work to its loop by an X message. Xlib, used by two threads, at times leaves what
        # one of them flushed unsent, and the loop waits for ever; so only the loop's thread uses it here.
        self._work: deque[Callable[[], None]] = deque()
        self._bell = socket.socketpair()
        for one in implementations:
            setattr(self, one.__name__, lambda one=one: self._do_on_loop(one))

    def _do_on_loop(self, work: Callable[[], None]) -> None:
        self._work.append(work)
        self._bell[1].send(b"\0")

    def _events(self) -> Iterator[Any]:
        bell = self._bell[0]
        while True:
            while self._display.pending_events():
                yield self._display.next_event()
            ready, _, _ = select.select([self._display.fileno(), bell], [], [])
            if bell in ready:
                bell.recv(64)
            while self._work:
                guarded(self._work.popleft())

    @property
    def docked(self) -> bool:
        """Whether a tray has taken the window."""
        return bool(self._systray_manager)

    def _run(self) -> None:
        # pystray sets this only after it has let the setup thread go, which then may find it missing.
        self._thread = threading.current_thread()
        super()._run()

    def _create_window(self) -> Any:
        window = super()._create_window()
        # pystray leaves out ButtonPressMask, so that no click ever arrives.
        window.change_attributes(
            event_mask=Xlib.X.ExposureMask | Xlib.X.StructureNotifyMask | Xlib.X.ButtonPressMask
        )
        return window

    def _on_button_press(self, event: Any) -> None:
        if event.detail == LEFT:
            self()
        elif event.detail == RIGHT:
            self._on_right_click()

    def _on_destroy_notify(self, event: Any) -> None:
        if self._systray_manager and event.window.id == self._systray_manager.id:
            # pystray would stay behind, undocked for good; ending the loop lets the owner dock anew.
            self._systray_manager = None
            self._stop()

    def _assert_icon_data(self, width: int, height: int) -> None:
        if self._icon_data and self._icon_data.size == (width, height):
            return
        drawn = self._icon.convert("RGBA").resize((width, height), PIL.Image.Resampling.LANCZOS)
        # pystray drops the transparency, which leaves jagged edges.
        self._icon_data = PIL.Image.new("RGB", (width, height), self._background())
        self._icon_data.paste(drawn, mask=drawn)
        self._icon_data.tostring = self._icon_data.tobytes

    def _background(self) -> tuple[int, int, int]:
        """Return the colour of the panel behind the icon: X11 windows here have no transparency."""
        try:
            parent = self._window.query_tree().parent
            blue, green, red = parent.get_image(0, 0, 1, 1, Xlib.X.ZPixmap, 0xFFFFFFFF).data[:3]
        except Exception:
            self._log.debug("the panel's colour cannot be read", exc_info=True)
            return 0, 0, 0
        return red, green, blue
