"""The core's state, stepped by the real clock, the real sensors and what the user asks."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from soleus_tray.core.decisions import started, stopped
from soleus_tray.core.engine import apply, observe, start
from soleus_tray.core.errors import BadValueError
from soleus_tray.core.next_look import next_look
from soleus_tray.core.presence import Observation
from soleus_tray.core.saved import restored
from soleus_tray.core.sensing import needs_sensing

if TYPE_CHECKING:
    from soleus_tray.app.keeper import StateKeeper
    from soleus_tray.core.commands import Command
    from soleus_tray.core.events import Event
    from soleus_tray.core.settings import Settings
    from soleus_tray.core.signals import Signal
    from soleus_tray.core.state import State, Step
    from soleus_tray.ports.activity import Activity, ActivitySource
    from soleus_tray.ports.clock import Clock
    from soleus_tray.ports.session import SessionWatch

log = logging.getLogger(__name__)


class Stepper:
    """Owns the state; every method but `begin` needs `begin` first. For the reminder thread."""

    def __init__(
        self, clock: Clock, activity: ActivitySource, session: SessionWatch, keeper: StateKeeper, seed: int
    ) -> None:
        self._clock = clock
        self._source = activity
        self._session = session
        self._keeper = keeper
        self._seed = seed
        self.monotonic = 0.0
        """The clock at the last look."""
        self.state: State
        self.settings: Settings
        self.activity: Activity
        """The last reading."""

    def begin(self, settings: Settings) -> tuple[Event, ...]:
        """Go on from the saved state, or start afresh; answers with what follows from the time between."""
        self.settings = settings
        seen = self._observation()
        saved = self._keeper.load()
        try:
            if saved is not None:
                events = self._step(restored(saved, seen, settings))
                self.state = replace(self.state, seed=self._seed)
                return events
        except BadValueError as error:
            log.warning("%s", error)
        return self._step(started(start(seen, settings, self._seed)))

    def look(self, signals: tuple[Signal, ...] | None = None) -> tuple[Event, ...]:
        """Observe; `signals` are what the sensors just said. Answers with what follows."""
        return self._step(observe(self.state, self._observation(signals), self.settings))

    @property
    def needs_sensing(self) -> bool:
        """Whether a decision waits for a reading of the sensors."""
        return needs_sensing(self.state, self.settings)

    def command(self, command: Command) -> tuple[Event, ...]:
        """Apply a command at the moment of the last look; answers with what follows."""
        return self._step(apply(self.state, command, self.settings))

    def follow(self, settings: Settings) -> None:
        """Use these settings from now on; a new interval counts for the running hour, if it is not due."""
        interval = settings.reminders.interval
        if interval != self.settings.reminders.interval and self.state.due is None:
            self.state = replace(self.state, threshold=float(interval))
        self.settings = settings

    def next_look(self) -> float:
        """Seconds until the next look that could change anything."""
        return next_look(self.state, self.settings)

    def stop(self) -> tuple[Event, ...]:
        """What is to be told of the end, which is now."""
        return self._step(stopped(self.state))

    def save(self, *, at_exit: bool = False) -> None:
        """Keep the state for the next run."""
        self._keeper.save(self.state, at_exit=at_exit)

    def _step(self, step: Step) -> tuple[Event, ...]:
        self.state, events = step
        return events

    def _observation(self, signals: tuple[Signal, ...] | None = None) -> Observation:
        moment = self._clock.read()
        self.monotonic = moment.monotonic
        self.activity = self._source.read()
        return Observation(
            monotonic=moment.monotonic,
            wall=moment.wall,
            utc_offset=moment.utc_offset,
            idle=self.activity.idle,
            locked=self.activity.locked or self._session.locked,
            asleep=moment.asleep,
            signals=signals,
        )
