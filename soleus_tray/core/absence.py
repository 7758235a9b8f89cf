"""An absence that may have been none: no input for a while, though nothing says that the chair was empty."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from soleus_tray.core.presence import Observation
    from soleus_tray.core.sitting import Sitting, Span

SHORTEST, LONGEST = 5 * 60.0, 45 * 60.0
"""Seconds of absence that are worth a question, and after which nobody sits that still."""
OFFERED_FOR = 15 * 60.0
"""Seconds after the return for which the user may give the absence back to the hour."""


@dataclass(frozen=True, slots=True)
class Absence:
    """Where the clock stood when the user seemed to leave, and how long it was. Times are `elapsed`."""

    since: float
    hour: float
    threshold: float
    span: Span | None
    """The span of sitting before it."""
    new_hour: bool = False
    """It grew so long that the span ended and a new hour began."""
    unclear: bool = True
    """Nothing but the missing input speaks for it: no lock, no sleep, no call."""
    until: float | None = None
    """When the user was back; None while away."""
    seen: float = 0.0
    """When the return was noticed."""

    @property
    def length(self) -> float:
        """Seconds; 0 while it lasts."""
        return 0.0 if self.until is None else self.until - self.since

    def on_offer(self, now: float) -> bool:
        """Whether the user may still say it was none."""
        return (
            self.unclear
            and self.until is not None
            and SHORTEST <= self.length <= LONGEST
            and now - self.seen < OFFERED_FOR
        )


def clouded(absence: Absence, seen: Observation, now: float) -> Absence:
    """The absence after an observation that may show where the user was."""
    open_still = absence.until is None or absence.seen == now
    if open_still and (seen.locked or seen.asleep > 1.0 or seen.unwatched or seen.attended):
        return replace(absence, unclear=False)
    return absence


def given_back(sitting: Sitting, absence: Absence) -> Sitting:
    """The clock as if the user had sat all the time of the absence."""
    before = absence.hour if absence.new_hour else 0.0
    return replace(
        sitting,
        hour=before + absence.length + sitting.hour,
        counted=sitting.counted + absence.length,
        span=_joined(sitting.span, absence),
    )


def _joined(span: Span | None, absence: Absence) -> Span | None:
    """One span of what was two, under the first one's id."""
    if span is None:
        return None
    if absence.span is None or not absence.new_hour:
        return replace(span, seconds=span.seconds + absence.length)
    first = absence.span
    return replace(first, ended_at=span.ended_at, seconds=first.seconds + absence.length + span.seconds)
