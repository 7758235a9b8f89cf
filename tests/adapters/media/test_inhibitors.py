"""Who keeps the screen awake for a film, and who for other reasons; what they are called."""

from __future__ import annotations

import pytest

from soleus_tray.adapters.media import macos, windows
from soleus_tray.adapters.media.inhibitors import Inhibitor, counts, program_name, watched
from soleus_tray.adapters.media.services import read_xfce_line
from soleus_tray.core.signals import Signal


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("org.mozilla.firefox.desktop", "Firefox"),
        ("firefox", "Firefox"),
        ("/usr/lib/chromium/chromium", "Chromium"),
        ("io.github.celluloid_player.Celluloid", "Celluloid"),
        ("VLC media player", "VLC media player"),
        ("mpv", "mpv"),
        ("My Browser v1.2.3", "My Browser v1.2.3"),
        ("user", ""),
        ("mutter", ""),
        ("", ""),
        ("/", ""),
        ("...", "..."),
        ("a\nb\x1b[31m", "Ab[31m"),
        ("x" * 5000, "X" + "x" * 59),
    ],
)
def test_programs_are_called_what_people_call_them(who, name):
    assert program_name(who) == name


@pytest.mark.parametrize(
    "inhibitor",
    [
        Inhibitor("gsd-power", "whatever"),
        Inhibitor("caffeine"),
        Inhibitor("user", "Inhibit by Caffeine"),
        Inhibitor("firefox", "audio-playing"),
        Inhibitor("Chromium", "Playing audio"),
        Inhibitor("org.kde.plasmashell", "The battery applet suppresses sleep and screen locking"),
        Inhibitor("inhibit@cinnamon.org", "prevent system idle sleep"),
        Inhibitor("soleus-tray", "anything"),
    ],
)
def test_a_switch_music_and_the_desktop_s_own_parts_are_no_film(inhibitor):
    assert not counts(inhibitor)


@pytest.mark.parametrize(
    "inhibitor",
    [
        Inhibitor("firefox", "video-playing"),
        Inhibitor("Chromium", "Playing video"),
        Inhibitor(),
        Inhibitor("mpv"),
    ],
)
def test_a_video_is(inhibitor):
    assert counts(inhibitor)


def test_a_program_that_asked_twice_is_named_once():
    seen = watched([Inhibitor("Firefox"), Inhibitor("org.mozilla.firefox"), Inhibitor("mpv"), Inhibitor()])

    assert seen == (Signal("media", "Firefox"), Signal("media", "mpv"))


def test_two_without_a_name_are_one_signal():
    assert watched([Inhibitor(), Inhibitor("mutter")]) == (Signal("media"),)


def test_nobody_is_no_signal():
    assert watched([]) == ()


@pytest.mark.parametrize(
    ("line", "inhibitor"),
    [
        (
            'Application="mpv"; Since="2026-11-02T10:00:00+0100"; Reason="a film; a long one";',
            Inhibitor("mpv", "a film"),
        ),
        ("", Inhibitor()),
        ("rubbish", Inhibitor()),
        ('Application="', Inhibitor()),
    ],
)
def test_a_line_of_xfce_s_screensaver(line, inhibitor):
    assert read_xfce_line(line) == inhibitor


def test_windows_says_that_something_needs_the_display_but_not_what():
    assert windows.reading_of(0, 0x2 | 0x4).signals == (Signal("media"),)
    assert windows.reading_of(0, 0x1 | 0x4).signals == ()


def test_windows_refuses_to_say():
    reading = windows.reading_of(-1073741790, 0x2)  # STATUS_ACCESS_DENIED

    assert reading.signals == ()
    assert "starting Windows again" in reading.why


RECORDED = [
    {
        "AssertType": "UserIsActive",
        "AssertName": "com.apple.iohideventsystem",
        "Process Name": "WindowServer",
    },
    {"AssertType": "PreventUserIdleSystemSleep", "AssertName": "Playing audio", "Process Name": "Music"},
    {
        "AssertType": "NoDisplaySleepAssertion",
        "AssertName": "Video Wake Lock",
        "Process Name": "Google Chrome",
    },
    {"AssertType": "PreventUserIdleDisplaySleep", "AssertName": "Caffeine", "Process Name": "Caffeine"},
    {},
]
"""In the shape IOPMCopyAssertionsByProcess gives, as `pmset -g assertions` prints it."""


def test_macos_names_the_program_that_keeps_the_display_awake():
    assert macos.reading_of(RECORDED).signals == (Signal("media", "Google Chrome"),)
    assert macos.reading_of([]).signals == ()
