"""The tones' samples, read from assets/sounds and made as loud as wanted."""

from __future__ import annotations

import sys
import wave
from array import array
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from ...core.soundtrack import TONES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...core.soundtrack import Tone

RATE = 48_000
"""Samples a second; 16 bits, one channel."""


def load(volume: int) -> Mapping[Tone, array[int]]:
    """Each tone's samples. volume: 0 to 100, by ear: half of it sounds about half as loud.

    Raises OSError, wave.Error or EOFError when a file is missing or is no such sound.
    """
    gain = (max(0, min(100, volume)) / 100) ** 2
    return {tone: _louder(_read(folder() / f"{tone}.wav"), gain) for tone in TONES}


def folder() -> Path:
    """Where the tones lie, installed or run from the source."""
    package = Path(__file__).resolve().parent.parent.parent
    beside = (package / "assets" / "sounds", package.parent / "assets" / "sounds")
    return next((place for place in beside if place.is_dir()), beside[0])


def _read(path: Path) -> array[int]:
    with wave.open(str(path), "rb") as file:
        if (file.getframerate(), file.getsampwidth(), file.getnchannels()) != (RATE, 2, 1):
            raise wave.Error(f"{path} is not {RATE} samples a second of 16 bits in one channel")
        samples = array("h", file.readframes(file.getnframes()))
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def _louder(samples: array[int], gain: float) -> array[int]:
    return array("h", [round(sample * gain) for sample in samples])


def as_wave(samples: array[int]) -> bytes:
    """The content of a WAV file with these samples."""
    out, written = BytesIO(), array("h", samples)
    if sys.byteorder == "big":
        written.byteswap()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(written.tobytes())
    return out.getvalue()
