"""What `doctor` finds and says, part by part: real clocks, records, calendars, sockets and processes."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from soleus_tray import __version__
from soleus_tray.adapters.autostart.choose import choose_autostart
from soleus_tray.adapters.autostart.linux import autostart_folder
from soleus_tray.adapters.programs.choose import choose_programs
from soleus_tray.adapters.settings.toml_file import read_file
from soleus_tray.adapters.store import commands as store
from soleus_tray.adapters.store.journal import FileJournal
from soleus_tray.app.control.server import ControlServer
from soleus_tray.app.doctor import hearing, machine, notifications, senses, windows
from soleus_tray.app.doctor import home as parts
from soleus_tray.app.doctor.examining import Check, examine, once
from soleus_tray.app.doctor.finding import Finding, cannot, clipped, enough, limited, told, works
from soleus_tray.app.doctor.place import Place
from soleus_tray.app.doctor.words import as_text
from soleus_tray.app.doctor.words import closing as closing_sentence
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.settings import QuietSettings, SoundSettings
from soleus_tray.core.signals import KINDS, Signal
from soleus_tray.ports.clock import Moment
from soleus_tray.ports.notifier import Answer
from soleus_tray.ports.sensor import Reading
from tests.fakes.records import a_done_set, home

if TYPE_CHECKING:
    from pathlib import Path

FINE = works("record", "It is whole.")
NOT_MINE = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere"
)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A home of its own, without a desktop."""
    paths = home(tmp_path / "home")
    return Place(paths, read_file(paths.settings), None, None)


def with_settings(place: Place, text: str) -> Place:
    place.paths.config.mkdir(parents=True, exist_ok=True)
    place.paths.settings.write_text(text)
    return replace(place, settings=read_file(place.paths.settings))


# ---- how checks are run ----------------------------------------------------------------------------


def test_a_check_that_hangs_is_a_finding_and_delays_no_other() -> None:
    never = threading.Event()

    def hang() -> Finding:
        never.wait()
        return FINE

    found = examine([Check("hung", hang, patience=0.2), Check("record", lambda: FINE)])
    assert found[0].state == "can't"
    assert "no answer within" in found[0].because
    assert found[1] == FINE


def test_checks_run_side_by_side() -> None:
    meeting = threading.Barrier(3, timeout=20)

    def meet() -> Finding:
        meeting.wait()
        return FINE

    assert examine([Check("one", meet, patience=30)] * 3) == (FINE,) * 3


def test_a_sentence_of_ours_and_the_unforeseen_are_findings_too() -> None:
    def refuse() -> Finding:
        raise SoleusError("No bus is there; start one.")

    def break_down() -> Finding:
        return Finding(nonsense=1)

    refused, broken = examine([Check("a", refuse), Check("b", break_down)])
    assert (refused.state, refused.because) == ("can't", "No bus is there; start one.")
    assert (broken.state, "TypeError" in broken.because) == ("can't", True)
    assert "self-test" in broken.remedy


def test_what_several_checks_need_is_made_once() -> None:
    made = []
    get = once(lambda: made.append(1) or len(made))
    assert examine([Check("x", lambda: works("x", str(get()))) for _ in range(4)]) == (works("x", "1"),) * 4


@pytest.mark.parametrize(
    ("why", "because", "remedy"),
    [
        ("No server; start one.", "No server.", "Start one."),
        ("It is; so it is; log in again.", "It is; so it is.", "Log in again."),
        ("Nothing can be done.", "Nothing can be done.", ""),
        ("Gone; /etc/x must be readable.", "Gone.", "/etc/x must be readable."),
        ("", "", ""),
    ],
)
def test_a_parts_own_sentence_holds_cause_and_remedy(why: str, because: str, remedy: str) -> None:
    assert told(why) == (because, remedy)


