"""Windows: the standard library's way to its mixer."""

from __future__ import annotations

import sys


def play_with_winsound(content: bytes) -> None:
    """Play a WAV file's content to its end. Raises RuntimeError where there is no output."""
    if sys.platform != "win32":
        raise RuntimeError("this is not Windows")
    import winsound  # noqa: PLC0415 - Windows only

    winsound.PlaySound(content, winsound.SND_MEMORY | winsound.SND_NODEFAULT)
