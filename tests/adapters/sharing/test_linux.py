"""A shared or recorded screen: bars on a real X server, sessions on a real bus, recorders that run."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from soleus_tray.adapters.programs.linux import ProcessTable
from soleus_tray.adapters.sharing import linux
from soleus_tray.adapters.sharing.choose import choose_sharing
from soleus_tray.adapters.sharing.portals import has_children
from soleus_tray.core.settings import QuietSettings
from soleus_tray.core.signals import Signal
from soleus_tray.ports.sensor import Reading
from tests.adapters.dbus.peers import Peer
from tests.desktop.harness import Layout, Session, VirtualDesktop, wait_until

CHOSEN = QuietSettings()
NOTHING = Reading()
CLIENT = Path(__file__).parent.parent / "fullscreen" / "x_client.py"
GNOME = {"WAYLAND_DISPLAY": "wayland-0", "XDG_CURRENT_DESKTOP": "ubuntu:GNOME"}
SWAY = {"WAYLAND_DISPLAY": "wayland-1", "XDG_CURRENT_DESKTOP": "sway"}
MUTTER = "org.gnome.Mutter.ScreenCast"
WLR = "org.freedesktop.impl.portal.desktop.wlr"


@pytest.fixture(autouse=True)
def nobody_else_records(monkeypatch):
    """Other tests on this machine may run an ffmpeg of their own; and a look is never an old one."""

    class Fresh:
        def look(self):
            return [one for one in ProcessTable().look() if one.number in mine]

    mine = set()
    monkeypatch.setattr(linux, "TABLE", Fresh())
    return mine


@pytest.fixture(scope="module")
def desktop():
    with VirtualDesktop(Layout(panel="none", notification_server=False)) as running:
        yield running


def sessions(*names):
    children = "".join(f'<node name="{name}"/>' for name in names)
    return lambda _: ("s", (f'<!DOCTYPE node PUBLIC "x" "y">\n<node>\n{children}\n</node>',))


# ---- bars on X11 -------------------------------------------------------------------------------------


@pytest.mark.desktop
def test_a_browser_s_bar_holds_while_it_is_there(desktop):
    sensor = choose_sharing(None, desktop.program_env)
    assert sensor.read(CHOSEN) == NOTHING
    title = "meet.google.com is sharing your screen."
    desktop.spawn([sys.executable, str(CLIENT), "--title", title, "--class-name", "Google-chrome"], "bar")
    shared = Reading((Signal("sharing", "meet.google.com"),))
    wait_until(lambda: sensor.read(CHOSEN) == shared, "the bar to be seen")
    desktop.processes.stop("bar")
    wait_until(lambda: sensor.read(CHOSEN) == NOTHING, "the bar's end to be seen")
    sensor.close()


@pytest.mark.desktop
def test_two_windows_of_one_program_are_one_signal(desktop):
    sensor = choose_sharing(None, desktop.program_env)
    for title in ("as_toolbar", "cpt_frame_xcb_window"):
        desktop.spawn([sys.executable, str(CLIENT), "--title", title, "--class-name", "zoom"], title)
    wait_until(lambda: len(desktop.windows(class_name="zoom")) == 2, "both windows")
    assert sensor.read(CHOSEN) == Reading((Signal("sharing", "Zoom"),))
    for title in ("as_toolbar", "cpt_frame_xcb_window"):
        desktop.processes.stop(title)
    wait_until(lambda: sensor.read(CHOSEN) == NOTHING, "their end to be seen")


@pytest.mark.desktop
def test_windows_with_odd_titles_disturb_nothing(desktop):
    sensor = choose_sharing(None, desktop.program_env)
    for title in ("", "x" * 5000, "Ωμέγα — \u202e"):
        desktop.spawn([sys.executable, str(CLIENT), "--title", title, "--class-name", "Odd"], "odd")
    wait_until(lambda: len(desktop.windows(class_name="Odd")) == 3, "the odd windows")
    assert sensor.read(CHOSEN) == NOTHING


@pytest.mark.desktop
def test_without_a_window_manager_it_can_t_be_known():
    with Session() as bare:
        said = choose_sharing(None, bare.program_env).read(CHOSEN)
    assert said.signals == ()
    assert "window manager" in said.why


def test_without_a_display_it_can_t_be_known():
    assert "no display" in choose_sharing(None, {}).read(CHOSEN).why


@pytest.mark.parametrize(
    ("desktop_name", "source"),
    [
        ("XFCE", "X11 window titles, screen recorders"),
        ("ubuntu:GNOME", "X11 window titles, screen cast sessions, screen recorders"),
    ],
)
def test_under_x11_only_gnome_is_asked_for_sessions_too(bus, desktop_name, source):
    sensor = choose_sharing(bus, {"DISPLAY": ":4321", "XDG_CURRENT_DESKTOP": desktop_name})
    assert (sensor.kind, sensor.source) == ("sharing", source)


@pytest.mark.desktop
def test_under_x11_a_bus_that_hangs_leaves_the_windows_to_tell(desktop, bus, private_bus):
    gnome = Peer(private_bus.address, MUTTER)
    gnome.methods["Introspect"] = lambda _: None
    sensor = choose_sharing(bus, {**desktop.program_env, "XDG_CURRENT_DESKTOP": "GNOME"})
    assert sensor.read(CHOSEN) == NOTHING
    gnome.close()


# ---- sessions on the bus -----------------------------------------------------------------------------


def test_gnome_s_screen_cast_holds_while_its_session_lasts(bus, private_bus):
    gnome = Peer(private_bus.address, MUTTER)
    sensor = choose_sharing(bus, GNOME)
    gnome.methods["Introspect"] = sessions()
    assert sensor.read(CHOSEN) == NOTHING
    gnome.methods["Introspect"] = sessions("u1", "u3")
    assert sensor.read(CHOSEN) == Reading((Signal("sharing"),))
    gnome.methods["Introspect"] = sessions()
    assert sensor.read(CHOSEN) == NOTHING
    gnome.close()


def test_sway_s_portal_holds_while_it_has_a_session_and_is_quiet_while_it_is_not_there(bus, private_bus):
    sensor = choose_sharing(bus, SWAY)
    assert sensor.read(CHOSEN) == NOTHING
    portal = Peer(private_bus.address, WLR)
    assert sensor.read(CHOSEN) == NOTHING  # no such object: an error, since nothing was ever shared
    portal.methods["Introspect"] = sessions("1_42")
    assert sensor.read(CHOSEN) == Reading((Signal("sharing"),))
    portal.close()


@pytest.mark.parametrize("desktop_name", ["KDE", "GNOME", "", "COSMIC"])
def test_where_nobody_on_the_bus_keeps_such_sessions_it_says_so(bus, desktop_name):
    environment = {"XDG_SESSION_TYPE": "wayland", "XDG_CURRENT_DESKTOP": desktop_name}
    said = choose_sharing(bus, environment).read(CHOSEN)
    assert said.signals == ()
    assert "on Wayland" in said.why
    assert "do-not-disturb" in said.why


def test_without_a_bus_wayland_says_so_even_on_sway():
    assert "on Wayland" in choose_sharing(None, SWAY).read(CHOSEN).why


@pytest.mark.parametrize(
    "answer", [("u", (7,)), ("", ()), ("s", ("<node",)), ("s", ("",)), ("as", (["u1"],))]
)
def test_an_answer_of_another_sort_shares_nothing(bus, private_bus, answer):
    gnome = Peer(private_bus.address, MUTTER)
    gnome.methods["Introspect"] = lambda _: answer
    assert choose_sharing(bus, GNOME).read(CHOSEN) == NOTHING
    gnome.close()


def test_a_desktop_that_never_answers_is_given_up_in_time(bus, private_bus):
    gnome = Peer(private_bus.address, MUTTER)
    gnome.methods["Introspect"] = lambda _: None
    before = time.monotonic()
    said = choose_sharing(bus, GNOME).read(CHOSEN)
    assert time.monotonic() - before < 5
    assert said.signals == ()
    assert "did not answer" in said.why
    gnome.close()


def test_a_bus_that_is_stopped_is_given_up_in_time_and_asked_again(bus, private_bus):
    gnome = Peer(private_bus.address, MUTTER)
    gnome.methods["Introspect"] = sessions("u1")
    sensor = choose_sharing(bus, GNOME)
    private_bus.freeze(stopped=True)
    try:
        before = time.monotonic()
        assert sensor.read(CHOSEN).why
        assert time.monotonic() - before < 5
    finally:
        private_bus.freeze(stopped=False)
    wait_until(lambda: sensor.read(CHOSEN).signals, "the bus to answer again")
    gnome.close()


@pytest.mark.parametrize(
    ("xml", "there"),
    [
        ("<node><node name='u1'/></node>", True),
        ('<node name="/org/gnome"><node name="u1"/></node>', True),
        ('<node name="/org/gnome"/>', False),
        ('<node><interface name="u1"/></node>', False),
        ('<node><node name=""/></node>', False),
        ("", False),
    ],
)
def test_objects_below_are_told_from_the_object_itself(xml, there):
    assert has_children(xml) is there


@pytest.mark.skipif(
    shutil.which("mutter") is None, reason="mutter is not installed (make test-desktops does)"
)
def test_a_real_mutter_s_session_is_seen_and_its_end_too(bus, private_bus, tmp_path):
    environment = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path),
        "DBUS_SESSION_BUS_ADDRESS": private_bus.address,
    }
    command = ["mutter", "--headless", "--virtual-monitor", "1280x800", "--wayland", "--no-x11"]
    mutter = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    sensor = choose_sharing(bus, GNOME)
    try:
        wait_until(lambda: sensor.read(CHOSEN) == NOTHING, "mutter")
        caster = Peer(private_bus.address)
        caster.ask(MUTTER, "/org/gnome/Mutter/ScreenCast", MUTTER, "CreateSession", "a{sv}", {})
        assert sensor.read(CHOSEN) == Reading((Signal("sharing"),))
        caster.close()
        wait_until(lambda: sensor.read(CHOSEN) == NOTHING, "the session's end")
    finally:
        mutter.terminate()
        mutter.wait()


# ---- recorders ---------------------------------------------------------------------------------------


@pytest.fixture
def record(tmp_path, nobody_else_records):
    """Run a copy of sh under a recorder's name, waiting for its end, with these words after it."""
    started = []

    def run(name, *words):
        shutil.copy(shutil.which("dash"), tmp_path / name)
        command = [str(tmp_path / name), "-c", "read line", *words]
        started.append(subprocess.Popen(command, stdin=subprocess.PIPE))
        nobody_else_records.add(started[-1].pid)
        return started[-1]

    yield run
    for process in started:
        process.kill()
        process.communicate()


