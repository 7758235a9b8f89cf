"""Icons as StatusNotifierItem wants them: ARGB32 in network byte order, in several sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from ...ports.tray import IconKey

Pixmap = tuple[int, int, bytes]
"""Width and height in pixels, and width x height x 4 bytes: alpha, red, green, blue."""

SIZES = (16, 22, 24, 32, 48)


class DrawnIcon(Protocol):
    """One icon, drawn in every size."""

    def pixmaps(self) -> Iterable[Pixmap]:
        """Return the sizes there are; must not need Pillow."""
        ...

    def to_image(self) -> Any:
        """Return the largest size as a PIL.Image.Image; only asked by backends that need Pillow anyway."""
        ...


IconSource = Callable[[IconKey], DrawnIcon]


def pixmaps_of(icon: Any) -> list[Pixmap]:
    """Turn an icon into pixmaps: one that offers `pixmaps()`, or a PIL image (not imported here)."""
    if hasattr(icon, "pixmaps"):
        return [(int(width), int(height), bytes(data)) for width, height, data in icon.pixmaps()]
    return [(size, size, argb(icon.convert("RGBA").resize((size, size)).tobytes())) for size in SIZES]


def argb(rgba: bytes) -> bytes:
    """Reorder RGBA pixels to ARGB."""
    result = bytearray(len(rgba))
    result[0::4], result[1::4], result[2::4], result[3::4] = rgba[3::4], rgba[0::4], rgba[1::4], rgba[2::4]
    return bytes(result)
