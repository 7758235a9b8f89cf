"""Which events keep their owner busy, and which only look like it."""

from __future__ import annotations

import pytest

from soleus_tray.adapters.calendar.holding import owners_in
from tests.adapters.calendar.calendars import MEETING, busy, calendar

BUSY = ["Mon 09:00-10:00"]
BOSS = "ORGANIZER:mailto:boss@example.com"
OWN = ("X-WR-CALNAME:ana@example.com",)


def person(address: str, answer: str = "") -> str:
    return f"ATTENDEE{f';PARTSTAT={answer}' if answer else ''};CN=X:mailto:{address}"


@pytest.mark.parametrize(
    ("lines", "holds"),
    [
        pytest.param((), True, id="a plain one"),
        pytest.param(("STATUS:CONFIRMED", "TRANSP:OPAQUE"), True, id="confirmed and opaque"),
        pytest.param(("STATUS:CANCELLED",), False, id="called off"),
        pytest.param(("status:cancelled ",), False, id="called off, written oddly"),
        pytest.param(("STATUS:TENTATIVE",), False, id="tentative"),
        pytest.param(("TRANSP:TRANSPARENT",), False, id="transparent"),
        pytest.param(("TRANSP;X-A=b:TRANSPARENT",), False, id="transparent with a parameter"),
        pytest.param(("X-MICROSOFT-CDO-BUSYSTATUS:FREE",), False, id="Outlook: free"),
        pytest.param(("X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE",), False, id="Outlook: tentative"),
        pytest.param(("X-MICROSOFT-CDO-BUSYSTATUS:BUSY", "TRANSP:TRANSPARENT"), False, id="one says free"),
        pytest.param(("X-MICROSOFT-CDO-BUSYSTATUS:OOF",), True, id="Outlook: out of office"),
        pytest.param(("X-MICROSOFT-CDO-INTENDEDSTATUS:FREE",), False, id="Outlook: meant as free"),
        pytest.param(
            ("X-MICROSOFT-CDO-INTENDEDSTATUS:FREE", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY"), True, id="made busy"
        ),
        pytest.param(("X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",), False, id="Outlook: all day"),
        pytest.param(("CLASS:PRIVATE",), True, id="private"),
    ],
)  # fmt: skip
def test_by_its_own_words(lines, holds):
    assert busy(calendar((*MEETING, *lines))) == (BUSY if holds else [])


@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [
        pytest.param("DTSTART;VALUE=DATE:20260323", "DTEND;VALUE=DATE:20260324", False, id="a day"),
        pytest.param("DTSTART;VALUE=DATE:20260323", "X-NONE:", False, id="a day without an end"),
        pytest.param("DTSTART:20260323", "DTEND:20260324", False, id="a day that doesn't say so"),
        pytest.param("DTSTART:20260323T000000Z", "DTEND:20260324T000000Z", False, id="24 h"),
        pytest.param("DTSTART:20260322T090000Z", "DTEND:20260325T170000Z", False, id="a conference"),
        pytest.param("DTSTART:20260323T000000Z", "DTEND:20260323T235900Z", True, id="nearly 24 h"),
        pytest.param("DTSTART:20260323T090000Z", "DURATION:P1D", False, id="a day as a duration"),
        pytest.param("DTSTART:20260323T090000Z", "DURATION:PT1H", True, id="an hour as a duration"),
        pytest.param("DTSTART:20260323T090000Z", "DTEND:20260323T090000Z", False, id="no length"),
        pytest.param("DTSTART:20260323T090000Z", "X-NONE:", False, id="no end"),
    ],
)  # fmt: skip
def test_by_its_length(start, end, holds):
    assert bool(busy(calendar((start, end)))) is holds


def test_a_day_of_23_hours_is_a_day():
    zone = "TZID=Europe/Berlin"
    sunday = (f"DTSTART;{zone}:20260329T000000", f"DTEND;{zone}:20260330T000000")
    assert busy(calendar(sunday)) == []


@pytest.mark.parametrize(
    ("people", "holds"),
    [
        pytest.param(("ana@example.com ACCEPTED", "bob@example.com DECLINED"), True, id="accepted"),
        pytest.param(("Ana@Example.COM ACCEPTED",), True, id="in other letters"),
        pytest.param(("ana@example.com DECLINED", "bob@example.com ACCEPTED"), False, id="declined"),
        pytest.param(("ana@example.com declined", "bob@example.com ACCEPTED"), False, id="in small letters"),
        pytest.param(("ana@example.com TENTATIVE", "bob@example.com ACCEPTED"), False, id="perhaps"),
        pytest.param(("ana@example.com NEEDS-ACTION", "bob@example.com ACCEPTED"), False, id="unanswered"),
        pytest.param(("ana@example.com", "bob@example.com ACCEPTED"), False, id="never asked"),
        pytest.param(("bob@example.com DECLINED", "eve@example.com NEEDS-ACTION"), True, id="by others"),
        pytest.param(("bob@example.com DECLINED", "boss@example.com ACCEPTED"), False, id="by all others"),
    ],
)  # fmt: skip
def test_by_the_owners_answer(people, holds):
    lines = (person(*one.split()) for one in people)
    assert busy(calendar((*MEETING, BOSS, *lines), header=OWN)) == (BUSY if holds else [])


def test_ones_own_meeting_needs_no_answer_of_ones_own():
    own = ("ORGANIZER:mailto:ana@example.com", person("ana@example.com"), person("bob@example.com"))
    assert busy(calendar((*MEETING, *own), header=OWN)) == BUSY
    refused = ("ORGANIZER:mailto:ana@example.com", person("ana@example.com", "DECLINED"))
    assert busy(calendar((*MEETING, *refused), header=OWN)) == []


def test_whose_it_is_may_be_told_by_its_place():
    lines = (BOSS, person("ana@example.com", "DECLINED"), person("bob@example.com", "ACCEPTED"))
    content = calendar((*MEETING, *lines))
    assert busy(content) == BUSY  # nothing tells: better quiet once too often
    assert busy(content, origin="https://host.example/ical/ana%40example.com/private-1/basic.ics") == []
    assert busy(content, origin="/home/ana/Downloads/ana@example.com.ics") == []


@pytest.mark.parametrize(
    ("name", "owners"),
    [
        ("X-WR-CALNAME:Personal", set()),
        ("X-WR-CALNAME:Ana <Ana@Example.com>", {"ana@example.com"}),
        ("https://ana%40example.com:secret@dav.example.com/x", {"ana@example.com", "secret@dav.example.com"}),
        (r"C:\Users\ana\ana@example.com.ics", {"ana@example.com"}),
        ("a@b@c.d @x.y me@ me@localhost", set()),
    ],
)  # fmt: skip
def test_addresses_in_names(name, owners):
    assert owners_in(name) == owners
