"""What a set needs of a terminal, and which of the two kinds this system has."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

Call = Literal["", "stop", "end", "suspend"]
"""stop: Ctrl-C; end: the terminal or the machine goes; suspend: Ctrl-Z."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What came from the other side of the terminal; all empty: nothing."""

    text: str = ""
    """Keys as the terminal sends them, or whole lines with their newlines."""
    ended: bool = False
    """Nothing will ever come any more."""
    call: Call = ""
    code: int = 0
    """The exit code that goes with a call."""


class Console(Protocol):
    """Used by one thread, the main one, between `open` and `close`."""

    def open(self, *, keys: bool) -> None:
        """Listen, to single keys or to whole lines. Raises OSError."""
        ...

    def close(self) -> None:
        """Leave the terminal as it was found; again is harmless. Doesn't raise."""
        ...

    def wait(self, seconds: float | None) -> Heard:
        """What comes within so many seconds; None: however long it takes."""
        ...

    def write(self, text: str) -> None:
        """Have it shown at once. Raises OSError."""
        ...

    def suspend(self) -> None:
        """Let the shell take over, and return when it gives the terminal back."""
        ...

    def size(self) -> tuple[int, int]:
        """Columns and lines."""
        ...


def open_console() -> Console:
    """The console of this process."""
    if sys.platform == "win32":
        from soleus_tray.ui.terminal.windows import WindowsConsole  # noqa: PLC0415 - only there

        return WindowsConsole()
    else:  # noqa: RET505 - the type checker follows only such a branch
        from soleus_tray.ui.terminal.posix import PosixConsole  # noqa: PLC0415 - not on Windows

        return PosixConsole()


def can_display(environment: Mapping[str, str]) -> bool:
    """Whether the display can be drawn here: a terminal on both sides that can move its cursor.

    NO_COLOR (no-color.org) asks for the lines too, in which nothing is told by colour.
    """
    if environment.get("NO_COLOR") or not (_is_terminal(0) and _is_terminal(1)):
        return False
    return sys.platform == "win32" or environment.get("TERM", "") not in ("", "dumb", "unknown")


def _is_terminal(descriptor: int) -> bool:
    try:
        return os.isatty(descriptor)
    except OSError:
        return False


def size_of(descriptor: int) -> tuple[int, int]:
    """The terminal's columns and lines; what most have where it doesn't say."""
    try:
        columns, lines = os.get_terminal_size(descriptor)
    except OSError:
        return 80, 24
    return columns or 80, lines or 24
