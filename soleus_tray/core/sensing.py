"""When the sensors of meetings, films and quiet must be read: only when a decision hangs on them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from soleus_tray.core.checkin import LOOK_EVERY, may_be_asked
from soleus_tray.core.reminders import wants_to_remind
from soleus_tray.core.signals import MEETINGS

if TYPE_CHECKING:
    from soleus_tray.core.presence import Observation
    from soleus_tray.core.settings import Settings
    from soleus_tray.core.state import State

FRESH = 2.0
"""Seconds for which a reading of the sensors may be decided upon."""
HOLD_LOOK = 10.0
"""Seconds between two readings while a reminder is held."""
PATIENCE = 10.0
"""Seconds a decision waits for sensors that don't answer."""


def needs_sensing(state: State, settings: Settings) -> bool:
    """Whether a decision waits for a reading of the sensors that is not older than FRESH."""
    if is_fresh(state):
        return False
    if _paced(state):  # whether the screen is shared matters all the while, but not twice a second
        return state.sensed is None or state.presence.now - state.sensed >= HOLD_LOOK
    presence = state.presence
    silent = presence.here and presence.now - presence.evidence >= settings.reminders.away_after
    return silent or something_waits(state) or _question_waits(state, settings)


def _question_waits(state: State, settings: Settings) -> bool:
    """Whether the check-in wants to know if it would disturb; a meeting that lasts is asked about rarely."""
    stale = state.sensed is None or state.presence.now - state.sensed >= LOOK_EVERY
    return stale and may_be_asked(state, settings)


def something_waits(state: State) -> bool:
    """Whether a reminder, the end of a snooze, or a quiet set has to heed a meeting."""
    if _paced(state) or (state.snooze and state.snooze.meeting):
        return True
    due = state.due
    if due is None or due.ignored or state.session is not None or not state.sitting.sits:
        return False
    return wants_to_remind(due, state.sitting.hour)


def _paced(state: State) -> bool:
    return state.session is not None and state.session.quiet


def is_fresh(state: State) -> bool:
    """Whether the last reading may still be decided upon."""
    return state.sensed is not None and state.presence.now - state.sensed < FRESH


def patience_over(state: State) -> bool:
    """Whether a decision has waited so long for the sensors that it is made without them."""
    return state.waiting is not None and state.presence.now - state.waiting >= PATIENCE


def decides(state: State) -> bool:
    """Whether a decision may be made now: the sensors have just been read, or never will be."""
    return is_fresh(state) or patience_over(state)


def sensed(state: State, seen: Observation) -> State:
    """The state after what an observation tells of the sensors."""
    if seen.signals is not None:
        return replace(state, sensed=state.presence.now, waiting=None, signals=seen.signals)
    return replace(state, signals=()) if patience_over(state) else state


def waits_on(state: State, settings: Settings) -> State:
    """The state that remembers since when a decision has been waiting for the sensors."""
    if not needs_sensing(state, settings):
        return state if state.waiting is None else replace(state, waiting=None)
    return state if state.waiting is not None else replace(state, waiting=state.presence.now)


def is_held(state: State) -> bool:
    """Whether a reason keeps a reminder waiting now, or did so just now."""
    return something_waits(state) and any(hold.blocks for hold in state.holds)


def in_meeting(state: State) -> bool:
    """Whether a meeting keeps a reminder back now, or did so just now."""
    return any(hold.kind in MEETINGS and hold.blocks for hold in state.holds)


def is_shared(state: State) -> bool:
    """Whether the screen is known to be shared or recorded."""
    return any(hold.kind == "sharing" and hold.gone is None for hold in state.holds)
