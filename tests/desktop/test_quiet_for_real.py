"""Quiet wanted, on a real desktop: a real program goes full screen, the desktop's own switch is turned."""

from __future__ import annotations

import time

import pytest

from tests.desktop.app import App, keep_moving

DUE_AT_ONCE = '[reminders]\ninterval = "5s"\n[set]\nlength = "20s"\nget_ready = "0s"\n'
SWITCH = ("xfconf-query", "--channel", "xfce4-notifyd", "--property", "/do-not-disturb")


@pytest.fixture
def film(desktop):
    """A program over the whole screen."""
    desktop.spawn(["xterm", "-fullscreen", "-e", "sleep", "600"], "film")
    window = desktop.wait_window(class_name="XTerm")
    desktop.wait_still()
    assert (window.width, window.height) == desktop.size


def held_by(app):
    """What it waits for, once it does."""
    app.wait_state("held", timeout=30)
    return app.status()["held_by"]


def wait_for_the_one_reminder(desktop):
    """The reminder comes a minute after now, give or take the sensors' rhythm, and alone."""
    began = time.monotonic()
    assert desktop.notifications.sent == []
    keep_moving(desktop, 90, until=lambda: desktop.notifications.sent)
    assert 60 <= time.monotonic() - began <= 75
    keep_moving(desktop, 8)
    assert len(desktop.notifications.sent) == 1


def test_a_reminder_waits_while_a_program_is_full_screen(desktop, film):
    with App(desktop, DUE_AT_ONCE) as app:
        desktop.move(300, 300)
        assert held_by(app) == ["XTerm is full screen"]
        assert app.status()["sensors"]["fullscreen"]["source"] == "X11 active window"
        desktop.processes.stop("film")
        wait_for_the_one_reminder(desktop)


def test_a_reminder_waits_for_do_not_disturb(desktop):
    desktop.run([*SWITCH, "--create", "--type", "bool", "--set", "true"])
    with App(desktop, DUE_AT_ONCE) as app:
        desktop.move(300, 300)
        assert held_by(app) == ["do not disturb is on"]
        assert app.status()["sensors"]["dnd"]["source"].startswith("xfce4-notifyd")
        desktop.run([*SWITCH, "--set", "false"])
        wait_for_the_one_reminder(desktop)
