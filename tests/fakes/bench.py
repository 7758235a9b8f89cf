"""The reminder loop on fakes, turned by hand with a clock that the test moves."""

from __future__ import annotations

from pathlib import Path
from queue import SimpleQueue

from soleus_tray.adapters.settings.toml_file import FileSettings
from soleus_tray.app import messages as post
from soleus_tray.app.control import requests as request
from soleus_tray.app.effects import Remembering
from soleus_tray.app.keeper import StateKeeper
from soleus_tray.app.loop import ReminderLoop
from soleus_tray.app.parts import Parts
from soleus_tray.app.quiet import QuietSet
from soleus_tray.app.sensing import Sensed
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.facts import SetFact, from_line
from soleus_tray.core.settings import ReminderSettings, Settings
from soleus_tray.core.signals import KINDS, Signal
from soleus_tray.ports.sensor import Reading
from tests.fakes.parts import (
    FakeActivity,
    FakeClock,
    FakeJournal,
    FakeLogin,
    FakeNotifier,
    FakeSensing,
    FakeSession,
    FakeStore,
    FakeTray,
    FakeWindows,
)


class Bench:
    """A loop on fakes, turned by hand."""

    def __init__(self, folder: Path, **reminders: int) -> None:
        self.clock, self.activity, self.tray = FakeClock(), FakeActivity(), FakeTray()
        self.notifier, self.windows = FakeNotifier(), FakeWindows()
        self.journal, self.store, self.login = FakeJournal(), FakeStore(), FakeLogin()
        self.session, self.sensing = FakeSession(), FakeSensing()
        self.hung = False
        self.changed: list[tuple[str, str]] = []
        self.lives, self.new_here = True, False
        self.signals: tuple[Signal, ...] = ()
        self.settings = Settings(reminders=ReminderSettings(**reminders))
        self.folder, self.made, self.drawn = folder, [], []
        self.loop = self.make()

    def make(self) -> ReminderLoop:
        parts = Parts(
            clock=self.clock, activity=self.activity, tray=self.tray, notifier=self.notifier,
            windows=self.windows, remembering=Remembering(self.journal, self.store),
            keeper=StateKeeper(self.folder / "clock.json"), login=self.login, session=self.session,
            sensing=self.sensing, begin_quiet=self.begin_quiet,
            read_settings=lambda: FileSettings(Path("s.toml"), self.settings, (), frozenset()),
            make_settings=lambda: self.made.append(1), draw_ahead=self.drawn.append, seed=7,
            change_setting=lambda *change: self.changed.append(change),
            set_lives=lambda _: self.lives, wants_welcome=lambda: self.new_here,
        )  # fmt: skip
        self.inbox = SimpleQueue()
        loop = ReminderLoop(parts, self.inbox)
        loop.begin()
        return loop

    def begin_quiet(self, chosen, now, utc_offset):
        return QuietSet(
            chosen, self.folder / "journal", self.journal.append, lambda: bytes(10),
            now=now, utc_offset=utc_offset,
        )  # fmt: skip

    def paced(self) -> list[SetFact]:
        """What a quiet set wrote to its journal."""
        lines = [
            line
            for file in (self.folder / "journal").glob("*.jsonl")
            for line in file.read_text().splitlines()
        ]
        return [from_line(line) for line in lines]

    def turn(self, message=None):
        """One turn; if it wants the sensors read, they answer with a turn of their own."""
        before = self.sensing.wanted
        self.loop._turn(message)
        if self.sensing.wanted > before and not self.hung:
            said = {signal.kind: (signal,) for signal in self.signals}
            now = self.clock.monotonic
            readings = tuple(Sensed(kind, "fake", Reading(said.get(kind, ())), now) for kind in KINDS)
            self.loop._turn(post.SensorsRead(readings))

    def sit(self, seconds: float):
        for _ in range(int(seconds // 30)):
            self.clock.tick(30)
            self.turn()

    def ask(self, asked):
        message = post.Asked(asked)
        self.turn(message)
        answer = message.reply.get_nowait()
        if isinstance(answer, SoleusError):
            raise answer
        return answer

    def state(self) -> str:
        return self.ask(request.Status())["status"]["state"]

    @property
    def said(self) -> list[str]:
        return [what for what, _ in self.windows.said]
