"""A year of sets through the real presenter: what is recorded is what was done, to the rep and the second.

The other set of books is kept here, from the rules alone: it walks through the set rep by rep in whole
milliseconds, and knows nothing of the core's plans and moments.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from soleus_tray.core.facts import Fact, SetFact
from soleus_tray.core.paces import PACES
from soleus_tray.core.window_messages import SetRequest, WindowEvent
from soleus_tray.ports.clock import Moment
from soleus_tray.ui.session.presenter import SessionPresenter

if TYPE_CHECKING:
    from collections.abc import Iterator

SETS = 5000
MORNING = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
RANGE = ["gentle", "steady", "flow"]
CYCLES = {"gentle": 6000, "steady": 4000, "flow": 3000, "pulse": 2000}
REST = 60_000
"""Between two parts, in milliseconds."""


@dataclass
class Part:
    reps: int
    pace: str
    rest: int


@dataclass
class Books:
    """What was done, in whole milliseconds; `parts` is what is still to be done, the present rep included."""

    parts: list[Part]
    by_reps: bool
    reps: int = 0
    active: int = 0
    into: int = 0
    """Of the present rep."""
    moving: bool = True

    @property
    def over(self) -> bool:
        return not self.parts

    def pass_time(self, milliseconds: int) -> None:
        while milliseconds and self.moving and self.parts:
            here = self.parts[0]
            if here.rest:
                step = min(milliseconds, here.rest)
                here.rest -= step
            else:
                step = min(milliseconds, CYCLES[here.pace] - self.into)
                self.into += step
                self.active += step
                if self.into == CYCLES[here.pace]:
                    self.reps, self.into, here.reps = self.reps + 1, 0, here.reps - 1
            if not here.reps:
                self.parts.pop(0)
            milliseconds -= step

    def change_pace(self, faster: bool, begun: bool) -> None:
        """From the next rep on; the present one keeps the pace it began with."""
        if self.over:
            return
        first = self.parts[0]
        present = begun and not first.rest
        coming = self._coming(1 if present else 0)
        pace = _next_pace(coming, faster)
        if pace is None:
            return
        changed = []
        if present:
            changed.append(Part(1, first.pace, 0))
            rest = [Part(first.reps - 1, first.pace, 0), *self.parts[1:]]
        else:
            rest = self.parts
        # Each block that stands in the plan keeps its own length as nearly as whole reps can.
        for part in rest:
            if part.reps:
                even = round(part.reps * CYCLES[part.pace] / CYCLES[pace])
                changed.append(Part(part.reps if self.by_reps else max(1, even), pace, part.rest))
        self.parts = changed

    def _coming(self, skipped: int) -> str:
        for part in self.parts:
            if skipped < part.reps:
                return part.pace
            skipped -= part.reps
        return self.parts[-1].pace

    def skip_rest(self) -> None:
        if self.parts and self.parts[0].rest:
            self.parts[0].rest = 0


def _next_pace(pace: str, faster: bool) -> str | None:
    order = [one for one in RANGE if (CYCLES[one] < CYCLES[pace]) == faster and CYCLES[one] != CYCLES[pace]]
    return (order[0] if faster else order[-1]) if order else None


@dataclass
class Desk:
    """The presenter's surroundings: a clock turned by hand, and a journal that remembers when it was told."""

    now: int = 0
    """Milliseconds."""
    facts: list[SetFact] = field(default_factory=list)
    told: list[WindowEvent] = field(default_factory=list)
    count: int = 0
    stood_still: int = 0
    """Milliseconds of the machine's sleep that the monotonic clock left out."""
    asleep: int = 0
    """Of these, what nobody has been told yet."""

    def read(self) -> Moment:
        asleep, self.asleep = self.asleep / 1000, 0
        monotonic = 1000 + (self.now - self.stood_still) / 1000
        return Moment(monotonic, MORNING + timedelta(milliseconds=self.now), 3600, asleep)

    def sleep(self, milliseconds: int, *, stands_still: bool) -> None:
        self.now += milliseconds
        if stands_still:
            self.asleep += milliseconds
            self.stood_still += milliseconds

    def append(self, *facts: Fact) -> None:
        self.facts += [fact for fact in facts if isinstance(fact, SetFact)]

    def entropy(self) -> bytes:
        self.count += 1
        return self.count.to_bytes(10, "big")


