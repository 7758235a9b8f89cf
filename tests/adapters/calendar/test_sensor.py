"""The tray's side: when it reads, what it says meanwhile, and what it says of trouble."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from soleus_tray.adapters.calendar.child import ask_child
from soleus_tray.adapters.calendar.kept import Known, stamp_of
from soleus_tray.adapters.calendar.sensor import CalendarSensor
from soleus_tray.adapters.calendar.text import take_apart
from soleus_tray.core.busy import Busy
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.settings import QuietSettings
from soleus_tray.core.signals import Signal
from soleus_tray.ports.sensor import Reading
from tests.adapters.calendar.calendars import MEETING, MONDAY, calendar
from tests.adapters.calendar.servers import serving
from tests.desktop.harness import wait_until

NINE = MONDAY + timedelta(hours=9)
CALENDAR = QuietSettings(calendar="https://ana:secret@dav.example.com/secret.ics")
BUSY = Reading((Signal("calendar"),))
FREE = Reading()


class World:
    """A clock, and a calendar that can be read, or can't."""

    def __init__(self, cache) -> None:
        self.now = NINE
        self.busy = (Busy(NINE, NINE + timedelta(hours=1)),)
        self.unreadable = 0
        self.trouble = ""
        self.asked: list[str] = []
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.cache = cache
        self.sensor = self.restarted()

    def restarted(self) -> CalendarSensor:
        return CalendarSensor(self.cache, self.read_calendar, lambda: self.now)

    def read_calendar(self, chosen: str) -> Known:
        self.asked.append(chosen)
        assert self.may_answer.wait(30)
        if self.trouble:
            raise SoleusError(self.trouble)
        return Known(chosen, self.now, self.busy, self.unreadable)

    def after(self, **time: float) -> None:
        self.now += timedelta(**time)

    def read(self, chosen: QuietSettings = CALENDAR) -> Reading:
        """What is said once a reading under way has ended."""
        self.sensor.read(chosen)
        assert self.sensor._subject.done.wait(30)
        return self.sensor.read(chosen)


@pytest.fixture
def world(tmp_path):
    return World(tmp_path)


def test_without_a_calendar_nothing_is_done(world):
    assert world.read(QuietSettings()) == FREE
    assert world.asked == []
    assert world.sensor.describe(QuietSettings()) == "No calendar is chosen."
    assert world.sensor.source == "no calendar"


def test_the_first_read_waits_for_it_and_knows_no_titles(world):
    assert world.sensor.read(CALENDAR) == BUSY
    assert world.sensor.source == "calendar at dav.example.com"
    world.after(hours=1)
    assert world.sensor.read(CALENDAR) == FREE


def test_a_slow_first_reading_does_not_hold_the_sensing_thread(world):
    world.may_answer.clear()
    assert world.sensor.read(CALENDAR) == FREE
    assert world.sensor.describe(CALENDAR) == "The calendar is being read."
    world.sensor.read(CALENDAR)
    assert len(world.asked) == 1
    world.may_answer.set()
    wait_until(lambda: world.sensor.read(CALENDAR) == BUSY, "the reading ends")


