"""The pacer strip on a real desktop: at the edge, leaving the keyboard alone, in pace, gone with a click."""

from __future__ import annotations

import time

import pytest
from Xlib import Xatom, display

from soleus_tray.core.window_messages import Strip
from soleus_tray.ui.drawing.cache import draw_icons
from soleus_tray.ui.drawing.icon_cache import icons_folder
from soleus_tray.ui.palette import palette, rgb
from soleus_tray.ui.strip.process import TITLE
from soleus_tray.ui.strip.view import HEIGHT, WIDTH
from tests.desktop.harness import Layout, VirtualDesktop, wait_until
from tests.desktop.window_hand import WindowHand

NAME = f"^{TITLE}$"
CORAL = rgb(palette("light").coral)
SLOW = "1/3/4"
PANEL_BELOW = 40


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("home")
    draw_icons(icons_folder(folder / "cache"))
    return folder


@pytest.fixture
def hand(shared_desktop, home):
    with WindowHand(shared_desktop, home, "strip") as hand:
        yield hand
    shared_desktop.wait_no_window(name=NAME)


def strip(pace=SLOW, reps=30, begins_in=0.0, theme="light"):
    return Strip(pace, reps, time.monotonic() + begins_in, "quiet", theme)


def shown(hand, content):
    hand.order("show", content)
    hand.wait("mapped")
    return hand.desktop.wait_window(name=NAME)


def focused(desktop):
    return desktop.run(["xdotool", "getwindowfocus"]).stdout


def bar_top(hand, window):
    """How far the bar's top is below the strip's, in pixels; None while there is none."""
    box = (window.x + WIDTH - 24, window.y, window.x + WIDTH - 8, window.y + HEIGHT)
    found = hand.desktop.find_colour(CORAL, box, tolerance=4)
    return found and found[1] - window.y


def test_it_is_a_slim_strip_at_the_bottom_edge_above_all_else(hand):
    window = shown(hand, strip())
    width, height = hand.desktop.size
    assert (window.width, window.height) == (WIDTH, HEIGHT) == (200, 48)
    assert window.y + window.height == height
    assert width - 32 <= window.x + window.width <= width
    told = hand.desktop.run(["xwininfo", "-id", str(window.id)]).stdout
    assert "Override Redirect State: yes" in told


def test_it_leaves_the_keyboard_where_it_is(hand):
    desktop = hand.desktop
    desktop.spawn(["xmessage", "a call's window"], "typing")
    other = desktop.wait_window(class_name="Xmessage")
    desktop.click(*other.centre)
    before = focused(desktop)
    window = shown(hand, strip())
    assert focused(desktop) == before
    desktop.move(*window.centre)
    assert focused(desktop) == before
    desktop.processes.stop("typing")


def test_the_bar_rises_holds_and_sinks_with_the_pace(hand):
    window = shown(hand, strip(begins_in=0.5))
    tops = []

    def sunk_again():
        tops.append(bar_top(hand, window))
        highest = min((top for top in tops if top), default=HEIGHT)
        return highest < 10 and (tops[-1] is None or tops[-1] > HEIGHT // 2)

    wait_until(sunk_again, "a whole rep", 20)
    rising = [top for top in tops[: tops.index(min(top for top in tops if top))] if top]
    assert rising == sorted(rising, reverse=True)
    assert tops.count(min(top for top in tops if top)) >= 2  # held


def test_the_icon_beside_the_words_moves_too(hand):
    window = shown(hand, strip(pace="0.5/3/1", begins_in=1.0))
    box = (window.x, window.y, window.x + 48, window.y + HEIGHT)
    assert hand.desktop.find_colour(CORAL, box, tolerance=4) is None
    wait_until(lambda: hand.desktop.find_colour(CORAL, box, tolerance=4), "the ring in coral", 10)


def test_a_click_tells_the_tray_and_takes_it_away(hand):
    window = shown(hand, strip())
    hand.desktop.click(*window.centre)
    assert hand.wait("action").action == "quiet"
    hand.wait("closed")
    assert hand.wait_end() == 0


def test_the_tray_closes_it(hand):
    shown(hand, strip())
    hand.order("close")
    hand.wait("closed")
    assert hand.wait_end() == 0


def test_it_leaves_with_its_tray(hand):
    shown(hand, strip())
    hand.leave()
    assert hand.wait_end() == 0


def test_after_the_last_rep_it_leaves_by_itself(hand):
    shown(hand, strip(pace="pulse", reps=1))
    hand.wait("closed")
    assert hand.wait_end() == 0


def test_without_drawn_icons_it_still_paces(shared_desktop, tmp_path):
    with WindowHand(shared_desktop, tmp_path, "strip") as hand:
        window = shown(hand, strip())
        wait_until(lambda: bar_top(hand, window), "the bar", 10)


def test_it_is_twice_as_large_where_everything_is(shared_desktop, home):
    with WindowHand(shared_desktop, home, "strip", scale=2.0) as hand:
        window = shown(hand, strip(theme="dark"))
        assert (window.width, window.height) == (400, 96)
        assert window.y + window.height == shared_desktop.size[1]


def test_it_stands_above_a_panel_at_the_bottom(desktop_programs, home):
    """A window that reserves room as panels do (_NET_WM_STRUT) stands in for one."""
    with VirtualDesktop(Layout(panel="none", notification_server=False)) as desktop:
        room = reserved(desktop)
        wait_until(lambda: "760" in desktop.run(["xprop", "-root", "_NET_WORKAREA"]).stdout, "the room")
        with WindowHand(desktop, home, "strip") as hand:
            window = shown(hand, strip())
            assert window.y + window.height == desktop.size[1] - PANEL_BELOW
        room.close()


def reserved(desktop):
    """The connection of a client whose dock takes the screen's lowest PANEL_BELOW pixels."""
    client = display.Display(desktop.env["DISPLAY"])
    screen = client.screen()
    width, height = desktop.size
    dock = screen.root.create_window(
        0, height - PANEL_BELOW, width, PANEL_BELOW, 0, screen.root_depth, background_pixel=screen.white_pixel
    )
    kind, atom = client.intern_atom("_NET_WM_WINDOW_TYPE"), client.intern_atom("ATOM")
    dock.change_property(kind, atom, 32, [client.intern_atom("_NET_WM_WINDOW_TYPE_DOCK")])
    strut = [0, 0, 0, PANEL_BELOW, 0, 0, 0, 0, 0, 0, 0, width - 1]
    for name, figures in (("_NET_WM_STRUT", strut[:4]), ("_NET_WM_STRUT_PARTIAL", strut)):
        dock.change_property(client.intern_atom(name), Xatom.CARDINAL, 32, figures)
    dock.map()
    client.sync()
    return client