def wanted(draw: Random) -> tuple[SetRequest, Books]:
    """Something to ask for, and the books for it."""
    pace = draw.choice(list(CYCLES))
    cycle, kind = CYCLES[pace], draw.choice(["time", "reps", "open"])
    request = SetRequest(
        "tray",
        pace,
        0,
        None,
        draw.choice([0, 0, 5, 15]),
        "light",
        3,
        (2, 4),
        mode=draw.choice(["full", "compact"]),
    )
    request = replace(
        request, legs=draw.choice(["both", "alternate", "left", "right"]), still=draw.random() < 0.2
    )
    if kind == "reps":
        reps = draw.randint(1, 40)
        return replace(request, reps=reps), Books([Part(reps, pace, 0)], by_reps=True)
    if kind == "open":
        return replace(request, until_stopped=True), Books([Part(1_800_000 // cycle, pace, 0)], by_reps=False)
    seconds = draw.choice([60, 60, 90, 120, 120, 150, 180, 300, 600])
    reps = -(-seconds * 1000 // cycle)
    halves = [reps] if seconds < 450 else [reps - reps // 2, reps // 2]
    parts = [Part(count, pace, REST if place else 0) for place, count in enumerate(halves)]
    return replace(request, seconds=seconds), Books(parts, by_reps=False)


@dataclass
class Trial:
    """One set: every gesture goes to the presenter and into the books."""

    draw: Random
    desk: Desk
    request: SetRequest
    books: Books
    begun: bool = False
    ended: str = ""

    def __post_init__(self) -> None:
        self.desk.facts.clear()
        self.desk.told.clear()
        self.presenter = SessionPresenter(
            self.request, self.desk, self.desk, self.desk.told.append, self.desk.entropy
        )
        self.countdown = self.request.get_ready * 1000
        self.begun = not self.countdown
        self.kept = 0

    def wait(self, milliseconds: int) -> None:
        """Let time pass; now and then the window looks, late or early."""
        while milliseconds > 0 and not self.ended:
            step = min(milliseconds, self.draw.choice([33, 250, 1000, 4000, 14_000]))
            milliseconds -= step
            self.desk.now += step
            waited = min(step, self.countdown)
            self.countdown -= waited
            self.begun = self.begun or not self.countdown
            self.books.pass_time(step - waited)
            self.look()

    def look(self) -> None:
        if self.draw.random() < 0.5:
            self.presenter.strip()
        else:
            self.presenter.picture()
        self.check_new_facts()

    def check_new_facts(self) -> None:
        """Whatever was written just now is what has been done by now."""
        for fact in self.desk.facts[self.kept :]:
            assert fact.reps == self.books.reps
            assert fact.active_seconds == self.seconds
        self.kept = len(self.desk.facts)
        if self.books.over and not self.ended:
            self.ended = "completed"

    @property
    def seconds(self) -> int:
        """A whole set is told to the nearest second, part of one by the seconds that are full."""
        books = self.books
        return max(1, (books.active + 500) // 1000) if books.over else books.active // 1000

    def do(self, gesture: str) -> None:
        act, books = self.presenter.act, self.books
        if gesture in ("faster", "slower"):
            act(gesture)
            books.change_pace(gesture == "faster", self.begun)
        elif gesture == "pause":
            if self.begun:
                act("pause")
                books.moving = False
                self.check_new_facts()
                self.desk.now += self.draw.randint(1, 3_000_000)
                self.look()
                act("pause")
                books.moving = True
        elif gesture == "sleep":
            self.presenter.picture()
            self.desk.sleep(self.draw.randint(16_000, 30_000_000), stands_still=self.draw.random() < 0.5)
            if self.begun:  # and goes on by hand, as before the lid was closed
                self.look()
                assert self.presenter.session.stage == "paused"
                act("pause")
            else:
                self.countdown = self.request.get_ready * 1000
                self.look()
        elif gesture == "skip_rest":
            act(gesture)
            books.skip_rest()
        elif gesture == "start":
            act(gesture)
            self.countdown, self.begun = 0, True
        elif gesture in ("compact", "full", "more", "help", "mute"):
            act(gesture)
        else:
            self.end(gesture)
        if not self.ended:
            self.check_new_facts()

    def end(self, how: str) -> None:
        if how == "close":
            self.presenter.close()
        elif how != "kill":
            self.presenter.act(how)
        self.ended = how if self.begun else "left"
        self.check_new_facts()


def gestures(draw: Random) -> Iterator[str]:
    """What hands do in a set, for as long as they are asked."""
    often = [
        "compact",
        "full",
        "more",
        "mute",
        "help",
        "pause",
        "sleep",
        "faster",
        "slower",
        "skip_rest",
        "start",
    ]
    rarely = ["finish", "stop", "hurts", "close", "kill"]
    while True:
        yield draw.choice(often if draw.random() < 0.75 else rarely)


@pytest.mark.parametrize("quarter", range(4))
def test_a_year_of_sets_is_recorded_as_it_was_done(quarter: int) -> None:
    draw, desk = Random(quarter), Desk()
    ends: dict[str, int] = {}
    for _ in range(SETS // 4):
        trial = Trial(draw, desk, *wanted(draw))
        for gesture in gestures(draw):
            trial.wait(draw.randint(0, draw.choice([3000, 30_000, 150_000])))
            if trial.ended:
                break
            trial.do(gesture)
            if trial.ended:
                break
        ends[trial.ended] = ends.get(trial.ended, 0) + 1
        check(trial)
        desk.now += draw.randint(0, 7_200_000)
    assert set(ends) == {"completed", "finish", "stop", "hurts", "close", "kill", "left"}
    assert min(ends.values()) >= 20


def check(trial: Trial) -> None:
    """The last word of the record is the books' last figures; after a kill it is what had been written."""
    facts = trial.desk.facts
    if trial.ended == "left":
        assert facts == []
        return
    if trial.ended == "kill":
        for fact in facts:
            assert fact.outcome == "in_progress"
        return
    last = facts[-1]
    assert (last.reps, last.active_seconds) == (trial.books.reps, trial.seconds)
    assert {fact.id for fact in facts} == {last.id}
    assert last.hurt == (trial.ended == "hurts")
    endless = trial.request.until_stopped
    whole = trial.ended == "completed" or (endless and trial.ended == "finish")
    assert last.outcome == ("completed" if whole else "stopped_early")
    assert [event.kind for event in trial.desk.told][-1] == "ended"


def test_the_books_and_the_app_mean_the_same_paces() -> None:
    assert {name: pace.cycle for name, pace in PACES.items()} == CYCLES
