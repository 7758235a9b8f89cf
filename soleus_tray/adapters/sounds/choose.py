"""Which player this system gets."""

from __future__ import annotations

import ctypes
import logging
import shutil
import sys
import wave
from typing import TYPE_CHECKING

from ...core.text import _
from .samples import load
from .unavailable import NoTones

if TYPE_CHECKING:
    from array import array
    from collections.abc import Mapping

    from ...core.soundtrack import Tone
    from ...ports.sounds import Tones

# ruff: noqa: PLC0415

log = logging.getLogger(__name__)


def choose_tones(volume: int) -> Tones:
    """Return the tones at this volume (0 to 100); no device is opened yet. Loads their files (0.1 MB)."""
    if volume <= 0:
        return NoTones()
    try:
        samples = load(volume)
    except (OSError, wave.Error, EOFError) as error:
        reason = _("The tones' files can't be read ({error}); install the app again.")
        return NoTones(reason.format(error=error))
    return _player(samples)


def _player(samples: Mapping[Tone, array[int]]) -> Tones:
    if sys.platform == "win32":
        from .players import PlayedTones
        from .windows import play_with_winsound

        return PlayedTones(samples, play_with_winsound)
    from .players import PlayedTones, play_with_aplay

    if sys.platform == "darwin":
        from .macos import play_with_appkit

        return PlayedTones(samples, play_with_appkit)
    if has_pulse():
        from .pulse_stream import PulseStream
        from .streamed import StreamedTones

        return StreamedTones(samples, PulseStream)
    if shutil.which("aplay"):
        log.info("libpulse-simple is not here; the tones are played by aplay")
        return PlayedTones(samples, play_with_aplay)
    return NoTones(_("No tones are heard: install libpulse0 (Debian's name) for PulseAudio or PipeWire."))


def examine_tones() -> str:
    """For `doctor`: why no tones would be heard, in a sentence with what to do; "" when they would.

    Opens a stream for a moment, silently; may block as long as a sound server hangs (half a minute).
    """
    tones = choose_tones(50)
    if tones.problem or sys.platform != "linux" or not has_pulse():
        return tones.problem
    from .pulse_stream import PulseError, PulseStream
    from .samples import RATE
    from .streamed import unreachable

    try:
        PulseStream(RATE).close()
    except PulseError as error:
        return unreachable(error)
    return ""


def has_pulse() -> bool:
    """Whether PulseAudio's client library is there; PipeWire's users have it too."""
    from .pulse_stream import LIBRARY

    try:
        ctypes.CDLL(LIBRARY)
    except OSError:
        return False
    return True
