"""The sound's process: what the hidden command `_sound` does."""

from __future__ import annotations

import os
import sys

from ..voice.choose import choose_voice
from ..voice.unavailable import NoVoice
from .child import serve
from .choose import choose_tones


def run_sound(volume: int, language: str) -> None:
    """Obey standard input until it ends, let the last be heard, and end the process; does not return.

    volume: of the tones, 0 (none) to 100. language: of the sentences, such as "en"; "" for no voice.
    """
    serve(sys.stdin, choose_tones(volume), choose_voice(language) if language else NoVoice())
    # A thread that hangs in a sound server would hold up the interpreter's own end.
    sys.stderr.flush()
    os._exit(0)
