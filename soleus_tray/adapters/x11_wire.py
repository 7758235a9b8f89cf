"""The X11 protocol over a socket of our own, for readers that must never hang.

Not libxcb: its xcb_connect waits for ever on a server that is stopped, and so does each reply. Here every
step has one deadline, a window that closed while it was read is just a missing reply, and no C library is
loaded. Only requests that have a reply are sent, so replies come in the order of the requests.
Source: https://www.x.org/releases/current/doc/xproto/x11protocol.html
"""

from __future__ import annotations

import socket
import struct
import sys
import time
from typing import TYPE_CHECKING

from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PATIENCE = 0.8
"""Seconds for all that one reading asks."""
_LARGEST = 1 << 20
"""Bytes of a reply beyond which something is wrong."""
_PIECE = 1 << 15
_ERROR, _REPLY, _GENERIC_EVENT = 0, 1, 35
_LOCAL, _WILD = 256, 65535
_COOKIE = b"MIT-MAGIC-COOKIE-1"
_GONE = N_("The X server is gone; log in again, or start it again.")
_MUTE = N_("The X server did not answer in time; windows are looked at again soon.")


class Wire:
    """One connection to the X server that $DISPLAY names; opened by the first question.

    Raises SoleusError, closed again, whenever the server can't be reached, hangs or goes away; the next
    question connects anew.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._socket: socket.socket | None = None
        self._deadline = 0.0
        self._sequence = 0
        self._received = bytearray()
        self.root = 0
        """The root window of our screen, once connected."""

    def open(self) -> bool:
        """Start a reading: PATIENCE runs from here. True when the connection is new."""
        self._deadline = time.monotonic() + PATIENCE
        if self._socket is not None:
            return False
        host, number, screen = parse_display(self._environment.get("DISPLAY", ""))
        try:
            self._socket = _connect(host, number, PATIENCE)
            self._sequence = 0
            self._received.clear()
            self._greet(_cookie(self._environment, number), screen)
        except SoleusError:
            self.close()
            raise
        except TimeoutError as error:
            self.close()
            raise SoleusError(_(_MUTE)) from error
        except (OSError, struct.error, IndexError) as error:  # nobody there, or no X server
            self.close()
            raise SoleusError(_("The X server did not answer; check that $DISPLAY is right.")) from error
        return True

    def ask(self, requests: Sequence[bytes]) -> list[bytes]:
        """Each request's reply; empty bytes where the server answered with an error (a closed window)."""
        if self._socket is None:
            raise SoleusError(_(_GONE))
        try:
            self._socket.settimeout(self._left())
            self._socket.sendall(b"".join(requests))
            return [self._reply() for _ in requests]
        except TimeoutError as error:
            self.close()
            raise SoleusError(_(_MUTE)) from error
        except OSError as error:
            self.close()
            raise SoleusError(_(_GONE)) from error

    def close(self) -> None:
        """Disconnect."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def _take(self, count: int) -> bytes:
        """The next bytes; what came with them is kept, since many replies come in one piece."""
        assert self._socket is not None  # noqa: S101 - only called between open and close
        while len(self._received) < count:
            self._socket.settimeout(self._left())
            part = self._socket.recv(_PIECE)
            if not part:
                raise ConnectionResetError
            self._received += part
        taken = bytes(self._received[:count])
        del self._received[:count]
        return taken

    def _reply(self) -> bytes:
        """The next reply, past the events that go to every client."""
        while True:
            head = self._take(32)
            kind, sequence, length = head[0], *struct.unpack_from("<HI", head, 2)
            if kind == _ERROR:
                self._count(sequence)
                return b""
            if kind == _REPLY or kind & 0x7F == _GENERIC_EVENT:
                if length * 4 > _LARGEST:
                    raise ConnectionResetError
                head += self._take(length * 4)
            if kind == _REPLY:
                self._count(sequence)
                return head

    def _count(self, sequence: int) -> None:
        """Check that this answers the oldest open request; what else it is, we can't follow it."""
        self._sequence = (self._sequence + 1) & 0xFFFF
        if sequence != self._sequence:
            raise ConnectionResetError

    def _greet(self, cookie: bytes, screen: int) -> None:
        """Send the connection setup and read the root of our screen."""
        assert self._socket is not None  # noqa: S101 - only called from open
        name = _COOKIE if cookie else b""
        hello = struct.pack("<BxHHHHxx", ord("l"), 11, 0, len(name), len(cookie))
        self._socket.settimeout(self._left())
        self._socket.sendall(hello + padded(name) + padded(cookie))
        status, words = struct.unpack("<B5xH", self._take(8))
        rest = self._take(words * 4)
        if status != 1:
            raise SoleusError(_("The X server refused the connection; check ~/.Xauthority and $XAUTHORITY."))
        self.root = _root(rest, screen)


