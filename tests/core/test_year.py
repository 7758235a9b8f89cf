"""A simulated year at a desk: 250 working days of typing, calls, films, locks, naps, travel, clocks set.

Wall and monotonic time go separately, the sensors are read only when the core asks, and whoever sits there
answers reminders as people do: often not at all.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from soleus_tray.core import commands as ask
from soleus_tray.core.day import local_date
from soleus_tray.core.events import AskHowLegsFeel, PaceQuietly, Remember, Remind
from soleus_tray.core.facts import DecisionFact, ReminderFact, SetFact, SittingFact
from soleus_tray.core.hours import parse_hours
from soleus_tray.core.settings import HoursSettings, QuietSettings, Settings
from tests.fakes.desk import HOUR, MINUTE, Desk

DAYS = 250
HOURS = HoursSettings(parse_hours("Mon-Fri 08:30-18:30", "hours.work"))
LONGEST_MEETING = 90 * 60
HOME, ABROAD = ZoneInfo("Europe/Berlin"), (ZoneInfo("America/New_York"), ZoneInfo("Asia/Kolkata"))


@dataclass
class Promises:
    """What must hold at every reminder, checked as it comes."""

    desk: Desk
    last: float | None = None
    """Sitting time counted at the last reminder."""
    call_since: float | None = None
    reminded: int = 0
    asked_on: Counter[date] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def heard(self, event: object) -> None:
        if isinstance(event, AskHowLegsFeel):
            self._asked()
        if not isinstance(event, Remind):
            return
        desk, state = self.desk, self.desk.state
        self.reminded += 1
        wrong = {
            "in a call": desk.in_call and not self._overlong(),
            "on a shared screen": "sharing" in desk.holds and not self._overlong(),
            "in a busy hour of the calendar": "calendar" in desk.holds and not self._overlong(),
            "while quiet was wanted": bool({"dnd", "fullscreen", "program"} & set(desk.holds)),
            "away": not state.presence.here or desk.locked,
            "standing": state.stand is not None,
            "snoozed": state.snooze is not None,
            "paused": state.pause is not None,
            "during a set": state.session is not None,
            "out of hours": not HOURS.work.include(desk.wall, desk.utc_offset),
            "within five minutes": self.last is not None and state.sitting.counted - self.last < 300 - 1e-6,
        }
        self.broken += [f"{desk.wall}: {what}" for what, so in wrong.items() if so]
        self.last = state.sitting.counted

    def _asked(self) -> None:
        """The question of the day came."""
        desk, state = self.desk, self.desk.state
        today = local_date(desk.wall, desk.utc_offset)
        wrong = {
            "asked in a call": desk.in_call and desk.sensors,
            "asked while quiet was wanted": bool(desk.holds) and desk.sensors,
            "asked an empty chair": not state.sitting.sits,
            "asked beside a reminder": state.due is not None and not state.due.ignored,
            "asked during a set, a snooze or a pause": bool(state.session or state.snooze or state.pause),
        }
        self.broken += [f"{desk.wall}: {what}" for what, so in wrong.items() if so]
        self.asked_on[today] += 1

    def _overlong(self) -> bool:
        return any(hold.doubted for hold in self.desk.state.holds)


class YearDesk(Desk):
    """A desk that checks its promises with every event and keeps only what the year's end asks for."""

    def __post_init__(self) -> None:
        self.promises = Promises(self)
        self.kinds: Counter[str] = Counter()
        super().__post_init__()

    def _take(self, step) -> None:
        self.state, events = step
        for event in events:
            self.kinds[type(event).__name__] += 1
            self.promises.heard(event)
            if isinstance(event, (Remember, PaceQuietly)):
                self.events.append((self.wall, event))
        super()._take((self.state, ()))


