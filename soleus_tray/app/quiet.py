"""The quiet set: the tray icon alone keeps the pace, and what was done is recorded like any set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.adapters.store.live import LiveJournal
from soleus_tray.core import pacing
from soleus_tray.core.exercise import plan_for_seconds
from soleus_tray.core.paces import find_pace
from soleus_tray.core.session import begin
from soleus_tray.core.window_messages import Strip
from soleus_tray.ports.clock import Moment
from soleus_tray.ui.session.record import SAVE_EVERY, SetRecord

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from soleus_tray.core.facts import SetFact
    from soleus_tray.core.pacing import Frame
    from soleus_tray.core.settings import SetSettings
    from soleus_tray.core.window_messages import WindowEvent, WindowTheme

GET_READY = 3.0
"""Seconds from the click to the first rep: nobody can read a countdown off an icon."""
LONGEST_GAP = 15.0
"""Seconds between two ticks after which nobody was paced in between: the machine slept, or stood still."""


class QuietSet:
    """One set without a window, from the click on. For the reminder thread.

    Call `tick` at each turn, show `frame`, and sleep `wait`. While reps run its lock is held, so that a
    set whose process is killed is recorded as interrupted.
    """

    def __init__(
        self,
        chosen: SetSettings,
        journal: Path,
        remember: Callable[[SetFact], None],
        entropy: Callable[[], bytes],
        *,
        now: float,
        utc_offset: int,
    ) -> None:
        """Begin the countdown at the monotonic time `now`.

        journal: its folder. remember: takes the set's last fact when it can't be written now, to write it
        later. entropy: ten random bytes. utc_offset: seconds east of UTC.
        Raises BadValueError when the settings' pace or length can't be used.
        """
        plan = plan_for_seconds(find_pace(chosen.pace), chosen.length, chosen.legs)
        self._session = begin(plan, GET_READY, now)
        self._begun, self._seen = now, now
        self._seen_wall: datetime | None = None
        self._utc_offset = utc_offset
        self._remember = remember
        self._told: list[SetFact] = []
        self._record = SetRecord(LiveJournal(journal), self._hear, entropy, "quiet")
        self._saved = now

    @property
    def over(self) -> bool:
        """Whether it has ended: by its last rep, by `end`, or because the machine slept."""
        return self._session.stage == "over"

    def tick(self, now: float, wall: datetime) -> tuple[SetFact, ...]:
        """Let time pass; answers with what SetMoved has to tell: the begin, progress each 5 s, the end.

        now: monotonic seconds; wall: UTC.
        """
        if now - self._seen > LONGEST_GAP and self._seen_wall is not None:
            # The reps of that time were never shown.
            return self.end(self._seen, self._seen_wall)
        self._seen, self._seen_wall = now, wall
        self._session = self._session.at(now)
        return self._keep(now, wall)

    def end(self, now: float, wall: datetime) -> tuple[SetFact, ...]:
        """The second click: done with what was done; before the first rep nothing is recorded."""
        self._session = self._session.finish(now)
        return self._keep(now, wall)

    def frame(self, now: float) -> Frame:
        """What the icon shows."""
        return pacing.frame(self._session, now)

    def wait(self, now: float) -> float:
        """Seconds until the next `tick` is needed; 0 once it is over."""
        change = pacing.next_frame(self._session, now)
        if change is None:
            return 0.0
        if not self._session.begun:
            return change
        return max(0.0, min(change, self._saved + SAVE_EVERY - now))

    def strip(self, theme: WindowTheme, action: str) -> Strip:
        """The same set for the strip; `action` is what a click on it asks for."""
        plan = self._session.plan
        return Strip(plan.pace.name, plan.reps, self._begun + GET_READY, action, theme)

    def _keep(self, now: float, wall: datetime) -> tuple[SetFact, ...]:
        self._record.save(self._session, Moment(now, wall, self._utc_offset, 0.0))
        told, self._told = tuple(self._told), []
        if told:
            self._saved = now
            if self.over and self._record.problem:
                self._remember(told[-1])
        return told

    def _hear(self, event: WindowEvent) -> None:
        if event.fact is not None:
            self._told.append(event.fact)
