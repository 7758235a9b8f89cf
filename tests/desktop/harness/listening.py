"""Hearing what a sound server plays: its monitor is recorded, and what begins when is told."""

from __future__ import annotations

import os
import statistics
import subprocess
import threading
import time
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.desktop.harness.processes import stop_process, wait_until
from tests.desktop.harness.sound import MONITOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

RATE = 48_000
LOUD = 150
"""Of 32767: a sound; the null sink's silence is exact."""
SILENCE = 0.03
"""Seconds of it between two sounds."""


@dataclass(frozen=True)
class Heard:
    """One sound."""

    at: float
    """Monotonic seconds."""
    seconds: float
    pitches: tuple[float, float]
    """Hertz, of its first and its last third."""
    peak: int

    @property
    def tone(self) -> str:
        """What kind of tone it sounds like."""
        first, last = self.pitches
        if self.seconds > 0.3:
            return "end"
        if last > 1.12 * first:
            return "up"
        if last < first / 1.12:
            return "down"
        return "hold" if first > 600 else "count"


class Ear:
    """Records the null sink's monitor; up inside `with`.

    Chunks arrive late at times, never early: the earliest, by its place in the stream, dates all of it.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._chunks: list[tuple[float, bytes]] = []

    def __enter__(self) -> Ear:
        command = ["parec", f"--device={MONITOR}", "--raw", f"--rate={RATE}", "--channels=1"]
        command += ["--format=s16le", "--latency-msec=10", "--client-name=soleus ear"]
        self._process = subprocess.Popen(
            command, env={**os.environ, **self._environment}, stdout=subprocess.PIPE, start_new_session=True
        )
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        wait_until(lambda: bool(self._chunks), "the recording of what is played")
        return self

    def __exit__(self, *_: object) -> None:
        stop_process(self._process)
        self._thread.join()

    def _read(self) -> None:
        assert self._process.stdout is not None
        while chunk := os.read(self._process.stdout.fileno(), 1 << 16):
            self._chunks.append((time.monotonic(), chunk))

    def silent_for(self) -> float:
        """Seconds of silence at the end of what was recorded so far."""
        samples = array("h", b"".join(chunk for _, chunk in list(self._chunks)))
        loud = (place for place in range(len(samples) - 1, -1, -1) if not -LOUD < samples[place] < LOUD)
        return (len(samples) - 1 - next(loud, -1)) / RATE

    def heard(self) -> list[Heard]:
        """Every sound so far that has ended."""
        chunks = list(self._chunks)
        samples = array("h", b"".join(chunk for _, chunk in chunks))
        began, total = [], 0
        for arrived, chunk in chunks:
            total += len(chunk) // 2
            began.append(arrived - total / RATE)
        return [_described(samples, first, last, min(began)) for first, last in _sounds(samples)]


def _sounds(samples: array[int]) -> list[tuple[int, int]]:
    """The first and last sample of each sound that is followed by silence."""
    found: list[tuple[int, int]] = []
    first, last, gap = -1, -1, int(SILENCE * RATE)
    for place, sample in enumerate(samples):
        if -LOUD < sample < LOUD:
            if first >= 0 and place - last > gap:
                found.append((first, last))
                first = -1
            continue
        first, last = (place if first < 0 else first), place
    return found


def _described(samples: array[int], first: int, last: int, began: float) -> Heard:
    sound = samples[first : last + 1]
    third = max(1, len(sound) // 3)
    pitches = (_pitch(sound[:third]), _pitch(sound[-third:]))
    return Heard(began + first / RATE, len(sound) / RATE, pitches, max(map(abs, sound)))


def _pitch(sound: array[int]) -> float:
    """Hertz, by counting how often it rises through zero."""
    rises = [place for place in range(1, len(sound)) if sound[place - 1] < 0 <= sound[place]]
    return (len(rises) - 1) * RATE / (rises[-1] - rises[0]) if len(rises) > 1 else 0.0


@dataclass(frozen=True)
class Punctuality:
    """How far from their times sounds began, in milliseconds; early is negative."""

    errors: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one of their sizes."""
        return statistics.median(map(abs, self.errors))

    @property
    def worst(self) -> float:
        """The largest size."""
        return max(map(abs, self.errors))


def punctuality(heard: Sequence[Heard], wanted: Iterable[float]) -> Punctuality:
    """How far from each wanted time the nearest sound began."""
    return Punctuality(
        tuple(1000 * min((one.at - at for one in heard), key=abs, default=60.0) for at in wanted)
    )
