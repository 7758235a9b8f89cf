"""A record of an older format: copied, brought up to date, and nothing of it lost."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from soleus_tray.adapters.store import schema
from soleus_tray.adapters.store.backups import backup
from soleus_tray.adapters.store.commands import drain
from soleus_tray.adapters.store.journal import FileJournal
from soleus_tray.adapters.store.models import values_of
from soleus_tray.adapters.store.opening import OpenStore, open_store
from soleus_tray.core.errors import SoleusError
from tests.fakes.records import (
    NOON,
    a_check_in,
    a_decision,
    a_done_set,
    a_plan_step,
    a_reminder,
    a_sitting,
    an_id,
    home,
    rows,
)

if TYPE_CHECKING:
    from pathlib import Path

    from soleus_tray.app.paths import Paths

VERSION_1 = """
CREATE TABLE sets (
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
    CONSTRAINT outcome_known CHECK (outcome IN ('in_progress', 'completed', 'stopped_early', 'interrupted')),
    CONSTRAINT source_known CHECK (source IN ('tray', 'notification', 'command', 'window')),
    CONSTRAINT not_negative CHECK
        (planned_seconds >= 0 AND planned_reps >= 0 AND active_seconds >= 0 AND reps >= 0)
);
CREATE INDEX ix_sets_started_at ON sets (started_at);
CREATE INDEX ix_sets_outcome ON sets (outcome);
CREATE TABLE reminders (
    id TEXT NOT NULL CHECK (length(id) = 36),
    due_at TEXT NOT NULL,
    ended_at TEXT NOT NULL,
    sitting_seconds INTEGER NOT NULL,
    notified INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    utc_offset INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT outcome_known CHECK (outcome IN ('begun', 'snoozed', 'skipped', 'ignored', 'left', 'held')),
    CONSTRAINT not_negative CHECK (sitting_seconds >= 0 AND notified >= 0)
);
CREATE INDEX ix_reminders_due_at ON reminders (due_at);
CREATE TABLE sitting (
    id TEXT NOT NULL CHECK (length(id) = 36),
    started_at TEXT NOT NULL,
    ended_at TEXT NOT NULL,
    seconds INTEGER NOT NULL,
    utc_offset INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT not_negative CHECK (seconds >= 0)
);
CREATE INDEX ix_sitting_ended_at ON sitting (ended_at);
PRAGMA user_version = 1;
"""
"""What the first format's tables were made with."""
SETS_SINCE_3 = {"legs": "both", "effort": "", "hurt": 0}
"""What a set of an older format is taken to have been."""
TABLES = {"sets": "started_at", "reminders": "due_at", "sitting": "ended_at"}


def opened(places: Paths, *facts) -> OpenStore:
    FileJournal(places.journal).append(*facts)
    return open_store(places, NOON, patience=0.2)


def write_version_1(path: Path) -> None:
    """A record as the first format's program left it, one row of each source and kind in it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as record:
        record.execute("PRAGMA journal_mode = WAL")
        record.executescript(VERSION_1)
        for source in ("tray", "notification", "command", "window"):
            insert(record, "sets", a_done_set(source=source))
        insert(record, "sets", a_done_set(outcome="interrupted", ended_at=None, utc_offset=-39600))
        insert(record, "reminders", a_reminder())
        insert(record, "sitting", a_sitting())
        record.commit()


def write_version_2(path: Path) -> None:
    """A record as the second format's program left it."""
    write_version_1(path)
    with closing(sqlite3.connect(path)) as record:
        for statement in schema._VERSION_2:
            record.execute(statement)
        record.execute("PRAGMA user_version = 2")
        insert(record, "sets", a_done_set(source="quiet"))
        insert(record, "decisions", a_decision())
        record.commit()


WRITERS = {1: write_version_1, 2: write_version_2}


@pytest.fixture(params=WRITERS)
def older(request: pytest.FixtureRequest, places: Paths) -> int:
    """A record of an older format at `places`; which one."""
    WRITERS[request.param](places.database)
    return int(request.param)


def insert(record: sqlite3.Connection, table: str, fact) -> None:
    values = {
        name: f"{value:%Y-%m-%dT%H:%M:%S.000Z}" if hasattr(value, "tzinfo") else value
        for name, value in values_of(fact).items()
        if name not in SETS_SINCE_3
    }
    names = ", ".join(values)
    record.execute(
        f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(values))})", [*values.values()]
    )


def everything(database: Path) -> dict[str, list[dict[str, object]]]:
    found = {table: rows(database, f"SELECT * FROM {table} ORDER BY id") for table in TABLES}
    return found | {"sets": [SETS_SINCE_3 | row for row in found["sets"]]}


