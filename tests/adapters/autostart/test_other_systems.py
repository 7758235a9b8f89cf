"""What Windows and macOS were recorded to answer, and what follows from it."""

from __future__ import annotations

import plistlib
import sys
from typing import TYPE_CHECKING

import pytest

from soleus_tray.adapters.autostart.choose import choose_autostart
from soleus_tray.adapters.autostart.macos import LABEL, LaunchAgent, is_disabled
from soleus_tray.adapters.autostart.windows import (
    APPROVED,
    NAME,
    RUN,
    RunKeyAutostart,
    command_line,
    first_word,
)
from soleus_tray.core.errors import SoleusError
from tests.fakes.registry import FakeRegistry

if TYPE_CHECKING:
    from pathlib import Path

PYTHONW = r"C:\Program Files\Soleus\pythonw.exe"
# As Task Manager writes it: a flag, three zeros, and when it was switched off (a FILETIME).
TURNED_OFF = bytes.fromhex("03000000 a0b1c2d3e4f5d901")
TURNED_ON = bytes.fromhex("02000000 0000000000000000")
TURNED_ON_AGAIN = bytes.fromhex("06000000 0000000000000000")


@pytest.fixture
def registry() -> FakeRegistry:
    return FakeRegistry()


@pytest.fixture
def windows(registry: FakeRegistry) -> RunKeyAutostart:
    return RunKeyAutostart(registry, [PYTHONW, "-m", "soleus_tray", "run"], lambda _: True)


def test_the_run_value_quotes_the_program(windows: RunKeyAutostart, registry: FakeRegistry) -> None:
    windows.turn_on()
    assert registry.values == {(RUN, NAME): rf'"{PYTHONW}" -m soleus_tray run'}


@pytest.mark.parametrize(
    ("flags", "state"),
    [(TURNED_OFF, "blocked"), (b"\x07", "blocked"), (TURNED_ON, "on"), (TURNED_ON_AGAIN, "on"), (b"", "on")],
)
def test_task_manager_s_word_counts(
    windows: RunKeyAutostart, registry: FakeRegistry, flags: bytes, state: str
) -> None:
    windows.turn_on()
    registry.values[APPROVED, NAME] = flags
    assert windows.status().state == state


def test_what_the_user_turned_off_in_task_manager_is_not_turned_on_again(
    windows: RunKeyAutostart, registry: FakeRegistry
) -> None:
    registry.values[APPROVED, NAME] = TURNED_OFF
    with pytest.raises(SoleusError, match="turned off in Task Manager"):
        windows.turn_on()
    assert windows.repair() is False
    windows.turn_off()
    assert registry.values == {(APPROVED, NAME): TURNED_OFF}


def test_off_takes_task_manager_s_note_along(windows: RunKeyAutostart, registry: FakeRegistry) -> None:
    windows.turn_on()
    registry.values[APPROVED, NAME] = TURNED_ON
    windows.turn_off()
    assert registry.values == {}


def test_a_command_windows_would_ignore_is_refused(registry: FakeRegistry) -> None:
    long = RunKeyAutostart(registry, ["C:\\" + "x" * 300, "run"], lambda _: True)
    with pytest.raises(SoleusError, match="260"):
        long.turn_on()
    assert registry.values == {}


def test_a_guarded_registry_is_told_in_a_sentence(windows: RunKeyAutostart, registry: FakeRegistry) -> None:
    registry.locked = True
    with pytest.raises(SoleusError, match="Access is denied"):
        windows.turn_on()


def test_the_program_is_found_in_a_command_line() -> None:
    assert first_word(command_line([PYTHONW, "run", "a b"])) == PYTHONW
    assert command_line([PYTHONW, "run", "a b"]) == rf'"{PYTHONW}" run "a b"'
    assert first_word(r"C:\soleus.exe run") == r"C:\soleus.exe"


RECORDED = 'disabled services = {\n\t"com.apple.x" => enabled\n\t"org.soleus-tray.agent" => disabled\n}\n'


@pytest.mark.parametrize(
    ("printed", "disabled"),
    [
        (RECORDED, True),
        (RECORDED.replace("=> disabled", "=> enabled"), False),
        ('\t"org.soleus-tray.agent" => true\n', True),  # macOS 12 and before
        ('\t"org.soleus-tray.agent.other" => disabled\n', False),
        ("", False),
    ],
)
def test_what_launchctl_prints_is_understood(printed: str, disabled: bool) -> None:
    assert is_disabled(printed, LABEL) is disabled


def test_the_agent_is_a_property_list_that_starts_once_with_the_desktop(tmp_path: Path) -> None:
    LaunchAgent(tmp_path, [sys.executable, "run"], lambda: "").turn_on()
    agent = plistlib.loads((tmp_path / f"{LABEL}.plist").read_bytes())
    assert agent["ProgramArguments"] == [sys.executable, "run"]
    assert (agent["Label"], agent["RunAtLoad"], agent["ProcessType"]) == (LABEL, True, "Interactive")
    assert "KeepAlive" not in agent


def test_what_the_user_turned_off_in_system_settings_is_not_turned_on_again(tmp_path: Path) -> None:
    LaunchAgent(tmp_path, [sys.executable, "run"], lambda: "").turn_on()
    blocked = LaunchAgent(tmp_path, [sys.executable, "run"], lambda: RECORDED)
    assert blocked.status().state == "blocked"
    with pytest.raises(SoleusError, match="System Settings"):
        blocked.turn_on()


def test_a_broken_agent_file_is_mended(tmp_path: Path) -> None:
    (tmp_path / f"{LABEL}.plist").write_bytes(b"<plist><dict>")
    agent = LaunchAgent(tmp_path, [sys.executable, "run"], lambda: "")
    assert agent.status().state == "off"
    assert agent.repair() is True
    assert agent.status().on is True


@pytest.mark.parametrize("variable", ["FLATPAK_ID", "SNAP"])
def test_a_sandbox_says_that_the_desktop_must_do_it(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, "x")
    assert choose_autostart().status().on is None
    assert "startup applications" in choose_autostart().status().sentence