def test_it_is_read_every_quarter_of_an_hour_and_only_when_asked(world):
    for _ in range(14 * 60 // 8):
        world.read()
        world.after(seconds=8)
    assert len(world.asked) == 1
    world.after(minutes=1.2)
    world.read()
    assert len(world.asked) == 2
    world.after(hours=5)
    assert len(world.asked) == 2


def test_a_clock_set_back_does_not_stop_the_reading(world):
    world.read()
    world.after(days=-2)
    world.read()
    assert len(world.asked) == 2


def test_while_it_is_read_again_the_last_one_serves_at_once(world):
    world.read()
    world.may_answer.clear()
    world.after(minutes=20)
    assert world.sensor.read(CALENDAR) == BUSY
    world.may_answer.set()


def test_the_last_good_reading_serves_until_it_ends_and_the_trouble_is_logged_once(world, caplog):
    caplog.set_level(logging.WARNING)
    world.busy = (
        Busy(NINE, NINE + timedelta(hours=1)),
        Busy(NINE + timedelta(hours=40), NINE + timedelta(hours=41)),
    )
    world.read()
    world.trouble = "dav.example.com isn't there."
    for _ in range(5):
        world.after(minutes=20)
        world.read()
    assert world.read() == Reading(why="dav.example.com isn't there.")
    assert [record.message for record in caplog.records] == ["dav.example.com isn't there."]
    said = world.sensor.describe(CALENDAR)
    assert said == (
        "dav.example.com isn't there. Until then: 1 busy time in the next two days, read 1 h 40 min ago."
    )
    world.after(hours=38.5)
    assert world.read() == BUSY
    world.trouble = ""
    world.after(minutes=5)
    world.read()
    assert "isn't there" not in world.sensor.describe(CALENDAR)


def test_after_trouble_it_is_tried_sooner_but_not_at_every_look(world):
    world.trouble = "There is no network."
    for _ in range(35):
        assert world.read() == Reading(why="There is no network.")
        world.after(seconds=8)
    assert len(world.asked) == 1
    world.after(seconds=30)
    world.trouble = ""
    assert world.read() == BUSY


def test_a_fault_of_ours_is_a_sentence_too(world, caplog):
    world.sensor._read = {}.__getitem__
    assert world.read().why == "The calendar could not be read; the log says why."
    assert "KeyError" in caplog.text


def test_another_calendar_is_read_at_once_and_the_old_one_forgotten(world):
    world.read()
    world.busy = ()
    assert world.read(QuietSettings(calendar="/home/ana/other.ics")) == FREE
    assert world.sensor.source == "calendar /home/ana/other.ics"
    assert world.read(QuietSettings()) == FREE
    assert world.asked == [CALENDAR.calendar, "/home/ana/other.ics"]


def test_what_doctor_is_told(world):
    assert world.sensor.describe(CALENDAR, 30) == "1 busy time in the next two days, read just now."
    world.after(minutes=4)
    world.unreadable = 3
    assert world.sensor.describe(CALENDAR) == "1 busy time in the next two days, read 4 min ago."
    assert world.sensor.describe(CALENDAR, 30) == (
        "1 busy time in the next two days, read just now; 3 events could not be read."
    )
    world.busy = ()
    assert world.sensor.describe(CALENDAR, 30).startswith("No busy times")


def test_events_that_could_not_be_read_are_logged_once(world, caplog):
    caplog.set_level(logging.WARNING)
    world.unreadable = 1
    for _ in range(3):
        world.read()
        world.after(minutes=16)
    assert [record.message for record in caplog.records] == ["1 event in the calendar could not be read."]


# With the real child.

CHILD = [sys.executable, "-m", "soleus_tray", "_read_calendar"]


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SOLEUS_TRAY_HOME", str(tmp_path))
    return tmp_path


def real(home, now) -> CalendarSensor:
    return CalendarSensor(home / "cache" / "calendar", lambda chosen: ask_child(CHILD, chosen), now)


def around(moment) -> bytes:
    return calendar(
        (f"DTSTART:{moment - timedelta(hours=1):%Y%m%dT%H%M%SZ}", "DURATION:PT2H", "SUMMARY:Secret")
    )


def test_a_file_through_the_child_changed_broken_and_mended(home):
    start = datetime.now(UTC)
    skew = [0.0]
    file = home / "work.ics"
    file.write_bytes(around(start))
    chosen = QuietSettings(calendar=str(file))
    sensor = real(home, lambda: datetime.now(UTC) + timedelta(seconds=skew[0]))
    assert sensor.describe(chosen, 30).startswith("1 busy time in")
    assert sensor.read(chosen) == BUSY
    assert "Secret" not in (home / "cache" / "calendar" / "busy.json").read_text()

    file.write_bytes(calendar())
    skew[0] = 31
    wait_until(lambda: sensor.read(chosen) == FREE, "the change is seen")

    file.write_bytes(b"<html>")
    skew[0] = 62
    wait_until(lambda: "web page" in sensor.read(chosen).why, "the damage is told")
    file.unlink()
    skew[0] = 93
    wait_until(lambda: "No such file" in sensor.read(chosen).why, "the loss is told")

    again = real(home, lambda: datetime.now(UTC) + timedelta(seconds=skew[0]))
    assert again.describe(chosen).startswith("No busy times in the next two days")


def test_an_address_through_the_child_that_goes_away_and_tells_no_secret(
    home, certificate, monkeypatch, caplog
):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    moment = [datetime.now(UTC)]
    with serving(lambda request: request.give(around(moment[0]), ETag='"1"'), certificate) as server:
        chosen = QuietSettings(calendar=server.address("/secret.ics", credentials="ana:secret@"))
        sensor = real(home, lambda: moment[0])
        assert sensor.describe(chosen, 30).startswith("1 busy time in")
        assert "authorization" in server.asked[0][1]
    assert sensor.source == f"calendar at localhost:{server.server_port}"
    moment[0] += timedelta(minutes=16)
    assert sensor.read(chosen) == BUSY
    said = sensor.describe(chosen, 30)
    assert said.startswith("localhost gives no calendar: connection refused")
    assert sensor.read(chosen) == BUSY
    moment[0] += timedelta(hours=1)
    assert sensor.read(chosen).why in said
    assert caplog.messages
    assert "secret" not in said + caplog.text


def test_a_restart_goes_on_with_what_was_kept_and_reads_nothing_yet(home):
    file = home / "work.ics"
    file.write_bytes(around(datetime.now(UTC)))
    known = ask_child(CHILD, str(file))
    assert known.stamp == stamp_of(str(file))
    never = CalendarSensor(home / "cache" / "calendar", lambda _: pytest.fail("it was read"))
    assert never.read(QuietSettings(calendar=str(file))) == BUSY
    for damage in ("", "{", "[]", '{"chosen": 1}', '{"at": 1e999}', "null"):
        (home / "cache" / "calendar" / "busy.json").write_text(damage)
        fresh = World(home / "cache" / "calendar")
        assert fresh.read() == BUSY
        assert len(fresh.asked) == 1


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("import sys; sys.exit('The calendar is gone.')", "The calendar is gone."),
        ("raise SystemExit(1)", "could not be read"),
        ("print('{}')", "gave no answer"),
        ("print('[' * 100000)", "gave no answer"),
        ("import sys; sys.stdout.buffer.write(bytes(range(256)))", "gave no answer"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "could not be read"),
    ],
)
def test_a_child_that_fails_is_a_sentence(script, said):
    with pytest.raises(SoleusError, match=said):
        ask_child([sys.executable, "-c", script], "x")


