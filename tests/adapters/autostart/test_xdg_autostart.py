"""The autostart entry, read and run as the specification says, partly by code that is not ours."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus_tray.adapters.autostart.desktop_entry import (
    escape,
    quote_command,
    read_entry,
    split_command,
    unescape,
)
from soleus_tray.adapters.autostart.linux import XdgAutostart, autostart_folder, entry_text
from soleus_tray.adapters.autostart.program import login_command
from soleus_tray.core.errors import SoleusError

AWKWARD = [
    "/opt/Soleus Tray/bin/soleus-tray",
    "/home/o'neil/x",
    '/home/"quoted"/x',
    "/home/back\\slash/x",
    "/home/$HOME/`id`/x",
    "/home/100%/%U/x",
    "/home/ünïcode/日本/x",
    "/home/new\nline\ttab/x",
    "/home/;rm -rf&|<>()*?#~/x",
    "/home/ends with backslash\\",
]
arguments = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)


def read_back(text: str) -> list[str]:
    return split_command(unescape(read_entry(text)["Exec"]))


@pytest.mark.parametrize("path", AWKWARD)
def test_awkward_paths_read_back_as_they_are(path: str) -> None:
    text = entry_text([path, "run", "--home", path])
    assert read_back(text) == [path, "run", "--home", path]
    assert unescape(read_entry(text)["TryExec"]) == path


@given(st.lists(arguments, min_size=1, max_size=5))
def test_any_command_reads_back_as_it_is(command: list[str]) -> None:
    assert split_command(unescape(escape(quote_command(command)))) == command
    assert "\n" not in escape(quote_command(command))


@given(arguments.filter(bool), st.lists(arguments, max_size=4))
def test_any_command_survives_the_whole_file(program: str, rest: list[str]) -> None:
    assert read_back(entry_text([program, *rest])) == [program, *rest]


@pytest.mark.parametrize("bad", ['"open', '"a\\b"', "a$b", "it's", "a;b", "back\\slash"])
def test_what_the_specification_forbids_is_no_command(bad: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        split_command(bad)


def test_field_codes_of_others_entries_are_left_out() -> None:
    assert split_command('/usr/bin/app %U "a b" 50%% %%') == ["/usr/bin/app", "a b", "50%", "%"]


GLIB = """
import json, sys
from gi.repository import GLib
keys = GLib.KeyFile(); keys.load_from_file(sys.argv[1], GLib.KeyFileFlags.NONE)
line = keys.get_string("Desktop Entry", "Exec").replace("%%", "%")
print(json.dumps([GLib.shell_parse_argv(line)[1], keys.get_string("Desktop Entry", "TryExec")]))
"""


def has_glib() -> bool:
    done = subprocess.run(
        ["/usr/bin/python3", "-c", "from gi.repository import GLib"], capture_output=True, check=False
    )
    return done.returncode == 0


@pytest.mark.parametrize("path", AWKWARD)
def test_glib_which_starts_most_desktops_entries_reads_the_same(path: str, tmp_path: Path) -> None:
    if not has_glib():
        pytest.skip("python3-gi is not installed on this machine")
    file = tmp_path / "x.desktop"
    file.write_text(entry_text([path, "run"]))
    done = subprocess.run(
        ["/usr/bin/python3", "-c", GLIB, str(file)], capture_output=True, text=True, check=False, timeout=30
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [[path, "run"], path]


@pytest.mark.parametrize(
    "folder", ["plain", "with space", "100% sure", 'quo"te', "back\\slash", "dollar$`x`", "line\nbreak"]
)
def test_the_entry_of_a_program_in_an_awkward_folder_really_runs_it(folder: str, tmp_path: Path) -> None:
    """Written by the adapter, split by the specification's rules, run without a shell."""
    program = tmp_path / folder / "soleus-tray"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$0" "$@"\n')
    program.chmod(0o755)
    XdgAutostart(tmp_path / "autostart", [str(program), "run", "--after", "3s"]).turn_on()
    entry = read_entry((tmp_path / "autostart" / "soleus-tray.desktop").read_text())
    assert os.access(unescape(entry["TryExec"]), os.X_OK)
    done = subprocess.run(
        split_command(unescape(entry["Exec"])), capture_output=True, text=True, check=True, timeout=30
    )
    assert done.stdout == f"{program}\nrun\n--after\n3s\n"


def test_the_entry_passes_the_desktop_s_own_validator(tmp_path: Path) -> None:
    validator = shutil.which("desktop-file-validate")
    if validator is None:
        pytest.skip("desktop-file-utils is not installed on this machine")
    file = tmp_path / "soleus-tray.desktop"
    file.write_text(entry_text(["/opt/Soleus Tray/50%/soleus-tray", "run"]))
    done = subprocess.run([validator, str(file)], capture_output=True, text=True, check=False, timeout=30)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.fixture
def entry_file(tmp_path: Path) -> Path:
    return tmp_path / "autostart" / "soleus-tray.desktop"


@pytest.fixture
def autostart(entry_file: Path) -> XdgAutostart:
    return XdgAutostart(entry_file.parent, [sys.executable, "run"])


@pytest.mark.parametrize("key", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_an_entry_the_user_switched_off_is_off_and_not_repaired(
    autostart: XdgAutostart, entry_file: Path, key: str
) -> None:
    autostart.turn_on()
    without = [line for line in entry_file.read_text().split("\n") if not line.startswith("X-GNOME")]
    text = "\n".join([*without, key, ""]).replace(sys.executable, "/gone")
    entry_file.write_text(text)
    assert autostart.status().state == "off"
    assert autostart.repair() is False
    assert entry_file.read_text() == text
    autostart.turn_on()  # the user's newer word
    assert autostart.status().on is True


def test_an_entry_that_can_t_be_understood_is_off_and_mended(
    autostart: XdgAutostart, entry_file: Path
) -> None:
    entry_file.parent.mkdir()
    entry_file.write_bytes(b'[Desktop Entry]\nExec="open\n\xff\xfe')
    assert autostart.status().state == "off"
    assert autostart.repair() is True
    assert autostart.status().on is True


def test_others_entries_stay_when_ours_goes(autostart: XdgAutostart, entry_file: Path) -> None:
    autostart.turn_on()
    other = entry_file.with_name("other.desktop")
    other.write_text("")
    autostart.turn_off()
    assert list(entry_file.parent.iterdir()) == [other]


def test_a_program_that_isn_t_there_is_never_entered(tmp_path: Path) -> None:
    autostart = XdgAutostart(tmp_path / "autostart", [str(tmp_path / "gone"), "run"])
    with pytest.raises(SoleusError, match="can't be run"):
        autostart.turn_on()
    assert not (tmp_path / "autostart").exists()


def test_a_folder_that_can_t_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SoleusError, match="can't be written"):
        XdgAutostart(tmp_path / "file" / "autostart", [sys.executable]).turn_on()


def test_the_folder_follows_the_session(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert autostart_folder() == Path.home() / ".config" / "autostart"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert autostart_folder() == tmp_path / "autostart"


def test_a_home_of_its_own_is_found_again_on_login(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert "--home" not in login_command()
    monkeypatch.setenv("SOLEUS_TRAY_HOME", str(tmp_path))
    assert login_command()[-2:] == ["--home", str(tmp_path)]
    assert Path(login_command()[0]).is_absolute()
    assert os.access(login_command()[0], os.X_OK)
