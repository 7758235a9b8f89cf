"""What the app tells of its decisions: the difference between two states, as facts for `why`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from soleus_tray.core.events import ClockJumped, Event, Noted, Remember, Remind
from soleus_tray.core.facts import DecisionFact, ReminderFact
from soleus_tray.core.state import State, new_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from soleus_tray.core.presence import Observation
    from soleus_tray.core.state import Rest, Step

MOST_SECONDS = 10**8
"""Three years: what lasts longer is a clock with a flat battery, and is told as this long."""
SHORTEST_SLEEP = 30.0
"""Seconds of suspend worth telling."""


def told(
    before: State, after: State, events: tuple[Event, ...], seen: Observation | None
) -> tuple[Event, ...]:
    """The events of one step with what it decided, in the order it came about.

    `seen` is what was observed, None for a command.
    """
    return (
        *_of_the_machine(events, seen),
        *_of_presence(before, after),
        *_of_rests(before, after, by_user=seen is None),
        *events,
        *_of_released_holds(before, after),
        *_of_due(before, after),
        *_of_new_holds(before, after),
        *_of_reminders(after, events),
        *_of_the_set(before, after),
    )


def remembered(state: State, events: tuple[Event, ...]) -> Step:
    """The events with each note turned into a fact to remember."""
    made: list[Event] = []
    for event in events:
        if isinstance(event, Noted):
            state, key = new_id(state)
            at = state.wall - timedelta(seconds=event.ago)
            who = "".join(letter for letter in event.who if letter.isprintable())[:80]
            seconds = round(max(-MOST_SECONDS, min(MOST_SECONDS, event.seconds)))
            made.append(
                Remember(DecisionFact(key, at, state.utc_offset, event.what, event.detail, who, seconds))
            )
        else:
            made.append(event)
    return state, tuple(made)


def started(state: State, gap: float = 0.0) -> Step:
    """The program starts, after `gap` seconds in which it did not run; 0 when that isn't known."""
    return remembered(state, (Noted("started", seconds=gap, ago=-gap),))


def stopped(state: State) -> Step:
    """The program ends."""
    return remembered(state, (Noted("stopped"),))


def _of_the_machine(events: tuple[Event, ...], seen: Observation | None) -> Iterator[Noted]:
    if seen is not None and seen.asleep >= SHORTEST_SLEEP:
        yield Noted("slept", seconds=seen.asleep)
    for event in events:
        if isinstance(event, ClockJumped) and abs(event.seconds) > 1:
            yield Noted("clock_set", seconds=event.seconds)


def _of_presence(before: State, after: State) -> Iterator[Noted]:
    now, then = after.presence, before.presence
    if then.here and not now.here:
        yield Noted("away", seconds=now.now - now.since, ago=now.now - now.since)
    elif now.here and not then.here:
        yield Noted("back", seconds=max(0.0, now.since - then.since), ago=now.now - now.since)


def _of_rests(before: State, after: State, *, by_user: bool) -> Iterator[Noted]:
    """An observation only ends rests; one that it merely moves along with the clock is no decision."""

    def began(was: Rest | None, now: Rest | None) -> bool:
        return now is not None and now != was and (by_user or was is None)

    if began(before.snooze, after.snooze):
        yield _snoozed(after)
    if before.snooze and not after.snooze:
        yield Noted("hurt_over" if before.snooze.pain else "snooze_over")
    if began(before.pause, after.pause):
        yield Noted("paused", seconds=_left(after, after.pause))
    if before.pause and not after.pause:
        yield Noted("resumed")
    if began(before.stand, after.stand):
        yield Noted("standing", seconds=_left(after, after.stand))
    if before.stand and not after.stand:
        yield Noted("sat_down")
    if began(before.meal, after.meal):
        yield Noted("ate")
    if before.on_hours != after.on_hours:
        yield Noted("on_hours" if after.on_hours else "off_hours")


def _snoozed(after: State) -> Noted:
    rest = after.snooze
    if rest is not None and rest.meeting:
        return Noted("snoozed", "meeting")
    until = rest.until.isoformat() if rest and rest.until and rest.by_calendar else ""
    if rest is not None and rest.pain:
        return Noted("sudden" if rest.sudden else "hurt", until)
    return Noted("snoozed", until, seconds=_left(after, rest))


def _left(state: State, rest: Rest | None) -> float:
    return (rest.until - state.wall).total_seconds() if rest and rest.until else 0.0


def _of_the_set(before: State, after: State) -> Iterator[Noted]:
    new = after.session.fact if after.session else None
    old = before.session.fact if before.session else None
    if new is not None and (old is None or old.id != new.id):
        yield Noted("begun", new.source)


def _of_due(before: State, after: State) -> Iterator[Noted]:
    if after.due and (before.due is None or before.due.id != after.due.id):
        yield Noted("due", seconds=after.due.sitting_seconds)


def _of_reminders(after: State, events: tuple[Event, ...]) -> Iterator[Noted]:
    for event in events:
        if isinstance(event, Remind):
            yield Noted("reminded_again" if event.again else "reminded", seconds=event.sitting_seconds)
        if isinstance(event, Remember) and isinstance(event.fact, ReminderFact):
            yield from _of_outcome(after, event.fact)


def _of_outcome(after: State, fact: ReminderFact) -> Iterator[Noted]:
    """How a due hour ended, where nothing else tells."""
    match fact.outcome:
        case "skipped" | "ignored":
            yield Noted(fact.outcome)
        case "left" | "held" if not after.presence.here:
            yield Noted("left")


def _of_new_holds(before: State, after: State) -> Iterator[Noted]:
    known = {(hold.kind, hold.who): hold for hold in before.holds}
    for hold in after.holds:
        old = known.get((hold.kind, hold.who))
        if old is None and not hold.doubted:
            yield Noted("held", hold.kind, hold.who)
        elif hold.doubted and not (old and old.doubted):
            yield Noted("overlong", hold.kind, hold.who, after.presence.now - hold.since)


def _of_released_holds(before: State, after: State) -> Iterator[Noted]:
    """A reason's end is told once it is sure, for it may come back within a minute."""
    left = {(hold.kind, hold.who) for hold in after.holds}
    for hold in before.holds:
        if (hold.kind, hold.who) not in left and not hold.doubted and hold.gone is not None:
            yield Noted("freed", hold.kind, hold.who, ago=after.presence.now - hold.gone)
