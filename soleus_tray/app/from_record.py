"""What the record's process answers, as the tray keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from soleus_tray.core.commands import TotalsRead
from soleus_tray.core.window_messages import PlanOffer

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class CutShort:
    """The last set, where it was interrupted."""

    id: str
    reps: int


@dataclass(frozen=True, slots=True)
class FromRecord:
    """Beside today's totals."""

    week: tuple[int, ...] = ()
    """Sets of this week's days, Monday first."""
    offer: PlanOffer | None = None
    cut_short: CutShort | None = None
    checked_in: date | None = None
    """The local day of the last check-in."""
    notices: tuple[str, ...] = ()


def read_answer(values: Mapping[str, Any]) -> tuple[FromRecord, TotalsRead] | None:
    """What is in the answer; None for one without totals. Raises ValueError, TypeError or KeyError."""
    today, week = values.get("today"), values.get("week")
    if not isinstance(today, dict) or not isinstance(week, list):
        return None
    offer, cut, checked = values.get("offer"), values.get("cut_short"), values.get("checked_in")
    found = FromRecord(
        week=tuple(int(count) for count in week),
        offer=PlanOffer(**offer) if offer else None,
        cut_short=CutShort(**cut) if cut else None,
        checked_in=date.fromisoformat(checked) if checked else None,
        notices=tuple(str(notice) for notice in values.get("notices") or ()),
    )
    return found, TotalsRead(date.fromisoformat(str(values["day"])), **today)
