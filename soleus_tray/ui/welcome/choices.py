"""What the third step asks, and what it needs of the rest of the program. No tkinter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from datetime import datetime

HoursChoice = Literal["always", "weekdays", "own"]
WEEKDAYS = "Mon-Fri 09:00-17:00"
INTERVALS = (30, 45, 60, 90)
"""Minutes."""
LENGTHS = (1, 2, 3, 5)
"""Minutes."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The user's hour."""

    interval: int = 60 * 60
    """Seconds; one that is none of INTERVALS is left as it is."""
    length: int = 2 * 60
    """Seconds; one that is none of LENGTHS is left as it is."""
    hours: HoursChoice = "always"
    own_hours: str = ""
    """What was typed for "own"; core.hours.parse_hours reads it."""
    login: bool | None = True
    """Start on login; None: this system offers no way."""
    login_note: str = ""
    """Why it offers none, in a sentence."""

    @property
    def hours_text(self) -> str:
        """The working hours in the words of the settings file."""
        return {"always": "always", "weekdays": WEEKDAYS}.get(self.hours, self.own_hours)


class Desk(Protocol):
    """Where the window reads and keeps things; called on the window's thread, for milliseconds each."""

    def present(self) -> Choices:
        """What is chosen already, or usual."""
        ...

    def apply(self, choices: Choices) -> None:
        """Make these the settings. Raises SoleusError, and the window stays."""
        ...

    def keep(self, safety_read_at: datetime | None) -> None:
        """Remember that the user was welcomed just now, and when the safety page was acknowledged (UTC).

        Raises SoleusError.
        """
        ...
