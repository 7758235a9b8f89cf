"""A meeting on a real desktop: a real recorder on a real sound server, a real panel, a real click."""

from __future__ import annotations

import time

import pytest

from soleus_tray.ui.strip.process import TITLE
from tests.desktop.app import App, keep_moving
from tests.desktop.harness import Layout, VirtualDesktop, wait_until
from tests.desktop.harness.sound import MONITOR, SoundServer
from tests.desktop.window_hand import press_in_panel

DUE_AT_ONCE = '[reminders]\ninterval = "5s"\n[set]\nlength = "20s"\npace = "steady"\nget_ready = "0s"\n'
STRIP = f"^{TITLE}$"


@pytest.fixture
def sound(tmp_path):
    with SoundServer(tmp_path) as server:
        yield server


def icon_pixels(desktop):
    """What the panel shows of the icon now."""
    return desktop.image(desktop.tray_window().box).tobytes()


def test_a_reminder_is_held_while_a_program_records_and_comes_once_a_minute_after(desktop, sound):
    recorder = sound.record("Fake Zoom")
    with App(desktop, DUE_AT_ONCE, env=sound.environment) as app:
        desktop.move(300, 300)
        app.wait_state("held", timeout=30)
        status = app.status()
        assert status["held_by"] == ["microphone in use by Fake Zoom"]
        assert status["sensors"]["microphone"]["source"] == "PulseAudio"
        assert desktop.notifications.sent == []
        recorder.stop()
        released = time.monotonic()
        keep_moving(desktop, 90, until=lambda: desktop.notifications.sent)
        waited = time.monotonic() - released
        assert 60 <= waited <= 75
        keep_moving(desktop, 8)
        assert len(desktop.notifications.sent) == 1


def test_a_volume_meter_on_an_output_holds_nothing(desktop, sound):
    sound.record("Volume meter", MONITOR)
    with App(desktop, DUE_AT_ONCE, env=sound.environment):
        keep_moving(desktop, 30, until=lambda: desktop.notifications.sent)
        assert len(desktop.notifications.sent) == 1


def test_a_click_while_held_paces_a_set_by_the_icon_and_nothing_else(desktop, sound):
    sound.record("Fake Zoom")
    with App(desktop, DUE_AT_ONCE, env=sound.environment) as app:
        desktop.move(300, 300)
        app.wait_state("held", timeout=30)
        before = {window.name for window in desktop.windows()}
        desktop.click_tray_icon()
        app.wait_state("exercising")
        seen = set()
        wait_until(lambda: seen.add(icon_pixels(desktop)) or len(seen) >= 6, "six pictures of the icon", 15)
        wait_until(lambda: app.status()["today"]["sets"] == 1, "the set's end", 40)
        # The panel shows its tooltip in a window of its own while the pointer rests on the icon.
        assert {window.name for window in desktop.windows()} - before <= {"wrapper-2.0"}
        assert not app.children("_window")
        assert desktop.notifications.sent == []
        row = "SELECT source, outcome, reps, planned_reps FROM sets"
        wait_until(lambda: app.rows(row) == [("quiet", "completed", 5, 5)], "the row", 20)


def test_a_second_click_ends_the_quiet_set(desktop, sound):
    sound.record("Fake Zoom")
    with App(desktop, DUE_AT_ONCE.replace("20s", "2m"), env=sound.environment) as app:
        desktop.move(300, 300)
        app.wait_state("held", timeout=30)
        desktop.click_tray_icon()
        wait_until(lambda: '"reps":2' in journal(app), "two reps", 30)
        desktop.click_tray_icon()
        app.wait_state("sitting", "held")
        row = "SELECT source, outcome FROM sets"
        wait_until(lambda: app.rows(row) == [("quiet", "stopped_early")], "the row", 20)


def test_where_no_tray_shows_the_icon_a_strip_paces_until_it_is_clicked(desktop_programs, sound):
    sound.record("Fake Zoom")
    with (
        VirtualDesktop(Layout(panel="none")) as bare,
        App(bare, DUE_AT_ONCE.replace("20s", "2m"), env=sound.environment) as app,
    ):
        bare.move(300, 300)
        app.wait_state("held", timeout=30)
        assert app("run").returncode == 0  # the second start opens the small window
        bare.wait_window(name="^Soleus$")
        press_in_panel(bare, row=6)
        strip = bare.wait_window(name=STRIP)
        wait_until(lambda: '"reps":2' in journal(app), "two reps", 30)
        assert bare.notifications.sent == []
        bare.click(*strip.centre)
        bare.wait_no_window(name=STRIP)
        app.wait_state("sitting", "held")
        row = "SELECT source, outcome FROM sets"
        wait_until(lambda: app.rows(row) == [("quiet", "stopped_early")], "the row", 20)


def journal(app):
    path = app.home / "state/journal/facts.jsonl"
    return path.read_text() if path.exists() else ""
