"""Sums and tables over what is recorded: local days, weeks, and the rows other programs read.

A row's local day is that of its moment plus its own UTC offset, so travel and daylight saving never move
a set to another day afterwards.
"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Any, TypeVar

from soleus_tray.core.errors import BadValueError
from soleus_tray.core.facts import DecisionFact, Fact, ReminderFact, SetFact, SittingFact

if TYPE_CHECKING:
    from collections.abc import Iterable

EXPORT_KEYS = (
    "id",
    "started_at",
    "planned_seconds",
    "active_seconds",
    "reps",
    "pace",
    "outcome",
    "source",
)
"""The keys of `history --json` and the columns of `--csv`: a contract with other people's scripts."""

MOST_SECONDS = 10**8
"""Three years: no span is longer, so a bigger number is a fault and not a record."""
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
_LATEST = datetime(2200, 1, 1, tzinfo=UTC)
_TEXTS = ("id", "pace", "source", "outcome", "what")
_MOMENTS = ("started_at", "ended_at", "due_at", "at")
_LONGEST_NAME = 80
_JOINERS = str.maketrans("", "", "\u200c\u200d")
"""Not printable by themselves, and part of names in Persian, Hindi and others."""
_RANKS = {"in_progress": 0, "interrupted": 1, "stopped_early": 2, "completed": 3}

AnyFact = TypeVar("AnyFact", SetFact, ReminderFact, SittingFact, DecisionFact)


@dataclass(frozen=True, slots=True)
class DayTotals:
    """One local day in numbers."""

    sets: int = 0
    """Finished sets with at least one rep."""
    reps: int = 0
    active_seconds: int = 0
    sitting_seconds: int = 0

    def as_values(self) -> dict[str, int]:
        """The totals as `status --json` shows them."""
        return asdict(self)


def local_day(moment: datetime, utc_offset: int) -> date:
    """The calendar day of a UTC-aware moment for somebody `utc_offset` seconds east of UTC."""
    return (moment.astimezone(UTC) + timedelta(seconds=utc_offset)).date()


def monday_of(day: date) -> date:
    """The first day of the day's week."""
    return day - timedelta(days=day.weekday())


def is_finished(one: SetFact) -> bool:
    """Whether the set is over, however it ended."""
    return one.outcome != "in_progress"


def day_totals(day: date, sets: Iterable[SetFact], sittings: Iterable[SittingFact]) -> DayTotals:
    """The sums of one local day; sets in progress are left for when they end."""
    done = [one for one in sets if is_finished(one) and local_day(one.started_at, one.utc_offset) == day]
    return DayTotals(
        sets=sum(one.reps > 0 for one in done),
        reps=sum(one.reps for one in done),
        active_seconds=sum(one.active_seconds for one in done),
        sitting_seconds=sum(split_by_day(span).get(day, 0) for span in sittings),
    )


def week_counts(today: date, sets: Iterable[SetFact]) -> tuple[int, ...]:
    """Finished sets with at least one rep on each of the seven days of today's week, Monday first."""
    counts = [0] * 7
    monday = monday_of(today)
    for one in sets:
        index = (local_day(one.started_at, one.utc_offset) - monday).days
        if 0 <= index < 7 and is_finished(one) and one.reps > 0:
            counts[index] += 1
    return tuple(counts)


def split_by_day(span: SittingFact) -> dict[date, int]:
    """The span's counted seconds by local day, pro rata to the time on each; they add up exactly."""
    start = span.started_at.astimezone(UTC) + timedelta(seconds=span.utc_offset)
    end = span.ended_at.astimezone(UTC) + timedelta(seconds=span.utc_offset)
    if end <= start:
        return {start.date(): span.seconds}
    shares: dict[date, int] = {}
    given = 0
    day = start.date()
    while day <= end.date():
        midnight = datetime.combine(day + timedelta(days=1), time(), UTC)
        # Each day gets what is due up to its end, less what earlier days had: no second is lost to rounding.
        due = round(span.seconds * ((min(midnight, end) - start) / (end - start)))
        if due > given:
            shares[day] = due - given
        given = due
        day += timedelta(days=1)
    return shares


def later_of(old: AnyFact, new: AnyFact) -> AnyFact:
    """The one of two writings of a fact that says more, with the most progress of both.

    In whatever order and however often the writings of a fact are taken in, the result is the same: a
    finished set never turns back, and a drain repeated after a crash changes nothing.
    """
    if isinstance(old, SetFact) and isinstance(new, SetFact):
        return _later_set(old, new)
    return max(old, new, key=_progress)


