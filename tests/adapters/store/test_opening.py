"""Opening a record that is new, locked, damaged, newer, older, or on a disk that will not have it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from soleus_tray.adapters.store import backups, live
from soleus_tray.adapters.store.backups import backup
from soleus_tray.adapters.store.commands import drain, history
from soleus_tray.adapters.store.journal import FileJournal
from soleus_tray.adapters.store.live import LiveSet
from soleus_tray.adapters.store.opening import OpenStore, open_store
from soleus_tray.core.errors import SoleusError
from tests.fakes.records import NOON, a_decision, a_done_set, a_reminder, a_set, a_sitting, an_id, home, rows

if TYPE_CHECKING:
    from soleus_tray.app.paths import Paths

TODAY = NOON.date()


def journal_of(places: Paths) -> FileJournal:
    return FileJournal(places.journal)


def opened(places: Paths, *facts) -> OpenStore:
    journal_of(places).append(*facts)
    return open_store(places, NOON, patience=0.2)


def test_another_program_reads_what_was_recorded(places: Paths) -> None:
    opened(places, a_done_set(id=an_id(1)), a_sitting(id=an_id(2)), a_reminder(id=an_id(3)))
    assert rows(places.database) == [
        {
            "id": an_id(1),
            "started_at": "2026-11-18T12:00:00.000Z",
            "utc_offset": 3600,
            "ended_at": "2026-11-18T12:02:00.000Z",
            "planned_seconds": 120,
            "planned_reps": 20,
            "active_seconds": 120,
            "reps": 20,
            "pace": "steady",
            "outcome": "completed",
            "source": "tray",
            "legs": "both",
            "effort": "",
            "hurt": 0,
        }
    ]
    assert rows(places.database, "SELECT date(started_at) AS day, seconds FROM sitting") == [
        {"day": "2026-11-18", "seconds": 3600}
    ]
    assert rows(places.database, "SELECT outcome FROM reminders") == [{"outcome": "begun"}]
    assert rows(places.database, "PRAGMA user_version") == [{"user_version": 3}]
    assert rows(places.database, "PRAGMA journal_mode") == [{"journal_mode": "wal"}]


def test_only_the_owner_can_read_any_of_it(places: Paths) -> None:
    before = os.umask(0)
    try:
        with closing(sqlite3.connect(":memory:")) as keeper:
            opened(places, a_done_set())
            keeper.execute("ATTACH ? AS record", (str(places.database),))
            keeper.execute("SELECT * FROM record.sets").fetchall()
            opened(places, a_done_set())
            backup(places, TODAY)
            found = {path.name: path for folder in (places.data, places.state) for path in folder.rglob("*")}
            assert {"record.sqlite3", "record.sqlite3-wal", "record.sqlite3-shm", "record.lock"} <= set(found)
            modes = {name: oct(path.stat().st_mode & 0o777) for name, path in found.items()}
    finally:
        os.umask(before)
    assert modes == {name: "0o700" if path.is_dir() else "0o600" for name, path in found.items()}


def test_a_set_whose_window_died_is_interrupted_with_what_was_done(places: Paths) -> None:
    opened(places, a_set(id=an_id(1)), a_set(id=an_id(1), reps=7, active_seconds=42))
    [row] = rows(places.database)
    assert (row["outcome"], row["reps"], row["active_seconds"], row["ended_at"]) == (
        "interrupted",
        7,
        42,
        None,
    )


def test_a_set_whose_window_lives_is_left_to_it(places: Paths) -> None:
    one = a_set(reps=7, active_seconds=42)
    with LiveSet(places.journal, one.id):
        opened(places, one)
        assert [row["outcome"] for row in rows(places.database)] == ["in_progress"]
        journal_of(places).append(replace(one, outcome="completed", ended_at=NOON, reps=20))
    opened(places)
    assert [(row["outcome"], row["reps"]) for row in rows(places.database)] == [("completed", 20)]
    assert live.lock_names(places.journal) == []


def test_a_window_that_ends_while_we_look_is_not_mistaken_for_a_dead_one(
    places: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the first drain and the look at its lock the window appends its last fact and goes."""
    one = a_set(reps=7)
    window = LiveSet(places.journal, one.id)
    window.begin()
    really_alive = live.is_alive

    def end_first(journal: Path, set_id: str) -> bool:
        journal_of(places).append(replace(one, outcome="completed", ended_at=NOON, reps=20))
        window.end()
        return really_alive(journal, set_id)

    monkeypatch.setattr(live, "is_alive", end_first)
    opened(places, one)
    assert [(row["outcome"], row["reps"]) for row in rows(places.database)] == [("completed", 20)]


