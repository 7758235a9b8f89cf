"""Starting on login: the entry is run by GLib as a session runs it, and the icon is there."""

from __future__ import annotations

import json
import os
import shutil
import signal

import psutil
import pytest

from tests.desktop.app import COMMAND, App
from tests.desktop.harness import wait_until

LONGEST_START = 30.0
"""Seconds: the entry's own delay of 3 s, and a slow machine."""


@pytest.fixture
def autostart(desktop):
    """The session's autostart folder."""
    return desktop.config_home / "autostart"


@pytest.fixture
def session(desktop, autostart):
    """Logs in: runs every entry as the specification says. What it started is ended with the test."""
    started = []

    def log_in(env=None):
        for entry in sorted(autostart.glob("*.desktop")):
            # GLib reads the entry and starts its Exec, as gnome-session and others do.
            assert desktop.spawn(["gio", "launch", str(entry)], "login", env).wait(15) == 0
        started.append(env)

    yield log_in
    for env in started:
        desktop.run([COMMAND, "quit"], env=env, check=False)


def entries(autostart):
    """What lies in the folder; nothing where there is none."""
    return sorted(path.name for path in autostart.iterdir()) if autostart.exists() else []


def status(desktop, env=None):
    """The running app's status; {} while none runs."""
    answer = desktop.run([COMMAND, "status", "--json"], env=env, check=False)
    return json.loads(answer.stdout) if answer.returncode == 0 else {}


def process_of(desktop):
    """The process of the app that runs in this session."""
    owners = [name.partition("/")[0] for name in desktop.bus.tray_items()]
    return desktop.bus.process_of(owners[0])


def test_on_then_a_new_session_has_the_icon_and_off_leaves_nothing(desktop, autostart, session):
    answer = desktop.run([COMMAND, "autostart", "on"])
    assert answer.stdout.startswith("on:")
    assert entries(autostart) == ["soleus-tray.desktop"]

    session()
    desktop.wait_tray_icon(LONGEST_START)
    wait_until(lambda: status(desktop), "its answer")
    words = psutil.Process(process_of(desktop)).cmdline()
    assert words[-3:] == ["run", "--after", "3s"]

    assert desktop.run([COMMAND, "autostart", "off"]).stdout.startswith("off:")
    assert not autostart.exists()
    # Its settings stay, being no part of the start; the panel and others write files of theirs meanwhile.
    left = [path for path in desktop.config_home.rglob("*") if "soleus" in path.name]
    assert left == [desktop.config_home / "soleus-tray"]


def test_an_own_home_with_difficult_letters_is_found_again(desktop, autostart, session):
    home = desktop.home / 'my "own" $HOME `50%` \\ ünï;ços'
    env = {"SOLEUS_TRAY_HOME": str(home)}
    desktop.run([COMMAND, "autostart", "on"], env=env)
    session()
    wait_until(lambda: status(desktop, env), "its answer", LONGEST_START, interval=0.3)
    assert not status(desktop)
    desktop.run([COMMAND, "quit"], env=env)


def test_an_entry_turned_off_elsewhere_starts_nothing_and_is_left_alone(desktop, autostart):
    desktop.run([COMMAND, "autostart", "on"])
    entry = autostart / "soleus-tray.desktop"
    entry.write_text(entry.read_text() + "Hidden=true\n")
    hidden = entry.read_text()
    assert desktop.run([COMMAND, "autostart", "status"]).stdout.startswith("off:")
    with App(desktop):
        assert entry.read_text() == hidden


def test_the_menus_check_switches_it_by_real_clicks(desktop, autostart):
    with App(desktop, '[set]\nlength = "2m"\n') as app:
        desktop.wait_tray_icon()
        desktop.menu("Up", "Up", "Return")  # Quit is the last line, Start on login the one above
        wait_until(lambda: entries(autostart) == ["soleus-tray.desktop"], "the entry")
        assert app("autostart", "status").stdout.startswith("on:")
        desktop.wait_still()
        desktop.menu("Up", "Up", "Return")
        wait_until(lambda: not autostart.exists(), "the entry's end")
        assert app("autostart", "status").stdout.startswith("off:")


def test_an_entry_of_a_removed_environment_is_mended_at_the_next_start(desktop, autostart, session):
    gone = desktop.home / "old-venv/bin"
    gone.mkdir(parents=True)
    shutil.copy("/bin/true", gone / "soleus-tray")
    desktop.run([COMMAND, "autostart", "on"])
    entry = autostart / "soleus-tray.desktop"
    whole = entry.read_text()
    entry.write_text(whole.replace(COMMAND, str(gone / "soleus-tray")))
    shutil.rmtree(gone.parent)
    assert desktop.run([COMMAND, "autostart", "status"]).stdout.startswith("off:")

    with App(desktop, name="started-by-hand", env={"SOLEUS_TRAY_HOME": ""}):
        wait_until(lambda: entry.read_text() == whole, "the mended entry")
    session()
    desktop.wait_tray_icon(LONGEST_START)
    os.kill(process_of(desktop), signal.SIGTERM)
    wait_until(lambda: desktop.tray_window() is None, "the icon's end")
