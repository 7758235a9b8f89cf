"""The four signs of the check-in, and their last days as bars. No tkinter, and no interpretation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from soleus_tray.core.day import local_date
from soleus_tray.core.text import N_

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from soleus_tray.core.facts import CheckInFact

SCALED: tuple[tuple[str, str], ...] = (
    ("heavy", N_("Heavy or tired legs")),
    ("swollen", N_("Swollen ankles or sock marks")),
    ("ache", N_("Ache, throb or cramp")),
)
"""(field of CheckInFact, words) of what is answered from 0 to 10; translated where they are shown."""
VEINS = N_("New visible veins")
SUDDEN = N_("Sudden, in one leg, painful")
WORDS: tuple[tuple[int, str], ...] = (
    (0, N_("none")),
    (3, N_("a little")),
    (6, N_("quite")),
    (9, N_("a lot")),
)
"""Words that stand for a number; translated where they are shown."""
DAYS = 14
LONGEST_NOTE = 500
"""Characters."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was said so far; None and "": nothing."""

    heavy: int | None = None
    swollen: int | None = None
    ache: int | None = None
    veins: bool | None = None
    note: str = ""

    @property
    def said(self) -> bool:
        """Whether there is anything to remember."""
        return self != Answers()


Bars = tuple[int | None, ...]
"""DAYS values from 0 to 10, today's last; None where nothing was said."""


def last_days(facts: Sequence[CheckInFact], today: date) -> dict[str, Bars]:
    """Each sign's last days by its field's name; what was said last on a day counts.

    facts: oldest first. "New visible veins" is 10 for yes.
    """
    by_day = {local_date(fact.at, fact.utc_offset): fact for fact in facts}
    days = [by_day.get(today - timedelta(days=ago)) for ago in range(DAYS - 1, -1, -1)]
    fields = [field for field, _ in SCALED]
    bars: dict[str, Bars] = {
        field: tuple(None if fact is None else getattr(fact, field) for fact in days) for field in fields
    }
    bars["veins"] = tuple(None if fact is None or fact.veins is None else 10 * fact.veins for fact in days)
    return bars