def tables_and_indexes(database: Path) -> dict[str, str]:
    """Their SQL, without the spaces and quotes that differ by how it was written."""
    found = rows(database, "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {row["name"]: re.sub(r"\s+", "", row["sql"]).replace('"', "") for row in found}


def test_a_record_of_an_older_format_comes_over_whole(older: int, places: Paths) -> None:
    before = everything(places.database)
    opened(places)
    assert everything(places.database) == before
    assert rows(places.database, "PRAGMA user_version") == [{"user_version": 3}]
    assert rows(places.database, "PRAGMA quick_check") == [{"quick_check": "ok"}]
    copy = places.backups / f"before-format-{older + 1}-2026-11-18.sqlite3"
    assert everything(copy) == before
    assert rows(copy, "PRAGMA user_version") == [{"user_version": older}]


@pytest.mark.usefixtures("older")
def test_after_it_the_tables_are_those_of_a_new_record(places: Paths, tmp_path: Path) -> None:
    opened(places)
    new = home(tmp_path / "new")
    opened(new)
    assert tables_and_indexes(places.database) == tables_and_indexes(new.database)


def test_after_it_a_quiet_set_and_a_decision_are_taken_in(places: Paths) -> None:
    write_version_1(places.database)
    one = a_decision()
    store = opened(places, a_done_set(id=an_id(1), source="quiet"), one)
    assert rows(places.database, f"SELECT source FROM sets WHERE id = '{an_id(1)}'") == [{"source": "quiet"}]
    assert store.record.decisions(NOON) == [one]
    with (
        closing(sqlite3.connect(places.database)) as other,
        pytest.raises(sqlite3.IntegrityError, match="source_known"),
    ):
        other.execute("UPDATE sets SET source = 'elsewhere'")


@pytest.mark.usefixtures("older")
def test_after_it_check_ins_steps_and_what_was_said_of_a_set_are_taken_in(places: Paths) -> None:
    said = a_done_set(legs="left", effort="hard", hurt=True)
    diary, step = a_check_in(veins=True, note="after the flight"), a_plan_step()
    record = opened(places, said, diary, step).record
    assert said in record.sets(NOON.date(), 1)
    assert record.check_ins(NOON) == [diary]
    assert record.plan_steps() == [step]


def test_facts_that_waited_through_the_update_are_taken_in(places: Paths) -> None:
    write_version_1(places.database)
    FileJournal(places.journal).append(a_done_set())
    assert drain(places, NOON)["today"]["sets"] == 6


def test_a_first_format_with_damage_is_rebuilt_in_the_new_one(places: Paths) -> None:
    write_version_1(places.database)
    before = everything(places.database)
    backup(places, NOON.date())
    places.database.write_bytes(b"not a database at all" * 500)
    assert "rebuilt from the copy of 2026-11-18" in opened(places).notices[0]
    assert everything(places.database) == before
    assert rows(places.database, "PRAGMA user_version") == [{"user_version": 3}]


def test_a_step_killed_half_way_leaves_the_old_record(places: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    write_version_1(places.database)
    before = everything(places.database)

    class KilledError(BaseException):
        pass

    def killed(connection) -> None:
        schema._to_version_2(connection)
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(schema, "STEPS", (killed,))
        with pytest.raises(KilledError):
            opened(places)
    assert rows(places.database, "PRAGMA user_version") == [{"user_version": 1}]
    assert everything(places.database) == before
    opened(places)
    assert everything(places.database) == before


def _a_step_that_adds_a_column(connection) -> None:
    connection.exec_driver_sql("ALTER TABLE sets ADD COLUMN note TEXT")


def _a_step_that_fails_half_way(connection) -> None:
    connection.exec_driver_sql("CREATE TABLE half (id TEXT)")
    connection.exec_driver_sql("ALTER TABLE nowhere ADD COLUMN note TEXT")


def test_an_older_record_is_copied_and_migrated(places: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(places, a_done_set())
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, _a_step_that_adds_a_column))
    opened(places)
    assert "note" in rows(places.database)[0]
    assert rows(places.database, "PRAGMA user_version") == [{"user_version": 4}]
    copy = places.backups / "before-format-4-2026-11-18.sqlite3"
    assert "note" not in rows(copy)[0]


def test_a_migration_that_fails_leaves_nothing_behind(places: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(places, a_done_set())
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, _a_step_that_fails_half_way))
    with pytest.raises(SoleusError, match="nowhere"):
        opened(places)
    assert rows(places.database, "PRAGMA user_version") == [{"user_version": 3}]
    assert rows(places.database, "SELECT name FROM sqlite_master WHERE name = 'half'") == []
