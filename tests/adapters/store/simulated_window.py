"""A window process that does sets for ever, until somebody kills it; run by test_kill.py.

The program loads the database once and forks a window for each line it reads, so that fifty of them cost
no fifty imports. A window tells, in a file of its own, each fact before (`try`) and after (`kept`) it is
appended.
"""

from __future__ import annotations

import json
import os
import random
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from soleus_tray.adapters.store.commands import drain
from soleus_tray.adapters.store.live import LiveJournal
from tests.fakes.records import NOON, a_set, home, rows

if TYPE_CHECKING:
    from soleus_tray.app.paths import Paths
    from soleus_tray.core.facts import SetFact


def window(places: Paths, number: int, told: int) -> None:
    """Do sets and drain now and then, telling all about it."""
    journal = LiveJournal(places.journal)
    chance = random.Random(number)
    made = number * 10_000

    def append(fact: SetFact) -> None:
        line = [fact.id, fact.reps, fact.outcome]
        os.write(told, (json.dumps(["try", *line]) + "\n").encode())
        journal.append(fact)
        os.write(told, (json.dumps(["kept", *line]) + "\n").encode())

    while True:
        made += 1
        one = a_set(id=f"{made:08x}-0000-7000-8000-000000000000", planned_reps=5)
        for reps in range(5):
            append(replace(one, reps=reps, active_seconds=6 * reps))
            if reps == 3 and chance.random() < 0.2:
                still_open(places, one.id)
        done = NOON + timedelta(seconds=30)
        append(replace(one, reps=5, active_seconds=30, outcome="completed", ended_at=done))
        if chance.random() < 0.5:
            drain(places, NOON)


def still_open(places: Paths, set_id: str) -> None:
    """Whoever opens the record in the middle of a set leaves it in progress."""
    drain(places, NOON)
    [row] = rows(places.database, f"SELECT outcome FROM sets WHERE id = '{set_id}'")
    assert row["outcome"] == "in_progress"


def main(places: Paths) -> None:
    """Fork a window for each line read; say its pid, and say when it was killed."""
    for line in sys.stdin:
        path, number = line.split()
        told = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        child = os.fork()
        if child == 0:
            try:
                window(places, int(number), told)
            finally:
                os._exit(3)  # only reached by an error: a window ends by being killed
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main(home(Path(sys.argv[1])))
