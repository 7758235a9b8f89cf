"""Locks between handles, processes and the dead."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from soleus_tray.adapters.lock import FileLock, LockHeldError

if TYPE_CHECKING:
    from pathlib import Path

HOLDER = """
import sys, time
from pathlib import Path
from soleus_tray.adapters.lock import FileLock
lock = FileLock(Path(sys.argv[1]))
print(lock.acquire(), flush=True)
time.sleep(60)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.lock"


def test_two_handles_exclude_each_other(path: Path) -> None:
    first, second = FileLock(path), FileLock(path)
    assert first.acquire()
    assert not second.acquire()
    assert not second.held
    first.release()
    assert second.acquire()
    assert not first.acquire(timeout=0.02)
    assert path.stat().st_mode & 0o777 == 0o600


def test_releasing_what_is_not_held_is_harmless(path: Path) -> None:
    FileLock(path).release()
    assert not path.exists()


def test_a_handle_is_taken_once_at_a_time(path: Path) -> None:
    with FileLock(path) as lock:
        assert lock.held
        with pytest.raises(RuntimeError):
            lock.acquire()
        with pytest.raises(LockHeldError, match="try again"), FileLock(path):
            pass
    assert not lock.held


def test_a_lock_in_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        FileLock(tmp_path / "missing" / "a.lock").acquire()


def test_the_kernel_frees_the_lock_of_a_killed_process(path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDER, path], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "True\n"
        lock = FileLock(path)
        assert not lock.acquire()
        os.kill(holder.pid, signal.SIGKILL)
        assert lock.acquire(timeout=20)
    lock.release()


def test_a_started_program_does_not_inherit_the_lock(path: Path) -> None:
    lock = FileLock(path)
    lock.acquire()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, close_fds=False) as child:
        lock.release()
        assert FileLock(path).acquire()
        child.communicate(b"\n", timeout=20)
