"""Starting with the desktop session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True, slots=True)
class AutostartStatus:
    """Whether the app starts on login, and what to know about it."""

    state: Literal["on", "off", "blocked", "unavailable"]
    """blocked: the user turned it off in the system's own settings, and only there can it be turned on."""
    sentence: str
    """For people: what is so, and what to do where something can be done."""

    @property
    def on(self) -> bool | None:
        """The menu's check mark; None where there is nothing to switch."""
        return None if self.state == "unavailable" else self.state == "on"


class Autostart(Protocol):
    """The entry that starts the app on login.

    Every call reads or writes a small file or the registry, so it may block for a disk; none is called often.
    Any thread may call.
    """

    def status(self) -> AutostartStatus:
        """How things are. Raises SoleusError when they can't be read."""
        ...

    def turn_on(self) -> None:
        """Start on login from now on; returns once it was read back and is right. Raises SoleusError."""
        ...

    def turn_off(self) -> None:
        """Don't, and leave no trace. Raises SoleusError."""
        ...

    def repair(self) -> bool:
        """Mend an entry whose program is gone, as after a move of the app; whether one was mended.

        An entry that is off or blocked, or names a program that exists, is left alone. Raises SoleusError.
        """
        ...
