"""What goes wrong on real desktops: the app says so once, goes on, and mends itself when it can."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import time
from contextlib import ExitStack, closing, contextmanager, suppress

import pytest

from tests.desktop.app import COMMAND, App
from tests.desktop.harness import Layout, VirtualDesktop, wait_until
from tests.desktop.harness.processes import stop_process
from tests.desktop.window_hand import press_in_panel

CALM = '[set]\nlength = "2m"\nget_ready = "0s"\n'
ANSWERS_WITHIN = 5.0
"""Seconds for `status`; a slow machine's start of Python is in it."""


@pytest.fixture(scope="module")
def desk(desktop_programs):
    """One whole desktop for the faults that leave it as it is."""
    with VirtualDesktop() as desktop:
        yield desktop


@pytest.fixture
def homes(request):
    """Makes apps, each in a home of its own; they and all their windows are gone after the test."""
    with ExitStack() as stack:

        def make(desktop, settings=CALM, name="", **more):
            app = stack.enter_context(
                _running(App(desktop, settings, name=name or request.node.name, **more))
            )
            desktop.move(400, 400)
            return app

        yield make


@contextmanager
def _running(app):
    app.start()
    process = app.process
    try:
        yield app
    finally:
        app.stop()
        stop_process(process)  # with its group: a set's window carries on without its tray


def remind(app):
    """Have the hour end now."""
    app("demo")


def notice(app, words, timeout=20.0):
    """The notice that says this, once `status` has it."""
    return wait_until(
        lambda: next((one for one in app.status()["notices"] if words in one), None),
        f"the notice {words!r}; there is {app.status()['notices']}",
        timeout,
        interval=0.2,
    )


def no_notice(app, words, timeout=20.0):
    """Return once `status` says this no more."""
    wait_until(
        lambda: not any(words in one for one in app.status()["notices"]),
        f"the end of {words!r}",
        timeout,
        interval=0.2,
    )


def promptly(app):
    """The status, which must come in time."""
    began = time.monotonic()
    status = app.status()
    assert time.monotonic() - began < ANSWERS_WITHIN
    return status


def press_first(desktop):
    """Press the main button of the small window that reminds, above the two that share a row."""
    press_in_panel(desktop, row=1)


class TestNotifications:
    def test_no_session_bus_the_reminder_is_a_window_and_the_icon_docks(self, homes):
        with VirtualDesktop(Layout(bus=False)) as desktop:
            app = homes(desktop)
            remind(app)
            desktop.wait_window(name="^Soleus$")
            assert "session bus" in notice(app, "notifications cannot be shown")
            press_first(desktop)
            wait_until(lambda: app.rows("SELECT source FROM sets") == [("window",)], "the set", interval=0.2)
            wait_until(lambda: app.status()["tray"]["visible"], "the icon", 30, interval=0.2)
            assert app.status()["tray"]["backend"] == "xorg"
            app.stop()
            assert desktop.log(app.name).count("There is no session bus") == 1

    def test_no_server_says_so_once_until_there_is_one(self, homes):
        with VirtualDesktop(Layout(notification_server=False)) as desktop:
            app = homes(desktop)
            for _ in range(2):
                remind(app)
                desktop.wait_window(name="^Soleus$")
                notice(app, "No notification service is running")
                app("skip")
                desktop.wait_no_window(name="^Soleus$")
            assert desktop.log(app.name).count("No notification service is running") == 1
            desktop.start_notification_server()
            remind(app)
            desktop.wait_notification()
            no_notice(app, "No notification service is running")
            assert app.status()["notifications"] == {"backend": "freedesktop", "buttons": True}

    def test_the_server_is_killed_between_and_during_reminders(self, homes, desktop):
        app = homes(desktop)
        remind(app)
        desktop.wait_notification()
        app("skip")
        desktop.restart_notification_server()
        remind(app)
        desktop.notifications.wait_sent(2)
        desktop.wait_notification()
        desktop.restart_notification_server()
        assert app.state() == "due"
        app("skip")
        remind(app)
        desktop.notifications.wait_sent(3)
        desktop.press_notification("Snooze 10 min")
        app.wait_state("snoozed")

    def test_a_frozen_server_delays_nothing_and_the_reminder_comes_as_a_window(self, homes, desktop):
        app = homes(desktop)
        server = desktop.processes.find("notifyd")
        server.send_signal(signal.SIGSTOP)
        try:
            remind(app)
            while not desktop.windows(name="^Soleus$"):
                promptly(app)
            notice(app, "does not answer")
            press_first(desktop)
            app.wait_state("exercising")
        finally:
            server.send_signal(signal.SIGCONT)
        promptly(app)


