"""Dated copies of the record: one a day, seven days and four weeks back, and one before each migration."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

from soleus_tray.adapters.store.database import (
    DAMAGED,
    IN_USE,
    PATIENCE,
    DamagedRecordError,
    explained,
    make_file,
)
from soleus_tray.adapters.store.files import make_folder, sync_folder
from soleus_tray.adapters.store.schema import newest_version
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from soleus_tray.ports.store import RecordPlaces

DAILY = 7
WEEKLY = 4
_PREFIX = "record-"
_SUFFIX = ".sqlite3"


def backup(places: RecordPlaces, today: date, patience: float = PATIENCE) -> Path | None:
    """Copy the record under today's date unless that is done, and remove copies no longer due.

    Answers with the copy's path, or None when there is no record yet. Raises SoleusError when it can't be
    copied; older copies are then left alone.
    """
    if not places.database.exists() or places.database.stat().st_size == 0:
        return None
    copy = places.backups / f"{_PREFIX}{today.isoformat()}{_SUFFIX}"
    if not copy.exists():
        copy_database(places.database, copy, patience)
    with explained(places.backups):
        _rotate(places.backups)
    return copy


def copy_before_migration(places: RecordPlaces, version: int, today: date) -> Path:
    """Copy the record as it is before its tables change; these copies are kept. Raises SoleusError."""
    copy = places.backups / f"before-format-{version + 1}-{today.isoformat()}{_SUFFIX}"
    copy_database(places.database, copy)
    return copy


def copy_database(source: Path, target: Path, patience: float = PATIENCE) -> None:
    """Copy a database, others may be writing to it, to a single whole file, 0600; raises SoleusError."""
    partial = target.with_name(f"{target.name}.partial")
    with explained(target):
        make_folder(target.parent)
        partial.unlink(missing_ok=True)
        make_file(partial)
    with explained(source):
        _copy_pages(source, partial, patience)
    with explained(target):
        partial.replace(target)
        sync_folder(target.parent)


def _copy_pages(source: Path, target: Path, patience: float) -> None:
    deadline = time.monotonic() + patience

    def watch(_status: int, _remaining: int, _total: int) -> None:
        # Left to itself, Connection.backup() waits for ever for a locked database.
        if time.monotonic() > deadline:
            raise SoleusError(_(IN_USE).format(path=source))

    existing = f"{source.absolute().as_uri()}?mode=rw"
    with (
        closing(sqlite3.connect(existing, uri=True, timeout=patience)) as old,
        closing(sqlite3.connect(target, isolation_level=None)) as new,
    ):
        old.backup(new, progress=watch, sleep=0.05)
        new.execute("PRAGMA journal_mode = DELETE")  # no -wal beside a copy that may be carried elsewhere
        if not is_whole(new):
            raise DamagedRecordError(_(DAMAGED).format(path=source))


def is_whole(connection: sqlite3.Connection) -> bool:
    """SQLite's own quick check of every page; raises sqlite3.DatabaseError when it isn't a database."""
    return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")


def good_backups(folder: Path) -> Iterable[tuple[date, Path]]:
    """The whole, readable copies we understand, newest first."""
    for day, path in sorted(_dated(folder).items(), reverse=True):
        try:
            with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
                version = connection.execute("PRAGMA user_version").fetchone()[0]
                good = is_whole(connection) and 0 < version <= newest_version()
        except sqlite3.DatabaseError:
            continue  # a damaged copy is no copy; the next older one may do
        if good:
            yield day, path


def days_to_keep(days: Iterable[date]) -> set[date]:
    """The seven newest days, and of those before them the newest of each of the last four weeks."""
    newest_first = sorted(set(days), reverse=True)
    weeks: dict[tuple[int, int], date] = {}
    for day in newest_first[DAILY:]:
        weeks.setdefault(day.isocalendar()[:2], day)
    return set(newest_first[:DAILY]) | set(list(weeks.values())[:WEEKLY])


def _rotate(folder: Path) -> None:
    copies = _dated(folder)
    keep = days_to_keep(copies)
    for day, path in copies.items():
        if day not in keep:
            path.unlink()


def _dated(folder: Path) -> dict[date, Path]:
    """The daily copies by date; whatever else a person put there is not ours to count or remove."""
    copies = {}
    for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        text = path.name.removeprefix(_PREFIX).removesuffix(_SUFFIX)
        try:
            copies[date.fromisoformat(text)] = path
        except ValueError:
            continue
    return copies
