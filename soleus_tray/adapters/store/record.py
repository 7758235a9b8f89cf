"""Answers from the database."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from soleus_tray.adapters.store.database import explained, reading
from soleus_tray.adapters.store.models import (
    CheckInRow,
    DecisionRow,
    PlanRow,
    ReminderRow,
    SetRow,
    SittingRow,
    fact_of,
)
from soleus_tray.core.facts import CheckInFact, DecisionFact, PlanFact, ReminderFact, SetFact, SittingFact
from soleus_tray.core.history import DayTotals, day_totals, local_day, monday_of, week_counts
from soleus_tray.ports.store import MOST_DECISIONS

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine, Select

AnyFact = TypeVar("AnyFact")
_SLACK = timedelta(days=1)
"""No local day begins further from the same day's midnight in UTC."""


class SqliteRecord:
    """Implements ports.store.Record on an opened database."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self._path = path
        self._engine = reading(engine)

    def sets(self, today: date, days: int | None = None) -> list[SetFact]:
        """See the port."""
        first = date.min if days is None else today - timedelta(days=max(days, 1) - 1)
        found = self._sets_since(None if days is None else first)
        return [one for one in found if local_day(one.started_at, one.utc_offset) >= first]

    def totals(self, day: date) -> DayTotals:
        """See the port."""
        return day_totals(day, self._sets_since(day), self._sittings_since(day))

    def week(self, today: date) -> tuple[int, ...]:
        """See the port."""
        return week_counts(today, self._sets_since(monday_of(today)))

    def decisions(self, since: datetime, until: datetime | None = None) -> list[DecisionFact]:
        """See the port."""
        query = select(DecisionRow).where(DecisionRow.at >= since)
        if until is not None:
            query = query.where(DecisionRow.at < until)
        newest_first = query.order_by(DecisionRow.at.desc(), DecisionRow.id.desc()).limit(MOST_DECISIONS)
        with explained(self._path), Session(self._engine) as session:
            found = [fact_of(DecisionFact, row) for row in session.scalars(newest_first)]
        return found[::-1]

    def reminders(self, since: datetime) -> list[ReminderFact]:
        """See the port."""
        query = select(ReminderRow).where(ReminderRow.due_at >= since)
        return self._all(ReminderFact, query.order_by(ReminderRow.due_at, ReminderRow.id))

    def plan_steps(self) -> list[PlanFact]:
        """See the port."""
        return self._all(PlanFact, select(PlanRow).order_by(PlanRow.at, PlanRow.id))

    def check_ins(self, since: datetime) -> list[CheckInFact]:
        """See the port."""
        query = select(CheckInRow).where(CheckInRow.at >= since)
        return self._all(CheckInFact, query.order_by(CheckInRow.at, CheckInRow.id))

    def _sets_since(self, first: date | None) -> list[SetFact]:
        """Finished sets from the local day on, and perhaps some of the day before it, oldest first."""
        query = select(SetRow).where(SetRow.outcome != "in_progress").order_by(SetRow.started_at, SetRow.id)
        if first is not None:
            query = query.where(SetRow.started_at >= _earliest(first))
        return self._all(SetFact, query)

    def _sittings_since(self, first: date) -> list[SittingFact]:
        """Spans that end on the local day or later, and perhaps some of the day before it."""
        query = select(SittingRow).where(SittingRow.ended_at >= _earliest(first))
        return self._all(SittingFact, query)

    def _all(self, kind: type[AnyFact], query: Select[Any]) -> list[AnyFact]:
        with explained(self._path), Session(self._engine) as session:
            return [fact_of(kind, row) for row in session.scalars(query)]


def _earliest(day: date) -> datetime:
    return datetime.combine(day, time(), UTC) - _SLACK