@pytest.mark.parametrize(
    ("unwell", "is_enough"),
    [
        ((), True),
        (("tray", "notifications"), True),
        (("microphone", "camera", "idle time", "calendar"), True),
        (("windows",), True),
        (("windows", "tray"), False),
        (("windows", "notifications"), False),
        (("record",), False),
    ],
)
def test_what_the_app_needs_to_do_its_work(unwell: tuple[str, ...], is_enough: bool) -> None:
    every = ("tray", "notifications", "windows", "record", "microphone", "camera", "idle time", "calendar")
    found = [cannot(one, "", "x") if one in unwell else works(one, "") for one in every]
    assert enough(found) is is_enough


# ---- the page --------------------------------------------------------------------------------------

SOME = (
    works("tray", "xfce4-panel has room for the icon."),
    limited("lock and sleep", "Sleep is noticed.", "Nobody tells of the lock."),
    cannot("microphone", "Calls can't be noticed.", "No sound server answers.", "Start PulseAudio."),
)


def test_the_page_lists_first_and_explains_then() -> None:
    assert as_text(SOME, 80, "utf-8") == (
        "✓ tray            xfce4-panel has room for the icon.\n"
        "! lock and sleep  Sleep is noticed.\n"
        "✗ microphone      Calls can't be noticed.\n"
        "\n"
        "Lock and sleep: Nobody tells of the lock.\n"
        "\n"
        "Microphone: No sound server answers.\n"
        "  What to do: Start PulseAudio.\n"
        "\n"
        "1 of 3 parts work; 1 only in part or not on this desktop, 1 not at all."
    )


def test_a_terminal_without_the_marks_gets_plain_ones_and_no_crash() -> None:
    page = as_text((*SOME, works("programs", "腾讯会议 runs now.")), 80, "ascii")
    assert page.isascii()
    assert page.startswith("+ tray ")
    assert "\nx microphone " in page


@pytest.mark.parametrize("width", [0, 20, 40, 57, 80, 1000])
def test_the_page_fits_the_terminal_and_breaks_no_path(width: int) -> None:
    path = "/home/somebody/.local/share/soleus-tray/record.sqlite3"
    found = (*SOME, cannot("record", "It can't be read.", f"The record {path} is damaged by a long story."))
    page = as_text(found, width, "utf-8", "A hint " * 30)
    assert path in page
    limit = min(max(width, 40), 100)
    assert all(len(line) <= limit for line in page.splitlines() if path not in line)


def test_all_well_is_one_calm_sentence() -> None:
    assert closing_sentence([FINE] * 17) == "All 17 parts work."


def test_a_name_somebody_else_chose_stays_on_its_line() -> None:
    assert clipped("Evil\n\x1b[31mserver\t 1") == "Evil [31mserver 1"
    assert len(clipped("x" * 500)) == 60


# ---- sensors ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind in senses.NOTHING])
def test_each_sensor_says_something_when_there_is_nothing_and_why_when_it_cannot(kind) -> None:
    nothing = senses.read(kind, Reading(), "Source (of it)")
    assert nothing.state == "works"
    assert nothing.found.endswith(" (Source, of it).")
    cannot_tell = senses.read(kind, Reading(why="Nobody tells; wait."), "x")
    assert cannot_tell.state != "works"
    assert (cannot_tell.because, cannot_tell.remedy) == ("Nobody tells.", "Wait.")


def test_what_holds_a_reminder_now_is_named() -> None:
    reading = Reading((Signal("microphone", "Zoom"), Signal("microphone", "OBS")))
    found = senses.read("microphone", reading, "PipeWire")
    assert found.found == "Microphone in use by Zoom, microphone in use by OBS (PipeWire)."


def test_a_named_program_that_runs_is_told_and_another_only_hinted_at() -> None:
    with subprocess.Popen(["/bin/sleep", "60"]) as other:  # of ourselves it wouldn't tell
        found = senses.programs(choose_programs(), QuietSettings(programs=("no-such-game", "sleep")))
        other.kill()
    assert found == works(
        "programs",
        "sleep runs now. No program called no-such-game runs now; "
        "if one should, see its spelling in the system monitor.",
    )


