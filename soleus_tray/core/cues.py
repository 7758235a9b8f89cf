"""The words that go with each moment of a set, from the get-ready countdown to the last reps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from soleus_tray.core.exercise import LAST_REPS_SECONDS, NAMED_REPS

if TYPE_CHECKING:
    from soleus_tray.core.exercise import Moment, Phase, SetPlan

PHASE_WORDS: dict[Phase, str] = {"up": "Lift", "hold": "Hold", "down": "Lower slowly", "rest": "Rest"}

_NAMED: dict[Phase, str] = {
    "up": "Heels up, toes stay down",
    "hold": "Feel the deep pull in the calf",
    "down": "All the way, without a hurry",
}
_AFTER_THAT: dict[Phase, str] = {**_NAMED, "up": "As high as is comfortable"}
# (from this share of the set on, cue)
_IN_SET = (
    (0.75, "Feel the lower calf. Sharp pain? Stop"),
    (0.50, "Halfway. As high as is comfortable"),
    (0.25, "Breathe easily, shoulders low"),
)
LAST_REPS = "Last reps"

# Get ready was written for 15 s: posture first, looseness from 8 s before the start, counting from 3 s.
_WRITTEN_FOR, _LOOSEN_AT, COUNT_FROM = 15, 8, 3

POSTURE = (
    "Chair steady, feet flat",
    "Knees at about ninety degrees",
    "Thighs loose, shoulders down",
    "Toes and balls of the feet stay down",
)
Mark = Literal["done", "now", "later"]


@dataclass(frozen=True, slots=True)
class GetReady:
    """What the countdown says."""

    word: str
    cue: str
    posture: tuple[tuple[str, Mark], ...]
    """Each posture line with where one is in the list."""


def get_ready(total: float, left: float) -> GetReady:
    """The words with `left` of `total` seconds to go; the steps move closer together in a short countdown."""
    seconds = max(1, -int(-left // 1))
    loosen_at = max(COUNT_FROM, total * _LOOSEN_AT / _WRITTEN_FOR)
    cue = f"Starting in {seconds} second{'s' if seconds != 1 else ''}"
    if left <= COUNT_FROM:
        return GetReady(str(seconds), "Here we go", _marked(4, 4))
    if left <= loosen_at:
        return GetReady("Loosen up", cue, _marked(2, 4))
    return GetReady("Sit tall", cue, _marked(0, 2))


def _marked(done: int, reached: int) -> tuple[tuple[str, Mark], ...]:
    """The posture lines: `done` of them done, those up to `reached` being asked for now."""
    marks: list[Mark] = [
        "done" if n < done else "now" if n < reached else "later" for n in range(len(POSTURE))
    ]
    return tuple(zip(POSTURE, marks, strict=True))


def cue(plan: SetPlan, now: Moment) -> str:
    """The line under the phase word: the first reps are named, then one calm cue per quarter, the end."""
    if now.rep < NAMED_REPS:
        return _NAMED[now.phase]
    if now.seconds_left <= LAST_REPS_SECONDS:
        return LAST_REPS
    share = 1.0 - now.seconds_left * 1000 / plan.milliseconds
    return next((text for start, text in _IN_SET if share >= start), _AFTER_THAT[now.phase])
