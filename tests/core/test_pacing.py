"""A set paced by the icon alone: which picture when, and how long it may be left alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus_tray.core.exercise import passed_at, plan_for_reps
from soleus_tray.core.paces import PACES, custom_pace, find_pace
from soleus_tray.core.pacing import GET_READY_WORDS, STEPS, frame, next_frame, timeline
from soleus_tray.core.session import begin

TOP = STEPS - 1
CUSTOM = ("0.5/0/1.5", "3/3/2", "0.5/2.5/5", "1/0/1")
paces = pytest.mark.parametrize("name", [*PACES, *CUSTOM])


def shown(name: str, reps: int = 2, get_ready: float = 0.0, start: float = 1000.0) -> list[tuple[float, int]]:
    """(seconds since the start, step) of each picture a sleeper who trusts `next_frame` gets to see."""
    session, now, seen = begin(plan_for_reps(find_pace(name), reps), get_ready, start), start, []
    while (wait := next_frame(session, now)) is not None:
        seen.append((now - start, frame(session, now).step))
        assert wait > 0
        now += wait
    return [*seen, (now - start, frame(session, now).step)]


@paces
def test_the_heel_rises_holds_and_sinks_without_skipping_a_step(name: str) -> None:
    steps = [step for _, step in shown(name)]
    rep = [*range(STEPS), *reversed(range(TOP))]
    assert steps == [*rep, *rep[1:], 0]  # the last wake-up is the set's end


@paces
def test_a_picture_stays_until_the_moment_named_and_not_longer(name: str) -> None:
    session = begin(plan_for_reps(find_pace(name), 2), 0.0, 0.0)
    for (at, step), (until, after) in pairwise(shown(name, start=0.0)[:-1]):
        assert step != after
        assert frame(session, (at + until) / 2).step == step
        assert frame(session, until - 0.0011).step == step


@paces
def test_each_step_is_the_nearest_to_the_eased_height(name: str) -> None:
    session = begin(plan_for_reps(find_pace(name), 1), 0.0, 0.0)
    for at in range(0, session.plan.milliseconds, 7):
        height = session.moment(at / 1000).height
        assert abs(frame(session, at / 1000).step - height * TOP) <= 0.5 + 0.02


def test_the_hold_asks_for_no_frame_at_all() -> None:
    pace = custom_pace(1, 3, 1)
    session = begin(plan_for_reps(pace, 1), 0.0, 0.0)
    assert frame(session, 1.0).step == TOP
    assert next_frame(session, 1.0) >= 3.0


def test_the_countdown_is_flat_and_waits_for_the_first_rep_exactly() -> None:
    session = begin(plan_for_reps(PACES["steady"], 30), 3.0, 50.0)
    assert frame(session, 51.0).words == GET_READY_WORDS
    assert frame(session, 51.0).step == 0
    assert next_frame(session, 51.0) == pytest.approx(2.0)


def test_the_words_change_once_a_rep() -> None:
    session = begin(plan_for_reps(PACES["steady"], 30), 0.0, 0.0)
    for rep in (0, 11, 29):
        start, end = passed_at(session.plan, rep, "up"), passed_at(session.plan, rep, "up") + 3.99
        words = {frame(session, start + share * (end - start)).words for share in (0, 0.1, 0.5, 0.9, 1)}
        assert words == {f"Rep {rep + 1} of 30. Click to stop."}


def test_after_the_end_nothing_more_is_awaited() -> None:
    session = begin(plan_for_reps(PACES["flow"], 3), 0.0, 0.0)
    assert next_frame(session, 8.0) == pytest.approx(1.0 - timeline_left())
    assert next_frame(session, 9.0) is None
    assert next_frame(session.finish(4.0), 5.0) is None
    assert next_frame(session.pause(4.0), 5.0) is None
    last = frame(session, 500.0)
    assert (last.step, last.reps_done, last.planned_reps) == (0, 3, 3)


def timeline_left() -> float:
    """How long before the third Flow rep's end the picture at its 2.0 s changes."""
    flow = timeline(PACES["flow"], STEPS)
    return (flow.cycle - flow.next_change(2000)) / 1000


@given(
    up=st.integers(5, 30), hold=st.integers(0, 30), down=st.integers(10, 50),
    steps=st.integers(2, 60), now=st.floats(0, 400),
)  # fmt: skip
def test_whatever_the_pace_the_sleeper_is_never_late_nor_kept_spinning(up, hold, down, steps, now) -> None:
    if not 20 <= up + hold + down <= 80:
        return
    session = begin(plan_for_reps(custom_pace(up / 10, hold / 10, down / 10), 40), 0.0, 0.0)
    wait = next_frame(session, now, steps)
    if wait is None:
        assert now >= session.plan.milliseconds / 1000 - 1e-6
        return
    assert 0 < wait < 9
    before, after = frame(session, now, steps), frame(session, now + wait, steps)
    assert before.step != after.step or session.at(now + wait).stage == "over"
    assert frame(session, max(now, now + wait - 0.0011), steps).step == before.step
