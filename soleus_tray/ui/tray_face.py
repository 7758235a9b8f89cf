"""What the tray icon shows for a status: the drawing, the tooltip and the menu."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from soleus_tray.core.durations import in_words
from soleus_tray.ports.tray import RING_STEPS, SEPARATOR, Face, IconKey, MenuLine
from soleus_tray.ui.drawing.icon_cache import MARK_STEPS
from soleus_tray.ui.words import headline, today_line, tooltip

if TYPE_CHECKING:
    from soleus_tray.core.status import Status
    from soleus_tray.ports.theme import Brightness
    from soleus_tray.ports.tray import Shape

LENGTHS = (1, 2, 3, 5)
"""Minutes."""
SNOOZES = (5, 10, 15, 30, 60)
"""Minutes."""
HOURS_AHEAD = (2, 3, 4)
"""Which full hours one can snooze until; the first is at least an hour away."""
STANDS = (15, 30, 45, 60)
"""Minutes."""

_SHAPES: dict[str, Shape] = {"standing": "away", "off_hours": "paused"}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a face needs to know beyond the status."""

    panel: Brightness = "dark"
    autostart: bool | None = None
    """None: can't be had here."""


def face_of(status: Status, around: Surroundings) -> Face:
    """The face for a status."""
    return Face(_icon(status, around), tooltip(status), _menu(status, around))


def _icon(status: Status, around: Surroundings) -> IconKey:
    shape = _SHAPES.get(status.state, status.state)
    step = 0
    if shape == "sitting":
        step = int(status.interval_share * RING_STEPS)
    elif shape == "exercising":
        step = status.set_reps % MARK_STEPS
    return IconKey(shape, step, around.panel)  # type: ignore[arg-type] # every other state is the name of a shape


def _menu(status: Status, around: Surroundings) -> tuple[MenuLine, ...]:
    lines = [
        *_sets(status),
        SEPARATOR,
        *_was_sitting(status),
        _snooze(status),
        MenuLine("Resume", "resume") if status.state == "paused" else MenuLine("Pause", "pause"),
        MenuLine("I'm standing", f"standing {'off' if status.standing else 'on'}", checked=status.standing),
        MenuLine("Stand for", submenu=_minutes(STANDS, "standing on")),
        MenuLine("I just ate", "ate", checked=status.after_meal),
        SEPARATOR,
        *_said(status),
        MenuLine(today_line(status), enabled=False),
        MenuLine("Why?", "why"),
        SEPARATOR,
    ]
    if around.autostart is not None:
        switch = "off" if around.autostart else "on"
        lines.append(MenuLine("Start on login", f"autostart {switch}", checked=around.autostart))
    return (*lines, MenuLine("Quit", "quit"))


def _sets(status: Status) -> tuple[MenuLine, ...]:
    """What to begin, or end; the first is what a click on the icon does."""
    begin = MenuLine("Begin a set", "begin", default=not status.in_meeting)
    lengths = MenuLine("Set length", submenu=_minutes(LENGTHS, "begin"))
    quietly = MenuLine("Pace me quietly", "pace", default=status.in_meeting)
    if status.quiet_set:
        return (MenuLine("End the quiet set", "pace off", default=True),)
    if status.shared:  # whatever opens, others would see it
        return (quietly,)
    if status.in_meeting:
        return (quietly, begin, lengths)
    return (begin, lengths, quietly) if status.state == "held" else (begin, lengths)


def _was_sitting(status: Status) -> tuple[MenuLine, ...]:
    if status.maybe_sat is None:
        return ()
    return (MenuLine(f"I was sitting those {in_words(status.maybe_sat)}", "was-sitting"),)


def _said(status: Status) -> tuple[MenuLine, ...]:
    """The headline, and why a set waits on a line of its own: a menu is as wide as its widest line."""
    what, _, why = headline(status).partition(": ")
    lines = [what, f"{why[0].upper()}{why[1:]}"] if why else [what]
    return tuple(MenuLine(line, enabled=False) for line in lines)


def _minutes(choices: tuple[int, ...], action: str) -> tuple[MenuLine, ...]:
    return tuple(MenuLine(f"{minutes} min", f"{action} {minutes * 60}") for minutes in choices)


def _snooze(status: Status) -> MenuLine:
    local = status.now + timedelta(seconds=status.utc_offset)
    hours = [(local + timedelta(hours=ahead)).strftime("%H:00") for ahead in HOURS_AHEAD]
    lines = _minutes(SNOOZES, "snooze")
    # All lines are always there, for Plasma shows a submenu's old ones when their number changes.
    snoozed = status.snoozed_until is not None
    lines += (
        SEPARATOR,
        MenuLine("Until this meeting ends", "snooze meeting", enabled=status.in_meeting),
        *(MenuLine(f"Until {hour}", f"snooze {hour}") for hour in hours),
        MenuLine("Until tomorrow", "snooze tomorrow"),
        MenuLine("End snooze", "snooze off", enabled=snoozed),
    )
    return MenuLine("Snooze", submenu=lines)
