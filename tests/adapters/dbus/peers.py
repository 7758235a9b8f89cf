"""A private message bus and the other side of it: watcher and notification server, played by the test."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import threading
import time
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageFlag,
    MessageType,
    new_error,
    new_method_call,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PATIENCE_SECONDS = 20.0


def until(condition: Callable[[], Any], what: str = "the expected state") -> Any:
    """Poll until the condition holds; fails after a long time, so that slow machines do not matter."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if answer := condition():
            return answer
        time.sleep(0.01)
    pytest.fail(f"{what} did not come about within {PATIENCE_SECONDS:g} s")


LIMIT = 5.0
"""Seconds a reading may take here: far less than a peer that hangs would, and enough for a busy machine."""


class ManualClock:
    """A monotonic clock, in seconds, that only the test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class PrivateBus:
    """A dbus-daemon at a fixed path, which can be killed and started again at the same address."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "bus"
        self.address = f"unix:path={self.path}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, services: Path | None = None) -> None:
        """Start it; what the service files in a folder name is started when it is called."""
        if shutil.which("dbus-daemon") is None:
            pytest.skip("dbus-daemon is not installed (apt install dbus)")
        self.path.unlink(missing_ok=True)
        config = self.path.with_suffix(".conf")
        config.write_text(
            "<busconfig><type>session</type>"
            f"<listen>{self.address}</listen><auth>EXTERNAL</auth>"
            f"{f'<servicedir>{services}</servicedir>' if services else ''}"
            '<policy context="default"><allow send_destination="*" eavesdrop="true"/>'
            '<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>'
        )
        self._process = subprocess.Popen(
            ["dbus-daemon", f"--config-file={config}", "--nofork", "--nosyslog"], stderr=subprocess.DEVNULL
        )
        until(self._listens, "the bus")

    def _listens(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self.path)) == 0

    def kill(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    def freeze(self, stopped: bool) -> None:
        assert self._process
        self._process.send_signal(signal.SIGSTOP if stopped else signal.SIGCONT)


class Peer:
    """Another program on the bus: answers calls through `methods`, and remembers signals and calls."""

    def __init__(self, address: str, name: str = "", descriptors: bool = False) -> None:
        self.connection = open_dbus_connection(address, enable_fds=descriptors)
        self.name = name
        self.methods: dict[str, Any] = {}
        self.signals: list[Message] = []
        self.calls: list[Message] = []
        self._replies: dict[int, Message] = {}
        self._stop = False
        self._lock = threading.Lock()
        if name:
            assert self._plain(message_bus.RequestName(name, 4))[0] == 1
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def take_name(self, name: str) -> None:
        """Take a name once everything is ready to answer."""
        self.name = name
        daemon = "org.freedesktop.DBus"
        assert self.ask(daemon, "/org/freedesktop/DBus", daemon, "RequestName", "su", name, 4).body == (1,)

    def _plain(self, message: Message) -> Any:
        return self.connection.send_and_get_reply(message, timeout=PATIENCE_SECONDS).body

    @property
    def unique_name(self) -> str:
        return str(self.connection.unique_name)

    def _serve(self) -> None:
        while not self._stop:
            try:
                self._take(self.connection.receive(timeout=0.05))
            except TimeoutError:
                continue
            except OSError:
                return

    def _take(self, message: Message) -> None:
        kind = message.header.message_type
        if kind is MessageType.signal:
            self.signals.append(message)
        elif kind is MessageType.method_call:
            self.calls.append(message)
            self._reply(message)
        else:
            self._replies[message.header.fields[HeaderFields.reply_serial]] = message

    def _reply(self, message: Message) -> None:
        handler = self.methods.get(message.header.fields[HeaderFields.member])
        if handler is None:
            reply = new_error(message, "org.freedesktop.DBus.Error.UnknownMethod", "s", ("no",))
        else:
            answer = handler(message)
            if answer is None:
                return
            kind = new_method_return if len(answer) == 2 else partial(new_error, error_name="org.example.No")
            reply = kind(message, signature=answer[0] or None, body=answer[1])
        if not message.header.flags & MessageFlag.no_reply_expected:
            self.send(reply)

    def send(self, message: Message) -> int:
        with self._lock:
            serial = next(self.connection.outgoing_serial)
            self.connection.send(message, serial=serial)
        return serial

    def ask(
        self, name: str, path: str, interface: str, member: str, signature: str = "", *body: Any
    ) -> Message:
        """Call a method and return the whole reply, error or not."""
        address = DBusAddress(path, bus_name=name, interface=interface)
        serial = self.send(new_method_call(address, member, signature or None, body))
        until(lambda: serial in self._replies, f"the reply to {member}")
        return self._replies.pop(serial)

    def get(self, name: str, path: str, interface: str, prop: str) -> Any:
        """Read a property as (signature, value)."""
        reply = self.ask(name, path, "org.freedesktop.DBus.Properties", "Get", "ss", interface, prop)
        assert reply.header.message_type is MessageType.method_return, reply
        return reply.body[0]

    def emit(
        self, path: str, interface: str, member: str, signature: str = "", *body: Any, to: str = ""
    ) -> None:
        message = new_signal(DBusAddress(path, interface=interface), member, signature or None, body)
        if to:
            message.header.fields[HeaderFields.destination] = to
        self.send(message)

    def listen(self, rule: str) -> None:
        self.ask(
            "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "AddMatch", "s", rule
        )

    def heard(self, member: str) -> list[Message]:
        return [one for one in self.signals if one.header.fields[HeaderFields.member] == member]

    def called(self, member: str) -> list[Message]:
        return [one for one in self.calls if one.header.fields[HeaderFields.member] == member]

    def close(self) -> None:
        self._stop = True
        self._thread.join(5)
        self.connection.close()


class Watcher(Peer):
    """Plays org.kde.StatusNotifierWatcher and a host that looks at the items."""

    NAME, PATH = "org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher"

    def __init__(self, address: str, host: bool = True, accepts: bool = True) -> None:
        self.host, self.accepts = host, accepts
        super().__init__(address)
        self.methods = {
            "RegisterStatusNotifierItem": lambda _: ("", ()) if self.accepts else ("s", ("no",), "error"),
            "Get": lambda _: ("v", (("b", self.host),)),
        }
        assert self.ask(
            "org.freedesktop.DBus",
            "/org/freedesktop/DBus",
            "org.freedesktop.DBus",
            "RequestName",
            "su",
            self.NAME,
            4,
        ).body == (1,)

    def items(self) -> list[str]:
        return [one.body[0] for one in self.called("RegisterStatusNotifierItem")]

    def set_host(self, there: bool) -> None:
        self.host = there
        member = "StatusNotifierHostRegistered" if there else "StatusNotifierHostUnregistered"
        self.emit(self.PATH, self.NAME, member)


class NotificationServer(Peer):
    """Plays org.freedesktop.Notifications."""

    NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"

    def __init__(
        self, address: str, capabilities: tuple[str, ...] = ("actions", "body"), product: str = "peer"
    ) -> None:
        self.product = product
        super().__init__(address)
        self.silent = False
        self.number = 10
        self.methods = {
            "GetCapabilities": lambda _: ("as", (list(capabilities),)),
            "GetServerInformation": lambda _: ("ssss", (self.product, "tests", "1", "1.2")),
            "Notify": self._notify,
            "CloseNotification": lambda _: ("", ()),
        }
        assert self.ask(
            "org.freedesktop.DBus",
            "/org/freedesktop/DBus",
            "org.freedesktop.DBus",
            "RequestName",
            "su",
            self.NAME,
            4,
        ).body == (1,)

    def _notify(self, message: Message) -> Any:
        if self.silent:
            return None
        self.number = message.body[1] or self.number + 1
        return ("u", (self.number,))

    def press(self, number: int, action: str) -> None:
        self.emit(self.PATH, self.NAME, "ActionInvoked", "us", number, action)

    def closed(self, number: int, reason: int) -> None:
        self.emit(self.PATH, self.NAME, "NotificationClosed", "uu", number, reason)
