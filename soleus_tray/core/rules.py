"""What follows by itself: rests run out, sitting accrues, hours fall due, reminders go out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from soleus_tray.core.day import sat
from soleus_tray.core.events import Event, Remember, Remind
from soleus_tray.core.facts import ReminderOutcome, SittingFact
from soleus_tray.core.reminders import AFTER_HOLD, Due, is_ignored, is_polite, reminded, wants_to_remind
from soleus_tray.core.sitting import Span, sit
from soleus_tray.core.state import Rest, State, Step, closed, hidden, new_id, reminder_fact

if TYPE_CHECKING:
    from soleus_tray.core.settings import Settings


def _rest_over(state: State, settings: Settings) -> Step:
    def left(rest: Rest | None) -> Rest | None:
        return None if rest and rest.until and rest.until <= state.wall else rest

    return replace(state, snooze=left(state.snooze), pause=left(state.pause)), ()


def _sat(state: State, settings: Settings) -> Step:
    before = state.sitting
    sits = state.presence.here and not state.standing and state.pause is None
    after, ended = sit(
        before,
        state.presence,
        sits=sits,
        wall=state.wall,
        utc_offset=state.utc_offset,
        reset_after=settings.reminders.reset_after,
    )
    day = sat(state.day, state.wall, state.utc_offset, after.counted - before.counted)
    state = replace(state, sitting=after, day=day)
    events: tuple[Event, ...] = ()
    if ended is not None:
        state, events = closed(state, _left_as(state.due))
        state, remembered = _remembered_span(state, ended)
        events += remembered
        state = replace(state, threshold=float(settings.reminders.interval))
    if not sits:
        state, more = hidden(state)
        events += more
    return state, events


def _left_as(due: Due | None) -> ReminderOutcome:
    """How a due hour ends when the user leaves: held if a reason to wait kept it from ever being shown."""
    return "held" if due and due.notified == 0 and due.held_at is not None else "left"


def _fell_due(state: State, settings: Settings) -> Step:
    clock = state.sitting
    ready = clock.sits and state.snooze is None and state.session is None and state.due is None
    if not ready or clock.hour < state.threshold:
        return state, ()
    state, key = new_id(state)
    due = Due(
        key,
        state.presence.now,
        state.wall.isoformat(),
        state.utc_offset,
        int(clock.hour),
        polite_since=state.presence.now,
    )
    return replace(state, due=due), ()


def _reminded(state: State, settings: Settings) -> Step:
    due, now, hour = state.due, state.presence.now, state.sitting.hour
    if due is None or due.ignored or state.session is not None or not state.sitting.sits:
        return state, ()
    if is_ignored(due, hour):
        return _ignored(state, due)
    if state.holds:
        return replace(state, due=replace(due, held_at=now)), ()
    if not wants_to_remind(due, hour) or (due.held_at is not None and now - due.held_at < AFTER_HOLD):
        return state, ()
    due = due if due.polite_since is not None else replace(due, polite_since=now)
    if not is_polite(due, now, state.idle):
        return replace(state, due=due), ()
    event = Remind(int(hour), again=due.notified > 0, key=due.id)
    return replace(state, due=reminded(due, hour)), (event,)


def _ignored(state: State, due: Due) -> Step:
    fact = reminder_fact(state, due, "ignored")
    return replace(state, due=replace(due, ignored=True)), (Remember(fact),)


def _remembered_span(state: State, span: Span) -> Step:
    if span.seconds < 1:
        return state, ()
    state, key = new_id(state)
    fact = SittingFact(key, span.started_at, span.utc_offset, span.ended_at, int(span.seconds))
    return state, (Remember(fact),)


RULES = (_rest_over, _sat, _fell_due, _reminded)
"""In the order of their consequences."""
