"""The sensors' signals in words, for the tooltip, `status` and `why`: without capital or full stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.core.text import N_, _

if TYPE_CHECKING:
    from soleus_tray.core.signals import Kind

_ON: dict[Kind, tuple[str, str]] = {
    "microphone": (N_("microphone in use by {program}"), N_("microphone in use")),
    "camera": (N_("camera in use by {program}"), N_("camera in use")),
    "sharing": (N_("the screen is shared by {program}"), N_("the screen is shared")),
    "calendar": (N_("your calendar says busy"), N_("your calendar says busy")),
    "fullscreen": (N_("{program} is full screen"), N_("a window is full screen")),
    "dnd": (N_("do not disturb is on"), N_("do not disturb is on")),
    "program": (N_("{program} is running"), N_("a program you named is running")),
    "media": (N_("a film or talk is playing in {program}"), N_("a film or talk is playing")),
}
_OVER: dict[Kind, tuple[str, str]] = {
    "microphone": (N_("the call ended"), N_("the call ended")),
    "camera": (N_("the camera is off"), N_("the camera is off")),
    "sharing": (N_("the screen is no longer shared"), N_("the screen is no longer shared")),
    "calendar": (N_("your calendar is free again"), N_("your calendar is free again")),
    "fullscreen": (N_("{program} left full screen"), N_("full screen ended")),
    "dnd": (N_("do not disturb is off"), N_("do not disturb is off")),
    "program": (N_("{program} ended"), N_("the program you named ended")),
    "media": (N_("the film or talk in {program} ended"), N_("the film or talk ended")),
}


def signal_words(kind: Kind, who: str = "") -> str:
    """What holds a reminder: "microphone in use by Zoom"; `who` is the program, "" where it isn't known."""
    named, unnamed = _ON[kind]
    return _(named).format(program=who) if who else _(unnamed)


def ended_words(kind: Kind, who: str = "") -> str:
    """The same, once it is over: "the call ended"."""
    named, unnamed = _OVER[kind]
    return _(named).format(program=who) if who else _(unnamed)
