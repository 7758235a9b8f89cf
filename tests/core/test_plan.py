"""When the plan offers a step: days done, what was easy, what was hard, what was declined."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus_tray.core.plan import length_of, level_of, offer
from tests.fakes.records import NOON, a_done_set, a_plan_step, a_reminder

if TYPE_CHECKING:
    from soleus_tray.core.facts import PlanFact, ReminderFact, SetFact
    from soleus_tray.core.window_messages import PlanOffer

TODAY = NOON.date()


def ago(days: int):
    return NOON - timedelta(days=days)


def sets(*days: int, minutes: int = 3, a_day: int = 5, **changes) -> list[SetFact]:
    """So many sets of this length on each of the days, counted back from today."""
    done = {"planned_seconds": minutes * 60, "active_seconds": minutes * 60, "effort": "easy"} | changes
    return [
        a_done_set(started_at=ago(day) + timedelta(hours=n), **done) for day in days for n in range(a_day)
    ]


def due(*days: int, a_day: int = 5, **changes) -> list[ReminderFact]:
    return [a_reminder(due_at=ago(day) + timedelta(hours=n), **changes) for day in days for n in range(a_day)]


def offered(done, reminders=(), steps=(), minutes: int = 3, *, on: bool = True) -> PlanOffer | None:
    return offer(done, list(reminders), list(steps), minutes * 60, TODAY, on=on)


def step(what: str, level: int, days: int) -> PlanFact:
    return a_plan_step(what=what, level=level, at=ago(days))


def test_four_easy_days_at_three_minutes_offer_five():
    found = offered(sets(4, 3, 2, 1), due(4, 3, 2, 1))
    assert found is not None
    assert (found.level, found.accept) == (4, "Try 5 min")
    assert found.sentence == "Four days at 3 min, all easy. Want to try 5? Staying at 3 is fine."


def test_each_level_has_its_words():
    assert offered(sets(3, 2, 1, minutes=1), minutes=1).sentence.endswith("Want to try 2?")
    assert "2 x 5 with a rest" in offered(sets(3, 2, 1, minutes=5), minutes=5).sentence
    assert offered(sets(3, 2, 1, minutes=10), minutes=10) is None


def test_days_with_sets_need_not_follow_each_other():
    assert offered(sets(6, 3, 1)).level == 4


def test_today_is_not_over_and_does_not_count():
    assert offered(sets(2, 1, 0)) is None


@pytest.mark.parametrize(("done", "ready"), [(4, True), (3, False)])
def test_four_of_five_hours_are_enough(done, ready):
    found = offered(sets(3, 2, 1, a_day=done), due(3, 2, 1, a_day=5))
    assert (found is not None) is ready


def test_hours_that_nobody_was_told_of_are_not_missed():
    silent = due(3, 2, 1, a_day=9, notified=0, outcome="held")
    assert offered(sets(3, 2, 1), silent).level == 4


def test_sets_begun_without_a_reminder_count():
    assert offered(sets(3, 2, 1), ()).level == 4


def test_shorter_sets_are_not_of_the_level():
    assert offered(sets(3, 2, 1, minutes=2)) is None
    half_done = sets(3, 2, 1, active_seconds=90, outcome="stopped_early")
    assert offered(half_done) is None


@pytest.mark.parametrize("effort", ["good", ""])
def test_without_an_easy_word_nothing_more_is_offered(effort):
    assert offered(sets(3, 2, 1, effort=effort)) is None
    assert offered([*sets(3, 2, 1), *sets(1, a_day=1, effort="hard")]) is None


def test_a_day_without_a_word_is_neither_easy_nor_hard():
    found = offered([*sets(3, effort=""), *sets(2, 1)])
    assert found.sentence.startswith("Three days at 3 min, none of them hard.")


def test_pain_offers_less_never_more():
    done = [*sets(3, 2), *sets(1, a_day=4), *sets(1, a_day=1, hurt=True, outcome="stopped_early")]
    found = offered(done)
    assert (found.level, found.accept) == (2, "Try 2 min")
    assert found.sentence.startswith("It hurt last time.")


def test_two_hard_ones_in_a_row_offer_less():
    done = [*sets(2), *sets(1, a_day=2, effort="hard")]
    assert offered(done).sentence == "The last two were hard. Want to go back to 2 min for a while?"
    assert offered([*sets(2), *sets(1, a_day=1, effort="hard")]) is None


def test_after_a_week_off_less_is_offered():
    assert offered(sets(9, 8, 7)).sentence == "7 days without a set. Want to begin again with 2 min?"
    assert offered(sets(9, 8, 6)).level == 4
    assert offered(sets(9, 8, 7, minutes=1), minutes=1) is None


def test_a_step_that_was_taken_begins_a_new_count():
    taken = [step("accepted", 4, 2)]
    assert offered(sets(5, 4, 3, 1, minutes=5), steps=taken, minutes=5) is None
    assert offered(sets(9, 8, 7), steps=[step("accepted", 2, 0)], minutes=2) is None


def test_what_was_declined_rests_for_a_week():
    assert offered(sets(5, 4, 3, 2, 1), steps=[step("declined", 4, 6)]) is None
    assert offered(sets(6, 5, 4, 3, 2, 1), steps=[step("declined", 4, 7)]).level == 4


def test_what_is_never_answered_rests_too():
    shown = [step("offered", 4, day) for day in (3, 2, 1)]
    assert offered(sets(6, 5, 4), steps=shown[:2]).level == 4
    assert offered(sets(6, 5, 4), steps=shown) is None


def test_the_plan_itself_is_offered_once_after_three_days():
    assert offered(sets(2, 1), on=False) is None
    found = offered(sets(3, 2, 1, effort=""), on=False)
    assert (found.level, found.accept) == (0, "Yes, offer steps")
    for what in ("declined", "accepted", "offered"):
        assert offered(sets(3, 2, 1), steps=[step(what, 0, 1)], on=False) is None
    assert offered(sets(3, 2, 1), steps=[step("offered", 0, 0)], on=False).level == 0


def test_off_means_no_steps():
    assert offered(sets(3, 2, 1), steps=[step("declined", 0, 40)], on=False) is None


def test_without_sets_there_is_nothing_to_offer():
    assert offered([]) is None
    assert offered([], on=False) is None
    assert offered(sets(3, 2, 1, reps=0)) is None


@pytest.mark.parametrize(
    ("seconds", "level"),
    [(45, 1), (60, 1), (119, 1), (120, 2), (150, 2), (180, 3), (300, 4), (600, 5), (1800, 5)],
)
def test_a_length_has_a_level(seconds, level):
    assert level_of(seconds) == level
    assert level_of(length_of(level)) == level


DAYS = st.integers(0, 40)
EFFORTS = st.sampled_from(["", "easy", "good", "hard"])


@given(
    st.lists(st.tuples(DAYS, st.sampled_from([1, 2, 3, 5, 10]), EFFORTS, st.booleans()), max_size=20),
    st.lists(
        st.tuples(st.sampled_from(["offered", "accepted", "declined"]), st.integers(0, 5), DAYS), max_size=6
    ),
    st.integers(5, 1800),
    st.booleans(),
)
def test_whatever_happened_an_offer_is_one_level_away_and_was_not_just_declined(past, answers, length, on):
    done = [
        one
        for day, minutes, effort, hurt in sorted(past, reverse=True)
        for one in sets(day, minutes=minutes, effort=effort, hurt=hurt, a_day=1)
    ]
    steps = [step(*answer) for answer in sorted(answers, key=lambda answer: -answer[2])]
    found = offer(done, [], steps, length, TODAY, on=on)
    if found is None:
        return
    assert found.level == 0 if not on else abs(found.level - level_of(length)) == 1
    assert found.sentence
    assert found.accept
    assert not any(what == "declined" and level == found.level and day < 7 for what, level, day in answers)
