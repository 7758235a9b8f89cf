"""The only place time is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """One reading of all the clocks."""

    monotonic: float
    """Seconds; never goes back."""
    wall: datetime
    """UTC."""
    utc_offset: int
    """Seconds east of UTC in the user's zone at this moment."""
    asleep: float
    """Seconds of suspend since the last reading that `monotonic` did not count."""


class Clock(Protocol):
    """Read by the reminder thread alone (it remembers the last reading); never blocks."""

    def read(self) -> Moment:
        """Now."""
        ...
