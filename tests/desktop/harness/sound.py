"""A sound server of a test's own, with a microphone that hears nothing, and programs that record from it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from typing import TYPE_CHECKING

from tests.desktop.harness.processes import ProcessGroup, stop_process, wait_until

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MICROPHONE = "fakemic"
MONITOR = "speaker.monitor"
_DEVICES = ("module-null-sink sink_name=speaker", f"module-null-source source_name={MICROPHONE}")


class Recorder:
    """A program that records until it is stopped."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process

    def stop(self) -> None:
        """End it; returns when it is gone."""
        stop_process(self.process)


class SoundServer:
    """A private PulseAudio with a null sink ("speaker") and a null source ("fakemic"); up inside `with`.

    `folder` must exist; its path must be short enough for a Unix socket (107 bytes with "/pulse/native").
    """

    def __init__(self, folder: Path, authentication: str = "auth-anonymous=1") -> None:
        self._folder = folder / "pulse"
        self._authentication = authentication
        self._processes = ProcessGroup(self._folder)
        self._recorders = 0
        self.socket = self._folder / "native"
        self.environment: Mapping[str, str] = {"PULSE_SERVER": f"unix:{self.socket}"}
        """What a program needs to find this server."""

    def __enter__(self) -> SoundServer:
        self._folder.mkdir(mode=0o700, exist_ok=True)
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._processes.stop_all()

    def start(self, *modules: str) -> None:
        """Start the server, with more modules than its two devices if need be; returns when it answers."""
        protocol = f"module-native-protocol-unix socket={self.socket} {self._authentication}"
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--disable-shm=1"]
        command += [f"--load={module}" for module in (protocol, *_DEVICES, *modules)]
        self._processes.start("pulseaudio", command, self._env())
        wait_until(self._is_up, "the sound server")

    def stop(self) -> None:
        """End the server; recorders end with it."""
        self._processes.stop("pulseaudio")
        self.socket.unlink(missing_ok=True)

    def signal(self, number: signal.Signals) -> None:
        """Send the server's process a signal: SIGSTOP lets it hang, SIGCONT go on, SIGKILL die."""
        server = self._processes.find("pulseaudio")
        assert server, "the sound server does not run"
        server.send_signal(number)
        if number == signal.SIGKILL:
            server.wait()

    def record(
        self,
        client_name: str,
        device: str = MICROPHONE,
        properties: Mapping[str, str] | None = None,
        program: str = "parecord",
    ) -> Recorder:
        """Record from a device as a program of this name; returns when the server knows of it.

        `properties` are of the stream's own: {"application.process.binary": "zoom"}.
        """
        self._recorders += 1
        known = self.recorder_count()
        wanted = [f"--property={key}={value}" for key, value in (properties or {}).items()]
        command = [program, f"--device={device}", f"--client-name={client_name}", *wanted]
        command.append(str(self._folder / f"recorder{self._recorders}.wav"))
        process = self._processes.start(f"recorder{self._recorders}", command, self._env())
        wait_until(lambda: self.recorder_count() > known, f"{client_name} to record from {device}")
        return Recorder(process)

    def recorder_count(self) -> int:
        """How many streams record now, as pactl says."""
        return self.pactl("list", "short", "source-outputs").count("\n")

    def pactl(self, *words: str) -> str:
        """What pactl answers."""
        return subprocess.run(
            ["pactl", *words], env=self._env(), capture_output=True, text=True, timeout=10, check=True
        ).stdout

    def _is_up(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self.socket)) == 0

    def _env(self) -> dict[str, str]:
        home = str(self._folder)
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("PULSE_", "XDG_"))}
        return {**kept, "HOME": home, "XDG_RUNTIME_DIR": home, "LC_ALL": "C.UTF-8", **self.environment}
