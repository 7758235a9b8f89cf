"""Text measured in a terminal's cells: Chinese characters take two, combining marks none."""

from __future__ import annotations

from unicodedata import combining, east_asian_width


def cells(text: str) -> int:
    """How many columns the text takes."""
    return sum(_width(letter) for letter in text)


def _width(letter: str) -> int:
    if combining(letter):
        return 0
    return 2 if east_asian_width(letter) in "WF" else 1


def clipped(text: str, room: int) -> str:
    """The text cut to so many columns, with dots where something is missing."""
    if cells(text) <= room:
        return text
    kept, used = "", 0
    for letter in text:
        used += _width(letter)
        if used > room - 1:
            break
        kept += letter
    return f"{kept.rstrip()}…" if room > 0 else ""


def wrapped(text: str, room: int) -> list[str]:
    """The text on as many lines as its words need; a word wider than the room is cut."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and cells(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(clipped(word, room))
    return lines


def gathered(parts: tuple[str, ...], gap: str, room: int) -> list[str]:
    """The parts on as few lines as possible, each whole, with the gap between two on one line."""
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]}{gap}{part}" if lines else part
        if lines and cells(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(clipped(part, room))
    return lines
