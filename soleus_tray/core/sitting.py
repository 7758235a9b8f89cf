"""The sitting clock: what accrues between one break and the next.

Sitting is being here, not standing and not paused. Anything else is a break: a short one interrupts the hour,
one of `reset_after` ends it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from soleus_tray.core.presence import Presence


@dataclass(frozen=True, slots=True)
class Span:
    """Sitting from one long break to the next."""

    started_at: datetime
    """UTC."""
    ended_at: datetime
    """UTC; the last moment of sitting so far."""
    utc_offset: int
    seconds: float = 0.0
    """Time counted."""
    id: str = ""
    """That of the fact it was remembered as before it went on; "" while it was not."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """The hour that is running, or the break after it. Times are `elapsed` (see presence)."""

    now: float
    sits: bool
    since: float
    """When `sits` last changed."""
    hour: float = 0.0
    """Seconds counted since the last long break or set."""
    counted: float = 0.0
    """Seconds counted since the program started; back-dating takes some back."""
    span: Span | None = None
    """None from the moment a break grows long until sitting starts again."""


def begin_sitting(presence: Presence, sits: bool, wall: datetime, utc_offset: int) -> Sitting:
    """The clock at the first observation."""
    span = Span(wall, wall, utc_offset) if sits else None
    return Sitting(presence.now, sits, presence.now, span=span)


def sit(
    before: Sitting,
    presence: Presence,
    *,
    sits: bool,
    wall: datetime,
    utc_offset: int,
    reset_after: float,
) -> tuple[Sitting, Span | None]:
    """The clock at the next observation, and the span that ended with it, if one did."""
    if not before.sits:
        if sits:
            back = presence.since if presence.since >= before.now else presence.now
            return _sit_down(replace(before, now=presence.now), back, wall, utc_offset, reset_after)
        return _end_if_long(replace(before, now=presence.now), reset_after)
    until = _sat_until(before, presence, sits)
    clock = replace(_count(before, until, presence.now, wall), sits=sits)
    if not sits:
        return _end_if_long(replace(clock, since=until), reset_after)
    if presence.since > before.now:  # slept or unwatched in between: the break began and ended unseen
        return _sit_down(replace(clock, since=until), presence.since, wall, utc_offset, reset_after)
    return clock, None


def start_new_hour(sitting: Sitting) -> Sitting:
    """The clock after a set: the hour starts at zero, the span of sitting goes on."""
    return replace(sitting, hour=0.0)


def _sat_until(before: Sitting, presence: Presence, sits: bool) -> float:
    """Up to when the user sat; at or before the last observation if the absence is back-dated."""
    if sits:
        return before.now if presence.since > before.now else presence.now
    if presence.here:  # stood up or paused just now
        return presence.now if presence.since <= before.now else before.now
    return max(min(presence.since, presence.now), before.since)


def _count(before: Sitting, until: float, now: float, wall: datetime) -> Sitting:
    """Add the time from the last observation to `until`, or take back what was counted after it."""
    gained = until - before.now
    span = before.span
    if span is not None:
        ended = max(wall - timedelta(seconds=now - until), span.started_at)
        span = replace(span, seconds=max(0.0, span.seconds + gained), ended_at=ended)
    hour = max(0.0, before.hour + gained)
    return replace(before, now=now, hour=hour, counted=before.counted + gained, span=span)


def _sit_down(
    clock: Sitting, back: float, wall: datetime, utc_offset: int, reset_after: float
) -> tuple[Sitting, Span | None]:
    """Sitting started again at `back`: the same hour after a short break, a new one after a long one."""
    now, ended = clock.now, None
    if back - clock.since >= reset_after or clock.span is None:
        ended = clock.span
        started = wall - timedelta(seconds=now - back)
        clock = replace(clock, hour=0.0, span=Span(started, started, utc_offset))
    return _count(replace(clock, now=back, sits=True, since=back), now, now, wall), ended


def _end_if_long(clock: Sitting, reset_after: float) -> tuple[Sitting, Span | None]:
    """A break that has grown long ends the hour and the span."""
    if clock.span is None or clock.now - clock.since < reset_after:
        return clock, None
    return replace(clock, hour=0.0, span=None), clock.span
