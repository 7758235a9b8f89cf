"""The tones on a real PulseAudio that is there, missing, hanging, or restarted in the middle of a set."""

from __future__ import annotations

import signal
import time

import pytest

from soleus_tray.adapters.sounds import streamed
from soleus_tray.adapters.sounds.choose import choose_tones, examine_tones
from soleus_tray.adapters.sounds.pulse_stream import PulseStream
from soleus_tray.adapters.sounds.samples import load
from soleus_tray.adapters.sounds.streamed import StreamedTones
from tests.desktop.harness.listening import Ear
from tests.desktop.harness.processes import wait_until


@pytest.fixture
def tones(sound_server):
    playing = StreamedTones(load(60), PulseStream)
    yield playing
    playing.hush()
    playing.close()


def test_what_is_told_is_heard_and_what_is_hushed_is_not(sound_server, tones):
    assert isinstance(choose_tones(60), StreamedTones)
    assert examine_tones() == ""
    with Ear(sound_server.environment) as ear:
        now = time.monotonic()
        tones.play("up", now + 3)  # a null sink has two seconds of silence in hand when it starts
        tones.play("hold", now + 3.4)
        wait_until(lambda: len(ear.heard()) == 2, "two tones")
        tones.play("down", now + 3600)
        tones.hush()
        tones.play("end", time.monotonic() + 1)
        tones.close()
        wait_until(lambda: len(ear.heard()) == 3, "the last tone")
        assert [one.tone for one in ear.heard()] == ["up", "hold", "end"]
    assert tones.problem == ""


def test_a_server_that_comes_back_is_heard_again(sound_server, tones, monkeypatch):
    monkeypatch.setattr(streamed, "AGAIN_AFTER", 0.1)
    tones.play("up", time.monotonic())
    wait_until(lambda: bool(sound_server.pactl("list", "short", "sink-inputs")), "the stream")
    sound_server.stop()
    for ahead in range(60):
        tones.play("hold", time.monotonic() + ahead)
    wait_until(lambda: "No sound server can be reached" in tones.problem, "the reason")
    sound_server.start()
    with Ear(sound_server.environment) as ear:
        wait_until(lambda: "hold" in [one.tone for one in ear.heard()], "a tone after the restart")
    assert tones.problem == ""


def test_without_a_server_there_is_silence_and_a_reason(tmp_path, monkeypatch):
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    assert "No sound server can be reached" in examine_tones()
    tones = StreamedTones(load(60), PulseStream)
    tones.play("up", time.monotonic() + 0.1)
    wait_until(lambda: "No sound server can be reached" in tones.problem, "the reason")
    tones.close()


def test_a_server_that_hangs_holds_nobody_up(sound_server, monkeypatch):
    monkeypatch.setattr(streamed, "PATIENCE", 0.2)
    tones = StreamedTones(load(60), PulseStream)
    sound_server.signal(signal.SIGSTOP)
    try:
        for ahead in range(500):
            tones.play("up", time.monotonic() + ahead)
        tones.hush()
        tones.close()
        assert tones.problem == "", "it waited until the connection was given up"
    finally:
        sound_server.signal(signal.SIGCONT)


def test_without_the_library_there_is_a_reason_and_a_remedy(monkeypatch, tmp_path):
    monkeypatch.setattr("soleus_tray.adapters.sounds.pulse_stream.LIBRARY", "libnothing.so.0")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "install libpulse0" in choose_tones(40).problem
