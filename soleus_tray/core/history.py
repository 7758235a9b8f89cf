"""Sums and tables over what is recorded: local days, weeks, and the rows other programs read.

A row's local day is that of its moment plus its own UTC offset, so travel and daylight saving never move
a set to another day afterwards.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Any, TypeVar

from soleus_tray.core.facts import (
    CheckInFact,
    DecisionFact,
    Effort,
    Fact,
    PlanFact,
    ReminderFact,
    SetFact,
    SittingFact,
)
from soleus_tray.core.text import N_, _, ngettext

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
    "legs",
    "effort",
    "hurt",
)
"""The keys of `history --json` and the columns of `--csv`: a contract with other people's scripts."""

_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
_RANKS = {"in_progress": 0, "interrupted": 1, "stopped_early": 2, "completed": 3}
_EFFORTS: tuple[Effort, ...] = ("", "easy", "good", "hard")
_PLAN_WORDS = ("offered", "declined", "accepted")

_OUTCOMES = {
    "completed": N_("completed"),
    "stopped_early": N_("stopped early"),
    "interrupted": N_("interrupted"),
}
_LEGS = {
    "both": "",
    "alternate": N_("alternating legs"),
    "left": N_("left leg"),
    "right": N_("right leg"),
}
_EFFORT_WORDS = {"": "", "easy": N_("easy"), "good": N_("good"), "hard": N_("hard")}
_IT_HURT = N_("stopped because it hurt")

AnyFact = TypeVar("AnyFact", SetFact, ReminderFact, SittingFact, DecisionFact, CheckInFact, PlanFact)


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
    """The further outcome wins; what an interrupted set had done is the most anybody saw of it.

    What the user said of it stays said, in whichever writing: the harder of two efforts, and that it hurt.
    """
    best = replace(
        max(old, new, key=_progress),
        effort=max(old.effort, new.effort, key=_EFFORTS.index),
        hurt=old.hurt or new.hurt,
    )
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
        done = replace(fact, effort="", hurt=False)
        return (_RANKS[fact.outcome], ended, fact.active_seconds, fact.reps, repr(done))
    if isinstance(fact, SittingFact):
        return (fact.seconds, fact.ended_at, repr(fact))
    if isinstance(fact, ReminderFact):
        return (fact.ended_at, fact.notified, repr(fact))
    if isinstance(fact, PlanFact):
        return (_PLAN_WORDS.index(fact.what), fact.at, repr(fact))
    if isinstance(fact, CheckInFact):
        return (fact.at, repr(fact))
    return (repr(fact),)  # a decision is written once; only a fault could write it differently


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
    writer.writerows(row | {"hurt": "true" if row["hurt"] else "false"} for row in export_rows(sets))
    return text.getvalue().rstrip("\n")


def as_text(sets: Iterable[SetFact]) -> str:
    """The finished sets for a person to read in a terminal, one line each."""
    rows = export_rows(sets)
    if not rows:
        return _("No sets yet. The first one takes two minutes: soleus-tray begin")
    return "\n".join(_text_line(row) for row in rows)


def _text_line(row: dict[str, Any]) -> str:
    minutes, seconds = divmod(row["active_seconds"], 60)
    day, clock = row["started_at"][:16].split("T")
    reps = ngettext("{reps:>4} rep ", "{reps:>4} reps", row["reps"]).format(reps=row["reps"])
    said = [_OUTCOMES[row["outcome"]], _LEGS[row["legs"]], _EFFORT_WORDS[row["effort"]]]
    said += [_IT_HURT] if row["hurt"] else []
    words = ", ".join(_(word) for word in said if word)
    return f"{day} {clock}  {minutes}:{seconds:02d}  {reps}  {row['pace']:<10}  {words}"
