"""Full screen on a real X server, with a real window manager and other programs' windows."""

from __future__ import annotations

import signal
import time

import pytest

from soleus_tray.adapters.fullscreen.x11 import X11Fullscreen
from soleus_tray.core.settings import QuietSettings
from soleus_tray.core.signals import Signal
from soleus_tray.ports.sensor import Reading
from tests.adapters.fullscreen.conftest import SMALL, OtherPrograms
from tests.desktop.harness import Session, VirtualDesktop, wait_until

pytestmark = pytest.mark.desktop
CHOSEN = QuietSettings()
NOTHING = Reading()


def is_active(desktop, title):
    return title in desktop.run(["xdotool", "getactivewindow", "getwindowname"], check=False).stdout


def settled(sensor, desktop, title):
    """A reading once this window is the active one and all of it has been drawn."""
    wait_until(lambda: is_active(desktop, title), f"{title} in front")
    desktop.wait_still()
    return sensor.read(CHOSEN)


def test_an_ordinary_window_is_not_full_screen(desktop, others, sensor):
    others.show("--title", "Letter")
    assert settled(sensor, desktop, "Letter") == NOTHING


def test_a_desktop_without_any_window_is_quiet(desktop, sensor):
    assert sensor.read(CHOSEN) == NOTHING
    assert sensor.source == "X11 active window"


def test_a_window_that_asks_for_full_screen_counts_and_is_named(desktop, others, reads):
    others.show("--title", "Film", "--class-name", "firefox", "--full-screen")
    assert reads(lambda one: bool(one.signals)) == Reading((Signal("fullscreen", "Firefox"),))


def test_a_real_terminal_gone_full_screen_counts_until_it_ends(desktop, reads):
    desktop.spawn(["xterm", "-fullscreen"])
    assert reads(lambda one: bool(one.signals)).signals == (Signal("fullscreen", "XTerm"),)
    desktop.processes.stop("xterm")
    assert reads(lambda one: not one.signals) == NOTHING


def test_a_film_on_the_other_monitor_does_not_count_while_one_types_here(desktop, others, reads, sensor):
    # xfwm4 takes no notice of monitors without an output, so the film puts itself on the right one
    others.show("--title", "Film", "--undecorated", "--place", "640,0,640,800")
    reads(lambda one: bool(one.signals))
    others.show("--title", "Letter", "--place", "20,20,300,300")
    assert settled(sensor, desktop, "Letter") == NOTHING
    film = desktop.wait_window(name="Film")
    assert (film.x, film.width) == (640, 640)
    desktop.click(*film.centre)
    assert reads(lambda one: bool(one.signals))


@pytest.mark.parametrize("place", ["0,0,640,800", "640,0,640,800", "0,0,1280,800"])
def test_a_frameless_window_as_large_as_a_monitor_or_all_of_them_counts(desktop, others, reads, place):
    others.show("--title", "Old game", "--class-name", "Quake", "--undecorated", "--place", place)
    assert reads(lambda one: bool(one.signals)).signals == (Signal("fullscreen", "Quake"),)


def test_a_frameless_window_a_little_smaller_does_not_count(desktop, others, sensor):
    others.show("--title", "Widget", "--undecorated", "--place", "0,0,640,790")
    assert settled(sensor, desktop, "Widget") == NOTHING


def test_a_maximised_window_does_not_count_even_without_a_frame(desktop, others, sensor):
    name = others.show("--title", "Browser", "--undecorated", "--place", "0,0,640,800")
    wait_until(lambda: is_active(desktop, "Browser"), "the browser in front")
    window = others.windows(name)[0]
    # add _NET_WM_STATE_MAXIMIZED_HORZ and _VERT, as a click on the title's button does
    desktop.run(["xdotool", "key", "--window", hex(window), "alt+F10"])
    wait_until(
        lambda: "MAXIMIZED" in desktop.run(["xprop", "-id", hex(window), "_NET_WM_STATE"]).stdout,
        "the window to be maximised",
    )
    assert settled(sensor, desktop, "Browser") == NOTHING


def test_a_game_that_goes_past_the_window_manager_counts_while_it_has_the_keyboard():
    # a desktop of its own: what the game did to the keyboard stays after it
    with VirtualDesktop(SMALL) as desktop:
        others, sensor = OtherPrograms(desktop), X11Fullscreen(desktop.program_env)
        game = others.show("--class-name", "Sdl", "--bypass", "--place", "0,0,1280,800", "--take-keyboard")
        counted = Reading((Signal("fullscreen", "Sdl"),))
        wait_until(lambda: sensor.read(CHOSEN) == counted, "the game to be seen")
        others.end(game)
        wait_until(lambda: sensor.read(CHOSEN) == NOTHING, "its end to be seen")


