"""A set as it is heard: nothing is missing for who sees nothing, and the voice never talks over itself."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from soleus_tray.core.exercise import moment, open_plan, passed_at, plan_for_reps, plan_for_seconds
from soleus_tray.core.paces import PACES, custom_pace, find_pace
from soleus_tray.core.session import Session, begin
from soleus_tray.core.soundtrack import Sounding, farewell, first_rep_at, next_sounding
from soleus_tray.core.spoken import seconds_to_say

START = 1000.0
LEGS = ("both", "alternate", "left", "right")


def track(session: Session, after: float = START - 1, *, most: int = 3000, every_phase: bool = False):
    """What is heard of a session from then on, as (seconds since its first rep, tone, words)."""
    start, heard = first_rep_at(session), []
    while len(heard) < most and (one := next_sounding(session, after, every_phase=every_phase)):
        assert one.at > after
        heard.append((round(one.at - start, 3), one.tone, one.words))
        after = one.at
    return heard


def words(heard) -> list[str]:
    return [said for _, _, said in heard if said]


def test_a_minute_at_steady_is_heard_from_the_first_second_to_the_last():
    heard = track(begin(plan_for_seconds(PACES["steady"], 60), 15, START))
    assert heard[:8] == [
        (-15, None, "Sit tall, chair steady, feet flat, knees at about ninety degrees."),
        (-8, None, "Thighs loose, shoulders down. The balls of the feet stay down."),
        (-3, "count", "3"),
        (-2, "count", "2"),
        (-1, "count", "1"),
        (0, "up", "Up"),
        (1, "hold", "Hold"),
        (2, "down", "Slowly down"),
    ]
    assert words(heard[11:]) == [
        "Breathe easily, shoulders low",
        "5",
        "Halfway. As high as is comfortable",
        "10",
        "Feel the lower calf. Sharp pain? Stop",
        "Last reps",
        "15 reps. Nicely done.",
    ]
    assert heard[-1][:2] == (60, "end")


@pytest.mark.parametrize("pace", ["gentle", "steady", "flow", "pulse", "0.5/0/1.5", "3/3/2"])
def test_a_tone_begins_with_each_phase_and_there_is_no_other(pace):
    plan = plan_for_reps(find_pace(pace), 7)
    phases = [phase for phase in ("up", "hold", "down") if getattr(plan.pace, phase)]
    wanted = [(passed_at(plan, rep, phase), phase) for rep in range(7) for phase in phases]
    heard = [(at, tone) for at, tone, _ in track(begin(plan, 0, START))]
    assert heard == [*wanted, (plan.milliseconds / 1000, "end")]


def test_without_tones_the_voice_names_every_phase_and_gives_way_to_what_is_told_once():
    heard = track(begin(plan_for_reps(PACES["steady"], 8), 0, START), every_phase=True)
    assert words(heard) == [
        *("Up", "Hold", "Slowly down") * 2,
        "Breathe easily, shoulders low",
        *("Up", "Hold", "Slowly down"),
        "Halfway. As high as is comfortable",
        *("Up", "Hold", "Slowly down"),
        "Last reps",
        *("Up", "Hold", "Slowly down"),
        "8 reps. Nicely done.",
    ]


def test_who_does_one_leg_after_the_other_hears_which_one_it_is():
    heard = words(track(begin(plan_for_reps(PACES["steady"], 24, "alternate"), 15, START)))
    assert heard[1] == "Thighs loose, shoulders down. One leg, then the other."
    assert heard[5:9:3] == ["Left heel up", "Right heel up"]
    assert "5. Right leg" in heard
    assert "10. Left leg" in heard


def test_the_leg_is_told_even_in_a_countdown_of_five_seconds():
    heard = words(track(begin(plan_for_reps(PACES["steady"], 3, "left"), 5, START)))
    assert heard[:4] == ["Only the left leg.", "3", "2", "1"]


def test_ten_minutes_have_a_rest_that_is_announced_and_counted_down():
    heard = track(begin(plan_for_seconds(PACES["steady"], 600), 0, START))
    rest = [one for one in heard if 300 <= one[0] <= 361]
    assert rest == [
        (300, "end", "Rest. Next part in 60 seconds."),
        (350, None, "10 seconds, feet flat."),
        (357, "count", "3"),
        (358, "count", "2"),
        (359, "count", "1"),
        (360, "up", "Halfway"),
        (361, "hold", "Hold"),
    ]
    assert heard[-1] == (660, "end", "150 reps. Nicely done.")


def test_a_set_until_stopped_only_counts():
    said = words(track(begin(open_plan(PACES["steady"]), 0, START), most=200))
    assert said[6:10] == ["5", "10", "15", "20"]


def test_another_pace_is_told_when_its_first_rep_begins():
    session = begin(plan_for_reps(PACES["steady"], 12), 0, START).change_pace(START + 13, faster=True)
    heard = track(session, START + 13)
    assert heard[:2] == [(14, "down", ""), (16, "up", "flow pace")]
    assert [at for at, tone, _ in heard if tone == "up"][:3] == [16, 19, 22]


def test_while_paused_nothing_comes_and_after_it_all_comes_later():
    session = begin(plan_for_reps(PACES["steady"], 3), 0, START).pause(START + 5.5)
    assert next_sounding(session, START + 6) is None
    resumed = session.resume(START + 100)
    first = next_sounding(resumed, START + 100)
    assert first == Sounding(pytest.approx(START + 100.5), "down", "Slowly down")


def test_each_ending_has_its_words():
    moving = begin(plan_for_reps(PACES["steady"], 30), 5, START).at(START + 5 + 9)
    assert farewell(moving.finish(START + 14), START + 14).words == "2 reps. Nicely done."
    assert farewell(moving.stop(START + 14), START + 14).words == "Stopped. 2 reps are kept."
    assert farewell(moving.stop(START + 6), START + 6).words == "Stopped."
    left = begin(plan_for_reps(PACES["steady"], 30), 5, START).stop(START + 1)
    assert farewell(left, START + 1) == Sounding(START + 1, None, "")


def paces():
    sizes = some.tuples(
        some.integers(5, 30), some.one_of(some.just(0), some.integers(1, 30)), some.integers(10, 50)
    )
    whole = sizes.filter(lambda size: 20 <= sum(size) <= 80)
    return some.one_of(
        some.sampled_from(list(PACES.values())),
        whole.map(lambda size: custom_pace(*(part / 10 for part in size))),
    )


@given(
    pace=paces(),
    legs=some.sampled_from(LEGS),
    seconds=some.integers(1, 900),
    ready=some.sampled_from([0.0, 1.0, 2.5, 3.0, 5.0, 7.0, 15.0, 60.0]),
    every_phase=some.booleans(),
    moved=some.floats(0, 1e6),
)
def test_whatever_the_set_the_voice_is_done_before_it_speaks_again(
    pace, legs, seconds, ready, every_phase, moved
):
    session = begin(plan_for_seconds(pace, seconds, legs), ready, START + moved)
    heard = track(session, START + moved - 1, every_phase=every_phase, most=400)
    spoken = [(at, said) for at, _, said in heard if said]
    for (at, said), (following, _) in pairwise(spoken):
        assert at + seconds_to_say(said) <= following + 0.001, said
    for at, tone, _ in heard:
        if tone in ("up", "hold", "down"):
            assert moment(session.plan, at).phase == tone
