"""The sitting hour on a real desktop: a pointer that moves, a panel, a notification server, real clicks."""

from __future__ import annotations

import json
import random
import time

import pytest

from tests.desktop.app import HOUR_OF_20_SECONDS, App, keep_moving
from tests.desktop.harness import wait_until

AN_HOUR = '[set]\nlength = "2m"\nget_ready = "0s"\n'
KILLS = 50
DUE_AT_ONCE = '[reminders]\ninterval = "5s"\n[set]\nlength = "20s"\nget_ready = "0s"\n'


@pytest.fixture
def reminded(desktop):
    """An app whose reminder is on the screen."""
    with App(desktop, DUE_AT_ONCE) as app:
        desktop.move(400, 400)
        desktop.notifications.wait_sent(timeout=30)
        yield app


def test_a_20_second_hour_reminds_with_three_buttons_between_20_and_25_seconds(desktop):
    began = time.monotonic()
    with App(desktop, HOUR_OF_20_SECONDS):
        keep_moving(desktop, 40, until=lambda: desktop.notifications.sent)
        took = time.monotonic() - began
        assert 20 <= took <= 28  # 25 s by the issue; the start of the app on a loaded machine is in this too
        assert desktop.notifications.sent[0].buttons == ["Begin", "Snooze 10 min", "Skip"]
        assert len(desktop.notifications.sent) == 1


def test_nobody_at_the_desk_is_never_reminded(desktop):
    with App(desktop, '[reminders]\ninterval = "20s"\naway_after = "5s"\n') as app:
        app.wait_state("away", timeout=15)
        time.sleep(25)  # the situation itself: more than an hour of 20 s without a hand on the mouse
        assert desktop.notifications.sent == []
        assert app.state() == "away"
        assert app.status()["sensors"]["idle"]["source"] == "X11 XScreenSaver"


class TestNotification:
    def test_begin_opens_a_set(self, desktop, reminded):
        desktop.press_notification("Begin")
        desktop.wait_window(name="Soleus")
        wait_until(lambda: reminded.rows("SELECT source FROM sets") == [("notification",)], "the set")
        assert reminded.state() == "exercising"

    def test_snooze_snoozes(self, desktop, reminded):
        desktop.press_notification("Snooze 10 min")
        reminded.wait_state("snoozed")
        assert reminded.status()["snoozed_until"] is not None
        assert desktop.notification_window() is None

    def test_skip_skips(self, desktop, reminded):
        desktop.press_notification("Skip")
        reminded.wait_state("sitting", "due")
        reminded("history")
        wait_until(
            lambda: (
                (reminded("history"), reminded.rows("SELECT outcome FROM reminders"))[1] == [("skipped",)]
            ),
            "the outcome",
        )

    def test_waving_it_away_leaves_the_icon_due(self, desktop, reminded):
        # On other servers this click begins a set; xfce4-notifyd 0.7 only ever closes (docs/desktops.md).
        desktop.click_notification_body()
        wait_until(lambda: desktop.notifications.closed, "its end")
        assert reminded.state() == "due"
        assert len(desktop.notifications.sent) == 1

    def test_it_goes_when_the_user_goes(self, desktop):
        with App(desktop, '[reminders]\ninterval = "6s"\naway_after = "10s"\nreset_after = "10s"\n'):
            desktop.move(300, 300)
            desktop.notifications.wait_sent(timeout=30)
            desktop.wait_notification()
            wait_until(lambda: desktop.notification_window() is None, "its end", 30)


