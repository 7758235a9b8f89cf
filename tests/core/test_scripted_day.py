"""`why` on a scripted day: every reminder and every silence has its line."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from soleus_tray.core import commands as ask
from soleus_tray.core.events import Remind
from soleus_tray.core.facts import DecisionFact
from soleus_tray.core.hours import parse_hours
from soleus_tray.core.settings import HoursSettings, Settings
from soleus_tray.core.why import as_text, timeline
from tests.fakes.desk import MINUTE, Desk

OFFICE = Settings(hours=HoursSettings(parse_hours("Mon-Fri 09:00-17:30", "hours.work")))


TOLD = [
    "09:00 Working hours began.",
    "09:50 Due after 60 min of sitting.",
    "09:50 Reminded.",
    "10:00 Reminded a second time.",
    "10:00 A set was begun from the tray.",
    "10:02 The set was completed: 2 min of reps.",
    "11:02 Due after 60 min of sitting.",
    "11:02 Held: microphone in use by Zoom.",
    "11:37 The call ended.",
    "11:38 Reminded.",
    "11:42 Snoozed for 15 min.",
    "11:52 Away from here on: no keyboard or mouse for 1 min.",
    "11:57 The snooze is over.",
    "11:57 A break of 5 min: a new hour begins.",
    "12:42 Back after 50 min.",
    "12:43 You ate, so the next sets come sooner.",
    "13:12 Due after 30 min of sitting.",
    "13:12 Reminded.",
    "13:14 The reminder was skipped.",
    "13:24 Away from here on: no keyboard or mouse for 5 min.",
    "13:29 A break of 5 min: a new hour begins.",
    "13:36 Back after 12 min.",
    "13:37 You were sitting those 12 min, so they count.",
    "13:44 Due after 61 min of sitting.",
    "13:44 Reminded.",
    "13:49 Standing for 30 min.",
    "13:49 The reminder was taken back, since you left or stood up.",
    "13:54 A break of 5 min: a new hour begins.",
    "14:19 Sitting again.",
    "14:49 Due after 30 min of sitting.",
    "14:49 Held: do not disturb is on.",
    "15:24 Paused for 20 min.",
    "15:29 A break of 5 min: a new hour begins.",
    "15:44 Resumed.",
    "16:09 Away from here on: no keyboard or mouse for 40 min.",
    "16:49 The computer slept for 40 min.",
    "16:49 A break of 5 min: a new hour begins.",
    "16:49 Back after 40 min.",
    "17:30 Working hours are over; nothing reminds until the next ones.",
]
"""Read by a person and found true, line by line."""


@pytest.fixture(scope="module")
def day() -> Desk:
    """A Monday, minute by minute."""
    desk = Desk(OFFICE, wall=datetime(2026, 3, 2, 8, 50, tzinfo=UTC))
    desk.work(70 * MINUTE)  # due at 9:50
    desk.do_set(120)
    desk.work(45 * MINUTE)
    desk.in_call = True
    desk.work(50 * MINUTE)  # due within the call
    desk.in_call = False
    desk.work(5 * MINUTE)
    desk.do(ask.Snooze(900))
    desk.work(10 * MINUTE)
    desk.locked = True
    desk.leave(50 * MINUTE)  # lunch
    desk.locked = False
    desk.work(MINUTE)
    desk.do(ask.Ate())
    desk.work(31 * MINUTE)
    desk.do(ask.Skip())
    desk.work(10 * MINUTE)
    desk.leave(12 * MINUTE)  # reading
    desk.work(MINUTE)
    desk.do(ask.WasSitting())
    desk.work(12 * MINUTE)
    desk.do(ask.Stand(True, 1800))
    desk.work(35 * MINUTE)
    desk.holds = ("dnd",)
    desk.work(60 * MINUTE)
    desk.do(ask.Pause(1200))
    desk.work(25 * MINUTE)
    desk.holds = ()
    desk.work(20 * MINUTE)
    desk.suspend(40 * MINUTE)
    desk.work(10 * MINUTE)
    desk.work(max(0.0, (datetime(2026, 3, 2, 17, 40, tzinfo=UTC) - desk.wall).total_seconds()))
    return desk


def decisions(desk: Desk) -> list[DecisionFact]:
    return sorted(desk.facts(DecisionFact), key=lambda fact: fact.at)


def test_it_reads_as_the_day_was(day):
    text = as_text(timeline(decisions(day)), day.wall.date())
    assert text.splitlines() == TOLD


def test_every_reminder_has_its_line(day):
    sent = [when.replace(second=0) for when, event in day.events if isinstance(event, Remind)]
    told = [fact.at.replace(second=0) for fact in decisions(day) if fact.what.startswith("reminded")]
    assert told == sent
    assert len(sent) >= 3


SILENCES = {
    "held": {"held"},
    "snoozed": {"snoozed"},
    "paused": {"paused"},
    "standing": {"standing"},
    "away": {"away", "slept", "new_hour"},
    "exercising": {"begun"},
    "off_hours": {"off_hours"},
}
ENDED_BY = {
    "held": {"freed", "overlong", "begun", "snoozed", "paused", "left", "new_hour"},
    "snoozed": {"snooze_over", "begun"},
    "paused": {"resumed"},
    "standing": {"sat_down"},
    "away": {"back"},
    "exercising": {"set_ended"},
    "off_hours": {"on_hours"},
}


def test_every_silence_has_its_line():
    """Whenever the state is one in which nothing reminds, the last word told on it says so."""
    desk = Desk(replace(OFFICE), wall=datetime(2026, 3, 2, 8, 50, tzinfo=UTC))
    seen: set[str] = set()

    def check(step) -> None:
        state = desk.status.state
        if state not in SILENCES or (state == "off_hours" and not told("off_hours", "on_hours")):
            return
        seen.add(state)
        words = told(*SILENCES[state], *ENDED_BY[state])
        assert words, state
        assert words[-1] in SILENCES[state], (state, words[-3:], desk.wall)

    def told(*kinds: str) -> list[str]:
        return [fact.what for fact in decisions(desk) if fact.what in kinds]

    script = [
        lambda: desk.work(75 * MINUTE), lambda: setattr(desk, "in_call", True),
        lambda: desk.work(70 * MINUTE), lambda: setattr(desk, "in_call", False),
        lambda: desk.work(3 * MINUTE), lambda: desk.do(ask.Snooze(900)), lambda: desk.work(5 * MINUTE),
        lambda: desk.work(20 * MINUTE), lambda: desk.do(ask.Stand(True, 600)), lambda: desk.work(5 * MINUTE),
        lambda: desk.work(15 * MINUTE), lambda: desk.do(ask.Pause(600)), lambda: desk.work(5 * MINUTE),
        lambda: desk.work(10 * MINUTE), lambda: desk.leave(9 * MINUTE), lambda: desk.work(MINUTE),
        lambda: desk.suspend(30 * MINUTE), lambda: desk.leave(6 * MINUTE), lambda: desk.work(5 * MINUTE),
        lambda: setattr(desk, "holds", ("dnd",)), lambda: desk.work(65 * MINUTE),
        lambda: desk.leave(10 * MINUTE), lambda: setattr(desk, "holds", ()), lambda: desk.work(240 * MINUTE),
    ]  # fmt: skip
    for step in script:
        step()
        check(step)
    assert seen >= {"held", "snoozed", "standing", "paused", "away", "off_hours"}
