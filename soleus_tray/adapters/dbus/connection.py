"""One authenticated socket to a message bus, which never blocks once it is open."""

from __future__ import annotations

import logging
import os
import socket
import time
from typing import TYPE_CHECKING

from jeepney.auth import BEGIN, Authenticator
from jeepney.bus import get_connectable_addresses
from jeepney.low_level import Parser

if TYPE_CHECKING:
    from jeepney import Message

_log = logging.getLogger(__name__)

AUTHENTICATION_SECONDS = 2.0
BACKLOG_BYTES = 4 * 1024 * 1024
"""A bus that lets this much pile up is not reading any more; the connection counts as lost."""


class BusUnavailableError(Exception):
    """No bus could be reached; the message is one sentence with the reason."""


def session_address() -> str:
    """Say where the session bus should be, in D-Bus address syntax.

    Raises BusUnavailableError when neither the environment nor the usual place names one.
    """
    address = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    if address and address != "disabled:":
        return address
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and os.path.exists(f"{runtime}/bus"):  # noqa: PTH110 - pathlib is not loaded here
        return f"unix:path={runtime}/bus"
    raise BusUnavailableError("no session bus address is known (DBUS_SESSION_BUS_ADDRESS is not set)")


class Connection:
    """A socket that has been authenticated, the bytes still to be sent, and a parser for what arrives.

    `send` and `flush` must be called under the owner's lock; `receive` from one thread only.
    """

    def __init__(self, sock: socket.socket) -> None:
        sock.setblocking(False)
        self._socket = sock
        self._parser = Parser()
        self._backlog = bytearray()

    @classmethod
    def open(cls, address: str) -> Connection:
        """Connect to the first address that answers; blocks for at most AUTHENTICATION_SECONDS each.

        Raises BusUnavailableError.
        """
        reason: Exception | None = None
        try:
            for place in get_connectable_addresses(address):
                try:
                    return cls(_authenticated(place))
                except (OSError, ValueError) as error:
                    reason = error
        except (RuntimeError, ValueError) as error:
            reason = error
        raise BusUnavailableError(f"the session bus at {address} does not answer ({reason})") from reason

    def fileno(self) -> int:
        """Return the socket's file descriptor, for poll."""
        return self._socket.fileno()

    @property
    def backlogged(self) -> bool:
        """Whether bytes wait for the socket to become writable."""
        return bool(self._backlog)

    def send(self, data: bytes) -> None:
        """Send as much as the socket takes now and keep the rest for `flush`; raises OSError when broken."""
        self._backlog += data
        self.flush()

    def flush(self) -> None:
        """Send what is waiting, as far as the socket takes it; raises OSError when the bus is gone."""
        try:
            while self._backlog:
                del self._backlog[: self._socket.send(self._backlog)]
        except BlockingIOError:
            if len(self._backlog) > BACKLOG_BYTES:
                raise ConnectionResetError("the bus has stopped reading") from None

    def receive(self) -> list[Message]:
        """Return the messages that have arrived; those that cannot be understood are left out.

        Raises OSError when the bus has closed the connection.
        """
        try:
            data = self._socket.recv(65536)
        except BlockingIOError:
            return []
        if not data:
            raise ConnectionResetError("the bus closed the connection")
        self._parser.add_data(data)
        return list(self._parsed())

    def _parsed(self) -> list[Message]:
        messages: list[Message] = []
        while True:
            try:
                message = self._parser.get_next_message()
            except Exception:
                _log.warning("left out a D-Bus message that could not be read", exc_info=True)
                # The parser has taken the bytes but still holds their length; without this it would
                # cut every later message in the wrong place.
                self._parser.next_msg_size = None
                continue
            if message is None:
                return messages
            messages.append(message)

    def close(self) -> None:
        """Close the socket; the bus then drops our names and objects."""
        self._socket.close()


def _authenticated(place: str) -> socket.socket:
    """Connect and say who we are (the EXTERNAL mechanism); raises OSError or ValueError."""
    if not hasattr(socket, "AF_UNIX"):
        raise OSError("this system has no Unix sockets")
    deadline = time.monotonic() + AUTHENTICATION_SECONDS
    sock = socket.socket(socket.AF_UNIX)
    try:
        sock.settimeout(AUTHENTICATION_SECONDS)
        sock.connect(place)
        conversation = Authenticator()
        for line in conversation:
            sock.settimeout(max(deadline - time.monotonic(), 0.01))
            sock.sendall(line)
            conversation.feed(_some(sock.recv(1024)))
        sock.sendall(BEGIN)
    except BaseException:
        sock.close()
        raise
    return sock


def _some(data: bytes) -> bytes:
    if not data:
        raise ConnectionResetError("the bus hung up while we said hello")
    return data