def test_lock_files_left_behind_are_removed(places: Paths) -> None:
    dead, unknown = a_set(), an_id()
    for set_id in (dead.id, unknown):
        window = LiveSet(places.journal, set_id)
        window.begin()
        window._lock.release()  # as the kernel does for a process that died
    opened(places, dead)
    assert live.lock_names(places.journal) == [unknown]  # perhaps just about to append its first fact


def test_torn_and_foreign_lines_are_told_once_and_kept(places: Paths) -> None:
    journal_of(places).append(a_done_set())
    with journal_of(places).live.open("ab") as file:
        file.write(b'\xff\xfe\n[]\n{"kind":"set"}\n{"kind":"yoga","id":1}\n{"kind":"set","id":"01')
    store = opened(places, a_done_set())
    assert len(rows(places.database)) == 2
    assert len(store.notices) == 1
    assert store.notices[0].startswith("5 journal lines could not be read")
    assert len(journal_of(places).rejected.read_text().splitlines()) == 5
    assert opened(places).notices == ()


def test_a_fact_that_cannot_be_does_not_stop_the_others(places: Paths) -> None:
    store = opened(
        places, a_set(id="../" * 12), a_done_set(reps=2**70), a_done_set(pace="\ud800"), a_done_set()
    )
    assert len(rows(places.database)) == 1
    assert store.notices[0].startswith("3 journal lines")
    assert not list(places.data.glob("*.damaged*"))


