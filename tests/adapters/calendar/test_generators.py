"""Calendars as Google, Outlook, Nextcloud and Apple write them, read whole."""

from __future__ import annotations

from datetime import timedelta

from soleus_tray.adapters.calendar.text import take_apart
from tests.adapters.calendar.calendars import FILES, MONDAY, busy, living_in

GOOGLE, OUTLOOK, NEXTCLOUD, APPLE = (
    (FILES / f"{name}.ics").read_bytes() for name in ("google", "outlook", "nextcloud", "apple")
)


def test_google_moved_declined_unanswered_transparent_and_all_day() -> None:
    assert busy(GOOGLE) == ["Mon 10:00-10:30", "Mon 14:00-15:00", "Tue 08:00-09:00"]


def test_google_a_week_left_out_and_one_called_off() -> None:
    assert busy(GOOGLE, MONDAY + timedelta(days=7)) == []
    assert busy(GOOGLE, MONDAY + timedelta(days=14)) == []
    assert busy(GOOGLE, MONDAY + timedelta(days=21)) == ["Mon 07:30-08:00"]  # summer time


def test_outlook_windows_zones_and_its_own_words_for_busy() -> None:
    assert busy(OUTLOOK) == [
        "Mon 12:00-13:00",  # out of office
        "Mon 16:00-16:30",  # nine in California, which has summer time already
        "Tue 06:15-07:00",  # Kathmandu's quarter hour
        "Tue 08:00-09:00",
    ]
    assert busy(OUTLOOK, MONDAY + timedelta(days=8)) == []
    assert busy(OUTLOOK, MONDAY + timedelta(days=14)) == ["Tue 07:00-08:00"]
    assert busy(OUTLOOK, MONDAY + timedelta(days=98)) == ["Tue 07:00-08:00"]
    assert busy(OUTLOOK, MONDAY + timedelta(days=112)) == []


def test_nextcloud_count_rdate_duration_night_and_declined_by_all() -> None:
    assert busy(NEXTCLOUD) == ["Mon 00:00-01:00", "Mon 07:00-08:30", "Tue 07:00-08:30", "Tue 19:00-20:30"]


def test_apple_floating_times_and_exceptions_moved_in_and_out() -> None:
    expected = ["Mon 14:00-14:30", "Tue 16:00-17:00"]
    with living_in("Europe/Berlin"):
        assert busy(APPLE) == ["Mon 07:00-07:30", *expected]
    with living_in("America/New_York"):
        assert busy(APPLE) == ["Mon 12:00-12:30", *expected]
    assert busy(APPLE, MONDAY + timedelta(days=9)) == ["Wed 12:00-13:00"]


def test_nothing_that_people_wrote_is_kept() -> None:
    for content in (GOOGLE, OUTLOOK, NEXTCLOUD, APPLE):
        kept = take_apart(content, "").not_over(MONDAY).as_text()
        words = ("\nSUMMARY", "\nDESCRIPTION", "\nLOCATION", "Review", "Jour fixe", "Workshop", "New York\n")
        assert not any(word in kept for word in words)


def test_what_is_kept_says_the_same_later() -> None:
    for content in (GOOGLE, OUTLOOK, NEXTCLOUD, APPLE):
        kept = take_apart(content, "").not_over(MONDAY).as_text().encode()
        for days in (0, 1, 7, 8, 9, 14, 21, 98):
            now = MONDAY + timedelta(days=days)
            assert busy(kept, now) == busy(content, now)
