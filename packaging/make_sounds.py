"""Makes assets/sounds/: the tones of a guided set, short and soft, told apart by pitch alone.

Run it after changing a tone; a test compares the files with what it makes.
"""

from __future__ import annotations

import math
import sys
import wave
from array import array
from dataclasses import dataclass
from pathlib import Path

SOUNDS = Path(__file__).parent.parent / "assets" / "sounds"
RATE = 48_000
PEAK = 0.8
ATTACK, RELEASE = 0.012, 0.045
"""Seconds of a raised cosine at either end: no click."""
OVERTONES = ((1, 1.0), (2, 0.18), (3, 0.05))
C5, E5, G5, A4 = 523.25, 659.26, 783.99, 440.0


@dataclass(frozen=True)
class Note:
    """A part of a tone: it glides from one pitch to another and dies away a little."""

    start: float
    end: float
    seconds: float
    begins: float = 0.0
    decay: float = 7.0
    """How much softer it gets: e-fold per second."""


# name: its notes, and how loud it is beside the others
TONES: dict[str, tuple[tuple[Note, ...], float]] = {
    "count": ((Note(A4, A4, 0.09),), 0.45),
    "up": ((Note(C5, G5, 0.15),), 1.0),
    "hold": ((Note(G5, G5, 0.11),), 0.8),
    "down": ((Note(G5, C5, 0.19),), 1.0),
    "end": ((Note(C5, C5, 0.5), Note(E5, E5, 0.42, 0.08), Note(G5, G5, 0.34, 0.16)), 1.0),
}


def tone(name: str) -> array[int]:
    """Its samples: 16 bits, one channel, RATE a second."""
    notes, loudness = TONES[name]
    length = round(max(note.begins + note.seconds for note in notes) * RATE)
    samples = [0.0] * length
    for note in notes:
        for place, value in enumerate(_played(note), round(note.begins * RATE)):
            samples[place] += value
    loudest = max(abs(sample) for sample in samples)
    return array("h", [round(32767 * PEAK * loudness * sample / loudest) for sample in samples])


def _played(note: Note) -> list[float]:
    count = round(note.seconds * RATE)
    played, phase = [], 0.0
    for place in range(count):
        at = place / RATE
        value = sum(share * math.sin(phase * overtone) for overtone, share in OVERTONES)
        played.append(value * _envelope(at, note.seconds) * math.exp(-note.decay * at))
        pitch = note.start * (note.end / note.start) ** (place / count)
        phase += 2 * math.pi * pitch / RATE
    return played


def _envelope(at: float, seconds: float) -> float:
    rising, falling = min(1.0, at / ATTACK), min(1.0, (seconds - at) / RELEASE)
    return math.sin(rising * math.pi / 2) ** 2 * math.sin(falling * math.pi / 2) ** 2


def main() -> None:
    """Write every file."""
    SOUNDS.mkdir(parents=True, exist_ok=True)
    for name in TONES:
        samples = tone(name)
        if sys.byteorder == "big":
            samples.byteswap()
        with wave.open(str(SOUNDS / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(samples.tobytes())


if __name__ == "__main__":
    main()
