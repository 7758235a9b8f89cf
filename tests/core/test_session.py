"""A guided set as a state machine, under arbitrary pauses, early ends and late ticks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from soleus_tray.core.exercise import SetPlan, open_plan, plan_for_reps, plan_for_seconds
from soleus_tray.core.paces import PACES
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


class TestTenMinutes:
    """Twice five minutes with a minute of rest between, at Steady 75 reps each."""

    PLAN = plan_for_seconds(STEADY, 600)

    def test_the_rest_is_no_exercise(self) -> None:
        session = begin(self.PLAN, 0, START)
        resting = session.moment(START + 330)
        assert (resting.phase, resting.reps_done, resting.active, resting.phase_left) == ("rest", 75, 300, 30)
        assert resting.height == 0
        going_on = session.moment(START + 361)
        assert (going_on.phase, going_on.rep, going_on.active) == ("hold", 75, 301)

    def test_it_ends_after_eleven_minutes_with_ten_of_exercise(self) -> None:
        session = begin(self.PLAN, 0, START)
        assert session.at(START + 659.9).stage == "moving"
        fact = snapshot(session.at(START + 660), IDENTITY, START + 660, NOON)
        assert (fact.outcome, fact.reps, fact.active_seconds, fact.planned_seconds) == (
            "completed",
            150,
            600,
            600,
        )

    def test_a_rest_may_be_cut_short(self) -> None:
        session = begin(self.PLAN, 0, START).skip_rest(START + 310)
        here = session.moment(START + 310)
        assert (here.phase, here.rep, here.active) == ("up", 75, 300)
        assert session.at(START + 610).ending == "completed"

    def test_there_is_nothing_to_skip_while_reps_run(self) -> None:
        session = begin(self.PLAN, 0, START)
        assert session.skip_rest(START + 20) == session


class TestAnotherPace:
    def test_it_comes_with_the_next_rep_and_keeps_the_length(self) -> None:
        session = begin(plan_for_seconds(STEADY, 120), 0, START).change_pace(START + 5, faster=True)
        assert session.moment(START + 6).pace is STEADY
        here = session.moment(START + 8)
        assert (here.pace.name, here.rep, here.phase, here.fraction) == ("flow", 2, "up", 0)
        assert abs(session.plan.seconds - 120) <= 1.5

    def test_a_set_chosen_by_its_reps_keeps_them(self) -> None:
        session = begin(plan_for_reps(STEADY, 30), 0, START).change_pace(START + 5, faster=False)
        assert session.plan.reps == 30
        assert session.plan.milliseconds == 2 * 4000 + 28 * 6000

    def test_asked_twice_in_one_rep_it_goes_two_paces_on(self) -> None:
        session = begin(plan_for_reps(PACES["gentle"], 9), 0, START)
        session = session.change_pace(START + 1, faster=True).change_pace(START + 2, faster=True)
        assert session.plan.pace_of(1).name == "flow"
        assert session.plan.reps == 9

    def test_beyond_flow_there_is_only_another_movement(self) -> None:
        session = begin(plan_for_reps(PACES["flow"], 9), 0, START)
        assert session.change_pace(START + 1, faster=True) == session

    def test_it_can_be_chosen_while_getting_ready(self) -> None:
        session = begin(plan_for_reps(STEADY, 9), 10, START).change_pace(START + 1, faster=True)
        assert session.plan.pace.name == "flow"
        assert session.moment(START + 10).pace.name == "flow"


def test_an_open_set_is_complete_whenever_it_is_ended() -> None:
    session = begin(open_plan(STEADY), 0, START).finish(START + 41)
    fact = snapshot(session, IDENTITY, START + 41, NOON)
    assert (fact.outcome, fact.reps, fact.active_seconds) == ("completed", 10, 41)
    assert (fact.planned_seconds, fact.planned_reps) == (0, 0)


def test_alternating_legs_take_turns_and_are_remembered() -> None:
    session = begin(plan_for_reps(STEADY, 4, "alternate"), 0, START)
    assert [session.moment(START + 4 * rep).leg for rep in range(4)] == ["left", "right", "left", "right"]
    assert snapshot(session, IDENTITY, START, NOON).legs == "alternate"
    assert begin(plan_for_reps(STEADY, 4, "right"), 0, START).moment(START + 5).leg == "right"


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


plans = st.one_of(
    st.builds(plan_for_reps, st.sampled_from(list(PACES.values())), st.integers(1, 20)),
    st.builds(
        plan_for_seconds, st.sampled_from(list(PACES.values())), st.sampled_from([1, 20, 120, 600, 1800])
    ),
    st.builds(open_plan, st.sampled_from(list(PACES.values()))),
)


class AnySet(RuleBasedStateMachine):
    """Whatever is pressed whenever, a set keeps its promises."""

    @initialize(plan=plans, countdown=st.integers(0, 20))
    def start(self, plan: SetPlan, countdown: int) -> None:
        self.now = START
        self.session = begin(plan, countdown, self.now)
        self.seen_reps, self.seen_active = 0, 0.0
        self.final: Session | None = None

    @rule(seconds=st.floats(0, 30) | st.floats(100, 400))
    def wait(self, seconds: float) -> None:
        self.now += seconds

    @rule(gesture=st.sampled_from(["at", "start_now", "pause", "resume", "skip_rest", "finish", "stop"]))
    def press(self, gesture: str) -> None:
        self.session = getattr(self.session, gesture)(self.now)

    @rule(faster=st.booleans())
    def another_pace(self, faster: bool) -> None:
        before = self.session.at(self.now).moment(self.now)
        self.session = self.session.change_pace(self.now, faster=faster)
        after = self.session.moment(self.now)
        assert (after.reps_done, after.phase) == (before.reps_done, before.phase)
        assert after.active == pytest.approx(before.active, abs=0.0011)

    @invariant()
    def promises_are_kept(self) -> None:
        here = self.session.moment(self.now)
        assert self.seen_reps <= here.reps_done <= self.session.plan.reps
        assert self.seen_active <= here.active + 1e-9
        assert here.active <= self.session.passed(self.now) + 1e-5
        self.seen_reps, self.seen_active = here.reps_done, here.active
        if self.final is not None:
            assert self.session == self.final
        if self.session.stage == "over":
            self.final = self.session
            ended_open = self.session.plan.aim == "open" and self.session.ending == "completed"
            assert (self.session.ending == "completed") == (here.done or ended_open)
            assert self.session.begun == (self.session.ending != "left")
        fact = snapshot(self.session, IDENTITY, self.now, NOON)
        quickest = min(block.pace.cycle for block in self.session.plan.blocks)
        assert fact.reps * quickest <= fact.active_seconds * 1000 + 999
        assert fact.active_seconds <= (
            fact.planned_seconds or 1810
        )  # to a few reps, when the pace was changed
        assert (fact.outcome == "in_progress") == (fact.ended_at is None)


TestAnySet = AnySet.TestCase
