"""The movement as numbers: a set of whole reps at some pace, and where in it a given second falls.

Everything is worked out from the time since the first rep, never step by step, so nothing drifts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from soleus_tray.core.errors import BadValueError
from soleus_tray.core.text import _

if TYPE_CHECKING:
    from soleus_tray.core.paces import Pace

Phase = Literal["up", "hold", "down", "rest"]
"""The parts of a rep, and the rest between two parts of a long set."""
Legs = Literal["both", "alternate", "left", "right"]
Leg = Literal["both", "left", "right"]
Aim = Literal["time", "reps", "open"]
"""What a change of pace leaves alone: the set's length, or its reps; open: it lasts until it is ended."""

LAST_REPS_SECONDS = 10
NAMED_REPS = 2
LONGEST_SET_SECONDS = 30 * 60
PART_SECONDS = 5 * 60
"""A set from one and a half times this length on is done in parts of about this length."""
REST_SECONDS = 60
"""Between two parts."""


@dataclass(frozen=True, slots=True)
class Block:
    """Reps of one pace in a row."""

    pace: Pace
    reps: int
    rest: int = 0
    """Rest before the first of them, in milliseconds."""

    @property
    def milliseconds(self) -> int:
        """The block with its rest."""
        return self.rest + self.active

    @property
    def active(self) -> int:
        """The block without its rest, in milliseconds."""
        return self.reps * self.pace.cycle


