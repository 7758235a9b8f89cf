"""The command line with the real resident app, on a machine without a screen, a bus or a tray."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from soleus_tray.app.control.client import ask
from soleus_tray.app.paths import Paths, find_paths
from soleus_tray.core.errors import NotRunningError

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
NEVER = {
    "argparse", "asyncio", "concurrent.futures", "difflib", "filelock", "hashlib", "http", "PIL",
    "platformdirs", "plistlib", "secrets", "shutil", "sqlalchemy", "tempfile", "tkinter", "tomlkit", "uuid",
}  # fmt: skip


def soleus(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "soleus_tray", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    monkeypatch.setenv("SOLEUS_TRAY_HOME", str(tmp_path / "home"))
    return find_paths()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "stderr"


@pytest.fixture
def app(paths: Paths, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    # Drawn beforehand: a first start waits for its icons, and how long is the machine's business.
    assert soleus("_draw", "icons").returncode == 0
    with log.open("wb") as stderr:
        app = subprocess.Popen(
            [sys.executable, "-X", "importtime", "-m", "soleus_tray", "run"],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stderr=stderr,
        )
    try:
        wait_until_it_answers(paths, app, log)
        yield app
    finally:
        app.kill()
        app.wait(30)


def wait_until_it_answers(paths: Paths, app: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and app.poll() is None:
        try:
            ask(paths, "status")
        except NotRunningError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"The app did not start: {log.read_text()[-2000:]}")


def test_status_has_what_scripts_rely_on(app: subprocess.Popen[bytes]) -> None:
    done = soleus("status", "--json")
    assert done.returncode == 0, done.stderr
    status = json.loads(done.stdout)
    assert status["running"] is True
    assert status["state"] == "sitting"
    assert {"version", "sitting_seconds", "due_in_seconds", "held_by", "snoozed_until"} <= status.keys()
    assert status["today"].keys() >= {"sets", "reps", "active_seconds", "sitting_seconds"}
    assert status["sensors"]["idle"].keys() >= {"source", "seconds"}
    assert status["tray"].keys() >= {"backend", "visible"}
    assert status["notifications"].keys() >= {"backend", "buttons"}
    assert app.poll() is None


def test_what_is_asked_is_seen_in_the_status(app: subprocess.Popen[bytes]) -> None:
    def state() -> str:
        return str(json.loads(soleus("status", "--json").stdout)["state"])

    for arguments, expected in (
        (("standing", "on"), "standing"),
        (("standing", "off"), "sitting"),
        (("snooze", "5m"), "snoozed"),
        (("snooze", "off"), "sitting"),
        (("snooze", "tomorrow"), "snoozed"),
        (("snooze", "off"), "sitting"),
        (("pause", "1h"), "paused"),
        (("resume",), "sitting"),
    ):
        done = soleus(*arguments)
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip()
        assert state() == expected
    assert app.poll() is None


def test_a_second_start_leaves_with_0_and_the_first_stays(app: subprocess.Popen[bytes]) -> None:
    done = soleus("run")
    assert done.returncode == 0, done.stderr
    assert app.poll() is None


def test_it_follows_a_changed_setting(app: subprocess.Popen[bytes]) -> None:
    assert "uses it from now on" in soleus("config", "set", "reminders.interval", "30m").stdout
    assert json.loads(soleus("status", "--json").stdout)["due_in_seconds"] <= 1800
    assert app.poll() is None


def test_it_ends_with_0_leaves_no_socket_and_never_loaded_what_is_heavy(
    app: subprocess.Popen[bytes], paths: Paths, log: Path
) -> None:
    assert soleus("quit").returncode == 0
    assert app.wait(30) == 0
    assert not paths.socket.exists()
    assert soleus("status").returncode == 3
    timed = [line for line in log.read_text().splitlines() if line.startswith("import time:")]
    loaded = {line.rpartition("|")[2].strip() for line in timed}
    assert "soleus_tray.app.main" in loaded
    assert loaded & NEVER == set()
