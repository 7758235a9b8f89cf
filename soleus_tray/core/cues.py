"""The words that go with each moment of a set, from the get-ready countdown to the last reps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from soleus_tray.core.exercise import LAST_REPS_SECONDS, NAMED_REPS
from soleus_tray.core.text import N_, _, ngettext

if TYPE_CHECKING:
    from soleus_tray.core.exercise import Leg, Moment, Phase, SetPlan

PHASE_WORDS: dict[Phase, str] = {
    "up": N_("Lift"),
    "hold": N_("Hold"),
    "down": N_("Lower slowly"),
    "rest": N_("Rest"),
}
"""To be translated where they are shown, as are all constants here."""
LEG_WORDS: dict[Leg, str] = {"both": "", "left": N_("Left leg"), "right": N_("Right leg")}

_NAMED: dict[Phase, str] = {
    "up": N_("Heels up, toes stay down"),
    "hold": N_("Feel the deep pull in the calf"),
    "down": N_("All the way, without a hurry"),
}
_AFTER_THAT = N_("As high as is comfortable")
_HALFWAY = N_("Halfway. As high as is comfortable")
# (from this share of the set on, cue)
_IN_SET = (
    (0.75, N_("Feel the lower calf. Sharp pain? Stop")),
    (0.50, _HALFWAY),
    (0.25, N_("Breathe easily, shoulders low")),
)
CUE_SECONDS = 8.0
"""How long each of these stays."""
_OPEN_ROUND = 120.0
"""Seconds after which the cues of a set without an end come round again."""
LAST_REPS = N_("Last reps")

# Get ready was written for 15 s: posture first, looseness from 8 s before the start, counting from 3 s.
_WRITTEN_FOR, _LOOSEN_AT, COUNT_FROM = 15, 8, 3

POSTURE = (
    N_("Chair steady, feet flat"),
    N_("Knees at about ninety degrees"),
    N_("Thighs loose, shoulders down"),
    N_("Toes and balls of the feet stay down"),
)
Mark = Literal["done", "now", "later"]


@dataclass(frozen=True, slots=True)
class GetReady:
    """What the countdown says, in the user's language."""

    word: str
    cue: str
    posture: tuple[tuple[str, Mark], ...]
    """Each posture line with where one is in the list."""


def get_ready(total: float, left: float) -> GetReady:
    """The words with `left` of `total` seconds to go; the steps move closer together in a short countdown."""
    seconds = max(1, -int(-left // 1))
    loosen_at = max(COUNT_FROM, total * _LOOSEN_AT / _WRITTEN_FOR)
    cue = ngettext("Starting in {seconds} second", "Starting in {seconds} seconds", seconds).format(
        seconds=seconds
    )
    if left <= COUNT_FROM:
        return GetReady(str(seconds), _("Here we go"), _marked(4, 4))
    if left <= loosen_at:
        return GetReady(_("Loosen up"), cue, _marked(2, 4))
    return GetReady(_("Sit tall"), cue, _marked(0, 2))


def _marked(done: int, reached: int) -> tuple[tuple[str, Mark], ...]:
    """The posture lines: `done` of them done, those up to `reached` being asked for now."""
    marks: list[Mark] = [
        "done" if n < done else "now" if n < reached else "later" for n in range(len(POSTURE))
    ]
    return tuple(zip((_(line) for line in POSTURE), marks, strict=True))


def cue(plan: SetPlan, now: Moment) -> str:
    """The line under the phase word: the first reps are named, then a calm cue at each quarter, the end.

    Each stays for a while and makes room again for the one that holds throughout. During a rest it says when
    it goes on.
    """
    if now.phase == "rest":
        seconds = max(1, -int(-now.phase_left // 1))
        told = ngettext("Going on in {seconds} second", "Going on in {seconds} seconds", seconds)
        return told.format(seconds=seconds)
    if now.rep < NAMED_REPS:
        return _(_NAMED[now.phase])
    if plan.aim == "open":
        return _(_timed(now.active % _OPEN_ROUND, _OPEN_ROUND, endless=True))
    if now.seconds_left <= LAST_REPS_SECONDS:
        return _(LAST_REPS)
    whole = plan.milliseconds / 1000
    return _(_timed(whole - now.seconds_left, whole, endless=False))


def _timed(passed: float, whole: float, *, endless: bool) -> str:
    """The cue whose time this is, or the one that always holds."""
    for share, text in _IN_SET:
        # A thousandth forgives what floats lose: the cue belongs to its very second.
        since = passed - share * whole + 1e-3
        if 0 <= since < CUE_SECONDS and not (endless and text == _HALFWAY):
            return text
    return _AFTER_THAT
