"""macOS: NSSound, which comes with the tray's own PyObjC."""

from __future__ import annotations

import time
from typing import Any

LONGEST_TONE = 2.0
"""Seconds."""
_STEP = 0.02


def play_with_appkit(content: bytes) -> None:
    """Play a WAV file's content to its end. Raises RuntimeError when the system can't."""
    from AppKit import NSData, NSSound  # noqa: PLC0415

    sound: Any = NSSound.alloc().initWithData_(NSData.dataWithBytes_length_(content, len(content)))
    if sound is None or not sound.play():
        raise RuntimeError("NSSound refused it")
    until = time.monotonic() + LONGEST_TONE
    while sound.isPlaying() and time.monotonic() < until:
        time.sleep(_STEP)
