"""The check-in: what is asked, kept and told, without a screen."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from soleus_tray.adapters.store.journal import FileJournal
from soleus_tray.app.checking_in import recent_check_ins
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.facts import CheckInFact, Fact, from_line
from soleus_tray.ui.checkin.presenter import CheckInPresenter
from soleus_tray.ui.checkin.signs import DAYS, last_days
from soleus_tray.ui.form.spots import spot
from soleus_tray.ui.palette import rgb
from tests.fakes.parts import FakeClock
from tests.fakes.records import NOON, an_id, home

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from soleus_tray.core.window_messages import WindowEvent


@dataclass
class Bench:
    """A presenter between a clock, a journal and a tray."""

    broken: str = ""
    clock: FakeClock = field(default_factory=lambda: FakeClock(utc_offset=3600))
    facts: list[CheckInFact] = field(default_factory=list)
    events: list[WindowEvent] = field(default_factory=list)

    def __post_init__(self) -> None:
        tell = self.events.append
        self.presenter = CheckInPresenter(self, self.clock, tell, lambda: bytes(10))

    def append(self, *facts: Fact) -> None:
        if self.broken:
            raise SoleusError(self.broken)
        self.facts += [fact for fact in facts if isinstance(fact, CheckInFact)]

    @property
    def told(self) -> list[str]:
        return [event.action for event in self.events]


def a_check_in(days_ago: float = 0, **said: Any) -> CheckInFact:
    return CheckInFact(an_id(), NOON - timedelta(days=days_ago), 3600, **said)


def test_what_was_said_is_kept_as_it_was_said() -> None:
    bench = Bench()
    bench.presenter.answer(heavy=3)
    bench.presenter.answer(swollen=9)
    bench.presenter.answer(swollen=10)
    bench.presenter.answer(veins=False, note="  after a long flight  ")
    bench.presenter.act("save")
    (fact,) = bench.facts
    assert (fact.heavy, fact.swollen, fact.ache, fact.veins) == (3, 10, None, False)
    assert fact.note == "after a long flight"
    assert (fact.at, fact.utc_offset, fact.sudden) == (bench.clock.wall, 3600, False)
    assert bench.told == ["checked-in"]
    assert bench.presenter.closed


@pytest.mark.parametrize("gesture", ["not today", "save"])
def test_with_nothing_said_nothing_is_kept(gesture: str) -> None:
    bench = Bench()
    bench.presenter.answer(heavy=4)
    bench.presenter.answer(heavy=None)
    bench.presenter.act(gesture)
    assert bench.presenter.closed
    assert bench.facts == []
    assert bench.told == ["check-in not-today"]


def test_not_today_forgets_what_was_marked() -> None:
    bench = Bench()
    bench.presenter.answer(ache=8)
    bench.presenter.key("Escape")
    assert bench.presenter.closed
    assert bench.facts == []


def test_none_is_an_answer_and_zero_is_kept() -> None:
    bench = Bench()
    bench.presenter.answer(heavy=0)
    bench.presenter.key("Return")
    assert [fact.heavy for fact in bench.facts] == [0]


def test_sudden_opens_the_safety_page_at_once_and_is_kept_with_what_was_marked() -> None:
    bench = Bench()
    bench.presenter.answer(ache=9)
    bench.presenter.act("sudden")
    assert bench.told == ["learn safety", "checked-in sudden"]
    (fact,) = bench.facts
    assert (fact.sudden, fact.ache) == (True, 9)
    assert bench.presenter.closed
    bench.presenter.act("save")
    assert len(bench.facts) == 1


def test_a_record_that_can_t_be_written_is_told_and_tried_again() -> None:
    bench = Bench(broken="The disk is full; free some space.")
    bench.presenter.answer(heavy=2)
    bench.presenter.act("save")
    assert not bench.presenter.closed
    assert bench.presenter.problem == "The disk is full; free some space."
    assert bench.told == []
    bench.broken = ""
    bench.presenter.act("save")
    assert bench.presenter.closed
    assert len(bench.facts) == 1


def test_sudden_is_told_even_when_the_record_can_t_be_written() -> None:
    bench = Bench(broken="The disk is full; free some space.")
    bench.presenter.act("sudden")
    assert bench.told == ["learn safety", "checked-in sudden"]
    assert bench.presenter.sudden


def test_a_note_is_cut_at_its_longest() -> None:
    bench = Bench()
    bench.presenter.answer(note="x" * 2000)
    bench.presenter.act("save")
    assert len(bench.facts[0].note) == 500


def test_the_last_days_are_the_answers_and_nothing_else() -> None:
    today = NOON.date()
    facts = [
        a_check_in(40, heavy=9),
        a_check_in(13, heavy=2, veins=True),
        a_check_in(1, heavy=7),
        a_check_in(1 - 1 / 24, heavy=4, veins=False),
        a_check_in(0, ache=0),
    ]
    bars = last_days(facts, today)
    assert bars["heavy"] == (2, *[None] * 11, 4, None)
    assert bars["ache"] == (*[None] * 13, 0)
    assert bars["veins"] == (10, *[None] * 11, 0, None)
    assert {len(one) for one in bars.values()} == {DAYS}


def test_a_day_is_the_user_s_own(tmp_path: Path) -> None:
    late = CheckInFact(an_id(), NOON.replace(hour=23, minute=30), 3600, heavy=5)  # half past midnight there
    assert last_days([late], NOON.date())["heavy"] == (None,) * DAYS
    assert last_days([late], NOON.date() + timedelta(days=1))["heavy"][-1] == 5


def test_the_record_gives_the_last_fortnight_back(tmp_path: Path) -> None:
    paths = home(tmp_path)
    old, new = a_check_in(30, heavy=1), a_check_in(2, heavy=2, note="ünïcödé", veins=True)
    FileJournal(paths.journal).append(old, new)
    assert recent_check_ins(paths, NOON) == [new]


def test_a_spot_is_smooth_and_its_rings_lie_on_each_other() -> None:
    paper, teal, white = "#F6F4F0", "#1B7F79", "#FFFFFF"
    picture = spot(28, [(12, teal), (10, white), (4, teal)], paper)
    head, pixels = picture.split(b"255\n", 1)
    assert head == b"P6 28 28 "

    def at(x: int, y: int) -> tuple[int, ...]:
        return tuple(pixels[3 * (y * 28 + x) : 3 * (y * 28 + x) + 3])

    assert at(0, 0) == rgb(paper)
    assert at(14, 14) == rgb(teal)
    assert at(14, 7) == rgb(white)
    assert at(14, 3) == rgb(teal)
    assert at(5, 5) not in {rgb(paper), rgb(teal), rgb(white)}  # an edge has pixels in between


def in_a_terminal(folder: Path, typed: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "soleus_tray", "check-in"],
        input=typed,
        env={"SOLEUS_TRAY_HOME": str(folder), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def kept(folder: Path) -> list[Fact]:
    path = home(folder).journal / "facts.jsonl"
    return [from_line(line) for line in path.read_text().splitlines()] if path.exists() else []


def test_in_a_terminal_enter_skips_and_words_count(tmp_path: Path) -> None:
    done = in_a_terminal(tmp_path, "a little\n\n11\nten\n10\nn\n\nsock marks\n")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("can't be used; give a whole number from 0 to 10") == 2
    (fact,) = kept(tmp_path)
    assert isinstance(fact, CheckInFact)
    assert (fact.heavy, fact.swollen, fact.ache, fact.veins) == (3, None, 10, False)
    assert (fact.note, fact.sudden) == ("sock marks", False)


def test_in_a_terminal_sudden_shows_the_safety_page(tmp_path: Path) -> None:
    done = in_a_terminal(tmp_path, "\n\n\n\nyes\n")
    assert done.returncode == 0, done.stderr
    assert "112, 911 or 999" in done.stdout
    assert [fact.sudden for fact in kept(tmp_path) if isinstance(fact, CheckInFact)] == [True]


def test_in_a_terminal_that_says_nothing_nothing_is_kept(tmp_path: Path) -> None:
    for typed in ("", "\n" * 6):
        done = in_a_terminal(tmp_path, typed)
        assert done.returncode == 0, done.stderr
        assert "nothing is kept" in done.stdout
    assert kept(tmp_path) == []
