"""Is the user at the desk? Decided from two clocks, the age of the input, the lock, a call, a film."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from soleus_tray.core.signals import CALLS, Signal

if TYPE_CHECKING:
    from datetime import datetime

LONGEST_SILENT_PRESENCE = 60 * 60
"""Seconds without any input after which a call or playing media no longer proves that someone is there."""
LONGEST_UNWATCHED = 120
"""Seconds between two observations beyond which nobody knows what happened: the process was frozen, or the
system slept and its monotonic clock went on (Windows)."""


INPUT_SLACK = 0.5
"""Seconds by which two readings of the same input may differ."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What the sensors say at one moment."""

    monotonic: float
    """Seconds of a clock that never goes back; its origin means nothing."""
    wall: datetime
    """UTC."""
    utc_offset: int = 0
    """Seconds east of UTC, here and now."""
    idle: float | None = None
    """Seconds since the last input; None when that can't be known, which counts as being there."""
    locked: bool = False
    asleep: float = 0.0
    """Seconds of suspend since the last observation that `monotonic` did not count."""
    unwatched: bool = False
    """Nobody looked since the last observation: the program was not running."""
    signals: tuple[Signal, ...] | None = ()
    """What the sensors of meetings, films and quiet say; None: they were not read this time."""

    @property
    def attended(self) -> bool:
        """Whether a call or playing media shows that somebody is there without touching anything."""
        return any(signal.kind in CALLS or signal.kind == "media" for signal in self.signals or ())


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether the user is at the desk, and since when.

    All times are `elapsed`: seconds of monotonic time plus suspend, counted from the first observation.
    """

    now: float
    monotonic: float
    evidence: float
    """The last sign of the user."""
    here: bool
    since: float
    """When `here` last changed; back-dated, so it may lie before the observation that showed it."""
    touched: float | None = None
    """The last input by the `monotonic` clock: the age of one input stands still while the machine sleeps."""


def first_look(seen: Observation, away_after: float) -> Presence:
    """The presence at the first observation."""
    evidence = -(seen.idle or 0.0)
    here = not seen.locked and -evidence < away_after
    return Presence(0.0, seen.monotonic, evidence, here, 0.0 if here else evidence, _touched(seen))


def look(before: Presence, seen: Observation, away_after: float, *, certain: bool = True) -> Presence:
    """The presence at the next observation.

    Nobody is called away for want of input alone while it is not `certain` whether there is a call or a film.
    """
    ticked = max(0.0, seen.monotonic - before.monotonic)
    slept = max(0.0, seen.asleep)
    now = before.now + ticked + slept
    unwatched = seen.unwatched or slept > 1.0 or ticked > LONGEST_UNWATCHED
    evidence = max(before.evidence, _sign_of_user(before, seen, now, ticked, slept))
    here = not seen.locked and (now - evidence < away_after or (before.here and not certain))
    touched = before.touched if seen.idle is None else _touched(seen)
    after = replace(before, now=now, monotonic=seen.monotonic, evidence=evidence, here=here, touched=touched)
    if not here:
        left = min(evidence, before.now) if unwatched else evidence
        return replace(after, since=left) if before.here else after
    if not before.here or unwatched:
        back = now if seen.unwatched else max(before.now + slept, evidence)
        return replace(after, since=back)
    return after


def _sign_of_user(before: Presence, seen: Observation, now: float, ticked: float, slept: float) -> float:
    """When the user last gave a sign, as far as this observation alone tells."""
    if seen.idle is None:
        return before.evidence if seen.locked else now
    if seen.attended and seen.idle < LONGEST_SILENT_PRESENCE and not seen.locked:
        return now
    touched = _touched(seen)
    if touched is not None and before.touched is not None and touched <= before.touched + INPUT_SLACK:
        return before.evidence
    # The input's age is counted by a clock that slept as well, so what came before the sleep is older by it.
    return now - seen.idle - (slept if seen.idle >= ticked else 0.0)


def _touched(seen: Observation) -> float | None:
    return None if seen.idle is None else seen.monotonic - seen.idle


def witnessed(presence: Presence) -> Presence:
    """The user was just seen to do something the sensors miss: a rep of a set, a click on the icon."""
    if presence.here:
        return replace(presence, evidence=presence.now)
    return replace(presence, evidence=presence.now, here=True, since=presence.now)