class TestPanel:
    def test_killed_twice_the_icon_is_back_each_time_and_works(self, homes, desktop):
        app = homes(desktop)
        for _ in range(2):
            desktop.wait_tray_icon()
            desktop.restart_panel()
            desktop.wait_tray_icon(timeout=5)
        desktop.menu("Down", "Down", "Down", "Right", "Return")
        app.wait_state("snoozed")

    def test_frozen_it_delays_nothing_and_shows_the_present_when_it_wakes(self, homes, desktop):
        app = homes(desktop)
        desktop.wait_tray_icon()
        panel = desktop.processes.find("panel")
        os.killpg(panel.pid, signal.SIGSTOP)
        try:
            for number in range(12):
                app("standing", "off" if number % 2 else "on")
                promptly(app)
        finally:
            os.killpg(panel.pid, signal.SIGCONT)
        desktop.click_tray_icon()
        app.wait_state("exercising")


class TestDisk:
    @pytest.fixture
    def small_disk(self, desk, request):
        """A disk of 24 MB where the app's home will be."""
        home = desk.home / request.node.name
        home.mkdir(mode=0o700)
        mounting = ["mount", "-t", "tmpfs", "-o", "size=24m,mode=0700", "none", str(home)]
        answer = subprocess.run(mounting, capture_output=True, text=True, check=False, timeout=15)
        if answer.returncode:
            pytest.skip(f"a disk to fill can't be mounted here: {answer.stderr.strip()}")
        yield home
        subprocess.run(["umount", "--lazy", str(home)], check=True, timeout=15)

    def test_a_full_disk_is_told_and_nothing_is_lost(self, desk, small_disk, homes):
        app = homes(desk)
        wait_until(lambda: app.rows("SELECT * FROM sets") == [] and not app.children("_drain"), "its rest")
        filler = small_disk / "filler"
        _fill(filler)
        remind(app)
        wait_until(lambda: app.state() == "due", "the reminder", interval=0.1)
        app("skip")
        app("begin")
        desk.wait_window(name="^Soleus$")
        notice(app, "full")
        assert desk.log(app.name).count("is kept and written later") == 1
        assert "Traceback" not in desk.log(app.name)
        filler.unlink()
        app("standing", "on")
        no_notice(app, "full", 30)
        app.history()
        assert app.rows("SELECT outcome FROM reminders") == [("skipped",)]
        assert "Traceback" not in desk.log(app.name)

    def test_read_only_is_told_and_nothing_is_lost(self, desk, small_disk, homes):
        app = homes(desk)
        wait_until(lambda: app.rows("SELECT * FROM sets") == [] and not app.children("_drain"), "its rest")
        # The same folder mounted over itself: files that are open may be written to, all others not.
        for step in (["--bind", str(small_disk)], ["-o", "remount,bind,ro"]):
            subprocess.run(["mount", *step, str(small_disk)], check=True, timeout=15)
        try:
            remind(app)
            wait_until(lambda: app.state() == "due", "the reminder", interval=0.1)
            app("skip")
            notice(app, "ead-only")
            assert desk.log(app.name).count("is kept and written later") == 1
        finally:
            subprocess.run(["umount", "--lazy", str(small_disk)], check=True, timeout=15)
        app("standing", "on")
        no_notice(app, "ead-only", 30)
        app.history()
        assert app.rows("SELECT outcome FROM reminders") == [("skipped",)]

    def test_a_home_that_cannot_be_written_ends_the_start_with_a_sentence(self, desk, small_disk):
        subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True, timeout=15)
        answer = desk.run([COMMAND, "run"], env={"SOLEUS_TRAY_HOME": str(small_disk)}, check=False)
        assert answer.returncode == 1
        assert "Read-only" in answer.stderr
        assert answer.stderr.count("\n") == 1


def _fill(path):
    """Write until the disk takes no more."""
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass


