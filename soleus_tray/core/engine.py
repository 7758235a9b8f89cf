"""The app's rules put together: one state, stepped by observations and commands, answering with events.

Data goes one way: observation -> presence -> sitting -> reminders -> events. Nothing here reads a clock.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from soleus_tray.core.absence import clouded
from soleus_tray.core.asked import applied
from soleus_tray.core.decisions import remembered, told
from soleus_tray.core.events import ClockJumped
from soleus_tray.core.presence import look
from soleus_tray.core.rules import RULES
from soleus_tray.core.sensing import patience_over, sensed, waits_on
from soleus_tray.core.state import Rest, start

if TYPE_CHECKING:
    from soleus_tray.core.absence import Absence
    from soleus_tray.core.commands import Command
    from soleus_tray.core.events import Event
    from soleus_tray.core.presence import Observation
    from soleus_tray.core.settings import Settings
    from soleus_tray.core.sitting import Sitting, Span
    from soleus_tray.core.state import State, Step

__all__ = ["apply", "observe", "start"]

CLOCK_SLACK = 2.0
"""Seconds that wall and elapsed time may drift apart between two observations without the clock being set."""


def observe(state: State, seen: Observation, settings: Settings) -> Step:
    """The state after an observation."""
    certain = seen.signals is not None or patience_over(state)
    presence = look(state.presence, seen, settings.reminders.away_after, certain=certain)
    jump = (seen.wall - state.wall).total_seconds() - (presence.now - state.presence.now)
    events: tuple[Event, ...] = ()
    if abs(jump) > CLOCK_SLACK:
        state = _with_moved_rests(state, jump)
    if seen.utc_offset != state.utc_offset and state.snooze is not None:
        turned = float(state.utc_offset - seen.utc_offset)
        state = replace(state, snooze=_turned(state.snooze, turned))
    if abs(jump) > CLOCK_SLACK or seen.utc_offset != state.utc_offset:
        events = (ClockJumped(jump),)
    before = state
    state = replace(state, wall=seen.wall, utc_offset=seen.utc_offset, idle=seen.idle, presence=presence)
    state = sensed(state, seen)
    return _then(before, (state, events), settings, seen)


def apply(state: State, command: Command, settings: Settings) -> Step:
    """The state after a command; observe first, so that the command falls on the present moment."""
    return _then(state, applied(state, command, settings), settings)


def _then(before: State, step: Step, settings: Settings, seen: Observation | None = None) -> Step:
    """Let the rest of the rules follow from what was seen or asked, and tell of it."""
    state, events = step
    for rule in RULES:
        state, more = rule(state, settings)
        events += more
    if seen is not None and state.absence is not None:
        state = replace(state, absence=clouded(state.absence, seen, state.presence.now))
    state = waits_on(state, settings)
    return remembered(state, told(before, state, events, seen))


def _with_moved_rests(state: State, jump: float) -> State:
    """What was promised for so long lasts so long, and a span keeps its length, however the clock is set."""
    return replace(
        state,
        snooze=_moved(state.snooze, jump),
        pause=_moved(state.pause, jump),
        stand=_moved(state.stand, jump),
        meal=_moved(state.meal, jump),
        sitting=_with_moved_span(state.sitting, jump),
        absence=_with_moved_absence(state.absence, jump),
    )


def _moved(rest: Rest | None, seconds: float) -> Rest | None:
    """A rest of so much time moves along when the wall clock is set; one until a time of day doesn't."""
    if rest is None or rest.until is None or rest.by_calendar:
        return rest
    return replace(rest, until=rest.until + timedelta(seconds=seconds))


def _turned(rest: Rest, seconds: float) -> Rest:
    """A rest until a time of day ends at that time where the user is now."""
    if rest.until is None or not rest.by_calendar:
        return rest
    return replace(rest, until=rest.until + timedelta(seconds=seconds))


def _with_moved_absence(absence: Absence | None, seconds: float) -> Absence | None:
    """The span before an absence, which it may yet be joined to, follows the clock as well."""
    if absence is None or absence.span is None:
        return absence
    return replace(absence, span=_moved_span(absence.span, seconds))


def _moved_span(span: Span, seconds: float) -> Span:
    shift = timedelta(seconds=seconds)
    return replace(span, started_at=span.started_at + shift, ended_at=span.ended_at + shift)


def _with_moved_span(sitting: Sitting, seconds: float) -> Sitting:
    """The open span's stamps follow a clock that was set, so that its length stays true."""
    if sitting.span is None:
        return sitting
    return replace(sitting, span=_moved_span(sitting.span, seconds))
