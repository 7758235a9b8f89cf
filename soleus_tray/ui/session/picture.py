"""All that the session window shows at one moment, as values; the presenter makes them for the views."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from soleus_tray.core.cues import Mark
    from soleus_tray.core.exercise import Leg
    from soleus_tray.ui.drawing.geometry import Figure

Screen = Literal["get_ready", "set", "toes", "summary", "pain"]
Overlay = Literal["", "more", "help"]
Actions = tuple[tuple[str, str], ...]
"""(action, label) pairs."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something that may be answered with one press, and need not be."""

    text: str
    answers: Actions = ()
    chosen: str = ""
    """The action that was chosen."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The lower half of the last screen."""

    counts: str
    """"4 sets today, 19 this week"."""
    bars: tuple[int, ...]
    """This week's sets by day, Monday first, today last; empty when not known."""
    note: str
    """One kind sentence."""
    effort: Question | None = None
    toes: Actions = ()
    """What else may be done, as one button; empty once it was."""
    offer: Question | None = None
    """The plan's next step; it takes the place of the bars."""


@dataclass(frozen=True, slots=True)
class Pain:
    """The screen after "It hurts": what to do, and what becomes of the reminders."""

    paragraphs: tuple[tuple[str, str], ...]
    """(heading, text) pairs, the heading of the first one empty."""
    reminders: str
    choices: Actions
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One line of the menu "More"."""

    action: str
    label: str
    key: str
    """The key that does the same, as it is written on it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One moment of the window."""

    screen: Screen
    header: str
    word: str
    cue: str
    buttons: Actions
    """The first is the main one."""
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
    """What went wrong or is worth knowing, in a sentence; it quietly takes the header's place."""
    leg: str = ""
    """The leg whose turn it is, where only one works: "Left leg"."""
    side: Leg = "both"
    """Which leg works; the other then rests beside it."""
    pain: Pain | None = None
    overlay: Overlay = ""
    menu: tuple[MenuItem, ...] = ()
    """The lines of "More", while it is open."""
    still: bool = False
    """Reduced motion: what changes just changes."""

    @property
    def figure(self) -> Figure:
        """What is drawn in the dial."""
        if self.screen == "toes":
            return "toes"
        return "legs" if self.side == "both" else "leg"


@dataclass(frozen=True, slots=True)
class CompactPicture:
    """One moment of the strip."""

    word: str
    line: str
    """"12 of 30 · 1:12"."""
    height: float
    """Heel height, 0 to 1."""
    side: Leg
    """Which leg works."""
    phase_share: float
    main: tuple[str, str, str]
    """(action, sign on it, name) of its one button."""
    drawer: Actions
    """What else can be asked for, shown beside it when the pointer comes."""
    click: str = ""
    """What a click anywhere asks for, "" for nothing."""