def test_an_overlay_that_goes_past_the_window_manager_without_the_keyboard_does_not(desktop, others, sensor):
    others.show("--title", "Letter")
    assert settled(sensor, desktop, "Letter") == NOTHING
    others.show("--class-name", "Overlay", "--bypass", "--place", "0,0,1280,800")
    assert settled(sensor, desktop, "Letter") == NOTHING


def test_the_desktop_s_own_window_does_not_count(desktop, others, sensor):
    name = others.show("--title", "Icons", "--kind", "DESKTOP", "--undecorated", "--place", "0,0,1280,800")
    desktop.run(["xdotool", "windowfocus", hex(others.windows(name)[0])])
    desktop.wait_still()
    assert sensor.read(CHOSEN) == NOTHING


def test_our_own_window_does_not_count(desktop, others, sensor):
    others.show("--title", "A set", "--class-name", "Soleus-tray", "--full-screen")
    assert settled(sensor, desktop, "A set") == NOTHING


def test_a_window_without_a_name_counts_without_one(desktop, others, reads):
    others.show("--title", "Film", "--class-name", "", "--full-screen")
    (found,) = reads(lambda one: bool(one.signals)).signals
    assert found.who in {"", "second"}


def test_windows_that_come_and_go_while_they_are_read_disturb_nothing(desktop, others, sensor):
    for _ in range(4):
        name = others.show("--full-screen", "--title", "Fleeting")
        for _ in range(50):
            assert sensor.read(CHOSEN).why == ""
        others.end(name)
        for _ in range(50):
            assert sensor.read(CHOSEN).why == ""


def test_without_a_window_manager_it_says_so():
    with Session() as bare:
        said = X11Fullscreen(bare.program_env).read(CHOSEN)
    assert said.signals == ()
    assert "window manager" in said.why


def test_a_window_manager_that_died_is_not_taken_at_its_word():
    with VirtualDesktop(SMALL) as desktop:
        sensor = X11Fullscreen(desktop.program_env)
        assert sensor.read(CHOSEN) == NOTHING
        desktop.processes.stop("xfwm4", signal.SIGKILL)
        wait_until(lambda: "window manager" in sensor.read(CHOSEN).why, "that to be noticed")
        desktop.processes.start("xfwm4", ["xfwm4", "--compositor=off"], desktop.part_env)
        wait_until(lambda: sensor.read(CHOSEN) == NOTHING, "the new window manager")


def test_a_stopped_x_server_is_given_up_within_a_second_and_read_again_when_it_goes_on():
    with VirtualDesktop(SMALL) as desktop:
        connected, fresh = X11Fullscreen(desktop.program_env), X11Fullscreen(desktop.program_env)
        assert connected.read(CHOSEN) == NOTHING
        server = desktop.processes.find("Xvfb")
        server.send_signal(signal.SIGSTOP)
        try:
            for sensor in (connected, fresh, connected):
                before = time.monotonic()
                said = sensor.read(CHOSEN)
                # 0.8 s is its own limit; what is more is this machine's
                assert time.monotonic() - before < 5
                assert "did not answer in time" in said.why
        finally:
            server.send_signal(signal.SIGCONT)
        for sensor in (connected, fresh):
            wait_until(lambda one=sensor: one.read(CHOSEN) == NOTHING, "the server to answer again")


def test_an_x_server_that_went_is_named_and_a_new_one_at_its_place_is_read():
    with VirtualDesktop(SMALL) as desktop:
        sensor = X11Fullscreen(desktop.program_env)
        assert sensor.read(CHOSEN) == NOTHING
        desktop.processes.stop("Xvfb", signal.SIGKILL)
        assert "X server" in sensor.read(CHOSEN).why
        assert "X server" in sensor.read(CHOSEN).why
        number = desktop.env["DISPLAY"]
        desktop.processes.start("Xvfb-2", ["Xvfb", number, "-nolisten", "tcp", "-noreset"], desktop.env)
        wait_until(lambda: "window manager" in sensor.read(CHOSEN).why, "the new server")


@pytest.mark.parametrize("display", ["", "nonsense", ":", ":x", ":0.x", ":99999", "/tmp:1:2:z"])
def test_a_display_that_is_none_is_a_sentence(display):
    said = X11Fullscreen({"DISPLAY": display}).read(CHOSEN)
    assert said.signals == ()
    assert "$DISPLAY" in said.why
