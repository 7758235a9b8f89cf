"""The state in the words and numbers that the tray, `status` and scripts show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from soleus_tray.core.day import local_date

if TYPE_CHECKING:
    from datetime import datetime

    from soleus_tray.core.day import Day
    from soleus_tray.core.state import State

Name = Literal["sitting", "away", "standing", "due", "exercising", "held", "snoozed", "paused", "off_hours"]


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
    held_by: tuple[str, ...]
    snoozed_until: datetime | None
    """UTC."""
    paused_until: datetime | None
    standing: bool
    today: Day
    utc_offset: int


def status_of(state: State) -> Status:
    """The snapshot of a state."""
    left = state.threshold - state.sitting.hour
    share = 1.0 if state.due else state.sitting.hour / state.threshold if state.threshold > 0 else 1.0
    return Status(
        state=_name(state),
        sitting_seconds=int(state.sitting.hour),
        due_in_seconds=None if state.pause else max(0, round(left)),
        interval_share=min(1.0, max(0.0, share)),
        set_reps=state.session.fact.reps if state.session and state.session.fact else 0,
        held_by=state.holds if state.due else (),
        snoozed_until=state.snooze.until if state.snooze else None,
        paused_until=state.pause.until if state.pause else None,
        standing=state.standing,
        today=_today(state),
        utc_offset=state.utc_offset,
    )


def _name(state: State) -> Name:  # noqa: PLR0911 - the order of precedence, read from top to bottom
    if state.session:
        return "exercising"
    if state.pause:
        return "paused"
    if not state.presence.here:
        return "away"
    if state.standing:
        return "standing"
    if state.snooze:
        return "snoozed"
    if state.due:
        return "held" if state.holds and not state.due.ignored else "due"
    return "sitting"


def _today(state: State) -> Day:
    today = local_date(state.wall, state.utc_offset)
    return state.day if state.day.date == today else type(state.day)(today)
