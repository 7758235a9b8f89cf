"""What tones and voice are told while a set runs, is paused, muted, changed and ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from soleus_tray.core.exercise import plan_for_reps
from soleus_tray.core.paces import PACES
from soleus_tray.core.session import Session, begin
from soleus_tray.ui.session.audio import SessionAudio

if TYPE_CHECKING:
    from soleus_tray.core.soundtrack import Tone

START = 500.0


@dataclass
class Told:
    """Stands for tones and voice both: what is told for later, and what was there to be heard."""

    now: float = START
    waiting: list[tuple[float, str]] = field(default_factory=list)
    heard: list[tuple[float, str]] = field(default_factory=list)
    closed: int = 0
    problem: str = ""

    def play(self, tone: Tone, at: float) -> None:
        self.waiting.append((at, tone))

    def say(self, words: str, at: float) -> None:
        self.waiting.append((at, words))

    def hush(self) -> None:
        self.waiting.clear()

    def close(self) -> None:
        self.closed += 1

    def pass_to(self, now: float) -> None:
        due = [one for one in self.waiting if one[0] <= now]
        self.heard += [(round(max(at, self.now) - START, 2), what) for at, what in due]
        self.waiting = [one for one in self.waiting if one[0] > now]
        self.now = now


@dataclass
class Room:
    """A set in progress, looked at thirty times a second, and what is heard of it."""

    session: Session
    tones: Told = field(default_factory=Told)
    voice: Told = field(default_factory=Told)
    with_tones: bool = True
    with_voice: bool = True
    now: float = START
    step: float = 1 / 30

    def __post_init__(self) -> None:
        self.audio = SessionAudio(
            self.tones if self.with_tones else None, self.voice if self.with_voice else None
        )
        self.look()

    def look(self) -> None:
        self.audio.follow(self.session.at(self.now), self.now)
        for one in (self.tones, self.voice):
            one.pass_to(self.now)

    def until(self, seconds: float) -> None:
        while self.now < START + seconds - 1e-9:
            self.now = min(START + seconds, self.now + self.step)
            self.look()

    def do(self, gesture: str, **how: bool) -> None:
        self.session = getattr(self.session, gesture)(self.now, **how)
        self.look()


def room(reps: int = 3, ready: float = 0.0, **how: object) -> Room:
    return Room(begin(plan_for_reps(PACES["steady"], reps), ready, START), **how)


THREE_REPS = [
    *((0, "up"), (1, "hold"), (2, "down")),
    *((4, "up"), (5, "hold"), (6, "down")),
    *((8, "up"), (9, "hold"), (10, "down")),
    (12, "end"),
]


@pytest.mark.parametrize("step", [1 / 30, 0.25, 1.0, 2.9])
def test_however_often_it_is_looked_at_each_tone_is_told_once_and_ahead_of_its_time(step):
    told = room(step=step)
    told.until(20)
    assert told.tones.heard == THREE_REPS


def test_the_words_come_with_the_tones_and_the_last_of_them_after_the_end_of_the_window():
    told = room(ready=5)
    told.until(16.9)
    told.audio.close()
    told.voice.pass_to(START + 30)
    assert [what for _, what in told.voice.heard][:4] == ["Sit tall, feet flat.", "3", "2", "1"]
    told = room()
    told.until(12)
    told.audio.close()
    assert told.voice.heard[-1] == (12, "3 reps. Nicely done.")


def test_a_window_closed_in_the_middle_is_silent_at_once():
    told = room()
    told.until(2.5)
    told.audio.close()
    told.tones.pass_to(START + 30)
    assert told.tones.heard == THREE_REPS[:3]
    assert (told.tones.closed, told.voice.closed) == (1, 1)


def test_a_pause_is_silent_and_afterwards_everything_comes_so_much_later():
    told = room()
    told.until(4.5)
    told.do("pause")
    told.until(64.5)
    told.do("resume")
    told.until(80)
    assert told.tones.heard == [*THREE_REPS[:4], *((at + 60, tone) for at, tone in THREE_REPS[4:])]
    assert [one for one in told.voice.heard if one[1] in ("Paused.", "Going on.")] == [
        (4.5, "Paused."),
        (64.5, "Going on."),
    ]


def test_a_countdown_cut_short_begins_with_up_at_that_moment():
    told = room(ready=15)
    told.until(7)
    told.do("start_now")
    told.until(25)
    assert told.tones.heard == [(at + 7, tone) for at, tone in THREE_REPS]


def test_another_pace_is_heard_from_the_next_rep_on_and_nothing_twice():
    told = room(reps=3)
    told.until(5.5)
    told.do("change_pace", faster=True)
    told.until(20)
    assert told.tones.heard == [*THREE_REPS[:7], (8.5, "hold"), (9.5, "down"), (11, "end")]
    assert (8, "flow pace") in told.voice.heard


def test_muted_it_goes_on_in_silence_and_is_heard_again_where_it_is_by_then():
    told = room()
    told.until(2.5)
    told.audio.mute(on=True)
    told.until(8.6)
    told.audio.mute(on=False)
    told.until(20)
    assert told.tones.heard == [*THREE_REPS[:3], *THREE_REPS[7:]]


def test_ended_by_hand_it_says_so_at_once_and_no_tone_follows():
    told = room(reps=30)
    told.until(9.5)
    told.do("finish")
    told.until(30)
    assert told.tones.heard == [*THREE_REPS[:8], (9.5, "end")]
    assert told.voice.heard[-1] == (9.5, "2 reps. Nicely done.")


def test_left_in_the_countdown_there_is_nothing_to_hear():
    told = room(ready=15)
    told.until(2)
    told.do("stop")
    told.until(30)
    assert told.tones.heard == []
    assert [at for at, _ in told.voice.heard] == [0]


def test_the_next_set_begins_anew():
    told = room(reps=1)
    told.until(6)
    told.session = begin(plan_for_reps(PACES["steady"], 1), 0, told.now)
    told.until(20)
    assert [one for one in told.tones.heard if one[1] == "up"] == [(0, "up"), (6, "up")]
    assert [one for one in told.tones.heard if one[1] == "end"] == [(4, "end"), (10, "end")]


def test_a_machine_that_slept_does_not_play_what_it_missed():
    told = room(reps=100)
    told.until(5.5)
    told.tones.waiting.clear()  # what was told before would be too late for the player
    told.now += 100.7
    told.look()
    told.until(110.1)
    assert told.tones.heard[5:] == [(106, "down"), (108, "up"), (109, "hold"), (110, "down")]


def test_with_the_voice_alone_every_phase_is_named():
    told = room(reps=30, with_tones=False)
    told.until(7)
    assert [what for _, what in told.voice.heard] == ["Up", "Hold", "Slowly down"] * 2
    assert told.tones.heard == []


def test_with_tones_alone_nothing_is_said():
    told = room(with_voice=False)
    told.until(20)
    assert told.tones.heard == THREE_REPS
    assert told.voice.heard == []
