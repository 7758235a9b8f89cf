"""The version of the tables, and how older ones become the present one.

The text of a step is that of the models on the day of its version, and stands there whole, whatever an
earlier step says too: later models must not change an old step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.adapters.store.models import Base
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

FIRST_VERSION = 1


def _to_version_2(connection: Connection) -> None:
    """Sets may be done quietly, and decisions are kept.

    SQLite changes no CHECK in place, so the sets move to a new table of the same name, by the order its
    manual gives (lang_altertable, "making other kinds of table schema changes").
    """
    for statement in _VERSION_2:
        connection.exec_driver_sql(statement)


_SETS = "id, started_at, ended_at, planned_seconds, planned_reps, active_seconds, reps, pace, outcome, source"
_VERSION_2 = (
    """CREATE TABLE new_sets (
        id TEXT NOT NULL CHECK (length(id) = 36),
        started_at TEXT NOT NULL,
        ended_at TEXT,
        planned_seconds INTEGER NOT NULL,
        planned_reps INTEGER NOT NULL,
        active_seconds INTEGER NOT NULL,
        reps INTEGER NOT NULL,
        pace TEXT NOT NULL,
        outcome TEXT NOT NULL,
        source TEXT NOT NULL,
        utc_offset INTEGER NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT outcome_known CHECK
            (outcome IN ('in_progress', 'completed', 'stopped_early', 'interrupted')),
        CONSTRAINT source_known CHECK (source IN ('tray', 'notification', 'command', 'window', 'quiet')),
        CONSTRAINT not_negative CHECK
            (planned_seconds >= 0 AND planned_reps >= 0 AND active_seconds >= 0 AND reps >= 0)
    )""",
    f"INSERT INTO new_sets ({_SETS}, utc_offset) SELECT {_SETS}, utc_offset FROM sets",  # noqa: S608 - our own names
    "DROP TABLE sets",
    "ALTER TABLE new_sets RENAME TO sets",
    "CREATE INDEX ix_sets_started_at ON sets (started_at)",
    "CREATE INDEX ix_sets_outcome ON sets (outcome)",
    """CREATE TABLE decisions (
        id TEXT NOT NULL CHECK (length(id) = 36),
        at TEXT NOT NULL,
        what TEXT NOT NULL,
        detail TEXT NOT NULL,
        who TEXT NOT NULL,
        seconds INTEGER NOT NULL,
        utc_offset INTEGER NOT NULL,
        PRIMARY KEY (id)
    )""",
    "CREATE INDEX ix_decisions_at ON decisions (at)",
)


def _to_version_3(connection: Connection) -> None:
    """Sets say which legs worked, how hard it was and if it hurt; check-ins and the plan's steps are kept."""
    for statement in _VERSION_3:
        connection.exec_driver_sql(statement)


_VERSION_3 = (
    """CREATE TABLE new_sets (
        id TEXT NOT NULL CHECK (length(id) = 36),
        started_at TEXT NOT NULL,
        ended_at TEXT,
        planned_seconds INTEGER NOT NULL,
        planned_reps INTEGER NOT NULL,
        active_seconds INTEGER NOT NULL,
        reps INTEGER NOT NULL,
        pace TEXT NOT NULL,
        outcome TEXT NOT NULL,
        source TEXT NOT NULL,
        legs TEXT NOT NULL,
        effort TEXT NOT NULL,
        hurt BOOLEAN NOT NULL,
        utc_offset INTEGER NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT outcome_known CHECK
            (outcome IN ('in_progress', 'completed', 'stopped_early', 'interrupted')),
        CONSTRAINT source_known CHECK (source IN ('tray', 'notification', 'command', 'window', 'quiet')),
        CONSTRAINT not_negative CHECK
            (planned_seconds >= 0 AND planned_reps >= 0 AND active_seconds >= 0 AND reps >= 0),
        CONSTRAINT legs_known CHECK (legs IN ('both', 'alternate', 'left', 'right')),
        CONSTRAINT effort_known CHECK (effort IN ('', 'easy', 'good', 'hard'))
    )""",
    f"""INSERT INTO new_sets ({_SETS}, legs, effort, hurt, utc_offset)
        SELECT {_SETS}, 'both', '', 0, utc_offset FROM sets""",  # noqa: S608 - our own names
    "DROP TABLE sets",
    "ALTER TABLE new_sets RENAME TO sets",
    "CREATE INDEX ix_sets_started_at ON sets (started_at)",
    "CREATE INDEX ix_sets_outcome ON sets (outcome)",
    """CREATE TABLE check_ins (
        id TEXT NOT NULL CHECK (length(id) = 36),
        at TEXT NOT NULL,
        heavy INTEGER,
        swollen INTEGER,
        ache INTEGER,
        veins BOOLEAN,
        sudden BOOLEAN NOT NULL,
        note TEXT NOT NULL,
        utc_offset INTEGER NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT signs_known CHECK
            (heavy BETWEEN 0 AND 10 AND swollen BETWEEN 0 AND 10 AND ache BETWEEN 0 AND 10)
    )""",
    "CREATE INDEX ix_check_ins_at ON check_ins (at)",
    """CREATE TABLE plan_steps (
        id TEXT NOT NULL CHECK (length(id) = 36),
        at TEXT NOT NULL,
        what TEXT NOT NULL,
        level INTEGER NOT NULL,
        utc_offset INTEGER NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT what_known CHECK (what IN ('offered', 'accepted', 'declined')),
        CONSTRAINT level_known CHECK (level BETWEEN 0 AND 5)
    )""",
    "CREATE INDEX ix_plan_steps_at ON plan_steps (at)",
)
STEPS: tuple[Callable[[Connection], None], ...] = (_to_version_2, _to_version_3)
"""Step n brings version n + 1 to n + 2 in the transaction it is given. Only ever appended to."""


def newest_version() -> int:
    """The version this program writes."""
    return FIRST_VERSION + len(STEPS)


def version_of(connection: Connection) -> int:
    """The database's version; 0 for an empty one."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def refuse_newer(path: Path, version: int) -> None:
    """Raise SoleusError when a newer soleus-tray wrote the record: we would not understand it."""
    if version > newest_version():
        raise SoleusError(
            _(
                "The record {path} was written by a newer soleus-tray (format {version}, this one knows "
                "{known}); please update soleus-tray."
            ).format(path=path, version=version, known=newest_version())
        )


def migrate(connection: Connection, version: int) -> None:
    """Bring the tables from `version` to the newest, in the connection's transaction."""
    if version < FIRST_VERSION:
        Base.metadata.create_all(connection)
    else:
        for step in _steps_after(version, STEPS):
            step(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {newest_version()}")


def _steps_after(
    version: int, steps: Sequence[Callable[[Connection], None]]
) -> Sequence[Callable[[Connection], None]]:
    return steps[version - FIRST_VERSION :]