def test_no_named_programs_and_no_calendar_are_as_it_should_be(tmp_path: Path) -> None:
    assert senses.programs(choose_programs(), QuietSettings()).state == "works"
    assert senses.calendar(tmp_path, QuietSettings()).state == "works"
    assert list(tmp_path.iterdir()) == []


def calendar(tmp_path: Path, chosen: str) -> Finding:
    return senses.calendar(tmp_path / "cache", QuietSettings(calendar=chosen))


def test_a_calendar_file_is_really_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOLEUS_TRAY_HOME", str(tmp_path))
    start = datetime.now(UTC) + timedelta(hours=3)
    event = (
        f"DTSTART:{start:%Y%m%dT%H%M%SZ}\r\nDURATION:PT1H\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:x"
    )
    path = tmp_path / "work.ics"
    path.write_text(
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        newline="",
    )
    found = calendar(tmp_path, str(path))
    assert found.state == "works"
    assert found.found.startswith("1 busy time in the next two days, read ")


def test_a_calendar_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOLEUS_TRAY_HOME", str(tmp_path))
    found = calendar(tmp_path, str(tmp_path / "gone.ics"))
    assert found.state == "can't"
    assert "gone.ics" in found.because


def test_a_calendars_secret_address_is_not_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOLEUS_TRAY_HOME", str(tmp_path))
    found = calendar(tmp_path, "https://me:password@localhost:1/private-token.ics?key=secret")
    assert found.state == "can't"
    assert "localhost" in found.found
    assert not any(word in json.dumps(found.values()) for word in ("password", "private", "secret"))


def test_a_calendar_server_that_never_answers_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOLEUS_TRAY_HOME", str(tmp_path))
    monkeypatch.setattr(senses, "CALENDAR_READ_WITHIN", 1.0)
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        found = calendar(tmp_path, f"https://127.0.0.1:{deaf.getsockname()[1]}/key")
    assert (found.state, "no answer within 1 s" in found.because) == ("limited", True)


# ---- clock -----------------------------------------------------------------------------------------

NOON = Moment(100.0, datetime(2026, 11, 23, 12, tzinfo=UTC), 3600, 0.0)


def later(seconds: float, turned: float = 0.0, asleep: float = 0.0) -> Moment:
    wall = NOON.wall + timedelta(seconds=seconds + turned + asleep)
    return replace(NOON, monotonic=NOON.monotonic + seconds, wall=wall, asleep=asleep)


def test_the_real_clock_works() -> None:
    found = machine.clock()
    assert found.part == "clock"
    assert "(UTC" in found.found


def test_clocks_that_go_together_show_the_time_and_its_zone() -> None:
    found = machine.judged(NOON, later(0.4), None)
    assert found.state == "works"
    assert "(UTC+01:00)" in found.found


def test_a_suspend_between_two_looks_is_no_jump() -> None:
    assert machine.judged(NOON, later(0.4, asleep=60), None).state == "works"


@pytest.mark.parametrize("turned", [-3600.0, -1.0, 2.5])
def test_a_wall_clock_that_jumps_is_told(turned: float) -> None:
    found = machine.judged(NOON, later(0.4, turned), None)
    assert found.state == "limited"
    assert f"{turned:+.1f} s" in found.because


