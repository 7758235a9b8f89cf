"""What a terminal of any size shows at one moment: rows of styled text, worked out without a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from soleus_tray.core.text import N_, _
from soleus_tray.ui.terminal.cells import cells, clipped, gathered, wrapped
from soleus_tray.ui.terminal.gestures import efforts, others
from soleus_tray.ui.terminal.leg import leg_rows
from soleus_tray.ui.terminal.letters import ROWS as WORD_ROWS
from soleus_tray.ui.terminal.letters import large, spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from soleus_tray.core.cues import Mark
    from soleus_tray.core.session import Stage
    from soleus_tray.ui.session.picture import Pain, Picture, Summary

Style = Literal["plain", "strong", "quiet", "teal", "coral"]
WIDEST = 64
"""Columns of the block in the middle: further apart, the eye has to travel."""
_LARGE_FROM = 20
"""Rows from which on there is room for large letters."""


class Span(NamedTuple):
    """A piece of a row."""

    text: str
    style: Style = "plain"


Row = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """The characters to draw with."""

    full: str
    empty: str
    line: str
    rest: str
    dot: str
    done: str
    now: str
    later: str
    leg: bool
    """Whether the leg can be drawn."""


LETTERS = Marks("#", ".", "=", "-", "-", "x", "*", ".", leg=False)
"""For a terminal that knows no more than ASCII."""
BLOCKS = Marks("█", "░", "━", "─", "·", "✓", "•", "·", leg=False)
"""For the Linux console, whose font has no Braille."""
DRAWN = Marks("█", "░", "━", "─", "·", "✓", "•", "·", leg=True)


@dataclass(frozen=True, slots=True)
class Shown:
    """One moment of a set, for the eye."""

    picture: Picture
    stage: Stage
    audible: bool = False
    """Whether there is anything to mute."""


class _Part(NamedTuple):
    """Rows that stay or go together."""

    rows: tuple[Row, ...]
    rank: int
    """What goes first where there is too little room: the highest."""


_GAP = _Part(((),), 9)
_KEYS: dict[Stage, tuple[str, ...]] = {
    "get_ready": (N_("Space start"), N_("Esc not now")),
    "moving": (N_("Space pause"), N_("Enter finish"), N_("Esc stop"), N_("h it hurts"), N_("+/- pace")),
    "paused": (N_("Space go on"), N_("Enter finish"), N_("Esc stop"), N_("h it hurts"), N_("+/- pace")),
    "over": (N_("Enter done"),),
}
_MUTE = N_("m sound")
_GO_ON = N_("r go on now")
_END_TOES = N_("Enter that will do")


def compose(shown: Shown, columns: int, lines: int, marks: Marks) -> tuple[Row, ...]:
    """Exactly `lines` rows, none wider than the terminal less one column, the block in the middle."""
    # The last column is left free: some terminals wrap as soon as it is written.
    room = max(1, min(WIDEST, columns - 1))
    margin = max(0, (columns - 1 - room) // 2)
    parts = _fitting(_parts(shown, room, lines, marks), lines)
    rows = [row for part in parts for row in part.rows][:lines]
    above = (lines - len(rows)) // 2
    padded = [_centred(row, room, margin) for row in rows]
    return (((),) * above + tuple(padded) + ((),) * lines)[:lines]


def _fitting(parts: list[_Part], lines: int) -> list[_Part]:
    """The parts that matter most, in their order, with as much air between them as there is room for."""
    kept = [part for part in parts if part.rows]
    while (solid := [one for one in kept if one is not _GAP])[1:] and _height(solid) > lines:
        _drop(kept, lambda one: -1 if one is _GAP else one.rank)
    while _GAP in kept and _height(kept) > lines:
        _drop(kept, lambda one: one.rank)
    return kept


def _height(parts: Iterable[_Part]) -> int:
    return sum(len(part.rows) for part in parts)


def _drop(parts: list[_Part], rank: Callable[[_Part], int]) -> None:
    """Take out the one of the highest rank, the last of them."""
    del parts[max(range(len(parts)), key=lambda place: (rank(parts[place]), place))]


def _centred(row: Row, room: int, margin: int) -> Row:
    width = sum(cells(span.text) for span in row)
    before = margin + max(0, (room - width) // 2)
    return (Span(" " * before), *row) if row else ()


def _parts(shown: Shown, room: int, lines: int, marks: Marks) -> list[_Part]:
    picture = shown.picture
    head = picture.notice or picture.header
    parts = [
        _Part(_text(head, room, "coral" if picture.notice else "quiet"), 5),
        _GAP,
        _Part(_word(picture.word, room, lines, marks), 0),
        _Part(_text(picture.cue, room), 3),
        _GAP,
    ]
    if picture.pain is not None:
        # Each word of it matters more than how large another one is.
        parts[2] = _Part(_text(picture.word, room, "strong"), 4)
        parts += _pain(picture.pain, room)
    elif picture.screen == "get_ready":
        parts += [_Part(_posture(picture.posture, room, marks), 6), _GAP, _set_bar(picture, room, marks)]
    elif picture.screen == "set":
        parts += _moving(picture, room, marks)
    elif picture.screen == "toes":
        parts += _toes(picture, room, marks)
    elif picture.summary is not None:
        parts += _ended(picture, picture.summary, room, marks)
    return [*parts, _GAP, _Part(_foot(shown, room), 2 if picture.pain else 1)]


def _moving(picture: Picture, room: int, marks: Marks) -> list[_Part]:
    leg = tuple((Span(row),) for row in leg_rows(picture.height)) if marks.leg else ()
    return [
        _Part(leg, 8),
        _Part((_bar(_("heel"), picture.height, room, marks),), 4),
        _GAP,
        _Part((_figures(picture, room, marks),), 2),
        _set_bar(picture, room, marks),
    ]


def _toes(picture: Picture, room: int, marks: Marks) -> list[_Part]:
    return [
        _Part((_bar(_("toes"), picture.phase_share, room, marks),), 4),
        _GAP,
        _Part((_figures(picture, room, marks),), 2),
        _set_bar(picture, room, marks),
    ]


def _pain(pain: Pain, room: int) -> list[_Part]:
    """What to do, the most urgent last to go, and what becomes of the reminders."""
    parts = []
    for place, (heading, text) in enumerate(pain.paragraphs):
        lines = [Span(line, "coral") for line in wrapped(heading, room)] + list(
            map(Span, wrapped(text, room))
        )
        # Of equal width, so that all begin in one column.
        rows = tuple((line, Span(" " * (room - cells(line.text)))) for line in lines)
        parts += [_Part(rows, place - 1 if heading else 3), _GAP]
    return [*parts, _Part(_text(pain.reminders, room, "quiet"), 5)]


def _text(text: str, room: int, style: Style = "plain") -> tuple[Row, ...]:
    return ((Span(clipped(text, room), style),),) if text else ((),)


def _word(word: str, room: int, lines: int, marks: Marks) -> tuple[Row, ...]:
    """The phase word; the same height for every word, so that nothing moves when it changes."""
    if lines < _LARGE_FROM or marks is LETTERS:
        return ((Span(clipped(spaced(word, room), room), "strong"),),)
    rows = large(word, room)
    return tuple((Span(row, "strong"),) if row else () for row in rows) + ((),) * (WORD_ROWS - len(rows) + 1)


def _posture(lines: tuple[tuple[str, Mark], ...], room: int, marks: Marks) -> tuple[Row, ...]:
    """The posture lines, the longest of them in the middle, all beginning in one column."""
    signs = {"done": marks.done, "now": marks.now, "later": marks.later}
    widest = min(room, max((cells(text) for text, _mark in lines), default=0) + 2)
    rows = []
    for text, mark in lines:
        line = clipped(f"{signs[mark]} {text}", widest)
        rows.append((Span(line + " " * (widest - cells(line)), "quiet" if mark == "later" else "plain"),))
    return tuple(rows)


def _bar(label: str, share: float, room: int, marks: Marks) -> Row:
    """How high the heel is, from left to right."""
    length = max(1, min(32, room - 2 * (cells(label) + 1)))
    full = round(share * length)
    left, right = Span(marks.full * full, "coral"), Span(marks.empty * (length - full), "quiet")
    # The same width on both sides keeps the bar itself in the middle.
    return Span(f"{label} ", "quiet"), left, right, Span(" " * (cells(label) + 1))


def _set_bar(picture: Picture, room: int, marks: Marks) -> _Part:
    """How much of the set, or of the countdown, has passed."""
    length = min(room, 48)
    done = round(picture.set_share * length)
    return _Part(((Span(marks.line * done, "teal"), Span(marks.rest * (length - done), "quiet")),), 4)


def _figures(picture: Picture, room: int, marks: Marks) -> Row:
    told = [f"{figure} {label}" for figure, label in picture.figures]
    if picture.leg:
        told.append(picture.leg)
    return (Span(clipped(f" {marks.dot} ".join(told), room), "strong"),)


def _ended(picture: Picture, summary: Summary, room: int, marks: Marks) -> list[_Part]:
    answers = tuple(one.label for one in efforts(picture))
    asked = gathered((summary.effort.text, *answers), "   ", room) if summary.effort and answers else []
    return [
        _Part(_text(summary.counts, room, "strong"), 2),
        _Part(_week(summary.bars, marks), 7),
        _GAP,
        _Part(tuple((Span(line),) for line in wrapped(summary.note, room)), 3),
        _GAP,
        _Part(tuple((Span(line, "teal"),) for line in asked), 3),
    ]


def _week(counts: tuple[int, ...], marks: Marks) -> tuple[Row, ...]:
    """This week's days so far as figures over their letters; nothing where only one day is known."""
    if len(counts) < 2:
        return ()
    days = _("Mo Tu We Th Fr Sa Su").split()[: len(counts)]
    widths = [max(cells(day), len(str(count))) for day, count in zip(days, counts, strict=False)]
    most = max(1, *counts)
    bars = _bars(counts, widths, most) if marks is not LETTERS else ()
    figures = "  ".join(f"{count:>{width}}" for count, width in zip(counts, widths, strict=False))
    names = "  ".join(f"{day:>{width}}" for day, width in zip(days, widths, strict=False))
    return ((), *bars, (Span(figures),), (Span(names, "quiet"),))


def _bars(counts: tuple[int, ...], widths: list[int], most: int) -> tuple[Row, ...]:
    """Two rows of bars, in eighths of a row."""
    rows = []
    for floor in (8, 0):
        heights = [max(0, min(8, round(count / most * 16) - floor)) for count in counts]
        blocks = [" ▁▂▃▄▅▆▇█"[height] * min(2, width) for height, width in zip(heights, widths, strict=False)]
        row = "  ".join(f"{block:>{width}}" for block, width in zip(blocks, widths, strict=False))
        rows.append((Span(row, "teal"),))
    return tuple(rows)


def _foot(shown: Shown, room: int) -> tuple[Row, ...]:
    """What the keys do."""
    keys = [_(key) for key in _KEYS[shown.stage]]
    if shown.picture.screen == "toes":
        keys = [_(_END_TOES), _("h it hurts")]
    elif shown.stage == "over":
        keys += [one.label for one in others(shown.picture)]
    elif any(action == "skip_rest" for action, _label in shown.picture.buttons):
        keys.append(_(_GO_ON))
    if shown.audible and shown.stage in ("moving", "paused"):
        keys.append(_(_MUTE))
    return tuple((Span(line, "quiet"),) for line in gathered(tuple(keys), "   ", room))
