"""Stand-ins for what a loop test can't have: hours of time, and a desktop to look at without looking."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from soleus_tray.core.errors import SoleusError
from soleus_tray.ports.activity import Activity
from soleus_tray.ports.clock import Moment

if TYPE_CHECKING:
    from soleus_tray.core.facts import Fact
    from soleus_tray.core.window_messages import Panel, SetRequest, Strip
    from soleus_tray.ports.notifier import Notification
    from soleus_tray.ports.tray import Face


@dataclass
class FakeClock:
    monotonic: float = 100.0
    wall: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    utc_offset: int = 0
    asleep: float = 0.0

    def read(self) -> Moment:
        asleep, self.asleep = self.asleep, 0.0
        return Moment(self.monotonic, self.wall, self.utc_offset, asleep)

    def tick(self, seconds: float) -> None:
        self.monotonic += seconds
        self.wall += timedelta(seconds=seconds)


@dataclass
class FakeActivity:
    idle: float | None = 4.0
    source: str = "fake"
    closed: bool = False
    reads: int = 0

    def read(self) -> Activity:
        self.reads += 1
        return Activity(self.idle)

    def close(self) -> None:
        self.closed = True


@dataclass
class FakeTray:
    faces: list[Face] = field(default_factory=list)
    backend: str = "fake"
    visible: bool = True
    keeps_up: bool = True
    stopped: bool = False

    def run(self, ready: Any) -> None:
        ready()

    def show(self, face: Face) -> None:
        self.faces.append(face)

    def stop(self) -> None:
        self.stopped = True

    @property
    def face(self) -> Face:
        return self.faces[-1]


@dataclass
class FakeNotifier:
    sent: list[Notification] = field(default_factory=list)
    withdrawn: int = 0
    backend: str = "fake"
    buttons: bool | None = True
    closed: bool = False

    def send(self, notification: Notification) -> None:
        self.sent.append(notification)

    def withdraw(self) -> None:
        self.withdrawn += 1

    def close(self) -> None:
        self.closed = True


@dataclass
class FakeWindows:
    said: list[tuple[str, Any]] = field(default_factory=list)
    session: Any = None
    panel: Any = None
    strip: Any = None
    works: bool = True
    by_ear: bool = False

    def act(self, action: str) -> None:
        self.said.append(("act", action))

    def prepare(self) -> None:
        self.said.append(("prepare", None))

    def dismiss(self) -> None:
        if self.said and self.said[-1][0] != "dismiss":
            self.said.append(("dismiss", None))

    def open_session(self, request: SetRequest) -> bool:
        self.said.append(("session", request))
        self.session = self.session or object()
        return self.works

    def show_panel(self, panel: Panel) -> None:
        self.said.append(("panel", panel))

    def update_panel(self, panel: Panel) -> None:
        pass

    def show_page(self, kind: str, *arguments: str) -> None:
        self.said.append((kind, arguments))

    def close_panel(self) -> None:
        self.said.append(("close panel", None))

    def show_strip(self, strip: Strip) -> None:
        if self.strip is None:
            self.strip = object()
            self.said.append(("strip", strip))

    def close_strip(self) -> None:
        if self.strip is not None:
            self.strip = None
            self.said.append(("close strip", None))

    def closed(self, window: object) -> Literal["session", "panel", "strip"] | None:
        if window is not None and window is self.session:
            self.session = None
            return "session"
        if window is not None and window is self.strip:
            self.strip = None
            return "strip"
        return None

    def leave_all(self) -> None:
        self.said.append(("leave", None))


@dataclass
class FakeJournal:
    facts: list[Fact] = field(default_factory=list)
    full: bool = False

    def append(self, *facts: Fact) -> None:
        if self.full:
            raise SoleusError("The journal can't be written: no space left on device; free some space.")
        self.facts += facts


@dataclass
class FakeStore:
    drains: int = 0

    def drain(self) -> None:
        self.drains += 1


@dataclass
class FakeLogin:
    on: bool | None = False

    def repair(self) -> None:
        pass

    def switch(self, *, on: bool) -> str:
        self.on = on
        return ""


@dataclass
class FakeSession:
    """A login session that the test locks."""

    locked: bool = False
    source: str = "fake"
    why: str = ""
    slept: int = 0
    closed: bool = False

    def start(self) -> None:
        pass

    def may_sleep(self) -> None:
        self.slept += 1

    def close(self) -> None:
        self.closed = True


@dataclass
class FakeSensing:
    """Counts how often the sensors were wanted; the test posts what they say."""

    wanted: int = 0

    def read(self, chosen: Any) -> None:
        self.wanted += 1

    def close(self) -> None:
        pass
