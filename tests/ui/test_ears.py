"""A set for the ears only: what is told, recorded and said, with a clock moved by hand."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest

from soleus_tray.core.errors import SoleusError
from soleus_tray.core.window_messages import SetRequest, SoundChoice
from soleus_tray.ui.ears.process import EarsProcess, audible
from soleus_tray.ui.session.audio import SessionAudio
from tests.fakes.parts import FakeClock

if TYPE_CHECKING:
    from soleus_tray.core.facts import Fact
    from soleus_tray.core.window_messages import WindowEvent

REQUEST = SetRequest(
    "tray", "steady", 12, None, 5, "light", 0, mode="ears", sound=SoundChoice(True, 40, True)
)


@dataclass
class Heard:
    """Stands for tones and voice both; remembers what was not hushed before its time."""

    clock: FakeClock
    told: list[tuple[float, str]] = field(default_factory=list)
    closed: bool = False
    problem: str = ""

    def play(self, tone: str, at: float) -> None:
        self.told.append((at, tone))

    def say(self, words: str, at: float) -> None:
        self.told.append((at, words))

    def hush(self) -> None:
        self.told = [one for one in self.told if one[0] <= self.clock.monotonic]

    def close(self) -> None:
        self.closed = True


@dataclass
class FakeJournal:
    facts: list[Fact] = field(default_factory=list)
    broken: str = ""

    def append(self, *facts: Fact) -> None:
        if self.broken:
            raise SoleusError(self.broken)
        self.facts += facts


class Ears:
    """The process without pipes: orders are given, time is let pass as long as it asks for."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.start = self.clock.monotonic
        self.tones, self.voice = Heard(self.clock), Heard(self.clock)
        self.events: list[WindowEvent] = []
        self.journal = FakeJournal()
        self.chosen: list[SoundChoice] = []
        self.process = EarsProcess(
            self.events.append, self.journal, self.clock, lambda: bytes(10), self._open_sound
        )

    def _open_sound(self, chosen: SoundChoice) -> SessionAudio:
        self.chosen.append(chosen)
        return SessionAudio(self.tones, self.voice)

    def order(self, order: str, content: Any = None) -> None:
        self.process.obey({"order": order, "content": content})
        self.process.look()

    def show(self, request: SetRequest = REQUEST) -> None:
        self.order("show", asdict(request))

    def until(self, seconds: float) -> None:
        while not self.process.over and self.clock.monotonic < self.start + seconds:
            left = self.start + seconds - self.clock.monotonic
            wait = self.process.wait()
            self.clock.tick(left if wait is None else min(wait, left))
            self.process.obey({})
            self.process.look()

    @property
    def kinds(self) -> list[str]:
        return [event.kind for event in self.events if event.kind != "progress"]

    @property
    def said(self) -> list[str]:
        return [words for _, words in self.voice.told]


@pytest.fixture
def ears() -> Ears:
    return Ears()


def test_a_set_is_said_sounded_recorded_and_over_by_itself(ears):
    ears.show()
    ears.until(60)
    assert ears.clock.monotonic == pytest.approx(ears.start + 17, abs=0.05)
    assert ears.process.over
    assert ears.kinds == ["mapped", "began", "ended"]
    assert (ears.journal.facts[-1].reps, ears.journal.facts[-1].outcome) == (3, "completed")
    assert ears.said[:4] == ["Sit tall, feet flat.", "3", "2", "1"]
    assert ears.said[-2:] == ["3 reps. Nicely done.", "If you can, stand or walk for a minute."]
    assert [tone for _, tone in ears.tones.told][-4:] == ["up", "hold", "down", "end"]
    assert ears.tones.closed
    assert ears.voice.closed


def test_the_tray_pauses_and_goes_on_and_a_pause_costs_no_looks(ears):
    ears.show()
    ears.until(8)
    ears.order("act", {"action": "pause"})
    assert ears.process.wait() is None
    assert ears.said[-1] == "Paused."
    ears.until(100)
    ears.order("act", {"action": "pause"})
    ears.until(200)
    assert "Going on." in ears.said
    assert ears.journal.facts[-1].active_seconds == 12
    assert ears.clock.monotonic == pytest.approx(ears.start + 109, abs=0.05)


def test_the_tray_ends_it_and_what_was_done_is_kept(ears):
    ears.show()
    ears.until(5 + 5)
    ears.order("close")
    assert ears.process.over
    assert (ears.journal.facts[-1].reps, ears.journal.facts[-1].outcome) == (1, "stopped_early")
    assert ears.said[-1] == "Stopped. 1 rep is kept."


def test_closed_in_the_countdown_it_leaves_without_a_trace(ears):
    ears.show()
    ears.until(2)
    ears.order("close")
    assert ears.process.over
    assert ears.journal.facts == []
    assert ears.kinds == ["mapped"]


def test_when_it_hurts_the_voice_says_what_a_window_would_show(ears):
    ears.show()
    ears.until(9)
    ears.order("act", {"action": "hurts"})
    assert ears.process.over
    assert ears.said[-4] == "Stopped. 1 rep is kept."
    assert "call your emergency number" in ears.said[-1]
    assert "If you can, stand or walk for a minute." not in ears.said
    times = [at for at, _ in ears.voice.told]
    assert times == sorted(times)


def test_muted_it_goes_on_in_silence(ears):
    ears.show()
    ears.until(6)
    ears.order("act", {"action": "mute"})
    ears.until(60)
    assert max(at for at, _ in ears.tones.told) <= ears.start + 6
    assert ears.journal.facts[-1].outcome == "completed"


def test_a_record_that_cannot_be_written_is_told_once(ears):
    ears.journal.broken = "The record is full."
    ears.show()
    ears.until(60)
    assert len([words for words in ears.said if "full" in words]) == 1


def test_a_tray_that_goes_leaves_a_running_set_alone_and_takes_a_waiting_process_along(ears):
    waiting = Ears()
    waiting.process.obey(None)
    assert waiting.process.over
    ears.show()
    ears.process.obey(None)
    ears.until(60)
    assert ears.journal.facts[-1].outcome == "completed"


def test_a_second_show_does_not_disturb_a_set_that_runs(ears):
    ears.show()
    ears.until(7)
    ears.show(replace(REQUEST, seconds=600))
    ears.until(60)
    assert len(ears.chosen) == 1
    assert ears.journal.facts[-1].planned_seconds == 12


@pytest.mark.parametrize("content", [None, {}, {"action": "nonsense"}, {"action": 7}])
def test_orders_that_make_no_sense_change_nothing(ears, content):
    ears.show()
    ears.until(7)
    ears.order("act", content)
    ears.order("dance", content)
    ears.until(60)
    assert ears.journal.facts[-1].outcome == "completed"


def test_who_chose_neither_tones_nor_voice_and_yet_a_set_for_the_ears_hears_both():
    assert audible(SoundChoice(False, 40, False)) == SoundChoice(True, 40, True)
    assert audible(SoundChoice(True, 0, False)) == SoundChoice(True, 40, True)
    assert audible(SoundChoice(False, 40, True)) == SoundChoice(False, 40, True)
    assert audible(SoundChoice(True, 10, False)) == SoundChoice(True, 10, False)
