"""A set paced by the tray icon alone: which picture each moment has, and how long it stays."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from soleus_tray.core.exercise import milliseconds_of
from soleus_tray.core.text import N_, _

if TYPE_CHECKING:
    from soleus_tray.core.exercise import Moment
    from soleus_tray.core.paces import Pace
    from soleus_tray.core.session import Session

STEPS = 8
"""Heel heights the icon knows, 0 (flat) to STEPS - 1 (the hold): smooth at 22 pixels, and cheap."""

GET_READY_WORDS = N_("Feet flat. It begins in a moment.")


@dataclass(frozen=True, slots=True)
class Frame:
    """What the icon shows at one moment."""

    step: int
    """The heel's height, 0 to steps - 1 (STEPS for the icon)."""
    reps_done: int
    planned_reps: int
    words: str
    """The tooltip; changes once a rep, for a tooltip that flickers would be read by nobody."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """When the picture changes within one rep of a pace."""

    cycle: int
    """One rep, in milliseconds."""
    starts: tuple[int, ...]
    """Milliseconds into the rep, rising; the first is 0."""
    steps: tuple[int, ...]
    """The step shown from each start on."""

    def step_at(self, into: int) -> int:
        """The step shown so many milliseconds into the rep."""
        return self.steps[bisect_right(self.starts, into) - 1]

    def next_change(self, into: int) -> int:
        """When the step after the one shown at `into` begins; beyond the cycle it is the next rep's first."""
        place = bisect_right(self.starts, into)
        return self.starts[place] if place < len(self.starts) else self.cycle + self.starts[1]


@lru_cache(maxsize=4)
def timeline(pace: Pace, steps: int) -> Timeline:
    """The pictures of one rep at this pace: up through all steps, still in the hold, and down again.

    Each step is shown while it is the nearest to the eased height, so no two neighbours are ever skipped.
    """
    top = steps - 1
    turns = [_when_eased((step + 0.5) / top) for step in range(top)]
    ups = [math.ceil(pace.up * turn) for turn in turns]
    downs = [pace.up + pace.hold + math.ceil(pace.down * turn) for turn in turns]
    return Timeline(pace.cycle, (0, *ups, *downs), (*range(steps), *reversed(range(top))))


def _when_eased(height: float) -> float:
    """The fraction of a phase at which `exercise.ease` reaches this height: the inverse of smoothstep."""
    return 0.5 - math.sin(math.asin(1.0 - 2.0 * height) / 3.0)


def frame(session: Session, now: float, steps: int = STEPS) -> Frame:
    """What to show at this monotonic time; flat before the first rep and after the last."""
    session = session.at(now)
    here, plan = session.moment(now), session.plan
    still = here.done or here.phase == "rest"
    step = 0 if still else timeline(here.pace, steps).step_at(here.into)
    return Frame(step, here.reps_done, plan.reps, _words(session, here))


def _words(session: Session, here: Moment) -> str:
    if session.stage == "get_ready":
        return _(GET_READY_WORDS)
    if here.phase == "rest":
        return _("A minute of rest. Click to stop.")
    if session.plan.aim == "open":
        return _("Rep {rep}. Click to stop.").format(rep=here.rep + 1)
    return _("Rep {rep} of {planned}. Click to stop.").format(rep=here.rep + 1, planned=session.plan.reps)


def next_frame(session: Session, now: float, steps: int = STEPS) -> float | None:
    """Seconds until the step changes, the countdown runs out or the set ends; None while nothing will."""
    session = session.at(now)
    if session.stage == "get_ready":
        return session.countdown_left(now)
    if session.stage != "moving":
        return None
    here = session.moment(now)
    if here.phase == "rest":
        return here.phase_left
    change = timeline(here.pace, steps).next_change(here.into)
    # The last step down is shown until the next rep's first, which after the last rep of a block never comes.
    last = here.rep + 1 == sum(block.reps for block in session.plan.blocks[: here.block + 1])
    exact = session.passed(now) - milliseconds_of(session.plan, session.passed(now)) / 1000
    until = min(change, here.pace.cycle) if last else change
    return max(0.0, (until - here.into) / 1000 - exact)
