"""One app per home, tried with real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from soleus_tray.app.control.requests import Show
from soleus_tray.app.control.server import ControlServer
from soleus_tray.app.instance import become_the_one
from soleus_tray.app.paths import Paths, find_paths
from soleus_tray.core.errors import SoleusError

if TYPE_CHECKING:
    from pathlib import Path

START = """
import sys, time
from soleus_tray.app.instance import become_the_one
from soleus_tray.app.paths import find_paths
from soleus_tray.app.control.server import ControlServer
shown = []
lock = become_the_one(find_paths())
if lock is None:
    print("handed over", flush=True)
    sys.exit(0)
time.sleep(float(sys.argv[1]))  # an app that takes its time to start
server = ControlServer(find_paths(), lambda request: shown.append(request) or {})
server.start()
print("running", flush=True)
sys.stdin.read()
print("shown", len(shown), flush=True)
server.close()
lock.release()
"""


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    monkeypatch.setenv("SOLEUS_TRAY_HOME", str(tmp_path / "home"))
    return find_paths()


def start(delay: float = 0.0) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", START, str(delay)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_five_starts_at_once_leave_exactly_one_running(paths: Paths) -> None:
    starts = [start(delay=0.3) for _ in range(5)]
    try:
        said = [first_line(process) for process in starts]
        assert sorted(said) == ["handed over"] * 4 + ["running"]
        for process, line in zip(starts, said, strict=True):
            rest, _ = process.communicate(timeout=30)
            assert process.returncode == 0
            assert line == "handed over" or rest.strip() == "shown 4"
    finally:
        for process in starts:
            process.kill()
    assert become_the_one(paths) is not None


def test_a_killed_app_frees_its_home_at_once(paths: Paths) -> None:
    first = start()
    assert first_line(first) == "running"
    os.kill(first.pid, signal.SIGKILL)
    first.communicate(timeout=30)
    lock = become_the_one(paths)
    assert lock is not None
    lock.release()


def test_a_second_start_takes_over_from_one_that_is_just_ending(paths: Paths) -> None:
    ending = become_the_one(paths)
    assert ending is not None
    threading.Timer(0.3, ending.release).start()
    lock = become_the_one(paths, within=20)
    assert lock is not None
    lock.release()


def test_a_holder_that_never_listens_is_told_and_not_waited_for_without_end(paths: Paths) -> None:
    silent = become_the_one(paths)
    started = time.monotonic()
    with pytest.raises(SoleusError, match="doesn't answer"):
        become_the_one(paths, within=0.2)
    assert time.monotonic() - started < 20
    assert silent is not None
    silent.release()


def test_the_second_start_asks_the_first_to_show_itself(paths: Paths) -> None:
    lock = become_the_one(paths)
    asked: list[object] = []
    server = ControlServer(paths, lambda request: {"n": asked.append(request)})
    server.start()
    assert become_the_one(paths) is None
    server.close()
    assert asked == [Show()]
    assert lock is not None
    lock.release()


def test_a_first_one_that_is_busy_at_first_is_asked_again(paths: Paths) -> None:
    lock = become_the_one(paths)
    asked: list[object] = []

    def busy_once(request: object) -> dict[str, object]:
        asked.append(request)
        if len(asked) == 1:
            raise SoleusError("The app is busy.")
        return {}

    server = ControlServer(paths, busy_once)
    server.start()
    assert become_the_one(paths, within=20) is None
    server.close()
    assert asked == [Show(), Show()]
    assert lock is not None
    lock.release()


def test_two_homes_run_side_by_side(paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = become_the_one(paths)
    monkeypatch.setenv("SOLEUS_TRAY_HOME", str(tmp_path / "other"))
    there = become_the_one(find_paths())
    assert here is not None
    assert there is not None
    here.release()
    there.release()


def test_a_home_that_can_t_be_made_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SOLEUS_TRAY_HOME", str(tmp_path / "file"))
    with pytest.raises(SoleusError, match="can't be used"):
        become_the_one(find_paths())
