"""Lock and sleep on a real desktop; logind is python3-dbusmock's, on a system bus of the desktop's own."""

from __future__ import annotations

import json

import pytest

from tests.desktop.app import App
from tests.desktop.harness import wait_until
from tests.desktop.harness.logind import Logind

AN_HOUR = '[reminders]\ninterval = "1h"\n'
OURS = [("sleep", "Soleus Tray")]


@pytest.fixture
def logind(desktop):
    return Logind(desktop)


@pytest.fixture
def app(desktop, logind):
    with App(desktop, AN_HOUR, env=logind.environment) as app:
        wait_until(lambda: app.status()["sensors"]["lock"]["source"] == "logind", "logind to be heard")
        desktop.move(300, 300)
        yield app


def test_a_locked_screen_is_an_empty_chair_at_once(app, logind):
    assert app.state() == "sitting"
    logind.lock(on=True)
    app.wait_state("away", timeout=3)  # no input is missed before five minutes
    assert app.status()["sensors"]["lock"]["locked"] is True
    logind.lock(on=False)
    app.desktop.move(400, 300)
    app.wait_state("sitting", timeout=30)


def test_before_sleep_the_hour_is_saved_and_the_machine_let_go(app, logind):
    wait_until(lambda: logind.inhibitors() == OURS, "the inhibitor")
    clock = app.home / "state/clock.json"
    clock.unlink(missing_ok=True)
    logind.prepare_for_sleep(begins=True)
    wait_until(lambda: logind.inhibitors() == [], "the machine to be let go")
    assert json.loads(clock.read_text())["version"]
    logind.prepare_for_sleep(begins=False)
    wait_until(lambda: logind.inhibitors() == OURS, "the next inhibitor")
