"""The words of menu lines and buttons, turned into commands."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from soleus_tray.core import commands as ask
from soleus_tray.core.durations import parse_duration

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.core.facts import SetSource

TOMORROW_BEGINS = 4
"""The hour, local time, at which "until tomorrow" ends: work past midnight still belongs to today."""


def parse_action(action: str, source: SetSource, tomorrow: datetime) -> ask.Command | None:
    """The command in words like "begin", "begin 120", "snooze 600"; None for what isn't the core's to do.

    Numbers are seconds. `tomorrow` is the UTC moment at which "snooze tomorrow" ends.
    Raises BadValueError for a number that is none.
    """
    word, _, rest = action.partition(" ")
    makers: dict[str, Callable[[], ask.Command]] = {
        "default": lambda: ask.Begin(source),
        "begin": lambda: ask.Begin(source, _seconds(rest) if rest else None),
        "skip": ask.Skip,
        "snooze": lambda: _snooze(rest, tomorrow),
        "pause": lambda: ask.Pause(_seconds(rest) if rest else None),
        "resume": ask.Resume,
        "standing": lambda: ask.Stand(rest == "on"),
    }
    maker = makers.get(word)
    return maker() if maker else None


def tomorrow_morning(wall: datetime, utc_offset: int) -> datetime:
    """The next moment, UTC, at which the user's clock shows TOMORROW_BEGINS, at least an hour from now."""
    local = wall + timedelta(seconds=utc_offset)
    end = local.replace(hour=TOMORROW_BEGINS, minute=0, second=0, microsecond=0)
    while end < local + timedelta(hours=1):
        end += timedelta(days=1)
    return end - timedelta(seconds=utc_offset)


def _snooze(rest: str, tomorrow: datetime) -> ask.Command:
    if rest == "off":
        return ask.EndSnooze()
    return ask.SnoozeUntil(tomorrow) if rest == "tomorrow" else ask.Snooze(_seconds(rest))


def _seconds(rest: str) -> int:
    return parse_duration(f"{rest}s" if rest.isdigit() else rest, "action")
