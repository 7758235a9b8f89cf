"""How wide the chips of a row are, so that every word fits in any language. No tkinter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.ui import layout

if TYPE_CHECKING:
    from collections.abc import Sequence

PADDING = 8
"""On either side of a chip's words, in pixels at 100 %."""


def chip_widths(words: Sequence[float], room: int) -> tuple[int, ...] | None:
    """The drawn width of each chip, all equal where that fits; None: these words need a smaller font.

    words: how long each one's text is; room: for the whole row, gaps included. Pixels at 100 %.
    """
    inside = room - layout.GAP * (len(words) - 1)
    even = [width for width in layout.CHIP_WIDTHS if width * len(words) <= inside]
    needs = [word + 2 * PADDING for word in words]
    if even and even[-1] >= max(needs):
        return (even[-1],) * len(words)
    fitting = [next((width for width in layout.CHIP_WIDTHS if width >= need), 0) for need in needs]
    if not all(fitting) or sum(fitting) > inside:
        return None
    return _stretched(fitting, inside)


def _stretched(widths: list[int], inside: int) -> tuple[int, ...]:
    """Let the narrowest chips grow while the row has room."""
    while True:
        grown = _grown_once(widths, inside)
        if grown is None:
            return tuple(widths)
        widths = grown


def _grown_once(widths: list[int], inside: int) -> list[int] | None:
    for place in sorted(range(len(widths)), key=lambda place: widths[place]):
        wider = next((width for width in layout.CHIP_WIDTHS if width > widths[place]), None)
        if wider is not None and sum(widths) - widths[place] + wider <= inside:
            return [wider if place == other else width for other, width in enumerate(widths)]
    return None
