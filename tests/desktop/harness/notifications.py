"""Reading notifications off the bus as they are sent, beside the server that shows them."""

from __future__ import annotations

import socket
import threading
from dataclasses import dataclass, field
from typing import Any

from jeepney import DBusAddress, HeaderFields, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.desktop.harness.processes import wait_until

_MONITOR = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus.Monitoring")
_RULES = [
    "type='method_call',interface='org.freedesktop.Notifications'",
    "type='signal',interface='org.freedesktop.Notifications'",
]


@dataclass(frozen=True)
class Notification:
    """One Notify call as it was sent."""

    app_name: str
    replaces_id: int
    icon: str
    summary: str
    body: str
    actions: dict[str, str]
    """Label by key, in the order sent; `default` is the click on the body."""
    hints: dict[str, Any] = field(repr=False)

    @property
    def buttons(self) -> list[str]:
        """The labels of its buttons, in order."""
        return [label for key, label in self.actions.items() if key != "default"]


class NotificationWatch:
    """Lists of what was sent and answered, kept by a thread from `start` to `stop`."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._connection: DBusConnection | None = None
        self._thread: threading.Thread | None = None
        self.sent: list[Notification] = []
        self.invoked: list[tuple[int, str]] = []
        """Notification id and action key of each ActionInvoked."""
        self.closed: list[tuple[int, int]] = []
        """Notification id and reason of each NotificationClosed."""

    def start(self) -> None:
        """Begin listening; what is sent after this returns is seen."""
        self._connection = open_dbus_connection(self._address)
        request = new_method_call(_MONITOR, "BecomeMonitor", "asu", (_RULES, 0))
        self._connection.send_and_get_reply(request, timeout=5)
        self._thread = threading.Thread(target=self._listen, args=(self._connection,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop listening."""
        if self._connection is not None and self._thread is not None:
            self._connection.sock.shutdown(socket.SHUT_RDWR)
            self._thread.join(5)
            self._connection.close()
            self._connection = None

    def wait_sent(self, count: int = 1, timeout: float = 15.0) -> Notification:
        """The newest notification once at least `count` were sent."""
        wait_until(lambda: len(self.sent) >= count, f"notification number {count}", timeout)
        return self.sent[-1]

    def _listen(self, connection: DBusConnection) -> None:
        while True:
            try:
                message = connection.receive()
            except (ConnectionError, OSError):
                return  # stopped, or the bus is gone
            self._note(message)

    def _note(self, message: Any) -> None:
        member = message.header.fields.get(HeaderFields.member)
        if message.header.message_type is MessageType.method_call and member == "Notify":
            app_name, replaces_id, icon, summary, body, actions, hints, _ = message.body
            labels = dict(zip(actions[::2], actions[1::2], strict=True))
            self.sent.append(Notification(app_name, replaces_id, icon, summary, body, labels, hints))
        elif member == "ActionInvoked":
            self.invoked.append((message.body[0], message.body[1]))
        elif member == "NotificationClosed":
            self.closed.append((message.body[0], message.body[1]))
