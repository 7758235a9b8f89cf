"""What every record keeps to: it answers by local days, and only from what is finished."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from soleus_tray.adapters.store.journal import FileJournal
from soleus_tray.adapters.store.live import LiveSet
from soleus_tray.adapters.store.opening import open_store
from soleus_tray.core.history import DayTotals
from soleus_tray.ports.store import MOST_DECISIONS
from tests.fakes.records import (
    NOON,
    a_check_in,
    a_decision,
    a_done_set,
    a_plan_step,
    a_reminder,
    a_set,
    a_sitting,
    home,
)

if TYPE_CHECKING:
    from pathlib import Path

    from soleus_tray.core.facts import Fact
    from soleus_tray.ports.store import Record

TODAY = NOON.date()


@pytest.fixture
def record_of(tmp_path: Path):
    """Make a record of these facts."""

    def make(*facts: Fact) -> Record:
        places = home(tmp_path)
        FileJournal(places.journal).append(*facts)
        return open_store(places, NOON).record

    return make


def test_an_empty_record_answers_with_nothing(record_of) -> None:
    record: Record = record_of()
    assert record.sets(TODAY) == []
    assert record.totals(TODAY) == DayTotals()
    assert record.week(TODAY) == (0,) * 7
    assert record.decisions(NOON - timedelta(days=99)) == []


def test_sets_come_oldest_first_and_whole(record_of) -> None:
    second = a_done_set(outcome="stopped_early", reps=4, pace="gentle", source="command", utc_offset=-3600)
    first = a_done_set(started_at=NOON - timedelta(days=400), ended_at=None, outcome="interrupted")
    assert record_of(second, first).sets(TODAY) == [first, second]


def test_days_count_back_from_today(record_of) -> None:
    sets = [a_done_set(started_at=NOON - timedelta(days=n)) for n in (3, 2, 1, 0)]
    record = record_of(*sets)
    assert record.sets(TODAY, 1) == sets[3:]
    assert record.sets(TODAY, 3) == sets[1:]
    assert record.sets(TODAY, 100) == sets


def test_a_row_belongs_to_the_day_it_had_where_it_was_written(record_of) -> None:
    east = a_done_set(started_at=datetime(2026, 11, 17, 11, tzinfo=UTC), utc_offset=14 * 3600)
    west = a_done_set(started_at=datetime(2026, 11, 19, 8, tzinfo=UTC), utc_offset=-11 * 3600)
    record = record_of(east, west)
    assert record.sets(TODAY, 1) == [east, west]
    assert record.totals(TODAY).sets == 2
    assert record.week(TODAY) == (0, 0, 2, 0, 0, 0, 0)


def test_totals_share_a_span_of_sitting_between_days(record_of) -> None:
    start = datetime(2026, 11, 18, 22, tzinfo=UTC)
    record = record_of(a_sitting(started_at=start, ended_at=start + timedelta(hours=4), seconds=14400))
    assert record.totals(TODAY).sitting_seconds == 3600
    assert record.totals(TODAY + timedelta(days=1)).sitting_seconds == 10800


def test_a_span_of_many_days_is_found_from_within(record_of) -> None:
    record = record_of(a_sitting(started_at=NOON - timedelta(days=9), ended_at=NOON + timedelta(days=9)))
    assert record.totals(TODAY).sitting_seconds == 200


@pytest.mark.parametrize(
    ("day", "offset", "hours"), [(date(2026, 10, 25), 2, 25), (date(2026, 3, 29), 1, 23)]
)
def test_a_day_of_changing_clocks_is_one_day(record_of, day: date, offset: int, hours: int) -> None:
    """Berlin's offsets before and after the change; a set in its first and its last minute."""
    begin = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=offset)
    end_offset = 1 if offset == 2 else 2
    first = a_done_set(started_at=begin, utc_offset=offset * 3600)
    last = a_done_set(started_at=begin + timedelta(hours=hours, minutes=-1), utc_offset=end_offset * 3600)
    record = record_of(first, last)
    assert record.sets(day, 1) == [first, last]
    assert record.totals(day) == DayTotals(2, 40, 240, 0)
    assert record.week(day)[6] == 2


def test_a_set_still_going_is_not_history(record_of, tmp_path: Path) -> None:
    going = a_set(reps=5, active_seconds=30)
    with LiveSet(home(tmp_path).journal, going.id):
        record = record_of(going, a_done_set())
    assert len(record.sets(TODAY)) == 1
    assert record.totals(TODAY) == DayTotals(1, 20, 120, 0)
    assert record.week(TODAY) == (0, 0, 1, 0, 0, 0, 0)


def test_decisions_come_back_whole_and_oldest_first(record_of) -> None:
    held = a_decision(at=NOON + timedelta(minutes=2), who="腾讯会议")
    due = a_decision(at=NOON, what="due", detail="", who="", seconds=3600, utc_offset=-39600)
    set_back = a_decision(at=NOON + timedelta(minutes=3), what="clock_set", detail="", who="", seconds=-90)
    assert record_of(held, set_back, due).decisions(NOON) == [due, held, set_back]


def test_decisions_of_one_moment_keep_the_order_they_were_made_in(record_of) -> None:
    made = [a_decision(seconds=n) for n in range(9)]
    assert record_of(*reversed(made)).decisions(NOON) == made


def test_decisions_are_asked_from_a_moment_up_to_another(record_of) -> None:
    made = [a_decision(at=NOON + timedelta(minutes=n)) for n in range(5)]
    record = record_of(*made)
    assert record.decisions(NOON + timedelta(minutes=1)) == made[1:]
    assert record.decisions(NOON + timedelta(minutes=1), NOON + timedelta(minutes=3)) == made[1:3]
    elsewhere = timezone(timedelta(hours=5, minutes=30))
    assert record.decisions((NOON + timedelta(minutes=1)).astimezone(elsewhere)) == made[1:]


def test_of_too_many_decisions_the_newest_are_told(record_of) -> None:
    made = [a_decision(at=NOON + timedelta(seconds=n)) for n in range(MOST_DECISIONS + 3)]
    assert record_of(*made).decisions(NOON) == made[3:]


def test_a_decision_written_twice_is_one(record_of) -> None:
    one = a_decision()
    assert record_of(one, one).decisions(NOON) == [one]


def test_reminders_check_ins_and_steps_come_oldest_first_from_a_moment_on(record_of) -> None:
    hours = [NOON + timedelta(hours=n) for n in range(3)]
    due = [a_reminder(due_at=at, outcome="skipped") for at in hours]
    felt = [a_check_in(at=at, veins=None if n else True, note="so so\n") for n, at in enumerate(hours)]
    steps = [a_plan_step(at=at, level=n, what="declined") for n, at in enumerate(hours)]
    record = record_of(*reversed(due), *reversed(felt), *reversed(steps))
    assert record.reminders(hours[1]) == due[1:]
    assert record.check_ins(hours[1]) == felt[1:]
    assert record.plan_steps() == steps


def test_what_was_said_of_a_set_is_kept_whichever_writing_comes_first(record_of) -> None:
    done = a_done_set(legs="alternate")
    said = a_done_set(id=done.id, legs="alternate", effort="easy", hurt=True)
    assert record_of(said, done).sets(TODAY) == [said]
