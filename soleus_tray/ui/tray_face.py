"""What the tray icon shows for a status: the drawing, the tooltip and the menu."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from soleus_tray.core.durations import in_words
from soleus_tray.core.text import _
from soleus_tray.ports.tray import RING_STEPS, SEPARATOR, Face, IconKey, MenuLine
from soleus_tray.ui.drawing.icon_cache import MARK_STEPS
from soleus_tray.ui.words import headline, today_line, tooltip

if TYPE_CHECKING:
    from soleus_tray.core.status import Status
    from soleus_tray.core.window_messages import PlanOffer
    from soleus_tray.ports.theme import Brightness
    from soleus_tray.ports.tray import Shape

LENGTHS = (1, 2, 3, 5, 10)
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
    by_ear: bool = False
    """The set that runs has no window, and is heard alone."""
    offer: PlanOffer | None = None
    note: str = ""
    """What became of a set that was cut short."""


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
        *_sets(status, around),
        SEPARATOR,
        *_of_the_moment(status, around),
        _snooze(status),
        MenuLine(_("Resume"), "resume") if status.state == "paused" else MenuLine(_("Pause"), "pause"),
        MenuLine(
            _("I'm standing"), f"standing {'off' if status.standing else 'on'}", checked=status.standing
        ),
        MenuLine(_("Stand for"), submenu=_minutes(STANDS, "standing on")),
        MenuLine(_("I just ate"), "ate", checked=status.after_meal),
        SEPARATOR,
        *_said(status, around),
        MenuLine(today_line(status), enabled=False),
        MenuLine(_("Why?"), "why"),
        MenuLine(_("How do your legs feel?"), "check-in"),
        MenuLine(
            _("Learn"),
            submenu=(MenuLine(_("How it works"), "learn"), MenuLine(_("Safety"), "learn safety")),
        ),
        SEPARATOR,
    ]
    if around.autostart is not None:
        switch = "off" if around.autostart else "on"
        lines.append(MenuLine(_("Start on login"), f"autostart {switch}", checked=around.autostart))
    return (*lines, MenuLine(_("Quit"), "quit"))


def _sets(status: Status, around: Surroundings) -> tuple[MenuLine, ...]:
    """What to begin, or end; the first is what a click on the icon does."""
    begin = MenuLine(_("Begin a set"), "begin", default=not status.in_meeting)
    others = MenuLine(_("Other sets"), submenu=_other_sets())
    quietly = MenuLine(_("Pace me quietly"), "pace", default=status.in_meeting)
    if status.quiet_set:
        return (MenuLine(_("End the quiet set"), "pace off", default=True),)
    if around.by_ear:
        return (
            MenuLine(_("End the set"), "set finish", default=True),
            MenuLine(_("Pause the set, or go on"), "set pause"),
            MenuLine(_("It hurts, stop"), "set hurts"),
        )
    if status.shared:  # whatever opens, others would see it
        return (quietly,)
    if status.in_meeting:
        return (quietly, begin, others)
    return (begin, others, quietly) if status.state == "held" else (begin, others)


def _other_sets() -> tuple[MenuLine, ...]:
    return (
        *_minutes(LENGTHS, "begin"),
        MenuLine(_("Until I stop"), "begin open"),
        SEPARATOR,
        MenuLine(_("In the corner"), "begin compact"),
        MenuLine(_("By ear"), "begin ears"),
    )


def _of_the_moment(status: Status, around: Surroundings) -> tuple[MenuLine, ...]:
    """What is there to choose for a while only."""
    lines: list[MenuLine] = []
    if status.maybe_sat is not None:
        label = _("I was sitting those {length}").format(length=in_words(status.maybe_sat))
        lines.append(MenuLine(label, "was-sitting"))
    if status.resting_after_pain:
        lines.append(MenuLine(_("Remind me again"), "rest off"))
        if status.snoozed_until is not None:
            lines.append(MenuLine(_("Rest until I say so"), "rest open"))
    if around.offer is not None:
        lines.append(_plan(around.offer))
    return tuple(lines)


def _plan(offer: PlanOffer) -> MenuLine:
    return MenuLine(
        _("Your plan"),
        submenu=(
            MenuLine(offer.sentence, enabled=False),
            MenuLine(offer.accept, f"plan accept {offer.level}"),
            MenuLine(_("Not now"), f"plan decline {offer.level}"),
        ),
    )


def _said(status: Status, around: Surroundings) -> tuple[MenuLine, ...]:
    """The headline, and why a set waits on a line of its own: a menu is as wide as its widest line."""
    what, _colon, why = headline(status).partition(": ")
    lines = [what, f"{why[0].upper()}{why[1:]}"] if why else [what]
    lines += [around.note] if around.note else []
    return tuple(MenuLine(line, enabled=False) for line in lines)


def _minutes(choices: tuple[int, ...], action: str) -> tuple[MenuLine, ...]:
    label = _("{minutes} min")
    return tuple(MenuLine(label.format(minutes=minutes), f"{action} {minutes * 60}") for minutes in choices)


def _snooze(status: Status) -> MenuLine:
    local = status.now + timedelta(seconds=status.utc_offset)
    hours = [(local + timedelta(hours=ahead)).strftime("%H:00") for ahead in HOURS_AHEAD]
    lines = _minutes(SNOOZES, "snooze")
    # All lines are always there, for Plasma shows a submenu's old ones when their number changes.
    snoozed = status.snoozed_until is not None and not status.resting_after_pain
    until = _("Until {time}")
    lines += (
        SEPARATOR,
        MenuLine(_("Until this meeting ends"), "snooze meeting", enabled=status.in_meeting),
        *(MenuLine(until.format(time=hour), f"snooze {hour}") for hour in hours),
        MenuLine(_("Until tomorrow"), "snooze tomorrow"),
        MenuLine(_("End snooze"), "snooze off", enabled=snoozed),
    )
    return MenuLine(_("Snooze"), submenu=lines)
