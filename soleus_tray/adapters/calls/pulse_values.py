"""The tagged values of PulseAudio's native protocol.

A packet is a row of values, each behind one letter that says its type, big-endian.
Source: pulsecore/tagstruct.c of PulseAudio; PipeWire's module-protocol-pulse speaks the same.
"""

from __future__ import annotations

from struct import Struct, error
from typing import TYPE_CHECKING

from soleus_tray.core.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping

NOBODY = 0xFFFFFFFF
"""An index that names nothing."""

_U32 = Struct(">I")
_WIDTHS = {"B": 1, "R": 8, "r": 8, "U": 8, "T": 8, "a": 6, "V": 4}
"""Bytes of the types that are only stepped over."""
_ROWS = {"m": 1, "v": 4}
"""Bytes of each entry of the types that begin with a count: a channel map, volumes."""

Value = int | str | bytes | bool | dict[str, str] | None


class NotPulseError(Exception):
    """What arrived is not this protocol."""


def number(value: int) -> bytes:
    """An unsigned number of 32 bits."""
    return b"L" + _U32.pack(value)


def blob(value: bytes) -> bytes:
    """Bytes behind their length."""
    return b"x" + _U32.pack(len(value)) + value


def text(value: str | None) -> bytes:
    """A string, or none."""
    return b"N" if value is None else b"t" + value.encode() + b"\0"


def properties(values: Mapping[str, str]) -> bytes:
    """A property list."""
    entries = [(text(key), value.encode() + b"\0") for key, value in values.items()]
    rows = b"".join(key + number(len(value)) + blob(value) for key, value in entries)
    return b"P" + rows + text(None)


class Packet:
    """A packet, read from front to back; every method raises NotPulseError where it doesn't make sense."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def ended(self) -> bool:
        """Whether all values are read."""
        return self._at >= len(self._data)

    def number(self) -> int:
        """The next value, which must be a number."""
        value = self.take()
        if type(value) is not int:
            raise NotPulseError(_("a number was expected, not {value!r:.40}").format(value=value))
        return value

    def text(self) -> str:
        """The next value, which must be a string or none."""
        value = self.take()
        if value is not None and not isinstance(value, str):
            raise NotPulseError(_("a string was expected, not {value!r:.40}").format(value=value))
        return value or ""

    def row(self, count: int) -> list[Value]:
        """The next `count` values."""
        return [self.take() for _ in range(count)]

    def take(self) -> Value:
        """The next value; None for none and for types nobody here needs."""
        tag = chr(self._bytes(1)[0])
        if tag == "L":
            return self._u32()
        if tag == "t":
            return self._string()
        if tag in "10":
            return tag == "1"
        if tag == "x":
            return self._bytes(self._u32())
        if tag == "P":
            return self._properties()
        self._step_over(tag)
        return None

    def _step_over(self, tag: str) -> None:
        if tag in _WIDTHS:
            self._bytes(_WIDTHS[tag])
        elif tag in _ROWS:
            self._bytes(self._bytes(1)[0] * _ROWS[tag])
        elif tag != "N":
            raise NotPulseError(_("no value begins with {tag!r}").format(tag=tag))

    def _properties(self) -> dict[str, str]:
        found = {}
        while key := self.text():
            self.number()
            value = self.take()
            # Some properties are pictures; the strings end with a zero.
            if isinstance(value, bytes) and value.endswith(b"\0"):
                found[key] = value[:-1].decode(errors="replace")
        return found

    def _string(self) -> str:
        end = self._data.find(b"\0", self._at)
        if end < 0:
            raise NotPulseError(_("a string has no end"))
        found = self._data[self._at : end]
        self._at = end + 1
        return found.decode(errors="replace")

    def _u32(self) -> int:
        try:
            value: int = _U32.unpack_from(self._data, self._at)[0]
        except error as wrong:
            raise NotPulseError(_("a number is cut off")) from wrong
        self._at += 4
        return value

    def _bytes(self, count: int) -> bytes:
        found = self._data[self._at : self._at + count]
        if len(found) < count:
            raise NotPulseError(_("a packet is cut off"))
        self._at += count
        return found