@dataclass(frozen=True, slots=True)
class SetPlan:
    """A set of whole reps; at least one block, each with at least one rep."""

    blocks: tuple[Block, ...]
    legs: Legs = "both"
    aim: Aim = "time"

    @property
    def pace(self) -> Pace:
        """The pace it begins with."""
        return self.blocks[0].pace

    @property
    def reps(self) -> int:
        """All reps; where it is open, as many as it can last."""
        return sum(block.reps for block in self.blocks)

    @property
    def milliseconds(self) -> int:
        """The whole set with its rests, without pauses."""
        return sum(block.milliseconds for block in self.blocks)

    @property
    def active(self) -> int:
        """The reps alone, in milliseconds."""
        return sum(block.active for block in self.blocks)

    @property
    def seconds(self) -> int:
        """The reps alone, to the nearest second (at least 1)."""
        return max(1, (self.active + 500) // 1000)

    def pace_of(self, rep: int) -> Pace:
        """The pace of this rep (from 0); beyond the set, that of its last."""
        for block in self.blocks:
            if rep < block.reps:
                return block.pace
            rep -= block.reps
        return self.blocks[-1].pace

    def leg(self, rep: int) -> Leg:
        """Which leg does this rep (from 0)."""
        if self.legs == "alternate":
            return "left" if rep % 2 == 0 else "right"
        return self.legs


def plan_for_seconds(pace: Pace, seconds: int, legs: Legs = "both") -> SetPlan:
    """The shortest set of whole reps that is at least this long: 150 s at Steady are 38 reps, 152 s.

    A long one is done in even parts with a rest between: ten minutes are twice five.
    Raises:
        BadValueError: the length is not between 1 s and half an hour.
    """
    if not 1 <= seconds <= LONGEST_SET_SECONDS:
        raise BadValueError(_("set length"), seconds, _("choose one second to 30 minutes"))
    parts = max(1, (seconds + PART_SECONDS // 2) // PART_SECONDS)
    each, over = divmod(-(-seconds * 1000 // pace.cycle), parts)
    counts = [each + (place < over) for place in range(parts)]
    first, *others = [Block(pace, reps) for reps in counts]
    return SetPlan((first, *[replace(other, rest=REST_SECONDS * 1000) for other in others]), legs)


def plan_for_reps(pace: Pace, reps: int, legs: Legs = "both") -> SetPlan:
    """A set of this many reps.

    Raises:
        BadValueError: there are none, or they take more than half an hour.
    """
    most = LONGEST_SET_SECONDS * 1000 // pace.cycle
    if not 1 <= reps <= most:
        raise BadValueError(_("reps"), reps, _("choose 1 to {most} at this pace").format(most=most))
    return SetPlan((Block(pace, reps),), legs, "reps")


def open_plan(pace: Pace, legs: Legs = "both") -> SetPlan:
    """A set that lasts until it is ended, or for half an hour."""
    return SetPlan((Block(pace, LONGEST_SET_SECONDS * 1000 // pace.cycle),), legs, "open")


@dataclass(frozen=True, slots=True)
class Moment:
    """Where in a set one is."""

    phase: Phase
    rep: int
    """The present rep, from 0; during a rest the next one; the last one once the set is over."""
    fraction: float
    """How much of the phase has passed, 0 to 1."""
    phase_left: float
    """Seconds until the phase ends."""
    reps_done: int
    seconds_left: float
    """Of the whole set, its rests included."""
    done: bool
    pace: Pace
    """That of the present rep."""
    leg: Leg
    block: int
    """Which of the plan's blocks, from 0."""
    into: int
    """Milliseconds into the present rep; 0 during a rest."""
    active: float
    """Seconds spent in reps so far."""

    @property
    def height(self) -> float:
        """How high the heel should be, 0 (down) to 1, eased so that it starts and lands softly."""
        heights = {"rest": 0.0, "up": ease(self.fraction), "hold": 1.0, "down": 1.0 - ease(self.fraction)}
        return heights[self.phase]

    @property
    def effort(self) -> float:
        """What the inner ring shows: it fills during the lift, stays full, and empties with the way down."""
        if self.phase == "hold":
            return 1.0
        return self.fraction if self.phase in ("up", "rest") else 1.0 - self.fraction


def ease(fraction: float) -> float:
    """Slow at both ends: smoothstep on 0..1."""
    return fraction * fraction * (3.0 - 2.0 * fraction)


def moment(plan: SetPlan, passed_seconds: float) -> Moment:
    """The moment after so much time, rests counted and pauses left out; beyond the set, its end."""
    passed = milliseconds_of(plan, passed_seconds)
    start = 0
    for place, block in enumerate(plan.blocks):
        if passed < start + block.milliseconds:
            into = passed - start
            return _resting(plan, place, into) if into < block.rest else _moving(plan, place, into)
        start += block.milliseconds
    return _end(plan)


def milliseconds_of(plan: SetPlan, passed_seconds: float) -> int:
    """Whole milliseconds within the plan."""
    # A millionth of a millisecond forgives what floats lose when monotonic times are subtracted.
    return max(0, min(int(passed_seconds * 1000 + 1e-3), plan.milliseconds))


def _resting(plan: SetPlan, place: int, into: int) -> Moment:
    """The moment `into` milliseconds after this block's rest began."""
    block, before = plan.blocks[place], plan.blocks[:place]
    reps = sum(one.reps for one in before)
    return Moment(
        phase="rest",
        rep=reps,
        fraction=into / block.rest,
        phase_left=(block.rest - into) / 1000,
        reps_done=reps,
        seconds_left=(sum(one.milliseconds for one in plan.blocks[place:]) - into) / 1000,
        done=False,
        pace=block.pace,
        leg=plan.leg(reps),
        block=place,
        into=0,
        active=sum(one.active for one in before) / 1000,
    )


def _moving(plan: SetPlan, place: int, into: int) -> Moment:
    """The moment `into` milliseconds after this block's rest began, when that rest is over."""
    block, before = plan.blocks[place], plan.blocks[:place]
    done, into_rep = divmod(into - block.rest, block.pace.cycle)
    phase, start, length = _part(block.pace, into_rep)
    rep = sum(one.reps for one in before) + done
    return Moment(
        phase=phase,
        rep=rep,
        fraction=(into_rep - start) / length,
        phase_left=(start + length - into_rep) / 1000,
        reps_done=rep,
        seconds_left=(sum(one.milliseconds for one in plan.blocks[place:]) - into) / 1000,
        done=False,
        pace=block.pace,
        leg=plan.leg(rep),
        block=place,
        into=into_rep,
        active=(sum(one.active for one in before) + into - block.rest) / 1000,
    )


def _end(plan: SetPlan) -> Moment:
    last, block = plan.reps - 1, plan.blocks[-1]
    return Moment(
        phase="down",
        rep=last,
        fraction=1.0,
        phase_left=0.0,
        reps_done=plan.reps,
        seconds_left=0.0,
        done=True,
        pace=block.pace,
        leg=plan.leg(last),
        block=len(plan.blocks) - 1,
        into=block.pace.cycle,
        active=plan.active / 1000,
    )


def _part(pace: Pace, into: int) -> tuple[Phase, int, int]:
    """The part of a rep at `into` milliseconds: its name, start and length."""
    if into < pace.up:
        return "up", 0, pace.up
    if into < pace.up + pace.hold:
        return "hold", pace.up, pace.hold
    return "down", pace.up + pace.hold, pace.down


def passed_at(plan: SetPlan, rep: int, phase: Phase) -> float:
    """Seconds from the first rep until this phase of this rep (from 0) begins, rests counted.

    phase: "rest" answers for the rest before the rep, where there is one. Beyond the set: its end.
    """
    start = 0
    for block in plan.blocks:
        if rep < block.reps:
            pace = block.pace
            offset = {"rest": -block.rest, "up": 0, "hold": pace.up, "down": pace.up + pace.hold}[phase]
            return (start + block.rest + rep * pace.cycle + offset) / 1000
        rep, start = rep - block.reps, start + block.milliseconds
    return start / 1000


def with_pace(plan: SetPlan, pace: Pace, rep: int) -> SetPlan:
    """The plan with another pace from this rep (from 0) on; what came before stays as it was.

    Where the set was chosen by its length, each block keeps its own as nearly as whole reps can.
    """
    blocks: list[Block] = []
    for block in plan.blocks:
        kept = max(0, min(block.reps, rep))
        if kept:
            blocks.append(replace(block, reps=kept))
        if block.reps > kept:
            left = (block.reps - kept) * block.pace.cycle
            reps = block.reps - kept if plan.aim == "reps" else max(1, round(left / pace.cycle))
            blocks.append(Block(pace, reps, 0 if kept else block.rest))
        rep -= block.reps
    return replace(plan, blocks=tuple(blocks))


def without_rest(plan: SetPlan, place: int, rested: int) -> SetPlan:
    """The plan with the rest before this block ended after `rested` milliseconds."""
    blocks = list(plan.blocks)
    blocks[place] = replace(blocks[place], rest=rested)
    return replace(plan, blocks=tuple(blocks))
