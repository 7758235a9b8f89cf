"""A desktop's own switch: looked at once, by the real `gsettings`, again only when dconf tells a change."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from soleus_tray.adapters.dbus.asking import ask
from soleus_tray.adapters.do_not_disturb.settings_flag import (
    CINNAMON,
    GNOME,
    MATE,
    SettingsFlag,
    ask_gsettings,
    concerns,
)
from tests.adapters.dbus.peers import Peer, until
from tests.desktop.harness.bus import DAEMON

if TYPE_CHECKING:
    from pathlib import Path

SCHEMAS = """<schemalist>
<schema id="org.gnome.desktop.notifications" path="/org/gnome/desktop/notifications/">
<key name="show-banners" type="b"><default>true</default></key></schema>
<schema id="org.cinnamon.desktop.notifications" path="/org/cinnamon/desktop/notifications/">
<key name="display-notifications" type="b"><default>true</default></key></schema>
<schema id="org.mate.NotificationDaemon" path="/org/mate/notification-daemon/">
<key name="do-not-disturb" type="b"><default>false</default></key></schema>
</schemalist>
"""
"""As the desktops install them, as far as these keys go."""
QUIET = {GNOME: "false", CINNAMON: "false", MATE: "true"}
PATIENCE = 20.0


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Real settings in a file of the test's own home."""
    if shutil.which("gsettings") is None or shutil.which("glib-compile-schemas") is None:
        pytest.skip("gsettings is not installed (apt install libglib2.0-bin)")
    (tmp_path / "test.gschema.xml").write_text(SCHEMAS)
    subprocess.run(["glib-compile-schemas", tmp_path], check=True)
    monkeypatch.setenv("GSETTINGS_SCHEMA_DIR", str(tmp_path))
    monkeypatch.setenv("GSETTINGS_BACKEND", "keyfile")


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Puts a `gsettings` of the test's own on the path; the file it returns has a line for each start."""

    def install(script):
        place = tmp_path / "bin"
        place.mkdir()
        started = tmp_path / "started"
        started.touch()
        (place / "gsettings").write_text(f"#!/bin/sh\necho >> {started}\n{script}\n")
        (place / "gsettings").chmod(0o755)
        monkeypatch.setenv("PATH", f"{place}:{os.environ['PATH']}")
        return started

    return install


@pytest.fixture
def dconf(private_bus):
    writer = Peer(private_bus.address, "ca.desrt.dconf")
    yield writer
    writer.close()


def change(flag, value):
    subprocess.run(["gsettings", "set", flag.schema, flag.key, value], check=True)


def notify(writer, prefix, *changes):
    place = "/ca/desrt/dconf/Writer/user", "ca.desrt.dconf.Writer", "Notify", "sass"
    writer.emit(*place, prefix, list(changes), "tag")


def settle(bus, *peers):
    """Return when everything the peers sent before has been heard: the bus keeps its order."""
    for one in peers:
        one.ask(DAEMON.bus_name, DAEMON.object_path, DAEMON.interface, "GetId")
    assert not ask(bus, DAEMON, "GetId", timeout=PATIENCE).error


def soon():
    return time.monotonic() + PATIENCE


@pytest.mark.parametrize("flag", [GNOME, CINNAMON, MATE], ids=lambda flag: flag.key)
@pytest.mark.usefixtures("settings")
def test_each_desktop_s_switch_is_read(flag):
    assert ask_gsettings(flag, PATIENCE) is False

    change(flag, QUIET[flag])
    assert ask_gsettings(flag, PATIENCE) is True


@pytest.mark.usefixtures("settings")
def test_a_change_is_read_when_dconf_tells_it_and_not_before(bus, dconf):
    flag = SettingsFlag(bus, GNOME)
    assert flag.read(soon()) is False
    until(lambda: bus.owner("ca.desrt.dconf"), "dconf being known")

    change(GNOME, "false")
    assert flag.read(soon()) is False
    notify(dconf, GNOME.path, "")
    until(lambda: flag.read(soon()), "the change")


def test_it_is_looked_at_once_while_nothing_is_told(bus, program):
    started = program("echo true")
    flag = SettingsFlag(bus, GNOME)

    for _ in range(10):
        assert flag.read(soon()) is False

    assert len(started.read_text().splitlines()) == 1


def test_other_keys_and_other_senders_start_nothing(bus, program, dconf, peer):
    started = program("echo true")
    flag = SettingsFlag(bus, GNOME)
    flag.read(soon())
    until(lambda: bus.owner("ca.desrt.dconf"), "dconf being known")

    notify(dconf, "/org/gnome/desktop/interface/", "font-name", "cursor-size")
    notify(peer, GNOME.path, "")
    settle(bus, dconf, peer)
    flag.read(soon())

    assert len(started.read_text().splitlines()) == 1


def test_it_is_looked_at_again_after_a_while_where_there_is_no_dconf(bus, program):
    started = program("echo false")
    now = [0.0]
    flag = SettingsFlag(bus, GNOME, lambda: now[0])
    for _ in range(31):
        assert flag.read(soon()) is True
        now[0] += 60

    assert len(started.read_text().splitlines()) == 3


def test_a_bus_that_came_back_may_have_missed_a_change(bus, private_bus, program):
    started = program("echo true")
    flag = SettingsFlag(bus, GNOME)
    flag.read(soon())
    private_bus.kill()
    until(lambda: bus.trouble, "the loss")
    private_bus.start()
    until(lambda: bus.connected, "its return")

    flag.read(soon())
    assert len(started.read_text().splitlines()) == 2


@pytest.mark.parametrize(
    "script",
    [
        "exit 1",
        "echo No such schema >&2; exit 1",
        "echo 17",
        "echo",
        "printf '\\377\\376'",
        "echo true; kill $$",
    ],
)
def test_a_gsettings_that_answers_oddly_tells_nothing(program, script):
    program(script)

    assert ask_gsettings(GNOME, PATIENCE) is None


def test_a_gsettings_that_hangs_is_ended(program):
    program("exec sleep 600")
    began = time.monotonic()

    assert ask_gsettings(GNOME, 0.2) is None
    assert time.monotonic() - began < PATIENCE


def test_without_gsettings_nothing_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    assert ask_gsettings(GNOME, PATIENCE) is None


def test_a_failed_look_is_not_repeated_at_once(bus, program):
    started = program("exit 1")
    now = [0.0]
    flag = SettingsFlag(bus, GNOME, lambda: now[0])
    for _ in range(9):
        assert flag.read(soon()) is None
        now[0] += 8

    assert len(started.read_text().splitlines()) == 2


@pytest.mark.parametrize(
    ("prefix", "changes", "does"),
    [
        ("/org/gnome/desktop/notifications/show-banners", [""], True),
        ("/org/gnome/desktop/notifications/", ["show-banners"], True),
        ("/org/gnome/desktop/", ["interface/font-name", "notifications/show-banners"], True),
        ("/org/gnome/desktop/notifications/", [""], True),
        ("/", [""], True),
        ("/org/gnome/desktop/notifications/show-banners-x", [""], False),
        ("/org/gnome/desktop/notif", [""], False),
        ("/org/gnome/desktop/interface/", ["font-name"], False),
        ("/org/gnome/desktop/notifications/show-banners", [], False),
    ],
)
def test_which_of_dconf_s_notices_concern_the_switch(prefix, changes, does):
    assert concerns(prefix, changes, GNOME.path) is does
