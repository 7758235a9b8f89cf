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
    from .speaking import Speaker

# ruff: noqa: PLC0415


def choose_voice(language: str = "en") -> Voice:
    """Return the system's voice; nothing is started yet. language: that of the sentences, such as "en"."""
    if sys.platform == "linux" and not any(map(shutil.which, ("speech-dispatcher", "espeak-ng"))):
        return NoVoice(_("No voice is heard: install speech-dispatcher or espeak-ng."))
    return TimedVoice(_speakers(language))


def examine_voice(language: str = "en") -> tuple[str, str]:
    """For `doctor`: who would speak, and why nobody does, in a sentence; one of them is "".

    Starts Speech Dispatcher where it is installed and does not run; may block for some seconds.
    """
    voice = choose_voice(language)
    if isinstance(voice, TimedVoice):
        voice.open()
        speaker = voice.speaker
        voice.let_go()
        return (speaker, "") if speaker else ("", voice.problem)
    return "", voice.problem


def _speakers(language: str) -> list[Speaker]:
    """Who can speak here, the best first."""
    if sys.platform == "win32":
        from .windows import SapiSpeaker

        return [SapiSpeaker()]
    from .program import ProgramSpeaker

    if sys.platform == "darwin":
        return [ProgramSpeaker("say", ["say", "-f", "-"])]
    from .speech_dispatcher import SpeechDispatcher

    return [
        SpeechDispatcher(language),
        ProgramSpeaker("espeak-ng", ["espeak-ng", "-v", language, "--stdin"]),
    ]
