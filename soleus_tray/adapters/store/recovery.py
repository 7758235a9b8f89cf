"""A damaged record: set aside, then rebuilt from the newest good copy and the rows still readable."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from soleus_tray.adapters.store.backups import copy_database, good_backups
from soleus_tray.adapters.store.database import companions, explained, make_engine, make_file
from soleus_tray.adapters.store.files import sync_folder
from soleus_tray.adapters.store.intake import store_facts
from soleus_tray.adapters.store.models import ROWS
from soleus_tray.adapters.store.schema import migrate, version_of
from soleus_tray.core.errors import BadValueError
from soleus_tray.core.fact_checks import check_fact
from soleus_tray.core.facts import KINDS, YES_NO, Fact, from_values
from soleus_tray.core.text import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from soleus_tray.ports.store import RecordPlaces


def recover(places: RecordPlaces, now: datetime) -> str:
    """Put a whole record in the damaged one's place; answers with what to tell the user.

    The damaged files stay as copies beside it, and the new one takes its place in a single move, so a
    crash on the way leaves the damaged record to be recovered again. Under the store's lock.
    """
    database = places.database
    aside = database.with_name(f"{database.name}.damaged-{now:%Y%m%dT%H%M%SZ}")
    with explained(database):
        _copy_with_companions(database, aside)
        facts = salvage(database)
    fresh = database.with_name(f"{database.name}.rebuilt")
    restored = _rebuild(places, fresh, facts)
    with explained(database):
        # A -wal of the old file must never meet the new one: SQLite would replay it.
        for companion in companions(database):
            companion.unlink(missing_ok=True)
        fresh.replace(database)
        sync_folder(database.parent)
    return _notice(restored, len(facts), aside)


def _notice(restored: date | None, salvaged: int, aside: Path) -> str:
    if restored and salvaged:
        words = _(
            "Your record was damaged and was rebuilt from the copy of {day} and {entries} entries that could "
            "still be read; the damaged file is kept as {aside}."
        )
    elif restored:
        words = _(
            "Your record was damaged and was rebuilt from the copy of {day}; the damaged file is kept as "
            "{aside}."
        )
    elif salvaged:
        words = _(
            "Your record was damaged and was rebuilt from {entries} entries that could still be read; the "
            "damaged file is kept as {aside}."
        )
    else:
        words = _("Your record was damaged and had to begin anew; the damaged file is kept as {aside}.")
    day = restored.isoformat() if restored else ""
    return words.format(day=day, entries=salvaged, aside=aside)


def _copy_with_companions(database: Path, target: Path) -> None:
    """Copy the database and its -wal and -shm, byte for byte, 0600."""
    for source, copy in zip((database, *companions(database)), (target, *companions(target)), strict=True):
        if source.exists():
            make_file(copy)
            shutil.copyfile(source, copy)


def _rebuild(places: RecordPlaces, fresh: Path, facts: list[Fact]) -> date | None:
    """Make `fresh` from the newest good copy and the facts; answers with that copy's date."""
    restored = None
    for path in (fresh, *companions(fresh)):
        path.unlink(missing_ok=True)
    for day, copy in good_backups(places.backups):
        copy_database(copy, fresh)
        restored = day
        break
    make_file(fresh)
    engine = make_engine(fresh)
    with explained(fresh), Session(engine) as session:
        with session.begin():
            migrate(session.connection(), version_of(session.connection()))
            store_facts(session, facts)
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return restored


def salvage(database: Path) -> list[Fact]:
    """The facts in every row that can still be read. Works on a copy, for reading may write to a -wal."""
    with tempfile.TemporaryDirectory(dir=database.parent, prefix=".salvage-") as folder:
        copy = Path(folder) / database.name
        _copy_with_companions(database, copy)
        with closing(sqlite3.connect(copy)) as connection:
            connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
            connection.row_factory = sqlite3.Row
            return [fact for name, kind in KINDS.items() for fact in _facts(connection, name, kind)]


def _facts(connection: sqlite3.Connection, name: str, kind: type[Fact]) -> Iterator[Fact]:
    rows: dict[Any, dict[str, Any]] = {}
    for order in ("ASC", "DESC"):  # from both ends, to get at the rows behind a damaged page
        query = f"SELECT rowid AS number, * FROM {ROWS[kind].__tablename__} ORDER BY rowid {order}"  # noqa: S608
        for row in _rows_until_damage(connection, query):
            rows[row.pop("number")] = row
    for row in rows.values():
        try:
            fact = from_values({"kind": name} | _with_booleans(row))
            check_fact(fact)
        except (ValueError, TypeError, KeyError, OverflowError, BadValueError):
            continue  # damaged past reading; the file it is in is kept
        yield fact


def _with_booleans(row: dict[str, Any]) -> dict[str, Any]:
    """The row with true and false where SQLite keeps 1 and 0."""
    return row | {name: bool(row[name]) for name in YES_NO if row.get(name) in (0, 1)}


def _rows_until_damage(connection: sqlite3.Connection, query: str) -> Iterator[dict[str, Any]]:
    try:
        for row in connection.execute(query):
            yield dict(row)
    except sqlite3.DatabaseError:
        return  # the damage itself, reported by whoever called for the recovery