class TestRecord:
    def test_locked_for_a_while_it_is_told_and_then_takes_everything_in(self, homes, desk):
        app = homes(desk)
        wait_until(
            lambda: (app.home / "data/record.sqlite3").exists() and not app.children("_drain"), "the record"
        )
        with _locked(app):
            app("begin")
            desk.wait_window(name="^Soleus$")
            wait_until(lambda: app.children("_drain"), "the record's process")
            promptly(app)
            notice(app, "locked", 60)
        for window in app.children("_window"):
            window.kill()
        app.wait_state("sitting")
        no_notice(app, "locked", 30)
        assert [row["outcome"] for row in app.history()] == ["interrupted"]

    def test_its_process_is_killed_and_the_next_one_takes_everything_in(self, homes, desk):
        app = homes(desk)
        wait_until(
            lambda: (app.home / "data/record.sqlite3").exists() and not app.children("_drain"), "the record"
        )
        with _locked(app):
            app("begin")
            wait_until(lambda: app.children("_drain"), "the record's process")[0].kill()
            notice(app, "record")
        promptly(app)
        for window in app.children("_window"):
            window.kill()
        app.wait_state("sitting")
        no_notice(app, "record", 30)
        wait_until(lambda: app.rows("SELECT outcome FROM sets") == [("interrupted",)], "the set")

    def test_garbage_in_its_place_while_the_app_runs_is_set_aside_and_told(self, homes, desk):
        app = homes(desk)
        wait_until(
            lambda: (app.home / "data/record.sqlite3").exists() and not app.children("_drain"), "the record"
        )
        _spoil(app)
        app("begin")
        desk.wait_window(name="^Soleus$")
        assert "damaged" in notice(app, "Your record was damaged")
        wait_until(lambda: app.rows("SELECT source FROM sets") == [("command",)], "the set")
        assert list((app.home / "data").glob("*.damaged-*"))

    def test_garbage_before_the_start(self, homes, desk):
        app = homes(desk)
        wait_until(
            lambda: (app.home / "data/record.sqlite3").exists() and not app.children("_drain"), "the record"
        )
        app.stop()
        _spoil(app)
        app.start()
        notice(app, "Your record was damaged")
        assert app.history() == []


