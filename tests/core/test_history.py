"""Days, weeks and tables, and what becomes of a fact written more than once."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus_tray.core import history
from soleus_tray.core.errors import BadValueError
from soleus_tray.core.fact_checks import check_fact
from soleus_tray.core.history import DayTotals
from tests.fakes.records import (
    NOON,
    a_check_in,
    a_decision,
    a_done_set,
    a_plan_step,
    a_reminder,
    a_set,
    a_sitting,
    an_id,
)

if TYPE_CHECKING:
    from soleus_tray.core.facts import SetFact

HOUR = 3600
KIRITIMATI, PAGO_PAGO = 14 * HOUR, -11 * HOUR
WEDNESDAY = NOON.date()


def test_a_day_is_the_one_the_person_had() -> None:
    late = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)
    assert history.local_day(late, 0) == date(2026, 11, 18)
    assert history.local_day(late, HOUR) == date(2026, 11, 19)
    assert history.local_day(datetime(2026, 11, 18, 10, tzinfo=UTC), KIRITIMATI) == date(2026, 11, 19)
    assert history.local_day(datetime(2026, 11, 18, 10, tzinfo=UTC), PAGO_PAGO) == date(2026, 11, 17)


def test_the_day_the_clocks_go_back_has_twenty_five_hours() -> None:
    """Berlin, 25 October 2026: +02:00 until 01:00 UTC, +01:00 after it."""
    day = date(2026, 10, 25)
    first = datetime(2026, 10, 24, 22, 0, tzinfo=UTC)
    last = datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC)
    assert history.local_day(first, 2 * HOUR) == day
    assert history.local_day(first - timedelta(seconds=1), 2 * HOUR) == day - timedelta(days=1)
    assert history.local_day(last, HOUR) == day
    assert history.local_day(last + timedelta(seconds=1), HOUR) == day + timedelta(days=1)


def test_the_day_the_clocks_go_forward_has_twenty_three_hours() -> None:
    day = date(2026, 3, 29)
    assert history.local_day(datetime(2026, 3, 28, 23, 0, tzinfo=UTC), HOUR) == day
    assert history.local_day(datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC), 2 * HOUR) == day
    assert history.local_day(datetime(2026, 3, 29, 22, 0, tzinfo=UTC), 2 * HOUR) == day + timedelta(days=1)


def test_totals_of_a_day() -> None:
    sets = [
        a_done_set(),
        a_done_set(outcome="interrupted", reps=3, active_seconds=20),
        a_done_set(outcome="stopped_early", reps=0, active_seconds=2),  # no rep, no set
        a_set(reps=9, active_seconds=50),  # still going
        a_done_set(started_at=NOON - timedelta(days=1)),
    ]
    sittings = [
        a_sitting(),
        a_sitting(started_at=NOON - timedelta(days=2), ended_at=NOON - timedelta(days=2)),
    ]
    assert history.day_totals(WEDNESDAY, sets, sittings) == DayTotals(2, 23, 142, 3600)


def test_sitting_over_midnight_is_shared_between_the_days() -> None:
    midnight = datetime(2026, 11, 18, 23, tzinfo=UTC)  # in +01:00
    span = a_sitting(
        started_at=midnight - timedelta(minutes=30), ended_at=midnight + timedelta(minutes=10), seconds=2000
    )
    assert history.split_by_day(span) == {WEDNESDAY: 1500, WEDNESDAY + timedelta(days=1): 500}
    assert history.day_totals(WEDNESDAY, [], [span]).sitting_seconds == 1500


def test_a_span_whose_clock_was_set_back_counts_on_the_day_it_began() -> None:
    span = a_sitting(ended_at=NOON - timedelta(days=3), seconds=40)
    assert history.split_by_day(span) == {WEDNESDAY: 40}


@given(
    st.integers(0, 3650 * 86400).map(lambda seconds: NOON + timedelta(seconds=seconds)),
    st.integers(0, 4 * 86400),
    st.integers(0, 4 * 86400),
    st.integers(-14 * HOUR, 14 * HOUR),
)
def test_no_second_is_lost_at_midnight(start: datetime, length: int, seconds: int, offset: int) -> None:
    end = start + timedelta(seconds=length)
    span = a_sitting(started_at=start, ended_at=end, seconds=seconds, utc_offset=offset)
    shares = history.split_by_day(span)
    assert sum(shares.values()) == seconds
    assert all(history.local_day(start, offset) <= day <= history.local_day(end, offset) for day in shares)


def test_the_week_begins_on_monday() -> None:
    monday = NOON - timedelta(days=2)
    sets = [
        a_done_set(started_at=monday),
        a_done_set(started_at=NOON),
        a_done_set(started_at=NOON),
        a_done_set(started_at=monday - timedelta(days=1)),
        a_done_set(started_at=monday + timedelta(days=7)),
        a_done_set(started_at=NOON, reps=0),
        a_set(reps=4),
    ]
    assert history.week_counts(WEDNESDAY, sets) == (1, 0, 2, 0, 0, 0, 0)
    assert history.week_counts(date(2026, 11, 22), sets) == (1, 0, 2, 0, 0, 0, 0)
    assert history.week_counts(date(2026, 11, 23), sets) == (1, 0, 0, 0, 0, 0, 0)


def test_json_has_the_keys_scripts_rely_on() -> None:
    done = a_done_set(id=an_id(7), started_at=NOON.replace(microsecond=123456))
    assert json.loads(history.as_json([done, a_set()])) == [
        {
            "id": an_id(7),
            "started_at": "2026-11-18T13:00:00+01:00",
            "planned_seconds": 120,
            "active_seconds": 120,
            "reps": 20,
            "pace": "steady",
            "outcome": "completed",
            "source": "tray",
            "legs": "both",
            "effort": "",
            "hurt": False,
        }
    ]


def test_csv_has_the_same_columns() -> None:
    sets = [a_done_set(), a_done_set(outcome="interrupted")]
    read = list(csv.DictReader(io.StringIO(history.as_csv(sets))))
    assert [tuple(row) for row in read] == [history.EXPORT_KEYS] * 2
    assert [row["outcome"] for row in read] == ["completed", "interrupted"]
    rows = [row | {"hurt": "false"} for row in history.export_rows(sets)]
    assert [{key: str(value) for key, value in row.items()} for row in rows] == read
    assert history.as_csv([a_done_set(hurt=True)]).endswith(",true")


def test_text_is_a_line_for_each_set_or_a_kind_word() -> None:
    assert history.as_text([a_done_set()]) == "2026-11-18 13:00  2:00    20 reps  steady      completed"
    assert "No sets yet" in history.as_text([])


def test_text_says_what_the_user_said_of_a_set() -> None:
    one = a_done_set(legs="left", effort="hard", hurt=True, outcome="stopped_early", reps=1)
    (line,) = history.as_text([one]).splitlines()
    assert line.endswith("   1 rep   steady      stopped early, left leg, hard, stopped because it hurt")


def test_a_finished_set_never_turns_back() -> None:
    begun = a_set()
    done = replace(begun, reps=20, active_seconds=120, outcome="completed", ended_at=NOON)
    assert history.later_of(done, begun) == done
    assert history.later_of(begun, done) == done


def test_an_interrupted_set_keeps_the_most_that_was_seen() -> None:
    begun = a_set(reps=9, active_seconds=50)
    cut = replace(begun, reps=4, active_seconds=20, outcome="interrupted")
    assert history.later_of(cut, begun) == replace(cut, reps=9, active_seconds=50)


def test_what_was_said_after_a_set_stays_said() -> None:
    done = a_done_set()
    rated = replace(done, effort="easy")
    for facts in ((done, rated, done), (rated, done), (done, done, rated)):
        assert reduce(history.later_of, facts) == rated
    begun = replace(done, outcome="in_progress", ended_at=None, hurt=True)
    assert history.later_of(begun, rated) == replace(rated, hurt=True)


SMALL = st.integers(0, 5)
LATER = st.integers(0, 9).map(lambda minutes: NOON + timedelta(minutes=minutes))
ENDS = st.sampled_from(["completed", "stopped_early", "interrupted"])
EFFORTS = st.sampled_from(["", "easy", "good", "hard"])
ONE = an_id(1)
WRITINGS = st.one_of(
    st.lists(
        st.builds(lambda s, r: a_set(id=ONE, active_seconds=s, reps=r), SMALL, SMALL)
        | st.builds(
            lambda s, r, end, at, effort, hurt: a_set(
                id=ONE, active_seconds=s, reps=r, outcome=end, ended_at=at, effort=effort, hurt=hurt
            ),
            SMALL,
            SMALL,
            ENDS,
            LATER,
            EFFORTS,
            st.booleans(),
        ),
        min_size=1,
        max_size=6,
    ),
    st.lists(
        st.builds(lambda s, at: a_sitting(id=ONE, seconds=s, ended_at=at), SMALL, LATER),
        min_size=1,
        max_size=6,
    ),
    st.lists(
        st.builds(lambda n, at: a_reminder(id=ONE, notified=n, ended_at=at), SMALL, LATER),
        min_size=1,
        max_size=6,
    ),
    st.lists(st.builds(lambda n: a_decision(id=ONE, seconds=n), SMALL), min_size=1, max_size=6),
    st.lists(st.builds(lambda n, at: a_check_in(id=ONE, heavy=n, at=at), SMALL, LATER), min_size=1),
    st.lists(
        st.builds(
            lambda what, at: a_plan_step(id=ONE, what=what, at=at),
            st.sampled_from(["offered", "accepted", "declined"]),
            LATER,
        ),
        min_size=1,
    ),
)


@given(WRITINGS, st.data())
def test_the_order_and_number_of_writings_do_not_matter(facts: list[SetFact], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(facts + facts[: len(facts) // 2]))
    assert reduce(history.later_of, shuffled) == reduce(history.later_of, facts)


@pytest.mark.parametrize(
    "fact",
    [
        a_set(id="../../etc/passwd" + "0" * 20),
        a_set(id=7),
        a_set(reps=-1),
        a_set(active_seconds=2**70),
        a_set(pace=["steady"]),
        a_set(pace="\ud800"),
        a_set(pace=""),
        a_set(started_at=None),
        a_set(started_at=datetime(1, 1, 1, tzinfo=UTC)),
        a_set(utc_offset=10**6),
        a_sitting(ended_at=None),
        a_sitting(seconds=-5),
        a_reminder(ended_at=None),
        a_reminder(notified=-1),
        a_decision(at=None),
        a_decision(at=datetime(1999, 1, 1, tzinfo=UTC)),
        a_decision(what=""),
        a_decision(detail="näher"),
        a_decision(detail=None),
        a_decision(who="x" * 81),
        a_decision(who="Zoom\nMeetings"),
        a_decision(who="\ud800"),
        a_decision(who=None),
        a_decision(seconds=-1),
        a_decision(seconds="1"),
        a_decision(what="clock_set", seconds=-(10**8) - 1),
        a_decision(what="clock_set", seconds=2**70),
        a_decision(utc_offset=86_400),
        a_set(legs="three"),
        a_set(legs=None),
        a_set(effort="brutal"),
        a_set(effort=None),
        a_set(hurt=1),
        a_set(hurt=None),
        a_check_in(heavy=11),
        a_check_in(ache=-1),
        a_check_in(swollen="3"),
        a_check_in(veins="yes"),
        a_check_in(sudden=None),
        a_check_in(note=None),
        a_check_in(note="x" * 501),
        a_check_in(note="a bell \a"),
        a_check_in(at=None),
        a_plan_step(level=6),
        a_plan_step(level=None),
        a_plan_step(what=""),
    ],
)
def test_what_cannot_have_happened_is_not_recorded(fact: SetFact) -> None:
    with pytest.raises(BadValueError):
        check_fact(fact)


@pytest.mark.parametrize(
    "fact",
    [
        a_set(),
        a_done_set(source="quiet"),
        a_sitting(),
        a_reminder(),
        a_set(utc_offset=-39600),
        a_decision(),
        a_decision(what="due", detail="", who="", seconds=3600),
        a_decision(who="腾讯会议 - Büro"),
        a_decision(who="\u0645\u06cc\u200c\u0631\u0648\u0645"),  # Persian, with its joiner
        a_decision(what="clock_set", detail="", who="", seconds=-(10**8)),
        a_set(legs="alternate", effort="hard", hurt=True),
        a_check_in(heavy=None),
        a_check_in(heavy=0, swollen=10, ache=5, veins=False, sudden=True, note="nach dem Flug\nbesser"),
        a_plan_step(),
        a_plan_step(level=0, what="declined"),
    ],
)
def test_what_can_have_happened_is(fact: SetFact) -> None:
    check_fact(fact)
