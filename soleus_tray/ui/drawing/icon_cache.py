"""Reads drawn tray icons back without Pillow: one file per icon, its five sizes as ARGB32 one after another.

Layout: 8 bytes MAGIC, 4 bytes CRC-32 of the rest (big endian), then for each of SIZES, size x size pixels of
4 bytes: alpha, red, green, blue (network order, not premultiplied), as StatusNotifierItem wants them.
"""

from __future__ import annotations

import os
from binascii import crc32
from dataclasses import dataclass
from typing import TYPE_CHECKING

from soleus_tray.ui.drawing.version import DRAWING_VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

    from soleus_tray.ports.tray import IconKey

MAGIC = b"SOLICON1"
SIZES = (16, 22, 24, 32, 48)
MARK_STEPS = 6
"""Pictures of one rep in the exercising icon: step 0 (flat) to MARK_STEPS - 1."""
_HEADER = len(MAGIC) + 4
_LENGTH = _HEADER + sum(4 * size * size for size in SIZES)


@dataclass(frozen=True, slots=True)
class CachedIcon:
    """One icon in every size."""

    data: bytes
    """The file's bytes, checked."""

    def pixmaps(self) -> list[tuple[int, int, bytes]]:
        """(width, height, ARGB32 bytes) for each size, smallest first."""
        found, start = [], _HEADER
        for size in SIZES:
            end = start + 4 * size * size
            found.append((size, size, self.data[start:end]))
            start = end
        return found

    def to_image(self) -> Image.Image:
        """The largest size as a Pillow image, for tray backends that want one. Loads Pillow."""
        from PIL import Image  # noqa: PLC0415 - the tray process can't afford it unless a backend needs it

        width, height, argb = self.pixmaps()[-1]
        alpha, red, green, blue = Image.frombytes("RGBA", (width, height), argb).split()
        return Image.merge("RGBA", (red, green, blue, alpha))


@dataclass(frozen=True, slots=True)
class IconCache:
    """The icons kept in one folder; see `icons_folder`."""

    folder: Path

    def load(self, key: IconKey) -> CachedIcon | None:
        """The icon, or None when it has not been drawn yet or its file is damaged (then: draw again)."""
        try:
            data = (self.folder / file_name(key)).read_bytes()
        except OSError:
            return None
        return CachedIcon(data) if is_whole(data) else None


def icons_folder(cache: Path) -> Path:
    """Where this version's icons are kept under the app's cache folder."""
    return cache / f"icons-{DRAWING_VERSION}"


def file_name(key: IconKey) -> str:
    """The file of one icon."""
    return f"{key.shape}-{key.step}-{key.panel}.argb"


def is_whole(data: bytes) -> bool:
    """Whether these bytes are an icon file that was written completely and has not changed since."""
    if len(data) != _LENGTH or not data.startswith(MAGIC):
        return False
    return int.from_bytes(data[len(MAGIC) : _HEADER], "big") == crc32(data[_HEADER:])


def pack(pixels: bytes) -> bytes:
    """An icon file around the five sizes' pixels."""
    return MAGIC + crc32(pixels).to_bytes(4, "big") + pixels


def write_whole(path: Path, data: bytes) -> None:
    """Write to a file beside it and move that into place, so that no reader ever sees half of it."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.touch(mode=0o600)
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
