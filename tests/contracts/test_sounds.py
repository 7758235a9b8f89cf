"""What every player of tones and every voice must do, wherever it is: never raise, never block, say why."""

from __future__ import annotations

import sys
import time

import pytest

from soleus_tray.adapters.sounds.child import SoundChild
from soleus_tray.adapters.sounds.macos import play_with_appkit
from soleus_tray.adapters.sounds.players import PlayedTones, play_with_aplay
from soleus_tray.adapters.sounds.pulse_stream import PulseStream
from soleus_tray.adapters.sounds.samples import load
from soleus_tray.adapters.sounds.streamed import StreamedTones
from soleus_tray.adapters.sounds.unavailable import NoTones
from soleus_tray.adapters.sounds.windows import play_with_winsound
from soleus_tray.adapters.voice.program import ProgramSpeaker
from soleus_tray.adapters.voice.speaking import TimedVoice
from soleus_tray.adapters.voice.speech_dispatcher import SpeechDispatcher
from soleus_tray.adapters.voice.unavailable import NoVoice
from soleus_tray.adapters.voice.windows import SapiSpeaker
from soleus_tray.core.soundtrack import TONES

CHILD = [sys.executable, "-c", "import sys; sys.stdin.read()"]

PLAYERS = {
    "stream": lambda: StreamedTones(load(1), PulseStream),
    "aplay": lambda: PlayedTones(load(1), play_with_aplay),
    "winsound": lambda: PlayedTones(load(1), play_with_winsound),
    "appkit": lambda: PlayedTones(load(1), play_with_appkit),
    "child": lambda: SoundChild(CHILD),
    "none": lambda: NoTones("because"),
}
VOICES = {
    "dispatcher": lambda: TimedVoice([SpeechDispatcher("en")]),
    "program": lambda: TimedVoice([ProgramSpeaker("nobody", ["no-such-program"])]),
    "sapi": lambda: TimedVoice([SapiSpeaker()]),
    "child": lambda: SoundChild(CHILD),
    "none": lambda: NoVoice("because"),
}


@pytest.fixture(autouse=True)
def nothing_to_hear(tmp_path, monkeypatch):
    """No sound server, no voice, no player."""
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    monkeypatch.setenv("SPEECHD_ADDRESS", f"unix_socket:{tmp_path}/nobody")
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.parametrize("name", PLAYERS)
def test_tones_with_nothing_to_play_them_are_silent_and_end(name):
    tones = PLAYERS[name]()
    for tone in TONES:
        tones.play(tone, time.monotonic())
    tones.hush()
    tones.hush()
    tones.play("end", time.monotonic() - 3600)
    tones.close()
    assert isinstance(tones.problem, str)


@pytest.mark.parametrize("name", VOICES)
def test_a_voice_with_nothing_to_speak_is_silent_and_ends(name):
    voice = VOICES[name]()
    voice.say("Up", time.monotonic())
    voice.hush()
    voice.say("Heels up “softly”, 30 %\n.\n", time.monotonic())
    voice.say("", time.monotonic())
    voice.close()
    assert isinstance(voice.problem, str)


@pytest.mark.parametrize("name", PLAYERS | VOICES)
def test_one_that_was_never_used_closes_at_once(name):
    (PLAYERS | VOICES)[name]().close()
