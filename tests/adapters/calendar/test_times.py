"""Recurrences, exceptions, zones and the nights when clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soleus_tray.adapters.calendar.expanding import busy_times
from soleus_tray.adapters.calendar.text import Parts, take_apart
from soleus_tray.core.busy import Busy
from tests.adapters.calendar.calendars import MEETING, MONDAY, busy, calendar, living_in, times

BERLIN = "TZID=Europe/Berlin"
SPRING = datetime(2026, 3, 28, 12, tzinfo=UTC)
"""The day before Europe's clocks go forward."""
AUTUMN = datetime(2026, 10, 24, 12, tzinfo=UTC)


def series(rule: str, *more: str, start: str = "20260105T090000Z") -> bytes:
    return calendar((f"DTSTART:{start}", "DURATION:PT1H", rule, *more))


@pytest.mark.parametrize(
    ("rule", "more", "expected"),
    [
        ("RRULE:FREQ=WEEKLY", (), ["Mon 09:00-10:00"]),
        ("RRULE:FREQ=DAILY", (), ["Mon 09:00-10:00", "Tue 09:00-10:00"]),
        ("RRULE:FREQ=DAILY;COUNT=78", (), ["Mon 09:00-10:00"]),
        ("RRULE:FREQ=DAILY;COUNT=77", (), []),
        ("RRULE:FREQ=DAILY;UNTIL=20260323T090000Z", (), ["Mon 09:00-10:00"]),
        ("RRULE:FREQ=DAILY;UNTIL=20260323T085959Z", (), []),
        ("RRULE:FREQ=DAILY;UNTIL=20260323", (), ["Mon 09:00-10:00"]),
        ("RRULE:FREQ=WEEKLY;BYDAY=TU,TH", (), ["Tue 09:00-10:00"]),
        ("RRULE:FREQ=MONTHLY;BYDAY=4MO", (), ["Mon 09:00-10:00"]),
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=-8", (), ["Tue 09:00-10:00"]),
        ("RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=23", (), ["Mon 09:00-10:00"]),
        ("RRULE:FREQ=WEEKLY", ("EXDATE:20260323T090000Z",), []),
        ("RRULE:FREQ=WEEKLY", ("EXDATE:20260316T090000Z,20260323T090000Z",), []),
        ("RRULE:FREQ=WEEKLY", ("EXDATE;TZID=Europe/Berlin:20260323T100000",), []),
        ("RDATE:20260324T120000Z", (), ["Tue 12:00-13:00"]),
        ("RDATE;VALUE=PERIOD:20260324T120000Z/PT30M", (), ["Tue 12:00-12:30"]),
        ("RRULE:FREQ=WEEKLY;UNTIL=20260201T000000Z", ("RDATE:20260324T120000Z",), ["Tue 12:00-13:00"]),
    ],
)  # fmt: skip
def test_a_series(rule, more, expected):
    assert busy(series(rule, *more)) == expected


def test_an_rdate_earlier_than_the_first_day():
    assert busy(series("RDATE:20260323T120000Z", start="20270105T090000Z")) == ["Mon 12:00-13:00"]


def test_one_of_a_series_moved_and_this_and_all_after_it_moved():
    weekly = ("UID:a", "DTSTART:20260105T090000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY")
    once = ("UID:a", "RECURRENCE-ID:20260323T090000Z", "DTSTART:20260324T150000Z", "DURATION:PT2H")
    assert busy(calendar(weekly, once)) == ["Tue 15:00-17:00"]
    assert busy(calendar(once, weekly)) == ["Tue 15:00-17:00"]
    assert busy(calendar(once)) == ["Tue 15:00-17:00"]  # an invitation to one of a series only
    on = (
        "UID:a",
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260316T090000Z",
        "DTSTART:20260316T110000Z",
        "DURATION:PT1H",
    )
    assert busy(calendar(weekly, on)) == ["Mon 11:00-12:00"]


def test_a_series_that_ended_long_ago_with_one_moved_to_today():
    over = ("UID:a", "DTSTART:20250105T090000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=3")
    moved = ("UID:a", "RECURRENCE-ID:20250112T090000Z", "DTSTART:20260323T090000Z", "DURATION:PT1H")
    assert busy(calendar(over, moved)) == ["Mon 09:00-10:00"]


def test_one_of_a_series_made_free():
    weekly = ("UID:a", "DTSTART:20260105T090000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY")
    free = ("UID:a", "RECURRENCE-ID:20260323T090000Z", *MEETING, "TRANSP:TRANSPARENT")
    assert busy(calendar(weekly, free)) == []


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Europe/Berlin", "Mon 08:00-09:00"),
        ('"Europe/Berlin"', "Mon 08:00-09:00"),
        ("W. Europe Standard Time", "Mon 08:00-09:00"),
        ("Pacific Standard Time", "Mon 16:00-17:00"),
        ("India Standard Time", "Mon 03:30-04:30"),
        ("/freeassociation.sourceforge.net/Europe/Berlin", "Mon 08:00-09:00"),
        ("UTC", "Mon 09:00-10:00"),
        ("Nowhere/Land", "Mon 00:00-01:00"),  # the user's own
        ('"(UTC+01:00) Amsterdam, Berlin"', "Mon 00:00-01:00"),
    ],
)  # fmt: skip
def test_the_name_of_a_zone(zone, expected):
    with living_in("Asia/Tokyo"):
        found = busy(calendar((f"DTSTART;TZID={zone}:20260323T090000", f"DTEND;TZID={zone}:20260323T100000")))
    assert found == [expected]


