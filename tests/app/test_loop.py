"""The reminder thread's turns, one by one, with a clock that the test moves."""

from __future__ import annotations

import threading

import pytest

from soleus_tray.app import messages as post
from soleus_tray.app.control import requests as request
from soleus_tray.core import commands as ask
from soleus_tray.core.facts import DecisionFact, ReminderFact, SetFact, SittingFact
from soleus_tray.core.settings import ReminderSettings, Settings
from soleus_tray.core.signals import Signal
from soleus_tray.core.window_messages import WindowEvent
from soleus_tray.ports.activity import Activity
from soleus_tray.ports.notifier import Answer
from soleus_tray.ports.theme import Theme
from tests.fakes.bench import Bench
from tests.fakes.parts import FakeActivity, FakeClock


@pytest.fixture
def bench(tmp_path):
    return Bench(tmp_path)


@pytest.fixture
def due(bench):
    bench.sit(61 * 60)
    assert bench.state() == "due"
    return bench


def fact(**change):
    values = {"id": "a", "started_at": FakeClock().wall, "utc_offset": 0, "planned_seconds": 120,
              "planned_reps": 30, "pace": "steady", "source": "tray"}  # fmt: skip
    return SetFact(**(values | change))


def test_the_icon_follows_the_hour(bench):
    assert bench.tray.face.icon.step == 0
    bench.sit(30 * 60)
    assert bench.tray.face.icon.step == 12
    assert bench.tray.face.title == "30 min sitting, next set in 30 min. 0 sets today."


def test_a_due_hour_sends_one_notification_and_keeps_a_window_ready(due):
    (sent,) = due.notifier.sent
    assert sent.title == "An hour of sitting"
    assert [label for _, label in sent.buttons] == ["Begin", "Snooze 10 min", "Skip"]
    assert due.said[-1] == "prepare"


@pytest.mark.parametrize(
    ("button", "state", "outcome"), [("snooze 600", "snoozed", "snoozed"), ("skip", "sitting", "skipped")]
)
def test_the_buttons_do_what_they_say(due, button, state, outcome):
    key = due.notifier.sent[0].key
    due.turn(post.Answered(Answer(key, "action", button)))
    assert due.state() == state
    assert [f.outcome for f in due.journal.facts if isinstance(f, ReminderFact)] == [outcome]
    assert due.notifier.withdrawn == 1
    assert due.said[-1] == "dismiss"


@pytest.mark.parametrize("action", ["begin", "default"])
def test_begin_and_the_body_open_a_set_from_the_notification(due, action):
    due.turn(post.Answered(Answer(due.notifier.sent[0].key, "action", action)))
    what, asked = due.windows.said[-1]
    assert (what, asked.source, asked.seconds, asked.pace) == ("session", "notification", 120, "steady")
    assert due.state() == "exercising"


def test_an_answer_to_an_older_reminder_does_nothing(due):
    due.turn(post.Answered(Answer("another hour", "action", "begin")))
    assert due.state() == "due"


def test_where_no_notification_can_be_shown_a_window_reminds(due):
    key = due.notifier.sent[0].key
    due.turn(post.Answered(Answer(key, "failed", reason="No notification server is running.")))
    what, panel = due.windows.said[-1]
    assert what == "panel"
    assert panel.title == "An hour of sitting"
    assert "No notification server is running." in due.loop.notices()
    due.turn(post.Gesture("snooze 600", "window"))
    assert due.state() == "snoozed"
    assert "close panel" in due.said


def test_a_click_on_the_icon_begins_and_a_set_is_counted(bench):
    bench.turn(post.Gesture("begin", "tray"))
    session = bench.windows.session
    bench.turn(post.Reported(session, WindowEvent("began", fact())))
    bench.clock.tick(60)
    bench.turn(post.Reported(session, WindowEvent("progress", fact(active_seconds=60, reps=15))))
    bench.clock.tick(60)
    done = fact(active_seconds=120, reps=30, outcome="completed", ended_at=bench.clock.wall)
    bench.turn(post.Reported(session, WindowEvent("ended", done)))
    today = bench.ask(request.Status())["status"]["today"]
    assert (today["sets"], today["reps"], today["active_seconds"]) == (1, 30, 120)
    assert bench.store.drains == 2


def test_a_menu_length_is_the_sets_length(bench):
    bench.turn(post.Gesture("begin 300", "tray"))
    assert bench.windows.said[-1][1].seconds == 300


