"""The calendar, wherever the user keeps it: the same on every desktop."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from soleus_tray.adapters.calendar.child import ask_child
from soleus_tray.adapters.calendar.sensor import CalendarSensor

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def choose_calendar(cache: Path, command: Sequence[str]) -> CalendarSensor:
    """The calendar sensor, with its folder in the cache and the command of its child, `_read_calendar`."""
    return CalendarSensor(cache / "calendar", partial(ask_child, command))
