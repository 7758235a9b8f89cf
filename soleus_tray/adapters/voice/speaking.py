"""A voice that speaks at given times, through whichever of the system's speakers answers."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Protocol

from ...core.spoken import seconds_to_say
from ...core.text import _
from ..sounds.timed import Timed

if TYPE_CHECKING:
    from collections.abc import Sequence

PATIENCE = 25.0
"""Seconds for the last words when closing; what is said after "it hurts" takes sixteen."""
LATEST, SOONEST = 2.0, 0.5
"""Words may be as late as they take to be said, between these; a number said late would be a wrong one."""
_FIRST = float("-inf")
"""When to stop: before whatever is told after it, which may be for a moment that has just passed."""
log = logging.getLogger(__name__)


class VoiceError(Exception):
    """Why a speaker can't speak, in one sentence."""


class Speaker(Protocol):
    """One way to the system's voice. Used by one thread alone; each call may block for some seconds.

    All raise VoiceError or OSError.
    """

    name: str

    def open(self) -> None:
        """Get ready to speak."""
        ...

    def speak(self, words: str) -> None:
        """Begin to say it, after what is being said."""
        ...

    def stop(self) -> None:
        """Be silent, and forget what was to be said."""
        ...

    def close(self) -> None:
        """Let go, once the last words are said or in other hands."""
        ...


class TimedVoice:
    """The first of some speakers that works; the next one takes over where one fails."""

    def __init__(self, speakers: Sequence[Speaker]) -> None:
        self.problem = ""
        self._left = list(speakers)
        self._speaker: Speaker | None = None
        self._timed: Timed[str] = Timed("voice", self._do, self.open, self.let_go)
        self._spoke = False

    def say(self, words: str, at: float) -> None:
        """Begin to say it at this time."""
        self._spoke = True
        self._timed.add(words, at)

    def hush(self) -> None:
        """Forget what has not been said, and stop speaking."""
        self._timed.forget()
        if self._spoke:
            self._timed.add("", _FIRST)

    def close(self) -> None:
        """Wait until the last words are on their way, and end."""
        self._timed.close(PATIENCE)

    @property
    def speaker(self) -> str:
        """Who speaks; "" while nobody does."""
        return self._speaker.name if self._speaker is not None else ""

    def open(self) -> None:
        """Find a speaker that can be opened, if there is none yet.

        Blocks, so it is called on the voice's own thread, or for `doctor`.
        """
        while self._speaker is None and self._left:
            speaker = self._left.pop(0)
            try:
                speaker.open()
            except (VoiceError, OSError) as error:
                self._failed(speaker, error)
            else:
                self._speaker, self.problem = speaker, ""

    def _do(self, words: str, late: float) -> None:
        if self._speaker is None or (words and late > max(SOONEST, min(LATEST, seconds_to_say(words)))):
            return
        try:
            self._speaker.speak(words) if words else self._speaker.stop()
        except (VoiceError, OSError) as error:
            self._failed(self._speaker, error)
            self._speaker = None
            self.open()

    def let_go(self) -> None:
        """Let the last words be said and close the speaker. Blocks, as `open` does."""
        if self._speaker is not None:
            try:
                self._speaker.close()
            except (VoiceError, OSError) as error:
                self._failed(self._speaker, error)

    def _failed(self, speaker: Speaker, error: Exception) -> None:
        reason = _("No voice is heard: {speaker} does not speak ({error}). Try it on its own first.")
        self.problem = reason.format(speaker=speaker.name, error=error)
        log.info("%s", self.problem)
