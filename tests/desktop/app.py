"""The real app on a virtual desktop: started, asked and read back as its user and other programs would."""

from __future__ import annotations

import json
import signal
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.desktop.harness import wait_until

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Mapping
    from typing import Self

    import psutil

    from tests.desktop.harness import VirtualDesktop
    from tests.desktop.harness.session import Session

COMMAND = str(Path(sys.executable).parent / "soleus-tray")
SESSION_TITLE = "Soleus"
HOUR_OF_20_SECONDS = """
[reminders]
interval = "20s"
[set]
length = "20s"
get_ready = "0s"
"""


class App:
    """One home's app; as a context manager it runs from entering to leaving."""

    def __init__(
        self,
        desktop: Session,
        settings: str = HOUR_OF_20_SECONDS,
        *,
        name: str = "soleus",
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.desktop = desktop
        self.name = name
        self.home = desktop.home / name
        self.home.mkdir(mode=0o700, exist_ok=True)
        (self.home / "settings.toml").write_text(settings)
        self.env = {"SOLEUS_TRAY_HOME": str(self.home), **(env or {})}
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self, *arguments: str, wait: bool = True) -> None:
        """Start it, and wait until it answers."""
        self.process = self.desktop.spawn([COMMAND, *(arguments or ("run",))], self.name, self.env)
        if wait:
            wait_until(self.running, "the app's answer", 20)

    def stop(self) -> None:
        """Ask it to quit, and see that it does."""
        if self.process is not None and self.process.poll() is None:
            self("quit", check=False)
            self.process.wait(30)
        self.process = None

    def kill(self) -> None:
        """End it as a crash would."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(30)
        self.process = None

    def __call__(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a command of its command line."""
        return self.desktop.run([COMMAND, *arguments], env=self.env, check=check)

    def running(self) -> bool:
        """Whether it answers."""
        return self("status", "--json", check=False).returncode == 0

    def status(self) -> dict[str, Any]:
        """Its status as scripts see it."""
        values: dict[str, Any] = json.loads(self("status", "--json").stdout)
        return values

    def state(self) -> str:
        """Its state in one word."""
        return str(self.status()["state"])

    def wait_state(self, *states: str, timeout: float = 20.0) -> None:
        """Wait until it is in one of these states."""
        wait_until(lambda: self.state() in states, f"the state {' or '.join(states)}", timeout)

    def history(self) -> list[dict[str, Any]]:
        """Its sets as scripts see them; opening the record takes in what waits in the journal."""
        rows: list[dict[str, Any]] = json.loads(self("history", "--json").stdout)
        return rows

    def children(self, word: str) -> list[psutil.Process]:
        """Its processes with this word in their command."""
        assert self.process is not None
        return children_of(self.process.pid, word)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What another program reads in the record; nothing while it is still being made."""
        uri = f"file:{self.home / 'data/record.sqlite3'}?mode=ro"
        try:
            with closing(sqlite3.connect(uri, uri=True)) as record:
                return record.execute(query).fetchall()
        except sqlite3.OperationalError as error:
            if "no such table" in str(error) or "unable to open" in str(error):
                return []
            raise


def children_of(pid: int, word: str) -> list[psutil.Process]:
    """The processes below this one with this word in their command; those that end meanwhile are left out."""
    import psutil  # noqa: PLC0415 - a developer's tool: the demonstration of `make run` does without

    found = []
    for child in psutil.Process(pid).children(recursive=True):
        try:
            if word in child.cmdline():
                found.append(child)
        except psutil.NoSuchProcess:  # or not reaped yet, which is a kind of it
            continue
    return found


def keep_moving(desktop: VirtualDesktop, seconds: float, until: Callable[[], object] = lambda: None) -> float:
    """Move the pointer every few seconds as someone at work does; answers how long it took."""
    began = time.monotonic()
    x = 300
    while time.monotonic() - began < seconds and not until():
        x = 300 if x > 700 else x + 20
        desktop.move(x, 500)
        _rest(3.6, until)
    return time.monotonic() - began


def _rest(seconds: float, until: Callable[[], object]) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and not until():
        time.sleep(0.1)  # a person's hand rests; this is the situation, not a wait for the app
