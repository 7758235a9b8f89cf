"""Any order of working, leaving, sleeping, clock setting and clicking keeps the promises."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import timedelta

from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from soleus_tray.core import commands as ask
from soleus_tray.core.events import Remember, Remind, Withdraw
from soleus_tray.core.facts import DecisionFact, ReminderFact, SittingFact, from_line, to_line
from soleus_tray.core.hours import parse_hours
from soleus_tray.core.saved import restored, to_values
from soleus_tray.core.settings import HoursSettings, QuietSettings
from soleus_tray.core.signals import HOLDING
from tests.fakes.desk import Desk, settings

seconds = st.integers(1, 5400)


class SittingMachine(RuleBasedStateMachine):
    @initialize(
        interval=st.sampled_from([20, 300, 3600]),
        away_after=st.sampled_from([5, 300]),
        reset_after=st.sampled_from([5, 300, 900]),
        idle_known=st.booleans(),
        hours=st.sampled_from(["always", "Mon-Fri 08:00-18:00", "daily 09:30-12:00, 22:00-03:00"]),
        count_outside=st.booleans(),
        longest_meeting=st.sampled_from([1800, 10800]),
    )
    def sit_down(self, interval, away_after, reset_after, idle_known, hours, count_outside, longest_meeting):
        chosen = replace(
            settings(interval=interval, away_after=away_after, reset_after=reset_after),
            hours=HoursSettings(parse_hours(hours, "hours.work"), count_outside),
            quiet=QuietSettings(longest_meeting=longest_meeting),
        )
        self.desk = Desk(chosen, idle_known=idle_known)
        self.wall_start, self.wall_moved = self.desk.wall, 0.0
        self.last_reminder_counted: float | None = None
        self.checked = 0

    @rule(s=seconds)
    def work(self, s):
        self.desk.work(min(s, 600))

    @rule(s=st.integers(1, 200))
    def type_without_a_breath(self, s):
        self.desk.type_without_a_breath(s)

    @rule(s=seconds)
    def leave(self, s):
        self.desk.leave(s)

    @rule(s=st.integers(1, 100_000))
    def suspend(self, s):
        self.desk.suspend(s)

    @rule(s=st.integers(-100_000, 100_000))
    def set_clock(self, s):
        self.desk.set_clock(s)
        self.wall_moved += s

    @rule(hours=st.integers(-12, 14))
    def travel(self, hours):
        self.desk.utc_offset = hours * 3600

    @rule(what=st.sampled_from(["locked", "in_call", "media"]), on=st.booleans())
    def sense(self, what, on):
        setattr(self.desk, what, on)
        self.desk.look()

    @rule(kinds=st.sets(st.sampled_from(["dnd", "calendar", "camera", "sharing", "fullscreen", "program"])))
    def hold(self, kinds):
        self.desk.holds = tuple(sorted(kinds))

    @rule(on=st.booleans())
    def sensors_answer(self, on):
        self.desk.sensors = on

    @rule(times=st.integers(1, 40))
    def the_microphone_flaps(self, times):
        for turn in range(times):
            self.desk.in_call = turn % 2 == 0
            self.desk.leave(0.1)

    @rule(
        command=st.sampled_from([
            ask.Snooze(600), ask.EndSnooze(), ask.Pause(), ask.Pause(900), ask.Resume(),
            ask.Stand(True), ask.Stand(True, 600), ask.Stand(False), ask.Skip(), ask.Begin("tray"),
            ask.SetWindowClosed(), ask.Pace(), ask.EndPace(), ask.Ate(), ask.WasSitting(),
            ask.SnoozeMeeting(), ask.RestAfterPain(), ask.CheckedIn(),
            ask.CheckedIn(sudden=True), ask.CheckedIn(made=False), ask.PlanAnswered(4, "accepted"),
        ])
    )  # fmt: skip
    def ask(self, command):
        self.desk.look()
        before = self.desk.state.snooze
        self.desk.do(command)
        if before and before.pain and not isinstance(command, ask.EndSnooze):
            assert self.desk.state.snooze.pain  # nothing else cuts a rest after pain short

    @rule(ahead=st.integers(1, 50_000))
    def snooze_until_a_time(self, ahead):
        self.desk.do(ask.SnoozeUntil(self.desk.wall + timedelta(seconds=ahead)))

    @rule(s=st.integers(1, 120), kill=st.booleans())
    def exercise(self, s, kill):
        self.desk.do_set(s, kill=kill)

    @rule(s=st.integers(1, 120))
    def exercise_until_it_hurts(self, s):
        self.desk.do_set(s, hurt=True)
        assert self.desk.state.snooze.pain

    @rule(gap=st.integers(0, 4000))
    def restart(self, gap):
        old, values = self.desk, json.loads(json.dumps(to_values(self.desk.state)))
        new = Desk(old.settings, wall=old.wall + timedelta(seconds=gap), idle_known=old.idle_known,
                   monotonic=old.monotonic + gap)  # fmt: skip
        for name in ("locked", "in_call", "media", "holds", "sensors"):
            setattr(new, name, getattr(old, name))
        new.utc_offset, new.events = old.utc_offset, old.events
        new._take(restored(values, new.seen(), new.settings))
        self.desk = new

    @invariant()
    def sitting_never_exceeds_elapsed_time(self):
        state = self.desk.state
        assert state.sitting.hour >= 0
        assert state.sitting.counted <= state.presence.now + 1e-6
        elapsed = (self.desk.wall - self.wall_start).total_seconds() - self.wall_moved
        spans = {fact.id: fact.seconds for fact in self.desk.facts(SittingFact)}  # the last writing counts
        assert sum(spans.values()) <= elapsed + 1

    @invariant()
    def every_due_hour_has_at_most_two_reminders_and_one_outcome(self):
        reminders = Counter(e.key for _, e in self.desk.events if isinstance(e, Remind))
        assert all(count <= 2 for count in reminders.values())
        outcomes = Counter(f.id for f in self.desk.facts(ReminderFact))
        assert all(count == 1 for count in outcomes.values())
        still_open = {self.desk.state.due.id} if self.desk.state.due else set()
        fell_due = sum(fact.what == "due" for fact in self.desk.facts(DecisionFact))
        assert set(reminders) <= set(outcomes) | still_open
        assert fell_due == len(set(outcomes) | still_open)

    @invariant()
    def nobody_is_reminded_who_is_not_sitting(self):
        for _, event in self.desk.events[self.checked :]:
            if isinstance(event, Remind):
                state = self.desk.state_at(event)
                assert state.sitting.sits
                assert state.stand is None
                assert state.pause is None
                assert state.snooze is None
                assert state.session is None
                assert not any(hold.blocks for hold in state.holds)
                doubted = {(hold.kind, hold.who) for hold in state.holds if hold.doubted}
                said = {(signal.kind, signal.who) for signal in state.signals if signal.kind in HOLDING}
                assert said <= doubted  # what was just sensed holds, unless it has stuck for hours
                assert state.presence.here
                assert state.on_hours
                assert not state.presence.now - state.presence.evidence > 3600
                counted = state.sitting.counted
                shortest = min(300, self.desk.settings.reminders.interval)
                if self.last_reminder_counted is not None:
                    assert counted - self.last_reminder_counted >= shortest - 1e-6
                self.last_reminder_counted = counted
        self.checked = len(self.desk.events)

    @invariant()
    def what_shows_is_withdrawn_when_nobody_sits(self):
        due = self.desk.state.due
        assert not (due and due.showing and not self.desk.state.sitting.sits)
        shown = sum(isinstance(e, Remind) for _, e in self.desk.events)
        withdrawn = sum(isinstance(e, Withdraw) for _, e in self.desk.events)
        assert withdrawn <= shown

    @invariant()
    def facts_can_be_written_down(self):
        for _, event in self.desk.events:
            if isinstance(event, Remember):
                assert from_line(to_line(event.fact)) == event.fact


TestSittingMachine = SittingMachine.TestCase
TestSittingMachine.settings = hypothesis_settings(max_examples=60, stateful_step_count=40, deadline=None)
