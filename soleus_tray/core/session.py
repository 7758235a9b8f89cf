"""One guided set as a state machine: get ready, moving, paused, over. Times come in as monotonic seconds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from soleus_tray.core.exercise import Moment, SetPlan, moment, with_pace, without_rest
from soleus_tray.core.facts import SetFact
from soleus_tray.core.paces import neighbour

if TYPE_CHECKING:
    from datetime import datetime

    from soleus_tray.core.facts import SetOutcome, SetSource

Stage = Literal["get_ready", "moving", "paused", "over"]
Ending = Literal["", "left", "completed", "finished", "stopped"]


@dataclass(frozen=True, slots=True)
class Session:
    """Where a set stands; every method answers with the next one and changes nothing.

    Call `at` with the present monotonic time first: it lets the countdown run out and the last rep end at
    their exact moments, however late it is called.
    """

    plan: SetPlan
    get_ready: float
    """Seconds of countdown."""
    stage: Stage
    since: float
    """Monotonic time at which the countdown began, or moving last began or resumed."""
    banked: float = 0.0
    """Seconds of the set before `since`, its rests counted and pauses left out."""
    ending: Ending = ""
    """How it ended. left: before the first rep; finished: early, on purpose; stopped: given up."""

    def at(self, now: float) -> Session:
        """This session at a later time."""
        session = self
        if session.stage == "get_ready" and now >= session.since + session.get_ready:
            session = replace(session, stage="moving", since=session.since + session.get_ready)
        if session.stage == "moving" and session.moment(now).done:
            whole = session.plan.milliseconds / 1000
            session = replace(session, stage="over", banked=whole, ending="completed")
        return session

    def passed(self, now: float) -> float:
        """Seconds since the first rep, rests counted and pauses left out; never more than the plan."""
        moving = max(0.0, now - self.since) if self.stage == "moving" else 0.0
        return min(self.banked + moving, self.plan.milliseconds / 1000)

    def active(self, now: float) -> float:
        """Seconds spent in reps so far; never more than the plan."""
        return self.moment(now).active

    def moment(self, now: float) -> Moment:
        """Where in the set one is."""
        return moment(self.plan, self.passed(now))

    def countdown_left(self, now: float) -> float:
        """Seconds until the first rep; 0 once it began."""
        return max(0.0, self.since + self.get_ready - now) if self.stage == "get_ready" else 0.0

    def start_now(self, now: float) -> Session:
        """Skip the rest of the countdown."""
        session = self.at(now)
        return replace(session, stage="moving", since=now) if session.stage == "get_ready" else session

    def pause(self, now: float) -> Session:
        """Stop the movement where it is."""
        session = self.at(now)
        if session.stage != "moving":
            return session
        return replace(session, stage="paused", banked=session.passed(now))

    def resume(self, now: float) -> Session:
        """Go on where it was paused."""
        return replace(self, stage="moving", since=now) if self.stage == "paused" else self

    def skip_rest(self, now: float) -> Session:
        """Go on at once where a rest between two parts runs."""
        session = self.at(now)
        here = session.moment(now)
        if session.stage not in ("moving", "paused") or here.phase != "rest":
            return session
        rested = round(here.fraction * session.plan.blocks[here.block].rest)
        return replace(session, plan=without_rest(session.plan, here.block, rested))

    def change_pace(self, now: float, *, faster: bool) -> Session:
        """One pace faster or slower, from the next rep on; nothing where there is none."""
        session = self.at(now)
        if session.stage == "over":
            return session
        here = session.moment(now)
        first = here.rep if session.stage == "get_ready" or here.phase == "rest" else here.rep + 1
        # Asked twice within one rep, the second goes on from what the first one chose.
        coming = session.plan.pace_of(first)
        pace = neighbour(coming, faster=faster)
        return session if pace is None else replace(session, plan=with_pace(session.plan, pace, first))

    def finish(self, now: float) -> Session:
        """End, content with what was done; an open set is complete then."""
        return self._end(now, "completed" if self.plan.aim == "open" else "finished")

    def stop(self, now: float) -> Session:
        """Give up; before the first rep this leaves without a record."""
        return self._end(now, "stopped")

    def _end(self, now: float, ending: Ending) -> Session:
        session = self.at(now)
        if session.stage == "over":
            return session
        if session.stage == "get_ready":
            return replace(session, stage="over", ending="left")
        return replace(session, stage="over", banked=session.passed(now), ending=ending)

    @property
    def begun(self) -> bool:
        """Whether there is anything to remember: the first rep has begun."""
        return self.stage in ("moving", "paused") or self.ending in ("completed", "finished", "stopped")


def begin(plan: SetPlan, get_ready: float, now: float) -> Session:
    """A session whose countdown starts at `now`; 0 seconds of it starts the first rep at once."""
    return Session(plan, get_ready, "get_ready", now).at(now)


@dataclass(frozen=True, slots=True)
class SetIdentity:
    """What stays the same in every snapshot of one set."""

    id: str
    started_at: datetime
    """UTC, the beginning of the first rep."""
    utc_offset: int
    source: SetSource


def snapshot(session: Session, identity: SetIdentity, now: float, ended_at: datetime | None) -> SetFact:
    """The fact that says what was done up to `now`; `ended_at` (UTC) counts only when the session is over."""
    here, plan = session.moment(now), session.plan
    is_open = plan.aim == "open"
    return SetFact(
        id=identity.id,
        started_at=identity.started_at,
        utc_offset=identity.utc_offset,
        planned_seconds=0 if is_open else plan.seconds,
        planned_reps=0 if is_open else plan.reps,
        pace=plan.pace.name,
        source=identity.source,
        active_seconds=plan.seconds if here.done else min(int(here.active), plan.seconds),
        reps=here.reps_done,
        outcome=_outcome(session),
        ended_at=ended_at if session.stage == "over" else None,
        legs=plan.legs,
    )


def _outcome(session: Session) -> SetOutcome:
    if session.stage != "over":
        return "in_progress"
    return "completed" if session.ending == "completed" else "stopped_early"
