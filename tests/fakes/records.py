"""Facts and homes to test with, and the record as another program reads it."""

from __future__ import annotations

import itertools
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from soleus_tray.app.paths import Paths
from soleus_tray.core.facts import CheckInFact, DecisionFact, PlanFact, ReminderFact, SetFact, SittingFact
from soleus_tray.core.ids import uuid7

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)  # a Wednesday
_numbers = itertools.count(1)


def home(folder: Path) -> Paths:
    """The paths SOLEUS_TRAY_HOME=folder gives."""
    return Paths(folder, folder / "data", folder / "state", folder / "cache", folder / "run")


def an_id(number: int | None = None) -> str:
    """A UUIDv7: the n-th, or one not used before."""
    number = next(_numbers) + 10**9 if number is None else number
    return uuid7(NOON + timedelta(milliseconds=number), number.to_bytes(10, "big"))


def a_set(**changes: Any) -> SetFact:
    """A set just begun."""
    given = {"id": an_id(), "started_at": NOON, "utc_offset": 3600, "planned_seconds": 120}
    given |= {"planned_reps": 20, "pace": "steady", "source": "tray"}
    return SetFact(**(given | changes))


def a_done_set(**changes: Any) -> SetFact:
    """A set completed as planned."""
    done = {
        "active_seconds": 120,
        "reps": 20,
        "outcome": "completed",
        "ended_at": NOON + timedelta(minutes=2),
    }
    return a_set(**(done | changes))


def a_sitting(**changes: Any) -> SittingFact:
    """An hour of sitting."""
    given = {"id": an_id(), "started_at": NOON, "utc_offset": 3600, "seconds": 3600}
    return SittingFact(**(given | {"ended_at": NOON + timedelta(hours=1)} | changes))


def a_reminder(**changes: Any) -> ReminderFact:
    """A reminder that was followed."""
    given = {"id": an_id(), "due_at": NOON, "utc_offset": 3600, "sitting_seconds": 3600, "notified": 1}
    return ReminderFact(**(given | {"outcome": "begun", "ended_at": NOON} | changes))


def a_decision(**changes: Any) -> DecisionFact:
    """A reminder that waits for a call."""
    given = {"id": an_id(), "at": NOON, "utc_offset": 3600, "what": "held", "detail": "microphone"}
    return DecisionFact(**(given | {"who": "Zoom"} | changes))


def a_check_in(**changes: Any) -> CheckInFact:
    """Legs a little heavy, the rest unsaid."""
    return CheckInFact(**({"id": an_id(), "at": NOON, "utc_offset": 3600, "heavy": 3} | changes))


def a_plan_step(**changes: Any) -> PlanFact:
    """Five minutes were offered, and taken."""
    given = {"id": an_id(), "at": NOON, "utc_offset": 3600, "what": "accepted", "level": 4}
    return PlanFact(**(given | changes))


def rows(database: Path, query: str = "SELECT * FROM sets ORDER BY started_at, id") -> list[dict[str, Any]]:
    """What the plain sqlite3 module, as another program, finds in the record."""
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(query)]