class TestTray:
    def test_a_left_click_begins(self, desktop):
        with App(desktop, AN_HOUR) as app:
            desktop.click_tray_icon()
            desktop.wait_window(name="Soleus")
            wait_until(lambda: app.rows("SELECT source FROM sets") == [("tray",)], "the set")

    def test_the_menu_snoozes(self, desktop):
        with App(desktop, AN_HOUR) as app:
            # Begin, Other sets, Snooze -> its submenu's first line
            desktop.menu("Down", "Down", "Down", "Right", "Return")
            app.wait_state("snoozed")

    def test_the_menu_quits(self, desktop):
        with App(desktop, AN_HOUR) as app:
            desktop.menu("Up", "Return")
            wait_until(lambda: app.process.poll() is not None, "the app's end")
            assert app.process.returncode == 0
            wait_until(lambda: desktop.tray_window() is None, "the icon's end")

    def test_the_panel_is_killed_and_the_icon_comes_back_and_works(self, desktop):
        with App(desktop, AN_HOUR):
            desktop.wait_tray_icon()
            desktop.restart_panel()
            desktop.wait_tray_icon(timeout=5)
            desktop.click_tray_icon()
            desktop.wait_window(name="Soleus")


class TestSet:
    def test_a_finished_set_is_one_row_with_its_reps(self, desktop):
        with App(desktop, HOUR_OF_20_SECONDS) as app:
            app("begin", "--reps", "3")
            desktop.wait_window(name="Soleus")
            wait_until(lambda: app.status()["today"]["sets"] == 1, "the set's end", 30)
            rows = "SELECT planned_reps, reps, active_seconds, outcome, source FROM sets"
            wait_until(lambda: app.rows(rows) == [(3, 3, 12, "completed", "command")], "the row", 20)

    def test_escape_stops_and_is_recorded_as_such(self, desktop):
        with App(desktop, AN_HOUR) as app:
            app("begin")
            window = desktop.wait_window(name="Soleus")
            wait_until(lambda: app.rows("SELECT reps FROM sets"), "the set's begin", 20)
            desktop.click(*window.centre)
            desktop.key("Escape")
            wait_until(
                lambda: [row["outcome"] for row in app.history()] == ["stopped_early"], "the outcome", 20
            )

    def test_kill_9_at_any_moment_loses_no_set(self, desktop):
        chance = random.Random(50)
        with App(desktop, AN_HOUR) as app:
            for kill in range(1, KILLS + 1):
                app("begin")
                wait_until(lambda: app.state() == "exercising" and app.children("_window"), "the window", 20)
                wait_until(lambda kill=kill: _begun(app) >= kill, "the set's begin", 20)
                time.sleep(chance.uniform(0, 0.8))  # the random moment itself
                for window in app.children("_window"):
                    window.kill()
                app.wait_state("sitting", "due")
            assert [row["outcome"] for row in app.history()] == ["interrupted"] * KILLS
            assert app.rows("SELECT count(*) FROM sets WHERE outcome = 'in_progress'") == [(0,)]


def _begun(app):
    """How many sets have begun, as the app's own files tell before the record has taken them in."""
    waiting = [(app.home / "state/journal" / name) for name in ("facts.jsonl", "taken.jsonl")]
    lines = [line for path in waiting if path.exists() for line in path.read_text().splitlines()]
    ids = {json.loads(line)["id"] for line in lines if line.endswith("}") and '"set"' in line}
    return len(ids | {row[0] for row in app.rows("SELECT id FROM sets")})


class TestRestarts:
    def test_two_starts_at_once_make_one_app(self, desktop):
        app = App(desktop, AN_HOUR)
        app.start(wait=False)
        second = desktop.spawn([*app.process.args], "second", app.env)
        wait_until(app.running, "the app's answer")
        wait_until(lambda: None not in (app.process.poll(), second.poll()) or
                   [app.process.poll(), second.poll()].count(None) == 1, "one to leave")  # fmt: skip
        ended = app.process if app.process.poll() is not None else second
        assert ended.returncode == 0
        desktop.wait_window(name="Soleus")
        app("quit")

    def test_kill_9_of_the_tray_keeps_the_hour(self, desktop):
        with App(desktop, '[reminders]\ninterval = "30m"\n') as app:
            app("snooze", "1h")
            time.sleep(1)
            app.stop()
            app.start()
            assert app.state() == "snoozed"
            app.kill()
            app.start()
            assert app.state() in {"snoozed", "sitting"}
