"""All that the session window shows at one moment, as a value: the presenter makes it, the view draws it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from soleus_tray.core.cues import Mark

Screen = Literal["get_ready", "set", "summary"]


@dataclass(frozen=True, slots=True)
class Summary:
    """The lower half of the last screen."""

    counts: str
    """"4 sets today, 19 this week"."""
    bars: tuple[int, ...]
    """This week's sets by day, Monday first, today last; empty when not known."""
    note: str
    """One kind sentence."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One moment of the window."""

    screen: Screen
    header: str
    word: str
    cue: str
    buttons: tuple[tuple[str, str], ...]
    """(action, label) pairs; the first is the main one."""
    posture: tuple[tuple[str, Mark], ...] = ()
    height: float = 0.0
    """Heel height, 0 to 1."""
    set_share: float = 0.0
    """The outer ring, 0 to 1."""
    phase_share: float = 0.0
    """The inner ring, 0 to 1."""
    figures: tuple[tuple[str, str], ...] = ()
    """The two (figure, label) pairs."""
    hurts: bool = False
    """Whether "It hurts, stop" is offered."""
    summary: Summary | None = None
    notice: str = ""
    """What went wrong, in a sentence; it quietly takes the header's place."""
