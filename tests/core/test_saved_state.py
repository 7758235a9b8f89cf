"""The clock goes on after a restart, and starts afresh from anything it can't read."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus_tray.core import commands as ask
from soleus_tray.core.errors import BadValueError
from soleus_tray.core.facts import SittingFact
from soleus_tray.core.saved import restored, to_values
from tests.fakes.desk import HOUR, MINUTE, Desk


def restart(desk: Desk, gap: float) -> Desk:
    """Stop the program, let time pass (on a monotonic clock with another origin), start it again."""
    values = json.loads(json.dumps(to_values(desk.state)))
    later = Desk(desk.settings, wall=desk.wall + timedelta(seconds=gap), monotonic=5.0)
    later._take(restored(values, later.seen(), later.settings))
    return later


def test_a_short_restart_goes_on_with_the_hour():
    desk = Desk()
    desk.work(50 * MINUTE)
    desk = restart(desk, 40)
    assert desk.status.state == "sitting"
    assert desk.status.sitting_seconds == pytest.approx(50 * 60, abs=1)
    desk.work(11 * MINUTE)
    assert len(desk.reminders) == 1


def test_a_long_stop_ends_the_hour_and_its_span_is_remembered():
    desk = Desk()
    desk.work(50 * MINUTE)
    desk = restart(desk, 2 * HOUR)
    assert desk.status.sitting_seconds == 0
    (span,) = desk.facts(SittingFact)
    assert span.seconds == pytest.approx(50 * 60, abs=1)


def test_a_snooze_survives_a_restart():
    desk = Desk()
    desk.work(61 * MINUTE)
    desk.do(ask.Snooze(1800))
    desk = restart(desk, 60)
    assert desk.status.state == "snoozed"
    desk.work(28 * MINUTE)
    assert desk.reminders == []
    desk.work(3 * MINUTE)
    assert len(desk.reminders) == 1


def test_a_due_hour_stays_the_same_due_hour():
    desk = Desk()
    desk.work(61 * MINUTE)
    before = desk.state.due
    desk = restart(desk, 10)
    assert desk.state.due is not None
    assert before is not None
    assert desk.state.due.id == before.id


def test_standing_and_pausing_survive():
    desk = Desk()
    desk.do(ask.Stand(True))
    assert restart(desk, 5).status.state == "standing"
    desk.do(ask.Pause())
    assert restart(desk, 5).status.state == "paused"


def test_a_clock_that_went_back_meanwhile_is_no_absence():
    desk = Desk()
    desk.work(50 * MINUTE)
    desk = restart(desk, -HOUR)
    assert desk.status.sitting_seconds == pytest.approx(50 * 60, abs=1)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@given(key=st.sampled_from(sorted(to_values(Desk().state))), value=json_values, sub=st.booleans())
def test_any_damage_is_refused_or_harmless(key, value, sub):
    desk = Desk()
    desk.work(MINUTE)
    values = json.loads(json.dumps(to_values(desk.state)))
    if sub and isinstance(values[key], dict):
        values[key][sorted(values[key])[0]] = value
    else:
        values[key] = value
    seen = desk.seen()
    try:
        restored(values, seen, desk.settings)
    except BadValueError:
        with pytest.raises(BadValueError, match="a new hour begins"):
            restored(values, seen, desk.settings)
