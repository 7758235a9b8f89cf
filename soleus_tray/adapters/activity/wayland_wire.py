"""Wayland's wire format, as much of it as a client without windows needs.

Source: https://wayland.freedesktop.org/docs/html/ch04.html#sect-Protocol-Wire-Format
"""

from __future__ import annotations

import struct
import sys
from typing import NamedTuple

from soleus_tray.core.text import _

_HEADER = struct.Struct("=II")
"""The object; then the size in the upper 16 bits and the opcode in the lower. In the machine's byte order."""


class WireError(Exception):
    """What came is no Wayland, or says that we went wrong; the message is a clause for a sentence."""


class Event(NamedTuple):
    """One message from the compositor."""

    sender: int
    """The object that says it."""
    opcode: int
    body: bytes


def request(target: int, opcode: int, *arguments: int | str) -> bytes:
    """A request with numbers and texts as arguments."""
    body = b"".join(_text(one) if isinstance(one, str) else struct.pack("=I", one) for one in arguments)
    return _HEADER.pack(target, (_HEADER.size + len(body)) << 16 | opcode) + body


def _text(text: str) -> bytes:
    data = text.encode() + b"\0"
    return struct.pack("=I", len(data)) + data + bytes(-len(data) % 4)


class Inbox:
    """Cuts what arrives into events; holds 64 KiB at most, the largest size the format has."""

    def __init__(self) -> None:
        self._data = b""

    def feed(self, data: bytes) -> list[Event]:
        """The events that are complete now. Raises WireError for sizes that can't be."""
        self._data += data
        events = []
        while len(self._data) >= _HEADER.size:
            sender, word = _HEADER.unpack_from(self._data)
            size = word >> 16
            if size < _HEADER.size or size % 4:
                raise WireError(_("it sent a message of {size} bytes").format(size=size))
            if len(self._data) < size:
                break
            events.append(Event(sender, word & 0xFFFF, self._data[_HEADER.size : size]))
            self._data = self._data[size:]
        return events


def number(body: bytes, offset: int = 0) -> int:
    """The unsigned number at this offset. Raises WireError beyond the end."""
    if offset + 4 > len(body):
        raise WireError(_("it sent a message that ends too early"))
    return int.from_bytes(body[offset : offset + 4], sys.byteorder)


def text(body: bytes, offset: int = 0) -> tuple[str, int]:
    """The text at this offset, and the offset behind it. Raises WireError beyond the end."""
    length = number(body, offset)
    begin, end = offset + 4, offset + 4 + length
    if length < 1 or end > len(body):
        raise WireError(_("it sent a text that ends too early"))
    return body[begin : end - 1].decode(errors="replace"), end + -length % 4
