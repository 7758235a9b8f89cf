"""Pages as plain lines for a terminal: no colour, no drawing, nothing a screen reader would stumble over."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from soleus_tray.core.content.pages import Bars, Item, Link, Panel, Picture, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from soleus_tray.core.content.pages import Page, Row

_INSET = "  "
NARROWEST = 20


def as_text(page: Page, width: int) -> str:
    """The page, no line longer than `width` letters (at least NARROWEST) but for words that are."""
    width = max(width, NARROWEST)
    lines = [*_wrapped(page.title.upper(), width, "", ""), "", *_lines(page.rows, width)]
    return "\n".join(lines).rstrip()


def _lines(rows: Sequence[Row], width: int) -> Iterator[str]:
    before: Row | None = None
    for row in rows:
        if isinstance(row, Picture | Link):
            continue
        if before is not None and not _go_together(before, row):
            yield ""
        yield from _row(row, width)
        before = row


def _row(row: Text | Item | Bars | Panel, width: int) -> Iterator[str]:
    if isinstance(row, Panel):
        yield from _panel(row, width)
    elif isinstance(row, Bars):
        yield from _bars(row, width)
    else:
        yield from _line(row, width, "")


def _bars(bars: Bars, width: int) -> Iterator[str]:
    yield from _wrapped(bars.title, width, "", "")
    for name, _, amount in bars.bars:
        yield from _wrapped(f"{name}: {amount}", width, _INSET, 2 * _INSET)


def _go_together(one: Row, other: Row) -> bool:
    if isinstance(one, Text) and isinstance(other, Text):
        return one.style == other.style == "small"
    return isinstance(one, Item) and isinstance(other, Item)


def tied(words: str) -> str:
    """The words with each figure and its percent sign kept on one line."""
    return words.replace(" %", "\u00a0%")


def _panel(panel: Panel, width: int) -> Iterator[str]:
    heading, *others = panel.rows
    yield from _line(heading, width, "")
    for row in others:
        yield from _line(row, width, _INSET)


def _line(row: Text | Item, width: int, inset: str) -> list[str]:
    if isinstance(row, Text):
        return _wrapped(row.words, width, inset, inset)
    mark = f"{row.mark.replace('•', '-')} "
    return _wrapped(row.words, width, inset + mark, inset + " " * len(mark))


def _wrapped(words: str, width: int, first: str, others: str) -> list[str]:
    return wrap(
        tied(words),
        width,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )
