"""The system's clocks keep the port's promises; the fake moves them apart as a test says."""

from __future__ import annotations

import pytest

from soleus_tray.adapters import clock as system
from soleus_tray.adapters.clock import SystemClock
from tests.fakes.parts import FakeClock


@pytest.fixture(params=[SystemClock, FakeClock])
def clock(request):
    return request.param()


def test_time_goes_on_and_wall_time_is_utc(clock):
    first, second = clock.read(), clock.read()
    assert second.monotonic >= first.monotonic
    assert first.wall.utcoffset().total_seconds() == 0
    assert -14 * 3600 <= first.utc_offset <= 14 * 3600
    assert first.asleep == 0


def test_suspend_is_what_one_clock_counts_and_the_other_does_not(monkeypatch):
    clock = SystemClock()
    clock.read()
    real = system._awake_and_asleep
    monkeypatch.setattr(system, "_awake_and_asleep", lambda: real() + 7200)
    assert clock.read().asleep == pytest.approx(7200, abs=0.1)
    assert clock.read().asleep == pytest.approx(0, abs=0.1)


def test_the_zone_is_the_users(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    system.time.tzset()
    try:
        assert SystemClock().read().utc_offset == 19800
    finally:
        monkeypatch.undo()
        system.time.tzset()
