"""Files that are no calendar, or one in parts only."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from soleus_tray.adapters.calendar import expanding
from soleus_tray.adapters.calendar.expanding import busy_times
from soleus_tray.adapters.calendar.text import take_apart
from soleus_tray.core.busy import Busy
from soleus_tray.core.errors import SoleusError
from tests.adapters.calendar.calendars import FILES, MEETING, MONDAY, busy, calendar, times

GOOD = ("UID:good", *MEETING)
SMALL = calendar(("uid:good", *(line.replace("DT", "dt") for line in MEETING))).replace(b"VEVENT", b"vevent")
MONDAYS_MEETING = ["Mon 09:00-10:00"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", "is empty", id="nothing"),
        pytest.param(b"\xef\xbb\xbf \r\n", "is empty", id="a mark and white space"),
        pytest.param(b"<!DOCTYPE html><html><body>Log in", "web page", id="a log-in page"),
        pytest.param(b"\n  <HTML lang='de'>", "web page", id="a web page in capitals"),
        pytest.param(b'<?xml version="1.0"?>\n<html><head>', "web page", id="an XHTML page"),
        pytest.param(b"%PDF-1.7", "is no calendar", id="a document"),
        pytest.param(bytes(range(256)) * 9, "is no calendar", id="bytes"),
        pytest.param(b"BEGIN:VCARD\r\nEND:VCARD\r\n", "is no calendar", id="an address"),
    ],
)
def test_no_calendar_is_told_in_one_sentence(content, said):
    with pytest.raises(SoleusError) as caught:
        take_apart(content, "work.ics")
    assert str(caught.value).startswith("work.ics ")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("DTSTART:rubbish", "DTEND:20260323T120000Z"), id="no time"),
        pytest.param(("DTSTART:20260323T990000Z", "DURATION:PT1H"), id="hour 99"),
        pytest.param(("DTSTART:20260323T110000Z", "DTEND:rubbish"), id="no end"),
        pytest.param(("DTSTART:20260323T110000Z", "DURATION:an hour"), id="no duration"),
        pytest.param(("DTEND:20260323T120000Z",), id="no start"),
        pytest.param((), id="nothing at all"),
        pytest.param(("DTSTART:20260323T110000Z", "DTSTART:20260323T120000Z"), id="two starts"),
        pytest.param(("DTSTART:20260101T110000Z", "RRULE:FREQ=NEVERLY"), id="an unknown rule"),
        pytest.param(("DTSTART:20260101T110000Z", "RRULE:every day"), id="a rule in words"),
        pytest.param(("DTSTART:20260101T110000Z", "RRULE:FREQ=DAILY;INTERVAL=0"), id="interval 0"),
        pytest.param(("DTSTART:20260101T110000Z", "RRULE:FREQ=DAILY", "EXDATE:soon"), id="a bad exception"),
        pytest.param(("DTSTART:19700101T000000Z", "DURATION:PT1S", "RRULE:FREQ=SECONDLY"), id="each second"),
        pytest.param(("DTSTART:19700101T000000Z", "RRULE:FREQ=minutely"), id="each minute"),
    ],
)
def test_one_broken_event_is_counted_and_spoils_no_other(lines):
    found = times(calendar(GOOD, ("UID:broken", *lines)))
    assert found.unreadable == 1
    assert found.busy == times(calendar(GOOD)).busy != ()


def test_an_event_that_never_ends_in_the_file():
    content = calendar(("UID:broken", "DTSTART:20260323T110000Z"), GOOD).replace(b"END:VEVENT\r\n", b"", 1)
    found = times(content)
    assert (len(found.busy), found.unreadable) == (1, 1)
    assert times(take_apart(content, "").not_over(MONDAY).as_text().encode()) == found


def test_a_file_that_breaks_off():
    content = calendar(GOOD, ("UID:second", "DTSTART:20260323T110000Z", "DURATION:PT1H"))
    found = times(content[: content.index(b"DURATION")])
    assert (len(found.busy), found.unreadable) == (1, 1)


def test_a_broken_event_long_ago_is_nobodys_business():
    assert busy(calendar(GOOD, ("UID:old", "DTSTART:20200101T120000Z", "DTEND:rubbish"))) == MONDAYS_MEETING


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(calendar(GOOD, end="\n"), id="LF"),
        pytest.param(calendar(GOOD, end="\r"), id="CR"),
        pytest.param(b"\xef\xbb\xbf" + calendar(GOOD), id="UTF-8 mark"),
        pytest.param(calendar(GOOD).decode().encode("utf-16"), id="UTF-16"),
        pytest.param(calendar((*GOOD, "SUMMARY:x"))
                     .replace(b"SUMMARY:x", b"SUMMARY:f\xfcr"), id="Latin-1"),
        pytest.param(calendar((*GOOD, "SUMMARY:a\u2028b\x0bc\x85d")), id="line ends of other worlds"),
        pytest.param(calendar((*GOOD, "no colon here")), id="a line that is none"),
        pytest.param(calendar((*GOOD, "", "  ")), id="empty lines"),
        pytest.param(calendar(GOOD).replace(b"DTSTART", b"DTS\r\n TART"), id="folded within a name"),
        pytest.param(SMALL, id="small letters"),
        pytest.param(calendar(GOOD) + calendar(("UID:b", *MEETING)), id="two calendars in one file"),
        pytest.param(calendar(GOOD, header=("BEGIN:VTIMEZONE", "END:VTIMEZONE")), id="an empty zone"),
        pytest.param(calendar(GOOD, header=("BEGIN:VTIMEZONE", "TZID:X", "BEGIN:STANDARD", "DTSTART:rubbish",
                                            "END:STANDARD", "END:VTIMEZONE")), id="a broken zone"),
        pytest.param(calendar((*GOOD, "DESCRIPTION:BEGIN:VEVENT\\nEND:VEVENT")), id="words like ours"),
        pytest.param(calendar((*GOOD, "begin:valarm", "duration:PT9H", "end:valarm")), id="an alarm"),
    ],
)  # fmt: skip
def test_oddly_written_and_understood(content):
    assert busy(content) == MONDAYS_MEETING


def test_events_without_a_name_are_not_taken_for_one():
    second = ("DTSTART:20260323T110000Z", "DURATION:PT1H")
    content = calendar(("UID:", *MEETING), ("UID:", *second))
    assert busy(content) == ["Mon 09:00-10:00", "Mon 11:00-12:00"]


def test_what_takes_too_long_is_left_and_told():
    late = iter([0.0, 1.0, expanding.LONGEST + 1])
    content = calendar(GOOD, ("UID:late", "DTSTART:20260101T110000Z", "RRULE:FREQ=DAILY"))
    found = busy_times(
        take_apart(content, ""), Busy(MONDAY, MONDAY.replace(day=25)), clock=lambda: next(late)
    )
    assert (len(found.busy), found.unreadable) == (1, 1)


WHOLE = [path.read_bytes() for path in sorted(FILES.glob("*.ics"))]
BITS = [b"", b"\n", b"\r\n ", b":", b";", b"99999999T", b"BEGIN:VEVENT\n", b"END:VEVENT\n", b"\xff", b"\0",
        b"RRULE:FREQ=", b"DTSTART:", b"TZID=", b"-", b"Z"]  # fmt: skip


@settings(deadline=None, max_examples=150)
@example(whole=WHOLE[0], changes=[(0.5, 40, b"")])
@given(
    whole=st.sampled_from(WHOLE),
    changes=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 60), st.sampled_from(BITS)), min_size=1, max_size=6
    ),
)
def test_whatever_is_broken_nothing_but_a_sentence_comes_of_it(whole, changes):
    for place, length, bit in changes:
        start = int(place * len(whole))
        whole = whole[:start] + bit + whole[start + length :]
    try:
        found = times(whole)
    except SoleusError as error:
        assert "calendar.ics" in str(error)  # noqa: PT017 - it need not be raised
    else:
        assert all(MONDAY <= one.start < one.end for one in found.busy)
