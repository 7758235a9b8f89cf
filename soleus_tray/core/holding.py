"""What a reminder waits for: the reasons of the moment, remembered until they have been gone for a while.

A reason that comes back within AFTER_HOLD never ended: a microphone that flaps is one call.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from soleus_tray.core.signals import HOLDING, MEETINGS, Kind, Signal

if TYPE_CHECKING:
    from collections.abc import Iterable

AFTER_HOLD = 60.0
"""Seconds between the end of the last reason to wait and the reminder."""


@dataclass(frozen=True, slots=True)
class Hold:
    """One reason to wait. Times are `elapsed` (see presence)."""

    kind: Kind
    who: str
    since: float
    """When it was first noticed."""
    gone: float | None = None
    """When it was first missed; None while it lasts."""
    doubted: bool = False
    """It has lasted longer than any meeting, so the sensor is stuck, and it holds nothing any more."""

    @property
    def blocks(self) -> bool:
        """Whether it keeps a reminder waiting, or did so just now."""
        return not self.doubted

    @property
    def lasts(self) -> bool:
        """Whether it keeps a reminder waiting by itself, now."""
        return self.gone is None and not self.doubted


def renewed(
    holds: Iterable[Hold], signals: Iterable[Signal], now: float, longest_meeting: float
) -> tuple[Hold, ...]:
    """The reasons after a reading, in the order they came."""
    said = [signal for signal in signals if signal.kind in HOLDING]
    kept = tuple(_next(hold, said, now, longest_meeting) for hold in holds)
    new = tuple(
        Hold(signal.kind, signal.who, now)
        for signal in dict.fromkeys(said)
        if not any((hold.kind, hold.who) == (signal.kind, signal.who) for hold in kept)
    )
    return tuple(hold for hold in (*kept, *new) if not _is_over(hold, now))


def _next(hold: Hold, said: list[Signal], now: float, longest_meeting: float) -> Hold:
    if Signal(hold.kind, hold.who) not in said:
        return replace(hold, gone=now) if hold.gone is None else hold
    stuck = hold.kind in MEETINGS and now - hold.since >= longest_meeting
    return replace(hold, gone=None, doubted=hold.doubted or stuck)


def _is_over(hold: Hold, now: float) -> bool:
    """Gone for long enough; one that is not believed any more, as soon as it is gone."""
    return hold.gone is not None and (hold.doubted or now - hold.gone >= AFTER_HOLD)


def settled(holds: Iterable[Hold]) -> tuple[Hold, ...]:
    """What is left of the reasons once nothing waits for them: the sensors that are stuck."""
    return tuple(hold for hold in holds if hold.doubted)
