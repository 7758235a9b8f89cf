"""Windows and drains killed with SIGKILL at any moment: nothing lost, nothing doubled, nothing left open."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import timedelta
from functools import reduce
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soleus_tray.adapters.store.journal import FileJournal
from soleus_tray.adapters.store.opening import open_store
from soleus_tray.core.facts import Fact, SetFact
from soleus_tray.core.history import later_of
from tests.fakes.records import NOON, a_set, a_sitting, an_id, home, rows

if TYPE_CHECKING:
    from soleus_tray.app.paths import Paths

KILLS = 50
ROOT = Path(__file__).parents[3]


@pytest.fixture
def windows(places: Paths):
    """The program that forks windows."""
    program = [sys.executable, str(Path(__file__).with_name("simulated_window.py")), str(places.config)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        yield process
        assert process.stdin
        process.stdin.close()
        assert process.wait(20) == 0


def run_and_kill(windows: subprocess.Popen[str], told: Path, number: int, moment: float) -> None:
    """Start a window and kill it `moment` seconds after its first word."""
    stdin: IO[str] = windows.stdin  # type: ignore[assignment]
    stdout: IO[str] = windows.stdout  # type: ignore[assignment]
    stdin.write(f"{told} {number}\n")
    stdin.flush()
    child = int(stdout.readline())
    deadline = time.monotonic() + 20
    while not (told.exists() and told.stat().st_size) and time.monotonic() < deadline:
        time.sleep(0.001)
    time.sleep(moment)  # the moment of the kill is what is tried here, not a wait for something
    os.kill(child, signal.SIGKILL)
    assert int(stdout.readline()) == -signal.SIGKILL


def test_fifty_kills_lose_no_set_and_leave_none_in_progress(windows, places: Paths, tmp_path: Path) -> None:
    chance = random.Random()
    told: list[list] = []
    for number in range(1, KILLS + 1):
        words = tmp_path / f"told-{number}"
        run_and_kill(windows, words, number, chance.uniform(0, 0.08))
        told += [json.loads(line) for line in words.read_text().splitlines()]
        store = open_store(places, NOON)
        found = {row["id"]: row for row in rows(places.database)}
        assert {row["outcome"] for row in found.values()} <= {"completed", "interrupted"}
        assert not [notice for notice in store.notices if "damaged" in notice]
    for word, set_id, reps, outcome in told:
        if word == "kept":
            assert found[set_id]["reps"] >= reps
            assert outcome != "completed" or found[set_id]["outcome"] == "completed"
    assert set(found) <= {set_id for _, set_id, _, _ in told}
    # The windows were killed in the middle of something, and got something done before.
    outcomes = [row["outcome"] for row in found.values()]
    assert outcomes.count("interrupted") > 0
    assert outcomes.count("completed") > 0


def test_two_drains_at_once_in_two_processes(places: Paths) -> None:
    FileJournal(places.journal).append(*(a_set(reps=1) for _ in range(200)))
    program = (
        "import sys; from pathlib import Path; from tests.fakes.records import *\n"
        "from soleus_tray.adapters.store.commands import drain\n"
        "sys.stdin.readline(); print(drain(home(Path(sys.argv[1])), NOON)['today']['reps'])"
    )
    both = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(places.config)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        for _ in range(2)
    ]
    for process in both:
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [process.communicate(timeout=30)[0].strip() for process in both] == ["200", "200"]
    assert len(rows(places.database)) == 200


class CrashError(BaseException):
    """The process is gone: nothing below it gets to tidy up."""


class FragileJournal(FileJournal):
    """Crashes the n-th time the drain comes to it, before or after the step is done."""

    def __init__(self, folder: Path, crash_at: int) -> None:
        super().__init__(folder)
        self._left = crash_at

    def _step(self) -> None:
        self._left -= 1
        if self._left == 0:
            raise CrashError

    def take(self) -> bool:
        self._step()
        taken = super().take()
        self._step()
        return taken

    def taken_lines(self) -> list[str]:
        self._step()
        return super().taken_lines()

    def reject(self, lines: list[str]) -> None:
        self._step()  # committed, not yet forgotten: the drain that follows takes all of it again
        super().reject(lines)
        self._step()

    def forget(self) -> None:
        self._step()
        super().forget()
        self._step()


ENDED = {"outcome": "completed", "ended_at": NOON + timedelta(minutes=2)}
SETS = st.builds(
    lambda n, reps, ended: a_set(id=an_id(n), reps=reps, active_seconds=reps * 6, **(ENDED if ended else {})),
    st.integers(1, 4),
    st.integers(0, 20),
    st.booleans(),
)
SITTINGS = st.builds(lambda n, s: a_sitting(id=an_id(n), seconds=s), st.integers(1, 3), st.integers(0, 4000))
STEPS = st.lists(
    st.lists(SETS | SITTINGS, min_size=1, max_size=4) | st.integers(1, 12) | st.just("torn"), max_size=12
)


@settings(max_examples=60, deadline=None)
@given(steps=STEPS)
def test_whatever_crashes_each_fact_is_in_the_record_once(
    tmp_path_factory: pytest.TempPathFactory, steps: list[list[Fact] | int | str]
) -> None:
    places = home(tmp_path_factory.mktemp("home"))
    appended: list[Fact] = []
    for step in steps:
        if isinstance(step, list):
            FileJournal(places.journal).append(*step)
            appended += step
        elif step == "torn":
            places.journal.mkdir(parents=True, exist_ok=True)
            with FileJournal(places.journal).live.open("a") as file:
                file.write('{"kind":"set","id":')
        else:
            crash_in_a_drain(places, int(step))
    open_store(places, NOON)
    expected = expected_rows(appended)
    sets = rows(places.database, "SELECT id, reps, outcome FROM sets ORDER BY id")
    assert [tuple(row.values()) for row in sets] == expected["sets"]
    sitting = rows(places.database, "SELECT id, seconds FROM sitting ORDER BY id")
    assert [tuple(row.values()) for row in sitting] == expected["sitting"]


def crash_in_a_drain(places: Paths, crash_at: int) -> None:
    """Open the record with a drain that dies at its n-th step."""
    with pytest.MonkeyPatch.context() as patch:
        opening = sys.modules[open_store.__module__]
        patch.setattr(opening, "FileJournal", lambda folder: FragileJournal(folder, crash_at))
        try:
            open_store(places, NOON)
        except CrashError:
            return


def expected_rows(appended: list[Fact]) -> dict[str, list[tuple]]:
    """What a record is to hold in the end, without any of our machinery but the merge."""
    by_id: dict[tuple[type, str], list[Fact]] = {}
    for fact in appended:
        by_id.setdefault((type(fact), fact.id), []).append(fact)
    sets, sitting = [], []
    for (kind, set_id), facts in sorted(by_id.items(), key=lambda item: item[0][1]):
        last = reduce(later_of, facts)
        if kind is SetFact:
            outcome = "interrupted" if last.outcome == "in_progress" else last.outcome
            sets.append((set_id, last.reps, outcome))
        else:
            sitting.append((set_id, last.seconds))
    return {"sets": sets, "sitting": sitting}


def test_a_crash_between_commit_and_removal_doubles_nothing(places: Paths) -> None:
    """The one moment at which the lines are both in the record and in the journal."""
    one = a_set(id=an_id(1), reps=3)
    FileJournal(places.journal).append(one)
    crash_in_a_drain(places, 4)
    assert FileJournal(places.journal).taken.exists()
    assert [row["reps"] for row in rows(places.database)] == [3]
    open_store(places, NOON)
    assert [row["reps"] for row in rows(places.database)] == [3]
    assert not FileJournal(places.journal).taken.exists()
