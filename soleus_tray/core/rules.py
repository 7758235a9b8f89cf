"""What follows by itself: rests run out, sitting accrues, hours fall due, reminders go out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from soleus_tray.core.absence import OFFERED_FOR, Absence
from soleus_tray.core.checkin import asked
from soleus_tray.core.day import sat
from soleus_tray.core.events import Event, Noted, Remember, Remind
from soleus_tray.core.facts import ReminderOutcome, SittingFact
from soleus_tray.core.holding import renewed, settled
from soleus_tray.core.reminders import SHORTEST_GAP, Due, is_ignored, is_polite, reminded, wants_to_remind
from soleus_tray.core.sensing import decides, in_meeting, something_waits
from soleus_tray.core.sitting import Sitting, Span, sit
from soleus_tray.core.state import (
    Rest,
    State,
    Step,
    closed,
    interval,
    new_id,
    reminder_fact,
    withdrawn,
)

if TYPE_CHECKING:
    from soleus_tray.core.settings import Settings


def _rest_over(state: State, settings: Settings) -> Step:
    def left(rest: Rest | None) -> Rest | None:
        return None if rest and rest.until and rest.until <= state.wall else rest

    snooze = left(state.snooze)
    if snooze and snooze.meeting and decides(state) and not in_meeting(state):
        snooze = None
    return replace(
        state, snooze=snooze, pause=left(state.pause), stand=left(state.stand), meal=left(state.meal)
    ), ()


def _hours_kept(state: State, settings: Settings) -> Step:
    on_hours = settings.hours.work.include(state.wall, state.utc_offset)
    state = replace(state, on_hours=on_hours)
    return (state, ()) if on_hours else closed(state, _left_as(state.due))


def _sat(state: State, settings: Settings) -> Step:
    before = state.sitting
    counts = state.on_hours or settings.hours.count_outside
    sits = state.presence.here and state.stand is None and state.pause is None and counts
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
        ended, state = _named(ended, state)
    state = replace(state, absence=_absence(state, before, ended))
    if ended is not None:
        state, events = closed(state, _left_as(state.due))
        events += _remembered_span(ended)
        state = replace(state, threshold=interval(state, settings))
        events += (Noted("new_hour", seconds=settings.reminders.reset_after),)
    if not sits:
        state, more = withdrawn(state)
        events += more
    return state, events


def _absence(state: State, before: Sitting, ended: Span | None) -> Absence | None:
    """The absence that begins, goes on or ends with this step."""
    absence, presence, now = state.absence, state.presence, state.presence.now
    if not presence.here:
        if absence is None or absence.until is not None:
            hour = max(0.0, before.hour + state.sitting.counted - before.counted)
            since = max(presence.since, before.since)  # who stood until a moment ago wasn't sitting before
            absence = Absence(since, hour, state.threshold, state.sitting.span, unclear=before.sits)
        return replace(absence, span=ended, new_hour=True) if ended else absence
    if absence is not None and absence.until is None:
        return replace(absence, until=presence.since, seen=now)
    return None if absence is None or now - absence.seen >= OFFERED_FOR else absence


def _left_as(due: Due | None) -> ReminderOutcome:
    """How a due hour ends when the user leaves: held if a reason to wait kept it from ever being shown."""
    return "held" if due and due.notified == 0 and due.held else "left"


def _fell_due(state: State, settings: Settings) -> Step:
    clock = state.sitting
    ready = clock.sits and state.on_hours and not (state.snooze or state.session or state.due)
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


def _held(state: State, settings: Settings) -> Step:
    if not decides(state):
        return state, ()
    now = state.presence.now
    holds = renewed(state.holds, state.signals, now, settings.quiet.longest_meeting)
    return replace(state, holds=holds if something_waits(state) else settled(holds)), ()


def _reminded(state: State, settings: Settings) -> Step:
    due, now, hour = state.due, state.presence.now, state.sitting.hour
    if due is None or due.ignored or state.session is not None or not state.sitting.sits:
        return state, ()
    if is_ignored(due, hour):
        return _ignored(state, due)
    if not wants_to_remind(due, hour) or state.sitting.counted < state.spared_until or not decides(state):
        return state, ()
    if any(hold.blocks for hold in state.holds):
        return replace(state, due=replace(due, held=True)), ()
    due = due if due.polite_since is not None else replace(due, polite_since=now)
    if not is_polite(due, now, state.idle):
        return replace(state, due=due), ()
    event = Remind(int(hour), again=due.notified > 0, key=due.id)
    spared = state.sitting.counted + min(SHORTEST_GAP, interval(state, settings))
    return replace(state, due=reminded(due, hour), spared_until=spared), (event,)


def _ignored(state: State, due: Due) -> Step:
    fact = reminder_fact(state, due, "ignored")
    return replace(state, due=replace(due, ignored=True)), (Remember(fact),)


def _named(span: Span, state: State) -> tuple[Span, State]:
    """The span with the id it is remembered under."""
    if span.id:
        return span, state
    state, key = new_id(state)
    return replace(span, id=key), state


def _remembered_span(span: Span) -> tuple[Event, ...]:
    if span.seconds < 1:
        return ()
    return (
        Remember(SittingFact(span.id, span.started_at, span.utc_offset, span.ended_at, int(span.seconds))),
    )


def _checked_in(state: State, settings: Settings) -> Step:
    return asked(state, settings, decides=decides(state))


RULES = (_held, _rest_over, _hours_kept, _sat, _fell_due, _held, _reminded, _checked_in)
"""In the order of their consequences; a snooze and a due hour both ask what holds."""
