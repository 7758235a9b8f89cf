"""Taking the journal's facts into the database: none lost, none doubled, whatever crashes in between.

The lines are set aside, written in one transaction, and only then removed. A crash before the commit
leaves them set aside; a crash after it takes them in again, which changes nothing (core.history.later_of).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from soleus_tray.adapters.store import live
from soleus_tray.adapters.store.models import ROWS, DecisionRow, SetRow, fact_of, values_of
from soleus_tray.core.errors import BadValueError
from soleus_tray.core.fact_checks import check_fact
from soleus_tray.core.facts import Fact, from_line
from soleus_tray.core.history import later_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Engine

    from soleus_tray.adapters.store.journal import FileJournal

_BATCH = 500
"""Ids asked for at once; SQLite's oldest limit on parameters is 999."""


def drain(engine: Engine, journal: FileJournal) -> list[str]:
    """Take in all that is in the journal now, under the store's lock; answers with the unreadable lines."""
    unreadable: list[str] = []
    for _ in range(2):  # what an earlier drain left set aside, then what was appended since
        if not journal.take():
            break
        facts, bad = read_facts(journal.taken_lines())
        with Session(engine) as session, session.begin():
            store_facts(session, facts)
        journal.reject(bad)
        journal.forget()
        unreadable += bad
    return unreadable


def read_facts(lines: Iterable[str]) -> tuple[list[Fact], list[str]]:
    """The facts in the lines, and the lines that hold none (torn by a crash, or not ours)."""
    facts: list[Fact] = []
    bad: list[str] = []
    for line in lines:
        try:
            fact = from_line(line)
            check_fact(fact)
        except BadValueError:
            bad.append(line)  # told once by whoever opened the store, and kept in journal/rejected
        else:
            facts.append(fact)
    return facts, bad


def store_facts(session: Session, facts: Iterable[Fact]) -> None:
    """Write the facts, each merged with what is known under its id."""
    newest: dict[type[Fact], dict[str, Any]] = {kind: {} for kind in ROWS}
    for fact in facts:
        known = newest[type(fact)]
        known[fact.id] = later_of(known[fact.id], fact) if fact.id in known else fact
    for kind, by_id in newest.items():
        _store_kind(session, kind, by_id)


def _store_kind(session: Session, kind: type[Fact], by_id: dict[str, Any]) -> None:
    row_type = ROWS[kind]
    ids = list(by_id)
    for start in range(0, len(ids), _BATCH):
        for row in session.scalars(select(row_type).where(row_type.id.in_(ids[start : start + _BATCH]))):
            merged = later_of(fact_of(kind, row), by_id.pop(row.id))
            for name, value in values_of(merged).items():
                setattr(row, name, value)
    session.add_all(row_type(**values_of(fact)) for fact in by_id.values())


def forget_decisions(engine: Engine, before: datetime) -> None:
    """Remove the decisions made before this moment: `why` tells of days, not of years."""
    with Session(engine) as session, session.begin():
        session.execute(delete(DecisionRow).where(DecisionRow.at < before))


def mark_interrupted(engine: Engine, journal: FileJournal) -> list[str]:
    """End the sets whose windows died, with what they had done; unreadable lines as `drain` answers them.

    First look who is dead, then drain once more: a window that finished between our first drain and the
    look has its last fact in the journal by now, and is not mistaken for a dead one.
    """
    dead = [one for one in _in_progress(engine) if not live.is_alive(journal.folder, one)]
    unreadable = drain(engine, journal) if dead else []
    with Session(engine) as session, session.begin():
        for one in dead:
            is_open = (SetRow.id == one) & (SetRow.outcome == "in_progress")
            session.execute(update(SetRow).where(is_open).values(outcome="interrupted"))
    _remove_old_locks(engine, journal)
    return unreadable


def _in_progress(engine: Engine) -> list[str]:
    with Session(engine) as session:
        return list(session.scalars(select(SetRow.id).where(SetRow.outcome == "in_progress")))


def _remove_old_locks(engine: Engine, journal: FileJournal) -> None:
    """Remove lock files of sets that are over; one whose set is not recorded yet is about to be used."""
    names = live.lock_names(journal.folder)
    if not names:
        return
    with Session(engine) as session:
        over = session.scalars(select(SetRow.id).where(SetRow.id.in_(names), SetRow.outcome != "in_progress"))
        for one in over.all():
            if not live.is_alive(journal.folder, one):
                live.forget(journal.folder, one)
