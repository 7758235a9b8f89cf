"""When to ask how the legs feel: once a day, near the end of working hours, at a moment that suits.

The question is asked while the user sits and nothing holds reminders; what never suits that day is dropped.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from soleus_tray.core.day import local_date
from soleus_tray.core.events import AskHowLegsFeel
from soleus_tray.core.hours import MINUTES_A_DAY
from soleus_tray.core.signals import HOLDING

if TYPE_CHECKING:
    from datetime import date

    from soleus_tray.core.hours import WorkingHours
    from soleus_tray.core.settings import Settings
    from soleus_tray.core.state import State, Step

BEFORE_THE_END = 30
"""Minutes before working hours end at which the question may come."""
AFTER_THE_END = 120
"""Minutes after their end until which it waits for a meeting to end."""
WITHOUT_HOURS = 16 * 60 + 30
"""The minute of the day at which it may come where every hour is a working hour."""
FIRST_DAY = timedelta(days=2)
"""The third day of use: nobody is asked about a habit of yesterday."""
LOOK_EVERY = 60.0
"""Seconds between two readings of the sensors while the question waits for a meeting to end."""


def minutes_of(hours: WorkingHours, weekday: int) -> tuple[int, int] | None:
    """From which to which minute of this day (0: Monday) the question may come; None on a day off."""
    if not hours.ranges:
        return WITHOUT_HOURS, MINUTES_A_DAY
    midnight = weekday * MINUTES_A_DAY
    ends = [end - midnight for start, end in hours.ranges if 0 <= start - midnight < MINUTES_A_DAY]
    if not ends:
        return None
    end = min(max(ends), MINUTES_A_DAY)
    return max(0, end - BEFORE_THE_END), min(end + AFTER_THE_END, MINUTES_A_DAY)


def may_be_asked(state: State, settings: Settings) -> bool:
    """Whether it is the time to ask, as far as the clock and the user's own doings tell."""
    memory, today = state.memory, local_date(state.wall, state.utc_offset)
    if not settings.checkin.on or memory.first_day is None or today - memory.first_day < FIRST_DAY:
        return False
    if not state.sitting.sits or (memory.checked_in and _is_done(memory.checked_in, today)):
        return False
    if state.session or state.pause or state.snooze or (state.due and not state.due.ignored):
        return False
    span = minutes_of(settings.hours.work, today.weekday())
    local = state.wall + timedelta(seconds=state.utc_offset)
    return span is not None and span[0] <= local.hour * 60 + local.minute < span[1]


def _is_done(asked_on: date, today: date) -> bool:
    """Asked today, or on what was called tomorrow before the user flew west; a date further on is a fault."""
    return timedelta(0) <= asked_on - today <= timedelta(days=1)


def asked(state: State, settings: Settings, *, decides: bool) -> Step:
    """Ask, if this is the moment; `decides`: the sensors have just been read."""
    today = local_date(state.wall, state.utc_offset)
    if state.memory.first_day is None:
        state = replace(state, memory=replace(state.memory, first_day=today))
    held = any(signal.kind in HOLDING for signal in state.signals)
    if not decides or held or not may_be_asked(state, settings):
        return state, ()
    return replace(state, memory=replace(state.memory, checked_in=today)), (AskHowLegsFeel(),)
