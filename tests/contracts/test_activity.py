"""Every source of activity keeps the port's promises: a real X server, and compositors that are played."""

from __future__ import annotations

import time

import pytest

from soleus_tray.adapters.activity.choose import choose_activity
from soleus_tray.adapters.activity.unavailable import UnavailableActivity
from soleus_tray.adapters.activity.windows import idle_seconds
from soleus_tray.adapters.dbus.bus import Bus
from tests.adapters.dbus.peers import PrivateBus, until
from tests.adapters.dbus.test_mutter_idle import Mutter
from tests.adapters.test_idle_wayland import Compositor
from tests.desktop.harness import wait_until
from tests.desktop.harness.session import Session


@pytest.fixture(scope="module")
def x_session():
    with Session() as running:
        yield running


SOURCES = {
    "x11": "X11 XScreenSaver",
    "mutter": "Mutter's IdleMonitor",
    "ext-idle-notify": "ext-idle-notify-v1",
    "unavailable": "",
    "no display": "",
    "no compositor": "",
    "no mutter": "",
    "no bus": "",
}
"""Each way to read, and its name where it can."""
GNOME = {"XDG_SESSION_TYPE": "wayland", "XDG_CURRENT_DESKTOP": "GNOME"}


@pytest.fixture(params=SOURCES)
def kind(request):
    return request.param


@pytest.fixture
def source(kind, x_session, monkeypatch, tmp_path):
    environment = {"DISPLAY": x_session.env["DISPLAY"]}
    monkeypatch.setenv("DISPLAY", x_session.env["DISPLAY"])
    session, compositor = PrivateBus(tmp_path), Compositor(tmp_path / "wayland")
    session.start()
    bus = Bus(session.address)
    mutter = Mutter(session.address) if kind == "mutter" else None
    made = {
        "x11": lambda: choose_activity(bus, environment),
        "mutter": lambda: choose_activity(bus, {**environment, **GNOME}),
        "ext-idle-notify": lambda: choose_activity(bus, {**environment, "WAYLAND_DISPLAY": compositor.path}),
        "unavailable": lambda: UnavailableActivity("Nobody knows."),
        "no display": lambda: choose_activity(environment={}),
        "no compositor": lambda: choose_activity(bus, {**environment, "WAYLAND_DISPLAY": "/nowhere"}),
        "no mutter": lambda: choose_activity(bus, {**environment, **GNOME}),
        "no bus": lambda: choose_activity(None, {**environment, **GNOME}),
    }[kind]()
    assert not bus.connected
    bus.start()
    if mutter:
        until(lambda: made.read().idle is not None, "Mutter's answer")
    yield made
    made.close()
    bus.close()
    if mutter:
        mutter.close()
    compositor.end()
    session.kill()


def test_a_reading_is_seconds_or_unknown_with_a_reason(source, kind):
    reading = source.read()
    assert not reading.session_over
    if SOURCES[kind]:
        assert reading.idle >= 0
        assert source.source == SOURCES[kind]
    else:
        assert reading.idle is None
        assert reading.why.endswith(".")
        assert source.source == "unknown"


def test_reading_after_closing_is_unknown_or_still_right(source):
    source.close()
    assert source.read().idle is None or source.read().idle >= 0


def test_a_reading_never_waits(source):
    started = time.monotonic()
    for _ in range(100):
        source.read()
    assert time.monotonic() - started < 5  # a single wait for an answer over the bus may take three seconds


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