def test_a_time_without_zone_follows_the_calendars_zone_then_the_users():
    floating = ("DTSTART:20260323T090000", "DTEND:20260323T100000")
    with living_in("Asia/Tokyo"):
        assert busy(calendar(floating)) == ["Mon 00:00-01:00"]
        assert busy(calendar(floating, header=("X-WR-TIMEZONE:Europe/Berlin",))) == ["Mon 08:00-09:00"]
        assert busy(calendar(floating, header=("X-WR-TIMEZONE:Nowhere",))) == ["Mon 00:00-01:00"]


def test_a_series_keeps_its_hour_when_clocks_go_forward():
    daily = (f"DTSTART;{BERLIN}:20260301T090000", f"DTEND;{BERLIN}:20260301T100000", "RRULE:FREQ=DAILY")
    assert busy(calendar(daily), SPRING) == ["Sun 07:00-08:00", "Mon 07:00-08:00"]
    assert busy(calendar(daily), SPRING - timedelta(days=1)) == ["Sat 08:00-09:00", "Sun 07:00-08:00"]


def test_a_night_shift_is_an_hour_shorter_or_longer():
    night = ("RRULE:FREQ=DAILY", f"DTSTART;{BERLIN}:20260301T230000", f"DTEND;{BERLIN}:20260302T060000")
    assert busy(calendar(night), SPRING)[0] == "Sat 22:00-04:00"
    assert busy(calendar(night), AUTUMN)[0] == "Sat 21:00-05:00"


def test_a_meeting_in_the_hour_that_is_left_out_and_in_the_one_that_comes_twice():
    left_out = (f"DTSTART;{BERLIN}:20260329T023000", f"DTEND;{BERLIN}:20260329T033000")
    assert busy(calendar(left_out), SPRING) == []  # half past two is half past three that night
    twice = (f"DTSTART;{BERLIN}:20261025T020000", f"DTEND;{BERLIN}:20261025T040000")
    assert busy(calendar(twice), AUTUMN) == ["Sun 00:00-03:00"]


def test_a_user_who_crosses_the_ocean_keeps_the_meetings_at_their_moment():
    for home in ("Europe/Berlin", "America/New_York", "Pacific/Kiritimati", "Pacific/Niue"):
        with living_in(home):
            assert busy(calendar(MEETING)) == ["Mon 09:00-10:00"]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue"])
@pytest.mark.parametrize("hours", [-24, 0, 1, 47])
def test_the_quick_look_at_days_leaves_nothing_out_at_the_edges(zone, hours):
    start = MONDAY + timedelta(hours=hours)
    local = start + timedelta(hours=14 if zone.endswith("Kiritimati") else -11)
    event = (f"DTSTART;TZID={zone}:{local:%Y%m%dT%H%M%S}", "DURATION:PT23H59M")
    end = min(start + timedelta(hours=23, minutes=59), MONDAY + timedelta(hours=48))
    expected = [f"{max(start, MONDAY):%a %H:%M}-{end:%H:%M}"] if end > MONDAY else []
    assert busy(calendar(event)) == expected


ZONES = ["Pacific/Kiritimati", "Pacific/Niue", "Europe/Berlin", "America/New_York"]


@st.composite
def events(draw):
    start = MONDAY + timedelta(minutes=draw(st.integers(-8 * 1440, 8 * 1440)))
    lines = [f"DTSTART;TZID={draw(st.sampled_from(ZONES))}:{start:%Y%m%dT%H%M%S}"]
    lines.append(f"DURATION:PT{draw(st.integers(1, 1439))}M")
    if draw(st.booleans()):
        until = MONDAY + timedelta(minutes=draw(st.integers(-8 * 1440, 8 * 1440)))
        lines.append(f"RRULE:FREQ={draw(st.sampled_from(['DAILY', 'WEEKLY']))};UNTIL={until:%Y%m%dT%H%M%SZ}")
    if draw(st.booleans()):
        extra = MONDAY + timedelta(minutes=draw(st.integers(-8 * 1440, 8 * 1440)))
        lines.append(f"RDATE:{extra:%Y%m%dT%H%M%SZ}")
    return tuple(lines)


@settings(deadline=None, max_examples=100)
@given(st.lists(events(), min_size=1, max_size=5))
def test_the_quick_look_changes_nothing(several):
    content = calendar(*several)
    everything = take_apart(content, "")
    looked_at = times(content)
    with mock.patch.object(Parts, "near", lambda parts, _: parts):
        assert busy_times(everything, Busy(MONDAY, MONDAY + timedelta(hours=48))) == looked_at
