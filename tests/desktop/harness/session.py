"""The floor every desktop stands on: its own folders, an X server, a message bus, processes."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.desktop.harness.bus import SessionBus, write_bus_config
from tests.desktop.harness.processes import ProcessGroup, wait_until
from tests.desktop.harness.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType
    from typing import Self

KEPT_VARIABLES = ("PATH", "PYTHONUNBUFFERED", "COVERAGE_PROCESS_START")
"""All that a desktop inherits from whoever runs the tests; the rest of the environment is its own."""


class Session(Screen):
    """Folders, an X server and a bus, made on entering and gone after; subclasses add a desktop.

    `home`, `runtime` and `logs` are folders inside one temporary folder; `env` is what each program of the
    session is started with; `bus` answers questions about the desktop's own bus, which programs find too
    unless `with_bus` is false (window managers and panels cannot run without one).
    """

    services: tuple[str, ...] = ("org.xfce.Xfconf",)
    """Which installed D-Bus services may be started on demand."""

    def __init__(
        self,
        size: tuple[int, int] = (1280, 800),
        screen_arguments: Sequence[str] = (),
        env: Mapping[str, str] | None = None,
        with_bus: bool = True,
    ) -> None:
        super().__init__({})
        self.size = size
        self._screen_arguments = tuple(screen_arguments)
        self._extra_env = dict(env or {})
        self._with_bus = with_bus

    def __enter__(self) -> Self:
        try:
            self._make_folders()
            self.start_base()
            self.start_desktop()
        except BaseException as error:
            error.add_note(self.all_logs())
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            error.add_note(self.all_logs())
        self.close()

    def close(self) -> None:
        """Stop everything, last first, and remove the folders."""
        self.before_close()
        self.processes.stop_all()
        shutil.rmtree(self.folder, ignore_errors=True)

    def before_close(self) -> None:
        """Let go of what listens to the desktop; for subclasses."""

    # What runs in it

    def run(
        self,
        command: Sequence[str],
        timeout: float = 30.0,
        check: bool = True,
        env: Mapping[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """Run a program of the session to its end and return its output as text."""
        return subprocess.run(
            list(command),
            env={**self.program_env, **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=check,
        )

    def spawn(
        self, command: Sequence[str], name: str | None = None, env: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """Start a program of the session; it is stopped with the session. Its output: `log(name)`."""
        return self.processes.start(
            name or Path(command[0]).name, command, {**self.program_env, **(env or {})}
        )

    def log(self, name: str) -> str:
        """What the program spawned under `name` has said so far."""
        return self.processes.log(name)

    def all_logs(self) -> str:
        """The last lines each program of the session said, for a failure's report."""
        parts = []
        for path in sorted(self.logs.glob("*.log")) if hasattr(self, "logs") else []:
            tail = path.read_text(errors="replace").splitlines()[-25:]
            if tail:
                parts.append("\n".join([f"--- {path.name}", *tail]))
        return "\n".join(parts)

    # How it comes up

    def start_base(self) -> None:
        """Start the X server and the bus, side by side."""
        self.bus = SessionBus(self.start_bus("bus" if self._with_bus else "hidden-bus", self.services))
        self._start_x_server()
        wait_until(self.bus.is_up, "the session bus")
        self.bus.share_environment(self.part_env)

    def start_desktop(self) -> None:
        """Start what makes it a desktop; for subclasses."""

    def start_bus(self, name: str, services: tuple[str, ...]) -> str:
        """Start a message bus of its own at runtime/`name`; returns its address."""
        config = write_bus_config(self.folder, self.runtime / name, services)
        command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--nosyslog"]
        self.processes.start(f"dbus-{name}", command, self.env)
        return f"unix:path={self.runtime / name}"

    def _make_folders(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="virtual-desktop-"))
        self.home, self.runtime, self.logs = (self.folder / name for name in ("home", "run", "logs"))
        self.config_home = self.home / ".config"
        for folder in (self.home, self.logs, self.config_home):
            folder.mkdir(parents=True)
        self.runtime.mkdir(mode=0o700)
        self.processes = ProcessGroup(self.logs)
        self.env.update(self._environment())

    @property
    def program_env(self) -> dict[str, str]:
        """What programs are started with; a Wayland session hides its X display here."""
        return self.env

    @property
    def part_env(self) -> dict[str, str]:
        """What the desktop's own parts are started with: they always have a bus."""
        return {**self.env, "DBUS_SESSION_BUS_ADDRESS": self.bus.address}

    def _environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
        # Without a bus the address still leads nowhere: a program must not find the real session's.
        return {
            **kept,
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(self.runtime),
            "XDG_CONFIG_HOME": str(self.config_home),
            "XDG_CACHE_HOME": str(self.home / ".cache"),
            "XDG_DATA_HOME": str(self.home / ".local/share"),
            "XDG_STATE_HOME": str(self.home / ".local/state"),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self.runtime / 'bus'}",
            "LC_ALL": "C.UTF-8",
            "NO_AT_BRIDGE": "1",
            "XDG_SESSION_TYPE": "x11",
            "SOLEUS_TRAY_WELCOME": "0",  # the first run opens where a test asks for it
            **self._extra_env,
        }

    def _start_x_server(self) -> None:
        width, height = self.size
        read_end, write_end = os.pipe()
        command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", f"{width}x{height}x24"]
        command += ["-nolisten", "tcp", "-noreset", *self._screen_arguments]
        try:
            self.processes.start("Xvfb", command, self.env, pass_fds=[write_end])
        finally:
            os.close(write_end)
        # The server writes its number when it takes connections, and the pipe ends if it dies.
        with os.fdopen(read_end) as answer:
            number = answer.readline().strip()
        if not number:
            raise RuntimeError(f"Xvfb did not start: {self.log('Xvfb')}")
        self.env["DISPLAY"] = f":{number}"
