"""Which voice this system gets."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from ...core.text import _
from .speaking import TimedVoice
from .unavailable import NoVoice

if TYPE_CHECKING:
    from ...ports.sounds import Voice

# ruff: noqa: PLC0415


def choose_voice(language: str = "en") -> Voice:
    """Return the system's voice; nothing is started yet. language: that of the sentences, such as "en"."""
    if sys.platform == "win32":
        from .windows import SapiSpeaker

        return TimedVoice([SapiSpeaker()])
    from .program import ProgramSpeaker

    if sys.platform == "darwin":
        return TimedVoice([ProgramSpeaker("say", ["say", "-f", "-"])])
    from .speech_dispatcher import SpeechDispatcher

    espeak = ProgramSpeaker("espeak-ng", ["espeak-ng", "-v", language, "--stdin"])
    if not any(map(shutil.which, ("speech-dispatcher", "espeak-ng"))):
        return NoVoice(_("No voice is heard: install speech-dispatcher or espeak-ng."))
    return TimedVoice([SpeechDispatcher(language), espeak])