def test_a_window_that_cannot_start_is_said_and_survived(bench):
    bench.windows.works = False
    bench.turn(post.Gesture("begin", "tray"))
    assert bench.state() == "sitting"
    assert any("could not be started" in notice for notice in bench.loop.notices())


def test_the_clock_goes_on_after_a_restart(bench):
    bench.sit(40 * 60)
    bench.turn(post.Stop())
    assert bench.tray.stopped
    assert bench.notifier.closed
    bench.clock.tick(60)
    bench.clock.monotonic = 3.0
    bench.loop = bench.make()
    assert bench.ask(request.Status())["status"]["sitting_seconds"] == pytest.approx(40 * 60, abs=1)


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"version": 99}', '{"version": 1}', "\x00"])
def test_a_damaged_state_file_begins_a_new_hour(tmp_path, damage):
    (tmp_path / "clock.json").write_text(damage)
    assert Bench(tmp_path).state() == "sitting"


def test_a_full_disk_is_said_once_and_nothing_is_lost(due):
    due.journal.full = True
    before = len(due.journal.facts)
    due.turn(post.Gesture("skip", "tray"))
    assert any("no space left" in notice for notice in due.loop.notices())
    assert len(due.journal.facts) == before
    due.journal.full = False
    due.sit(60)
    assert {type(f) for f in due.journal.facts[before:]} == {ReminderFact, DecisionFact}
    assert due.loop.notices() == ()


def test_once_the_icon_shows_the_rest_is_seen_to(bench):
    bench.turn(post.Started())
    assert bench.made == [1]
    assert bench.store.drains == 1


def test_the_records_totals_become_todays(bench):
    values = {"day": "2026-03-02", "week": [2, 0, 0, 0, 0, 0, 0], "notices": [],
              "today": {"sets": 2, "reps": 60, "active_seconds": 240, "sitting_seconds": 100}}  # fmt: skip
    bench.turn(post.RecordRead(values))
    assert bench.ask(request.Status())["status"]["today"]["sets"] == 2
    bench.turn(post.Gesture("begin", "tray"))
    assert bench.windows.said[-1][1].sets_this_week == (2,)  # it is Monday, and today comes last


def test_trouble_with_the_record_is_told_and_withdrawn_when_it_is_over(bench):
    bench.turn(post.RecordRead({"trouble": "The record is locked."}))
    assert bench.loop.notices() == ("The record is locked.",)
    bench.turn(post.RecordRead({"day": "2026-03-02", "week": [], "today": {
        "sets": 0, "reps": 0, "active_seconds": 0, "sitting_seconds": 0}}))  # fmt: skip
    assert bench.loop.notices() == ()


def test_requests_answer_with_a_sentence_and_the_status(bench):
    answer = bench.ask(ask.Snooze(600))
    assert answer["status"]["state"] == "snoozed"
    assert "snoozed until 09:10" in answer["say"]
    assert bench.ask(ask.EndSnooze())["status"]["state"] == "sitting"
    assert bench.ask(request.SnoozeTomorrow())["status"]["snoozed_until"] == "2026-03-03T04:00:00+00:00"
    assert "nothing to skip" in bench.ask(ask.Skip())["say"]
    assert bench.ask(ask.Pause())["status"]["state"] == "paused"
    assert bench.ask(ask.Resume())["status"]["state"] == "snoozed"


def test_a_second_start_opens_the_small_window(bench):
    bench.ask(request.Show())
    what, panel = bench.windows.said[-1]
    assert what == "panel"
    assert panel.actions[0] == ("begin", "Begin a set")


def test_the_demo_reminds_at_once_and_its_set_is_short(bench):
    bench.ask(request.Demo())
    assert len(bench.notifier.sent) == 1
    bench.turn(post.Answered(Answer(bench.notifier.sent[0].key, "action", "begin")))
    assert (bench.windows.said[-1][1].seconds, bench.windows.said[-1][1].get_ready) == (20, 3)


def test_new_settings_are_followed_without_a_restart(bench):
    bench.sit(40 * 60)
    bench.settings = Settings(reminders=ReminderSettings(interval=30 * 60))
    bench.ask(request.SettingsChanged())
    assert bench.state() == "due"


def test_the_theme_reaches_icon_and_windows(bench):
    bench.turn(post.ThemeRead(Theme("dark", "light", "portal")))
    assert bench.tray.face.icon.panel == "light"
    bench.turn(post.Gesture("begin", "tray"))
    assert bench.windows.said[-1][1].theme == "dark"
    bench.turn(post.ThemeRead(Theme("dark", "dark", "portal")))
    assert bench.drawn == ["dark"]


