"""A quiet set from the click to the record: what the icon shows, what is kept, and what becomes of a kill."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from soleus_tray.adapters.store.journal import FileJournal
from soleus_tray.adapters.store.live import is_alive, lock_names
from soleus_tray.adapters.store.opening import open_store
from soleus_tray.app.quiet import GET_READY, LONGEST_GAP, QuietSet
from soleus_tray.core.errors import BadValueError
from soleus_tray.core.facts import SetFact, from_line
from soleus_tray.core.pacing import GET_READY_WORDS, STEPS
from soleus_tray.core.settings import SetSettings
from tests.fakes.records import home, rows

CLICK = 100.0
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ROOT = Path(__file__).parents[2]


class Hand:
    """A quiet set lived through as the reminder thread would, without waiting."""

    def __init__(self, journal: Path, length: int = 12, remember=None) -> None:
        self.journal, self.now = journal, CLICK
        self.later: list[SetFact] = []
        self.said: list[SetFact] = []
        self.wakes = 0
        self.set = QuietSet(
            SetSettings(length=length, pace="steady"), journal, remember or self.later.append,
            lambda: bytes(10), now=CLICK, utc_offset=3600,
        )  # fmt: skip

    @property
    def wall(self) -> datetime:
        return NOON + timedelta(seconds=self.now - CLICK)

    def live(self, seconds: float) -> None:
        """Tick whenever the set asks for it."""
        end = self.now + seconds
        while not self.set.over:
            self.said += self.set.tick(self.now, self.wall)
            self.wakes += 1
            if self.set.over or self.now + (wait := self.set.wait(self.now)) > end:
                break
            self.now += wait
        self.now = end

    def end(self) -> None:
        self.said += self.set.end(self.now, self.wall)

    @property
    def kept(self) -> list[SetFact]:
        path = FileJournal(self.journal).live
        return [from_line(line) for line in path.read_text().splitlines()] if path.exists() else []


@pytest.fixture
def hand(tmp_path: Path) -> Hand:
    return Hand(tmp_path / "journal")


def test_a_whole_set_is_told_and_kept_from_first_rep_to_last(hand: Hand) -> None:
    hand.live(60)
    assert hand.set.over
    first, *progress, last = hand.said
    assert hand.kept == hand.said
    assert (first.outcome, first.reps, first.source, first.utc_offset) == ("in_progress", 0, "quiet", 3600)
    assert first.started_at == NOON + timedelta(seconds=GET_READY)
    assert [fact.outcome for fact in progress] == ["in_progress"] * len(progress)
    assert (last.outcome, last.reps, last.active_seconds) == ("completed", 3, 12)
    assert last.ended_at == first.started_at + timedelta(seconds=12)
    assert {fact.id for fact in hand.said} == {first.id}
    assert lock_names(hand.journal) == []
    assert hand.later == []


def test_progress_is_kept_at_least_every_five_seconds(tmp_path: Path) -> None:
    hand = Hand(tmp_path, length=120)
    hand.live(200)
    spans = [fact.active_seconds for fact in hand.said]
    assert all(later - earlier <= 5 for earlier, later in pairwise(spans))
    assert len(spans) <= 120 / 4 + 2


def test_it_wakes_as_seldom_as_the_pictures_change(tmp_path: Path) -> None:
    hand = Hand(tmp_path, length=120)
    hand.live(200)
    assert hand.wakes <= 30 * 2 * (STEPS - 1) + 120 / 4.5 + 3


def test_before_the_first_rep_a_second_click_leaves_no_trace(hand: Hand) -> None:
    hand.live(1)
    assert hand.set.frame(hand.now).words == GET_READY_WORDS
    hand.end()
    assert hand.set.over
    assert hand.said == hand.kept == []
    assert not (hand.journal / "live").exists()


def test_a_second_click_ends_it_with_what_was_done(hand: Hand) -> None:
    hand.live(GET_READY + 5)
    assert hand.set.frame(hand.now).words == "Rep 2 of 3. Click to stop."
    hand.end()
    last = hand.kept[-1]
    assert (last.outcome, last.reps, last.active_seconds) == ("stopped_early", 1, 5)
    assert last.ended_at == hand.wall
    assert lock_names(hand.journal) == []
    hand.end()
    assert hand.kept[-1] == last
    assert hand.set.wait(hand.now) == 0


def test_while_it_runs_it_counts_as_alive(hand: Hand) -> None:
    hand.live(GET_READY + 1)
    (set_id,) = lock_names(hand.journal)
    assert set_id == hand.said[0].id
    assert is_alive(hand.journal, set_id)
    hand.end()
    assert not is_alive(hand.journal, set_id)


def test_reps_of_a_night_asleep_are_nobodys(hand: Hand) -> None:
    hand.live(GET_READY + 5)
    hand.now += LONGEST_GAP + 8 * 3600
    hand.live(1)
    assert hand.set.over
    last = hand.kept[-1]
    assert (last.outcome, last.reps) == ("stopped_early", 1)
    assert last.ended_at < hand.wall - timedelta(hours=7)


def test_a_disk_that_is_full_stops_no_set_and_the_end_is_kept_for_later(tmp_path: Path) -> None:
    (tmp_path / "journal").write_text("a file where the folder should be")
    hand = Hand(tmp_path / "journal")
    hand.live(60)
    assert [fact.outcome for fact in hand.later] == ["completed"]
    assert hand.later[0] == hand.said[-1]


def test_settings_that_make_no_set_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadValueError, match="set length"):
        Hand(tmp_path, length=0)


def test_the_strip_is_told_the_same_set(hand: Hand) -> None:
    strip = hand.set.strip("dark", "quiet off")
    assert (strip.pace, strip.reps, strip.first_rep_at) == ("steady", 3, CLICK + GET_READY)
    assert (strip.theme, strip.action) == ("dark", "quiet off")


KILLED = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from soleus_tray.app.quiet import QuietSet
from soleus_tray.core.settings import SetSettings
quiet = QuietSet(SetSettings(), Path(sys.argv[1]), print, lambda: bytes(10), now=0.0, utc_offset=0)
for now in (3.0, 5.0, 9.0, 14.0):
    quiet.tick(now, datetime.now(UTC))
print("paced", flush=True)
time.sleep(600)
"""


def test_killed_in_the_middle_it_is_recorded_as_interrupted(tmp_path: Path) -> None:
    paths = home(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(paths.journal)],
        stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as process:  # fmt: skip
        try:
            assert process.stdout.readline() == "paced\n"
            open_store(paths, datetime.now(UTC))
            assert [row["outcome"] for row in rows(paths.database)] == ["in_progress"]
        finally:  # whatever failed, nobody waits for a process that sleeps
            process.kill()
    open_store(paths, datetime.now(UTC))
    (row,) = rows(paths.database)
    assert (row["outcome"], row["source"], row["reps"]) == ("interrupted", "quiet", 2)
