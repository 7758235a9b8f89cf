"""UUIDv7 keys: sortable by the millisecond they were made in (RFC 9562, section 5.7).

Written out here because the standard library has them only from Python 3.14, and because `uuid` and the
packages that add version 7 load modules the tray process cannot afford (see docs/decisions).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


def uuid7(made_at: datetime, randomness: bytes) -> str:
    """The UUIDv7 for a UTC-aware moment and ten random bytes, as 36 characters of text."""
    milliseconds = int(made_at.timestamp() * 1000) & (1 << 48) - 1
    random_bits = int.from_bytes(randomness[:10], "big")
    value = milliseconds << 80 | random_bits
    value = value & ~(0xF << 76) | 7 << 76
    value = value & ~(0x3 << 62) | 2 << 62
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
