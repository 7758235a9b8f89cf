"""What the tray icon shows for a status: the drawing, the tooltip and the menu."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
    lengths = tuple(MenuLine(f"{minutes} min", f"begin {minutes * 60}") for minutes in LENGTHS)
    standing = status.standing
    lines = [
        MenuLine("Begin a set", "begin", default=True),
        MenuLine("Set length", submenu=lengths),
        SEPARATOR,
        _snooze(status),
        MenuLine("Resume", "resume") if status.state == "paused" else MenuLine("Pause", "pause"),
        MenuLine("I'm standing", f"standing {'off' if standing else 'on'}", checked=standing),
        SEPARATOR,
        MenuLine(headline(status), enabled=False),
        MenuLine(today_line(status), enabled=False),
        SEPARATOR,
    ]
    if around.autostart is not None:
        switch = "off" if around.autostart else "on"
        lines.append(MenuLine("Start on login", f"autostart {switch}", checked=around.autostart))
    return (*lines, MenuLine("Quit", "quit"))


def _snooze(status: Status) -> MenuLine:
    lines = tuple(MenuLine(f"{minutes} min", f"snooze {minutes * 60}") for minutes in SNOOZES)
    # "End snooze" is always there, for Plasma shows a submenu's old lines when their number changes.
    snoozed = status.snoozed_until is not None
    lines += (
        SEPARATOR,
        MenuLine("Until tomorrow", "snooze tomorrow"),
        MenuLine("End snooze", "snooze off", enabled=snoozed),
    )
    return MenuLine("Snooze", submenu=lines)
