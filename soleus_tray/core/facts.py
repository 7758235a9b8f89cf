"""What is worth remembering: sets, reminders and spans of sitting, and their one-line JSON form.

A fact is written whole each time it changes, under the same id, so writing one twice changes nothing.
Processes without a database append facts to the journal; the store takes them in from there.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from soleus_tray.core.errors import BadValueError

SetOutcome = Literal["in_progress", "completed", "stopped_early", "interrupted"]
SetSource = Literal["tray", "notification", "command", "window"]
ReminderOutcome = Literal["begun", "snoozed", "skipped", "ignored", "left", "held"]


@dataclass(frozen=True, slots=True)
class SetFact:
    """One guided set, from its first rep on."""

    id: str
    """UUIDv7, as text."""
    started_at: datetime
    """UTC."""
    utc_offset: int
    """Seconds east of UTC where it was begun: its local day is that of started_at + utc_offset."""
    planned_seconds: int
    planned_reps: int
    pace: str
    source: SetSource
    active_seconds: int = 0
    """Time spent in reps, pauses left out."""
    reps: int = 0
    outcome: SetOutcome = "in_progress"
    ended_at: datetime | None = None
    """UTC; None while in progress."""


@dataclass(frozen=True, slots=True)
class ReminderFact:
    """One due hour and the single way it ended."""

    id: str
    due_at: datetime
    utc_offset: int
    sitting_seconds: int
    """How long the user had been sitting when it fell due."""
    notified: int
    """How many notifications were sent for it."""
    outcome: ReminderOutcome
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class SittingFact:
    """One unbroken span of sitting; written again, longer, under the same id while it lasts."""

    id: str
    started_at: datetime
    utc_offset: int
    ended_at: datetime
    """The last moment the user was known to sit."""
    seconds: int
    """Time counted, short absences left out."""


Fact = SetFact | ReminderFact | SittingFact

_KINDS: dict[str, type[Fact]] = {"set": SetFact, "reminder": ReminderFact, "sitting": SittingFact}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_TIMES = ("started_at", "ended_at", "due_at")
_WORDS: dict[str, dict[type[Fact], tuple[str, ...]]] = {
    "outcome": {SetFact: get_args(SetOutcome), ReminderFact: get_args(ReminderOutcome)},
    "source": {SetFact: get_args(SetSource)},
}
_WHOLE_NUMBERS = (
    "utc_offset",
    "planned_seconds",
    "planned_reps",
    "active_seconds",
    "reps",
    "sitting_seconds",
    "notified",
    "seconds",
)


def to_line(fact: Fact) -> str:
    """The fact as one line of JSON, without the newline."""
    values: dict[str, Any] = {"kind": _NAMES[type(fact)]} | asdict(fact)
    for name in _TIMES:
        if values.get(name) is not None:
            values[name] = values[name].isoformat()
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def from_line(line: str) -> Fact:
    """Read back what `to_line` wrote.

    Raises:
        BadValueError: the line is not a whole, well-formed fact.
    """
    try:
        return from_values(json.loads(line))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError) as error:
        remedy = f"it is not a fact this version knows ({error})"
        raise BadValueError("journal line", line[:80], remedy) from error


def from_values(values: dict[str, Any]) -> Fact:
    """The fact in a decoded JSON object; raises ValueError, TypeError or KeyError when it is not one."""
    values = dict(values)
    kind = _KINDS[values.pop("kind")]
    for name in _TIMES:
        if values.get(name) is not None:
            values[name] = datetime.fromisoformat(values[name])
            if values[name].utcoffset() is None:
                raise ValueError(f"{name} has no UTC offset")
    for name, allowed in _WORDS.items():
        if kind in allowed and name in values and values[name] not in allowed[kind]:
            raise ValueError(f"{name} is {values[name]!r}")
    for name in _WHOLE_NUMBERS:
        if name in values and (not isinstance(values[name], int) or isinstance(values[name], bool)):
            raise TypeError(f"{name} is {values[name]!r}, not a whole number")
    return kind(**values)
