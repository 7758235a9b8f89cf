"""The tables of the record, one row for each fact, columns named as in core.facts.

Made to be read by hand: `sqlite3 record.sqlite3 'select * from sets'`. Moments are UTC text to the
millisecond, such as 2026-11-22T15:17:53.000Z, which SQLite's own date functions understand.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, get_args

from sqlalchemy import CheckConstraint, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from soleus_tray.core.errors import SoleusError
from soleus_tray.core.exercise import Legs
from soleus_tray.core.facts import (
    CheckInFact,
    DecisionFact,
    Effort,
    Fact,
    PlanFact,
    PlanWord,
    ReminderFact,
    ReminderOutcome,
    SetFact,
    SetOutcome,
    SetSource,
    SittingFact,
)
from soleus_tray.core.text import _

if TYPE_CHECKING:
    from sqlalchemy import Dialect


class UtcText(TypeDecorator[datetime]):
    """A UTC-aware datetime as text that sorts by time."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """To the database."""
        return None if value is None else utc_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """From the database; raises SoleusError when somebody else wrote it otherwise."""
        if value is None:
            return None
        try:
            return datetime.fromisoformat(value).astimezone(UTC)
        except (TypeError, ValueError) as error:
            raise SoleusError(
                _("The record holds {value!r} where a moment in time belongs.").format(value=value)
            ) from error


def utc_text(moment: datetime) -> str:
    """2026-11-22T15:17:53.000Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _among(column: str, words: Any) -> CheckConstraint:
    allowed = ", ".join(f"'{word}'" for word in get_args(words))
    return CheckConstraint(f"{column} IN ({allowed})", f"{column}_known")


def _not_negative(*columns: str) -> CheckConstraint:
    return CheckConstraint(" AND ".join(f"{column} >= 0" for column in columns), "not_negative")


class Base(DeclarativeBase):
    """What every table has."""

    type_annotation_map = {str: Text, datetime: UtcText}  # noqa: RUF012 - as SQLAlchemy reads it

    id: Mapped[str] = mapped_column(CheckConstraint("length(id) = 36"), primary_key=True, sort_order=-1)
    """UUIDv7 text."""
    utc_offset: Mapped[int]
    """Seconds east of UTC where it happened."""


class SetRow(Base):
    """A guided set; see core.facts.SetFact."""

    __tablename__ = "sets"
    __table_args__ = (
        _among("outcome", SetOutcome),
        _among("source", SetSource),
        _not_negative("planned_seconds", "planned_reps", "active_seconds", "reps"),
        _among("legs", Legs),
        _among("effort", Effort),
    )

    started_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    planned_seconds: Mapped[int]
    planned_reps: Mapped[int]
    active_seconds: Mapped[int]
    reps: Mapped[int]
    pace: Mapped[str]
    outcome: Mapped[str] = mapped_column(index=True)
    source: Mapped[str]
    legs: Mapped[str]
    effort: Mapped[str]
    hurt: Mapped[bool]


class ReminderRow(Base):
    """A due hour and how it ended; see core.facts.ReminderFact."""

    __tablename__ = "reminders"
    __table_args__ = (_among("outcome", ReminderOutcome), _not_negative("sitting_seconds", "notified"))

    due_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime]
    sitting_seconds: Mapped[int]
    notified: Mapped[int]
    outcome: Mapped[str]


class SittingRow(Base):
    """A span of sitting; see core.facts.SittingFact."""

    __tablename__ = "sitting"
    __table_args__ = (_not_negative("seconds"),)

    started_at: Mapped[datetime]
    ended_at: Mapped[datetime] = mapped_column(index=True)
    seconds: Mapped[int]


class DecisionRow(Base):
    """Something decided or noticed; see core.facts.DecisionFact.

    `what` has no CHECK, unlike the words of the other tables: facts are checked before they come here, and
    a new kind of decision should not need the table rebuilt.
    """

    __tablename__ = "decisions"

    at: Mapped[datetime] = mapped_column(index=True)
    what: Mapped[str]
    detail: Mapped[str]
    who: Mapped[str]
    seconds: Mapped[int]


class CheckInRow(Base):
    """How the legs felt; see core.facts.CheckInFact."""

    __tablename__ = "check_ins"
    __table_args__ = (
        # What was not said is NULL, which satisfies a CHECK.
        CheckConstraint(
            "heavy BETWEEN 0 AND 10 AND swollen BETWEEN 0 AND 10 AND ache BETWEEN 0 AND 10", "signs_known"
        ),
    )

    at: Mapped[datetime] = mapped_column(index=True)
    heavy: Mapped[int | None]
    swollen: Mapped[int | None]
    ache: Mapped[int | None]
    veins: Mapped[bool | None]
    sudden: Mapped[bool]
    note: Mapped[str]


class PlanRow(Base):
    """A step of the plan and the answer to it; see core.facts.PlanFact."""

    __tablename__ = "plan_steps"
    __table_args__ = (_among("what", PlanWord), CheckConstraint("level BETWEEN 0 AND 5", "level_known"))

    at: Mapped[datetime] = mapped_column(index=True)
    what: Mapped[str]
    level: Mapped[int]


AnyRow = SetRow | ReminderRow | SittingRow | DecisionRow | CheckInRow | PlanRow
ROWS: dict[type[Fact], type[AnyRow]] = {
    SetFact: SetRow,
    ReminderFact: ReminderRow,
    SittingFact: SittingRow,
    DecisionFact: DecisionRow,
    CheckInFact: CheckInRow,
    PlanFact: PlanRow,
}


def values_of(fact: Fact) -> dict[str, Any]:
    """The fact's fields by name."""
    return {name: getattr(fact, name) for name in fact.__slots__}


def fact_of(kind: type[Any], row: Base) -> Any:
    """The fact, of the kind given, in a row."""
    return kind(**{name: getattr(row, name) for name in kind.__slots__})
