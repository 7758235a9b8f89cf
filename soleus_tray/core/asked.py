"""What each command changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from soleus_tray.core import commands as ask
from soleus_tray.core.absence import given_back
from soleus_tray.core.day import Day, local_date, sat, tomorrow
from soleus_tray.core.events import Noted, OpenSession, PaceQuietly, Remember, StopPacing
from soleus_tray.core.facts import PlanFact
from soleus_tray.core.presence import witnessed
from soleus_tray.core.reminders import AGAIN_AFTER
from soleus_tray.core.sitting import start_new_hour
from soleus_tray.core.state import Rest, Session, State, Step, closed, hidden, interval, new_id

if TYPE_CHECKING:
    from soleus_tray.core.events import Event
    from soleus_tray.core.facts import PlanWord, SetFact
    from soleus_tray.core.settings import Settings

AFTER_A_MEAL = 2 * 60 * 60
"""Seconds for which sets come sooner after eating."""
ENOUGH_OF_A_SET = 60
"""Active seconds after which a set counts for the hour, however long it was planned."""


def applied(state: State, command: ask.Command, settings: Settings) -> Step:  # noqa: C901, PLR0911, PLR0912 - a table
    """The state after a command, before the rules draw their conclusions from it."""
    match command:
        case ask.Begin():
            return _begin(state, command)
        case ask.SetMoved(fact):
            return _set_moved(state, fact, settings)
        case ask.SetWindowClosed():
            return _window_closed(state, settings)
        case ask.Snooze(seconds):
            sooner = min(state.spared_until, state.sitting.counted + seconds)
            rest = Rest(state.wall + timedelta(seconds=seconds))
            return _snoozed(replace(state, spared_until=sooner), rest)
        case ask.SnoozeUntil(until):
            return _snoozed(state, Rest(until, by_calendar=True))
        case ask.SnoozeMeeting():
            longest = timedelta(seconds=settings.quiet.longest_meeting)
            return _snoozed(state, Rest(state.wall + longest, meeting=True))
        case ask.EndSnooze():
            return replace(state, snooze=None), ()
        case ask.RestAfterPain(until, sudden):
            return _rested(state, Rest(until, by_calendar=until is not None, pain=True, sudden=sudden))
        case ask.PlanAnswered(level, what):
            return _plan_answered(state, level, what)
        case ask.CheckedIn(sudden, made):
            return _checked_in(state, sudden=sudden, made=made)
        case ask.Remembered(memory):
            return replace(state, memory=memory), ()
        case ask.Pause(seconds):
            state, events = closed(state, "snoozed")
            return replace(state, pause=_rest(state, seconds)), events
        case ask.Resume():
            return replace(state, pause=None), ()
        case ask.Stand(standing, seconds):
            return replace(state, stand=_rest(state, seconds) if standing else None), ()
        case ask.Ate():
            return _ate(state, settings), ()
        case ask.WasSitting():
            return _was_sitting(state)
        case ask.Pace(seconds):
            return _pace(state, seconds)
        case ask.EndPace():
            quiet = state.session is not None and state.session.quiet
            return state, (StopPacing(),) if quiet else ()
        case ask.Skip():
            return _skipped(state, settings)
        case ask.RemindNow():
            return replace(
                state,
                threshold=min(state.threshold, state.sitting.hour),
                snooze=None,
                pause=None,
                spared_until=0.0,
            ), ()
        case ask.TotalsRead():
            return _totals_read(state, command), ()


def _rest(state: State, seconds: int | None) -> Rest:
    return Rest(None if seconds is None else state.wall + timedelta(seconds=seconds))


def _ate(state: State, settings: Settings) -> State:
    """From now on sets come sooner; the one that is on its way does so too."""
    meal = Rest(state.wall + timedelta(seconds=AFTER_A_MEAL))
    sooner = interval(state, settings) - interval(replace(state, meal=meal), settings)
    threshold = state.threshold if state.due else max(0.0, state.threshold - sooner)
    return replace(state, meal=meal, threshold=threshold)


def _was_sitting(state: State) -> Step:
    absence = state.absence
    if absence is None or not absence.on_offer(state.presence.now) or not state.sitting.sits:
        return state, ()
    threshold = absence.threshold if absence.new_hour else state.threshold
    sitting = given_back(state.sitting, absence)
    day = sat(state.day, state.wall, state.utc_offset, absence.length)
    state = replace(state, absence=None, sitting=sitting, threshold=threshold, day=day)
    return state, (Noted("was_sitting", seconds=absence.length),)


def _pace(state: State, seconds: int | None) -> Step:
    if state.session is not None:
        return state, ()
    state = replace(state, presence=witnessed(state.presence), session=Session(quiet=True))
    state, events = hidden(state)
    return state, (*events, PaceQuietly(seconds))


def _begin(state: State, command: ask.Begin) -> Step:
    if state.session is not None and state.session.quiet:
        return state, ()
    opening = OpenSession(
        command.source,
        command.seconds,
        command.reps,
        command.pace,
        command.legs,
        command.until_stopped,
        command.mode,
    )
    state = replace(state, presence=witnessed(state.presence), session=state.session or Session())
    state, events = hidden(state)
    return state, (*events, opening)


def _set_moved(state: State, fact: SetFact, settings: Settings) -> Step:
    if fact.id == state.last_set:  # its effort, said on the last screen
        return _rest_of_the_day(state) if fact.hurt and not _in_pain(state) else (state, ())
    before = state.session.fact if state.session else None
    events: tuple[Event, ...] = ()
    if before is None or before.id != fact.id:
        state, events = closed(state, "begun")
        state = state if _in_pain(state) else replace(state, snooze=None)
    if before is None or fact.active_seconds > before.active_seconds:
        state = replace(state, presence=witnessed(state.presence))
    state = replace(state, session=Session(fact, quiet=bool(state.session and state.session.quiet)))
    if fact.outcome != "in_progress":
        state, more = _set_ended(state, fact, settings)
        events += more
    return state, events


def _set_ended(state: State, fact: SetFact, settings: Settings) -> Step:
    told: tuple[Event, ...] = (Noted("set_ended", fact.outcome, seconds=fact.active_seconds),)
    day = state.day
    if fact.reps > 0 and local_date(fact.started_at, fact.utc_offset) == day.date:
        day = replace(
            day,
            sets=day.sets + 1,
            reps=day.reps + fact.reps,
            active_seconds=day.active_seconds + fact.active_seconds,
        )
    state = replace(state, session=None, day=day, last_set=fact.id)
    if fact.hurt:
        state, rested = _rest_of_the_day(state)
        told += rested
    if counts_for_the_hour(fact):
        sitting = start_new_hour(state.sitting)
        return replace(state, sitting=sitting, threshold=interval(state, settings)), told
    soon = state.sitting.hour + min(AGAIN_AFTER, interval(state, settings))
    return replace(state, threshold=max(state.threshold, soon)), told


def counts_for_the_hour(fact: SetFact) -> bool:
    """Whether a set was long enough to start the hour anew."""
    enough = min(ENOUGH_OF_A_SET, fact.planned_seconds / 2) if fact.planned_seconds else ENOUGH_OF_A_SET
    return fact.active_seconds >= enough


def _window_closed(state: State, settings: Settings) -> Step:
    session = state.session
    if session is None:
        return state, ()
    if session.fact is None:
        return replace(state, session=None), ()
    broken_off = replace(session.fact, outcome="interrupted", ended_at=state.wall)
    return _set_ended(state, broken_off, settings)


def _in_pain(state: State) -> bool:
    return state.snooze is not None and state.snooze.pain


def _rest_of_the_day(state: State, *, sudden: bool = False) -> Step:
    if _in_pain(state):  # this rest may be the longer one
        return state, ()
    until = tomorrow(state.wall, state.utc_offset)
    return _rested(state, Rest(until, by_calendar=True, pain=True, sudden=sudden))


def _rested(state: State, rest: Rest) -> Step:
    state, events = closed(state, "snoozed")
    return replace(state, snooze=rest), events


def _plan_answered(state: State, level: int, what: PlanWord) -> Step:
    state, key = new_id(state)
    return state, (Remember(PlanFact(key, state.wall, state.utc_offset, what, level)),)


def _checked_in(state: State, *, sudden: bool, made: bool) -> Step:
    today = local_date(state.wall, state.utc_offset)
    state = replace(state, memory=replace(state.memory, checked_in=today))
    told: tuple[Event, ...] = (Noted("checked_in"),) if made else ()
    if not sudden:
        return state, told
    state, events = _rest_of_the_day(state, sudden=True)
    return state, (*told, *events)


def _snoozed(state: State, rest: Rest) -> Step:
    if _in_pain(state):  # a snooze would be a shorter rest
        return state, ()
    state, events = closed(state, "snoozed")
    return replace(state, snooze=rest), events


def _skipped(state: State, settings: Settings) -> Step:
    if state.due is None:
        return state, ()
    state, events = closed(state, "skipped")
    return replace(state, threshold=state.sitting.hour + interval(state, settings)), events


def _totals_read(state: State, read: ask.TotalsRead) -> State:
    if read.day != state.day.date:
        return state
    seconds = max(state.day.sitting_seconds, float(read.sitting_seconds))
    return replace(state, day=Day(read.day, read.sets, read.reps, read.active_seconds, seconds))
