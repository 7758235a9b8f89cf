"""The words of menu lines and buttons, turned into commands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from soleus_tray.core import commands as ask
from soleus_tray.core.day import next_time, tomorrow
from soleus_tray.core.durations import parse_clock, parse_duration

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from soleus_tray.core.facts import SetSource
    from soleus_tray.core.window_messages import Mode


@dataclass(frozen=True, slots=True)
class LocalTime:
    """Now, for the user."""

    wall: datetime
    """UTC."""
    utc_offset: int
    """Seconds east of UTC."""

    def tomorrow(self) -> datetime:
        """The next moment, UTC, an hour or more away, at which the user's tomorrow begins."""
        return tomorrow(self.wall, self.utc_offset)

    def at(self, clock: str) -> datetime:
        """The next moment, UTC, at which the user's clock shows this: "14:30". Raises BadValueError."""
        return next_time(self.wall, self.utc_offset, *parse_clock(clock, "time"))


def parse_action(action: str, source: SetSource, now: LocalTime) -> ask.Command | None:
    """The command in words like "begin", "begin 120", "snooze 600"; None for what isn't the core's to do.

    Numbers are seconds. Raises BadValueError for a number or a time that is none.
    """
    word, _, rest = action.partition(" ")
    makers: dict[str, Callable[[], ask.Command | None]] = {
        "default": lambda: ask.Begin(source),
        "begin": lambda: _begin(rest, source),
        "pace": lambda: ask.EndPace() if rest == "off" else ask.Pace(_seconds(rest)),
        "skip": ask.Skip,
        "snooze": lambda: _snooze(rest, now),
        "pause": lambda: ask.Pause(_seconds(rest)),
        "resume": ask.Resume,
        "standing": lambda: _stand(rest),
        "ate": ask.Ate,
        "was-sitting": ask.WasSitting,
        "rest": lambda: rest_after_pain(rest, now),
        "checked-in": lambda: ask.CheckedIn(sudden=rest == "sudden"),
    }
    maker = makers.get(word)
    return maker() if maker else None


def rest_after_pain(until: str, now: LocalTime) -> ask.Command | None:
    """No reminder for the rest of the day ("today"), until the user says so ("open"), or again ("off")."""
    if until == "off":
        return ask.EndSnooze()
    if until == "open":
        return ask.RestAfterPain()
    return ask.RestAfterPain(now.tomorrow()) if until == "today" else None


_MODES: dict[str, Mode] = {"compact": "compact", "ears": "ears"}


def _begin(rest: str, source: SetSource) -> ask.Command:
    """A set as usual, of so many seconds, open, in the corner, or by ear."""
    if rest == "open":
        return ask.Begin(source, until_stopped=True)
    if rest in _MODES:
        return ask.Begin(source, mode=_MODES[rest])
    return ask.Begin(source, _seconds(rest))


def _snooze(rest: str, now: LocalTime) -> ask.Command:
    if rest in {"off", "meeting"}:
        return ask.EndSnooze() if rest == "off" else ask.SnoozeMeeting()
    if rest == "tomorrow":
        return ask.SnoozeUntil(now.tomorrow())
    return ask.SnoozeUntil(now.at(rest)) if ":" in rest else ask.Snooze(_seconds(rest) or 0)


def _stand(rest: str) -> ask.Command:
    word, _, length = rest.partition(" ")
    return ask.Stand(word == "on", _seconds(length))


def _seconds(rest: str) -> int | None:
    return parse_duration(f"{rest}s" if rest.isdigit() else rest, "action") if rest else None
