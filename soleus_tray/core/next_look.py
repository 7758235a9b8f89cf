"""When to look again: as rarely as punctuality allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.core.holding import AFTER_HOLD
from soleus_tray.core.reminders import POLITE_PAUSE, wants_to_remind
from soleus_tray.core.sensing import HOLD_LOOK

if TYPE_CHECKING:
    from soleus_tray.core.settings import Settings
    from soleus_tray.core.state import State

LONGEST_LOOK = 60.0
"""Seconds between two observations while nothing is near."""
AWAY_LOOK = 20.0
"""The same while the user is away, so that the return shows soon."""
SENSING_LOOK = 1.0
"""The same while a decision waits for the sensors, whose answer brings a look of its own."""
POLITE_LOOK = 1.0
"""The same while a reminder waits for a pause in the typing, for two minutes at most."""
SHORTEST_LOOK = 0.2


def next_look(state: State, settings: Settings) -> float:
    """Seconds until the next observation that could change anything."""
    now, hour, clock = state.presence.now, state.sitting.hour, state.sitting
    waits = [LONGEST_LOOK]
    if not state.presence.here:
        waits.append(min(AWAY_LOOK, settings.reminders.away_after))
    elif state.idle is not None:
        waits += [
            state.presence.evidence + settings.reminders.away_after - now,
            settings.reminders.away_after,
        ]
    if not clock.sits:
        waits.append(clock.since + settings.reminders.reset_after - now)
    elif state.session is None:
        waits += _reminder_waits(state, now, hour)
    waits += [
        (rest.until - state.wall).total_seconds()
        for rest in (state.snooze, state.pause, state.stand, state.meal)
        if rest and rest.until
    ]
    waits += [settings.hours.work.seconds_to_change(state.wall, state.utc_offset) or LONGEST_LOOK]
    if (state.snooze and state.snooze.meeting) or (state.session and state.session.quiet):
        waits.append(HOLD_LOOK)
    if state.waiting is not None:
        waits.append(SENSING_LOOK)
    return max(SHORTEST_LOOK, min(wait for wait in waits if wait > 0))


def _reminder_waits(state: State, now: float, hour: float) -> list[float]:
    due = state.due
    if due is None:
        return [] if state.snooze else [state.threshold - hour]
    if due.ignored:
        return []
    if not wants_to_remind(due, hour):
        return [due.again_at - hour]
    if state.sitting.counted < state.spared_until:
        return [state.spared_until - state.sitting.counted]
    gone = [hold.gone for hold in state.holds if hold.blocks and hold.gone is not None]
    if any(hold.blocks for hold in state.holds):
        return [HOLD_LOOK, *(end + AFTER_HOLD - now for end in gone)]
    # On Wayland idle reads 0 until it reads 3 s, so counting on from it would miss the short pauses.
    return [max(min(POLITE_PAUSE - (state.idle or 0.0), POLITE_LOOK), 0.5)]
