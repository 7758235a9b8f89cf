"""What every way to start on login must do."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from soleus_tray.adapters.autostart.linux import XdgAutostart
from soleus_tray.adapters.autostart.macos import LaunchAgent
from soleus_tray.adapters.autostart.unavailable import UnavailableAutostart
from soleus_tray.adapters.autostart.windows import RunKeyAutostart
from soleus_tray.core.errors import SoleusError
from tests.fakes.registry import FakeRegistry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from soleus_tray.ports.autostart import Autostart


def executable(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture(params=["linux", "windows", "macos"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Path], Autostart]:
    """Makes the adapter for an app installed at a path; all of one test share the same user's settings."""
    registry = FakeRegistry()
    folder = tmp_path / "user" / "entries"

    def made(program: Path) -> Autostart:
        command = [str(program), "run", "--after", "3s"]
        if request.param == "windows":
            return RunKeyAutostart(
                registry, command, lambda path: (tmp_path / path.replace("\\", "/")).exists()
            )
        if request.param == "macos":
            return LaunchAgent(folder, command, lambda: "disabled services = {\n}")
        return XdgAutostart(folder, command)

    def traces() -> list[object]:
        return [*registry.values, *folder.glob("*")]

    made.traces = traces  # type: ignore[attr-defined]
    return made


@pytest.fixture
def program(tmp_path: Path) -> Path:
    return executable(tmp_path / "some where" / "soleus-tray")


def test_it_is_off_until_it_is_turned_on(make: Callable[[Path], Autostart], program: Path) -> None:
    assert make(program).status().state == "off"
    assert make(program).status().on is False


def test_on_is_seen_by_the_next_process_too_and_may_be_repeated(
    make: Callable[[Path], Autostart], program: Path
) -> None:
    make(program).turn_on()
    make(program).turn_on()
    assert make(program).status().on is True


def test_off_leaves_no_trace_and_may_be_repeated(make: Callable[[Path], Autostart], program: Path) -> None:
    make(program).turn_on()
    assert len(make.traces()) == 1  # type: ignore[attr-defined]
    make(program).turn_off()
    make(program).turn_off()
    assert make(program).status().state == "off"
    assert make.traces() == []  # type: ignore[attr-defined]


def test_an_app_that_moved_mends_its_entry(make: Callable[[Path], Autostart], program: Path) -> None:
    make(program).turn_on()
    moved = executable(program.parent.parent / "new place" / "soleus-tray")
    program.unlink()
    assert make(moved).status().state == "off"
    assert make(moved).repair() is True
    assert make(moved).status().on is True
    assert make(moved).repair() is False


def test_an_entry_of_another_app_that_exists_is_left_alone(
    make: Callable[[Path], Autostart], program: Path
) -> None:
    make(program).turn_on()
    assert make(executable(program.parent / "another")).repair() is False
    program.unlink()
    assert make(program).status().on is False


def test_nothing_to_repair_stays_off(make: Callable[[Path], Autostart], program: Path) -> None:
    assert make(program).repair() is False
    assert make.traces() == []  # type: ignore[attr-defined]


def test_every_status_is_a_sentence(make: Callable[[Path], Autostart], program: Path) -> None:
    assert make(program).status().sentence.endswith(".")
    make(program).turn_on()
    assert make(program).status().sentence.startswith("Soleus Tray starts on login")


def test_unavailable_says_what_the_user_can_do() -> None:
    autostart = UnavailableAutostart("Add it yourself.")
    assert (autostart.status().on, autostart.status().sentence) == (None, "Add it yourself.")
    assert autostart.repair() is False
    autostart.turn_off()
    with pytest.raises(SoleusError, match="Add it yourself"):
        autostart.turn_on()
