"""What the sensors tell of a meeting, a film, a wish for quiet; and what each of them means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["microphone", "camera", "sharing", "calendar", "fullscreen", "dnd", "program", "media"]
"""microphone, camera: another program has it open; sharing: the screen is shared or recorded; calendar: an
event that says busy; fullscreen: the active window fills its monitor; dnd: the desktop's do-not-disturb;
program: one the user named runs; media: something keeps the screen awake."""
KINDS: tuple[Kind, ...] = get_args(Kind)

CALLS: frozenset[Kind] = frozenset({"microphone", "camera"})
"""Somebody talks, so somebody is there, input or not."""
MEETINGS: frozenset[Kind] = CALLS | {"sharing", "calendar"}
"""What a meeting shows by. Sensors can stick, so these hold a reminder for a limited time only."""
HOLDING: frozenset[Kind] = MEETINGS | {"fullscreen", "dnd", "program"}
"""What a reminder waits for. A film (media) alone means only that its watcher sits."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing a sensor says now."""

    kind: Kind
    who: str = ""
    """The program, as people know it: "Zoom"; "" when that can't be told."""
