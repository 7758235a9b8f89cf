"""The sound's process from both sides, and players that know only "now"."""

from __future__ import annotations

import io
import sys
import threading
import time
import wave
from dataclasses import dataclass, field

import pytest

from soleus_tray.adapters.sounds.child import SoundChild, serve
from soleus_tray.adapters.sounds.players import PlayedTones
from soleus_tray.adapters.sounds.samples import load
from soleus_tray.adapters.sounds.timed import Timed
from tests.desktop.harness.processes import wait_until

COPY = "import sys; open(sys.argv[1], 'w').write(sys.stdin.read())"


@dataclass
class Told:
    """Stands for tones and voice both."""

    orders: list = field(default_factory=list)
    problem: str = ""

    def play(self, tone, at):
        self.orders.append((tone, at))

    def say(self, words, at):
        self.orders.append((words, at))

    def hush(self):
        self.orders.append("hush")

    def close(self):
        self.orders.append("close")


def length_of(content: bytes) -> int:
    with wave.open(io.BytesIO(content)) as file:
        return file.getnframes()


def test_what_is_told_arrives_on_the_other_side(tmp_path):
    written = tmp_path / "orders"
    child = SoundChild([sys.executable, "-c", COPY, str(written)])
    child.hush()  # nothing to hush, so nothing is started
    child.play("up", 1.5)
    child.say("Fersen hoch, „langsam“", 2.5)
    child.hush()
    child.close()
    wait_until(lambda: written.exists() and "\n{}\n" in written.read_text(), "the orders")
    tones, voice = Told(), Told()
    serve(io.StringIO(written.read_text()), tones, voice)
    assert tones.orders == [("up", 1.5), "hush", "close"]
    assert voice.orders == [("Fersen hoch, „langsam“", 2.5), "hush", "close"]


def test_orders_that_make_no_sense_are_passed_over():
    tones, voice = Told(), Told()
    nonsense = [
        "",
        "{",
        "[1]",
        '"x"',
        '{"tone": "up"}',
        '{"tone": "loud", "at": 1}',
        '{"tone": "up", "at": "x"}',
    ]
    serve(io.StringIO("\n".join([*nonsense, '{"tone": "up", "at": 7}'])), tones, voice)
    assert tones.orders == [("up", 7.0), "close"]
    assert voice.orders == ["close"]


def test_a_process_that_ends_or_was_never_there_ends_nothing_else():
    gone = SoundChild([sys.executable, "-c", ""])
    gone.play("up", 0)

    def told_again() -> bool:
        gone.play("up", 0)
        return bool(gone.problem)

    wait_until(told_again, "the broken pipe to be noticed")
    gone.close()
    missing = SoundChild(["/nonexistent/soleus-tray"])
    missing.say("Up", 0)
    missing.close()
    assert "sound's process" in missing.problem


def test_a_player_is_given_whole_files_one_after_the_other_at_their_times():
    played = []
    tones = PlayedTones(load(40), lambda content: played.append((time.monotonic(), content)))
    now = time.monotonic()
    tones.play("hold", now + 0.2)
    tones.play("up", now + 0.1)
    tones.play("end", now - 60)
    tones.play("down", now + 3600)
    tones.play("down", now + 3600)
    wait_until(lambda: len(played) == 2, "two tones")
    tones.hush()
    tones.close()
    assert [length_of(content) for _, content in played] == [len(load(40)["up"]), len(load(40)["hold"])]
    assert all(when >= at for (when, _), at in zip(played, (now + 0.1, now + 0.2), strict=True))


def test_a_player_without_an_output_says_why():
    def refuse(_content):
        raise RuntimeError("Failed to play sound")

    tones = PlayedTones(load(40), refuse)
    tones.play("up", time.monotonic())
    wait_until(lambda: "Failed to play sound" in tones.problem, "the reason")
    tones.close()


def test_one_that_hangs_is_left_behind():
    release, did = threading.Event(), []

    def hang(thing, _late):
        release.wait(60)
        did.append(thing)

    timed: Timed[str] = Timed("test", hang, lambda: None)
    timed.add("x", time.monotonic())
    timed.close(0.05)
    assert did == []
    release.set()
    wait_until(lambda: did == ["x"], "its end")


@pytest.mark.parametrize("complains", [True, False])
def test_in_a_terminal_nobody_reads_what_keeps_it_silent(complains, capfd):
    code = "import sys; sys.stdin.read(); sys.stderr.write('No device.')"
    child = SoundChild([sys.executable, "-c", code], complains=complains)
    child.play("up", 0.0)
    child.close()
    assert child._process is not None
    child._process.wait(60)
    assert capfd.readouterr().err == ("No device." if complains else "")
