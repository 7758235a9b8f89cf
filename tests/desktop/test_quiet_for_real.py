"""Quiet wanted, on a real desktop: a real program goes full screen, the desktop's own switch is turned."""

from __future__ import annotations

import time

import pytest

from tests.desktop.app import App, keep_moving
from tests.desktop.harness import wait_until

DUE_AT_ONCE = '[reminders]\ninterval = "5s"\n[set]\nlength = "20s"\nget_ready = "0s"\n'
SWITCH = ("xfconf-query", "--channel", "xfce4-notifyd", "--property", "/do-not-disturb")


@pytest.fixture
def film(desktop):
    """A program over the whole screen."""
    desktop.spawn(["xterm", "-fullscreen", "-e", "sleep", "600"], "film")
    window = desktop.wait_window(class_name="XTerm")
    desktop.wait_still()
    assert (window.width, window.height) == desktop.size


def test_a_reminder_waits_for_a_full_screen_and_do_not_disturb_and_comes_a_minute_after_both(desktop, film):
    """One test for the two, since it takes a minute of a real clock."""
    desktop.run([*SWITCH, "--create", "--type", "bool", "--set", "true"])
    with App(desktop, DUE_AT_ONCE) as app:
        desktop.move(300, 300)
        wait_held_by(app, {"XTerm is full screen", "do not disturb is on"})
        sensors = app.status()["sensors"]
        assert sensors["fullscreen"]["source"] == "X11 active window"
        assert sensors["dnd"]["source"].startswith("xfce4-notifyd")

        desktop.processes.stop("film")
        wait_held_by(app, {"do not disturb is on"})

        desktop.run([*SWITCH, "--set", "false"])
        began = time.monotonic()
        assert desktop.notifications.sent == []
        keep_moving(desktop, 90, until=lambda: desktop.notifications.sent)
        assert 60 <= time.monotonic() - began <= 75  # the sensors have a rhythm
        keep_moving(desktop, 8)
        assert len(desktop.notifications.sent) == 1


def wait_held_by(app, reasons):
    app.wait_state("held", timeout=30)
    wait_until(lambda: set(app.status()["held_by"]) == reasons, f"to be held by {reasons}", 30)
