"""What the strip shows at each moment: turns the clock into a picture. No tkinter, no clock of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from soleus_tray.core import pacing
from soleus_tray.core.cues import PHASE_WORDS
from soleus_tray.core.exercise import plan_for_reps
from soleus_tray.core.paces import find_pace
from soleus_tray.core.session import Session
from soleus_tray.core.text import _, ngettext

if TYPE_CHECKING:
    from soleus_tray.core.window_messages import Strip

GOODBYE_SECONDS = 2.0
"""How long the last words stay before the strip leaves by itself."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything on the strip."""

    word: str
    count: str
    icon: int
    """The step of the tray's quiet icon."""
    bar: int
    """How high the bar is, 0 to its number of steps - 1."""


class StripPresenter:
    """Follows one set from its first rep's time on; nothing can change its course but its end."""

    def __init__(self, strip: Strip, bar_steps: int) -> None:
        """Raise BadValueError when the pace or the reps can't be used."""
        plan = plan_for_reps(find_pace(strip.pace), strip.reps)
        self._session = Session(plan, 0.0, "get_ready", strip.first_rep_at)
        self._ends_at = strip.first_rep_at + plan.milliseconds / 1000
        self._bar_steps = bar_steps

    def picture(self, now: float) -> Picture:
        """What to show at this monotonic time."""
        session = self._session = self._session.at(now)
        fine, coarse = pacing.frame(session, now, self._bar_steps), pacing.frame(session, now)
        total = session.plan.reps
        if session.stage == "get_ready":
            return Picture(_("Feet flat"), _reps(total), 0, 0)
        if session.stage == "over":
            return Picture(_("Nicely done"), _reps(total), 0, 0)
        here = session.moment(now)
        count = _("{rep} of {planned}").format(rep=here.rep + 1, planned=total)
        return Picture(_(PHASE_WORDS[here.phase]), count, coarse.step, fine.step)

    def wait(self, now: float) -> float:
        """Seconds until the picture changes; 0 once it has been over for long enough to leave."""
        session = self._session = self._session.at(now)
        if session.stage == "over":
            return max(0.0, self._ends_at + GOODBYE_SECONDS - now)
        steps = (pacing.next_frame(session, now, self._bar_steps), pacing.next_frame(session, now))
        waits = [wait for wait in steps if wait is not None]
        if session.stage == "moving":
            waits.append(session.moment(now).phase_left)
        return min(waits)


def _reps(count: int) -> str:
    return ngettext("{reps} rep", "{reps} reps", count).format(reps=count)
