"""`soleus-tray doctor` on real desktops: whole, without a notification server, without a bus, in trouble."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import threading
import time

import pytest

from tests.desktop.app import COMMAND, App
from tests.desktop.harness import Layout, VirtualDesktop, wait_until
from tests.desktop.harness.logind import Logind
from tests.desktop.harness.sound import SoundServer

BUS = ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR")
CALM = '[set]\nlength = "2m"\n'
PARTS = [
    "tray", "notifications", "idle time", "lock and sleep", "microphone", "camera", "screen sharing",
    "do not disturb", "full screen", "films and talks", "programs", "calendar", "tones", "voice",
    "start on login", "settings", "record", "clock", "fonts", "windows", "running app",
]  # fmt: skip


@pytest.fixture
def sound(tmp_path):
    with SoundServer(tmp_path) as server:
        yield server


def environment(desktop, without=(), **more):
    home = str(desktop.home / "soleus")
    kept = {name: value for name, value in desktop.program_env.items() if name not in without}
    return {**kept, "SOLEUS_TRAY_HOME": home, **more}


def doctor(desktop, *arguments, without=(), **more):
    """Run it to its end, without a terminal."""
    return subprocess.run(
        [COMMAND, "doctor", *arguments],
        env=environment(desktop, without, **more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def findings(desktop, **more):
    """What it finds, by part, and its exit code."""
    done = doctor(desktop, "--json", **more)
    found = json.loads(done.stdout)
    assert done.stderr == ""
    assert [one["part"] for one in found] == PARTS
    for one in found:
        assert (one["state"] == "works") == (one["because"] == ""), one
    return {one["part"]: one for one in found}, done.returncode


def contents(home):
    """Every file, with what is in it."""
    return {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}


def page(desktop):
    """What the spawned doctor has said, on one line."""
    return " ".join(desktop.log("doctor").split())


def states(found, *parts):
    return [found[part]["state"] for part in parts]


def test_on_a_whole_desktop_it_names_who_does_what(shared_desktop, sound):
    began = time.monotonic()
    found, code = findings(shared_desktop, **sound.environment)
    assert time.monotonic() - began < 15
    assert code == 0
    assert found["tray"]["found"] == "xfce4-panel has room for the icon."
    assert found["notifications"]["found"].startswith("Xfce Notify Daemon ")
    assert found["notifications"]["found"].endswith(" shows them, with buttons.")
    assert "X11 XScreenSaver" in found["idle time"]["found"]
    assert found["microphone"]["found"] == "No program listens now (PulseAudio)."
    assert found["full screen"]["found"] == "No window is full screen now (X11 active window)."
    assert found["tones"]["found"] == "They are ready."
    assert found["voice"]["found"] == "It is off (sound.voice)."
    assert found["windows"]["found"].startswith("They open")
    assert found["fonts"]["found"] == "Windows write in DejaVu Sans."
    wrong = {part for part, one in found.items() if one["state"] != "works"}
    # This desktop runs neither logind nor a power manager.
    assert wrong == {"lock and sleep", "films and talks"}


def test_where_nothing_is_missing_all_parts_work_and_sleep_is_not_delayed_after(desktop, sound):
    logind = Logind(desktop)
    others = logind.inhibitors()
    done = doctor(desktop, **sound.environment, **logind.environment)
    assert done.stdout.endswith("\n\nAll 21 parts work.\n"), done.stdout
    assert "✓ lock and sleep   Both are noticed (logind)." in done.stdout
    assert done.returncode == 0
    wait_until(lambda: logind.inhibitors() == others, "the delay's end", 10)


def test_it_puts_up_no_icon_no_window_and_takes_its_notification_back(shared_desktop):
    seen = set()
    over = threading.Event()

    def watch():
        while not over.is_set():
            seen.update(window.name for window in shared_desktop.windows(name="soleus"))
            seen.update(shared_desktop.bus.tray_items())

    shared_desktop.notifications.sent.clear()
    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        assert doctor(shared_desktop).returncode == 0
    finally:
        over.set()
        watcher.join()
    assert seen == set()
    assert len(shared_desktop.notifications.sent) == 1
    wait_until(lambda: shared_desktop.notification_window() is None, "the notification's end", 5)


def test_without_a_notification_server_it_says_what_to_install(desktop_programs):
    with VirtualDesktop(Layout(notification_server=False)) as desktop:
        found, code = findings(desktop)
        assert code == 0  # a small window stands in
        assert found["notifications"]["state"] == "can't"
        assert found["notifications"]["because"] == "No notification server is running."
        assert "xfce4-notifyd" in found["notifications"]["remedy"]
        assert "small window" in found["notifications"]["remedy"]
        assert states(found, "tray", "idle time", "record", "windows") == ["works"] * 4


def test_without_any_bus_what_needs_none_works_and_the_rest_is_explained(desktop_programs):
    with VirtualDesktop(Layout(bus=False)) as desktop:
        found, code = findings(desktop, without=BUS)
        assert code == 0
        assert found["tray"]["found"] == "A tray of the older kind (XEmbed) has room for the icon."
        assert states(found, "idle time", "full screen", "record", "windows") == ["works"] * 4
        assert found["notifications"]["state"] == "can't"
        assert "session bus" in found["notifications"]["because"]
        assert "dbus-user-session" in found["notifications"]["remedy"]
        assert found["do not disturb"]["state"] == "limited"


def test_outside_of_any_desktop_it_says_so_and_ends_with_1(shared_desktop):
    done = doctor(shared_desktop, without=("DISPLAY", *BUS))
    assert done.returncode == 1
    assert "No desktop was found from here" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_without_a_panel_it_says_what_to_add(desktop_programs):
    with VirtualDesktop(Layout(panel="none")) as desktop:
        found, code = findings(desktop)
        assert (code, found["tray"]["state"]) == (0, "can't")
        assert "Status Tray" in found["tray"]["remedy"]


def test_a_recorder_and_a_full_screen_window_are_seen_by_name(desktop, sound):
    sound.record("Fake Zoom")
    desktop.spawn(["xterm", "-fullscreen"])
    desktop.wait_window(class_name="xterm")
    wait_until(
        lambda: "XTerm is full screen" in findings(desktop)[0]["full screen"]["found"], "the terminal", 20
    )
    found, _ = findings(desktop, **sound.environment)
    assert found["microphone"]["found"] == "Microphone in use by Fake Zoom (PulseAudio)."


def test_a_hung_sound_server_is_told_in_time(shared_desktop, sound):
    sound.signal(signal.SIGSTOP)
    try:
        began = time.monotonic()
        found, code = findings(shared_desktop, **sound.environment)
        assert time.monotonic() - began < 15
    finally:
        sound.signal(signal.SIGCONT)
    assert code == 0
    assert found["microphone"]["state"] == "can't"
    assert found["microphone"]["because"].endswith(" does not answer.")
    assert found["microphone"]["remedy"] == "Restart it, or log in again."
    assert found["notifications"]["state"] == "works"


@pytest.mark.parametrize("part", ["dbus-bus", "notifyd", "Xvfb"])
def test_a_desktop_whose_part_hangs_is_told_in_time(desktop, part):
    hung = desktop.processes.find(part)
    assert hung
    hung.send_signal(signal.SIGSTOP)
    try:
        began = time.monotonic()
        found, _ = findings(desktop)
        assert time.monotonic() - began < 20
    finally:
        hung.send_signal(signal.SIGCONT)
    expected = {"dbus-bus": "notifications", "notifyd": "notifications", "Xvfb": "windows"}[part]
    assert found[expected]["state"] == "can't"
    assert found["record"]["state"] == "works"


def test_the_running_app_reports_and_goes_on(desktop):
    with App(desktop, CALM) as app:
        desktop.wait_tray_icon()
        found, code = findings(desktop)
        assert (code, found["running app"]["state"]) == (0, "works")
        assert "sitting" in found["running app"]["found"]
        assert found["settings"]["found"].endswith("settings.toml is in order.")
        assert app.status()["running"]
        assert len(desktop.bus.tray_items()) == 1


def test_a_home_is_left_as_it_is(shared_desktop):
    app = App(shared_desktop, CALM)
    app("history")  # makes the record
    before = contents(app.home)
    assert app.home / "data/record.sqlite3" in before
    found, _ = findings(shared_desktop)
    assert found["record"]["found"] == "It is whole, with no sets so far."
    assert contents(app.home) == before


def test_asked_whether_it_was_seen_the_button_answers(desktop):
    desktop.spawn([COMMAND, "doctor", "--ask"], "doctor", environment(desktop))
    desktop.press_notification("Yes, I see it", timeout=20)
    wait_until(lambda: "parts work" in page(desktop), "the page", 20)
    assert "with buttons; you saw one." in page(desktop)


@pytest.mark.parametrize(
    ("typed", "says"), [(b"y\n", b"with buttons; you saw one."), (b"n\n", b"something keeps them from your")]
)
def test_in_a_terminal_it_asks_and_a_typed_answer_counts(shared_desktop, typed, says):
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [COMMAND, "doctor"], env=environment(shared_desktop), stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    heard = b""
    while b"type y or n here:" not in heard:
        heard += os.read(ours, 4096)
    os.write(ours, b"maybe\n")
    while b"Please type y or n:" not in heard:
        heard += os.read(ours, 4096)
    os.write(ours, typed)
    while b"parts work" not in heard:
        heard += os.read(ours, 4096)
    assert process.wait(20) == 0  # before its terminal goes: the last words are still being written
    os.close(ours)
    assert says in b" ".join(heard.split())
