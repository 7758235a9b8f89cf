"""How long ago the user last touched the keyboard or the mouse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Activity:
    """One reading."""

    idle: float | None
    """Seconds since the last input; None when this system can't tell."""
    locked: bool = False
    why: str = ""
    """One sentence, when idle is None."""
    session_over: bool = False
    """The graphical session that was asked has ended, and with it what the app is for."""


class ActivitySource(Protocol):
    """Read on the reminder thread; answers within milliseconds and never raises."""

    source: str
    """Where the reading comes from, for `status`."""

    def read(self) -> Activity:
        """The present reading."""
        ...

    def close(self) -> None:
        """Let go of what is held."""
        ...
