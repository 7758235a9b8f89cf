"""What is heard of a set and when: tones that carry the pace, and the words of a voice.

From the first second to the last, for somebody who sees nothing. Asked for one sounding after the other, so
that whoever plays them can do it ahead of time.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Literal

from soleus_tray.core import spoken
from soleus_tray.core.cues import COUNT_FROM
from soleus_tray.core.exercise import moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from soleus_tray.core.session import Session

Tone = Literal["count", "up", "hold", "down", "end"]
TONES: tuple[Tone, ...] = ("count", "up", "hold", "down", "end")

_LOOSEN_SHARE = 8 / 15
"""Of the countdown, left when the voice turns from sitting to loosening (as in core.cues)."""
_LOOK_AHEAD = 10_000
"""Milliseconds; nothing that is said takes longer."""
_REST_WARNING = 10
"""Seconds before a rest ends."""


@dataclass(frozen=True, slots=True)
class Sounding:
    """One moment at which something is heard."""

    at: float
    """Monotonic seconds."""
    tone: Tone | None
    words: str = ""
    """What a voice says; "" where it is silent."""


def first_rep_at(session: Session) -> float:
    """The monotonic time at which the first rep began or will, as if nothing had been paused.

    It stays the same while a session runs by itself; a gesture that shifts the movement shifts it.
    """
    return session.since + (session.get_ready if session.stage == "get_ready" else -session.banked)


def next_sounding(session: Session, after: float, *, every_phase: bool = False) -> Sounding | None:
    """The first sounding later than this monotonic time; None when there is none, or while it is paused.

    every_phase: nothing is heard but the voice, so it names every phase; else it leaves the pace to the tones
    after the first reps, and says now and then how many are done.
    """
    if session.stage not in ("get_ready", "moving"):
        return None
    start = first_rep_at(session)
    track = _Track(session, every_phase)
    # A thousandth of a millisecond forgives what floats lose when monotonic times are subtracted.
    spot = next(track.spots(math.floor((after - start) * 1000 + 1e-3)), None)
    return None if spot is None else Sounding(start + spot / 1000, track.tone(spot), track.words(spot))


def farewell(session: Session, now: float) -> Sounding:
    """What is heard at once when a set is ended by hand."""
    return Sounding(now, None if session.ending == "left" else "end", spoken.closing(session, now))


class _Track:
    """One session's soundings; times are whole milliseconds since the first rep, negative before it."""

    def __init__(self, session: Session, every_phase: bool) -> None:
        self._session = session
        self._plan = session.plan
        self._every_phase = every_phase
        self._lead = round(session.get_ready * 1000) if session.stage == "get_ready" else 0
        self._loosen = -round(self._lead * _LOOSEN_SHARE)
        self._end = session.plan.milliseconds

    def spots(self, after: int) -> Iterator[int]:
        """Every time later than `after` at which something may be heard, rising."""
        yield from (spot for spot in self._countdown() if spot > after)
        spot = max(after, -1)
        while spot < self._end:
            spot = 0 if spot < 0 else self._next(spot)
            yield spot

    def _countdown(self) -> list[int]:
        spots = {-self._lead, *(-1000 * left for left in range(1, COUNT_FROM + 1))}
        if self._loosen < -1000 * (COUNT_FROM + 1):
            spots.add(self._loosen)
        return sorted(spot for spot in spots if -self._lead <= spot < 0)

    def _next(self, spot: int) -> int:
        """The next phase, or the next thing that is told in a rest."""
        here = moment(self._plan, spot / 1000)
        end = spot + round(here.phase_left * 1000)
        if here.phase != "rest":
            return end
        told = (end - 1000 * left for left in (_REST_WARNING, *range(COUNT_FROM, 0, -1)))
        return next((time for time in told if time > spot), end)

    def tone(self, spot: int) -> Tone | None:
        """The tone at this time."""
        if spot < 0:
            return "count" if spot >= -1000 * COUNT_FROM and spot % 1000 == 0 else None
        here = moment(self._plan, spot / 1000)
        if here.done:
            return "end"
        if here.phase != "rest":
            return here.phase
        if here.fraction == 0:
            return "end"
        return "count" if round(here.phase_left * 1000) <= 1000 * COUNT_FROM else None

    def words(self, spot: int) -> str:
        """The fullest way to put it that ends before the next words begin."""
        ways = self._ways(spot)
        if not ways:
            return ""
        coming = takewhile(lambda other: other <= spot + _LOOK_AHEAD, self.spots(spot))
        free = next((other - spot for other in coming if self._ways(other)), _LOOK_AHEAD) / 1000
        return next((way for way in ways if spoken.seconds_to_say(way) <= free), "")

    def _ways(self, spot: int) -> spoken.Ways:
        """The ways to put what there is to say at this time, the fullest first."""
        if spot < 0:
            return self._before(spot)
        here = moment(self._plan, spot / 1000)
        if here.done:
            over = replace(self._session, stage="over", banked=self._end / 1000, ending="completed")
            return (spoken.closing(over, 0.0),)
        if here.phase != "rest":
            return spoken.in_a_rep(self._plan, here, every_phase=self._every_phase)
        left = round(here.phase_left)
        if here.fraction == 0:
            return spoken.at_a_rest(left)
        return (str(left),) if left <= COUNT_FROM else spoken.before_it_goes_on(left)

    def _before(self, spot: int) -> spoken.Ways:
        if self.tone(spot):
            return (str(-spot // 1000),)
        # A countdown too short for both posture and legs tells what can't be guessed.
        hurried = self._loosen >= -1000 * (COUNT_FROM + 1) and self._plan.legs != "both"
        return spoken.before_the_first_rep(self._plan.legs, loosen=hurried or spot == self._loosen)
