"""A guided set as a state machine, under arbitrary pauses, early ends and late ticks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from soleus_tray.core.exercise import PACES, plan_for_reps
from soleus_tray.core.session import Session, SetIdentity, begin, snapshot

STEADY = PACES["steady"]
START = 1000.0
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
IDENTITY = SetIdentity("id", NOON, 3600, "tray")


def moving(reps: int = 30) -> Session:
    return begin(plan_for_reps(STEADY, reps), 0, START)


def test_the_countdown_ends_at_its_exact_moment_however_late_the_tick() -> None:
    session = begin(plan_for_reps(STEADY, 30), 15, START)
    assert session.at(START + 14.99).stage == "get_ready"
    late = session.at(START + 19)
    assert (late.stage, late.active(START + 19)) == ("moving", pytest.approx(4))


def test_without_a_countdown_it_moves_at_once() -> None:
    assert moving().stage == "moving"


def test_leaving_before_the_first_rep_leaves_no_trace() -> None:
    session = begin(plan_for_reps(STEADY, 30), 15, START).stop(START + 14)
    assert (session.stage, session.ending, session.begun) == ("over", "left", False)


def test_starting_now_skips_the_rest_of_the_countdown() -> None:
    session = begin(plan_for_reps(STEADY, 30), 15, START).start_now(START + 5)
    assert session.active(START + 9) == pytest.approx(4)


def test_a_pause_of_an_hour_costs_nothing() -> None:
    session = moving().pause(START + 10)
    assert session.at(START + 3610).active(START + 3610) == 10
    session = session.resume(START + 3610)
    assert session.active(START + 3620) == 20


def test_pausing_after_the_last_rep_is_too_late() -> None:
    assert moving(2).pause(START + 9).ending == "completed"


def test_a_set_completes_once_and_stays_completed() -> None:
    session = moving(2).at(START + 500)
    fact = snapshot(session, IDENTITY, START + 500, NOON)
    assert (fact.outcome, fact.reps, fact.active_seconds, fact.ended_at) == ("completed", 2, 8, NOON)
    assert session.finish(START + 501) == session.stop(START + 502) == session.pause(START + 503) == session


@pytest.mark.parametrize("end", ["finish", "stop"])
def test_an_early_end_keeps_the_whole_reps(end: str) -> None:
    session = getattr(moving(), end)(START + 11.9)
    fact = snapshot(session, IDENTITY, START + 60, NOON)
    assert (fact.outcome, fact.reps, fact.active_seconds) == ("stopped_early", 2, 11)


def test_a_snapshot_in_the_middle_is_in_progress() -> None:
    fact = snapshot(moving(), IDENTITY, START + 6, NOON)
    assert (fact.outcome, fact.reps, fact.active_seconds, fact.ended_at) == ("in_progress", 1, 6, None)
    assert (fact.planned_seconds, fact.planned_reps, fact.pace) == (120, 30, "steady")
    assert (fact.id, fact.started_at, fact.utc_offset, fact.source) == ("id", NOON, 3600, "tray")


gestures = st.lists(
    st.tuples(st.integers(1, 40_000), st.sampled_from(["pause", "resume", "tick"])), max_size=25
)


@settings(max_examples=200)
@given(st.sampled_from(list(PACES.values())), st.integers(1, 60), gestures)
def test_reps_and_seconds_are_exact_under_any_pauses(pace, reps, steps) -> None:
    """Against a plain count of milliseconds."""
    plan = plan_for_reps(pace, reps)
    session, now, active, running = begin(plan, 0, START), 0, 0, True
    for milliseconds, gesture in steps:
        now += milliseconds
        if running:
            active = min(active + milliseconds, plan.milliseconds)
        if active == plan.milliseconds:
            running = False
        when = START + now / 1000
        session = session.at(when)
        if gesture == "pause":
            session, running = session.pause(when), False
        elif gesture == "resume":
            session = session.resume(when)
            running = active < plan.milliseconds
    here = session.moment(START + now / 1000)
    assert here.reps_done == active // pace.cycle
    assert here.done == (active == plan.milliseconds)
    assert session.active(START + now / 1000) == pytest.approx(active / 1000, abs=1e-6)


class AnySet(RuleBasedStateMachine):
    """Whatever is pressed whenever, a set keeps its promises."""

    @initialize(reps=st.integers(1, 20), countdown=st.integers(0, 20))
    def start(self, reps: int, countdown: int) -> None:
        self.now = START
        self.session = begin(plan_for_reps(STEADY, reps), countdown, self.now)
        self.seen_reps = 0
        self.final: Session | None = None

    @rule(seconds=st.floats(0, 30))
    def wait(self, seconds: float) -> None:
        self.now += seconds

    @rule(gesture=st.sampled_from(["at", "start_now", "pause", "resume", "finish", "stop"]))
    def press(self, gesture: str) -> None:
        self.session = getattr(self.session, gesture)(self.now)

    @invariant()
    def promises_are_kept(self) -> None:
        here = self.session.moment(self.now)
        assert self.seen_reps <= here.reps_done <= self.session.plan.reps
        self.seen_reps = here.reps_done
        if self.final is not None:
            assert self.session == self.final
        if self.session.stage == "over":
            self.final = self.session
            assert (self.session.ending == "completed") == here.done
            assert self.session.begun == (self.session.ending != "left")
        fact = snapshot(self.session, IDENTITY, self.now, NOON)
        assert fact.reps * STEADY.cycle <= fact.active_seconds * 1000 + 999
        assert fact.active_seconds <= fact.planned_seconds
        assert (fact.outcome == "in_progress") == (fact.ended_at is None)


TestAnySet = AnySet.TestCase