@contextmanager
def _locked(app):
    """Hold the record as a program does that is busy with it."""
    with closing(sqlite3.connect(app.home / "data/record.sqlite3", isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("CREATE TABLE IF NOT EXISTS somebody_elses (number)")
        yield
        other.execute("ROLLBACK")


def _spoil(app):
    for path in (app.home / "data").glob("record.sqlite3*"):
        path.unlink()
    (app.home / "data/record.sqlite3").write_bytes(random.Random(2).randbytes(50_000))


GARBAGE = {
    "bytes": (random.Random(1).randbytes(2000), "settings.toml"),
    "a half file": (b'[reminders]\ninterval = "20', "settings.toml"),
    "wrong types": (
        b'set = 5\n[reminders]\ninterval = [1]\naway_after = {a = 1}\nsnooze = "soon"\n',
        "interval",
    ),
    "unknown keys": (b'[reminders]\nintervall = "20m"\n[nonsense]\na = 1\n', "intervall"),
    "huge": (b'[reminders]\ninterval = "30m"\n' + b"# and so on\n" * 500_000, "settings.toml"),
    "a bomb": (b"a = " + b"[" * 100_000, "settings.toml"),
}


class TestSettings:
    @pytest.mark.parametrize("kind", GARBAGE)
    def test_garbage_is_told_with_its_place_and_left_as_it_is(self, homes, desk, kind):
        content, where = GARBAGE[kind]
        app = App(desk, "", name=f"settings of {kind}")
        (app.home / "settings.toml").write_bytes(content)
        with _running(app):
            notices = app.status()["notices"]
            assert any(where in one for one in notices), notices
            listed = app("config", "list").stdout
            assert "reminders.interval" in listed
            assert all(one in listed for one in notices if where in one)
            assert app("config", "get", "reminders.interval").stdout.strip() == "1h"
            assert app.state() in {"sitting", "away"}
            app.stop()
        assert (app.home / "settings.toml").read_bytes() == content


class TestControlSocket:
    def test_garbage_of_every_kind_leaves_it_answering(self, homes, desk):
        app = homes(desk)
        place = str(app.home / "run/control.sock")
        noise = random.Random(3)
        for junk in (
            b"\n", b"\0" * 4096 + b"\n", noise.randbytes(5000) + b"\n", b"x" * (1 << 20), b'{"command": "sta',
            b"[]\n", b"null\n", b'{"command": 5}\n', b'{"command": "snooze", "seconds": 1e400}\n',
            b'{"command": "begin", "seconds": -1}\n', b"[" * 60_000 + b"\n",
            b'{"command": "status"}' * 2 + b"\n",
        ):  # fmt: skip
            _shout(place, junk)
            promptly(app)
        with ExitStack() as silent:
            for _ in range(6):  # one more than that, and they would wait for the silent ones' 2 s
                silent.enter_context(_client(place))
            promptly(app)
        with ExitStack() as silent:
            for _ in range(12):
                silent.enter_context(_client(place))
            assert app.status()["state"] in {"sitting", "away"}  # after the silent ones' patience
        assert "Traceback" not in desk.log(app.name)


def _client(place):
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(10)
    client.connect(place)
    return client


def _shout(place, junk):
    """Send it and leave without waiting for an answer; the app may hang up in the middle."""
    with _client(place) as client:
        try:
            client.sendall(junk)
        except (BrokenPipeError, ConnectionResetError):
            return


class TestKills:
    def test_kill_9_of_the_tray_and_the_next_start_goes_on_from_what_was_saved(self, homes, desk):
        app = homes(desk)
        app("snooze", "1h")
        until = app.status()["snoozed_until"]
        app.stop()  # saves
        app.start()
        before = app.status()
        app.kill()
        stale = app.home / "run/control.sock"
        assert stale.exists()
        app.start()
        after = app.status()
        assert (before["snoozed_until"], after["snoozed_until"]) == (until, until)
        assert after["state"] == "snoozed"
        assert after["sitting_seconds"] >= before["sitting_seconds"] - 60
        app.stop()
        assert not stale.exists()

    def test_kill_9_of_a_set_keeps_what_was_done(self, homes, desk):
        app = homes(desk)
        app("begin")
        wait_until(lambda: _done_in_journal(app) >= 5, "some seconds of the set saved", 40, interval=0.1)
        wait_until(lambda: app.children("_window"), "the window")[0].kill()
        app.wait_state("sitting")
        row = wait_until(app.history, "the row", interval=0.2)[0]
        assert row["outcome"] == "interrupted"
        assert row["active_seconds"] >= 5
        assert row["reps"] >= 1
        app("begin")
        app.wait_state("exercising")

    def test_sigterm_ends_it_cleanly(self, homes, desk):
        app = homes(desk)
        desk.wait_tray_icon()
        app("snooze", "2h")
        until = app.status()["snoozed_until"]
        app.process.terminate()
        assert app.process.wait(15) == 0
        wait_until(lambda: desk.tray_window() is None, "the icon's end")
        assert until[:16] in (app.home / "state/clock.json").read_text()
        assert not (app.home / "run/control.sock").exists()

    def test_the_x_servers_death_ends_it_with_its_state_saved(self, homes, desktop):
        app = homes(desktop)
        desktop.wait_tray_icon()
        app("snooze", "2h")
        until = app.status()["snoozed_until"]
        desktop.processes.stop("Xvfb", signal.SIGKILL)
        assert app.process.wait(20) == 0
        assert until[:16] in (app.home / "state/clock.json").read_text()


def _done_in_journal(app):
    """Seconds of the set that are safe on the disk."""
    lines = []
    for name in ("facts.jsonl", "taken.jsonl"):
        path = app.home / "state/journal" / name
        lines += path.read_text().splitlines() if path.exists() else []
    facts = [json.loads(line) for line in lines if line.endswith("}")]
    rows = app.rows("SELECT active_seconds FROM sets")
    return max([fact.get("active_seconds") or 0 for fact in facts] + [row[0] for row in rows], default=0)


def test_ten_times_two_starts_at_once_make_one_app_each_time(desk):
    app = App(desk, CALM, name="twins")
    for _ in range(10):
        twins = [desk.spawn([COMMAND, "run"], "twins", app.env) for _ in range(2)]
        wait_until(lambda twins=twins: _codes(twins).count(None) == 1, "one to leave")
        assert 0 in _codes(twins)
        assert promptly(app)["running"]
        app("quit")
        wait_until(lambda twins=twins: None not in _codes(twins), "the other's end")
        assert _codes(twins) == [0, 0]


def _codes(processes):
    """Each one's exit code; None while it runs."""
    return [process.poll() for process in processes]
