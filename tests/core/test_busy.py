"""Busy times: overlapping, touching, reaching out of the span, and nobody's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus_tray.core.busy import SHORTEST_GAP, Busy, busy_at, merged, still_to_come

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
SPAN = Busy(MONDAY, MONDAY + timedelta(hours=48))


def at(hour: float) -> datetime:
    return MONDAY + timedelta(hours=hour)


def busy(start: float, end: float) -> Busy:
    return Busy(at(start), at(end))


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        pytest.param([], (), id="none"),
        pytest.param([busy(10, 11), busy(9, 9.5)], (busy(9, 9.5), busy(10, 11)), id="out of order"),
        pytest.param([busy(9, 10), busy(10, 11)], (busy(9, 11),), id="back to back"),
        pytest.param([busy(9, 10 - 1 / 3600), busy(10, 11)], (busy(9, 11),), id="ending a second early"),
        pytest.param([busy(9, 10), busy(10.1, 11)], (busy(9, 10), busy(10.1, 11)), id="a pause"),
        pytest.param([busy(9, 12), busy(10, 11)], (busy(9, 12),), id="one within another"),
        pytest.param([busy(9, 11), busy(10, 12)], (busy(9, 12),), id="overlapping"),
        pytest.param([busy(-2, 1)], (busy(0, 1),), id="begun before the span"),
        pytest.param([busy(47, 50)], (busy(47, 48),), id="ending after it"),
        pytest.param([busy(-2, -1), busy(-1, 0), busy(48, 49), busy(50, 51)], (), id="outside"),
        pytest.param([busy(9, 9)], (), id="without length"),
        pytest.param([busy(10, 9)], (), id="ending before it starts"),
    ],
)  # fmt: skip
def test_times_are_cut_to_the_span_and_merged(times, expected):
    assert merged(times, SPAN) == expected


def test_a_moment_falls_into_its_meeting_from_the_first_second_to_before_the_last():
    meeting = busy(9, 10)
    assert busy_at([busy(7, 8), meeting], at(9)) == meeting
    assert busy_at([meeting], at(10) - timedelta(seconds=1)) == meeting
    assert busy_at([meeting], at(10)) is None
    assert busy_at([meeting], at(9) - timedelta(seconds=1)) is None
    assert busy_at([], at(9)) is None


def test_what_is_over_is_not_to_come():
    times = (busy(7, 8), busy(9, 10), busy(11, 12))
    assert still_to_come(times, at(9.5)) == times[1:]
    assert still_to_come(times, at(12)) == ()


@given(st.lists(st.tuples(st.integers(-600, 4000), st.integers(-60, 600)), max_size=30))
def test_merging_loses_no_busy_minute_and_leaves_real_gaps_only(pairs):
    times = [busy(start / 60, (start + length) / 60) for start, length in pairs]
    found = merged(times, SPAN)
    for minute in range(0, 48 * 60, 7):
        moment = at(minute / 60 + 1 / 120)
        assert (busy_at(times, moment) is not None) == (busy_at(found, moment) is not None)
    assert all(later.start - one.end >= SHORTEST_GAP for one, later in pairwise(found))
    assert merged(found, SPAN) == found
