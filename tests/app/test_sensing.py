"""The sensors' thread: rounds, a sensor that hangs, one that raises."""

from __future__ import annotations

import threading
from queue import SimpleQueue

import pytest

from soleus_tray.app.sensing import FULL_ROUND, LONGEST_READING, SET_ASIDE, Sensing, signals_of
from soleus_tray.core.settings import QuietSettings
from soleus_tray.core.signals import Signal
from soleus_tray.ports.sensor import Reading

CHOSEN = QuietSettings()


class Scripted:
    """A sensor that says what the test wants, hangs or raises."""

    source = "a script"

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.says: tuple[Signal, ...] = ()
        self.reads = 0
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.reading = threading.Event()
        self.fails = self.closed = False

    def read(self, chosen: QuietSettings) -> Reading:
        self.reads += 1
        self.reading.set()
        self.may_answer.wait()
        if self.fails:
            raise ZeroDivisionError
        return Reading(self.says)

    def close(self) -> None:
        self.closed = True


class Rounds:
    """Sensing with a clock that the test moves."""

    def __init__(self, *kinds: str) -> None:
        self.sensors = {kind: Scripted(kind) for kind in kinds}
        self.answers: SimpleQueue = SimpleQueue()
        self.now = 100.0
        self.made = 0
        self.sensing = Sensing(self.make, self.answers.put, monotonic=lambda: self.now)

    def make(self):
        self.made += 1
        self.made_by = threading.current_thread()
        return tuple(self.sensors.values())

    def start(self) -> None:
        self.sensing.read(CHOSEN)

    def round(self):
        """One whole round: what each sensor said, by kind."""
        self.start()
        readings = self.answers.get(timeout=10)
        self.now += 10
        return {sensed.kind: sensed for sensed in readings}

    def reads(self) -> dict[str, int]:
        return {kind: sensor.reads for kind, sensor in self.sensors.items()}


@pytest.fixture
def rounds():
    return Rounds("microphone", "dnd", "fullscreen")


def test_nothing_is_built_before_the_first_round(rounds):
    assert rounds.made == 0
    rounds.round()
    rounds.round()
    assert rounds.made == 1
    assert rounds.made_by is not threading.current_thread()  # loading them delays nobody


def test_a_round_tells_what_each_sensor_said(rounds):
    rounds.sensors["dnd"].says = (Signal("dnd"),)
    said = rounds.round()
    assert list(said) == ["microphone", "dnd", "fullscreen"]
    assert signals_of(tuple(said.values())) == (Signal("dnd"),)


def test_while_a_reason_lasts_only_its_sensor_is_read_and_all_of_them_twice_a_minute(rounds):
    rounds.sensors["dnd"].says = (Signal("dnd"),)
    for _ in range(3):
        said = rounds.round()
        assert signals_of(tuple(said.values())) == (Signal("dnd"),)
        assert set(said) == {"microphone", "dnd", "fullscreen"}
    assert rounds.reads() == {"microphone": 1, "dnd": 3, "fullscreen": 1}
    rounds.now += FULL_ROUND
    rounds.round()
    assert rounds.reads() == {"microphone": 2, "dnd": 4, "fullscreen": 2}


def test_when_the_reason_ends_the_others_are_read_at_once(rounds):
    rounds.sensors["dnd"].says = (Signal("dnd"),)
    rounds.round()
    rounds.sensors["dnd"].says = ()
    rounds.sensors["fullscreen"].says = (Signal("fullscreen", "VLC"),)
    said = rounds.round()
    assert signals_of(tuple(said.values())) == (Signal("fullscreen", "VLC"),)
    assert rounds.reads() == {"microphone": 2, "dnd": 2, "fullscreen": 2}


def test_a_film_is_no_reason_to_wait_so_the_others_are_read():
    rounds = Rounds("media", "dnd")
    rounds.sensors["media"].says = (Signal("media"),)
    rounds.round()
    rounds.round()
    assert rounds.reads() == {"media": 2, "dnd": 2}


def test_asking_again_while_a_round_goes_on_starts_no_other(rounds):
    rounds.sensors["dnd"].may_answer.clear()
    rounds.start()
    assert rounds.sensors["dnd"].reading.wait(10)
    rounds.start()
    rounds.start()
    rounds.sensors["dnd"].may_answer.set()
    rounds.answers.get(timeout=10)
    assert rounds.reads() == {"microphone": 1, "dnd": 1, "fullscreen": 1}


def test_one_that_hangs_is_left_behind_and_tried_again_some_minutes_later(rounds, caplog):
    stuck = rounds.sensors["dnd"]
    stuck.may_answer.clear()
    rounds.start()
    assert stuck.reading.wait(10)
    rounds.now += LONGEST_READING
    rounds.start()
    readings = {sensed.kind: sensed for sensed in rounds.answers.get(timeout=10)}
    assert set(readings) == {"microphone", "dnd", "fullscreen"}
    assert "does not answer" in readings["dnd"].reading.why
    rounds.round()
    assert stuck.reads == 1
    assert caplog.text.count("does not answer") == 1
    stuck.may_answer.set()
    rounds.now += SET_ASIDE
    assert rounds.round()["dnd"].reading.why == ""
    assert rounds.answers.empty()  # the round it held up told nothing any more


def test_one_that_raises_keeps_no_other_from_being_read(rounds):
    rounds.sensors["microphone"].fails = True
    said = rounds.round()
    assert "failed" in said["microphone"].reading.why
    assert "dnd" in said


def test_sensors_that_could_not_be_built_are_built_the_next_time(rounds, caplog):
    whole, rounds.sensing._make = rounds.sensing._make, lambda: 1 / 0
    rounds.start()
    for thread in threading.enumerate():
        if thread.name == "sensing":
            thread.join(10)
    assert "could not be read" in caplog.text
    rounds.sensing._make = whole
    assert set(rounds.round()) == {"microphone", "dnd", "fullscreen"}


def test_closing_lets_go_of_each(rounds):
    rounds.round()
    rounds.sensing.close()
    assert all(sensor.closed for sensor in rounds.sensors.values())