def test_leaving_and_autostart_and_unknown_words(bench):
    bench.turn(post.Gesture("autostart on", "tray"))
    assert bench.login.on is True
    bench.turn(post.Gesture("sing", "tray"))
    assert bench.state() == "sitting"
    bench.turn(post.Gesture("quit", "tray"))
    assert bench.tray.stopped
    assert bench.activity.closed


def test_the_app_ends_with_the_session(bench):
    bench.activity.read = lambda: Activity(None, why="The X server is gone.", session_over=True)
    bench.sit(30)
    assert bench.tray.stopped
    assert (bench.folder / "clock.json").exists()


def test_a_turn_that_stumbles_does_not_end_the_thread(bench, caplog):
    calls = []

    def break_once():
        calls.append(1)
        if len(calls) == 1:
            raise RuntimeError("a bug")
        return FakeActivity().read()

    bench.activity.read = break_once
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("soleus_tray.app.loop.AFTER_A_FAILURE", 0.01)
        thread = threading.Thread(target=bench.loop.run, daemon=True)
        thread.start()
        message = post.Asked(request.Status())
        bench.inbox.put(message)
        assert message.reply.get(timeout=10)["status"]["state"] == "sitting"
        bench.inbox.put(post.Stop())
        thread.join(timeout=10)
    assert not thread.is_alive()
    assert "stumbled" in caplog.text


CALL = Signal("microphone", "Zoom")


class TestInAMeeting:
    @pytest.fixture
    def held(self, bench):
        bench.signals = (CALL,)
        bench.sit(3700)
        return bench

    def test_a_due_reminder_is_held_and_the_status_names_the_program(self, held):
        status = held.ask(request.Status())["status"]
        assert status["state"] == "held"
        assert status["held_by"] == ["microphone in use by Zoom"]
        assert status["held"][0]["since"] == "2026-03-02T10:00:00+00:00"
        assert status["sensors"]["microphone"]["now"] == ["Zoom"]
        assert held.notifier.sent == []
        assert held.tray.face.icon.shape == "held"

    def test_the_sensors_rest_until_the_reminder_is_near(self, bench):
        bench.sit(50 * 60)
        assert bench.sensing.wanted == 0

    def test_one_reminder_a_minute_after_the_call(self, held):
        held.signals = ()
        held.turn()
        held.clock.tick(59)
        held.turn()
        assert held.notifier.sent == []
        held.clock.tick(1)
        held.turn()
        held.sit(300)
        assert len(held.notifier.sent) == 1

    def test_a_click_paces_a_set_by_the_icon_alone(self, held):
        held.turn(post.Gesture("pace", "tray"))
        shapes, titles = set(), set()
        for _ in range(4000):
            held.clock.tick(0.05)
            held.turn()
            shapes.add((held.tray.face.icon.shape, held.tray.face.icon.step))
            titles.add(held.tray.face.title)
            if held.state() != "exercising":
                break
        assert {step for shape, step in shapes if shape == "quiet"} == set(range(8))
        assert any(title.startswith("Rep 12 of 30") for title in titles)
        assert held.windows.said == []
        assert held.notifier.sent == []
        done = held.paced()[-1]
        assert (done.source, done.outcome, done.reps) == ("quiet", "completed", 30)
        assert held.state() == "sitting"

    def test_a_second_click_ends_it_with_what_was_done(self, held):
        held.turn(post.Gesture("pace", "tray"))
        for _ in range(40):
            held.clock.tick(0.5)
            held.turn()
        default = next(line for line in held.tray.face.menu if line.default)
        held.turn(post.Gesture(default.action, "tray"))
        done = held.paced()[-1]
        assert (done.outcome, done.reps) == ("stopped_early", 4)
        assert held.state() == "sitting"

    def test_quitting_keeps_what_was_paced(self, held):
        held.turn(post.Gesture("pace", "tray"))
        for _ in range(40):
            held.clock.tick(0.5)
            held.turn()
        held.turn(post.Stop())
        assert held.paced()[-1].reps == 4

    def test_where_no_tray_keeps_up_a_strip_paces_but_never_on_a_shared_screen(self, held):
        held.tray.keeps_up = False
        held.signals = (CALL, Signal("sharing", "Zoom"))
        held.clock.tick(10)
        held.turn()
        held.turn(post.Gesture("pace", "tray"))
        held.turn()
        assert held.windows.strip is None
        held.turn(post.Gesture("pace off", "tray"))
        held.signals = (CALL,)
        held.sit(3700)
        held.turn(post.Gesture("pace", "tray"))
        held.turn()
        assert held.windows.strip is not None

    @pytest.mark.parametrize("told", [WindowEvent("action", action="pace off"), WindowEvent("closed")])
    def test_a_strip_that_is_clicked_or_killed_ends_the_set(self, held, told):
        held.tray.keeps_up = False
        held.turn(post.Gesture("pace", "tray"))
        for _ in range(40):
            held.clock.tick(0.5)
            held.turn()
        held.turn(post.Reported(held.windows.strip, told))
        assert (held.paced()[-1].outcome, held.paced()[-1].reps) == ("stopped_early", 4)
        assert held.windows.strip is None
        assert held.state() == "sitting"

    def test_sensors_that_hang_delay_a_reminder_by_seconds_only(self, bench):
        bench.hung = True
        bench.sit(3600)
        for _ in range(30):
            bench.clock.tick(1)
            bench.turn()
        assert len(bench.notifier.sent) == 1


