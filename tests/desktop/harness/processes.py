"""Processes that belong to a desktop: started with a log each, stopped last first, never left behind."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

T = TypeVar("T")
POLL_SECONDS = 0.02
STOP_SECONDS = 3.0


def wait_until(
    condition: Callable[[], T | None], what: str, timeout: float = 15.0, interval: float = POLL_SECONDS
) -> T:
    """Ask until the answer is true and return it; TimeoutError names `what` after `timeout` seconds."""
    deadline = time.monotonic() + timeout
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise TimeoutError(f"Waited {timeout:g} s in vain for {what}.")
        time.sleep(interval)


class ProcessGroup:
    """What one desktop started, in order, with each process's output in a file of its own."""

    def __init__(self, log_folder: Path) -> None:
        self._log_folder = log_folder
        self._started: list[tuple[str, subprocess.Popen[bytes]]] = []

    def start(
        self, name: str, command: Sequence[str], env: Mapping[str, str], pass_fds: Sequence[int] = ()
    ) -> subprocess.Popen[bytes]:
        """Start `command` in its own process group, tied to this thread's life, logging to `name`.log."""
        with self.log_path(name).open("ab") as log:
            # Tied by the kernel, so that even a killed test run leaves no X server behind.
            process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "TERM", *command],
                env=dict(env),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=pass_fds,
                start_new_session=True,
            )
        self._started.append((name, process))
        return process

    def log_path(self, name: str) -> Path:
        """Where the output of the process called `name` goes."""
        return self._log_folder / f"{name}.log"

    def log(self, name: str) -> str:
        """The output of the process called `name` so far; empty if there is none."""
        path = self.log_path(name)
        return path.read_text(errors="replace") if path.exists() else ""

    def find(self, name: str) -> subprocess.Popen[bytes] | None:
        """The newest running process started under `name`."""
        running = [process for known, process in self._started if known == name and process.poll() is None]
        return running[-1] if running else None

    def stop(self, name: str, how: signal.Signals = signal.SIGTERM) -> None:
        """Stop the newest running process called `name`, and those in its group; nothing if there is none."""
        process = self.find(name)
        if process is not None:
            stop_process(process, how)

    def stop_all(self) -> None:
        """Stop everything, last first."""
        while self._started:
            _, process = self._started.pop()
            stop_process(process)


def stop_process(process: subprocess.Popen[bytes], how: signal.Signals = signal.SIGTERM) -> None:
    """Signal a process and its group, wait, and kill what is left after STOP_SECONDS."""
    if process.poll() is None:
        _signal_group(process.pid, how)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            _signal_group(process.pid, signal.SIGKILL)
            process.wait(STOP_SECONDS)
    # Helpers in the group (a panel's plug-ins) may outlive their leader.
    _signal_group(process.pid, signal.SIGKILL)


def _signal_group(group: int, how: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, how)
