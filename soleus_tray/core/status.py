"""The state in the words and numbers that the tray, `status` and scripts show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from soleus_tray.core.day import local_date
from soleus_tray.core.sensing import in_meeting, is_shared

if TYPE_CHECKING:
    from datetime import datetime

    from soleus_tray.core.day import Day
    from soleus_tray.core.signals import Kind
    from soleus_tray.core.state import State

Name = Literal["sitting", "away", "standing", "due", "exercising", "held", "snoozed", "paused", "off_hours"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a reminder is held."""

    kind: Kind
    who: str
    since: datetime
    """UTC; when it was first noticed."""
    lasts: bool
    """False: it is over, and the reminder follows within the minute."""


@dataclass(frozen=True, slots=True)
class Status:
    """A snapshot of the state."""

    state: Name
    sitting_seconds: int
    """Since the last break or set."""
    due_in_seconds: int | None
    """Sitting time left until the next set is due; None while nothing is counted towards one."""
    interval_share: float
    """How much of the way to the next set is done, 0 to 1."""
    set_reps: int
    """Reps done in the running set; 0 while none runs."""
    held_by: tuple[Reason, ...]
    """Empty in every state but held."""
    snoozed_until: datetime | None
    """UTC."""
    paused_until: datetime | None
    standing: bool
    today: Day
    now: datetime
    """UTC."""
    utc_offset: int
    snoozed_for_meeting: bool = False
    """The snooze ends with the meeting, at `snoozed_until` at the latest."""
    standing_until: datetime | None = None
    after_meal: bool = False
    in_meeting: bool = False
    shared: bool = False
    """The screen is shared: nothing may be shown on it."""
    quiet_set: bool = False
    """The set that is about to run, or runs, is paced by the tray icon."""
    resting_after_pain: bool = False
    """Something hurt: reminders rest, until `snoozed_until` if that is set."""
    maybe_sat: int | None = None
    """Seconds of the last absence, while the user may still say it was none."""


def status_of(state: State) -> Status:
    """The snapshot of a state."""
    left = state.threshold - state.sitting.hour
    share = 1.0 if state.due else state.sitting.hour / state.threshold if state.threshold > 0 else 1.0
    name = _name(state)
    return Status(
        state=name,
        sitting_seconds=int(state.sitting.hour),
        due_in_seconds=None if state.pause else max(0, round(left)),
        interval_share=min(1.0, max(0.0, share)),
        set_reps=state.session.fact.reps if state.session and state.session.fact else 0,
        held_by=_reasons(state) if name == "held" else (),
        snoozed_until=state.snooze.until if state.snooze else None,
        paused_until=state.pause.until if state.pause else None,
        standing=state.stand is not None,
        today=_today(state),
        now=state.wall,
        utc_offset=state.utc_offset,
        snoozed_for_meeting=bool(state.snooze and state.snooze.meeting),
        standing_until=state.stand.until if state.stand else None,
        after_meal=state.meal is not None,
        in_meeting=in_meeting(state),
        shared=is_shared(state),
        quiet_set=bool(state.session and state.session.quiet),
        resting_after_pain=bool(state.snooze and state.snooze.pain),
        maybe_sat=_maybe_sat(state),
    )


def _reasons(state: State) -> tuple[Reason, ...]:
    """The reasons of a hold, those that last first."""
    now = state.presence.now
    found = [
        Reason(hold.kind, hold.who, state.wall - timedelta(seconds=now - hold.since), hold.lasts)
        for hold in state.holds
        if hold.blocks
    ]
    return tuple(sorted(found, key=lambda reason: not reason.lasts))


def _maybe_sat(state: State) -> int | None:
    absence = state.absence
    if absence is None or not state.sitting.sits or not absence.on_offer(state.presence.now):
        return None
    return int(absence.length)


def _name(state: State) -> Name:  # noqa: PLR0911 - the order of precedence, read from top to bottom
    if state.session:
        return "exercising"
    if state.pause:
        return "paused"
    if not state.presence.here:
        return "away"
    if state.stand:
        return "standing"
    if not state.on_hours:
        return "off_hours"
    if state.snooze:
        return "snoozed"
    if state.due:
        held = any(hold.blocks for hold in state.holds) and not state.due.ignored
        return "held" if held else "due"
    return "sitting"


def _today(state: State) -> Day:
    today = local_date(state.wall, state.utc_offset)
    return state.day if state.day.date == today else type(state.day)(today)
