"""The sensors' signals in words, for the tooltip, `status` and `why`: without capital or full stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from soleus_tray.core.signals import Kind

_ON: dict[Kind, tuple[str, str]] = {
    "microphone": ("microphone in use by {}", "microphone in use"),
    "camera": ("camera in use by {}", "camera in use"),
    "sharing": ("the screen is shared by {}", "the screen is shared"),
    "calendar": ("your calendar says busy", "your calendar says busy"),
    "fullscreen": ("{} is full screen", "a window is full screen"),
    "dnd": ("do not disturb is on", "do not disturb is on"),
    "program": ("{} is running", "a program you named is running"),
    "media": ("a film or talk is playing in {}", "a film or talk is playing"),
}
_OVER: dict[Kind, tuple[str, str]] = {
    "microphone": ("the call ended", "the call ended"),
    "camera": ("the camera is off", "the camera is off"),
    "sharing": ("the screen is no longer shared", "the screen is no longer shared"),
    "calendar": ("your calendar is free again", "your calendar is free again"),
    "fullscreen": ("{} left full screen", "full screen ended"),
    "dnd": ("do not disturb is off", "do not disturb is off"),
    "program": ("{} ended", "the program you named ended"),
    "media": ("the film or talk in {} ended", "the film or talk ended"),
}


def signal_words(kind: Kind, who: str = "") -> str:
    """What holds a reminder: "microphone in use by Zoom"; `who` is the program, "" where it isn't known."""
    named, unnamed = _ON[kind]
    return named.format(who) if who else unnamed


def ended_words(kind: Kind, who: str = "") -> str:
    """The same, once it is over: "the call ended"."""
    named, unnamed = _OVER[kind]
    return named.format(who) if who else unnamed
