"""Working hours: written as people do, read back the same, and asked on the person's own clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from soleus_tray.core.errors import BadValueError
from soleus_tray.core.hours import (
    ALWAYS,
    MINUTES_A_WEEK,
    WorkingHours,
    format_hours,
    parse_hours,
)

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
CET = 3600


def at(text: str) -> datetime:
    """The moment "Fri 17:30" of the week of MONDAY, for somebody in UTC."""
    day, clock = text.split()
    hour, minute = clock.split(":")
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun").index(day)
    return MONDAY + timedelta(days=days, hours=int(hour), minutes=int(minute))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("always", "always"),
        (" Always ", "always"),
        ("Mon-Fri 09:00-12:30, 13:30-18:00; Sat 22:00-02:00", None),
        ("mon-fri 9-12:30,13:30-18;SAT 22-2", "Mon-Fri 09:00-12:30, 13:30-18:00; Sat 22:00-02:00"),
        (
            "Monday \N{EN DASH} Friday, 9:00 \N{EN DASH} 17:00, Saturdays 10-12",
            "Mon-Fri 09:00-17:00; Sat 10:00-12:00",
        ),
        ("Mon, Wed, Fri 9-17", "Mon, Wed, Fri 09:00-17:00"),
        ("mo tu we thurs 9-17", "Mon-Thu 09:00-17:00"),
        ("Sat-Mon 10:00-11:00", "Mon, Sat, Sun 10:00-11:00"),
        ("daily 08:00-20:00", None),
        ("Mon 9-17, Tue 9-12;", "Mon 09:00-17:00; Tue 09:00-12:00"),
        ("weekdays 9-17; weekend 10-12", "Mon-Fri 09:00-17:00; Sat, Sun 10:00-12:00"),
        ("daily 00:00-24:00", "always"),
        ("Mon 00:00-24:00", None),
        ("Mon-Wed 00:00-24:00", None),
        ("Mon 09:00-12:00, 12:00-17:00", "Mon 09:00-17:00"),
        ("Tue 20:00-00:00", "Tue 20:00-24:00"),
        ("Sun 22:00-06:00", None),
        ("Sun 22:00-24:00; Mon 00:00-06:00", "Sun 22:00-06:00"),
        ("Fri 18:00-24:00; Sat-Sun 00:00-24:00; Mon 00:00-08:00", None),
    ],
)
def test_hours_are_read_as_people_write_them_and_shown_plainly(text: str, plain: str | None) -> None:
    hours = parse_hours(text)
    shown = format_hours(hours)
    assert parse_hours(shown) == hours
    if plain is not None:
        assert shown == plain
    else:
        assert set(shown.split("; ")) == {part.replace("Sat-Sun", "Sat, Sun") for part in text.split("; ")}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "write it like Mon-Fri"),
        (" ;, ", "write it like Mon-Fri"),
        ("Mon", "say from when to when"),
        ("09:00-17:00", "say on which days 09:00-17:00 is meant"),
        ("Mon 18:00-18:00", "'18:00-18:00' has no length"),
        ("Mon 09:00-25:00", "'25:00' is no time of day"),
        ("Mon 24:00-02:00", "'24:00' is no time of day"),
        ("Mon 09:60-10:00", "'09:60' is no time of day"),
        ("Mon 24:01-10:00", "'24:01' is no time of day"),
        ("Mon 9am-5pm", "'9am' is no time of day"),
        ("Mon 9", "'9' says no end"),
        ("Mon 9-12-17", "'12-17' is no time of day"),
        ("Mon \u0669-\u0661\u0667", "is no time of day"),
        ("Mun-Fri 9-17", "'mun' is no day"),
        ("m 9-17", "'m' is no day"),
        ("Mon-Fri 9-17; Wed 16-18", "overlap from Wed 16:00 on"),
        ("Mon-Tue 22:00-02:00; Tue 01:00-03:00", "overlap from Tue 01:00 on"),
        ("Sun 22:00-02:00; Mon 01:00-03:00", "overlap from Mon 01:00 on"),
        ("never", "'never' is no day"),
        ("x" * 3000, "write it like Mon-Fri"),
        ("; ".join(f"daily {h}:{m:02d}-{h}:{m + 1:02d}" for h in range(3) for m in (0, 9, 19)), "at most 60"),
    ],
)
def test_hours_that_can_t_be_meant_get_one_sentence(text: str, wrong: str) -> None:
    with pytest.raises(BadValueError) as caught:
        parse_hours(text, "hours.work")
    assert caught.value.place == "hours.work"
    assert wrong in caught.value.remedy
    assert "\n" not in str(caught.value)


def test_reminders_come_within_them_and_not_at_their_end() -> None:
    hours = parse_hours("Mon-Fri 09:00-12:30, 13:30-18:00; Sat 22:00-02:00")
    inside = ("Mon 09:00", "Fri 17:59", "Sat 22:00", "Sun 01:59")
    outside = ("Mon 08:59", "Mon 12:30", "Mon 18:00", "Sat 02:00", "Sat 21:59", "Sun 02:00", "Mon 00:30")
    assert [moment for moment in inside if not hours.include(at(moment), 0)] == []
    assert [moment for moment in outside if hours.include(at(moment), 0)] == []
    assert hours.include(at("Mon 08:00"), CET)
    assert ALWAYS.include(at("Sun 03:00"), 0)


def test_a_night_from_sunday_to_monday_reaches_into_the_new_week() -> None:
    hours = parse_hours("Sun 22:00-06:00")
    assert hours.include(at("Mon 05:59"), 0)
    assert not hours.include(at("Mon 06:00"), 0)
    assert hours.seconds_to_change(at("Mon 05:00"), 0) == pytest.approx(3600)


def test_the_next_change_is_told_in_seconds() -> None:
    hours = parse_hours("Mon-Fri 09:00-17:00")
    assert hours.seconds_to_change(at("Mon 08:30"), 0) == pytest.approx(1800)
    assert hours.seconds_to_change(at("Mon 08:30"), CET) == pytest.approx(7.5 * 3600)
    assert hours.seconds_to_change(at("Fri 17:00"), 0) == pytest.approx(64 * 3600)
    assert ALWAYS.seconds_to_change(at("Mon 08:30"), 0) is None


@st.composite
def any_hours(draw: st.DrawFn) -> WorkingHours:
    """Working hours as WorkingHours promises them: sorted, apart, the last perhaps past the week's end."""
    count = draw(st.integers(1, 12))
    edges = sorted(draw(st.sets(st.integers(0, MINUTES_A_WEEK - 1), min_size=2 * count, max_size=2 * count)))
    if draw(st.booleans()):  # the last range goes round the week's end
        edges = [*edges[1:], edges[0] + MINUTES_A_WEEK]
    return WorkingHours(tuple(zip(edges[::2], edges[1::2], strict=True)))


@given(any_hours())
def test_any_hours_come_back_from_their_text(hours: WorkingHours) -> None:
    assert parse_hours(format_hours(hours)) == hours


@given(st.text(alphabet="monfritueday 0123456789:-,;") | st.text())
def test_any_text_gives_hours_that_can_be_shown_or_one_sentence(text: str) -> None:
    try:
        hours = parse_hours(text)
    except BadValueError as error:
        event(error.remedy[:12])
        return
    assert parse_hours(format_hours(hours)) == hours
    assert list(hours.ranges) == sorted(hours.ranges)
    assert all(0 <= start < MINUTES_A_WEEK and start < end for start, end in hours.ranges)


@given(any_hours(), st.integers(0, MINUTES_A_WEEK - 1))
def test_every_minute_is_inside_exactly_when_the_text_says_so(hours: WorkingHours, minute: int) -> None:
    moment = MONDAY + timedelta(minutes=minute)
    inside = hours.include(moment, 0)
    assert inside == any((minute - start) % MINUTES_A_WEEK < end - start for start, end in hours.ranges)
    wait = hours.seconds_to_change(moment, 0)
    assert wait is not None
    assert hours.include(moment + timedelta(seconds=wait - 60), 0) == inside or wait < 60
