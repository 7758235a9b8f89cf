"""The words of menu lines and buttons, turned into commands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from soleus_tray.core import commands as ask
from soleus_tray.core.day import next_time
from soleus_tray.core.durations import parse_clock, parse_duration

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.core.facts import SetSource

TOMORROW_BEGINS = 4
"""The hour, local time, at which "until tomorrow" ends: work past midnight still belongs to today."""


@dataclass(frozen=True, slots=True)
class LocalTime:
    """Now, for the user."""

    wall: datetime
    """UTC."""
    utc_offset: int
    """Seconds east of UTC."""

    def tomorrow(self) -> datetime:
        """The next moment, UTC, an hour or more away, at which the user's clock shows TOMORROW_BEGINS."""
        return next_time(self.wall + timedelta(hours=1), self.utc_offset, TOMORROW_BEGINS)

    def at(self, clock: str) -> datetime:
        """The next moment, UTC, at which the user's clock shows this: "14:30". Raises BadValueError."""
        return next_time(self.wall, self.utc_offset, *parse_clock(clock, "time"))


def parse_action(action: str, source: SetSource, now: LocalTime) -> ask.Command | None:
    """The command in words like "begin", "begin 120", "snooze 600"; None for what isn't the core's to do.

    Numbers are seconds. Raises BadValueError for a number or a time that is none.
    """
    word, _, rest = action.partition(" ")
    makers: dict[str, Callable[[], ask.Command]] = {
        "default": lambda: ask.Begin(source),
        "begin": lambda: ask.Begin(source, _seconds(rest)),
        "pace": lambda: ask.EndPace() if rest == "off" else ask.Pace(_seconds(rest)),
        "skip": ask.Skip,
        "snooze": lambda: _snooze(rest, now),
        "pause": lambda: ask.Pause(_seconds(rest)),
        "resume": ask.Resume,
        "standing": lambda: _stand(rest),
        "ate": ask.Ate,
        "was-sitting": ask.WasSitting,
    }
    maker = makers.get(word)
    return maker() if maker else None


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
