"""Notifications on Windows and macOS through desktop-notifier, with buttons.

Its callbacks arrive on an asyncio loop, which runs on a thread of its own here. `send` hides failure there:
only `on_dispatched` tells that a message was handed over. On macOS it needs a signed application bundle.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Any

from ...ports.notifier import Answer
from ..tray.text import clip

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Coroutine

    from ...ports.notifier import Notification, Notifier, OnAnswer

DISPATCH_SECONDS = 3.0
_log = logging.getLogger(__name__)


class DesktopNotifierNotifier:
    """Shows one notification at a time; what is not dispatched in 3 s goes to `fallback`.

    So does everything once the system turned out to have no service for it.
    """

    def __init__(self, on_answer: OnAnswer, fallback: Notifier) -> None:
        self.backend = "desktop-notifier"
        self._on_answer, self._fallback = on_answer, fallback
        self._unable = False
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._server: Any = None
        self._pending: Notification | None = None
        self._shown = ""
        self._able: bool | None = None

    @property
    def buttons(self) -> bool | None:
        """See ports.notifier.Notifier."""
        return self._able

    def send(self, notification: Notification) -> None:
        """See ports.notifier.Notifier."""
        if self._unable:
            self._fallback.send(notification)
            return
        try:
            self._run(self._send(notification))
        except Exception:
            _log.exception("desktop-notifier could not be started")
            self._fallback.send(notification)

    def withdraw(self) -> None:
        """See ports.notifier.Notifier."""
        if self._loop:
            self._run(self._clear())
        self._fallback.withdraw()

    def close(self) -> None:
        """See ports.notifier.Notifier."""
        self.withdraw()
        self._fallback.close()

    # ---- on the asyncio thread -----------------------------------------------------------------------

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        import asyncio  # noqa: PLC0415 - 11 MB on systems that use this; none on Linux

        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=self._loop.run_forever, name="notifications", daemon=True).start()
        asyncio.run_coroutine_threadsafe(work, self._loop)

    async def _send(self, one: Notification) -> None:
        self._pending = one
        try:
            await self._clear()
            await self._hand_over(one)
        except Exception:
            _log.exception("desktop-notifier failed")
            self._fail(one)

    async def _hand_over(self, one: Notification) -> None:
        import asyncio  # noqa: PLC0415 - see _run

        server = self._started()
        if server is None:
            self._fail(one)
            return
        from desktop_notifier import Button, Capability  # noqa: PLC0415 - not installed on Linux

        if self._able is None:
            self._able = Capability.BUTTONS in await server.get_capabilities()
        buttons = [
            Button(title=label, on_pressed=lambda action=action: self._acted(one, action))
            for action, label in one.buttons
        ]
        asyncio.get_running_loop().call_later(DISPATCH_SECONDS, self._fail, one)
        self._shown = await server.send(
            clip(one.title, 63),
            clip(one.body, 255),
            buttons=buttons,
            on_dispatched=lambda: self._dispatched(one),
            on_clicked=lambda: self._acted(one, "default"),
            on_dismissed=lambda: self._settle(one, "dismissed"),
        )

    def _started(self) -> Any:
        """The library's object; None, for good, where the library or the system's service is missing."""
        try:
            from desktop_notifier import DesktopNotifier  # noqa: PLC0415 - not installed on Linux

            if self._server is None:
                self._server = DesktopNotifier(app_name="Soleus Tray", app_icon=None)
        except (ImportError, OSError) as error:
            _log.warning("no toasts here, so %s it is: %s", self._fallback.backend, error)
            self._unable, self._able = True, self._fallback.buttons
            self.backend = self._fallback.backend
        return self._server

    async def _clear(self) -> None:
        shown, self._shown = self._shown, ""
        self._answerable = ""
        if shown:
            await self._server.clear(shown)

    # ---- answers -------------------------------------------------------------------------------------

    _answerable = ""
    """The key of the notification that may still be answered."""

    def _dispatched(self, one: Notification) -> None:
        if self._pending is one:
            self._pending = None
            self._answerable = one.key
            self._on_answer(Answer(one.key, "shown"))

    def _fail(self, one: Notification) -> None:
        if self._pending is one:
            self._pending = None
            self._fallback.send(one)

    def _acted(self, one: Notification, action: str) -> None:
        self._settle(one, "action", action)

    def _settle(self, one: Notification, kind: Any, action: str = "") -> None:
        """Answer once; late and double callbacks find nothing to answer."""
        if self._answerable == one.key:
            self._answerable = ""
            self._on_answer(Answer(one.key, kind, action))
