"""The record: what was done and sat, asked by the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from soleus_tray.core.facts import CheckInFact, DecisionFact, PlanFact, ReminderFact, SetFact
    from soleus_tray.core.history import DayTotals


MOST_DECISIONS = 5000
"""A busy week; nobody reads more at once."""


class RecordPlaces(Protocol):
    """Where a home keeps its record; app.paths.Paths is one."""

    @property
    def database(self) -> Path:
        """The SQLite file."""
        ...

    @property
    def backups(self) -> Path:
        """The folder of dated copies."""
        ...

    @property
    def journal(self) -> Path:
        """The folder of facts waiting to be taken in."""
        ...


class Record(Protocol):
    """Answers from the record. Loads a database: never called in the tray process; each call may block.

    Days are local: each row belongs to the day it had where and when it was written. Every method raises
    SoleusError when the record can't be read.
    """

    def sets(self, today: date, days: int | None = None) -> list[SetFact]:
        """The finished sets of the last `days` days, today's included (None: all), oldest first."""
        ...

    def totals(self, day: date) -> DayTotals:
        """What was done and sat on one day."""
        ...

    def week(self, today: date) -> tuple[int, ...]:
        """Sets on each day of today's week, Monday first: seven counts."""
        ...

    def decisions(self, since: datetime, until: datetime | None = None) -> list[DecisionFact]:
        """What was decided from `since` on and before `until` (aware; None: all), oldest first.

        At most MOST_DECISIONS, the newest ones.
        """
        ...

    def reminders(self, since: datetime) -> list[ReminderFact]:
        """The hours that fell due from `since` on and how each ended, oldest first."""
        ...

    def plan_steps(self) -> list[PlanFact]:
        """What was ever offered of the plan, and answered, oldest first."""
        ...

    def check_ins(self, since: datetime) -> list[CheckInFact]:
        """How the legs felt, from `since` on, oldest first."""
        ...
