"""The system's voice for real: Speech Dispatcher and espeak-ng, heard through a real sound server."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import threading
import time

import pytest

from soleus_tray.adapters.voice import choose, speaking, speech_dispatcher
from soleus_tray.adapters.voice.program import ProgramSpeaker
from soleus_tray.adapters.voice.speaking import TimedVoice
from soleus_tray.adapters.voice.speech_dispatcher import SpeechDispatcher, socket_path
from soleus_tray.adapters.voice.unavailable import NoVoice
from tests.desktop.harness.listening import Ear
from tests.desktop.harness.processes import wait_until

LONG = "This is a sentence of many words, of which only the first few are said before it is silenced. " * 4
"""More than twenty seconds."""


def espeak(language: str = "en") -> ProgramSpeaker:
    if not shutil.which("espeak-ng"):
        pytest.skip("espeak-ng is not installed (packaging/apt-desktop.txt)")
    return ProgramSpeaker("espeak-ng", ["espeak-ng", "-v", language, "--stdin"])


@pytest.fixture
def dispatcher(sound_server, short_folder, monkeypatch):
    """A Speech Dispatcher of the test's own, started by our speaker as on any desktop."""
    if not shutil.which("speech-dispatcher"):
        pytest.skip("Speech Dispatcher is not installed (packaging/apt-desktop.txt)")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(short_folder))
    yield SpeechDispatcher("en")
    pid = short_folder / "speech-dispatcher" / "pid" / "speech-dispatcher.pid"
    if pid.exists():
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(pid.read_text()), signal.SIGTERM)


def spoken_seconds(ear: Ear, since: float) -> float:
    """How much was heard after this time, in seconds; what is said in one breath is one sound or several."""
    return sum(one.seconds for one in ear.heard() if one.at >= since)


def speaks_and_is_hushed(voice: TimedVoice, sound_server) -> None:
    with Ear(sound_server.environment) as ear:
        voice.open()  # a server that is started first may take seconds on a busy machine
        at = time.monotonic() + 0.5
        voice.say("Feel the lower calf", at)
        wait_until(lambda: spoken_seconds(ear, 0) > 0.3, "the first words")
        assert ear.heard()[0].at > at - 0.05, "it spoke before its time"
        started = time.monotonic()
        voice.say(LONG, started)
        wait_until(lambda: spoken_seconds(ear, started) > 0.3, "the sentence")
        voice.say("Never said", time.monotonic() + 3600)
        voice.hush()
        voice.say("Paused.", time.monotonic())
        voice.close()
        wait_until(lambda: ear.silent_for() > 1.5, "silence")
        assert spoken_seconds(ear, started) < 12, "it was not silenced"
    assert voice.problem == ""


def test_espeak_ng_speaks_and_is_hushed_in_the_middle_of_a_sentence(sound_server):
    speaks_and_is_hushed(TimedVoice([espeak()]), sound_server)


def test_speech_dispatcher_is_started_speaks_and_is_hushed(sound_server, dispatcher):
    speaks_and_is_hushed(TimedVoice([dispatcher]), sound_server)


def test_where_the_first_does_not_speak_the_next_takes_over(sound_server, monkeypatch, tmp_path):
    monkeypatch.setenv("SPEECHD_ADDRESS", f"unix_socket:{tmp_path}/nobody")
    monkeypatch.setattr(speech_dispatcher, "_PROGRAM", "no-such-dispatcher")
    voice = TimedVoice([SpeechDispatcher("en"), espeak()])
    with Ear(sound_server.environment) as ear:
        voice.say("Feel the lower calf", time.monotonic() + 0.2)
        wait_until(lambda: bool(ear.heard()), "a word")
    voice.close()
    assert voice.problem == ""


