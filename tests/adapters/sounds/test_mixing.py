"""Tones laid into a stream, piece by piece, at the sample where they belong."""

from __future__ import annotations

from array import array

import pytest

from soleus_tray.adapters.sounds.mixing import Mixer

RATE = 1000
UP, HOLD = array("h", [1, 2, 3, 4, 5]), array("h", [30000] * 4)


@pytest.fixture
def mixer() -> Mixer:
    return Mixer({"up": UP, "hold": HOLD}, RATE)


def rendered(mixer: Mixer, first: float, count: int) -> list[int]:
    return list(array("h", mixer.render(first, count)))


def test_a_tone_begins_at_its_sample_and_goes_on_in_the_next_pieces(mixer):
    mixer.add("up", 10.003)
    assert rendered(mixer, 10.000, 5) == [0, 0, 0, 1, 2]
    assert rendered(mixer, 10.005, 2) == [3, 4]
    assert rendered(mixer, 10.007, 3) == [5, 0, 0]
    assert mixer.idle


def test_a_clock_that_runs_a_little_apart_neither_cuts_nor_doubles_a_tone(mixer):
    mixer.add("up", 10.002)
    assert rendered(mixer, 10.000, 4) + rendered(mixer, 10.0031, 4) == [0, 0, 1, 2, 3, 4, 5, 0]


def test_a_tone_for_a_later_piece_waits(mixer):
    mixer.add("up", 20)
    assert rendered(mixer, 10, 3) == [0, 0, 0]
    assert not mixer.idle


def test_a_tone_a_little_late_begins_at_once_and_one_too_late_never(mixer):
    mixer.add("up", 9.8)
    mixer.add("hold", 9.4)
    assert rendered(mixer, 10, 6) == [1, 2, 3, 4, 5, 0]
    assert mixer.idle


def test_told_twice_it_is_heard_once_even_when_it_has_begun(mixer):
    mixer.add("up", 10)
    mixer.add("up", 10)
    assert rendered(mixer, 10, 3) == [1, 2, 3]
    mixer.add("up", 10)
    assert rendered(mixer, 10.003, 4) == [4, 5, 0, 0]


def test_two_tones_at_once_add_up_and_never_overflow(mixer):
    mixer.add("hold", 10)
    mixer.add("hold", 10.002)
    assert rendered(mixer, 10, 6) == [30000, 30000, 32767, 32767, 30000, 30000]


def test_what_is_forgotten_does_not_begin_but_what_sounds_ends_softly(mixer):
    mixer.add("up", 10)
    mixer.add("up", 10.02)
    rendered(mixer, 10, 2)
    mixer.forget()
    assert rendered(mixer, 10.002, 30) == [3, 4, 5, *[0] * 27]


def test_what_nobody_could_play_is_let_go_of(mixer):
    mixer.add("up", 10)
    mixer.add("up", 12)
    mixer.skip(11)
    assert rendered(mixer, 11, 2) == [0, 0]
    assert not mixer.idle
