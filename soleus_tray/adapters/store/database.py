"""Connections to the record, and what SQLite's errors mean for a person."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from soleus_tray.adapters.store.files import cannot_write, open_private
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine

PATIENCE = 5.0
"""Seconds to wait for another program that has the record open."""

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_mode = WAL",
    # Full: the journal's lines are removed once the commit is said to be on the disk.
    "PRAGMA synchronous = FULL",
)
IN_USE = N_("The record {path} is in use by another program; close that and try again.")
DAMAGED = N_("The record {path} is damaged.")
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_SENTENCES = {
    sqlite3.SQLITE_BUSY: IN_USE,
    sqlite3.SQLITE_LOCKED: IN_USE,
    sqlite3.SQLITE_READONLY: N_("The record {path} can't be written: its disk, folder or file is read-only."),
    sqlite3.SQLITE_FULL: N_(
        "The record {path} can't be written: the disk is full; free some space and try again."
    ),
    sqlite3.SQLITE_CANTOPEN: N_(
        "The record {path} can't be opened; check that its folder exists and is ours to write."
    ),
    sqlite3.SQLITE_IOERR: N_(
        "The record {path} can't be read or written: the disk reports an error, or is full."
    ),
}


class DamagedRecordError(SoleusError):
    """The database file isn't one any more, or not a whole one."""


def make_engine(path: Path, patience: float = PATIENCE) -> Engine:
    """An engine for the database, which connects when first used; waits `patience` seconds for locks."""
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(path)),
        poolclass=NullPool,
        # The driver's own transactions leave half a migration behind when one fails; ours begin below.
        connect_args={"timeout": patience, "isolation_level": None},
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def reading(engine: Engine) -> Engine:
    """The same engine for queries, whose transactions keep no writer waiting."""
    return engine.execution_options(reading=True)


def make_file(path: Path) -> None:
    """Make an empty database file, 0600, if there is none; SQLite gives -wal and -shm the same mode."""
    # An existing one is not even opened: closing it would drop the locks this process holds on it (POSIX).
    if not path.exists():
        os.close(open_private(path, os.O_RDWR))


def companions(path: Path) -> tuple[Path, Path]:
    """The files SQLite keeps beside the database."""
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


def _set_up(connection: Any, _record: object) -> None:
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    reads = connection.get_execution_options().get("reading")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn whatever goes wrong with the database or its folder into a sentence."""
    try:
        yield
    except (sqlite3.Error, DBAPIError) as error:
        raise _sentence(path, error) from error
    except OSError as error:
        raise cannot_write(path, error) from error


def _sentence(path: Path, error: sqlite3.Error | DBAPIError) -> SoleusError:
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # the upper bits only tell variants apart
    if code in _DAMAGE:
        return DamagedRecordError(_(DAMAGED).format(path=path))
    words = _SENTENCES.get(code, N_("The record {path} could not be used: {cause}."))
    return SoleusError(_(words).format(path=path, cause=cause))
