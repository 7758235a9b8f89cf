"""The movement as numbers: paces, a set of whole reps, and where in it a given second falls.

Everything is worked out from the active time since the first rep, never step by step, so nothing drifts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from soleus_tray.core.errors import BadValueError

Phase = Literal["up", "hold", "down"]

LAST_REPS_SECONDS = 10
NAMED_REPS = 2
LONGEST_SET_SECONDS = 30 * 60


@dataclass(frozen=True, slots=True)
class Pace:
    """How long each part of one rep takes, in milliseconds (whole, so that reps add up exactly)."""

    name: str
    """"steady", or "up/hold/down" in seconds for a custom one; `find_pace` reads both."""
    label: str
    """For people: "steady pace"."""
    up: int
    hold: int
    down: int
    note: str = ""
    """What is worth knowing before choosing it; one sentence or nothing."""

    @property
    def cycle(self) -> int:
        """One rep, in milliseconds."""
        return self.up + self.hold + self.down


PULSE_NOTE = "Pulse is a different, faster movement."
_QUICK_DOWN = "Lowering is quicker than lifting here; slower is kinder to the calf."

PACES: dict[str, Pace] = {
    pace.name: pace
    for pace in (
        Pace("gentle", "gentle pace", 2000, 1000, 3000),
        Pace("steady", "steady pace", 1000, 1000, 2000),
        Pace("flow", "flow pace", 500, 1000, 1500),
        Pace("pulse", "pulse pace", 700, 0, 1300, PULSE_NOTE),
    )
}

# Each part's shortest and longest length, in seconds.
_LIMITS = (("up", 0.5, 3.0), ("hold", 0.0, 3.0), ("down", 1.0, 5.0))
_CYCLE_LIMITS = (2.0, 8.0)


def custom_pace(up: float, hold: float, down: float) -> Pace:
    """A pace of the user's own, in seconds.

    Raises:
        BadValueError: a part or the whole rep is outside what is comfortable; says the range.
    """
    for (part, low, high), value in zip(_LIMITS, (up, hold, down), strict=True):
        if not low <= value <= high:
            raise BadValueError(f"pace, {part}", value, f"choose {low:g} to {high:g} seconds")
    low, high = _CYCLE_LIMITS
    whole = up + hold + down
    if not low <= round(whole, 3) <= high:
        raise BadValueError("pace, one rep", f"{whole:g}", f"make it {low:g} to {high:g} seconds in all")
    name = f"{up:g}/{hold:g}/{down:g}"
    note = _QUICK_DOWN if down < up else ""
    return Pace(name, "your own pace", round(up * 1000), round(hold * 1000), round(down * 1000), note)


def find_pace(name: str) -> Pace:
    """The preset of that name, or the custom pace written as "up/hold/down" in seconds.

    Raises:
        BadValueError: it is neither.
    """
    known = PACES.get(name.strip().lower())
    if known:
        return known
    try:
        up, hold, down = (float(part) for part in name.split("/"))
    except ValueError:
        choices = ", ".join(PACES)
        raise BadValueError("pace", name, f"choose {choices}, or seconds like 1/1/2") from None
    return custom_pace(up, hold, down)


@dataclass(frozen=True, slots=True)
class SetPlan:
    """A set of whole reps."""

    pace: Pace
    reps: int

    @property
    def milliseconds(self) -> int:
        """The whole set without pauses."""
        return self.reps * self.pace.cycle

    @property
    def seconds(self) -> int:
        """The whole set without pauses, to the nearest second (at least 1)."""
        return max(1, (self.milliseconds + 500) // 1000)


def plan_for_seconds(pace: Pace, seconds: int) -> SetPlan:
    """The shortest set of whole reps that is at least this long: 150 s at Steady are 38 reps, 152 s.

    Raises:
        BadValueError: the length is not between 1 s and half an hour.
    """
    if not 1 <= seconds <= LONGEST_SET_SECONDS:
        raise BadValueError("set length", seconds, "choose one second to 30 minutes")
    return SetPlan(pace, -(-seconds * 1000 // pace.cycle))


def plan_for_reps(pace: Pace, reps: int) -> SetPlan:
    """A set of this many reps.

    Raises:
        BadValueError: there are none, or they take more than half an hour.
    """
    most = LONGEST_SET_SECONDS * 1000 // pace.cycle
    if not 1 <= reps <= most:
        raise BadValueError("reps", reps, f"choose 1 to {most} at this pace")
    return SetPlan(pace, reps)


@dataclass(frozen=True, slots=True)
class Moment:
    """Where in a set one is."""

    phase: Phase
    rep: int
    """The present rep, from 0; the last one once the set is over."""
    fraction: float
    """How much of the phase has passed, 0 to 1."""
    phase_left: float
    """Seconds until the phase ends."""
    reps_done: int
    seconds_left: float
    done: bool

    @property
    def height(self) -> float:
        """How high the heel should be, 0 (down) to 1, eased so that it starts and lands softly."""
        if self.phase == "hold":
            return 1.0
        return ease(self.fraction) if self.phase == "up" else 1.0 - ease(self.fraction)

    @property
    def effort(self) -> float:
        """What the inner ring shows: it fills during the lift, stays full, and empties with the way down."""
        if self.phase == "hold":
            return 1.0
        return self.fraction if self.phase == "up" else 1.0 - self.fraction


def ease(fraction: float) -> float:
    """Slow at both ends: smoothstep on 0..1."""
    return fraction * fraction * (3.0 - 2.0 * fraction)


def moment(plan: SetPlan, active_seconds: float) -> Moment:
    """The moment after this much active time, pauses left out; outside the set, its start or its end."""
    # A millionth of a millisecond forgives what floats lose when monotonic times are subtracted.
    spent = max(0, min(int(active_seconds * 1000 + 1e-3), plan.milliseconds))
    if spent == plan.milliseconds:
        return Moment("down", plan.reps - 1, 1.0, 0.0, plan.reps, 0.0, done=True)
    rep, into = divmod(spent, plan.pace.cycle)
    phase, start, length = _part(plan.pace, into)
    left = (plan.milliseconds - spent) / 1000
    return Moment(phase, rep, (into - start) / length, (start + length - into) / 1000, rep, left, done=False)


def _part(pace: Pace, into: int) -> tuple[Phase, int, int]:
    """The part of a rep at `into` milliseconds: its name, start and length."""
    if into < pace.up:
        return "up", 0, pace.up
    if into < pace.up + pace.hold:
        return "hold", pace.up, pace.hold
    return "down", pace.up + pace.hold, pace.down


def active_at(plan: SetPlan, rep: int, phase: Phase) -> float:
    """The active seconds at which this phase of this rep (from 0) begins."""
    offset = {"up": 0, "hold": plan.pace.up, "down": plan.pace.up + plan.pace.hold}[phase]
    return (rep * plan.pace.cycle + offset) / 1000
