"""What the core wants done: each is carried out by one effect of the app."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from soleus_tray.core.exercise import Legs
    from soleus_tray.core.facts import DecisionKind, Fact, SetSource
    from soleus_tray.core.window_messages import Mode


@dataclass(frozen=True, slots=True)
class Remind:
    """Show the reminder."""

    sitting_seconds: int
    again: bool
    """This hour's second, and last, reminder."""
    key: str
    """The due hour it belongs to."""


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take the reminder off the screen."""


@dataclass(frozen=True, slots=True)
class OpenSession:
    """Open the session window."""

    source: SetSource
    seconds: int | None
    reps: int | None
    pace: str | None
    legs: Legs | None = None
    until_stopped: bool = False
    mode: Mode | None = None


@dataclass(frozen=True, slots=True)
class Remember:
    """Write a fact to the journal."""

    fact: Fact


@dataclass(frozen=True, slots=True)
class PaceQuietly:
    """Let the tray icon pace a set."""

    seconds: int | None = None
    """None: the length from the settings."""


@dataclass(frozen=True, slots=True)
class StopPacing:
    """End the set that the tray icon paces."""


@dataclass(frozen=True, slots=True)
class AskHowLegsFeel:
    """Show the quiet question of the day."""


@dataclass(frozen=True, slots=True)
class Noted:
    """Something for `why`; the engine turns it into a DecisionFact to remember."""

    what: DecisionKind
    detail: str = ""
    who: str = ""
    seconds: float = 0.0
    ago: float = 0.0
    """Seconds since it was so."""


@dataclass(frozen=True, slots=True)
class ClockJumped:
    """The wall clock was set, or the time zone changed: wall-clock jobs must be planned anew."""

    seconds: float
    """How far forward (backward when negative)."""


Event = (
    Remind
    | Withdraw
    | OpenSession
    | PaceQuietly
    | StopPacing
    | AskHowLegsFeel
    | Remember
    | Noted
    | ClockJumped
)
