"""Tones by a player that knows only "now": each is handed over at its time."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from ...core.text import _
from .mixing import TOO_LATE
from .samples import as_wave
from .timed import Timed

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Mapping

    from ...core.soundtrack import Tone

PATIENCE = 4.0
"""Seconds for the last tones when closing."""
LONGEST_TONE = 2.0
"""Seconds."""


class PlayedTones:
    """The tones by `play`, which is given a WAV file's content on a thread of its own, and may block.

    play: raises OSError or RuntimeError when it can't be heard.
    """

    def __init__(self, samples: Mapping[Tone, array[int]], play: Callable[[bytes], None]) -> None:
        self.problem = ""
        self._play_now = play
        self._samples = samples
        self._files: dict[Tone, bytes] = {}
        self._last = float("-inf")
        self._timed = Timed("tones", self._sound, self._prepare)

    def play(self, tone: Tone, at: float) -> None:
        """Let it be heard at this time."""
        if at != self._last:
            self._last = at
            self._timed.add(tone, at)

    def hush(self) -> None:
        """Forget what has not begun."""
        self._last = float("-inf")
        self._timed.forget()

    def close(self) -> None:
        """Wait for what is due, and end."""
        self._timed.close(PATIENCE)

    def _prepare(self) -> None:
        self._files = {tone: as_wave(samples) for tone, samples in self._samples.items()}

    def _sound(self, tone: Tone, late: float) -> None:
        if late > TOO_LATE:
            return
        try:
            self._play_now(self._files[tone])
            self.problem = ""
        except (OSError, RuntimeError, subprocess.SubprocessError) as error:
            reason = _("No sound can be played, so no tones are heard ({error}); check the sound output.")
            self.problem = reason.format(error=error)


def play_with_aplay(content: bytes) -> None:
    """Linux without a sound server: ALSA's own player."""
    subprocess.run(
        ["aplay", "--quiet", "-"],
        input=content,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=LONGEST_TONE,
        check=True,
    )
