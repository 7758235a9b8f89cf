"""The tones themselves: our own, short, soft, told apart by pitch, as loud as wanted."""

from __future__ import annotations

import importlib.util
import sys
import wave
from array import array
from io import BytesIO
from pathlib import Path

import pytest

from soleus_tray.adapters.sounds import samples
from soleus_tray.adapters.sounds.choose import choose_tones
from soleus_tray.core.soundtrack import TONES

ROOT = Path(__file__).parents[3]


def made():
    """packaging/make_sounds.py, which is no package's module."""
    spec = importlib.util.spec_from_file_location("make_sounds", ROOT / "packaging" / "make_sounds.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_sounds"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def full():
    return samples.load(100)


def test_the_files_are_what_our_own_program_makes(full):
    maker = made()
    for tone in TONES:
        # Another machine's sine may round the last bit the other way.
        pairs = zip(full[tone], maker.tone(tone), strict=True)
        assert max(abs(one - other) for one, other in pairs) <= 1, tone


@pytest.mark.parametrize("tone", TONES)
def test_each_is_short_and_begins_and_ends_without_a_click(full, tone):
    sound = full[tone]
    assert 0.08 <= len(sound) / samples.RATE <= (0.2 if tone != "end" else 0.5)
    loudest = max(map(abs, sound))
    two_ms = samples.RATE // 500
    assert max(map(abs, sound[:two_ms])) < 0.1 * loudest
    assert max(map(abs, sound[-two_ms:])) < 0.1 * loudest


def test_counting_is_quieter_than_moving(full):
    peaks = {tone: max(map(abs, full[tone])) for tone in TONES}
    assert peaks["count"] < 0.6 * min(peaks["up"], peaks["hold"], peaks["down"])


def test_half_the_volume_is_a_quarter_of_the_swing_and_nonsense_is_clipped(full):
    half = samples.load(50)
    assert max(map(abs, half["up"])) == pytest.approx(max(map(abs, full["up"])) / 4, abs=1)
    assert samples.load(1_000_000) == full
    assert not any(samples.load(-5)["up"])


def test_a_wave_file_is_made_of_samples_and_read_back():
    sound = array("h", [0, 100, -100])
    with wave.open(BytesIO(samples.as_wave(sound))) as file:
        assert file.getframerate() == samples.RATE
        assert array("h", file.readframes(3)) == sound


@pytest.mark.parametrize("content", [b"", b"RIFF", b"not a sound at all" * 100])
def test_a_broken_file_is_silence_with_a_reason(tmp_path, monkeypatch, content):
    for tone in TONES:
        (tmp_path / f"{tone}.wav").write_bytes(content)
    monkeypatch.setattr(samples, "folder", lambda: tmp_path)
    tones = choose_tones(40)
    tones.play("up", 0.0)
    tones.close()
    assert "can't be read" in tones.problem


def test_missing_files_are_silence_with_a_reason(tmp_path, monkeypatch):
    monkeypatch.setattr(samples, "folder", lambda: tmp_path)
    assert "can't be read" in choose_tones(40).problem


def test_no_volume_is_silence_without_one():
    assert choose_tones(0).problem == ""
