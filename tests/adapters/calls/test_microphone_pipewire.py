"""The microphone's sensor beside a real PipeWire with its session manager and its pulse server."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from soleus_tray.adapters.calls.pulse import PulseMicrophone
from soleus_tray.core.settings import QuietSettings
from soleus_tray.core.signals import Signal
from soleus_tray.ports.sensor import Reading
from tests.desktop.harness.processes import ProcessGroup, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PARTS = ("pipewire", "wireplumber", "pipewire-pulse")
TOOLS = ("pw-record", "pw-loopback", "pactl", "dbus-daemon")
ANYTHING = QuietSettings()


class PipeWire:
    """A private PipeWire with a virtual speaker and a virtual microphone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes = ProcessGroup(folder)
        self._recorders = 0
        bus = f"unix:path={folder}/bus"
        self._env = {
            **{key: value for key, value in os.environ.items() if not key.startswith(("PULSE_", "XDG_"))},
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "DBUS_SESSION_BUS_ADDRESS": bus,
        }
        self.microphone = PulseMicrophone({"XDG_RUNTIME_DIR": str(folder)})

    def start(self) -> None:
        bus = self._env["DBUS_SESSION_BUS_ADDRESS"]
        self._start("dbus-daemon", "--session", "--nofork", "--nosyslog", f"--address={bus}")
        wait_until((self._folder / "bus").exists, "the bus")
        self._start("pipewire")
        wait_until((self._folder / "pipewire-0").exists, "PipeWire")
        self._start("wireplumber")
        self._start("pipewire-pulse")
        wait_until(lambda: not self.microphone.read(ANYTHING).why, "PipeWire's pulse server")
        self._load("sink_name=speaker")
        self._load(
            "sink_name=fakemic", "media.class=Audio/Source/Virtual", "channel_map=front-left,front-right"
        )

    def record(self, name: str, target: str = "fakemic", *more: str) -> str:
        properties = " ".join((f'application.name="{name}"', *more))
        self._recorders += 1
        file = str(self._folder / f"{self._recorders}.wav")
        label = f"pw-record{self._recorders}"
        command = ["pw-record", "-P", f"{{ {properties} }}", "--target", target, file]
        self._processes.start(label, command, self._env)
        wait_until(lambda: f'"{name}"' in self._pactl("list", "source-outputs"), f"{name} to record")
        return label

    def loop_back(self) -> None:
        self._start("pw-loopback", "-m", "[ FL FR ]")
        wait_until(lambda: "loopback-" in self._pactl("list", "source-outputs"), "the loopback")

    def stop(self, label: str) -> None:
        self._processes.stop(label)

    def close(self) -> None:
        self._processes.stop_all()

    def _load(self, *words: str) -> None:
        self._pactl("load-module", "module-null-sink", *words)

    def _pactl(self, *words: str) -> str:
        command = ["pactl", *words]
        return subprocess.run(
            command, env=self._env, capture_output=True, text=True, timeout=10, check=True
        ).stdout

    def _start(self, *command: str) -> None:
        self._processes.start(command[0], command, self._env)


@pytest.fixture
def pipewire(short_folder: Path) -> Iterator[PipeWire]:
    """A running PipeWire."""
    missing = [name for name in (*PARTS, *TOOLS) if not shutil.which(name)]
    if missing:
        pytest.skip(f"{', '.join(missing)} not installed (apt: pipewire pipewire-pulse wireplumber)")
    made = PipeWire(short_folder)
    try:
        made.start()
        yield made
    finally:
        made.close()


def test_a_call_on_pipewire_shows_while_it_lasts_and_nothing_else_does(pipewire):
    microphone = pipewire.microphone
    assert microphone.read(ANYTHING) == Reading()
    assert microphone.source == "PipeWire"
    pipewire.record("Screen recorder", "speaker", "stream.capture.sink=true")
    pipewire.record("Level meter", "fakemic", "stream.monitor=true")
    pipewire.loop_back()
    assert microphone.read(ANYTHING) == Reading()
    call = pipewire.record("ZOOM VoiceEngine", "fakemic", "application.process.binary=zoom")
    # A stream is listed before it is linked to its source, and only then a recording.
    zoom = (Signal("microphone", "Zoom"),)
    wait_until(lambda: microphone.read(ANYTHING).signals == zoom, "the call")
    assert microphone.read(QuietSettings(ignore=("zoom",))) == Reading()
    pipewire.stop(call)
    wait_until(lambda: microphone.read(ANYTHING) == Reading(), "the end of the call")