def test_a_locked_record_is_waited_for_and_then_told(places: Paths) -> None:
    opened(places, a_done_set())
    with closing(sqlite3.connect(places.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(SoleusError, match="in use by another program"):
            opened(places, a_done_set())
        other.execute("ROLLBACK")
    opened(places)
    assert len(rows(places.database)) == 2


def test_a_record_locked_for_readers_too_is_told(places: Paths) -> None:
    opened(places, a_done_set())
    with closing(sqlite3.connect(places.database, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        for attempt in (lambda: opened(places), lambda: backup(places, TODAY, patience=0.2)):
            with pytest.raises(SoleusError, match="in use by another program"):
                attempt()
    assert len(opened(places).record.sets(TODAY)) == 1


def test_a_record_of_a_newer_version_is_refused_and_left_as_it_is(places: Paths) -> None:
    opened(places, a_done_set())
    with closing(sqlite3.connect(places.database)) as other:
        other.execute("PRAGMA user_version = 99")
    with pytest.raises(SoleusError, match="newer soleus-tray"):
        opened(places, a_done_set())
    assert len(rows(places.database)) == 1
    assert journal_of(places).live.exists()


def overwrite(path: Path, start: int, length: int) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(b"\x5a" * length)


def test_a_damaged_record_is_rebuilt_from_the_copy_and_what_is_readable(places: Paths) -> None:
    old = [a_done_set(started_at=NOON + timedelta(minutes=n)) for n in range(400)]
    opened(places, *old)
    backup(places, TODAY)
    new = [a_done_set(started_at=NOON + timedelta(days=1, minutes=n)) for n in range(400)]
    opened(places, *new)
    size = places.database.stat().st_size
    overwrite(places.database, size // 2, 4096)
    damaged = places.database.read_bytes()
    last = a_done_set(started_at=NOON + timedelta(days=2))
    store = opened(places, last)
    assert "was damaged and was rebuilt from the copy of 2026-11-18 and" in store.notices[0]
    kept = {row["id"] for row in rows(places.database)}
    assert {one.id for one in old} <= kept
    assert last.id in kept
    assert len(kept & {one.id for one in new}) > 300  # one page of rows is gone, the rest was salvaged
    [aside] = places.data.glob("record.sqlite3.damaged-*")
    assert aside.read_bytes() == damaged
    assert aside.stat().st_mode & 0o777 == 0o600
    assert opened(places).notices == ()


def test_a_damaged_record_is_rebuilt_with_what_only_its_wal_had(
    places: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old -wal is read for its rows, and never meets the new file, over which it would be replayed."""
    opened(places, *(a_done_set() for _ in range(400)))
    elsewhere = home(tmp_path / "elsewhere")
    elsewhere.data.mkdir(parents=True)
    with closing(sqlite3.connect(places.database, isolation_level=None)) as other:
        other.execute("PRAGMA wal_autocheckpoint = 0")
        other.execute("UPDATE sets SET reps = 21 WHERE rowid IN (1, 400)")
        for path in places.data.glob("record.sqlite3*"):
            shutil.copy(path, elsewhere.data / path.name)
    met: list[bool] = []
    move = Path.replace

    def watched(path: Path, target: Path) -> Path:
        if target == elsewhere.database:
            met.append(elsewhere.database.with_name("record.sqlite3-wal").exists())
        return move(path, target)

    monkeypatch.setattr(Path, "replace", watched)
    # A reader elsewhere, so that nobody's closing is the last and empties the -wal.
    with closing(sqlite3.connect(elsewhere.database)) as reader:
        reader.execute("SELECT * FROM sets").fetchone()
        overwrite(elsewhere.database, elsewhere.database.stat().st_size // 2, 4096)
        assert "damaged" in opened(elsewhere).notices[0]
    assert met == [False]
    assert rows(elsewhere.database, "PRAGMA quick_check") == [{"quick_check": "ok"}]
    kept = rows(elsewhere.database)
    assert len(kept) > 300
    assert [row["reps"] for row in kept].count(21) == 2
    assert len(list(elsewhere.data.glob("*.damaged-*-wal"))) == 1
    assert not list(elsewhere.data.glob(".salvage*"))
    assert not list(elsewhere.data.glob("*.rebuilt*"))


def test_decisions_are_salvaged_too(places: Paths) -> None:
    made = [a_decision(seconds=n, who="腾讯会议") for n in range(2000)]
    opened(places, *made)
    overwrite(places.database, places.database.stat().st_size // 2, 4096)
    store = opened(places)
    assert "was damaged" in store.notices[0]
    kept = store.record.decisions(NOON)
    assert len(kept) > 1500
    assert set(kept) <= set(made)


def test_a_file_that_is_no_database_gives_way_to_the_newest_good_copy(places: Paths) -> None:
    opened(places, a_done_set(id=an_id(1)))
    backup(places, TODAY)
    (places.backups / "record-2026-11-19.sqlite3").write_bytes(b"torn" * 1000)
    places.database.write_bytes(b"not a database at all" * 500)
    store = opened(places, a_done_set(id=an_id(2)))
    assert "rebuilt from the copy of 2026-11-18" in store.notices[0]
    assert {row["id"] for row in rows(places.database)} == {an_id(1), an_id(2)}


def test_damage_without_a_copy_is_told_and_begins_anew(places: Paths) -> None:
    opened(places, a_done_set())
    places.database.write_bytes(b"not a database at all" * 500)
    store = opened(places, a_done_set(id=an_id(2)))
    assert "had to begin anew" in store.notices[0]
    assert [row["id"] for row in rows(places.database)] == [an_id(2)]


def test_an_emptied_record_is_a_lost_one(places: Paths) -> None:
    opened(places, a_done_set(id=an_id(1)))
    backup(places, TODAY)
    places.database.write_bytes(b"")
    store = opened(places)
    assert "rebuilt from the copy" in store.notices[0]
    assert [row["id"] for row in rows(places.database)] == [an_id(1)]


def test_a_recovery_that_was_killed_is_done_again(places: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(places, a_done_set(id=an_id(1)))
    backup(places, TODAY)
    overwrite(places.database, 0, 200)

    class KilledError(BaseException):
        pass

    def die(_self: Path, _target: Path) -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", die)
        with pytest.raises(KilledError):
            opened(places)
    opened(places)
    assert [row["id"] for row in rows(places.database)] == [an_id(1)]


def test_a_read_only_disk_is_told_and_loses_nothing(small_disk) -> None:
    disk = small_disk("size=4m")
    places = home(disk)
    opened(places, a_done_set())
    journal_of(places).append(a_done_set())
    os.system(f"mount -o remount,ro {disk}")
    with pytest.raises(SoleusError, match="read-only"):
        open_store(places, NOON)
    with pytest.raises(SoleusError, match="read-only"):
        journal_of(places).append(a_done_set())
    with pytest.raises(SoleusError, match="read-only"):
        backup(places, TODAY)
    os.system(f"mount -o remount,rw {disk}")
    opened(places)
    assert len(rows(places.database)) == 2


def fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)


def test_a_full_disk_is_told_and_loses_nothing(small_disk) -> None:
    disk = small_disk("size=512k")
    places = home(disk)
    opened(places, a_done_set())
    journal_of(places).append(*(a_done_set() for _ in range(100)))
    filler = disk / "filler"
    with pytest.raises(OSError, match="No space"):
        fill(filler)
    with pytest.raises(SoleusError, match="full"):
        open_store(places, NOON)
    with pytest.raises(SoleusError, match="the disk is full"):
        journal_of(places).append(*(a_done_set() for _ in range(50)))
    with pytest.raises(SoleusError, match="full"):
        backup(places, TODAY)
    filler.unlink()
    opened(places)
    assert len(rows(places.database)) == 101


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(SoleusError, match="can't be written"):
        open_store(home(tmp_path), NOON)


def test_many_openings_at_once_take_each_fact_once(places: Paths) -> None:
    journal_of(places).append(*(a_done_set(reps=1) for _ in range(50)))
    errors: list[BaseException] = []

    def open_and_append() -> None:
        try:
            for _ in range(3):
                journal_of(places).append(a_done_set(reps=1))
                drain(places, NOON)
        except BaseException as error:
            errors.append(error)

    threads = [Thread(target=open_and_append) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert errors == []
    assert drain(places, NOON)["today"]["sets"] == 62
    assert len(rows(places.database)) == 62


def test_the_commands_answer_by_the_local_day(places: Paths) -> None:
    journal_of(places).append(a_done_set(), a_sitting())
    answer = drain(places, NOON)
    today = {"sets": 1, "reps": 20, "active_seconds": 120, "sitting_seconds": 3600}
    assert answer == {
        "day": "2026-11-18",
        "today": today,
        "week": [0, 0, 1, 0, 0, 0, 0],
        "offer": None,
        "cut_short": None,
        "checked_in": None,
        "notices": [],
    }
    text, notices = history(places, 7, "csv", NOON)
    _, told = text.splitlines()[1].split(",", 1)
    assert told == "2026-11-18T13:00:00+01:00,120,120,20,steady,completed,tray,both,,false"
    assert notices == ()


def test_a_drain_makes_the_copy_of_the_day(places: Paths) -> None:
    journal_of(places).append(a_done_set())
    drain(places, NOON)
    assert len(rows(places.backups / "record-2026-11-18.sqlite3")) == 1


def test_a_drain_lets_decisions_of_a_quarter_ago_go_and_keeps_every_set(places: Paths) -> None:
    ages = (91, 89, 0)
    journal_of(places).append(*(a_decision(at=NOON - timedelta(days=days), seconds=days) for days in ages))
    journal_of(places).append(*(a_done_set(started_at=NOON - timedelta(days=days)) for days in ages))
    drain(places, NOON)
    assert [row["seconds"] for row in rows(places.database, "SELECT * FROM decisions ORDER BY at")] == [89, 0]
    assert len(rows(places.database)) == 3
    copy = places.backups / "record-2026-11-18.sqlite3"
    assert len(rows(copy, "SELECT * FROM decisions")) == 3  # copied before they went


def test_a_copy_that_fails_is_told_and_the_drain_stands(places: Paths) -> None:
    places.data.mkdir()
    places.backups.write_text("a file in the way")
    journal_of(places).append(a_done_set())
    answer = drain(places, NOON)
    assert answer["today"]["sets"] == 1
    assert answer["notices"][0].startswith("Today's copy of your record could not be made.")


def test_copies_go_back_seven_days_and_four_weeks(places: Paths) -> None:
    opened(places, a_done_set())
    stranger = places.backups / "record-mine.sqlite3"
    for number in range(60):
        backup(places, TODAY + timedelta(days=number))
        stranger.touch()
    kept = sorted(path.stem.removeprefix("record-") for path in places.backups.iterdir() if path != stranger)
    assert kept == [
        *("2026-12-20", "2026-12-27", "2027-01-03", "2027-01-09"),
        *(f"2027-01-{day:02d}" for day in range(10, 17)),
    ]


def test_a_copy_is_made_once_a_day_and_only_of_a_record(places: Paths) -> None:
    assert backup(places, TODAY) is None
    opened(places, a_done_set())
    copy = backup(places, TODAY)
    assert copy is not None
    before = copy.stat()
    opened(places, a_done_set())
    assert backup(places, TODAY) == copy
    assert copy.stat().st_mtime_ns == before.st_mtime_ns
    assert before.st_mode & 0o777 == 0o600
    assert [path.name for path in places.backups.iterdir()] == [copy.name]


def test_a_damaged_record_never_replaces_a_good_copy(places: Paths) -> None:
    opened(places, *(a_done_set() for _ in range(300)))
    backup(places, TODAY)
    overwrite(places.database, places.database.stat().st_size // 2, 4096)
    with pytest.raises(SoleusError, match="damaged"):
        backup(places, TODAY + timedelta(days=1))
    assert len(list(backups.good_backups(places.backups))) == 1
