"""What a set sounds like on a real sound server, recorded back: the tones on their phases, and ears only."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from soleus_tray.core.window_messages import SetRequest, SoundChoice, order_to_line
from tests.desktop.harness.listening import Ear
from tests.desktop.harness.processes import wait_until
from tests.desktop.harness.sound import SoundServer
from tests.desktop.hearing import SOUND, Hearing, hear_a_set

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT_MS = 60
"""The promise."""

EARS = f"""
import os, sys
from pathlib import Path
from soleus_tray.adapters.clock import SystemClock
from soleus_tray.adapters.sounds.child import SoundChild
from soleus_tray.adapters.store.live import LiveJournal
from soleus_tray.ui.ears.process import run_ears
from soleus_tray.ui.session.audio import SessionAudio

def open_sound(chosen):
    code = {SOUND!r}.format(volume=chosen.volume, language="en" if chosen.voice else "")
    child = SoundChild([sys.executable, "-c", code])
    return SessionAudio(child if chosen.tones else None, child if chosen.voice else None)

run_ears(sys.stdin, sys.stdout, journal=LiveJournal(Path(sys.argv[1])), clock=SystemClock(),
         entropy=lambda: os.urandom(10), open_sound=open_sound)
assert "tkinter" not in sys.modules
"""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    with tempfile.TemporaryDirectory(prefix="soleus-") as folder, SoundServer(Path(folder)) as running:
        for name, value in running.environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield running


def test_the_tones_begin_within_60_ms_of_their_phases(server):
    hearings = []
    for _ in range(3):  # a machine that stood still for a moment, late or with a gap in a tone, may try again
        hearings.append(hear_a_set(server, reps=3))
        if _as_wanted(hearings[-1]) and hearings[-1].punctuality.worst <= LIMIT_MS:
            break
    assert _as_wanted(hearings[-1]), [hearing.tones for hearing in hearings]
    worst = hearings[-1].punctuality.worst
    assert worst <= LIMIT_MS, [hearing.punctuality.errors for hearing in hearings]


def _as_wanted(hearing: Hearing) -> bool:
    """Whether each tone was heard as what it is, and nothing else."""
    return hearing.tones == [tone for _, tone in hearing.wanted]


def test_a_set_for_the_ears_only_runs_from_the_tray_s_order_to_its_last_tone(server, tmp_path):
    request = SetRequest(
        "tray", "pulse", 4, None, 3, "light", 0, mode="ears", sound=SoundChoice(tones=True, volume=50)
    )
    with Ear(server.environment) as ear:
        process = subprocess.Popen(
            [sys.executable, "-c", EARS, str(tmp_path / "journal")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        said, _ = process.communicate(order_to_line("show", request) + "\n", timeout=60)
        wait_until(lambda: {"up", "down", "end"} <= {one.tone for one in ear.heard()}, "the last tone")
    assert process.returncode == 0
    events = [json.loads(line) for line in said.splitlines()]
    assert [event["kind"] for event in events] == ["ready", "mapped", "began", "ended", "closed"]
    assert (events[3]["fact"]["reps"], events[3]["fact"]["outcome"]) == (2, "completed")
