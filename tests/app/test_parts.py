"""The loop's parts one by one: jobs, state file, actions, panels."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from soleus_tray.app.actions import LocalTime, parse_action
from soleus_tray.app.jobs import Jobs
from soleus_tray.app.keeper import StateKeeper
from soleus_tray.app.panel import actions_panel
from soleus_tray.core import commands as ask
from soleus_tray.core.errors import BadValueError
from soleus_tray.ui.tray_face import Surroundings
from tests.fakes.desk import MINUTE, Desk

NOW = LocalTime(datetime(2026, 3, 2, 14, tzinfo=UTC), 0)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TOMORROW = datetime(2026, 3, 3, 4, tzinfo=UTC)


class TestJobs:
    def test_one_that_raises_starves_no_other(self, caplog):
        done = []

        def fail():
            raise RuntimeError("a bug")

        jobs = Jobs(save=fail, end_of_day=lambda: done.append("day"), backup=lambda: done.append("backup"))
        jobs.plan()
        for job in jobs._scheduler.jobs:
            job.next_run = datetime(2020, 1, 1)  # noqa: DTZ001 - schedule's own naive local time
        jobs.run_due()
        assert sorted(done) == ["backup", "day"]
        assert "planned job failed" in caplog.text

    def test_a_new_plan_forgets_the_old_one(self):
        jobs = Jobs(lambda: None, lambda: None, lambda: None)
        jobs.plan()
        jobs._scheduler.jobs[0].next_run = datetime(2099, 1, 1)  # noqa: DTZ001 - the clock was set back
        jobs.plan()
        assert len(jobs._scheduler.jobs) == 3
        soon = datetime.now() + timedelta(days=2)  # noqa: DTZ005 - schedule's own naive local time
        assert all(job.next_run < soon for job in jobs._scheduler.jobs)


class TestStateFile:
    def test_it_is_private_and_comes_back(self, tmp_path):
        desk = Desk()
        desk.work(10 * MINUTE)
        keeper = StateKeeper(tmp_path / "clock.json")
        keeper.save(desk.state)
        assert stat.S_IMODE((tmp_path / "clock.json").stat().st_mode) == 0o600
        assert keeper.load()["sitting"]["hour"] == desk.state.sitting.hour
        assert list(tmp_path.iterdir()) == [tmp_path / "clock.json"]

    def test_nothing_is_written_while_nothing_changes(self, tmp_path):
        desk = Desk()
        desk.leave(10 * MINUTE)
        keeper = StateKeeper(tmp_path / "clock.json")
        keeper.save(desk.state)
        before = (tmp_path / "clock.json").stat().st_ino
        desk.leave(10 * MINUTE)
        keeper.save(desk.state)
        assert (tmp_path / "clock.json").stat().st_ino == before
        keeper.save(desk.state, at_exit=True)
        assert (tmp_path / "clock.json").stat().st_ino != before

    def test_a_place_that_cannot_be_written_is_said_once(self, tmp_path, caplog):
        desk = Desk()
        keeper = StateKeeper(tmp_path / "missing" / "clock.json")
        keeper.save(desk.state)
        desk.work(MINUTE)
        keeper.save(desk.state)
        assert caplog.text.count("can't be written") == 1


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("begin", ask.Begin("tray")),
        ("begin 120", ask.Begin("tray", 120)),
        ("default", ask.Begin("tray")),
        ("snooze 600", ask.Snooze(600)),
        ("snooze off", ask.EndSnooze()),
        ("snooze tomorrow", ask.SnoozeUntil(TOMORROW)),
        ("pause", ask.Pause()),
        ("pause 600", ask.Pause(600)),
        ("resume", ask.Resume()),
        ("standing on", ask.Stand(True)),
        ("standing off", ask.Stand(False)),
        ("standing on 1800", ask.Stand(True, 1800)),
        ("snooze meeting", ask.SnoozeMeeting()),
        ("snooze 14:30", ask.SnoozeUntil(datetime(2026, 3, 2, 14, 30, tzinfo=UTC))),
        ("snooze 9:00", ask.SnoozeUntil(datetime(2026, 3, 3, 9, tzinfo=UTC))),
        ("pace", ask.Pace()),
        ("pace 60", ask.Pace(60)),
        ("pace off", ask.EndPace()),
        ("ate", ask.Ate()),
        ("was-sitting", ask.WasSitting()),
        ("skip", ask.Skip()),
        ("sing", None),
        ("", None),
    ],
)
def test_words_become_commands(words, command):
    assert parse_action(words, "tray", NOW) == command


def test_a_number_that_is_none_is_refused():
    with pytest.raises(BadValueError):
        parse_action("snooze soon", "tray", NOW)


@pytest.mark.parametrize(
    ("now", "offset", "end"),
    [
        (datetime(2026, 3, 2, 14, tzinfo=UTC), 0, datetime(2026, 3, 3, 4, tzinfo=UTC)),
        (datetime(2026, 3, 2, 23, 30, tzinfo=UTC), 3600, datetime(2026, 3, 3, 3, tzinfo=UTC)),
        (datetime(2026, 3, 2, 2, 30, tzinfo=UTC), 0, datetime(2026, 3, 2, 4, tzinfo=UTC)),
        (datetime(2026, 3, 2, 3, 30, tzinfo=UTC), 0, datetime(2026, 3, 3, 4, tzinfo=UTC)),
    ],
)
def test_tomorrow_begins_at_four(now, offset, end):
    assert LocalTime(now, offset).tomorrow() == end


def test_the_small_window_offers_what_the_menu_does():
    desk = Desk()
    panel = actions_panel(desk.status, "light", Surroundings(autostart=False), trouble="The disk is full.")
    assert [action for action, _ in panel.actions] == [
        "begin", "snooze 600", "pause", "standing on", "ate", "check-in", "why", "learn", "autostart on",
        "quit",
    ]  # fmt: skip
    assert panel.lines[-1] == "The disk is full."
    desk.do(ask.Pause())
    assert "resume" in offered(desk.status)


@pytest.mark.parametrize(
    ("change", "first"),
    [
        ({"state": "held"}, ["begin", "pace", "snooze 600"]),
        ({"state": "held", "in_meeting": True}, ["pace", "snooze meeting", "begin", "snooze 600"]),
        ({"state": "held", "in_meeting": True, "shared": True}, ["pace", "snooze meeting", "snooze 600"]),
        ({"in_meeting": True, "snoozed_for_meeting": True}, ["pace", "begin"]),
        ({"state": "exercising", "quiet_set": True}, ["pace off", "snooze 600"]),
        ({"maybe_sat": 22 * 60}, ["begin", "was-sitting", "snooze 600"]),
        ({"resting_after_pain": True}, ["begin", "rest off"]),
        ({"resting_after_pain": True, "snoozed_until": NOON}, ["begin", "rest open", "rest off"]),
    ],
)
def test_what_the_small_window_offers_first_fits_the_moment(change, first):
    assert offered(replace(Desk().status, **change))[: len(first)] == first


def offered(status):
    return [action for action, _ in actions_panel(status, "dark", Surroundings()).actions]
