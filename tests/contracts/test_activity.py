"""Every source of activity keeps the port's promises, on a real X server where there is one to ask."""

from __future__ import annotations

import pytest

from soleus_tray.adapters.activity.choose import choose_activity
from soleus_tray.adapters.activity.unavailable import UnavailableActivity
from soleus_tray.adapters.activity.windows import idle_seconds
from tests.desktop.harness import wait_until
from tests.desktop.harness.session import Session


@pytest.fixture(scope="module")
def x_session():
    with Session() as running:
        yield running


@pytest.fixture(params=["x11", "unavailable", "no display", "wayland"])
def source(request, x_session, monkeypatch):
    environment = {"DISPLAY": x_session.env["DISPLAY"]}
    monkeypatch.setenv("DISPLAY", x_session.env["DISPLAY"])
    made = {
        "x11": lambda: choose_activity(environment=environment),
        "unavailable": lambda: UnavailableActivity("Nobody knows."),
        "no display": lambda: choose_activity(environment={}),
        "wayland": lambda: choose_activity(environment={**environment, "WAYLAND_DISPLAY": "wayland-0"}),
    }[request.param]()
    yield made
    made.close()


def test_a_reading_is_seconds_or_unknown_with_a_reason(source):
    reading = source.read()
    assert not reading.session_over
    if reading.idle is None:
        assert reading.why.endswith(".")
        assert source.source == "unknown"
    else:
        assert reading.idle >= 0
        assert source.source == "X11 XScreenSaver"


def test_reading_after_closing_is_unknown_or_still_right(source):
    source.close()
    assert source.read().idle is None or source.read().idle >= 0


def test_x11_sees_the_hand_on_the_mouse(x_session, monkeypatch):
    monkeypatch.setenv("DISPLAY", x_session.env["DISPLAY"])
    source = choose_activity(environment={"DISPLAY": x_session.env["DISPLAY"]})
    wait_until(lambda: source.read().idle > 1.0, "a second without input", 10)
    x_session.move(100, 100)
    assert source.read().idle < 1.0
    source.close()


def test_x11_survives_the_x_servers_death(monkeypatch):
    with Session() as session:
        monkeypatch.setenv("DISPLAY", session.env["DISPLAY"])
        source = choose_activity(environment={"DISPLAY": session.env["DISPLAY"]})
        assert source.read().idle is not None
    reading = source.read()
    assert reading.idle is None
    assert reading.session_over


def test_a_display_that_does_not_answer_is_said(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":987")
    source = choose_activity(environment={"DISPLAY": ":987"})
    assert source.source == "unknown"
    assert "did not answer" in source.read().why


@pytest.mark.parametrize(
    ("now", "then", "seconds"),
    [(5000, 2000, 3.0), (1000, (1 << 32) - 1000, 2.0), (0, 0, 0.0), ((1 << 32) + 500, 400, 0.1)],
)
def test_windows_ticks_wrap_after_49_days(now, then, seconds):
    assert idle_seconds(now, then) == pytest.approx(seconds)
