"""The windows, each in a short-lived process of its own, so that their toolkit never weighs on the tray."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Literal

from soleus_tray.app.children import own_command
from soleus_tray.core.errors import BadValueError
from soleus_tray.core.window_messages import WindowEvent, event_from_line, order_to_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.core.window_messages import Content, Panel, SetRequest, Strip

    OnEvent = Callable[["Window", WindowEvent], None]

Kind = Literal["session", "ears", "panel", "strip", "why", "learn", "welcome", "checkin"]
Page = Literal["why", "learn", "welcome", "checkin"]
"""A window that reads what it shows by itself."""
LONGEST_GOODBYE = 5.0
"""Seconds a window's process may live on after it closed its end."""
log = logging.getLogger(__name__)


class Window:
    """One window's process. Orders are given by one thread; events come on the window's own thread.

    Whatever the process does, an order never blocks, and "closed" is its last event.
    """

    def __init__(self, kind: Kind, on_event: OnEvent, *arguments: str) -> None:
        self.kind = kind
        self.arguments = arguments
        self._on_event = on_event
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process; raises OSError when the system can't."""
        self._process = subprocess.Popen(
            own_command("_window", self.kind, *self.arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        if sys.platform != "win32" and self._process.stdin is not None:
            # A frozen window's full pipe must not hold up the reminder thread.
            os.set_blocking(self._process.stdin.fileno(), False)
        threading.Thread(target=self._listen, name=f"{self.kind}-window", daemon=True).start()

    def order(self, order: Literal["show", "update", "close"], content: Content | None = None) -> None:
        """Tell the window; one that is gone says so by its "closed" event."""
        self._write(order_to_line(order, content))

    def act(self, action: str) -> None:
        """Tell a set without a window what was asked for: start, pause, finish, stop, hurts or mute."""
        self._write(json.dumps({"order": "act", "content": {"action": action}}))

    def _write(self, order: str) -> None:
        if self._process is None or self._process.stdin is None:
            return
        try:
            os.write(self._process.stdin.fileno(), f"{order}\n".encode())
        except (OSError, ValueError) as error:
            log.info("the %s window did not take its order: %s", self.kind, error)

    def leave(self) -> None:
        """Let go: a window that never showed ends, one that shows carries on alone."""
        if self._process is not None and self._process.stdin is not None:
            try:
                self._process.stdin.close()
            except OSError as error:
                log.info("the %s window was gone already: %s", self.kind, error)

    def _listen(self) -> None:
        process = self._process
        if process is None or process.stdout is None:
            return
        for line in process.stdout:
            try:
                event = event_from_line(line.decode("utf-8", "replace"))
            except BadValueError as error:
                log.warning("%s", error)
                continue
            if event.kind != "closed":
                self._on_event(self, event)
        code = _code_of(process)
        if code:
            log.warning("the %s window ended with code %s", self.kind, code)
        self._on_event(self, WindowEvent("closed"))


def _code_of(process: subprocess.Popen[bytes]) -> int:
    """The exit code; a process that stays on can tell us nothing any more, and is ended."""
    try:
        return process.wait(LONGEST_GOODBYE)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


class Windows:
    """The windows there are now: a session running or waiting ready, the small one, the strip, the pages.

    Used by the reminder thread alone. `on_event` is called on the windows' threads.
    """

    def __init__(self, on_event: OnEvent) -> None:
        self._on_event = on_event
        self._ready: Window | None = None
        self.session: Window | None = None
        self.panel: Window | None = None
        self.strip: Window | None = None
        self._pages: dict[Page, Window] = {}

    @property
    def by_ear(self) -> bool:
        """Whether the set that runs has no window, and is heard alone."""
        return self.session is not None and self.session.kind == "ears"

    def prepare(self) -> None:
        """Have a session window wait, loaded and hidden, since a click is likely."""
        if self._ready is None and self.session is None:
            self._ready = self._started("session")

    def dismiss(self) -> None:
        """Let the waiting window go."""
        if self._ready is not None:
            self._ready.leave()
            self._ready = None

    def open_session(self, request: SetRequest) -> bool:
        """Show a set's window, or raise the one that shows; False when no process could be started."""
        if self.session is None and request.mode == "ears":
            self.session = self._started("ears")
        elif self.session is None:
            at_once = (request.theme,) if request.mode == "full" else ()
            self.session, self._ready = self._ready or self._started("session", *at_once), None
        if self.session is not None:
            self.session.order("show", request)
        return self.session is not None

    def act(self, action: str) -> None:
        """Have the set that is heard alone do this; any other has buttons of its own."""
        if self.session is not None and self.by_ear:
            self.session.act(action)

    def show_panel(self, panel: Panel) -> None:
        """Show the window of actions, or bring it up to date and to the front."""
        if self.panel is None:
            self.panel = self._started("panel")
        if self.panel is not None:
            self.panel.order("show", panel)

    def update_panel(self, panel: Panel) -> None:
        """Bring the window of actions up to date if it shows."""
        if self.panel is not None:
            self.panel.order("update", panel)

    def close_panel(self) -> None:
        """Close the window of actions if it shows."""
        if self.panel is not None:
            self.panel.order("close")

    def show_strip(self, strip: Strip) -> None:
        """Pace a quiet set at the screen's edge, unless a strip does so already."""
        if self.strip is None:
            self.strip = self._started("strip")
            if self.strip is not None:
                self.strip.order("show", strip)

    def close_strip(self) -> None:
        """Close the strip if it shows; another may be shown at once."""
        if self.strip is not None:
            self.strip.order("close")
            self.strip.leave()
            self.strip = None

    def show_page(self, kind: Page, *arguments: str) -> None:
        """Show a page, or bring it up to date and to the front; asked for otherwise, it opens anew.

        arguments: the theme, and what else the page's process takes.
        """
        shown = self._pages.get(kind)
        if shown is not None and shown.arguments == arguments:
            shown.order("show")
            return
        if shown is not None:
            shown.order("close")
        if window := self._started(kind, *arguments):
            self._pages[kind] = window

    def closed(self, window: Window) -> Kind | None:
        """Forget a window whose "closed" event came; answers which one that was, None for the waiting one."""
        if window is self.session:
            self.session = None
            return "session"
        for kind, page in self._pages.items():
            if window is page:
                del self._pages[kind]
                return kind
        if window is self.panel:
            self.panel = None
            return "panel"
        if window is self.strip:
            self.strip = None
            return "strip"
        if window is self._ready:
            self._ready = None
        return None

    def leave_all(self) -> None:
        """At the app's end: a running set and the decisions carry on alone, the others close."""
        self.close_strip()
        if self.panel is not None:
            self.panel.order("close")
        for window in (self._ready, self.panel, self.session, *self._pages.values()):
            if window is not None:
                window.leave()

    def _started(self, kind: Kind, *arguments: str) -> Window | None:
        window = Window(kind, self._on_event, *arguments)
        try:
            window.start()
        except OSError as error:
            log.warning("the %s window could not be started: %s", kind, error)
            return None
        return window
