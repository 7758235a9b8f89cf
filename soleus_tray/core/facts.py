"""What is worth remembering, from sets to check-ins, and its one-line JSON form.

A fact is written whole each time it changes, under the same id, so writing one twice changes nothing.
Processes without a database append facts to the journal; the store takes them in from there.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from soleus_tray.core.errors import BadValueError
from soleus_tray.core.exercise import Legs

SetOutcome = Literal["in_progress", "completed", "stopped_early", "interrupted"]
Effort = Literal["", "easy", "good", "hard"]
"""How hard a set was, if the user said so."""
SetSource = Literal["tray", "notification", "command", "window", "quiet"]
PlanWord = Literal["offered", "accepted", "declined"]
ReminderOutcome = Literal["begun", "snoozed", "skipped", "ignored", "left", "held"]
DecisionKind = Literal[
    "started",  # the program; seconds: how long it had not been running, 0 when unknown
    "stopped",
    "due",  # seconds: sitting time
    "held",  # detail: the signal's kind, who: the program
    "freed",  # a reason to wait ended; detail and who as above
    "overlong",  # a meeting has lasted so long that its sensor is not believed any more; as above
    "reminded",  # seconds: sitting time
    "reminded_again",
    "withdrawn",  # the reminder was taken off the screen because the user left or stood up
    "begun",  # a set; detail: its source
    "set_ended",  # detail: its outcome, seconds: active time
    "snoozed",  # detail: "" for a length, "meeting", or until when (UTC, ISO 8601); seconds: the length
    "snooze_over",
    "skipped",
    "ignored",
    "left",  # a due hour ended because the user left
    "away",  # seconds: how long ago the last sign of the user was; detail: "locked" if the screen is
    "back",  # seconds: length of the absence
    "new_hour",  # a break long enough to start one; seconds: length of the break
    "slept",  # the machine; seconds
    "was_sitting",  # the user gave an absence back to the hour; seconds
    "paused",  # seconds: the length, 0 until resumed
    "resumed",
    "standing",  # seconds: the limit, 0 without
    "sat_down",
    "off_hours",
    "on_hours",
    "ate",
    "hurt",  # a set was stopped because it hurt; reminders rest; detail: until when (UTC), "" for open
    "sudden",  # the check-in named something sudden, one-sided, painful; reminders rest; as above
    "hurt_over",  # the user wants reminders again after one of these
    "checked_in",
    "clock_set",  # seconds: forward, negative when set back
]


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
    legs: Legs = "both"
    effort: Effort = ""
    hurt: bool = False
    """It was stopped because it hurt."""


@dataclass(frozen=True, slots=True)
class CheckInFact:
    """How the legs felt on one day: a diary, without thresholds, score or advice."""

    id: str
    at: datetime
    """UTC."""
    utc_offset: int
    heavy: int | None = None
    """Heavy or tired legs, 0 to 10; None: not said."""
    swollen: int | None = None
    """Swollen ankles or sock marks, 0 to 10."""
    ache: int | None = None
    """Ache, throb or cramp, 0 to 10."""
    veins: bool | None = None
    """New visible veins."""
    sudden: bool = False
    """"Sudden, one leg, painful" was marked: the safety page was shown, and reminders stopped for the day."""
    note: str = ""
    """The user's own words, at most 500 characters."""


@dataclass(frozen=True, slots=True)
class PlanFact:
    """A step of the plan that was offered, and what the user said to it."""

    id: str
    at: datetime
    """UTC."""
    utc_offset: int
    what: PlanWord
    level: int
    """1 to 5: the one offered, or gone to; 0 where the plan itself is meant."""


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


@dataclass(frozen=True, slots=True)
class DecisionFact:
    """Something the app decided, or noticed and acted on: what `why` tells, line by line."""

    id: str
    at: datetime
    """UTC; when it was so, which may lie before the moment it was noticed."""
    utc_offset: int
    what: DecisionKind
    detail: str = ""
    """See DecisionKind."""
    who: str = ""
    """A program's name, at most 80 characters of any script; "" where none is meant."""
    seconds: int = 0
    """See DecisionKind."""


Fact = SetFact | ReminderFact | SittingFact | DecisionFact | CheckInFact | PlanFact

KINDS: dict[str, type[Fact]] = {
    "set": SetFact,
    "reminder": ReminderFact,
    "sitting": SittingFact,
    "decision": DecisionFact,
    "check_in": CheckInFact,
    "plan": PlanFact,
}
"""By the name each has in the journal."""
SIGNS = ("heavy", "swollen", "ache")
"""What a check-in may say from 0 to 10."""
MOST_OF_A_SIGN = 10
YES_NO = ("hurt", "sudden", "veins")
_NAMES = {kind: name for name, kind in KINDS.items()}
_TIMES = ("started_at", "ended_at", "due_at", "at")
_WORDS: dict[str, dict[type[Fact], tuple[str, ...]]] = {
    "outcome": {SetFact: get_args(SetOutcome), ReminderFact: get_args(ReminderOutcome)},
    "source": {SetFact: get_args(SetSource)},
    "what": {DecisionFact: get_args(DecisionKind), PlanFact: get_args(PlanWord)},
    "legs": {SetFact: get_args(Legs)},
    "effort": {SetFact: get_args(Effort)},
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
    "level",
    *SIGNS,
)
_MAY_BE_UNSAID = (*SIGNS, "veins")


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
    kind = KINDS[values.pop("kind")]
    for name in _TIMES:
        if values.get(name) is not None:
            values[name] = datetime.fromisoformat(values[name])
            if values[name].utcoffset() is None:
                raise ValueError(f"{name} has no UTC offset")
    for name, allowed in _WORDS.items():
        if kind in allowed and name in values and values[name] not in allowed[kind]:
            raise ValueError(f"{name} is {values[name]!r}")
    for name, value in values.items():
        if value is not None or name not in _MAY_BE_UNSAID:
            _check_type(name, value)
    return kind(**values)


def _check_type(name: str, value: object) -> None:
    if name in _WHOLE_NUMBERS and (not isinstance(value, int) or isinstance(value, bool)):
        raise TypeError(f"{name} is {value!r}, not a whole number")
    if name in YES_NO and not isinstance(value, bool):
        raise TypeError(f"{name} is {value!r}, not true or false")
    if name == "note" and not isinstance(value, str):
        raise TypeError(f"{name} is {value!r}, not a text")