def _later_set(old: SetFact, new: SetFact) -> SetFact:
    """The further outcome wins; what an interrupted set had done is the most anybody saw of it."""
    best = max(old, new, key=_progress)
    if best.outcome in ("completed", "stopped_early"):
        return best
    return replace(
        best,
        active_seconds=max(old.active_seconds, new.active_seconds),
        reps=max(old.reps, new.reps),
    )


def _progress(fact: Fact) -> tuple[Any, ...]:
    """A total order of the writings of one fact; the tail only makes ties come out the same each time."""
    if isinstance(fact, SetFact):
        ended = fact.ended_at or _EARLIEST
        return (_RANKS[fact.outcome], ended, fact.active_seconds, fact.reps, repr(fact))
    if isinstance(fact, SittingFact):
        return (fact.seconds, fact.ended_at, repr(fact))
    if isinstance(fact, ReminderFact):
        return (fact.ended_at, fact.notified, repr(fact))
    return (repr(fact),)  # a decision is written once; only a fault could write it differently


def check_fact(fact: Fact) -> None:
    """Raise BadValueError when a fact is out of any sensible bounds, and so can't be recorded."""
    for name in fact.__slots__:
        value = getattr(fact, name)
        may_be_open = name == "ended_at" and isinstance(fact, SetFact)
        if value is None and may_be_open:
            continue
        if not (_is_sensible(name, value) or (isinstance(fact, DecisionFact) and _may_decide(fact, name))):
            raise BadValueError(f"journal, {name}", value, "no such fact could have happened")


def _is_sensible(name: str, value: object) -> bool:
    if name == "id":
        return isinstance(value, str) and _ID.fullmatch(value) is not None
    if name in _TEXTS:
        return isinstance(value, str) and 0 < len(value) <= 200 and value.isascii() and value.isprintable()
    if name in _MOMENTS:
        return isinstance(value, datetime) and _EARLIEST <= value < _LATEST
    if name == "utc_offset":
        return isinstance(value, int) and abs(value) < 86_400
    return isinstance(value, int) and 0 <= value <= MOST_SECONDS


def _may_decide(fact: DecisionFact, name: str) -> bool:
    """Whether the field holds what only a decision may hold: no text, a foreign name, a clock set back."""
    value = getattr(fact, name)
    if name == "who":
        return isinstance(value, str) and len(value) <= _LONGEST_NAME and _is_printable(value)
    if name == "detail":
        return isinstance(value, str) and (value == "" or _is_sensible("pace", value))
    is_set_back = name == "seconds" and fact.what == "clock_set"
    return is_set_back and isinstance(value, int) and abs(value) <= MOST_SECONDS


def _is_printable(text: str) -> bool:
    return text.translate(_JOINERS).isprintable()


def export_rows(sets: Iterable[SetFact]) -> list[dict[str, Any]]:
    """Finished sets under EXPORT_KEYS; started_at in local time with its offset, to the second."""
    return [_export_row(one) for one in sets if is_finished(one)]


def _export_row(one: SetFact) -> dict[str, Any]:
    zone = timezone(timedelta(seconds=one.utc_offset))
    local = one.started_at.astimezone(zone).isoformat(timespec="seconds")
    return {key: local if key == "started_at" else getattr(one, key) for key in EXPORT_KEYS}


def as_json(sets: Iterable[SetFact]) -> str:
    """The finished sets as a JSON list."""
    return json.dumps(export_rows(sets), indent=2, ensure_ascii=False)


def as_csv(sets: Iterable[SetFact]) -> str:
    """The finished sets as CSV with a heading line, lines ended by a single newline."""
    text = io.StringIO()
    writer = csv.DictWriter(text, EXPORT_KEYS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(export_rows(sets))
    return text.getvalue().rstrip("\n")


def as_text(sets: Iterable[SetFact]) -> str:
    """The finished sets for a person to read in a terminal, one line each."""
    rows = export_rows(sets)
    if not rows:
        return "No sets yet. The first one takes two minutes: soleus-tray begin"
    return "\n".join(_text_line(row) for row in rows)


def _text_line(row: dict[str, Any]) -> str:
    minutes, seconds = divmod(row["active_seconds"], 60)
    day, clock = row["started_at"][:16].split("T")
    outcome = row["outcome"].replace("_", " ")
    return f"{day} {clock}  {minutes}:{seconds:02d}  {row['reps']:>4} reps  {row['pace']:<10}  {outcome}"
