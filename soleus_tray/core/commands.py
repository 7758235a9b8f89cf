"""What the user asks for, and what windows report. Posted by any thread, applied by the reminder thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from soleus_tray.core.exercise import Legs
    from soleus_tray.core.facts import PlanWord, SetFact, SetSource
    from soleus_tray.core.memory import Memory
    from soleus_tray.core.window_messages import Mode


@dataclass(frozen=True, slots=True)
class Begin:
    """Guide a set now."""

    source: SetSource
    seconds: int | None = None
    """None: the length from the settings."""
    reps: int | None = None
    pace: str | None = None
    legs: Legs | None = None
    until_stopped: bool = False
    """No length: it lasts until it is ended."""
    mode: Mode | None = None


@dataclass(frozen=True, slots=True)
class Snooze:
    """No reminder for a while; the clock goes on."""

    seconds: int


@dataclass(frozen=True, slots=True)
class SnoozeUntil:
    """No reminder until a time on the wall clock: 14:30, tomorrow."""

    until: datetime
    """UTC."""


@dataclass(frozen=True, slots=True)
class SnoozeMeeting:
    """No reminder until no meeting is noticed any more."""


@dataclass(frozen=True, slots=True)
class EndSnooze:
    """Reminders again."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Count nothing and remind of nothing."""

    seconds: int | None = None
    """None: until resumed."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Count again."""


@dataclass(frozen=True, slots=True)
class Stand:
    """The user stands (True) or sits (False)."""

    standing: bool
    seconds: int | None = None
    """For so long; None: until the user sits again."""


@dataclass(frozen=True, slots=True)
class Ate:
    """The user has eaten: the next sets come sooner for a while."""


@dataclass(frozen=True, slots=True)
class WasSitting:
    """The last absence was none: the user sat all along."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Pace a set by the tray icon, with nothing else to be seen."""

    seconds: int | None = None
    """None: the length from the settings."""


@dataclass(frozen=True, slots=True)
class EndPace:
    """End the set that the tray icon paces."""


@dataclass(frozen=True, slots=True)
class RestAfterPain:
    """No reminder until the user says otherwise, or until a time of day."""

    until: datetime | None = None
    """UTC; None: until the user says otherwise."""
    sudden: bool = False
    """A check-in's sudden sign is why, and no set."""


@dataclass(frozen=True, slots=True)
class PlanAnswered:
    """A step of the plan was offered, taken or declined."""

    level: int
    what: PlanWord


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """The user has said how the legs feel, or will not say so today."""

    sudden: bool = False
    """"Sudden, one leg, painful" was marked: reminders rest."""
    made: bool = True
    """False: not today."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """The app said something that it won't say twice."""

    memory: Memory


@dataclass(frozen=True, slots=True)
class Skip:
    """Not this time: the next reminder comes after another interval of sitting."""


@dataclass(frozen=True, slots=True)
class RemindNow:
    """For the demo: be due at once."""


@dataclass(frozen=True, slots=True)
class SetMoved:
    """A running set was begun, went on or ended."""

    fact: SetFact


@dataclass(frozen=True, slots=True)
class SetWindowClosed:
    """The session window is gone, whatever became of its set."""


@dataclass(frozen=True, slots=True)
class TotalsRead:
    """What the record says of a day."""

    day: date
    sets: int
    reps: int
    active_seconds: int
    sitting_seconds: int


Command = (
    Begin
    | Snooze
    | SnoozeUntil
    | SnoozeMeeting
    | EndSnooze
    | Pause
    | Resume
    | Stand
    | Ate
    | WasSitting
    | Pace
    | EndPace
    | RestAfterPain
    | PlanAnswered
    | CheckedIn
    | Remembered
    | Skip
    | RemindNow
    | SetMoved
    | SetWindowClosed
    | TotalsRead
)
