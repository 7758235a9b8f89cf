"""The session window phase by phase, on a fake clock."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from soleus_tray.core.errors import BadValueError, SoleusError
from soleus_tray.core.facts import Fact, SetFact
from soleus_tray.core.window_messages import SetRequest, WindowEvent
from soleus_tray.ports.clock import Moment
from soleus_tray.ui.session.presenter import FRAME_SECONDS, SessionPresenter

if TYPE_CHECKING:
    from soleus_tray.ui.session.picture import Picture

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
REQUEST = SetRequest("tray", "steady", 120, None, 15, "light", 3, (2, 4, 3, 5, 1, 0, 3))


@dataclass
class Bench:
    """A presenter between a clock that is turned by hand, a journal and a tray."""

    request: SetRequest = REQUEST
    seconds: float = 0.0
    broken: str = ""
    facts: list[SetFact] = field(default_factory=list)
    events: list[WindowEvent] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.presenter = SessionPresenter(self.request, self, self, self.events.append, lambda: bytes(10))

    def read(self) -> Moment:
        return Moment(500 + self.seconds, NOON + timedelta(seconds=self.seconds), 3600, 0.0)

    def append(self, *facts: Fact) -> None:
        if self.broken:
            raise SoleusError(self.broken)
        self.facts += [fact for fact in facts if isinstance(fact, SetFact)]

    def at(self, seconds: float) -> Picture:
        """Let the clock run to `seconds`, looking as often as the presenter asks to be looked at."""
        while (wait := self.presenter.wait()) is not None and self.seconds + wait < seconds:
            self.seconds += wait
            self.presenter.picture()
        self.seconds = seconds
        return self.presenter.picture()

    def press(self, action: str) -> Picture:
        self.presenter.act(action)
        return self.presenter.picture()

    def key(self, name: str) -> Picture:
        self.presenter.key(name)
        return self.presenter.picture()


def at_once(**changes: object) -> Bench:
    return Bench(replace(REQUEST, get_ready=0, **changes))  # type: ignore[arg-type]


def test_the_countdown_counts_and_marks_what_was_done() -> None:
    bench = Bench()
    first = bench.at(0)
    assert (first.screen, first.header, first.word) == ("get_ready", "Soleus · get ready", "Sit tall")
    assert first.cue == "Starting in 15 seconds"
    assert first.buttons == (("start", "Start now"), ("leave", "Not now"))
    assert (first.set_share, first.height, first.hurts, first.figures) == (0.0, 0.0, False, ())
    assert bench.at(7.5).set_share == pytest.approx(0.5)
    assert [mark for _, mark in bench.at(8).posture] == ["done", "done", "now", "now"]
    assert bench.at(14.5).word == "1"
    assert not bench.facts


def test_a_whole_set_from_countdown_to_summary() -> None:
    bench = Bench()
    assert bench.at(15.5).word == "Lift"
    assert bench.at(16.5).word == "Hold"
    down = bench.at(18)
    assert (down.word, down.header, down.hurts) == ("Lower slowly", "Soleus · steady pace", True)
    assert down.height == pytest.approx(0.5, abs=0.01)
    middle = bench.at(15 + 60)
    assert middle.figures == (("15", "of 30 reps"), ("1:00", "left"))
    assert middle.set_share == pytest.approx(0.5)
    assert "Halfway" in middle.cue
    end = bench.at(15 + 120)
    assert (end.screen, end.word, end.cue) == ("summary", "Nicely done", "30 reps in two minutes")
    assert end.summary is not None
    assert end.summary.counts == "4 sets today, 19 this week"
    assert end.summary.bars == (2, 4, 3, 5, 1, 0, 4)
    assert "stand or walk" in end.summary.note


def test_the_record_begins_with_the_first_rep_and_is_at_most_five_seconds_old() -> None:
    bench = Bench()
    bench.at(15.01)
    assert [event.kind for event in bench.events] == ["began"]
    assert bench.facts[0].started_at == NOON + timedelta(seconds=15)
    assert bench.facts[0].utc_offset == 3600
    bench.at(15 + 120)
    ages = [
        later.active_seconds - earlier.active_seconds
        for earlier, later in zip(bench.facts, bench.facts[1:], strict=False)
    ]
    assert max(ages) <= 5
    assert {fact.id for fact in bench.facts} == {bench.facts[0].id}
    assert [event.kind for event in bench.events][1:] == ["progress"] * (len(bench.events) - 2) + ["ended"]
    last = bench.facts[-1]
    assert (last.outcome, last.reps, last.active_seconds) == ("completed", 30, 120)
    assert last.ended_at == NOON + timedelta(seconds=135)
    count = len(bench.facts)
    bench.at(500)
    assert len(bench.facts) == count


def test_space_pauses_and_goes_on_where_it_was() -> None:
    bench = at_once()
    before = bench.at(10.5)
    paused = bench.key("space")
    assert (paused.word, paused.height, paused.figures) == ("Paused", before.height, before.figures)
    assert paused.buttons[0] == ("pause", "Go on")
    assert bench.presenter.wait() is None
    bench.seconds += 3600
    after = bench.key("space")
    assert after.figures == before.figures
    assert bench.at(10.5 + 3600 + 109.5).screen == "summary"
    assert bench.facts[-1].active_seconds == 120


def test_enter_finishes_early_and_is_glad_of_it() -> None:
    bench = at_once()
    bench.at(45)
    summary = bench.key("Return")
    assert (summary.word, summary.cue) == ("Nicely done", "11 reps in 45 seconds")
    assert (bench.facts[-1].outcome, bench.facts[-1].reps) == ("stopped_early", 11)
    assert not bench.presenter.closed


def test_escape_stops_and_the_next_one_leaves() -> None:
    bench = at_once()
    bench.at(6)
    assert bench.key("Escape").word == "Stopped"
    assert bench.facts[-1].outcome == "stopped_early"
    bench.key("Escape")
    assert bench.presenter.closed


@pytest.mark.parametrize("way", ["key", "button", "close"])
def test_leaving_the_countdown_records_nothing(way: str) -> None:
    bench = Bench()
    bench.at(10)
    {
        "key": lambda: bench.key("Escape"),
        "button": lambda: bench.press("leave"),
        "close": bench.presenter.close,
    }[way]()
    assert bench.presenter.closed
    assert not bench.facts
    assert not bench.events


def test_it_hurts_stops_at_once_and_does_not_cheer() -> None:
    bench = at_once()
    bench.at(20)
    rest = bench.press("hurts")
    assert rest.word == "Rest now"
    assert rest.summary is not None
    assert "walk" not in rest.summary.note
    assert bench.facts[-1].outcome == "stopped_early"


@pytest.mark.parametrize("paused", [False, True])
def test_closing_the_window_in_the_middle_records_what_was_done(paused: bool) -> None:
    bench = at_once()
    bench.at(9)
    if paused:
        bench.key("space")
    bench.presenter.close()
    assert (bench.facts[-1].outcome, bench.facts[-1].reps, bench.facts[-1].active_seconds) == (
        "stopped_early",
        2,
        9,
    )
    assert bench.events[-1].kind == "ended"


def test_closing_the_summary_adds_nothing() -> None:
    bench = at_once(reps=1)
    bench.at(5)
    count = len(bench.facts)
    bench.presenter.close()
    assert len(bench.facts) == count


def test_space_on_the_summary_does_nothing() -> None:
    """It was meant to pause the last rep."""
    bench = at_once(reps=1)
    bench.at(4)
    bench.key("space")
    assert not bench.presenter.closed


def test_again_is_a_new_set_of_its_own() -> None:
    bench = at_once(reps=2)
    bench.at(9)
    bench.press("again")
    summary = bench.at(20).summary
    assert summary is not None
    assert summary.counts.startswith("5 sets today")
    ids = [fact.id for fact in bench.facts]
    assert len(set(ids)) == 2
    assert [fact.source for fact in bench.facts if fact.outcome == "completed"] == ["tray", "window"]


def test_a_journal_that_fails_is_a_quiet_line_and_is_tried_again() -> None:
    bench = at_once()
    bench.broken = "/a/long/path/facts.jsonl can't be written: the disk is full."
    picture = bench.at(7)
    assert (picture.screen, picture.notice) == ("set", "Not saved yet, still trying: the disk is full.")
    assert [event.kind for event in bench.events] == ["began", "progress"]
    bench.broken = ""
    assert bench.at(11).notice == ""
    assert bench.facts


def test_a_hold_is_still_and_is_hardly_looked_at() -> None:
    bench = at_once()
    bench.at(0.5)
    assert bench.presenter.wait() == FRAME_SECONDS
    first = bench.at(1.1)
    assert bench.presenter.wait() == pytest.approx(0.25)
    second = bench.at(1.9)
    assert (first.height, first.phase_share) == (second.height, second.phase_share) == (1.0, 1.0)


def test_a_late_look_catches_up() -> None:
    """The machine was busy for half a minute: the figures are right all the same."""
    bench = at_once()
    bench.seconds = 33
    assert bench.presenter.picture().figures == (("8", "of 30 reps"), ("1:27", "left"))


def test_a_request_that_cannot_be_used_says_why() -> None:
    with pytest.raises(BadValueError, match="brisk"):
        Bench(replace(REQUEST, pace="brisk"))


def test_without_a_week_there_are_no_bars() -> None:
    bench = at_once(reps=1, sets_this_week=(), sets_today=0)
    summary = bench.at(4).summary
    assert summary is not None
    assert (summary.counts, summary.bars) == ("1 set today", ())


def test_a_set_asked_for_at_the_summary_begins_anew() -> None:
    bench = Bench()
    bench.at(15 + 120)
    assert bench.events[-1].kind == "ended"
    bench.presenter.ask(replace(REQUEST, source="command", seconds=60, get_ready=0, sets_today=4))
    bench.at(bench.seconds + 1)
    assert bench.events[-1].kind == "began"
    fact = bench.events[-1].fact
    assert fact is not None
    assert (fact.planned_seconds, fact.source) == (60, "command")


def test_a_set_asked_for_in_a_set_changes_nothing() -> None:
    bench = Bench()
    bench.at(30)
    before = bench.presenter.session
    bench.presenter.ask(replace(REQUEST, seconds=60))
    assert bench.presenter.session.plan == before.plan
    bench.at(31)
    assert [event.kind for event in bench.events].count("began") == 1


def test_a_set_without_a_single_rep_is_not_counted_in_the_summary() -> None:
    bench = Bench()
    bench.at(16)
    picture = bench.press("stop")
    assert picture.summary is not None
    assert "3 sets today" in picture.summary.counts