def test_a_year_that_cannot_be_is_told() -> None:
    empty_battery = replace(NOON, wall=datetime(1970, 1, 1, tzinfo=UTC))
    found = machine.judged(empty_battery, empty_battery, None)
    assert (found.state, "1970" in found.because) == ("can't", True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has its own time zones")
@pytest.mark.parametrize(
    ("variable", "is_known"),
    [
        ("Europe/Berlin", True),
        (":Europe/Berlin", True),
        ("UTC", True),
        ("CET-1CEST", True),
        ("<+03>-3", True),
        ("", True),
        ("Mars/Olympus", False),
        ("../../etc/passwd", False),
        ("/no/such/zone", False),
    ],
)
def test_a_time_zone_that_means_nothing_is_told(variable: str, is_known: bool) -> None:
    assert (machine.zone_problem(variable) is None) is is_known


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has its own time zones")
def test_no_time_zone_at_all_is_told(tmp_path: Path) -> None:
    assert machine.zone_problem(None, tmp_path / "localtime") is not None


# ---- settings, record, autostart ---------------------------------------------------------------------


def test_settings_that_cannot_be_used_are_told_with_line_and_remedy(place: Place) -> None:
    found = parts.settings(with_settings(place, '[reminders]\ninterval = "soon"\n[set]\npase = "flow"\n'))
    assert found.found == "2 lines need a look."
    assert "line 2: reminders.interval" in found.because
    assert found.remedy.endswith("soleus-tray config reset reminders.interval.")


def test_a_misspelt_name_is_not_offered_a_reset_that_would_fail(place: Place) -> None:
    found = parts.settings(with_settings(place, '[set]\npase = "flow"\n'))
    assert (found.found, found.remedy) == ("One line needs a look.", "Correct the file.")


def test_no_settings_file_is_fine_and_none_is_made(place: Place) -> None:
    assert parts.settings(place).state == "works"
    assert not place.paths.config.exists()


def test_no_record_yet_is_fine_and_none_is_made(place: Place) -> None:
    assert parts.record(place) == works("record", "It begins with your first set.")
    assert not place.paths.data.exists()


@pytest.fixture
def kept(place: Place) -> Place:
    """A home with a record of two sets."""
    place.paths.make()
    FileJournal(place.paths.journal).append(a_done_set(), a_done_set())
    store.drain(place.paths)
    return place


def test_a_record_is_counted_and_left_as_it_is(kept: Place) -> None:
    before = {path: path.read_bytes() for path in kept.paths.data.rglob("*") if path.is_file()}
    assert parts.record(kept) == works("record", "It is whole, with 2 sets so far.")
    assert {path: path.read_bytes() for path in kept.paths.data.rglob("*") if path.is_file()} == before


def test_a_record_that_another_process_writes_can_be_looked_at(kept: Place) -> None:
    with closing(sqlite3.connect(kept.paths.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM sets")
        assert parts.record(kept).found == "It is whole, with 2 sets so far."


def test_a_damaged_record_is_told_and_not_repaired_here(kept: Place) -> None:
    kept.paths.database.write_bytes(b"This is no database." * 400)
    found = parts.record(kept)
    assert (found.state, "is damaged" in found.because) == ("can't", True)
    assert "rebuilt" in found.remedy
    assert kept.paths.database.read_bytes().startswith(b"This is no database.")


def test_a_record_of_a_newer_version_is_told(kept: Place) -> None:
    with closing(sqlite3.connect(kept.paths.database)) as other:
        other.execute("PRAGMA user_version = 99")
    found = parts.record(kept)
    assert (found.state, "newer soleus-tray" in found.because) == ("can't", True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows guards a user's folders by other means")
def test_a_home_that_others_can_read_gets_the_command_that_closes_it(kept: Place) -> None:
    kept.paths.data.chmod(0o755)
    kept.paths.database.chmod(0o644)
    found = parts.record(kept)
    assert found.state == "limited"
    command = found.remedy.removeprefix("Run: ").removesuffix(".")
    subprocess.run(command, shell=True, check=True)
    assert parts.record(kept).state == "works"


def test_a_file_where_the_home_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    paths = home(tmp_path / "home")
    found = parts.record(Place(paths, read_file(paths.settings), None, None))
    assert (found.state, "is no folder" in found.because) == ("can't", True)


@NOT_MINE
def test_a_home_that_is_not_ours_to_write_is_told(place: Place) -> None:
    place.paths.make().data.chmod(0o500)
    found = parts.record(place)
    assert (found.state, "not ours to write" in found.because) == ("can't", True)


def test_a_nearly_full_disk_is_told(kept: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(kept.paths.data)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=3_000_000))
    found = parts.record(kept)
    assert (found.state, found.because) == ("limited", "Its disk has only 3 MB left.")


@pytest.mark.skipif(sys.platform != "linux", reason="the entry is XDG's")
def test_start_on_login_off_or_on_is_fine_and_a_dead_entry_is_not(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert parts.autostart(place).state == "works"
    choose_autostart().turn_on()
    assert parts.autostart(place).found.startswith("Soleus Tray starts on login")
    entry = autostart_folder() / "soleus-tray.desktop"
    entry.write_text(entry.read_text().replace("Exec=", "Exec=/gone"))
    dead = parts.autostart(place)
    assert (dead.state, dead.remedy) == ("can't", "Run soleus-tray autostart on.")


# ---- the running app ---------------------------------------------------------------------------------


@pytest.fixture
def answering(place: Place):
    """Starts a control server that answers with a status, as the running app does."""
    servers = []

    def start(**status):
        place.paths.make()
        whole = {"version": __version__, "tray": {"visible": True}, "sensors": {}, "notices": []} | status
        server = ControlServer(place.paths, lambda _: {"say": "42 min sitting.", "status": whole})
        server.start()
        servers.append(server)

    yield start
    for server in servers:
        server.close()


def test_no_running_app_is_fine(place: Place) -> None:
    assert parts.running_app(place).state == "works"


def test_the_running_app_speaks_for_itself(place: Place, answering) -> None:
    answering()
    assert parts.running_app(place) == works("running app", "42 min sitting.")


def test_what_the_running_app_noticed_is_told_once(place: Place, answering) -> None:
    aside = "The microphone sensor (PulseAudio) does not answer; it is left out for 5 minutes."
    deaf = "No sound server answers at /x, so calls go unnoticed; start PulseAudio or PipeWire."
    sensors = {"microphone": {"why": aside}, "camera": {"why": deaf}, "media": {"why": ""}}
    answering(sensors=sensors, notices=["The disk is full."], tray={"visible": False})
    said = [cannot("microphone", "", *told(deaf)), cannot("tray", "", "No panel shows icons.")]
    found = parts.running_app(place, said)
    assert (found.state, found.because) == ("limited", f"The disk is full. {aside}")


def test_another_version_that_still_runs_is_told(place: Place, answering) -> None:
    answering(version="0.0.1")
    found = parts.running_app(place)
    assert (found.state, "0.0.1" in found.because, "quit" in found.remedy) == ("limited", True, True)


@pytest.mark.parametrize("status", [{"sensors": None, "notices": None, "tray": None}, {"sensors": {"x": 3}}])
def test_a_status_of_an_unknown_shape_does_no_harm(place: Place, answering, status) -> None:
    answering(**status)
    assert parts.running_app(place).state == "works"


# ---- windows and notifications -------------------------------------------------------------------------


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_a_window_that_hangs_is_given_up_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "CHILD_WITHIN", 0.5)
    monkeypatch.setenv("DISPLAY", ":77")
    began = time.monotonic()
    found = windows.ask_child(python("import time; time.sleep(60)"))
    assert time.monotonic() - began < 30
    finding = windows.windows(lambda: found)
    assert (finding.state, finding.because) == ("can't", "The display :77 doesn't answer.")


@pytest.mark.parametrize(
    "code", ["import os; os.abort()", "print('nonsense')", "print('[]')", "raise SystemExit(1)"]
)
def test_a_window_that_dies_or_talks_nonsense_is_told(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":77")
    found = windows.ask_child(python(code))
    assert windows.windows(lambda: found).state == "can't"
    assert windows.fonts(lambda: found).state == "limited"


def test_missing_tkinter_says_what_to_install() -> None:
    found = {"trouble": "tkinter", "why": "No module named '_tkinter'"}
    for finding in (windows.windows(lambda: found), windows.fonts(lambda: found)):
        assert (finding.state, "python3-tk" in finding.remedy) == ("can't", True)


def test_a_desktop_without_fonts_is_told() -> None:
    found = {"family": "DejaVu Sans", "instead_of": "fixed", "scale": 1.0}
    assert windows.fonts(lambda: found).state == "limited"
    assert windows.windows(lambda: found).state == "works"


@pytest.mark.parametrize(
    ("heard", "word"),
    [
        ("y\n", True),
        (" Yes\n", True),
        ("N\n", False),
        ("\n", None),
        ("what?\n", None),
        (Answer("doctor", "action", "yes"), True),
        (Answer("doctor", "action", "default"), True),
        (Answer("doctor", "dismissed"), True),
        (Answer("doctor", "expired"), None),
    ],
)
def test_what_counts_as_having_seen_it(heard, word) -> None:
    assert notifications._word(heard) is word


# ---- the command -----------------------------------------------------------------------------------


def doctor(tmp_path: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """In a home that doesn't exist, outside of any desktop."""
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "PULSE_SERVER"}
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        [sys.executable, "-m", "soleus_tray", "doctor", *arguments],
        env=kept | {"SOLEUS_TRAY_HOME": str(tmp_path / "home"), **more},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a desktop")
def test_outside_of_any_desktop_it_answers_ends_with_1_and_makes_nothing(tmp_path: Path) -> None:
    done = doctor(tmp_path, "--json")
    found = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (1, "")
    assert {"part", "state", "found", "because", "remedy"} == set(found[0])
    states = {one["part"]: one["state"] for one in found}
    assert states["tray"] == states["notifications"] == states["windows"] == states["idle time"] == "can't"
    assert states["record"] == states["settings"] == states["clock"] == "works"
    assert not (tmp_path / "home").exists()


def test_the_command_reads_the_settings_calendar_and_programs(tmp_path: Path, place: Place) -> None:
    with_settings(
        place, '[quiet]\ncalendar = "https://me:pass@localhost:1/key"\nprograms = ["no-such-game"]\n'
    )
    found = {one["part"]: one for one in json.loads(doctor(tmp_path, "--json").stdout)}
    assert (found["calendar"]["state"], found["calendar"]["found"]) == (
        "can't",
        "The calendar at localhost:1 can't be read.",
    )
    assert found["programs"]["found"].startswith("No program called no-such-game runs now")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a desktop")
def test_a_plain_terminal_gets_plain_marks(tmp_path: Path) -> None:
    done = doctor(tmp_path, PYTHONIOENCODING="ascii", COLUMNS="70")
    assert done.stdout.startswith("x tray ")
    assert done.stdout.isascii()
    assert max(map(len, done.stdout.splitlines())) < 70


# ---- what is heard ---------------------------------------------------------------------------------


def test_what_is_off_is_well_and_is_not_tried() -> None:
    off = SoundSettings(tones=False, voice=False)
    assert hearing.tones(off) == works("tones", "They are off (sound.tones, sound.volume).")
    assert hearing.tones(SoundSettings(tones=True, volume=0)).state == "works"
    assert hearing.voice(off) == works("voice", "It is off (sound.voice).")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system itself speaks and plays")
def test_without_a_sound_server_and_a_voice_it_says_why(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/none")
    monkeypatch.setenv("PATH", str(tmp_path))
    on = SoundSettings(tones=True, voice=True)
    assert hearing.tones(on).state == "can't"
    assert hearing.tones(on).because.startswith("No")
    assert hearing.voice(on) == cannot(
        "voice", "It can't be heard.", "No voice is heard: install speech-dispatcher or espeak-ng."
    )
