"""By which windows and programs a shared or recorded screen shows. Pure tables; titles in English only.

Where each was seen stands beside it. Not in the tables, because nothing tells: Discord's own program (its
bar is drawn inside its window), Slack's and Webex's (no title of theirs could be confirmed), OBS and other
recorders that stand open long before and after they record, browsers in other languages than English.
Microsoft Teams on Linux is a web page, so the browser tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Mark:
    """A window that is there only while something is shared; the title's capitals don't matter."""

    program: str
    """Whose window it is, for people; "" to take what its title begins with."""
    title: str = ""
    """The whole title."""
    title_ends: tuple[str, ...] = ()
    title_has: str = ""
    class_has: str = ""
    """A part of the window's class, in small letters."""


CHROMIUM = (
    " is sharing your screen.",
    " is sharing your screen and audio.",
    " is sharing a window.",
    " is sharing a window and audio.",
)
"""IDS_MEDIA_SCREEN_CAPTURE_NOTIFICATION_TEXT and its kin, as in Brave's en-US.pak; all of the ending, since
a page of such a name has the browser's name after it. A shared tab shows nothing but that tab."""
FIREFOX = (" — sharing indicator",)
"""webrtc-indicator-title of browser/webrtcIndicator.ftl. It is there for a microphone or camera alone too:
better silent once too often than loud on a shared screen."""

WINDOW_MARKS = (
    # Chrome, Chromium, Edge, Brave, Vivaldi and Electron: "meet.google.com is sharing your screen."
    Mark("", title_ends=CHROMIUM),
    # "Firefox — Sharing Indicator"; its forks put their own name first.
    Mark("", title_ends=FIREFOX),
    # Zoom on Linux: the bar while one shares, and the frame around what is shared, by its older and its
    # present name; float rules of i3 and xmonad users and shadow rules of picom users name all three.
    Mark("Zoom", title="as_toolbar"),
    Mark("Zoom", title="cpt_frame_window"),
    Mark("Zoom", title="cpt_frame_xcb_window"),
    # Zoom on Windows: its class of floating bars and its words.
    Mark("Zoom", title_has="screen sharing meeting controls", class_has="zpfloattoolbarclass"),
    # Teams on Windows: "Sharing control bar | Microsoft Teams", of class TeamsWebView.
    Mark("Teams", title_has="sharing control bar", class_has="teams"),
)

RECORDERS = {
    "wf-recorder": "wf-recorder",
    "wl-screenrec": "wl-screenrec",
    "recordmydesktop": "recordMyDesktop",
    "byzanz-record": "Byzanz",
    "gpu-screen-recorder": "GPU Screen Recorder",
    "ffmpeg": "FFmpeg",
}
"""Programs that run only while they record, by name. Kooha, Peek, SimpleScreenRecorder, vokoscreen and OBS
stand open without recording; of them Peek shows by the ffmpeg it starts."""
_GRABBERS = ("x11grab", "kmsgrab")
"""ffmpeg's inputs that are the screen (ffmpeg-devices(1))."""


def sharer(title: str, window_class: str = "") -> str | None:
    """Who shares, by a window's title and class (Windows' bars need it); None for another sort of window."""
    low, kind = title.casefold(), window_class.casefold()
    for mark in WINDOW_MARKS:
        if _bears(mark, low, kind):
            return mark.program or _before(title, (*CHROMIUM, *FIREFOX))
    return None


def _bears(mark: Mark, title: str, kind: str) -> bool:
    if mark.class_has not in kind:
        return False
    if mark.title:
        return title == mark.title
    return title.endswith(mark.title_ends) if mark.title_ends else mark.title_has in title


def _before(title: str, endings: tuple[str, ...]) -> str:
    """What stands before the words of a browser's bar: a page's address, or the browser's name."""
    length = max(len(ending) for ending in endings if title.casefold().endswith(ending))
    return title[:-length].strip()


def is_recording(name: str, arguments: Iterable[str]) -> bool:
    """Whether a program of RECORDERS, started with these arguments, records the screen."""
    words = list(arguments)
    if name == "ffmpeg":
        return any(word in _GRABBERS for word in words)
    # With -r it keeps the last seconds ready for a replay, all day long.
    return name != "gpu-screen-recorder" or "-r" not in words
