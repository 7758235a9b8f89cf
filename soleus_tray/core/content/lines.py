"""One line that may ride on a reminder; none comes twice in a fortnight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from soleus_tray.core.text import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FORTNIGHT = timedelta(days=14)
LONGEST = 110
"""In UTF-16 units, so that the reminder's own words fit beside it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line."""

    id: str
    """By which it is remembered; never used for another text."""
    text: str
    """To be translated where it is shown."""


LINES: tuple[Line, ...] = (
    Line("pump", N_("Calf muscles push the blood up the leg: people call them the second heart.")),
    Line("deep", N_("The soleus lies deep in the calf. It is slow, and it lasts.")),
    Line("surface", N_("The gastrocnemius lies over the soleus. It is fast, and it tires.")),
    Line("bent", N_("A bent knee shifts more of the work to the soleus.")),
    Line("walking", N_("Walking uses the soleus too. This is for when you can't get up.")),
    Line("standing", N_("Standing raises work the soleus too; seated is handy at a desk.")),
    Line("gym", N_("No gym needed: a firm chair, and two feet on the floor.")),
    Line("silent", N_("It is silent and hands free, so it fits into a meeting.")),
    Line("comfortable", N_("As high as is comfortable is high enough.")),
    Line("hold", N_("About a second at the top is hold enough.")),
    Line("down", N_("No hurry on the way down: slower than the way up.")),
    Line("thighs", N_("Thighs loose: only the calves have work to do.")),
    Line("swelling", N_("Eight hours at a desk: still feet swelled 4.8 %, active ones 0.8 % (Winkel 1986).")),
    Line("flow", N_("Behind the knee: 3 cm a second seated, 18 with ankle exercise (Thromb Haemost 2009).")),
    Line("any", N_("Any activity in the place of sitting helps, says the WHO.")),
    Line("bulk", N_("Light raises without weights are unlikely to build bulk.")),
    Line("months", N_("No rush: months of keeping at it are what matters.")),
    Line("pain", N_("Sharp pain is always a reason to stop.")),
    Line("cramp", N_("If a cramp comes: stop, and pull your toes up.")),
    Line("cardio", N_("This is for the chair; it is no substitute for medicine or cardio.")),
)


def pick(lines: Sequence[Line], shown: Mapping[str, date], today: date) -> Line | None:
    """The line for today's next reminder: they come round in turn, from the one shown last.

    shown: when each line, by its id, was last shown; what lies a fortnight back may be left out. None: all
    were shown within a fortnight.
    """
    last = max(
        (place for place, line in enumerate(lines) if line.id in shown),
        key=lambda place: (shown[lines[place].id], place),
        default=-1,
    )
    in_turn = (*lines[last + 1 :], *lines[: last + 1])
    return next((one for one in in_turn if one.id not in shown or today - shown[one.id] >= FORTNIGHT), None)
