"""When to remind, how often, and what became of it.

A due hour is one `Due`: it opens when the sitting time passes the threshold, reminds at a polite moment, once
more after ten minutes of sitting, and ends with exactly one outcome.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

SHORTEST_GAP = 300.0
"""Seconds of sitting between any two reminders, whatever is snoozed and ended in between."""
POLITE_PAUSE = 3.0
"""Seconds without input that make a moment polite."""
LONGEST_POLITENESS = 120.0
"""Seconds a reminder waits for a polite moment."""
AGAIN_AFTER = 600.0
"""Seconds of sitting between the first reminder and the second, and last."""


@dataclass(frozen=True, slots=True)
class Due:
    """A set is due. `elapsed` and `hour` are the times of presence and sitting."""

    id: str
    since: float
    """Elapsed, when it fell due."""
    wall: str
    """UTC, ISO 8601, when it fell due."""
    utc_offset: int
    sitting_seconds: int
    notified: int = 0
    showing: bool = False
    again_at: float = 0.0
    """Sitting time (hour) of the next step: second reminder, then ignored."""
    polite_since: float | None = None
    """Elapsed, when waiting for a polite moment began."""
    held: bool = False
    """A reason to wait kept it back at least once."""
    ignored: bool = False
    """Its outcome is recorded; only the icon still says due."""


def is_polite(due: Due, now: float, idle: float | None) -> bool:
    """Whether this is a moment to speak: a pause in the input, or the longest wait is over."""
    waited = now - (now if due.polite_since is None else due.polite_since)
    return idle is None or idle >= POLITE_PAUSE or waited >= LONGEST_POLITENESS


def wants_to_remind(due: Due, hour: float) -> bool:
    """Whether a reminder is on its way, however impolite the moment."""
    return due.notified == 0 or (due.notified == 1 and hour >= due.again_at)


def reminded(due: Due, hour: float) -> Due:
    """After a notification was sent."""
    return replace(
        due, notified=due.notified + 1, showing=True, again_at=hour + AGAIN_AFTER, polite_since=None
    )


def is_ignored(due: Due, hour: float) -> bool:
    """Whether both reminders went unanswered for ten minutes each."""
    return not due.ignored and due.notified >= 2 and hour >= due.again_at
