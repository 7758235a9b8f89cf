"""One authenticated socket to a message bus, which never blocks once it is open."""

from __future__ import annotations

import logging
import os
import socket
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from jeepney.auth import BEGIN, Authenticator
from jeepney.bus import get_connectable_addresses
from jeepney.low_level import Parser

from soleus_tray.core.text import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jeepney import FileDescriptor, Message

_log = logging.getLogger(__name__)

AUTHENTICATION_SECONDS = 2.0
BACKLOG_BYTES = 4 * 1024 * 1024
"""A bus that lets this much pile up is not reading any more; the connection counts as lost."""
LARGEST_MESSAGE = 128 * 1024 * 1024
"""Bytes; the specification's limit. More is no message."""


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
    raise BusUnavailableError(_("no session bus address is known (DBUS_SESSION_BUS_ADDRESS is not set)"))


class Connection:
    """A socket that has been authenticated, the bytes still to be sent, and a parser for what arrives.

    `send` and `flush` must be called under the owner's lock; `receive` from one thread only.
    """

    takes_descriptors: ClassVar[bool] = False

    def __init__(self, sock: socket.socket) -> None:
        sock.setblocking(False)
        self._socket = sock
        self._parser = Parser()
        self._backlog = bytearray()

    @classmethod
    def open(cls, address: str, title: str = N_("session bus")) -> Connection:
        """Connect to the first address that answers; blocks for at most AUTHENTICATION_SECONDS each.

        Raises BusUnavailableError, whose sentence calls the bus by its `title`.
        """
        reason: Exception | None = None
        try:
            for place in get_connectable_addresses(address):
                try:
                    return cls(_authenticated(place, descriptors=cls.takes_descriptors))
                except (OSError, ValueError) as error:
                    reason = error
        except (RuntimeError, ValueError) as error:
            reason = error
        raise BusUnavailableError(
            _("the {title} at {address} does not answer ({reason})").format(
                title=_(title), address=address, reason=reason
            )
        ) from reason

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
                raise ConnectionResetError(_("the bus has stopped reading")) from None

    def receive(self) -> list[Message]:
        """Return the messages that have arrived; those that cannot be understood are left out.

        Raises OSError when the bus has closed the connection, or what comes from it is no D-Bus at all.
        """
        try:
            data, descriptors = self._read()
        except BlockingIOError:
            return []
        if not data:
            raise ConnectionResetError(_("the bus closed the connection"))
        self._parser.add_data(data, descriptors)
        return list(self._parsed())

    def _read(self) -> tuple[bytes, Sequence[FileDescriptor]]:
        return self._socket.recv(65536), ()

    def _parsed(self) -> list[Message]:
        messages: list[Message] = []
        while True:
            try:
                message = self._parser.get_next_message()
            except Exception:
                _log.warning("left out a D-Bus message that could not be read", exc_info=True)
                self._forget_message()
                continue
            if (self._parser.next_msg_size or 0) > LARGEST_MESSAGE:
                raise ConnectionResetError(_("the bus announced a message that is too large"))
            if message is None:
                return messages
            messages.append(message)

    def _forget_message(self) -> None:
        """Go on behind a message that could not be read; raises OSError where nobody knows its length."""
        if self._parser.next_msg_size is None:
            raise ConnectionResetError(_("the bus sent what is no message"))
        # The parser has taken the bytes but still holds their length and the descriptors that came along;
        # without this it would cut every later message in the wrong place.
        self._parser.next_msg_size = None
        for descriptor in self._parser.fds:
            descriptor.close()
        self._parser.fds = []

    def close(self) -> None:
        """Close the socket; the bus then drops our names and objects."""
        self._socket.close()


@dataclass(frozen=True, slots=True)
class WhichBus:
    """One of the buses a computer has."""

    title: str
    """As sentences call it: "session bus"."""
    find: Callable[[], str]
    """Says where it should be, in D-Bus address syntax; raises BusUnavailableError."""
    connection: type[Connection] = Connection


SESSION = WhichBus(N_("session bus"), session_address)


def _authenticated(place: str, *, descriptors: bool) -> socket.socket:
    """Connect and say who we are (the EXTERNAL mechanism); raises OSError or ValueError."""
    if not hasattr(socket, "AF_UNIX"):
        raise OSError(_("this system has no Unix sockets"))
    deadline = time.monotonic() + AUTHENTICATION_SECONDS
    sock = socket.socket(socket.AF_UNIX)
    try:
        sock.settimeout(AUTHENTICATION_SECONDS)
        sock.connect(place)
        conversation = Authenticator(enable_fds=descriptors)
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
        raise ConnectionResetError(_("the bus hung up while we said hello"))
    return data
