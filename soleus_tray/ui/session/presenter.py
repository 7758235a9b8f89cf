"""Guides a set: turns times and gestures into pictures. No tkinter, no clock of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from soleus_tray.core.exercise import find_pace, open_plan, plan_for_reps, plan_for_seconds
from soleus_tray.core.session import begin
from soleus_tray.ui.session.record import SetRecord
from soleus_tray.ui.session.words import notice_text, over_picture, ready_picture, set_picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.core.exercise import SetPlan
    from soleus_tray.core.facts import SetSource
    from soleus_tray.core.session import Session
    from soleus_tray.core.window_messages import SetRequest, WindowEvent
    from soleus_tray.ports.clock import Clock, Moment
    from soleus_tray.ports.journal import Journal
    from soleus_tray.ui.session.picture import Picture

FRAME_SECONDS = 1 / 30
STILL_SECONDS = 0.25
"""Between two looks at a still picture of which only the ring and the figures move."""

_KEYS = {
    "get_ready": {"space": "start", "Return": "start", "Escape": "leave"},
    "moving": {"space": "pause", "Return": "finish", "Escape": "stop"},
    "paused": {"space": "pause", "Return": "finish", "Escape": "stop"},
    # Not Space: who wanted to pause the last rep would close the summary.
    "over": {"Return": "done", "Escape": "done"},
}


def plan_from(request: SetRequest) -> SetPlan:
    """The set that was asked for.

    Raises:
        BadValueError: the pace, the length or the reps can't be used.
    """
    pace = find_pace(request.pace)
    if request.until_stopped:
        return open_plan(pace, request.legs)
    if request.reps is not None:
        return plan_for_reps(pace, request.reps, request.legs)
    return plan_for_seconds(pace, request.seconds, request.legs)


class SessionPresenter:
    """One window's worth of sets: the first as asked for, then as many as "Again" is pressed."""

    def __init__(
        self,
        request: SetRequest,
        clock: Clock,
        journal: Journal,
        tell: Callable[[WindowEvent], None],
        entropy: Callable[[], bytes],
    ) -> None:
        self._request = request
        self._clock = clock
        self._plan = plan_from(request)
        self._journal = journal
        self._tell = tell
        self._entropy = entropy
        self._record = self._new_record(request.source)
        self._session = begin(self._plan, float(request.get_ready), clock.read().monotonic)
        self._sets_today = request.sets_today
        self._week = request.sets_this_week
        self._counted = False
        self._hurt = False
        self.closed = False
        """Whether the window has nothing more to show."""

    @property
    def session(self) -> Session:
        """Where the present set stands."""
        return self._session

    def picture(self) -> Picture:
        """Let time pass, keep what is worth keeping, and answer with what to show now."""
        now = self._clock.read()
        self._session = self._session.at(now.monotonic)
        self._keep(now)
        return replace(self._shown(now.monotonic), notice=notice_text(self._record.problem))

    def wait(self) -> float | None:
        """Seconds until the picture may look different; None when only a gesture changes it."""
        session, now = self._session, self._clock.read().monotonic
        if session.stage in ("paused", "over"):
            return None
        if session.stage == "get_ready":
            return min(STILL_SECONDS / 2, max(0.001, session.countdown_left(now)))
        here = session.moment(now)
        return min(STILL_SECONDS, max(0.001, here.phase_left)) if here.phase == "hold" else FRAME_SECONDS

    def key(self, name: str) -> None:
        """A key was pressed (Tk's name for it)."""
        self.act(_KEYS[self._session.stage].get(name, ""))

    def act(self, action: str) -> None:
        """A button was pressed; one that does not fit the present stage does nothing."""
        moment = self._clock.read()
        now = moment.monotonic
        session = self._session.at(now)
        if action == "start":
            session = session.start_now(now)
        elif action == "pause":
            session = session.resume(now) if session.stage == "paused" else session.pause(now)
        elif action == "finish":
            session = session.finish(now)
        elif action in ("stop", "hurts", "leave"):
            self._hurt = action == "hurts" and session.stage != "over"
            session = session.stop(now)
        elif action in ("done", "again") and session.stage == "over":
            self._after(action)
            return
        self._session = session
        self._keep(moment, at_once=action == "pause")
        self.closed = self.closed or session.ending == "left"

    def ask(self, request: SetRequest) -> None:
        """Another set is asked for while the window shows: begin it from the summary, else go on with this.

        Raises BadValueError when the request can't be used; then nothing changes.
        """
        if self._session.stage != "over":
            return
        self._plan, self._request = plan_from(request), request
        self._sets_today, self._week = request.sets_today, request.sets_this_week
        self._anew(request.source)

    def close(self) -> None:
        """The window is being closed, at whatever stage: what was done stays recorded."""
        self.act("stop")
        self.closed = True

    def _new_record(self, source: SetSource) -> SetRecord:
        return SetRecord(self._journal, self._tell, self._entropy, source)

    def _after(self, action: str) -> None:
        if action == "done":
            self.closed = True
        else:
            self._anew("window")

    def _anew(self, source: SetSource) -> None:
        """Begin another set of the same plan."""
        self._record = self._new_record(source)
        self._counted = self._hurt = False
        now = self._clock.read().monotonic
        self._session = begin(self._plan, float(self._request.get_ready), now)

    def _keep(self, now: Moment, *, at_once: bool = False) -> None:
        self._record.save(self._session, now, at_once=at_once)
        over = self._session.stage == "over" and not self._counted
        if over and self._session.moment(now.monotonic).reps_done:
            self._counted = True
            self._sets_today += 1
            self._week = (*self._week[:-1], self._week[-1] + 1) if self._week else ()

    def _shown(self, now: float) -> Picture:
        if self._session.stage == "get_ready":
            return ready_picture(self._session, now)
        if self._session.stage == "over":
            return over_picture(self._session, hurt=self._hurt, sets_today=self._sets_today, week=self._week)
        return set_picture(self._session, now)
