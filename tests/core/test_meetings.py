"""Timelines: a meeting, quiet, hours, meals, an absence that was none."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from soleus_tray.core import commands as ask
from soleus_tray.core.events import PaceQuietly, StopPacing
from soleus_tray.core.facts import DecisionFact, SittingFact
from soleus_tray.core.hours import parse_hours
from soleus_tray.core.settings import HoursSettings, Settings
from tests.fakes.desk import HOUR, MINUTE, Desk, settings

# A Monday.
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


def told(desk: Desk) -> list[str]:
    return [fact.what for fact in desk.facts(DecisionFact)]


def in_a_call(**changes) -> Desk:
    """An hour has passed in a call, and the reminder is held."""
    desk = Desk(**changes)
    desk.in_call = True
    desk.work(61 * MINUTE)
    assert desk.status.state == "held"
    return desk


class TestHeld:
    def test_status_says_why_and_since_when(self):
        desk = in_a_call()
        (reason,) = desk.status.held_by
        assert (reason.kind, reason.who, reason.lasts) == ("microphone", "Zoom", True)
        assert abs(reason.since - (NINE + timedelta(hours=1))) < timedelta(seconds=30)
        assert desk.status.in_meeting

    def test_one_reminder_60_seconds_after_the_last_reason(self):
        desk = in_a_call()
        desk.holds = ("dnd",)
        desk.work(MINUTE)
        desk.in_call = False
        desk.work(10 * MINUTE)
        assert desk.reminders == []
        desk.holds = ()
        freed = desk.wall
        desk.leave(2 * MINUTE)
        assert len(desk.reminders) == 1
        assert 60 <= (desk.reminders[0] - freed).total_seconds() <= 70

    def test_a_pause_of_half_a_minute_in_the_call_ends_nothing(self):
        desk = in_a_call()
        for _ in range(20):
            desk.in_call = False
            desk.leave(30)
            desk.in_call = True
            desk.leave(30)
        assert desk.reminders == []
        assert told(desk).count("held") == 1

    def test_a_microphone_that_flaps_ten_times_a_second_is_one_hold_and_few_readings(self):
        desk = in_a_call()
        before = desk.readings
        for turn in range(600):
            desk.in_call = turn % 2 == 0
            desk.leave(0.1)
        assert desk.readings - before <= 60 / 2 + 1
        assert told(desk).count("held") == 1
        assert desk.reminders == []

    def test_a_meeting_holds_for_three_hours_at_most(self):
        desk = in_a_call(settings=settings(away_after=3600))
        desk.work(2.9 * HOUR)
        assert desk.reminders == []
        desk.work(0.2 * HOUR)
        assert len(desk.reminders) == 1
        assert told(desk).count("overlong") == 1

    def test_a_sensor_that_stuck_is_not_believed_again_until_it_let_go(self):
        desk = in_a_call()
        desk.work(3.2 * HOUR)
        desk.do_set(120)
        desk.work(61 * MINUTE)
        assert len(desk.reminders) >= 2
        desk.do_set(120)
        desk.in_call = False
        desk.work(61 * MINUTE)
        desk.do_set(120)
        desk.in_call = True
        desk.work(61 * MINUTE)
        assert desk.status.state == "held"

    def test_do_not_disturb_is_a_wish_and_holds_as_long_as_it_lasts(self):
        desk = Desk(holds=("dnd",))
        desk.work(6 * HOUR)
        assert desk.reminders == []

    def test_a_film_holds_nothing_but_keeps_its_watcher_seated(self):
        desk = Desk(media=True)
        desk.leave(58 * MINUTE)
        assert desk.status.state == "sitting"
        desk.work(4 * MINUTE)
        assert len(desk.reminders) == 1

    def test_the_clock_set_while_held_changes_nothing(self):
        desk = in_a_call()
        desk.set_clock(5 * HOUR)
        desk.work(10 * MINUTE)
        desk.set_clock(-9 * HOUR)
        desk.work(10 * MINUTE)
        assert desk.status.state == "held"
        assert desk.reminders == []
        desk.in_call = False
        desk.work(3 * MINUTE)
        assert len(desk.reminders) == 1


class TestSensors:
    def test_they_rest_until_a_decision_needs_them(self):
        desk = Desk()
        desk.work(59 * MINUTE)
        assert desk.readings == 0

    def test_while_held_they_are_read_every_ten_seconds(self):
        desk = in_a_call()
        before = desk.readings
        desk.leave(4 * MINUTE)
        assert 23 <= desk.readings - before <= 25

    def test_silence_asks_them_once_in_five_minutes(self):
        desk = Desk(settings(interval=3 * 3600), in_call=True)
        desk.leave(50 * MINUTE)
        assert desk.status.state == "sitting"
        assert desk.readings <= 10

    def test_dead_ones_delay_a_reminder_by_seconds_only(self):
        desk = Desk(sensors=False)
        desk.work(61 * MINUTE)
        assert len(desk.reminders) == 1
        assert (desk.reminders[0] - NINE).total_seconds() <= 3600 + 40

    def test_dead_ones_keep_nobody_at_the_desk(self):
        desk = Desk(sensors=False)
        desk.work(10 * MINUTE)
        desk.leave(6 * MINUTE)
        assert desk.status.state == "away"
        assert desk.status.sitting_seconds <= 10 * 60


class TestQuietSet:
    def test_it_is_asked_for_and_ended_by_events_alone(self):
        desk = in_a_call()
        desk.do(ask.Pace())
        assert list(desk.of(PaceQuietly)) == [PaceQuietly(None)]
        assert desk.status.state == "exercising"
        assert desk.status.quiet_set
        desk.do(ask.EndPace())
        assert len(desk.of(StopPacing)) == 1
        desk.do(ask.SetWindowClosed())
        assert desk.status.state in {"held", "sitting"}

    def test_a_window_does_not_open_meanwhile(self):
        desk = in_a_call()
        desk.do(ask.Pace())
        before = len(desk.events)
        desk.do(ask.Begin("command"))
        assert len(desk.events) == before

    def test_a_shared_screen_is_known_all_through_it(self):
        desk = in_a_call()
        desk.holds = ("sharing",)
        desk.leave(20)
        desk.do(ask.Pace())
        desk.leave(60)
        assert desk.status.shared


class TestSnooze:
    def test_until_the_meeting_ends(self):
        desk = in_a_call()
        desk.do(ask.SnoozeMeeting())
        desk.work(50 * MINUTE)
        assert desk.status.state == "snoozed"
        assert desk.status.snoozed_for_meeting
        desk.in_call = False
        freed = desk.wall
        desk.leave(3 * MINUTE)
        assert len(desk.reminders) == 1
        assert 60 <= (desk.reminders[0] - freed).total_seconds() <= 80
        assert desk.outcomes == ["snoozed"]

    def test_until_a_meeting_that_sticks_ends_after_three_hours(self):
        desk = in_a_call()
        desk.do(ask.SnoozeMeeting())
        desk.work(3.2 * HOUR)
        assert desk.status.state != "snoozed"

    def test_until_a_time_means_the_clock_where_the_user_is(self):
        desk = Desk()
        desk.do(ask.SnoozeUntil(NINE + timedelta(hours=5)))
        desk.utc_offset = 2 * 3600  # a flight east: 14:00 comes two hours earlier
        desk.work(2.9 * HOUR)
        assert desk.status.state == "snoozed"
        desk.work(0.2 * HOUR)
        assert desk.status.state != "snoozed"


class TestStillSitting:
    @pytest.fixture
    def back(self):
        """40 minutes of work, 22 minutes without a touch, and work again."""
        desk = Desk()
        desk.work(40 * MINUTE)
        desk.leave(22 * MINUTE)
        desk.work(MINUTE)
        return desk

    def test_it_is_offered_for_a_quarter_of_an_hour(self, back):
        assert back.status.maybe_sat == pytest.approx(22 * 60, abs=30)
        back.work(13 * MINUTE)
        assert back.status.maybe_sat is not None
        back.work(3 * MINUTE)
        assert back.status.maybe_sat is None

    def test_choosing_it_gives_the_time_back_to_the_hour_and_the_day(self, back):
        back.do(ask.WasSitting())
        assert back.status.sitting_seconds == pytest.approx(63 * 60, abs=40)
        assert back.status.today.sitting_seconds == pytest.approx(63 * 60, abs=40)
        assert back.status.maybe_sat is None
        back.work(MINUTE)
        assert len(back.reminders) == 1

    def test_the_record_has_one_span_of_it_all(self, back):
        first = back.facts(SittingFact)[-1]
        back.do(ask.WasSitting())
        back.leave(50 * MINUTE)
        whole = back.facts(SittingFact)[-1]
        assert whole.id == first.id
        assert whole.started_at == first.started_at
        assert whole.seconds == pytest.approx(63 * 60, abs=60)

    def test_an_absence_that_was_no_break_gives_its_minutes_back_too(self):
        desk = Desk(settings(reset_after=1800))
        desk.work(30 * MINUTE)
        desk.leave(10 * MINUTE)
        desk.work(5 * MINUTE)
        assert desk.status.sitting_seconds == pytest.approx(35 * 60, abs=30)
        desk.do(ask.WasSitting())
        assert desk.status.sitting_seconds == pytest.approx(45 * 60, abs=30)

    @pytest.mark.parametrize("minutes", [4, 46, 120])
    def test_too_short_or_too_long_is_no_question(self, minutes):
        desk = Desk()
        desk.work(20 * MINUTE)
        desk.leave(minutes * MINUTE)
        desk.work(MINUTE)
        assert desk.status.maybe_sat is None

    def test_a_lock_or_a_sleep_leaves_no_doubt(self):
        for what in ("lock", "sleep"):
            desk = Desk()
            desk.work(20 * MINUTE)
            desk.leave(6 * MINUTE)
            if what == "lock":
                desk.locked = True
                desk.leave(10 * MINUTE)
                desk.locked = False
            else:
                desk.suspend(10 * MINUTE)
            desk.work(MINUTE)
            assert desk.status.maybe_sat is None, what

    def test_asking_without_an_offer_changes_nothing(self):
        desk = Desk()
        desk.work(20 * MINUTE)
        before = desk.status.sitting_seconds
        desk.do(ask.WasSitting())
        assert desk.status.sitting_seconds == before


class TestStanding:
    def test_for_half_an_hour_ends_by_itself(self):
        desk = Desk()
        desk.do(ask.Stand(True, 1800))
        desk.work(29 * MINUTE)
        assert desk.status.state == "standing"
        desk.work(2 * MINUTE)
        assert desk.status.state == "sitting"
        assert told(desk)[-1] == "sat_down"

    def test_standing_all_day_is_never_asked_to_sit_and_exercise(self):
        desk = Desk()
        desk.do(ask.Stand(True))
        desk.work(5 * HOUR)
        assert desk.reminders == []


class TestHours:
    OFFICE = Settings(hours=HoursSettings(parse_hours("Mon-Fri 10:00-12:00, 13:00-17:00", "hours.work")))

    def test_outside_them_nothing_reminds_and_the_sitting_still_counts(self):
        desk = Desk(replace(self.OFFICE, reminders=settings(interval=1800).reminders))
        desk.work(59 * MINUTE)
        assert desk.status.state == "off_hours"
        assert desk.reminders == []
        assert desk.status.today.sitting_seconds == pytest.approx(59 * 60, abs=5)
        desk.work(3 * MINUTE)
        assert len(desk.reminders) == 1
        assert desk.reminders[0] >= NINE + timedelta(hours=1)

    def test_uncounted_they_start_a_new_hour(self):
        desk = Desk(replace(self.OFFICE, hours=replace(self.OFFICE.hours, count_outside=False)))
        desk.work(70 * MINUTE)
        assert desk.status.today.sitting_seconds == pytest.approx(600, abs=10)
        assert desk.reminders == []

    def test_a_reminder_that_shows_goes_when_they_end(self):
        desk = Desk(replace(self.OFFICE, reminders=settings(interval=3000).reminders))
        desk.work(3 * HOUR - 8 * MINUTE)
        assert desk.status.state == "due"
        desk.work(10 * MINUTE)
        assert desk.status.state == "off_hours"
        assert desk.withdrawn >= 1
        assert desk.outcomes

    def test_they_are_read_on_the_users_own_clock(self):
        desk = Desk(self.OFFICE, utc_offset=3 * 3600)
        desk.work(MINUTE)
        assert desk.status.state == "off_hours"  # noon in Moscow: lunch
        desk.work(61 * MINUTE)
        assert desk.status.state != "off_hours"

    def test_past_midnight_belongs_to_the_day_it_began(self):
        night = Settings(hours=HoursSettings(parse_hours("Mon 22:00-02:00", "hours.work")))
        desk = Desk(night, wall=datetime(2026, 3, 3, 1, 30, tzinfo=UTC))
        desk.work(MINUTE)
        assert desk.status.state == "sitting"
        desk.work(31 * MINUTE)
        assert desk.status.state == "off_hours"


class TestAfterAMeal:
    def test_the_interval_is_half_an_hour_for_two_hours(self):
        desk = Desk()
        desk.do(ask.Ate())
        assert desk.status.due_in_seconds == 1800
        for _ in range(3):
            desk.work(31 * MINUTE)
            assert desk.status.state == "due"
            desk.do_set(120)
        assert len(desk.reminders) == 3
        desk.work(31 * MINUTE)
        desk.do_set(120)
        assert not desk.status.after_meal
        assert desk.status.due_in_seconds == pytest.approx(3600, abs=10)

    def test_half_an_hour_already_sat_is_due_at_once(self):
        desk = Desk()
        desk.work(40 * MINUTE)
        desk.do(ask.Ate())
        desk.leave(10)
        assert len(desk.reminders) == 1


class TestWhy:
    def test_a_morning_is_told_in_its_order(self):
        desk = Desk()
        desk.work(20 * MINUTE)
        desk.in_call = True
        desk.work(65 * MINUTE)
        desk.in_call = False
        desk.work(3 * MINUTE)
        desk.do_set(120)
        desk.leave(10 * MINUTE)
        assert told(desk) == ["due", "held", "freed", "reminded", "begun", "set_ended", "away", "new_hour"]
        held, freed = (
            next(f for f in desk.facts(DecisionFact) if f.what == what) for what in ("held", "freed")
        )
        assert (held.detail, held.who) == ("microphone", "Zoom")
        assert abs(freed.at - (NINE + timedelta(minutes=85))) <= timedelta(seconds=30)

    def test_what_the_user_asks_for_is_told(self):
        desk = Desk()
        for command in (
            ask.Snooze(600),
            ask.EndSnooze(),
            ask.Pause(),
            ask.Resume(),
            ask.Stand(True),
            ask.Stand(False),
            ask.Ate(),
        ):
            desk.do(command)
            desk.work(10)
        assert told(desk) == ["snoozed", "snooze_over", "paused", "resumed", "standing", "sat_down", "ate"]

    def test_the_clock_and_the_machine_are_told(self):
        desk = Desk()
        desk.work(10 * MINUTE)
        desk.set_clock(3600)
        desk.work(10)
        desk.suspend(HOUR)
        assert "clock_set" in told(desk)
        assert "slept" in told(desk)

    def test_a_snooze_moved_along_with_the_clock_is_no_decision(self):
        desk = Desk()
        desk.do(ask.Snooze(600))
        desk.set_clock(3600)
        desk.work(30)
        assert told(desk).count("snoozed") == 1
        assert "snooze_over" not in told(desk)
