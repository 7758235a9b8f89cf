"""What people call a program."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus_tray.core.program_names import LONGEST, is_one_of, people_call, token


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("ZOOM VoiceEngine", "zoom"), "Zoom"),
        (("ZOOM VoiceEngine", ""), "Zoom"),
        (("Firefox", "firefox-bin"), "Firefox"),
        (("Mozilla Firefox", "firefox-esr"), "Firefox"),
        (("Chromium input", "chromium"), "Chromium"),
        (("Google Chrome input", "chrome"), "Chrome"),
        (("WEBRTC VoiceEngine", "Discord"), "Discord"),
        (("WEBRTC VoiceEngine", "teams-for-linux"), "Teams"),
        (("Chromium input", "some-electron-app"), "some-electron-app"),
        (("WEBRTC VoiceEngine", "electron"), ""),
        (("ALSA plug-in [linphone]", "linphone"), "Linphone"),
        (("PipeWire ALSA [sipclient]", "sipclient"), "sipclient"),
        (("Zoom.exe", "wine64-preloader"), "Zoom"),
        ((r"C:\Program Files\Zoom\bin\Zoom.exe",), "Zoom"),
        (("/usr/bin/firefox-esr",), "Firefox"),
        (("Fake Zoom", "pacat"), "Fake Zoom"),
        (("", "pacat"), "pacat"),
        (("", ""), ""),
        (("  ", "\x00"), ""),
    ],
)
def test_a_program_is_called_what_people_call_it(names, expected):
    assert people_call(*names) == expected


def test_a_name_that_would_break_a_line_is_made_to_fit_one():
    assert people_call("Evil\nname\x1b[31m " + "x" * 200).startswith("Evil name [31m x")
    assert len(people_call("x" * 200)) == LONGEST


@pytest.mark.parametrize(
    "listed", ["zoom", "ZOOM", " Zoom ", "zoom voiceengine", "zoom.exe", "/opt/zoom/zoom"]
)
def test_a_list_may_name_a_program_in_any_way(listed):
    assert is_one_of(("ZOOM VoiceEngine", "zoom"), ["other", listed])


@pytest.mark.parametrize("listed", ["", "   ", "zoo", "zoom2", "/", ".exe"])
def test_a_list_never_names_a_program_by_accident(listed):
    assert not is_one_of(("ZOOM VoiceEngine", "zoom"), [listed])
    assert not is_one_of(("", ""), [listed])


@given(st.text(), st.text())
def test_any_text_is_a_name_that_can_be_shown_and_listed(shown, binary):
    name = people_call(shown, binary)
    assert len(name) <= LONGEST
    assert name.isprintable()
    assert is_one_of((shown, binary), [shown]) == bool(token(shown))
