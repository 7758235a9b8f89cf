"""What rests after pain, and when the legs are asked after."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from soleus_tray.core import commands as ask
from soleus_tray.core.checkin import minutes_of
from soleus_tray.core.events import AskHowLegsFeel, Remember
from soleus_tray.core.facts import DecisionFact, PlanFact, SetFact
from soleus_tray.core.hours import parse_hours
from soleus_tray.core.memory import Memory, Shown, with_line
from soleus_tray.core.settings import CheckInSettings, HoursSettings
from soleus_tray.core.why import as_text, timeline
from tests.fakes.desk import HOUR, MINUTE, Desk, settings

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)


def told(desk: Desk) -> list[str]:
    return [fact.what for fact in desk.facts(DecisionFact)]


# --- it hurts -----------------------------------------------------------------------------------------------


def test_a_set_that_hurt_is_the_last_reminder_of_the_day():
    desk = Desk()
    desk.do_set(40, hurt=True)
    assert desk.status.resting_after_pain
    assert desk.status.snoozed_until == datetime(2026, 3, 3, 4, 0, tzinfo=UTC)
    desk.work(10 * HOUR)
    assert desk.reminders == []
    assert told(desk).count("hurt") == 1
    words = as_text(timeline(desk.facts(DecisionFact)), TODAY)
    assert "It hurt, so reminders rest until tomorrow, 04:00." in words


def test_the_next_morning_reminds_again():
    desk = Desk()
    desk.do_set(40, hurt=True)
    desk.suspend(24 * HOUR)
    desk.work(70 * MINUTE)
    assert not desk.status.resting_after_pain
    assert len(desk.reminders) == 1
    assert "hurt_over" in told(desk)


def test_pain_said_after_the_end_counts_and_the_set_is_counted_once():
    desk = Desk()
    desk.do_set(120)
    ended = SetFact(desk.state.last_set, desk.wall, 0, 120, 30, "steady", "tray", 120, 30, "completed")
    desk.do(ask.SetMoved(replace(ended, effort="good")))
    assert (desk.status.today.sets, desk.status.state) == (1, "sitting")
    desk.do(ask.SetMoved(replace(ended, effort="good", hurt=True)))
    assert desk.status.today.sets == 1
    assert desk.status.resting_after_pain


@pytest.mark.parametrize("command", [ask.Snooze(300), ask.SnoozeMeeting(), ask.CheckedIn(sudden=True)])
def test_no_other_snooze_cuts_the_rest_short(command):
    desk = Desk()
    desk.do(ask.RestAfterPain())
    desk.do(command)
    assert desk.status.resting_after_pain
    assert desk.status.snoozed_until is None


def test_who_wants_a_set_all_the_same_gets_one_and_goes_on_resting():
    desk = Desk()
    desk.do(ask.RestAfterPain())
    desk.do_set(120)
    assert desk.status.today.sets == 1
    assert desk.status.resting_after_pain
    desk.do(ask.EndSnooze())
    desk.work(65 * MINUTE)
    assert len(desk.reminders) == 1


def test_the_rest_may_be_left_open_and_then_nothing_ends_it_but_the_user():
    desk = Desk()
    desk.do_set(40, hurt=True)
    desk.do(ask.RestAfterPain())
    for _ in range(4):
        desk.suspend(24 * HOUR)
        desk.work(2 * HOUR)
    assert desk.reminders == []
    assert desk.status.resting_after_pain
    assert told(desk).count("hurt") == 2


def test_a_sudden_sign_rests_the_day_and_says_so():
    desk = Desk()
    desk.do(ask.CheckedIn(sudden=True))
    assert desk.status.snoozed_until == datetime(2026, 3, 3, 4, 0, tzinfo=UTC)
    assert told(desk)[-2:] == ["checked_in", "sudden"] or told(desk)[-2:] == ["sudden", "checked_in"]


# --- the plan -----------------------------------------------------------------------------------------------


def test_an_answer_to_the_plan_is_remembered():
    desk = Desk()
    desk.do(ask.PlanAnswered(4, "declined"))
    (fact,) = [e.fact for e in desk.of(Remember) if isinstance(e.fact, PlanFact)]
    assert (fact.what, fact.level, fact.at) == ("declined", 4, desk.wall)


# --- the question -------------------------------------------------------------------------------------------


def on_its_third_day(hours: str = "Mon-Fri 09:00-17:00", **change) -> Desk:
    chosen = replace(settings(), hours=HoursSettings(parse_hours(hours)), **change)
    desk = Desk(chosen)
    desk.look()
    desk.state = replace(desk.state, memory=Memory(first_day=TODAY - timedelta(days=2)))
    return desk


def asked(desk: Desk) -> list[datetime]:
    return [when for when, event in desk.events if isinstance(event, AskHowLegsFeel)]


def test_it_is_asked_once_half_an_hour_before_the_day_ends():
    desk = on_its_third_day()
    desk.work(12 * HOUR)
    (when,) = asked(desk)
    assert datetime(2026, 3, 2, 16, 30, tzinfo=UTC) <= when < datetime(2026, 3, 2, 16, 45, tzinfo=UTC)


def test_nobody_is_asked_on_the_first_two_days_or_against_their_will():
    desk = Desk(replace(settings(), hours=HoursSettings(parse_hours("Mon-Fri 09:00-17:00"))))
    for _ in range(2):
        desk.work(9 * HOUR)
        desk.suspend(15 * HOUR)
    assert asked(desk) == []
    desk.work(9 * HOUR)
    assert len(asked(desk)) == 1
    unwilling = on_its_third_day(checkin=CheckInSettings(on=False))
    unwilling.work(12 * HOUR)
    assert asked(unwilling) == []


def test_who_has_checked_in_is_not_asked():
    desk = on_its_third_day()
    desk.do(ask.CheckedIn())
    desk.work(12 * HOUR)
    assert asked(desk) == []


def test_it_waits_out_a_meeting_and_reads_the_sensors_rarely_meanwhile():
    desk = on_its_third_day()
    desk.do(ask.Skip())
    desk.work(7 * HOUR)
    desk.in_call = True
    desk.do_set(120)  # so that no reminder waits
    desk.work(29 * MINUTE)
    before = desk.readings
    desk.work(20 * MINUTE)
    assert asked(desk) == []
    assert desk.readings - before <= 21
    desk.in_call = False
    desk.work(3 * MINUTE)
    assert len(asked(desk)) == 1


def test_what_never_suits_is_dropped_with_the_day():
    desk = on_its_third_day()
    desk.holds = ("sharing",)
    desk.work(10.5 * HOUR)
    desk.holds = ()
    desk.work(2 * HOUR)
    assert asked(desk) == []


def test_it_is_not_asked_of_an_empty_chair_or_in_a_pause():
    desk = on_its_third_day()
    desk.do(ask.Pause())
    desk.work(10 * HOUR)
    assert asked(desk) == []


@pytest.mark.parametrize(
    ("hours", "weekday", "minutes"),
    [
        ("always", 6, (16 * 60 + 30, 24 * 60)),
        ("Mon-Fri 09:00-12:30, 13:30-18:00", 0, (17 * 60 + 30, 20 * 60)),
        ("Mon-Fri 09:00-17:00", 5, None),
        ("daily 22:00-03:00", 2, (23 * 60 + 30, 24 * 60)),
        ("daily 00:00-00:20", 2, (0, 140)),
    ],
)
def test_the_time_follows_the_hours(hours, weekday, minutes):
    assert minutes_of(parse_hours(hours), weekday) == minutes


# --- what is not said twice ---------------------------------------------------------------------------------


def test_a_line_is_forgotten_after_a_fortnight():
    memory = Memory(
        lines=(Shown("old", TODAY - timedelta(days=14)), Shown("new", TODAY - timedelta(days=13)))
    )
    assert with_line(memory, "pump", TODAY).lines == (
        Shown("new", TODAY - timedelta(days=13)),
        Shown("pump", TODAY),
    )
