"""The display on a terminal that knows ECMA-48: rows drawn where they belong, and only those that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.ui.terminal.frame import Row, Style

# The terminal's own colours, so that they suit its background; cyan stands for teal, red for coral.
_SGR: dict[Style, str] = {"plain": "", "strong": "1", "quiet": "2", "teal": "36", "coral": "31"}
# Another screen, so that what was there before comes back; no cursor.
_ENTER = "\x1b[?1049h\x1b[?25l\x1b[2J"
_LEAVE = "\x1b[0m\x1b[?25h\x1b[?1049l"


class Screen:
    """The whole terminal, borrowed from `enter` to `leave`."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self._rows: tuple[Row, ...] = ()
        self._size = (0, 0)
        self._entered = False

    def enter(self) -> None:
        """Put what is there aside and begin with an empty screen. Raises OSError."""
        self._entered = True
        self._rows = ()
        self._write(_ENTER)

    def leave(self) -> None:
        """Give it back as it was, cursor and all; again is harmless. Raises OSError."""
        if self._entered:
            self._entered = False
            self._write(_LEAVE)

    def draw(self, rows: tuple[Row, ...], size: tuple[int, int]) -> None:
        """Show these rows on a terminal of that many columns and lines. Raises OSError."""
        fresh = size != self._size or len(rows) != len(self._rows)
        written = ["\x1b[2J"] if fresh else []
        for place, row in enumerate(rows):
            if fresh or row != self._rows[place]:
                written.append(f"\x1b[{place + 1};1H{_painted(row)}\x1b[K")
        self._rows, self._size = rows, size
        if written:
            self._write("".join(written))


def _painted(row: Row) -> str:
    return "".join(
        f"\x1b[{_SGR[span.style]}m{span.text}\x1b[0m" if _SGR[span.style] else span.text for span in row
    )
