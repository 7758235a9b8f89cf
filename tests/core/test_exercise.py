"""Paces, whole reps, and the moment at any second."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus_tray.core.cues import LAST_REPS, POSTURE, cue, get_ready
from soleus_tray.core.errors import BadValueError
from soleus_tray.core.exercise import moment, passed_at, plan_for_reps, plan_for_seconds
from soleus_tray.core.paces import PACES, custom_pace, find_pace

STEADY = PACES["steady"]
paces = st.sampled_from(list(PACES.values()))


@pytest.mark.parametrize(
    ("name", "parts", "reps_a_minute"),
    [
        ("gentle", (2000, 1000, 3000), 10),
        ("steady", (1000, 1000, 2000), 15),
        ("flow", (500, 1000, 1500), 20),
        ("pulse", (700, 0, 1300), 30),
    ],
)
def test_the_paces_are_those_of_the_content(
    name: str, parts: tuple[int, int, int], reps_a_minute: int
) -> None:
    pace = PACES[name]
    assert (pace.up, pace.hold, pace.down) == parts
    assert 60_000 / pace.cycle == reps_a_minute


def test_pulse_says_that_it_is_another_movement() -> None:
    assert "different" in PACES["pulse"].note
    assert not STEADY.note


def test_two_and_a_half_minutes_at_steady_are_38_whole_reps() -> None:
    plan = plan_for_seconds(STEADY, 150)
    assert (plan.reps, plan.seconds) == (38, 152)


@pytest.mark.parametrize(
    ("seconds", "reps"), [(300, [75]), (449, [113]), (480, [60, 60]), (600, [75, 75]), (1800, [75] * 6)]
)
def test_long_sets_are_done_in_parts_of_about_five_minutes(seconds: int, reps: list[int]) -> None:
    plan = plan_for_seconds(STEADY, seconds)
    assert [block.reps for block in plan.blocks] == reps
    assert [block.rest for block in plan.blocks] == [0] + [60_000] * (len(reps) - 1)


@given(paces, st.integers(1, 1800))
def test_a_length_snaps_up_to_less_than_one_rep_more(pace, seconds) -> None:
    plan = plan_for_seconds(pace, seconds)
    assert 0 <= plan.active - seconds * 1000 < pace.cycle


@pytest.mark.parametrize("seconds", [0, -5, 1801])
def test_a_length_out_of_range_is_refused_with_the_range(seconds: int) -> None:
    with pytest.raises(BadValueError, match="30 minutes"):
        plan_for_seconds(STEADY, seconds)


def test_reps_out_of_range_are_refused_with_the_range() -> None:
    assert plan_for_reps(STEADY, 450).seconds == 1800
    for reps in (0, 451):
        with pytest.raises(BadValueError, match="1 to 450"):
            plan_for_reps(STEADY, reps)


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        ((0.4, 1, 2), "up"),
        ((3.1, 1, 2), "up"),
        ((1, -0.1, 2), "hold"),
        ((1, 3.1, 2), "hold"),
        ((1, 1, 0.9), "down"),
        ((1, 1, 5.1), "down"),
        ((0.5, 0, 1), "one rep"),
        ((3, 3, 3), "one rep"),
    ],
)
def test_an_uncomfortable_pace_is_refused_by_its_part(parts: tuple[float, float, float], place: str) -> None:
    with pytest.raises(BadValueError, match=place):
        custom_pace(*parts)


def test_a_refused_pace_is_told_as_it_is_written() -> None:
    with pytest.raises(BadValueError, match="pace, up: '9' can't"):
        find_pace("9/9/9")


def test_lowering_faster_than_lifting_is_allowed_with_a_word_of_warning() -> None:
    assert "slower is kinder" in custom_pace(2, 1, 1.5).note
    assert not custom_pace(1, 1, 2).note


def test_a_pace_is_found_by_name_or_by_its_seconds() -> None:
    assert find_pace(" Steady ") is STEADY
    own = find_pace("0.7/0.5/1.4")
    assert (own.up, own.hold, own.down) == (700, 500, 1400)
    assert find_pace(own.name) == own
    for wrong in ("brisk", "1/2", "a/b/c", ""):
        with pytest.raises(BadValueError, match="gentle, steady, flow, pulse"):
            find_pace(wrong)


@pytest.mark.parametrize(
    ("second", "phase", "rep", "height"),
    [
        (0.0, "up", 0, 0.0),
        (0.5, "up", 0, 0.5),
        (1.0, "hold", 0, 1.0),
        (1.999, "hold", 0, 1.0),
        (2.0, "down", 0, 1.0),
        (3.0, "down", 0, 0.5),
        (4.0, "up", 1, 0.0),
        (117.0, "hold", 29, 1.0),
    ],
)
def test_steady_moves_through_its_phases(second: float, phase: str, rep: int, height: float) -> None:
    here = moment(plan_for_seconds(STEADY, 120), second)
    assert (here.phase, here.rep, here.reps_done, here.done) == (phase, rep, rep, False)
    assert here.height == pytest.approx(height)


def test_before_the_start_and_after_the_end_it_stands_still() -> None:
    plan = plan_for_reps(STEADY, 3)
    assert moment(plan, -1) == moment(plan, 0)
    end = moment(plan, 12)
    assert end == moment(plan, 1e9)
    assert (end.done, end.reps_done, end.seconds_left, end.height) == (True, 3, 0.0, 0.0)


@given(paces, st.integers(1, 300), st.data())
def test_no_phase_drifts_however_late_in_the_set(pace, reps, data) -> None:
    """Rep 300 begins as exactly as rep 1: on its whole millisecond, and not one earlier."""
    plan = plan_for_reps(pace, reps)
    rep = data.draw(st.integers(0, reps - 1))
    for phase, length in (("up", pace.up), ("hold", pace.hold), ("down", pace.down)):
        if not length:
            continue
        start = passed_at(plan, rep, phase)
        here = moment(plan, start)
        assert (here.phase, here.rep, here.fraction) == (phase, rep, 0.0)
        just_before = moment(plan, start - 0.001)
        assert start == 0 or (just_before.phase, just_before.rep) != (phase, rep)


@given(paces, st.integers(1, 100), st.floats(0, 1000), st.floats(0, 1000))
def test_reps_only_grow_and_time_left_only_shrinks(pace, reps, one, other) -> None:
    plan = plan_for_reps(pace, reps)
    first, second = (moment(plan, t) for t in sorted((one, other)))
    assert first.reps_done <= second.reps_done <= reps
    assert first.seconds_left >= second.seconds_left >= 0
    assert 0 <= second.height <= 1
    assert 0 <= second.effort <= 1


@given(paces, st.floats(0, 100))
def test_heel_and_ring_never_jump(pace, second) -> None:
    """A hundredth of a second moves the heel by a few hundredths at most, across every border."""
    plan = plan_for_reps(pace, 60)
    before, after = moment(plan, second), moment(plan, second + 0.01)
    assert abs(before.height - after.height) < 0.04
    assert abs(before.effort - after.effort) < 0.03


def test_get_ready_asks_for_posture_then_looseness_then_counts() -> None:
    words = {left: get_ready(15, left) for left in (15, 8.5, 8, 3.5, 3, 2.2, 0.4)}
    assert words[15].word == words[8.5].word == "Sit tall"
    assert words[8].word == words[3.5].word == "Loosen up"
    assert [words[left].word for left in (3, 2.2, 0.4)] == ["3", "3", "1"]
    assert words[8.5].cue == "Starting in 9 seconds"
    assert get_ready(15, 8).cue == "Starting in 8 seconds"
    assert [mark for _, mark in words[15].posture] == ["now", "now", "later", "later"]
    assert [mark for _, mark in words[8].posture] == ["done", "done", "now", "now"]
    assert {mark for _, mark in words[3].posture} == {"done"}
    assert tuple(line for line, _ in words[3].posture) == POSTURE


@given(st.floats(1, 60), st.floats(0, 1))
def test_a_shorter_countdown_keeps_the_order(total, share) -> None:
    ranks = {"Sit tall": 0, "Loosen up": 1}
    now, later = get_ready(total, total * share), get_ready(total, total * share / 2)
    assert ranks.get(now.word, 2) <= ranks.get(later.word, 2)


def test_the_first_two_reps_are_named() -> None:
    plan = plan_for_seconds(STEADY, 120)
    cues = [cue(plan, moment(plan, t)) for t in (0, 1, 2, 4, 5, 6)]
    assert (
        cues[:3]
        == cues[3:]
        == [
            "Heels up, toes stay down",
            "Feel the deep pull in the calf",
            "All the way, without a hurry",
        ]
    )


@pytest.mark.parametrize("length", [60, 120, 300])
def test_cues_come_at_quarters_and_in_the_last_ten_seconds(length: int) -> None:
    plan = plan_for_seconds(STEADY, length)

    def at(second: float) -> str:
        return cue(plan, moment(plan, second))

    assert "Breathe" not in at(length * 0.25 - 0.1)
    assert "Breathe" in at(length * 0.25)
    assert "Halfway" in at(length * 0.5)
    assert "lower calf" in at(length * 0.75)
    assert "pain" in at(length * 0.75)
    assert at(length - 10.1) != LAST_REPS
    assert at(length - 10) == at(length - 0.1) == LAST_REPS
