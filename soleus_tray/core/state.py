"""Everything the app knows at one moment, and how a due hour is closed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from soleus_tray.core.day import Day, local_date
from soleus_tray.core.events import Event, Noted, Remember, Withdraw
from soleus_tray.core.facts import ReminderFact, ReminderOutcome, SetFact
from soleus_tray.core.ids import uuid7
from soleus_tray.core.memory import Memory
from soleus_tray.core.presence import Observation, Presence, first_look
from soleus_tray.core.sitting import Sitting, begin_sitting

if TYPE_CHECKING:
    from soleus_tray.core.absence import Absence
    from soleus_tray.core.holding import Hold
    from soleus_tray.core.reminders import Due
    from soleus_tray.core.settings import Settings
    from soleus_tray.core.signals import Signal


@dataclass(frozen=True, slots=True)
class Rest:
    """Something that ends by itself: a snooze, a pause, standing, the time after a meal."""

    until: datetime | None
    """UTC; None: until the user says otherwise."""
    by_calendar: bool = False
    """True: until that time of day. False: so much time from its start, however the wall clock is set."""
    meeting: bool = False
    """Until no meeting is noticed any more, and not beyond `until`."""
    pain: bool = False
    """Something hurt: no other snooze cuts it short, and a set begun meanwhile doesn't end it."""
    sudden: bool = False
    """It was not a set that hurt: a check-in named it."""


@dataclass(frozen=True, slots=True)
class Session:
    """A set is about to run, or runs."""

    fact: SetFact | None = None
    """The set, from its first rep on."""
    quiet: bool = False
    """The tray icon paces it; otherwise its window does."""


@dataclass(frozen=True, slots=True)
class State:
    """Everything the app knows at one moment."""

    wall: datetime
    utc_offset: int
    idle: float | None
    presence: Presence
    sitting: Sitting
    day: Day
    threshold: float
    """Sitting time (hour) at which the next set is due."""
    seed: int
    """The random part of the next id."""
    signals: tuple[Signal, ...] = ()
    """What the sensors of meetings and quiet said last."""
    sensed: float | None = None
    """Elapsed, when that was; None before the first time."""
    waiting: float | None = None
    """Elapsed, since when a decision waits for them; None while none does."""
    holds: tuple[Hold, ...] = ()
    """What a reminder waits for, while one does."""
    on_hours: bool = True
    """It is a time at which the user wants to be reminded."""
    absence: Absence | None = None
    """The present absence, or the last one while the user may still say it was none."""
    stand: Rest | None = None
    """The user stands."""
    meal: Rest | None = None
    """The user ate not long ago."""
    snooze: Rest | None = None
    pause: Rest | None = None
    spared_until: float = 0.0
    """Sitting time (counted) before which no further reminder comes, so that two never follow closely."""
    due: Due | None = None
    session: Session | None = None
    last_set: str = ""
    """The id of the set that ended last; what is said of it afterwards is no new set."""
    memory: Memory = field(default_factory=Memory)


AFTER_MEAL_INTERVAL = 30 * 60
"""Seconds of sitting from one set to the next after a meal."""

Step = tuple[State, tuple[Event, ...]]
"""What every rule answers: the state after it, and what it wants done."""


def start(seen: Observation, settings: Settings, seed: int) -> State:
    """The state at the first observation of a first start; `seed` is a random whole number."""
    presence = first_look(seen, settings.reminders.away_after)
    on_hours = settings.hours.work.include(seen.wall, seen.utc_offset)
    sits = presence.here and (on_hours or settings.hours.count_outside)
    return State(
        wall=seen.wall,
        utc_offset=seen.utc_offset,
        idle=seen.idle,
        presence=presence,
        sitting=begin_sitting(presence, sits, seen.wall, seen.utc_offset),
        day=Day(local_date(seen.wall, seen.utc_offset)),
        threshold=float(settings.reminders.interval),
        seed=seed,
        on_hours=on_hours,
    )


def interval(state: State, settings: Settings) -> float:
    """Seconds of sitting from one set to the next, as things are now."""
    usual = settings.reminders.interval
    return float(min(usual, AFTER_MEAL_INTERVAL) if state.meal else usual)


def hidden(state: State) -> Step:
    """The reminder is taken off the screen if it shows."""
    if state.due is None or not state.due.showing:
        return state, ()
    return replace(state, due=replace(state.due, showing=False)), (Withdraw(),)


def withdrawn(state: State) -> Step:
    """The reminder is taken off the screen because nobody sits there any more."""
    after, events = hidden(state)
    return after, ((*events, Noted("withdrawn")) if events else ())


def closed(state: State, outcome: ReminderOutcome) -> Step:
    """The due hour, if there is one, ends with this outcome."""
    if state.due is None:
        return state, ()
    recorded = () if state.due.ignored else (Remember(reminder_fact(state, state.due, outcome)),)
    state, events = hidden(state)
    return replace(state, due=None), (*events, *recorded)


def reminder_fact(state: State, due: Due, outcome: ReminderOutcome) -> ReminderFact:
    """What to remember of a due hour that ends now."""
    due_at = datetime.fromisoformat(due.wall)
    return ReminderFact(
        due.id, due_at, due.utc_offset, due.sitting_seconds, due.notified, outcome, max(state.wall, due_at)
    )


def new_id(state: State) -> tuple[State, str]:
    """An id for a new fact; each is made of the next seed."""
    randomness = (state.seed % (1 << 80)).to_bytes(10, "big")
    return replace(state, seed=state.seed + 1), uuid7(state.wall, randomness)