class Person:
    """Somebody with habits, drawn from a seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        quiet = QuietSettings(longest_meeting=LONGEST_MEETING)
        start = datetime(2026, 1, 5, 7, 30, tzinfo=UTC)
        self.desk = YearDesk(Settings(quiet=quiet, hours=HOURS), wall=start, utc_offset=3600)
        self.zone = HOME
        self.awake = 0.0

    def day(self) -> None:
        """From sitting down in the morning to the lid's closing in the evening."""
        if self.chance.random() < 0.03:
            self.zone = self.chance.choice((*ABROAD, HOME, HOME))
        began, length = self.desk.wall, self.chance.uniform(7, 10.5) * HOUR
        while (self.desk.wall - began).total_seconds() < length:
            self._look_at_the_clock()
            self.chance.choices(*zip(*self._habits(), strict=True))[0]()
            self._answer()
        self._go_home()

    def _habits(self):
        return (
            (self.type, 40), (self.read, 12), (self.call, 8), (self.film, 2), (self.coffee, 10),
            (self.lock, 3), (self.nap_of_the_machine, 1), (self.stand, 2), (self.share, 2),
            (self.quiet, 2), (self.long_meeting, 1), (self.ask_something, 4), (self.set_the_clock, 0.3),
            (self.meal, 1), (self.sensors_die, 0.2),
        )  # fmt: skip

    def type(self, minutes: float = 0) -> None:
        """Typing with a short pause every few minutes: coarser than in life, so that a year takes seconds."""
        for _ in range(int(minutes or self.chance.uniform(5, 40)) // 4 + 1):
            self.desk.type_without_a_breath(230)
            self.desk.leave(10)
            self._answer()

    def read(self) -> None:
        self.desk.leave(self.chance.uniform(1, 30) * MINUTE)
        self.desk.type_without_a_breath(5)
        if self.desk.status.maybe_sat is not None and self.chance.random() < 0.7:
            self.desk.do(ask.WasSitting())

    def call(self) -> None:
        self._while("in_call", self.chance.uniform(10, 75) * MINUTE)

    def long_meeting(self) -> None:
        self._while("in_call", self.chance.uniform(3, 5) * HOUR, pacing=0)

    def film(self) -> None:
        self.desk.media = True
        self.desk.leave(self.chance.uniform(20, 100) * MINUTE)
        self.desk.media = False

    def share(self) -> None:
        self.desk.holds = ("sharing",)
        self._while("in_call", self.chance.uniform(10, 50) * MINUTE)
        self.desk.holds = ()

    def quiet(self) -> None:
        self.desk.holds = (self.chance.choice(["dnd", "fullscreen", "calendar", "program"]),)
        self.type(self.chance.uniform(10, 90))
        self.desk.holds = ()

    def coffee(self) -> None:
        self.desk.leave(self.chance.uniform(3, 25) * MINUTE)

    def lock(self) -> None:
        self.desk.locked = True
        self.desk.leave(self.chance.uniform(2, 60) * MINUTE)
        self.desk.locked = False
        self.desk.type_without_a_breath(10)

    def nap_of_the_machine(self) -> None:
        self.desk.suspend(self.chance.uniform(1, 90) * MINUTE)
        if self.chance.random() < 0.7:
            self.desk.type_without_a_breath(10)

    def stand(self) -> None:
        seconds = self.chance.choice([None, 900, 1800])
        self.desk.do(ask.Stand(True, seconds))
        self.type(self.chance.uniform(10, 40))
        if seconds is None:
            self.desk.do(ask.Stand(False))

    def meal(self) -> None:
        self.coffee()
        self.desk.type_without_a_breath(10)
        self.desk.do(ask.Ate())

    def ask_something(self) -> None:
        later = self.desk.wall + timedelta(hours=self.chance.uniform(0.2, 3))
        self.desk.do(self.chance.choice([
            ask.Snooze(600), ask.Snooze(1800), ask.SnoozeUntil(later), ask.SnoozeMeeting(), ask.EndSnooze(),
            ask.Pause(1200), ask.Resume(), ask.Skip(),
        ]))  # fmt: skip

    def set_the_clock(self) -> None:
        self.desk.set_clock(self.chance.choice([-3600, -90, 45, 7200]))
        self.desk.look()

    def sensors_die(self) -> None:
        """A dead sound server: nothing is known of calls, so none is held meanwhile, and none is had."""
        self.desk.sensors = False
        self.type(self.chance.uniform(5, 60))
        self.desk.sensors = True

    def _while(self, what: str, seconds: float, pacing: float = 0.3) -> None:
        """In a call: some talk, some type, and some pace a set of it."""
        setattr(self.desk, what, True)
        end = self.desk.monotonic + seconds
        while self.desk.monotonic < end:
            self.desk.leave(self.chance.uniform(30, 600))
            self.desk.type_without_a_breath(self.chance.uniform(1, 120))
            if self.desk.status.state == "held" and self.chance.random() < pacing:
                self._pace()
        setattr(self.desk, what, False)

    def _answer(self) -> None:
        """A third of the reminders is followed, others are put off or overlooked."""
        if not (self.desk.state.due and self.desk.state.due.showing):
            return
        answer = self.chance.random()
        if answer < 0.35:
            self.desk.do_set(self.chance.choice([120, 120, 40]), hurt=self.chance.random() < 0.05)
        elif answer < 0.5:
            self.desk.do(ask.Snooze(600))
        elif answer < 0.6:
            self.desk.do(ask.Skip())

    def _pace(self) -> None:
        """The icon's set, as the app carries it out: facts for its begin, its progress and its end."""
        self.desk.do(ask.Pace())
        if not self.desk.status.quiet_set:
            return
        done = self.chance.choice([60, 120])
        key, now = f"quiet-{self.desk.wall}", self.desk.wall
        fact = SetFact(key, now, self.desk.utc_offset, 120, 30, "steady", "quiet")
        for seconds in range(0, done, 20):
            self.desk.do(ask.SetMoved(replace(fact, active_seconds=seconds, reps=seconds // 4)))
            self.desk.leave(20)
        ended = replace(fact, active_seconds=done, reps=done // 4, ended_at=self.desk.wall)
        self.desk.do(ask.SetMoved(replace(ended, outcome="completed" if done == 120 else "stopped_early")))
        self.desk.do(ask.SetWindowClosed())

    def _look_at_the_clock(self) -> None:
        """Daylight saving and travel change the offset by themselves."""
        self.desk.utc_offset = int(self.desk.wall.astimezone(self.zone).utcoffset().total_seconds())

    def _go_home(self) -> None:
        """The lid is closed until the next working morning."""
        local = self.desk.wall.astimezone(self.zone)
        days = 3 if local.weekday() == 4 else 1
        morning = (local + timedelta(days=days)).replace(hour=8, minute=self.chance.randrange(60))
        self.desk.suspend(max(6 * HOUR, (morning - local).total_seconds()))
        self._look_at_the_clock()
        self.desk.type_without_a_breath(20)


@pytest.fixture(scope="module", params=[3])
def year(request):
    person = Person(request.param)
    for _ in range(DAYS):
        person.day()
    return person.desk


def test_no_promise_is_broken_at_any_reminder(year):
    assert year.promises.broken == []


def test_sitting_never_exceeds_the_time_that_passed(year):
    assert 0 < year.state.sitting.counted <= year.state.presence.now
    spans = {fact.id: fact for fact in year.facts(SittingFact)}
    assert sum(fact.seconds for fact in spans.values()) <= year.state.presence.now
    assert all(
        fact.seconds <= (fact.ended_at - fact.started_at).total_seconds() + 1 for fact in spans.values()
    )


def test_every_due_hour_ends_in_exactly_one_outcome(year):
    outcomes = Counter(fact.id for fact in year.facts(ReminderFact))
    fell_due = sum(fact.what == "due" for fact in year.facts(DecisionFact))
    still_open = year.state.due is not None and not year.state.due.ignored
    assert set(outcomes.values()) == {1}
    assert fell_due == len(outcomes) + still_open


def test_the_year_had_everything_in_it(year):
    """A year in which nothing happens keeps every promise."""
    told = Counter(fact.what for fact in year.facts(DecisionFact))
    outcomes = Counter(fact.outcome for fact in year.facts(ReminderFact))
    assert year.promises.reminded > 500
    assert len(year.of(PaceQuietly)) > 50
    wanted = [
        "held", "freed", "overlong", "reminded_again", "was_sitting", "slept", "clock_set", "standing", "ate",
        "off_hours", "new_hour", "paused", "snoozed", "hurt", "hurt_over",
    ]  # fmt: skip
    for what in wanted:
        assert told[what] > 5, what
    assert all(outcomes[what] > 5 for what in ("begun", "snoozed", "skipped", "ignored", "left", "held"))
    assert {fact.started_at.date().month for fact in year.facts(SittingFact)} >= set(range(1, 12))


def test_the_legs_are_asked_after_once_a_day_at_most(year):
    assert len(year.promises.asked_on) > 50
    assert set(year.promises.asked_on.values()) == {1}


def test_the_days_are_those_of_the_users_calendar(year):
    """Sets are spread over the working days, and the week's days are Monday to Friday where the user was."""
    begun = [fact for fact in year.facts(DecisionFact) if fact.what == "begun"]
    days = Counter((fact.at + timedelta(seconds=fact.utc_offset)).weekday() for fact in begun)
    assert set(days) <= set(range(7))
    assert sum(days[day] for day in range(5)) > 0.9 * sum(days.values())
    assert date(2026, 1, 5) <= year.wall.date()
