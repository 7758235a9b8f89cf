"""Notifications straight over org.freedesktop.Notifications, with buttons where the server has them.

Specification: https://specifications.freedesktop.org/notification-spec/latest/.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from jeepney import DBusAddress

from soleus_tray.core.text import _

from ...ports.notifier import Answer
from ..dbus.messages import Subscription
from .plyer import NO_BUTTONS

if TYPE_CHECKING:
    from typing import Literal

    from ...ports.notifier import Notification, Notifier, OnAnswer
    from ..dbus.bus import Bus
    from ..dbus.messages import Reply

APP_NAME = "Soleus Tray"
SERVICE = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
NOTIFY_SECONDS = 3.0
FIRST_SECONDS = 1.5
"""For each of the two calls when the capabilities are not known yet, so that both fit in the same time."""
NEVER, SERVER_DECIDES = 0, -1
NORMAL_URGENCY = 1
EXPIRED = 1
COUNTS_THE_BODY = frozenset({"lxqt-notificationd"})
"""Servers that take the click on the body for one button more, and make a list of more than three."""
_service = DBusAddress(PATH, bus_name=SERVICE, interface=SERVICE)
_log = logging.getLogger(__name__)


class FreedesktopNotifier:
    """Shows one notification at a time; all its state lives on the bus's thread.

    What the server refuses or leaves unanswered goes to `fallback`, which then answers for it.
    """

    backend = "freedesktop"

    def __init__(self, bus: Bus, on_answer: OnAnswer, fallback: Notifier, icon: str = "") -> None:
        self._bus, self._on_answer, self._fallback, self._icon = bus, on_answer, fallback, icon
        self._capabilities: frozenset[str] | None = None
        self._clickable = True
        self._next: Notification | None = None
        self._busy = self._withdrawn = False
        self._shown: tuple[int, str] | None = None
        bus.watch_name(SERVICE, self._owner_changed)
        bus.subscribe(Subscription(SERVICE, PATH, SERVICE, "ActionInvoked", "us", self._invoked))
        bus.subscribe(Subscription(SERVICE, PATH, SERVICE, "NotificationClosed", "uu", self._closed))

    @property
    def buttons(self) -> bool | None:
        """See ports.notifier.Notifier."""
        return None if self._capabilities is None else "actions" in self._capabilities

    def send(self, notification: Notification) -> None:
        """See ports.notifier.Notifier."""
        self._bus.call_soon(lambda: self._want(notification))

    def withdraw(self) -> None:
        """See ports.notifier.Notifier."""
        self._bus.call_soon(self._forget)

    def close(self) -> None:
        """See ports.notifier.Notifier."""
        self.withdraw()

    # ---- sending, on the bus's thread ---------------------------------------------------------------

    def _want(self, notification: Notification) -> None:
        if self._next:
            reason = _("A newer message took its place.")
            self._on_answer(Answer(self._next.key, "failed", reason=reason))
        self._next = notification
        if not self._busy:
            self._advance()

    def _forget(self) -> None:
        """Take back what shows, what is on its way, and what waits."""
        self._withdrawn = True
        if self._next:
            self._on_answer(
                Answer(self._next.key, "failed", reason=_("It was withdrawn before it was shown."))
            )
        self._next = None
        if self._shown:
            self._close_on_screen(self._shown[0])

    def _close_on_screen(self, number: int) -> None:
        self._shown = None
        self._bus.call(_service, "CloseNotification", "u", (number,))

    def _advance(self) -> None:
        """Send what waits; first ask what the server can do, if that is not known."""
        self._busy = self._next is not None
        if self._next is None:
            return
        if self._capabilities is None:
            self._bus.call(_service, "GetCapabilities", on_reply=self._learned_late, timeout=FIRST_SECONDS)
        else:
            self._notify(NOTIFY_SECONDS)

    def _learned_late(self, reply: Reply) -> None:
        self._learned(reply)
        if reply.error:
            # Without an answer to the question there will be none to the message either.
            one, self._next = self._next, None
            if one:
                self._fall_back(one, reply.error)
            self._advance()
        else:
            self._notify(FIRST_SECONDS)

    def _notify(self, timeout: float) -> None:
        one, self._next, self._withdrawn = self._next, None, False
        self._busy = one is not None
        if one is None:
            return
        replaces = self._shown[0] if self._shown else 0
        body = notify_body(
            one, replaces, self._icon, self._capabilities or frozenset(), clickable=self._clickable
        )
        self._bus.call(
            _service,
            "Notify",
            "susssasa{sv}i",
            body,
            on_reply=lambda reply: self._notified(one, reply),
            timeout=timeout,
        )

    def _notified(self, one: Notification, reply: Reply) -> None:
        number = reply.value("u", 0)
        if number:
            self._shown = (number, one.key)
            self._on_answer(Answer(one.key, "shown"))
            if self._withdrawn:
                self._close_on_screen(number)
        else:
            self._shown = None
            self._fall_back(one, reply.error or "no number in its reply")
        self._advance()

    def _fall_back(self, one: Notification, error: str) -> None:
        _log.warning("the notification service failed (%s); trying %s", error, self._fallback.backend)
        self._fallback.send(one)

    # ---- what the server says -----------------------------------------------------------------------

    def _owner_changed(self, owner: str) -> None:
        """A server came, went or was replaced: what it can do and what it showed is gone."""
        self._capabilities = None
        if self._shown:
            self._settle("expired")
        if owner:
            self._bus.call(_service, "GetServerInformation", on_reply=self._introduced)
            self._bus.call(_service, "GetCapabilities", on_reply=self._learned)

    def _introduced(self, reply: Reply) -> None:
        named = not reply.error and reply.signature == "ssss"
        self._clickable = not (named and reply.body[0] in COUNTS_THE_BODY)

    def _learned(self, reply: Reply) -> None:
        if not reply.error:
            self._capabilities = frozenset(reply.value("as", []))

    def _invoked(self, number: int, action: str) -> None:
        if self._shown and self._shown[0] == number:
            self._settle("action", action)
            # Most servers close it themselves now; one that keeps it would show buttons that do nothing.
            self._bus.call(_service, "CloseNotification", "u", (number,))

    def _closed(self, number: int, reason: int) -> None:
        if self._shown and self._shown[0] == number:
            self._settle("expired" if reason == EXPIRED else "dismissed")

    def _settle(self, kind: Literal["action", "dismissed", "expired"], action: str = "") -> None:
        """Answer for what shows, once: whatever comes later about it finds nothing."""
        if self._shown:
            key = self._shown[1]
            self._shown = None
            self._on_answer(Answer(key, kind, action))


def notify_body(
    one: Notification, replaces: int, icon: str, capabilities: frozenset[str], *, clickable: bool = True
) -> tuple[Any, ...]:
    """Return the arguments of Notify (susssasa{sv}i); `clickable`: whether the body is an action too."""
    able = "actions" in capabilities
    text = one.body if able or not one.buttons else f"{one.body} {_(NO_BUTTONS)}"
    if "body-markup" in capabilities:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    actions: list[str] = []
    if able:
        # xfce4-notifyd draws a button for a default action that has a label.
        body = (("default", ""),) if one.buttons and clickable else ()
        for action, label in (*body, *one.buttons):
            actions += [action, label]
    hints: dict[str, tuple[str, Any]] = {
        "urgency": ("y", NORMAL_URGENCY),
        "desktop-entry": ("s", "soleus-tray"),
    }
    if not one.buttons:
        # Nothing to answer, so nothing to keep in the desktop's list of missed messages.
        hints["transient"] = ("b", True)
    timeout = NEVER if one.sticky else SERVER_DECIDES
    return APP_NAME, replaces, icon, one.title, text, actions, hints, timeout