def padded(data: bytes) -> bytes:
    """The bytes filled up to a multiple of four."""
    return data + bytes(-len(data) % 4)


def parse_display(display: str) -> tuple[str, int, int]:
    """Host ("" for this machine), display and screen number of a $DISPLAY.

    Raises SoleusError if it names none.
    """
    host, _colon, numbers = display.rpartition(":")
    number, _dot, screen = numbers.partition(".")
    if not number.isascii() or not number.isdigit() or (screen and not screen.isdigit()):
        raise SoleusError(
            _("$DISPLAY is {display!r}, which names no X server; set it as in DISPLAY=:0.").format(
                display=display
            )
        )
    return "" if host in {"", "unix"} else host, int(number), int(screen or 0)


def _connect(host: str, number: int, timeout: float) -> socket.socket:
    if host:
        return socket.create_connection((host, 6000 + number), timeout)
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers listen
    try:
        return _connect_unix(path, timeout)
    except OSError:
        return _connect_unix("\0" + path, timeout)


def _connect_unix(path: str, timeout: float) -> socket.socket:
    if sys.platform == "win32":
        raise OSError(path)
    made = socket.socket(socket.AF_UNIX)
    made.settimeout(timeout)
    try:
        made.connect(path)
    except OSError:
        made.close()
        raise
    return made


def _cookie(environment: Mapping[str, str], number: int) -> bytes:
    """The key to this display from the user's authority file; empty when there is none to show."""
    path = environment.get("XAUTHORITY") or f"{environment.get('HOME', '')}/.Xauthority"
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - pathlib would cost the tray 0.6 MB
            data = file.read(_LARGEST)
    except OSError:
        return b""
    return find_cookie(data, socket.gethostname().encode(), str(number).encode())


def find_cookie(data: bytes, host: bytes, number: bytes) -> bytes:
    """The first MIT cookie of an authority file for this host and display; empty if none, or the file ends.

    Each entry: family (16 bits, big end first), then address, number, name and key, each after its length.
    """
    at = 0
    try:
        while at < len(data):
            (family,) = struct.unpack_from(">H", data, at)
            at += 2
            fields = []
            for _each in range(4):
                (length,) = struct.unpack_from(">H", data, at)
                fields.append(data[at + 2 : at + 2 + length])
                at += 2 + length
            ours = family == _WILD or (family == _LOCAL and fields[0] == host)
            if ours and fields[1] in {b"", number} and fields[2] == _COOKIE:
                return fields[3]
    except struct.error:
        return b""
    return b""


def _root(setup: bytes, number: int) -> int:
    """A screen's root window out of the connection setup; the first screen's if there is no such."""
    (vendor,) = struct.unpack_from("<H", setup, 16)
    screens, formats = setup[20], setup[21]
    at = 32 + vendor + -vendor % 4 + 8 * formats
    for _each in range(number if number < screens else 0):
        at = _after_screen(setup, at)
    root: int = struct.unpack_from("<I", setup, at)[0]
    return root


def _after_screen(setup: bytes, at: int) -> int:
    depths = setup[at + 39]
    at += 40
    for _each in range(depths):
        (visuals,) = struct.unpack_from("<H", setup, at + 2)
        at += 8 + 24 * visuals
    return at
