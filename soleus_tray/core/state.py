"""Everything the app knows at one moment, and how a due hour is closed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from soleus_tray.core.day import Day, local_date
from soleus_tray.core.events import Event, Remember, Withdraw
from soleus_tray.core.facts import ReminderFact, ReminderOutcome, SetFact
from soleus_tray.core.ids import uuid7
from soleus_tray.core.presence import Observation, Presence, first_look
from soleus_tray.core.sitting import Sitting, begin_sitting

if TYPE_CHECKING:
    from soleus_tray.core.reminders import Due
    from soleus_tray.core.settings import Settings


@dataclass(frozen=True, slots=True)
class Rest:
    """A snooze or a pause."""

    until: datetime | None
    """UTC; None: until the user says otherwise."""
    by_calendar: bool = False
    """True: until that time of day. False: so much time from its start, however the wall clock is set."""


@dataclass(frozen=True, slots=True)
class Session:
    """The session window is open."""

    fact: SetFact | None = None
    """The set, from its first rep on."""


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
    holds: tuple[str, ...] = ()
    standing: bool = False
    snooze: Rest | None = None
    pause: Rest | None = None
    due: Due | None = None
    session: Session | None = None


Step = tuple[State, tuple[Event, ...]]
"""What every rule answers: the state after it, and what it wants done."""


def start(seen: Observation, settings: Settings, seed: int) -> State:
    """The state at the first observation of a first start; `seed` is a random whole number."""
    presence = first_look(seen, settings.reminders.away_after)
    return State(
        wall=seen.wall,
        utc_offset=seen.utc_offset,
        idle=seen.idle,
        presence=presence,
        sitting=begin_sitting(presence, presence.here, seen.wall, seen.utc_offset),
        day=Day(local_date(seen.wall, seen.utc_offset)),
        threshold=float(settings.reminders.interval),
        seed=seed,
        holds=seen.holds,
    )


def hidden(state: State) -> Step:
    """The reminder is taken off the screen if it shows."""
    if state.due is None or not state.due.showing:
        return state, ()
    return replace(state, due=replace(state.due, showing=False)), (Withdraw(),)


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