class Impostor:
    """Something that listens where Speech Dispatcher should, and gives each visitor the same answer."""

    def __init__(self, path: str, answer: bytes) -> None:
        self._answer = answer
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(path)
        self._listening.listen()
        self._visitors: list[socket.socket] = []
        threading.Thread(target=self._welcome, daemon=True).start()

    def _welcome(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                visitor, _ = self._listening.accept()
                self._visitors.append(visitor)
                if self._answer == b"hang up":
                    visitor.close()
                else:
                    visitor.sendall(self._answer)

    def close(self) -> None:
        for one in (*self._visitors, self._listening):
            one.close()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"hang up",
        b"500 ERR\r\n",
        b"\r\n" * 20,
        b"\xff\xfe\r\n",
        b"208 OK\r\n208 OK\r\n208 OK\r\n250-dummy\r\n250 OK\r\n",
    ],
)
def test_a_dispatcher_that_hangs_refuses_or_has_no_voice_is_told_and_holds_nobody_up(
    short_folder, monkeypatch, answer
):
    path = str(short_folder / "speechd.sock")
    monkeypatch.setattr(speech_dispatcher, "PATIENCE", 0.2)
    impostor = Impostor(path, answer)
    voice = TimedVoice([SpeechDispatcher("en", {"SPEECHD_ADDRESS": f"unix_socket:{path}"})])
    voice.say("Up", time.monotonic())
    wait_until(lambda: "Speech Dispatcher does not speak" in voice.problem, "the reason")
    voice.hush()
    voice.close()
    impostor.close()


def test_a_program_that_fails_is_told(tmp_path):
    broken = tmp_path / "broken-voice"
    broken.write_text("#!/bin/sh\ncat >/dev/null\nexit 3\n")
    broken.chmod(0o755)
    voice = TimedVoice([ProgramSpeaker("broken-voice", [str(broken)])])
    voice.say("Up", time.monotonic())
    voice.say("Hold", time.monotonic())
    wait_until(lambda: "broken-voice does not speak (it ended with 3)" in voice.problem, "the reason")
    voice.close()


class Listed:
    """A speaker that writes down what it is to do, and takes as long over a sentence as it is let."""

    name = "listed"

    def __init__(self):
        self.did = []
        self.begun, self.free = threading.Event(), threading.Event()
        self.free.set()

    def open(self):
        pass

    def speak(self, words):
        self.did.append(words)
        self.begun.set()
        self.free.wait(60)

    def stop(self):
        self.did.append("(stopped)")

    def close(self):
        pass


def test_a_number_that_is_late_is_not_said_for_it_would_be_wrong():
    speaker = Listed()
    voice = TimedVoice([speaker])
    now = time.monotonic()
    voice.say("3", now - 10)
    voice.say("Feel the lower calf. Sharp pain? Stop", now - 10)
    voice.say("Up", now)
    voice.close()
    assert speaker.did == ["Up"]


def test_what_is_said_after_a_hush_is_not_hushed_though_it_was_for_the_moment_before(monkeypatch):
    monkeypatch.setattr(speaking, "SOONEST", 60.0)
    speaker = Listed()
    speaker.free.clear()
    voice = TimedVoice([speaker])
    now = time.monotonic()
    voice.say("Up", now)
    assert speaker.begun.wait(60)
    voice.say("Hold", now)
    voice.hush()
    voice.hush()
    voice.say("Paused.", now)
    speaker.free.set()
    voice.close()
    assert speaker.did == ["Up", "(stopped)", "Paused."]


def test_without_any_voice_there_is_silence_and_a_remedy(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    voice = choose.choose_voice("en")
    assert isinstance(voice, NoVoice)
    assert "install speech-dispatcher or espeak-ng" in voice.problem
    voice.say("Up", 0)
    voice.close()


def test_doctor_is_told_who_speaks_or_why_nobody_does(monkeypatch, tmp_path):
    monkeypatch.setenv("SPEECHD_ADDRESS", f"unix_socket:{tmp_path}/nobody")
    monkeypatch.setattr(speech_dispatcher, "_PROGRAM", "no-such-dispatcher")
    espeak()
    assert choose.examine_voice() == ("espeak-ng", "")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "install speech-dispatcher" in choose.examine_voice()[1]


def test_where_the_dispatcher_listens():
    assert socket_path({"SPEECHD_ADDRESS": "unix_socket:/x/y"}) == "/x/y"
    assert socket_path({"XDG_RUNTIME_DIR": "/run/user/7"}) == "/run/user/7/speech-dispatcher/speechd.sock"
    assert socket_path({"HOME": "/home/a"}) == "/home/a/.cache/speech-dispatcher/speechd.sock"
