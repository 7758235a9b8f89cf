"""What every journal keeps to, and what the one in a file must survive."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from dataclasses import replace
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from soleus_tray.adapters.lock import FileLock
from soleus_tray.adapters.store.journal import FileJournal
from soleus_tray.adapters.store.live import LiveJournal, is_alive, lock_names
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.facts import Fact, from_line
from tests.fakes.records import NOON, a_decision, a_done_set, a_reminder, a_set, a_sitting, an_id

if TYPE_CHECKING:
    from pathlib import Path

    from soleus_tray.ports.journal import Journal


@pytest.fixture
def journal(tmp_path: Path) -> FileJournal:
    return FileJournal(tmp_path / "state" / "journal")


def facts_in(journal: FileJournal) -> list[Fact]:
    return [from_line(line) for line in journal.live.read_text("utf-8").splitlines()]


JOURNALS = pytest.mark.parametrize("kind", [FileJournal, LiveJournal])


@JOURNALS
def test_nothing_to_keep_makes_no_file(kind: type[Journal], journal: FileJournal) -> None:
    port: Journal = kind(journal.folder)
    port.append()
    assert not journal.folder.exists()


@JOURNALS
def test_facts_of_every_kind_are_kept_in_order(kind: type[Journal], journal: FileJournal) -> None:
    port: Journal = kind(journal.folder)
    facts = [a_set(pace="steady"), a_reminder(), a_sitting(), a_decision(who="腾讯会议"), a_done_set()]
    port.append(*facts[:4])
    port.append(facts[4])
    assert facts_in(journal) == facts


def test_a_set_lives_from_its_first_fact_to_its_last(journal: FileJournal) -> None:
    window = LiveJournal(journal.folder)
    one, brief = a_set(), a_done_set()
    window.append(one, brief)
    window.append(replace(one, reps=5))
    assert is_alive(journal.folder, one.id)
    assert lock_names(journal.folder) == [one.id]
    window.append(replace(one, reps=9, outcome="stopped_early", ended_at=NOON))
    assert not is_alive(journal.folder, one.id)
    assert lock_names(journal.folder) == []


def test_only_the_owner_can_read_it(journal: FileJournal) -> None:
    before = os.umask(0)
    try:
        journal.append(a_set())
    finally:
        os.umask(before)
    assert journal.live.stat().st_mode & 0o777 == 0o600
    assert journal.folder.stat().st_mode & 0o777 == 0o700
    assert journal.folder.parent.stat().st_mode & 0o777 == 0o700


def test_many_threads_append_whole_lines(journal: FileJournal) -> None:
    threads = [Thread(target=lambda: [journal.append(a_set()) for _ in range(20)]) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len({fact.id for fact in facts_in(journal)}) == 100


def _append_twenty(folder: Path, first: int) -> None:
    for number in range(first, first + 20):
        FileJournal(folder).append(a_set(id=an_id(number)))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_many_processes_append_whole_lines_while_lines_are_taken(journal: FileJournal) -> None:
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_append_twenty, args=(journal.folder, 20 * n)) for n in range(4)]
    for worker in workers:
        worker.start()
    taken: list[str] = []
    while any(worker.is_alive() for worker in workers) or journal.live.exists():
        if journal.take():
            taken += journal.taken_lines()
            journal.forget()
    assert sorted(from_line(line).id for line in taken) == sorted(an_id(n) for n in range(80))


def test_a_torn_last_line_is_not_glued_to_the_next(journal: FileJournal) -> None:
    kept, later = a_set(), a_set()
    journal.append(kept)
    with journal.live.open("a") as file:
        file.write('{"kind":"set","id":"0')
    journal.append(later)
    lines = journal.live.read_text().splitlines()
    assert [from_line(lines[0]), from_line(lines[2])] == [kept, later]
    assert lines[1] == '{"kind":"set","id":"0'


def test_lines_set_aside_stay_until_forgotten(journal: FileJournal) -> None:
    journal.append(a_set(id=an_id(1)))
    assert journal.take()
    journal.append(a_set(id=an_id(2)))
    assert journal.take()  # as after a crash: the old lines again, not the new ones
    assert [from_line(line).id for line in journal.taken_lines()] == [an_id(1)]
    journal.forget()
    assert journal.take()
    assert [from_line(line).id for line in journal.taken_lines()] == [an_id(2)]
    journal.forget()
    assert not journal.take()


def test_lines_are_not_set_aside_while_one_is_being_written(journal: FileJournal) -> None:
    journal.append(a_set())
    with FileLock(journal.folder / "append.lock"), pytest.raises(SoleusError, match="try again"):
        FileJournal(journal.folder, patience=0.05).take()
    assert len(facts_in(journal)) == 1


def test_rejected_lines_are_kept_once(journal: FileJournal) -> None:
    journal.append(a_set())
    journal.reject(["garbage", "more"])
    journal.reject(["more", "garbage"])
    assert journal.rejected.read_text() == "garbage\nmore\n"


def test_a_journal_somebody_holds_is_given_up_on_with_a_sentence(journal: FileJournal) -> None:
    journal.append(a_set())
    with FileLock(journal.folder / "append.lock"), pytest.raises(SoleusError, match="try again"):
        FileJournal(journal.folder, patience=0.05).append(a_set())
    assert len(facts_in(journal)) == 1


def test_a_full_disk_is_told_and_leaves_no_half_line(journal: FileJournal) -> None:
    """RLIMIT_FSIZE stops the file in mid-line, as a full disk does, whoever runs the tests."""
    resource = pytest.importorskip("resource", reason="Windows has no limit on a file's size")
    journal.append(a_set())
    size = journal.live.stat().st_size
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 10, hard))
    try:
        with pytest.raises(SoleusError, match=r"facts\.jsonl can't be written: the file may not grow"):
            journal.append(a_set())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert journal.live.stat().st_size == size
    journal.append(a_set())
    assert len(facts_in(journal)) == 2


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "journal").write_text("")
    with pytest.raises(SoleusError, match="can't be written"):
        FileJournal(tmp_path / "journal").append(a_set())


def test_the_journal_loads_nothing_heavy() -> None:
    program = (
        "import sys, soleus_tray.adapters.store.journal, soleus_tray.adapters.store.live; print(*sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=30
    )
    loaded = set(run.stdout.split())
    assert "soleus_tray.adapters.store.journal" in loaded
    heavy = {
        "sqlalchemy",
        "sqlite3",
        "uuid",
        "hashlib",
        "logging",
        "filelock",
        "argparse",
        "asyncio",
        "tempfile",
    }
    assert not loaded & heavy
