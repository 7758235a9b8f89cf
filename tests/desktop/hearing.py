"""A set's tones on a real sound server, recorded back and compared with its phases; also for `make bench`.

`python -m tests.desktop.hearing` prints how punctual they are, on an idle machine and on a busy one.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from soleus_tray.adapters.sounds.child import SoundChild
from soleus_tray.core.exercise import plan_for_reps
from soleus_tray.core.paces import custom_pace
from soleus_tray.core.session import begin
from soleus_tray.core.soundtrack import next_sounding
from soleus_tray.ui.session.audio import SessionAudio
from tests.desktop.harness.listening import Ear, Heard, Punctuality, punctuality
from tests.desktop.harness.processes import wait_until
from tests.desktop.harness.sound import SoundServer

FRAME = 1 / 30
SOUND = "from soleus_tray.adapters.sounds.process import run_sound; run_sound({volume}, {language!r})"


@dataclass(frozen=True)
class Hearing:
    """What was to be heard, and what was."""

    wanted: tuple[tuple[float, str], ...]
    """(monotonic time, tone)."""
    heard: tuple[Heard, ...]

    @property
    def punctuality(self) -> Punctuality:
        """How far the tones were from their times."""
        return punctuality(self.heard, [at for at, _ in self.wanted])

    @property
    def tones(self) -> list[str]:
        """What was heard, in order."""
        return [one.tone for one in self.heard]


def sound_command(volume: int, language: str = "") -> list[str]:
    """The sound's process without the rest of the app."""
    return [sys.executable, "-c", SOUND.format(volume=volume, language=language)]


def hear_a_set(server: SoundServer, reps: int, volume: int = 60) -> Hearing:
    """Let a set of so many quick reps (2 s, three tones each) be heard, and its countdown of 5 s.

    Takes that long, really. PULSE_SERVER must name the server, for the sound's process inherits it.
    """
    with Ear(server.environment) as ear:
        audio = SessionAudio(SoundChild(sound_command(volume)), None)
        session = begin(plan_for_reps(custom_pace(0.5, 0.5, 1.0), reps), 5.0, time.monotonic())
        wanted, after = [], session.since
        while (one := next_sounding(session, after)) is not None:
            wanted += [(one.at, one.tone)] if one.tone else []
            after = one.at
        while session.at(time.monotonic()).stage != "over":
            audio.follow(session.at(time.monotonic()), time.monotonic())
            time.sleep(FRAME)
        audio.close()
        wait_until(lambda: "end" in [one.tone for one in ear.heard()], "the last tone")
        return Hearing(tuple(wanted), tuple(ear.heard()))


def measure_punctuality(reps: int = 14, busy_loops: int = 0) -> Punctuality:
    """Of 3 * reps + 4 tones on a sound server of its own, beside so many endless loops.

    Takes 2 * reps + 6 s.
    """
    with tempfile.TemporaryDirectory(prefix="soleus-") as folder, SoundServer(Path(folder)) as server:
        loops = [subprocess.Popen(["sh", "-c", "while :; do :; done"]) for _ in range(busy_loops)]
        try:
            with patch.dict(os.environ, server.environment):
                return hear_a_set(server, reps).punctuality
        finally:
            for loop in loops:
                loop.kill()
                loop.wait()


if __name__ == "__main__":
    for loops in (0, os.cpu_count() or 1):
        found = measure_punctuality(busy_loops=loops)
        print(f"{len(found.errors)} tones beside {loops} busy loops: median {found.median:.1f} ms, ", end="")
        print(f"worst {found.worst:.1f} ms")
