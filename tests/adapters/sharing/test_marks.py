"""By which windows a shared screen is known, and by which it isn't."""

from __future__ import annotations

import pytest

from soleus_tray.adapters.sharing.marks import is_recording, sharer


@pytest.mark.parametrize(
    ("title", "program", "who"),
    [
        ("meet.google.com is sharing your screen.", "Google-chrome", "meet.google.com"),
        ("discord.com is sharing a window.", "chromium", "discord.com"),
        ("Jitsi Meet is sharing your screen and audio.", "jitsi meet", "Jitsi Meet"),
        ("teams.microsoft.com is sharing a window and audio.", "Chrome_WidgetWin_1", "teams.microsoft.com"),
        ("Firefox — Sharing Indicator", "firefox", "Firefox"),
        ("Zen — Sharing Indicator", "zen", "Zen"),
        ("as_toolbar", "zoom", "Zoom"),
        ("cpt_frame_xcb_window", "zoom", "Zoom"),
        ("cpt_frame_window", "", "Zoom"),
        ("Screen sharing meeting controls", "ZPFloatToolbarClass", "Zoom"),
        ("Sharing control bar | Microsoft Teams", "TeamsWebView", "Teams"),
    ],
)
def test_a_bar_that_is_there_only_while_one_shares_names_who_shares(title, program, who):
    assert sharer(title, program) == who


@pytest.mark.parametrize(
    ("title", "program"),
    [
        ("", ""),
        ("How to stop: meet.google.com is sharing your screen. - Google Chrome", "Google-chrome"),
        ("How Netflix is sharing your data", "Alacritty"),
        ("meet.google.com is sharing a Chrome tab.", "Google-chrome"),
        ("Zoom Meeting", "zoom"),
        ("zoom_linux_float_video_window", "zoom"),
        ("Meeting controls", "ZPFloatToolbarClass"),
        ("Screen sharing meeting controls - Zoom help - Mozilla Firefox", "firefox"),
        ("Slack | mini panel", "Slack"),
        ("Sharing control bar - search - Mozilla Firefox", "firefox"),
        ("is sharing your screen", "xterm"),
    ],
)
def test_a_page_about_sharing_or_another_window_of_the_program_shares_nothing(title, program):
    assert sharer(title, program) is None


@pytest.mark.parametrize(
    ("name", "line", "records"),
    [
        ("ffmpeg", "ffmpeg -f x11grab -i :0 out.mp4", True),
        ("ffmpeg", "ffmpeg -device /dev/dri/card0 -f kmsgrab -i - out.mp4", True),
        ("ffmpeg", "ffmpeg -i x11grab.mp4 out.webm", False),
        ("wf-recorder", "wf-recorder -f out.mp4", True),
        ("gpu-screen-recorder", "gpu-screen-recorder -w screen -o out.mp4", True),
        ("gpu-screen-recorder", "gpu-screen-recorder -w screen -r 30 -o folder", False),
    ],
)
def test_a_recorder_records_if_its_command_line_says_so(name, line, records):
    assert is_recording(name, line.split()) is records
