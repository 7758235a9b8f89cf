"""Which samples are heard at which time: tones laid into one endless stream."""

from __future__ import annotations

from array import array
from bisect import insort
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...core.soundtrack import Tone

TOO_LATE = 0.5
"""Seconds after which a tone would mislead rather than guide."""
_SAME = 0.001
_LOUDEST = 32767


class Mixer:
    """Holds what is to be heard and renders it piece by piece, each following the one before.

    Not safe for threads by itself.
    """

    def __init__(self, samples: Mapping[Tone, array[int]], rate: int) -> None:
        self._samples = samples
        self._rate = rate
        self._waiting: list[tuple[float, Tone]] = []
        self._sounding: list[tuple[array[int], int]] = []
        """Samples, and the place in them at which the next piece begins; negative: so much later."""
        self._begun = float("-inf")

    @property
    def idle(self) -> bool:
        """Whether nothing is to be heard."""
        return not self._waiting and not self._sounding

    def add(self, tone: Tone, at: float) -> None:
        """Let it be heard from this time on, unless it was already, or is told already."""
        if at > self._begun + _SAME and all(abs(at - other) > _SAME for other, _ in self._waiting):
            insort(self._waiting, (at, tone))

    def forget(self) -> None:
        """Nothing new begins any more."""
        self._waiting.clear()

    def skip(self, now: float) -> None:
        """Let go of what sounds and of what should have begun by now: there was nobody to play it."""
        self._sounding.clear()
        self._waiting = [one for one in self._waiting if one[0] > now]

    def render(self, first: float, count: int) -> bytes:
        """The next `count` samples, of which the first will be heard at time `first`."""
        self._begin(first, first + count / self._rate)
        piece = array("h", bytes(2 * count))
        for samples, place in self._sounding:
            _lay(samples, place, piece)
        ahead = ((samples, place + count) for samples, place in self._sounding)
        self._sounding = [(samples, place) for samples, place in ahead if place < len(samples)]
        return piece.tobytes()

    def _begin(self, first: float, end: float) -> None:
        """Take up the tones that begin before `end`."""
        while self._waiting and self._waiting[0][0] < end:
            at, tone = self._waiting.pop(0)
            self._begun = max(self._begun, at)
            if at >= first - TOO_LATE:
                self._sounding.append((self._samples[tone], -max(0, round((at - first) * self._rate))))


def _lay(samples: array[int], place: int, piece: array[int]) -> None:
    """Add the samples from `place` on to a piece; a negative place leaves so many of the piece alone."""
    start = max(0, -place)
    place = max(0, place)
    for into, sample in enumerate(samples[place : place + len(piece) - start], start):
        piece[into] = max(-_LOUDEST, min(_LOUDEST, piece[into] + sample))
