"""Opening the record: whole, of our version, with all facts taken in and no dead set left in progress."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from soleus_tray.adapters.lock import FileLock
from soleus_tray.adapters.store.backups import copy_before_migration, good_backups
from soleus_tray.adapters.store.database import (
    DAMAGED,
    PATIENCE,
    DamagedRecordError,
    explained,
    make_engine,
    make_file,
)
from soleus_tray.adapters.store.files import make_folder
from soleus_tray.adapters.store.intake import drain, mark_interrupted
from soleus_tray.adapters.store.journal import FileJournal
from soleus_tray.adapters.store.record import SqliteRecord
from soleus_tray.adapters.store.recovery import recover
from soleus_tray.adapters.store.schema import FIRST_VERSION, migrate, newest_version, refuse_newer, version_of
from soleus_tray.core.text import _, ngettext

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Engine

    from soleus_tray.ports.store import Record, RecordPlaces


@dataclass(frozen=True, slots=True)
class OpenStore:
    """The record, and what the user is to be told about its opening."""

    record: Record
    notices: tuple[str, ...] = ()
    """Sentences, told this once."""


def open_store(places: RecordPlaces, now: datetime, patience: float = PATIENCE) -> OpenStore:
    """Open, repair if need be, and bring up to date; `now` (UTC) dates copies made on the way.

    Raises:
        SoleusError: the record is locked, newer than we are, or its disk is full, read-only or failing.
    """
    with explained(places.database):
        make_folder(places.database.parent)
        make_folder(places.journal)
        with FileLock(places.database.with_suffix(".lock"), patience):
            notices = _prepare_or_recover(places, now, patience)
    record = SqliteRecord(places.database, make_engine(places.database, patience))
    return OpenStore(record, tuple(notices))


def _prepare_or_recover(places: RecordPlaces, now: datetime, patience: float) -> list[str]:
    try:
        return _prepare(places, now, patience)
    except DamagedRecordError:
        told = recover(places, now)
    return [told, *_prepare(places, now, patience)]


def _prepare(places: RecordPlaces, now: datetime, patience: float) -> list[str]:
    database = places.database
    with explained(database):
        _refuse_emptied(places)
        make_file(database)
        engine = make_engine(database, patience)
        _bring_up_to_date(engine, places, now)
        journal = FileJournal(places.journal)
        unreadable = drain(engine, journal) + mark_interrupted(engine, journal)
    if not unreadable:
        return []
    words = ngettext(
        "{count} journal line could not be read, most likely torn by a crash; kept in {place}.",
        "{count} journal lines could not be read, most likely torn by a crash; kept in {place}.",
        len(unreadable),
    )
    return [words.format(count=len(unreadable), place=journal.rejected)]


def _refuse_emptied(places: RecordPlaces) -> None:
    """To SQLite an empty file is a fine new database; where copies of ours exist, it is a lost one."""
    database = places.database
    if database.exists() and database.stat().st_size == 0 and any(good_backups(places.backups)):
        raise DamagedRecordError(_("The record {path} is empty.").format(path=database))


def _bring_up_to_date(engine: Engine, places: RecordPlaces, now: datetime) -> None:
    """Check every page and the version; migrate, after a copy, when the tables are older than we are."""
    with Session(engine) as session:
        connection = session.connection()
        if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() != "ok":
            raise DamagedRecordError(_(DAMAGED).format(path=places.database))
        version = version_of(connection)
    refuse_newer(places.database, version)
    if version == newest_version():
        return
    if version >= FIRST_VERSION:
        copy_before_migration(places, version, now.date())
    with Session(engine) as session, session.begin():
        migrate(session.connection(), version)
