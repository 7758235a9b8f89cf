"""Asking a sound server who records, in PulseAudio's native protocol; docs/decisions/0012 says why so.

Source: pulsecore/protocol-native.c of PulseAudio; PipeWire's module-protocol-pulse. Spoken as version 19
(PulseAudio 0.9.22 of 2010), whose records have few fields; later servers go on answering it.
"""

from __future__ import annotations

import os
import socket
import sys
import time
from struct import Struct
from typing import TYPE_CHECKING, Any, NamedTuple

from soleus_tray.core.text import _

from . import pulse_values as values
from .pulse_values import NOBODY, NotPulseError, Packet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .pulse_place import Place

_VERSION = 19
_ERROR, _REPLY, _AUTH, _SET_CLIENT_NAME, _SERVER_INFO, _SOURCE_INFO, _RECORDERS = 0, 2, 8, 9, 20, 23, 32
_NO_ENTITY = 5
_NO_ACCESS = 1
_RECORDER_FIELDS = 13
_FIELDS_BEFORE_MONITOR = 8
_HEAD = Struct(">IIIII")
_CONTROL = NOBODY
"""The channel of commands, as opposed to sound."""
_MOST_BYTES = 4 * 1024 * 1024
"""An answer longer than this is none: a thousand recorders fill 1 MB."""
_CHUNK = 4 * 1024


class RefusedError(Exception):
    """The server answered with an error; `code` is PulseAudio's."""

    def __init__(self, code: int) -> None:
        super().__init__(_("the sound server answered with error {code}").format(code=code))
        self.code = code

    @property
    def is_access(self) -> bool:
        """Whether it did not let us in."""
        return self.code == _NO_ACCESS


class Recorder(NamedTuple):
    """One stream that records."""

    client: int
    """The program's index; NOBODY for a part of the server itself."""
    source: int
    """What it records from; NOBODY where it is linked to nothing yet."""
    resampling: str
    properties: Mapping[str, str]
    paused: bool


class SoundServer:
    """One conversation; the constructor opens it. All raise OSError, NotPulseError or RefusedError.

    `until` is the monotonic time at which the whole conversation must be over (TimeoutError).
    """

    def __init__(self, place: Place, cookie: bytes, until: float) -> None:
        self._until = until
        self._tag = 0
        self._buffer = bytearray()
        self._socket = _connected(place, self._left())
        try:
            version = self._ask(_AUTH, values.number(_VERSION) + values.blob(cookie)).number() & 0xFFFF
            if version < _VERSION:
                raise NotPulseError(
                    _("the sound server speaks version {version}, too old to be asked").format(
                        version=version
                    )
                )
            self._ask(_SET_CLIENT_NAME, values.properties({"application.name": "Soleus Tray"}))
        except BaseException:
            self.close()
            raise

    def name(self) -> str:
        """What it calls itself: "pulseaudio", "PulseAudio (on PipeWire 0.3.65)"."""
        return self._ask(_SERVER_INFO).text()

    def recorders(self) -> list[Recorder]:
        """Every stream that records now."""
        packet = self._ask(_RECORDERS)
        found = []
        while not packet.ended:
            found.append(_recorder(packet.row(_RECORDER_FIELDS)))
        return found

    def is_monitor(self, source: int) -> bool:
        """Whether a source hears what an output plays; False for one that has gone meanwhile."""
        try:
            packet = self._ask(_SOURCE_INFO, values.number(source) + values.text(None))
        except RefusedError as error:
            if error.code == _NO_ENTITY:
                return False
            raise
        packet.row(_FIELDS_BEFORE_MONITOR)
        return packet.number() != NOBODY

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def _ask(self, command: int, arguments: bytes = b"") -> Packet:
        self._tag += 1
        payload = values.number(command) + values.number(self._tag) + arguments
        self._socket.settimeout(self._left())
        self._socket.sendall(_HEAD.pack(len(payload), _CONTROL, 0, 0, 0) + payload)
        return self._answer(self._tag)

    def _answer(self, tag: int) -> Packet:
        """The reply with this tag; what else arrives is passed over."""
        while True:
            length, channel, *_rest = _HEAD.unpack(self._receive(_HEAD.size))
            if length > _MOST_BYTES:
                raise NotPulseError(_("a packet of {length} bytes is announced").format(length=length))
            packet = Packet(self._receive(length))
            if channel != _CONTROL:
                continue
            command, answers = packet.number(), packet.number()
            if answers == tag and command == _REPLY:
                return packet
            if answers == tag and command == _ERROR:
                raise RefusedError(packet.number())

    def _receive(self, count: int) -> bytes:
        while len(self._buffer) < count:
            self._socket.settimeout(self._left())
            some = self._socket.recv(_CHUNK)
            if not some:
                raise ConnectionResetError(_("the sound server hung up"))
            self._buffer += some
        found = bytes(self._buffer[:count])
        del self._buffer[:count]
        return found

    def _left(self) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError(_("the sound server took too long"))
        return left


def _recorder(fields: list[values.Value]) -> Recorder:
    """A recorder from the 13 fields of one record."""
    client, source, resampling, properties, paused = (fields[place] for place in (3, 4, 9, 11, 12))
    if not (isinstance(client, int) and isinstance(source, int) and isinstance(properties, dict)):
        raise NotPulseError(_("a record of a recorder has other fields"))
    return Recorder(client, source, str(resampling or ""), properties, paused is True)


def _connected(place: Place, timeout: float) -> socket.socket:
    if place.port:
        # As bytes, which getaddrinfo takes as well: a string would load the tables of international names.
        host: Any = os.fsencode(place.path)
        return socket.create_connection((host, place.port), timeout)
    if sys.platform == "win32":
        raise OSError(_("this system has no Unix sockets for sound"))
    sock = socket.socket(socket.AF_UNIX)
    try:
        sock.settimeout(timeout)
        sock.connect(place.path)
    except BaseException:
        sock.close()
        raise
    return sock
