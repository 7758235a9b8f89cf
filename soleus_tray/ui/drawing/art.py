"""Reads the windows' drawn pictures back without Pillow: one file of PNGs per brightness and scale.

Layout: 8 bytes MAGIC, 4 bytes CRC-32 of the index, 4 bytes length of the index (big endian), the index
(JSON: name to [start, length, CRC-32], starts counted from the index's end), the PNGs. A picture is read
when it is needed.
"""

from __future__ import annotations

import json
from binascii import crc32
from typing import TYPE_CHECKING

from soleus_tray.ui.drawing.version import DRAWING_VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MAGIC = b"SOLFRAM1"
_HEADER = len(MAGIC) + 8
_SCALES = (1.0, 3.0)


def frames_folder(cache: Path) -> Path:
    """Where this version's window pictures are kept under the app's cache folder."""
    return cache / f"frames-{DRAWING_VERSION}"


def art_file(folder: Path, theme: str, scale: float) -> Path:
    """The file of one brightness and scale."""
    return folder / f"{theme}-{round(scale * 100)}.art"


def nearest_scale(wanted: float) -> float:
    """The scale that is drawn for a wanted one: quarters, 100 % to 300 %."""
    low, high = _SCALES
    return min(high, max(low, round(wanted * 4) / 4))


class Art:
    """One opened file of pictures."""

    def __init__(self, path: Path, body: int, index: Mapping[str, list[int]]) -> None:
        self._path = path
        self._body = body
        self._index = index

    def has(self, name: str) -> bool:
        """Whether a picture of this name was drawn."""
        return name in self._index

    def png(self, name: str) -> bytes | None:
        """The picture's PNG, or None when it is missing or damaged (then: draw again)."""
        start, length, check = self._index.get(name, (0, 0, -1))
        try:
            with self._path.open("rb") as file:
                file.seek(self._body + start)
                data = file.read(length)
        except OSError:
            return None
        return data if len(data) == length and crc32(data) == check else None


def open_art(path: Path) -> Art | None:
    """The pictures in this file, or None when it is missing, cut short or damaged (then: draw again)."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
            length = int.from_bytes(header[12:16], "big")
            index = file.read(length) if length < 1 << 20 else b""
        size = path.stat().st_size
    except OSError:
        return None
    if len(header) != _HEADER or not header.startswith(MAGIC):
        return None
    if crc32(index) != int.from_bytes(header[8:12], "big"):
        return None
    entries: dict[str, list[int]] = json.loads(index)
    body = _HEADER + length
    whole = body + max((start + count for start, count, _ in entries.values()), default=0)
    return Art(path, body, entries) if size == whole else None


def pack_art(pictures: Mapping[str, bytes]) -> bytes:
    """A file of pictures, from each name's PNG."""
    index, start = {}, 0
    for name, png in pictures.items():
        index[name] = [start, len(png), crc32(png)]
        start += len(png)
    listing = json.dumps(index).encode()
    head = MAGIC + crc32(listing).to_bytes(4, "big") + len(listing).to_bytes(4, "big")
    return head + listing + b"".join(pictures.values())
