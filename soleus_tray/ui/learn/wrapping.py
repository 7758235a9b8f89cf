"""Breaks words into lines of a given width, whatever measures them. No tkinter."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Measure = Callable[[str], int]


def lines_of(words: str, width: int, measure: Measure) -> list[str]:
    """The lines, none wider than `width` but for a single letter that is; at least one."""
    lines = [""]
    for word in (piece for whole in words.split(" ") for piece in _pieces(whole, width, measure)):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if measure(longer) <= width:
            lines[-1] = longer
        elif lines[-1]:
            lines.append(word)
        else:
            lines[-1] = word
    return lines


def _pieces(word: str, width: int, measure: Measure) -> Iterator[str]:
    """The word, cut where it is wider than a line."""
    while len(word) > 1 and measure(word) > width:
        cut = next((n for n in range(len(word) - 1, 1, -1) if measure(word[:n]) <= width), 1)
        yield word[:cut]
        word = word[cut:]
    yield word
