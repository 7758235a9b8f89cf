"""Timelines of the sitting hour: each reads as a morning someone could have had."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from soleus_tray.core import commands as ask
from soleus_tray.core.events import ClockJumped, OpenSession
from soleus_tray.core.facts import SittingFact
from tests.fakes.desk import HOUR, MINUTE, Desk, settings


def minutes_in(desk: Desk, moment: datetime) -> float:
    return (moment - datetime(2026, 3, 2, 9, 0, tzinfo=UTC)).total_seconds() / 60


class TestSitting:
    def test_an_hour_of_work_brings_one_reminder_at_a_pause_in_the_input(self):
        desk = Desk()
        desk.work(59 * MINUTE)
        assert desk.reminders == []
        assert desk.status.state == "sitting"
        desk.work(3 * MINUTE)
        assert len(desk.reminders) == 1
        assert 60 <= minutes_in(desk, desk.reminders[0]) <= 60.6
        assert desk.status.state == "due"

    def test_typing_without_a_breath_is_interrupted_after_two_minutes_at_most(self):
        desk = Desk()
        desk.type_without_a_breath(61.9 * MINUTE)
        assert desk.reminders == []
        desk.type_without_a_breath(0.2 * MINUTE)
        assert len(desk.reminders) == 1

    def test_five_minutes_without_input_are_an_absence_from_the_last_input_on(self):
        desk = Desk()
        desk.work(50 * MINUTE)
        desk.leave(4.9 * MINUTE)
        assert desk.status.state == "sitting"
        assert desk.status.sitting_seconds == pytest.approx(54.9 * 60, abs=2)
        desk.leave(0.2 * MINUTE)
        assert desk.status.state == "away"
        assert desk.status.sitting_seconds == 0
        (span,) = desk.facts(SittingFact)
        assert span.seconds == pytest.approx(50 * 60, abs=6)

    def test_a_short_absence_goes_on_with_the_hour_without_counting(self):
        desk = Desk(settings(reset_after=15 * 60))
        desk.work(30 * MINUTE)
        desk.leave(10 * MINUTE)
        desk.work(10 * MINUTE)
        assert desk.status.sitting_seconds == pytest.approx(40 * 60, abs=25)
        assert desk.facts(SittingFact) == []

    def test_a_long_absence_ends_the_hour_and_the_next_starts_at_zero_on_return(self):
        desk = Desk()
        desk.work(50 * MINUTE)
        desk.leave(20 * MINUTE)
        desk.work(10 * MINUTE)
        assert desk.status.sitting_seconds == pytest.approx(10 * 60, abs=25)
        assert desk.reminders == []

    def test_locking_the_screen_is_leaving_at_once(self):
        desk = Desk()
        desk.work(30 * MINUTE)
        desk.locked = True
        desk.leave(2 * MINUTE)
        assert desk.status.state == "away"
        desk.locked = False
        desk.work(5 * MINUTE)
        assert desk.status.sitting_seconds == pytest.approx(35 * 60, abs=25)

    def test_a_call_without_input_counts_as_sitting_for_an_hour_at_most(self):
        desk = Desk(settings(interval=180 * 60))
        desk.work(10 * MINUTE)
        desk.in_call = True
        desk.leave(45 * MINUTE)
        assert desk.status.state == "sitting"
        assert desk.status.sitting_seconds == pytest.approx(55 * 60, abs=5)
        desk.leave(30 * MINUTE)
        assert desk.status.state == "away"

    def test_a_film_without_input_counts_as_sitting(self):
        desk = Desk()
        desk.media = True
        desk.leave(59 * MINUTE)
        assert desk.status.sitting_seconds == pytest.approx(59 * 60, abs=2)

    def test_unknown_idle_counts_time(self):
        desk = Desk(idle_known=False)
        desk.leave(61 * MINUTE)
        assert len(desk.reminders) == 1

    def test_standing_accrues_nothing_and_a_stand_of_five_minutes_starts_a_new_hour(self):
        desk = Desk()
        desk.work(50 * MINUTE)
        desk.do(ask.Stand(True))
        desk.work(4 * MINUTE)
        assert desk.status.state == "standing"
        desk.do(ask.Stand(False))
        assert desk.status.sitting_seconds == pytest.approx(50 * 60, abs=1)
        desk.do(ask.Stand(True))
        desk.work(30 * MINUTE)
        desk.do(ask.Stand(False))
        desk.work(10 * MINUTE)
        assert desk.reminders == []
        assert desk.status.sitting_seconds == pytest.approx(10 * 60, abs=1)

    def test_the_day_is_the_users_own(self):
        desk = Desk(wall=datetime(2026, 3, 2, 22, 30, tzinfo=UTC), utc_offset=3600)
        desk.work(20 * MINUTE)
        assert str(desk.status.today.date) == "2026-03-02"
        desk.work(20 * MINUTE)
        assert str(desk.status.today.date) == "2026-03-03"
        assert desk.status.today.sitting_seconds == pytest.approx(10 * 60, abs=60)

    def test_looking_is_rare_while_nothing_is_near(self):
        desk = Desk()
        desk.busy = True
        desk.pass_time(50 * MINUTE)
        assert desk.looks <= 55


class TestReminding:
    def test_ignored_it_comes_once_more_after_ten_minutes_and_then_is_silent(self):
        desk = Desk()
        desk.work(3 * HOUR)
        assert len(desk.reminders) == 2
        assert 600 <= (desk.reminders[1] - desk.reminders[0]).total_seconds() <= 640
        assert desk.outcomes == ["ignored"]
        assert desk.status.state == "due"
        desk.leave(10 * MINUTE)
        desk.work(62 * MINUTE)
        assert len(desk.reminders) == 3
        assert desk.outcomes == ["ignored"]

    def test_leaving_the_desk_withdraws_the_reminder(self):
        desk = Desk()
        desk.work(61 * MINUTE)
        desk.leave(6 * MINUTE)
        assert desk.withdrawn == 1
        assert desk.outcomes == ["left"]

    def test_a_set_answers_the_reminder_and_starts_a_new_hour(self):
        desk = Desk()
        desk.work(61 * MINUTE)
        desk.do_set(120)
        assert desk.outcomes == ["begun"]
        assert desk.status.sitting_seconds <= 1
        assert (desk.status.today.sets, desk.status.today.active_seconds) == (1, 120)
        desk.work(61 * MINUTE)
        assert len(desk.reminders) == 2

    @pytest.mark.parametrize(("done", "planned", "new_hour"), [
        (60, 120, True), (59, 120, False), (60, 300, True), (30, 60, True), (29, 60, False),
    ])  # fmt: skip
    def test_half_a_set_or_a_minute_of_it_counts_for_the_hour(self, done, planned, new_hour):
        desk = Desk()
        desk.work(30 * MINUTE)
        desk.do_set(done, planned)
        assert (desk.status.sitting_seconds < 60) is new_hour

    def test_a_set_broken_off_early_is_followed_by_a_reminder_ten_minutes_later(self):
        desk = Desk()
        desk.work(61 * MINUTE)
        desk.do_set(20)
        assert desk.status.state == "sitting"
        desk.work(9 * MINUTE)
        assert len(desk.reminders) == 1
        desk.work(2 * MINUTE)
        assert len(desk.reminders) == 2

    def test_a_killed_window_leaves_what_was_done(self):
        desk = Desk()
        desk.work(30 * MINUTE)
        desk.do_set(90, kill=True)
        assert desk.status.state == "sitting"
        assert desk.status.today.sets == 1
        assert desk.status.sitting_seconds < 30

    def test_not_now_leaves_the_hour_due(self):
        desk = Desk()
        desk.work(61 * MINUTE)
        desk.do(ask.Begin("notification"))
        assert desk.status.state == "exercising"
        desk.do(ask.SetWindowClosed())
        assert desk.status.state == "due"
        assert desk.outcomes == []

    def test_nothing_is_shown_over_a_set_that_was_begun_before_the_reminder_came(self):
        desk = Desk()
        desk.type_without_a_breath(61 * MINUTE)
        assert desk.status.state == "due"
        desk.do(ask.Begin("tray"))
        desk.leave(60)
        assert desk.reminders == []

    def test_a_second_click_raises_the_window_that_is_open(self):
        desk = Desk()
        desk.do(ask.Begin("tray"))
        desk.do(ask.Begin("tray"))
        assert len(desk.of(OpenSession)) == 2
        assert desk.status.state == "exercising"

    def test_snooze_never_stops_the_clock(self):
        desk = Desk()
        desk.work(61 * MINUTE)
        desk.do(ask.Snooze(600))
        assert desk.status.state == "snoozed"
        assert desk.outcomes == ["snoozed"]
        desk.work(9 * MINUTE)
        assert len(desk.reminders) == 1
        assert desk.status.sitting_seconds >= 69 * 60
        desk.work(2 * MINUTE)
        assert len(desk.reminders) == 2

    def test_snooze_can_be_taken_back(self):
        desk = Desk()
        desk.work(61 * MINUTE)
        desk.do(ask.Snooze(3600))
        desk.do(ask.EndSnooze())
        assert desk.status.state == "due"
        desk.work(3 * MINUTE)
        assert len(desk.reminders) == 1  # two never come within five minutes of sitting
        desk.work(3 * MINUTE)
        assert len(desk.reminders) == 2

    def test_a_snooze_of_a_minute_is_a_minute(self):
        desk = Desk()
        desk.work(61 * MINUTE)
        desk.do(ask.Snooze(60))
        desk.work(2 * MINUTE)
        assert len(desk.reminders) == 2

    def test_skip_waits_for_another_interval(self):
        desk = Desk()
        desk.work(61 * MINUTE)
        desk.do(ask.Skip())
        assert desk.outcomes == ["skipped"]
        desk.work(59 * MINUTE)
        assert len(desk.reminders) == 1
        desk.work(3 * MINUTE)
        assert len(desk.reminders) == 2

    def test_a_pause_counts_nothing_and_a_long_one_ends_the_hour(self):
        desk = Desk()
        desk.work(50 * MINUTE)
        desk.do(ask.Pause())
        desk.work(2 * HOUR)
        assert desk.status.state == "paused"
        assert desk.reminders == []
        desk.do(ask.Resume())
        desk.work(10 * MINUTE)
        assert desk.status.sitting_seconds == pytest.approx(600, abs=1)

    def test_a_pause_with_an_end_ends_by_itself(self):
        desk = Desk()
        desk.do(ask.Pause(1800))
        desk.work(31 * MINUTE)
        assert desk.status.state == "sitting"
        assert desk.status.sitting_seconds == pytest.approx(60, abs=1)

    def test_held_until_a_minute_after_the_reason_ends(self):
        desk = Desk()
        desk.holds = ("dnd",)
        desk.work(80 * MINUTE)
        assert desk.status.state == "held"
        assert [reason.kind for reason in desk.status.held_by] == ["dnd"]
        assert desk.reminders == []
        desk.holds = ()
        released = desk.wall
        desk.work(3 * MINUTE)
        assert len(desk.reminders) == 1
        assert 60 <= (desk.reminders[0] - released).total_seconds() <= 75 + 26  # and a breath of the typist

    def test_held_to_the_end_is_recorded_as_held(self):
        desk = Desk()
        desk.holds = ("dnd",)
        desk.work(80 * MINUTE)
        desk.leave(10 * MINUTE)
        assert desk.outcomes == ["held"]

    def test_standing_up_takes_the_reminder_away(self):
        desk = Desk()
        desk.work(61 * MINUTE)
        desk.do(ask.Stand(True))
        assert desk.withdrawn == 1
        desk.work(10 * MINUTE)
        assert desk.outcomes == ["left"]


class TestClocks:
    def test_sit_50_minutes_sleep_two_hours_expect_nothing(self):
        desk = Desk()
        desk.work(50 * MINUTE)
        desk.suspend(2 * HOUR)
        desk.work(30 * MINUTE)
        assert desk.reminders == []
        assert desk.status.sitting_seconds == pytest.approx(30 * 60, abs=30)

    def test_a_machine_that_wakes_by_itself_finds_nobody(self):
        desk = Desk()
        desk.work(50 * MINUTE)
        desk.leave(20)
        desk.suspend(2 * HOUR)
        assert desk.status.state == "away"
        desk.leave(30 * MINUTE)
        assert desk.status.sitting_seconds == 0

    def test_a_nap_of_the_machine_of_two_minutes_is_no_break(self):
        desk = Desk()
        desk.work(50 * MINUTE)
        desk.suspend(2 * MINUTE)
        desk.work(12 * MINUTE)
        assert len(desk.reminders) == 1
        assert desk.status.sitting_seconds == pytest.approx(62 * 60, abs=30)

    def test_a_machine_whose_monotonic_clock_counts_sleep_agrees(self):
        desk = Desk()
        desk.work(50 * MINUTE)
        desk.monotonic += 2 * HOUR
        desk.wall += timedelta(hours=2)
        desk.last_input = desk.monotonic
        desk.look()
        desk.work(30 * MINUTE)
        assert desk.reminders == []
        assert desk.status.sitting_seconds <= 32 * 60

    @pytest.mark.parametrize("jump", [8 * HOUR, -8 * HOUR, HOUR, -HOUR, 400 * 24 * HOUR])
    def test_a_clock_set_forward_or_back_misses_no_hour_and_brings_no_burst(self, jump):
        desk = Desk()
        desk.work(30 * MINUTE)
        desk.set_clock(jump)
        desk.work(29 * MINUTE)
        assert desk.reminders == []
        assert len(desk.of(ClockJumped)) == 1
        desk.work(3 * MINUTE)
        assert len(desk.reminders) == 1

    def test_a_snooze_keeps_its_length_when_the_clock_is_set(self):
        desk = Desk()
        desk.work(61 * MINUTE)
        desk.do(ask.Snooze(600))
        desk.set_clock(-8 * HOUR)
        desk.work(11.5 * MINUTE)
        assert len(desk.reminders) == 2

    def test_until_tomorrow_ends_by_the_clock_on_the_wall(self):
        desk = Desk()
        desk.do(ask.SnoozeUntil(datetime(2026, 3, 3, 4, 0, tzinfo=UTC)))
        desk.work(2 * HOUR)
        assert desk.reminders == []
        desk.set_clock(17.5 * HOUR)
        desk.work(3 * MINUTE)
        assert len(desk.reminders) == 1

    def test_a_new_time_zone_changes_the_day_and_nothing_else(self):
        desk = Desk()
        desk.work(30 * MINUTE)
        desk.utc_offset = 11 * 3600
        desk.work(32 * MINUTE)
        assert len(desk.reminders) == 1
        assert len(desk.of(ClockJumped)) == 1

    def test_an_idle_counter_that_wraps_makes_nobody_absent(self):
        desk = Desk()
        desk.work(30 * MINUTE)
        desk.last_input = desk.monotonic - 0.001  # after the wrap the counter starts near zero again
        desk.work(31 * MINUTE)
        assert len(desk.reminders) == 1
