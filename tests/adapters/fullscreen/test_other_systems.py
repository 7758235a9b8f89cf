"""Which sensor each desktop gets, and what can be told of Windows and macOS on any machine."""

from __future__ import annotations

import pytest

from soleus_tray.adapters.fullscreen.choose import choose_fullscreen
from soleus_tray.adapters.fullscreen.macos import owner_in_front
from soleus_tray.core.settings import QuietSettings

SCREEN = (0.0, 0.0, 1440.0, 900.0)
OWN = 99


def window(box=SCREEN, owner="Keynote", layer=0, process=7):
    sides = dict(zip(("X", "Y", "Width", "Height"), box, strict=True))
    return {
        "kCGWindowLayer": layer,
        "kCGWindowOwnerPID": process,
        "kCGWindowOwnerName": owner,
        "kCGWindowBounds": sides,
    }


MENU_BAR = window((0.0, 0.0, 1440.0, 37.0), "Window Server", layer=24)


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        (
            {"WAYLAND_DISPLAY": "wayland-0", "XDG_CURRENT_DESKTOP": "ubuntu:GNOME", "DISPLAY": ":0"},
            "GNOME on Wayland",
        ),
        ({"XDG_SESSION_TYPE": "wayland", "XDG_CURRENT_DESKTOP": "KDE"}, "Plasma on Wayland"),
        ({}, "no display"),
    ],
)
def test_where_windows_can_t_be_seen_it_says_so_and_what_to_do(environment, words):
    sensor = choose_fullscreen(environment)
    said = sensor.read(QuietSettings())
    assert said.signals == ()
    assert words in said.why
    assert "do-not-disturb" in said.why
    sensor.close()


def test_choosing_asks_nobody():
    assert choose_fullscreen({"DISPLAY": ":4321"}).source == "X11 active window"


@pytest.mark.parametrize(
    ("windows", "owner"),
    [
        ([window()], "Keynote"),
        ([MENU_BAR, window((0.0, 37.0, 1440.0, 863.0), "Safari")], None),
        ([window((0.0, 37.0, 1440.0, 863.0), "Safari")], "Safari"),
        ([window((0.0, 100.0, 1440.0, 800.0), "Safari")], None),
        ([window((10.0, 10.0, 400.0, 300.0), "Notes"), window()], None),
        ([window(owner="soleus-tray", process=OWN), window(owner="QuickTime")], "QuickTime"),
        ([window(layer=25), window((10.0, 10.0, 400.0, 300.0))], None),
        ([{"kCGWindowLayer": 0}], None),
        ([], None),
    ],
)
def test_on_macos_the_foremost_window_counts_if_it_fills_a_display(windows, owner):
    assert owner_in_front(windows, [SCREEN, (1440.0, 0.0, 1920.0, 1080.0)], OWN) == owner
