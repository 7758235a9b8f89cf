"""plyer as the last resort: no buttons, no answers, and no word on whether the message arrived."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from soleus_tray.core.text import N_, _

from ...ports.notifier import Answer
from ..tray.text import clip
from .unavailable import NO_BUS, NO_SERVICE

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...ports.notifier import Notification, OnAnswer
    from ..dbus.bus import Bus, Reply

SERVICE = "org.freedesktop.Notifications"
DELIVERY_SECONDS = 1.5
NO_BUTTONS = N_("Click the tray icon to begin.")
NOT_DELIVERED = N_(
    "The notification could not be delivered; install notify-send (on Debian: apt install libnotify-bin)."
)
NOT_IN_TIME = N_("The notification service does not answer; restart it, or log in again.")
_log = logging.getLogger(__name__)


def deliver(title: str, body: str) -> None:
    """Hand one message to plyer; blocks, and returns nothing even when it was lost (so ask before)."""
    from plyer import notification  # noqa: PLC0415 - only when nothing better worked

    notification.notify(title=title, message=body, app_name="Soleus Tray", timeout=10)


class PlyerNotifier:
    """Sends through plyer in a thread; "shown" only where a notification service is known to be there.

    With a `bus` (Linux) the service's name must be owned or startable; elsewhere plyer's word is taken.
    """

    backend = "plyer"
    buttons = False

    def __init__(
        self, on_answer: OnAnswer, bus: Bus | None = None, deliver: Callable[[str, str], None] = deliver
    ) -> None:
        self._on_answer, self._bus, self._deliver = on_answer, bus, deliver

    def send(self, notification: Notification) -> None:
        """See ports.notifier.Notifier."""
        delivery = _Delivery(notification, self._on_answer, self._deliver)
        if self._bus is None:
            delivery.start()
        else:
            _WhenServed(self._bus, delivery).ask()

    def withdraw(self) -> None:
        """Do nothing: plyer cannot take a message back."""

    def close(self) -> None:
        """Do nothing: nothing is held."""


class _Delivery:
    """One message on its way, which answers exactly once."""

    def __init__(
        self, notification: Notification, on_answer: OnAnswer, deliver: Callable[[str, str], None]
    ) -> None:
        self._notification, self._on_answer, self._deliver = notification, on_answer, deliver
        self._lock = threading.Lock()
        self._answered = False

    def start(self) -> None:
        threading.Thread(target=self._run, name="plyer", daemon=True).start()

    def fail(self, reason: str) -> None:
        self._answer(Answer(self._notification.key, "failed", reason=reason))

    def _run(self) -> None:
        one = self._notification
        body = f"{one.body} {_(NO_BUTTONS)}" if one.buttons else one.body
        try:
            self._deliver(clip(one.title, 63), clip(body, 255))
        except Exception:
            _log.exception("plyer could not deliver")
            self.fail(_(NOT_DELIVERED))
        else:
            self._answer(Answer(one.key, "shown"))

    def _answer(self, answer: Answer) -> None:
        with self._lock:
            if self._answered:
                return
            self._answered = True
        self._on_answer(answer)


class _WhenServed:
    """Starts a delivery if somebody on the bus serves notifications, or can be started to."""

    def __init__(self, bus: Bus, delivery: _Delivery) -> None:
        self._bus, self._delivery = bus, delivery

    def ask(self) -> None:
        from ..dbus.bus import DAEMON_ADDRESS  # noqa: PLC0415 - Linux only

        self._address = DAEMON_ADDRESS
        self._bus.call(DAEMON_ADDRESS, "NameHasOwner", "s", (SERVICE,), on_reply=self._owned, timeout=1.0)

    def _owned(self, reply: Reply) -> None:
        if reply.error:
            self._delivery.fail(_(NO_BUS))
        elif reply.value("b", False):
            self._go()
        else:
            self._bus.call(self._address, "ListActivatableNames", on_reply=self._startable, timeout=1.0)

    def _startable(self, reply: Reply) -> None:
        if SERVICE in reply.value("as", ()):
            self._go()
        else:
            self._delivery.fail(_(NO_SERVICE))

    def _go(self) -> None:
        self._bus.call_later(DELIVERY_SECONDS, lambda: self._delivery.fail(_(NOT_IN_TIME)))
        self._delivery.start()
