"""A simulated desk: a person, a wall clock and a monotonic clock that can be moved apart, and the core."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from soleus_tray.core import commands as ask
from soleus_tray.core.engine import apply, observe, start
from soleus_tray.core.events import Event, Remember, Remind, Withdraw
from soleus_tray.core.facts import ReminderFact, SetFact, SittingFact
from soleus_tray.core.next_look import next_look
from soleus_tray.core.presence import Observation
from soleus_tray.core.sensing import needs_sensing
from soleus_tray.core.settings import ReminderSettings, Settings
from soleus_tray.core.signals import Signal
from soleus_tray.core.status import Status, status_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.core.state import State

MINUTE, HOUR = 60.0, 3600.0


@dataclass
class Desk:
    """Runs the core as the app's loop does: look, wait as long as it asks, look again."""

    settings: Settings = field(default_factory=Settings)
    wall: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    monotonic: float = 1000.0
    utc_offset: int = 0
    last_input: float | None = None
    """On the monotonic clock; None: the idle sensor knows nothing."""
    busy: bool = False
    """The person keeps typing."""
    idle_known: bool = True
    locked: bool = False
    in_call: bool = False
    media: bool = False
    holds: tuple[str, ...] = ()
    """Kinds of signals beside call and media."""
    sensors: bool = True
    """False: they never answer."""
    asleep: float = 0.0
    events: list[tuple[datetime, Event]] = field(default_factory=list)
    looks: int = 0
    readings: int = 0
    states: dict[int, State] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.last_input = self.monotonic
        self.state: State = start(self.seen(), self.settings, seed=1)
        self.next_at = self.monotonic + next_look(self.state, self.settings)

    def signals(self) -> tuple[Signal, ...]:
        kinds = [*(["microphone"] if self.in_call else []), *(["media"] if self.media else []), *self.holds]
        return tuple(Signal(kind, "Zoom" if kind == "microphone" else "") for kind in kinds)

    def seen(self) -> Observation:
        idle = None
        if self.idle_known:
            idle = 0.0 if self.busy else self.monotonic - (self.last_input or self.monotonic)
        return Observation(
            self.monotonic, self.wall, self.utc_offset, idle, self.locked, self.asleep,
            signals=None,
        )  # fmt: skip

    def look(self) -> None:
        """A look; when a decision waits for the sensors, they answer with a second one at once."""
        self._take(observe(self.state, self.seen(), self.settings))
        self.asleep = 0.0
        self.looks += 1
        if self.sensors and needs_sensing(self.state, self.settings):
            self.readings += 1
            self._take(observe(self.state, replace(self.seen(), signals=self.signals()), self.settings))

    def do(self, command: ask.Command) -> None:
        self.look()
        self._take(apply(self.state, command, self.settings))

    def _take(self, step: tuple[State, tuple[Event, ...]]) -> None:
        self.state, events = step
        self.states |= {id(event): self.state for event in events}
        self.events += [(self.wall, event) for event in events]
        self.next_at = self.monotonic + next_look(self.state, self.settings)

    def pass_time(self, seconds: float) -> None:
        """Both clocks go on; the loop looks whenever it planned to."""
        end = self.monotonic + seconds
        while self.next_at <= end:
            self._tick(self.next_at - self.monotonic)
            self.look()
        self._tick(end - self.monotonic)
        self.look()

    def _tick(self, seconds: float) -> None:
        seconds = max(0.0, seconds)  # a look that is overdue happens now
        self.monotonic += seconds
        self.wall += timedelta(seconds=seconds)
        if self.busy:
            self.last_input = self.monotonic

    def work(self, seconds: float) -> None:
        """The person types, with a breath of four seconds every half minute."""
        end = self.monotonic + seconds
        while self.monotonic < end - 1e-6:
            self.busy = True
            self.pass_time(min(26.0, end - self.monotonic))
            self.busy = False
            self.pass_time(min(4.0, end - self.monotonic))
        self.last_input = self.monotonic

    def type_without_a_breath(self, seconds: float) -> None:
        self.busy = True
        self.pass_time(seconds)
        self.busy = False

    def leave(self, seconds: float) -> None:
        """No input at all."""
        self.busy = False
        self.pass_time(seconds)

    def suspend(self, seconds: float) -> None:
        """The machine sleeps: the wall clock goes on, the monotonic one does not."""
        self.wall += timedelta(seconds=seconds)
        self.asleep += seconds
        self.look()

    def set_clock(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)

    def do_set(self, seconds: float, planned: int = 120, *, kill: bool = False, hurt: bool = False) -> None:
        """A set runs for so long and is then ended, or its window killed."""
        fact = SetFact("set", self.wall, self.utc_offset, planned, planned // 4, "steady", "tray")
        fact = replace(fact, id=f"set-{len(self.events)}-{self.wall.isoformat()}")
        self.do(ask.Begin("tray"))
        self.do(ask.SetMoved(fact))
        done = 0.0
        while done < seconds:
            done = min(seconds, done + 5)
            self.pass_time(min(5.0, seconds))
            fact = replace(fact, active_seconds=int(done), reps=int(done // 4))
            if done < seconds:
                self.do(ask.SetMoved(fact))
        if not kill:
            outcome = "completed" if seconds >= planned else "stopped_early"
            self.do(ask.SetMoved(replace(fact, outcome=outcome, ended_at=self.wall, hurt=hurt)))
        self.do(ask.SetWindowClosed())
        self.last_input = self.monotonic

    # --- what came of it ---

    def state_at(self, event: Event) -> State:
        """The state that came with an event."""
        return self.states[id(event)]

    @property
    def status(self) -> Status:
        return status_of(self.state)

    def of(self, kind: type | Callable[[Event], bool]) -> list[Event]:
        if isinstance(kind, type):
            return [event for _, event in self.events if isinstance(event, kind)]
        return [event for _, event in self.events if kind(event)]

    @property
    def reminders(self) -> list[datetime]:
        return [when for when, event in self.events if isinstance(event, Remind)]

    @property
    def withdrawn(self) -> int:
        return len(self.of(Withdraw))

    def facts(self, kind: type) -> list[ReminderFact | SittingFact | SetFact]:
        return [e.fact for _, e in self.events if isinstance(e, Remember) and isinstance(e.fact, kind)]

    @property
    def outcomes(self) -> list[str]:
        return [fact.outcome for fact in self.facts(ReminderFact)]  # type: ignore[union-attr]


def settings(**reminders: int) -> Settings:
    return Settings(reminders=ReminderSettings(**reminders))
