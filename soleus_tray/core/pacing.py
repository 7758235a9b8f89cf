"""A set paced by the tray icon alone: which picture each moment has, and how long it stays."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from soleus_tray.core.exercise import Pace
    from soleus_tray.core.session import Session

STEPS = 8
"""Heel heights the icon knows, 0 (flat) to STEPS - 1 (the hold): smooth at 22 pixels, and cheap."""

GET_READY_WORDS = "Feet flat. It begins in a moment."


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
    if session.stage == "get_ready":
        words = GET_READY_WORDS
    else:
        words = f"Rep {here.rep + 1} of {plan.reps}. Click to stop."
    step = 0 if here.done else timeline(plan.pace, steps).step_at(_spent(session, now) % plan.pace.cycle)
    return Frame(step, here.reps_done, plan.reps, words)


def next_frame(session: Session, now: float, steps: int = STEPS) -> float | None:
    """Seconds until the step changes, the countdown runs out or the set ends; None while nothing will."""
    session = session.at(now)
    if session.stage == "get_ready":
        return session.countdown_left(now)
    if session.stage != "moving":
        return None
    plan = session.plan
    rep, into = divmod(_spent(session, now), plan.pace.cycle)
    change = rep * plan.pace.cycle + timeline(plan.pace, steps).next_change(into)
    return max(0.0, min(change, plan.milliseconds) / 1000 - session.active(now))


def _spent(session: Session, now: float) -> int:
    """Whole milliseconds of active time; what floats lose in subtraction is forgiven, as in `moment`."""
    return int(session.active(now) * 1000 + 1e-3)