@pytest.mark.parametrize(
    ("command", "who"),
    [
        (("wf-recorder",), "wf-recorder"),
        (("gpu-screen-recorder", "-w", "screen"), "GPU Screen Recorder"),
        (("ffmpeg", "-f", "x11grab", "-i", ":0"), "FFmpeg"),
    ],
)
def test_a_recorder_holds_while_it_runs(record, bus, command, who):
    sensor = choose_sharing(bus, SWAY)
    process = record(*command)
    assert sensor.read(CHOSEN) == Reading((Signal("sharing", who),))
    process.kill()
    process.wait()
    assert sensor.read(CHOSEN) == NOTHING


def test_a_recorder_is_told_of_even_where_sharing_can_t_be_known(record):
    record("wf-recorder")
    assert choose_sharing(None, GNOME).read(CHOSEN) == Reading((Signal("sharing", "wf-recorder"),))


def test_ffmpeg_at_other_work_shares_nothing(record, bus):
    record("ffmpeg", "-i", "film.mkv")
    assert choose_sharing(bus, SWAY).read(CHOSEN) == NOTHING


def test_what_is_named_stands_for_the_session_that_names_nobody(record, bus, private_bus):
    gnome = Peer(private_bus.address, MUTTER)
    gnome.methods["Introspect"] = sessions("u1")
    record("wf-recorder")
    assert choose_sharing(bus, GNOME).read(CHOSEN) == Reading((Signal("sharing", "wf-recorder"),))
    gnome.close()