def test_a_child_that_hangs_is_killed(tmp_path):
    mark = tmp_path / "pid"
    with pytest.raises(SoleusError, match="took longer than"):
        ask_child(["/bin/sh", "-c", f"echo $$ > {mark}; exec sleep 60"], "x", longest=1.5)
    assert not Path("/proc", mark.read_text().strip()).exists()


def test_the_tray_loads_none_of_what_reads_calendars():
    heavy = {"icalendar", "dateutil", "urllib.request", "http", "email", "ssl", "socketserver", "zoneinfo"}
    code = (
        "import sys; from pathlib import Path; from soleus_tray.core.settings import QuietSettings;"
        "from soleus_tray.adapters.calendar.choose import choose_calendar;"
        "s = choose_calendar(Path('/none'), ['/bin/false']); print(s.read(QuietSettings(calendar='/x')).why);"
        "s.describe(QuietSettings(calendar='https://x.y/z'), 5); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True)
    said, _, modules = done.stdout.partition("\n")
    assert said == "The calendar could not be read; it is tried again later."
    assert not heavy & set(modules.split())


def test_a_program_that_is_not_there_is_a_sentence():
    with pytest.raises(SoleusError, match="No such file"):
        ask_child(["/no/such/program"], "x")


@pytest.mark.parametrize("kind", ["folder", "pipe", "unreadable", "too large", "missing", "zero byte"])
def test_what_is_no_readable_file_is_told_with_its_name(home, kind):
    path = home / "work.ics"
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "unreadable":
            path.symlink_to(path)
        case "too large":
            path.write_bytes(bytes(10_000_001))
        case "zero byte":
            path = home / "work\0.ics"
    with pytest.raises(SoleusError, match=r"work.*\.ics.*\.$") as caught:
        ask_child(CHILD, str(path))
    assert "\n" not in str(caught.value)


def test_a_path_with_a_tilde(home, monkeypatch):
    monkeypatch.setenv("HOME", str(home))
    (home / "work.ics").write_bytes(calendar(MEETING))
    assert ask_child(CHILD, "~/work.ics").stamp == stamp_of(str(home / "work.ics"))


def test_a_full_disk_or_no_cache_changes_nothing(home):
    (home / "cache").write_text("a file where the folder should be")
    (home / "work.ics").write_bytes(calendar(MEETING))
    assert ask_child(CHILD, str(home / "work.ics")).busy == ()


def test_fifty_thousand_events_are_read_in_time_and_few_of_them_closely(home):
    now = datetime.now(UTC)
    hour = now.replace(minute=0, second=0, microsecond=0)
    starts = [hour + timedelta(hours=2 * number - 80_000) for number in range(50_000)]
    content = calendar(*((f"DTSTART:{start:%Y%m%dT%H%M%SZ}", "DURATION:PT1H") for start in starts))
    parts = take_apart(content, "")
    assert len(parts.events) == 50_000
    assert len(parts.near(Busy(now, now + timedelta(hours=48))).events) < 150
    (home / "work.ics").write_bytes(content)
    known = ask_child(CHILD, str(home / "work.ics"))
    assert 24 <= len(known.busy) <= 25
    assert known.unreadable == 0