class TestAnAbsenceThatWasNone:
    OFFER = "I was sitting those 22 min"

    @staticmethod
    def leave(bench, seconds, *, locked=False):
        bench.session.locked = locked
        for _ in range(int(seconds // 30)):
            bench.clock.tick(30)
            bench.activity.idle += 30
            bench.turn()
        bench.session.locked, bench.activity.idle = False, 0.0
        bench.turn()

    @pytest.fixture
    def back(self, bench):
        bench.sit(30 * 60)
        self.leave(bench, 22 * 60)
        return bench

    @staticmethod
    def offered(bench):
        return [line.label for line in bench.tray.face.menu if line.action == "was-sitting"]

    def test_the_menu_offers_to_count_it_and_gives_it_back(self, back):
        before = back.ask(request.Status())["status"]
        assert self.offered(back) == [self.OFFER]
        assert before["sitting_seconds"] < 60
        back.turn(post.Gesture("was-sitting", "tray"))
        after = back.ask(request.Status())["status"]
        assert after["sitting_seconds"] == pytest.approx(52 * 60, abs=5)
        assert after["due_in_seconds"] == pytest.approx(8 * 60, abs=5)
        assert after["today"]["sitting_seconds"] == pytest.approx(52 * 60, abs=5)
        assert self.offered(back) == []
        assert "was_sitting" in [f.what for f in back.journal.facts if isinstance(f, DecisionFact)]
        self.leave(back, 10 * 60)
        spans = {f.id: f.seconds for f in back.journal.facts if isinstance(f, SittingFact)}
        assert list(spans.values()) == [pytest.approx(52 * 60, abs=5)]

    def test_the_offer_is_withdrawn_after_a_quarter_of_an_hour(self, back):
        back.sit(14 * 60)
        assert self.offered(back) == [self.OFFER]
        back.sit(60)
        assert self.offered(back) == []
        back.turn(post.Gesture("was-sitting", "tray"))
        assert back.ask(request.Status())["status"]["sitting_seconds"] < 16 * 60

    @pytest.mark.parametrize(("minutes", "locked"), [(4, False), (46, False), (22, True)])
    def test_what_was_short_or_long_or_locked_is_no_question(self, bench, minutes, locked):
        bench.sit(30 * 60)
        self.leave(bench, minutes * 60, locked=locked)
        assert self.offered(bench) == []


def test_why_opens_the_page_of_decisions(bench):
    bench.turn(post.Gesture("why", "tray"))
    assert bench.windows.said[-1] == ("why", ("light",))


def test_before_the_machine_sleeps_everything_is_saved(bench):
    bench.sit(1200)
    bench.turn(post.SessionChanged("sleeping"))
    assert bench.session.slept == 1
    assert Bench(bench.folder).ask(request.Status())["status"]["sitting_seconds"] == pytest.approx(
        1200, abs=1
    )


def test_a_locked_session_is_an_empty_chair(bench):
    bench.sit(600)
    bench.session.locked = True
    bench.turn(post.SessionChanged("locked"))
    assert bench.state() == "away"


def test_while_held_the_sensors_are_read_first_and_hung_ones_cost_one_turn(bench):
    bench.signals = (CALL,)
    bench.sit(3700)
    looked = bench.activity.reads
    bench.hung = True
    bench.turn()
    assert bench.activity.reads == looked
    bench.turn()
    assert bench.activity.reads == looked + 1
