"""A Windows for one run: Wine's prefix with its registry as new, and what is started in it.

packaging/wine.sh made the folder. Python under Wine can't start with a file as its output ("can't initialize
sys standard streams"), so everything speaks through pipes.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.desktop.harness import wait_until

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType
    from typing import Self

    from tests.desktop.harness import VirtualDesktop

SLOWEST = 60.0
"""Seconds for one command; a first one also starts Wine's services."""


class Wine:
    """Everything it started is gone on leaving, the server too."""

    def __init__(self, desktop: VirtualDesktop, folder: Path, wheel: Path) -> None:
        self._desktop = desktop
        self._folder = folder
        self._wheel = wheel
        self._prefix = folder / "prefix"
        self.app_home = desktop.home / "soleus"

    def __enter__(self) -> Self:
        self.app_home.mkdir(mode=0o700)
        installed = self._desktop.home / "installed"
        with zipfile.ZipFile(self._wheel) as wheel:
            wheel.extractall(installed)
        self.env = {
            **self._desktop.env,
            "WINEPREFIX": str(self._prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",
            "PYTHONPATH": f"{on_windows(installed)};{on_windows(self._folder / 'libraries')}",
            "PYTHONPYCACHEPREFIX": on_windows(self._folder / "bytecode"),
            "SOLEUS_TRAY_HOME": on_windows(self.app_home),
            "SOLEUS_TRAY_WELCOME": "0",
        }
        self._end()  # what a killed run may have left would write its registry over the new one
        for file in (self._folder / "registry").glob("*.reg"):
            shutil.copy(file, self._prefix)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _end(self) -> None:
        """See that nothing runs in this prefix."""
        subprocess.run(["wineserver", "--kill"], env=self.env, timeout=20, check=False)
        for process in self.processes():
            os.kill(process, signal.SIGKILL)
        wait_until(lambda: not self.processes(), "Wine's processes to end")

    def python(self, *arguments: str, windowless: bool = False) -> list[str]:
        """The command that runs Windows' Python."""
        program = "pythonw.exe" if windowless else "python.exe"
        return ["wine", str(self._folder / "python" / program), *arguments]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of soleus-tray to its end; standard output and error as text."""
        return subprocess.run(
            self.python("-m", "soleus_tray", *arguments),
            env=self.env,
            cwd=self._desktop.home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SLOWEST,
            check=False,
        )

    def spawn(self, name: str, command: Sequence[str]) -> subprocess.Popen[bytes]:
        """Start a program; what it says is in the desktop's log of this name."""
        script = f'cd "{self._desktop.home}" && "$@" </dev/null 2>&1 | cat'
        return self._desktop.processes.start(name, ["sh", "-c", script, "sh", *command], self.env)

    def processes(self, program: str = "") -> list[int]:
        """The ids of this prefix's processes, with `program` in their command line; zombies don't count."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                command = (folder / "cmdline").read_bytes()
                ours = f"WINEPREFIX={self._prefix}\0".encode() in (folder / "environ").read_bytes()
            except OSError:
                continue  # gone meanwhile, or not ours to read
            if ours and _is_wines(command) and program.encode() in command:
                found.append(int(folder.name))
        return found

    def wait_gone(self, program: str = "soleus_tray", timeout: float = 20.0) -> float:
        """Return once no such process is left; the seconds that took."""
        began = time.monotonic()
        wait_until(lambda: not self.processes(program), f"every {program} process to end", timeout)
        return time.monotonic() - began


def _is_wines(command: bytes) -> bool:
    first = command.partition(b"\0")[0].lower()
    return first.endswith(b".exe") or b".exe " in first or b"wineserver" in first


def on_windows(path: Path) -> str:
    """How a program under Wine names a path of this machine."""
    return "Z:" + str(path.absolute()).replace("/", "\\")
