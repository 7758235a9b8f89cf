"""What the reminder thread does around a set: sound, pain, the plan, the check-in, pages, the first run."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date

import pytest

from soleus_tray.app import messages as post
from soleus_tray.app.control import requests as request
from soleus_tray.app.set_requests import cut_short_note
from soleus_tray.core import commands as ask
from soleus_tray.core.errors import BadValueError
from soleus_tray.core.facts import PlanFact, SetFact
from soleus_tray.core.hours import parse_hours
from soleus_tray.core.settings import (
    AppearanceSettings,
    HoursSettings,
    ReminderSettings,
    SetSettings,
    SoundSettings,
)
from soleus_tray.core.signals import Signal
from soleus_tray.core.window_messages import PlanOffer, SetRequest, SoundChoice, WindowEvent
from soleus_tray.ports.notifier import Answer
from soleus_tray.ports.theme import Theme
from tests.fakes.bench import Bench
from tests.fakes.records import a_done_set, an_id

TODAY = date(2026, 3, 2)
FIVE = PlanOffer(4, "Four days at 3 min, all easy. Want to try 5?", "Try 5 min")


@pytest.fixture
def bench(tmp_path):
    return Bench(tmp_path)


def begun(bench: Bench) -> SetRequest:
    """The request of the set that was opened last."""
    return next(what for kind, what in reversed(bench.windows.said) if kind == "session")


def labels(bench: Bench) -> dict[str, str]:
    """The menu's lines, submenus included: action to label."""
    lines = bench.tray.face.menu
    return {line.action: line.label for one in lines for line in (one, *one.submenu) if line.action}


def record(bench: Bench, **said) -> None:
    totals = {"sets": 0, "reps": 0, "active_seconds": 0, "sitting_seconds": 0}
    values = {"day": TODAY.isoformat(), "today": totals, "week": [0] * 7, "notices": []}
    bench.turn(post.RecordRead(values | said))


def fact(bench: Bench, **changes) -> SetFact:
    given = {"started_at": bench.clock.wall, "utc_offset": 0, "ended_at": bench.clock.wall, "id": an_id(5)}
    return a_done_set(**(given | changes))


# --- how a set is guided ------------------------------------------------------------------------------------


def test_settings_and_what_was_asked_for_reach_the_window(bench):
    bench.settings = replace(
        bench.settings,
        set=SetSettings(length=180, pace="gentle", legs="alternate", mode="compact"),
        appearance=AppearanceSettings(theme="dark", contrast="high", motion="reduced"),
        sound=SoundSettings(voice=True, volume=70),
    )
    bench.turn(post.Asked(request.SettingsChanged()))
    bench.turn(post.Gesture("begin", "tray"))
    asked = begun(bench)
    assert (asked.seconds, asked.pace, asked.legs, asked.mode) == (180, "gentle", "alternate", "compact")
    assert (asked.theme, asked.still) == ("dark-contrast", True)
    assert asked.sound == SoundChoice(tones=True, volume=70, voice=True)
    assert bench.drawn == []  # the desktop has not answered yet
    bench.turn(post.ThemeRead(Theme()))
    assert bench.drawn == ["dark-contrast"]


def test_a_request_may_choose_everything(bench):
    bench.ask(ask.Begin("command", pace="1/1/3", legs="left", until_stopped=True, mode="compact"))
    asked = begun(bench)
    assert (asked.pace, asked.legs, asked.until_stopped, asked.mode) == ("1/1/3", "left", True, "compact")


def test_a_pace_that_lowers_quicker_than_it_lifts_is_warned_of(bench):
    answer = bench.ask(ask.Begin("command", pace="2/1/1"))
    assert answer["say"].startswith("The set is opening. Lowering is quicker than lifting here;")


@pytest.mark.parametrize(
    ("pace", "reps", "fits"), [("gentle", 300, True), ("gentle", 301, False), (None, 451, False)]
)
def test_more_reps_than_half_an_hour_has_are_refused(bench, pace, reps, fits):
    if fits:
        assert bench.ask(ask.Begin("command", reps=reps, pace=pace))["say"] == "The set is opening."
        return
    with pytest.raises(BadValueError, match="at this pace"):
        bench.ask(ask.Begin("command", reps=reps, pace=pace))
    assert "session" not in bench.said


@pytest.mark.parametrize(
    ("action", "change"),
    [
        ("begin 600", {"seconds": 600}),
        ("begin open", {"until_stopped": True}),
        ("begin compact", {"mode": "compact"}),
        ("begin ears", {"mode": "ears"}),
    ],
)
def test_the_menu_has_other_sets(bench, action, change):
    assert action in labels(bench)
    bench.turn(post.Gesture(action, "tray"))
    asked = asdict(begun(bench))
    assert {name: asked[name] for name in change} == change


@pytest.mark.parametrize("kind", ["microphone", "camera", "dnd"])
def test_in_a_call_or_undisturbed_a_set_is_silent(bench, kind):
    bench.signals = (Signal(kind, ""),)
    bench.turn(post.Gesture("begin", "tray"))
    assert begun(bench).sound == SoundChoice(tones=False, volume=40, voice=False)


@pytest.mark.parametrize("tones", [True, False])
@pytest.mark.parametrize("kind", ["microphone", "dnd"])
def test_in_a_call_a_set_for_the_ears_is_a_silent_strip(bench, kind, tones):
    bench.settings = replace(bench.settings, sound=SoundSettings(tones=tones))
    bench.turn(post.Asked(request.SettingsChanged()))
    bench.signals = (Signal(kind, ""),)
    bench.turn(post.Gesture("begin ears", "tray"))
    assert (begun(bench).mode, begun(bench).sound.tones, begun(bench).sound.voice) == (
        "compact",
        False,
        False,
    )


def test_a_set_for_the_ears_is_heard_in_calls_where_that_is_wanted(bench):
    bench.settings = replace(bench.settings, sound=SoundSettings(in_calls=True))
    bench.turn(post.Asked(request.SettingsChanged()))
    bench.signals = (Signal("microphone", ""),)
    bench.turn(post.Gesture("begin ears", "tray"))
    assert begun(bench).mode == "ears"


def test_who_wants_to_hear_it_in_calls_does_and_no_sensor_is_asked(bench):
    bench.settings = replace(bench.settings, sound=SoundSettings(in_calls=True))
    bench.turn(post.Asked(request.SettingsChanged()))
    bench.signals = (Signal("microphone", "Zoom"),)
    before = bench.sensing.wanted
    bench.turn(post.Gesture("begin", "tray"))
    assert begun(bench).sound.tones
    assert bench.sensing.wanted == before


def test_sensors_that_hang_hold_a_set_up_for_a_moment_only(bench):
    bench.hung = True
    bench.turn(post.Gesture("begin", "tray"))
    assert "session" not in bench.said
    assert bench.loop._do.wait(60.0) < 1
    bench.clock.tick(0.3)
    bench.turn()
    assert begun(bench).sound.tones


def test_a_set_by_ear_is_ended_from_the_menu(bench):
    bench.windows.by_ear = True
    bench.turn(post.Gesture("begin ears", "tray"))
    assert labels(bench)["set finish"] == "End the set"
    bench.turn(post.Gesture("set finish", "tray"))
    assert bench.windows.said[-1] == ("act", "finish")


def test_the_zoom_reaches_every_process_started_from_now_on(bench, monkeypatch):
    monkeypatch.setenv("SOLEUS_TRAY_ZOOM", "")
    monkeypatch.setenv("SOLEUS_TRAY_FONT", "")
    bench.settings = replace(bench.settings, appearance=AppearanceSettings(zoom=150))
    bench.turn(post.ThemeRead(Theme()))
    bench.turn(post.Asked(request.SettingsChanged()))
    import os  # noqa: PLC0415 - the variable is set in this process

    assert os.environ["SOLEUS_TRAY_ZOOM"] == "150"
    assert bench.drawn == ["light", "light"]


# --- it hurts -----------------------------------------------------------------------------------------------


def test_pain_rests_the_day_the_menu_says_so_and_undoes_it(bench):
    bench.turn(ask.SetMoved(fact(bench, hurt=True, outcome="stopped_early")))
    assert bench.tray.face.title.startswith("Resting after pain, until tomorrow.")
    assert labels(bench)["rest off"] == "Remind me again"
    bench.turn(post.Gesture("rest open", "window"))
    assert bench.tray.face.title.startswith("Resting after pain, until you say so.")
    assert "rest open" not in labels(bench)
    bench.turn(post.Gesture("rest off", "tray"))
    assert bench.state() == "sitting"


def test_a_restart_keeps_the_rest(bench):
    bench.turn(ask.SetMoved(fact(bench, hurt=True)))
    bench.turn(post.Gesture("quit", "tray"))
    bench.clock.tick(60)
    bench.loop = bench.make()
    assert bench.ask(request.Status())["status"]["resting_after_pain"] is True


def test_rest_can_be_asked_for_from_outside(bench):
    answer = bench.ask(request.RestAfterPain("today"))
    assert answer["say"] == "Resting after pain, until tomorrow."
    assert bench.ask(request.RestAfterPain("off"))["status"]["resting_after_pain"] is False


def test_a_demo_reminds_all_the_same(bench):
    bench.turn(post.Gesture("rest open", "tray"))
    bench.ask(request.Demo())
    bench.sit(60)
    assert len(bench.notifier.sent) == 1


# --- the plan -----------------------------------------------------------------------------------------------


def test_a_step_is_offered_in_the_menu_and_on_the_last_screen_of_one_set_a_day(bench):
    record(bench, offer=asdict(FIVE))
    assert labels(bench)["plan accept 4"] == "Try 5 min"
    bench.turn(post.Gesture("begin", "tray"))
    assert begun(bench).offer == FIVE
    assert [f.what for f in bench.journal.facts if isinstance(f, PlanFact)] == ["offered"]
    bench.turn(ask.SetWindowClosed())
    bench.windows.session = None
    bench.turn(post.Gesture("begin", "tray"))
    assert begun(bench).offer is None


def test_what_is_taken_becomes_a_setting(bench):
    record(bench, offer=asdict(FIVE))
    bench.turn(post.Gesture("plan accept 4", "window"))
    assert bench.changed == [("set.length", "5m")]
    assert [(f.what, f.level) for f in bench.journal.facts if isinstance(f, PlanFact)] == [("accepted", 4)]
    assert "plan accept 4" not in labels(bench)


def test_the_plan_itself_is_a_setting_too_and_what_is_declined_is_only_remembered(bench):
    bench.turn(post.Gesture("plan accept 0", "tray"))
    bench.turn(post.Gesture("plan decline 3", "tray"))
    assert bench.changed == [("plan.on", "yes")]
    facts = [(f.what, f.level) for f in bench.journal.facts if isinstance(f, PlanFact)]
    assert facts == [("accepted", 0), ("declined", 3)]


@pytest.mark.parametrize("word", ["plan", "plan accept", "plan accept 6", "plan accept x", "plan take 3"])
def test_nonsense_about_the_plan_changes_nothing(bench, word):
    bench.turn(post.Gesture(word, "tray"))
    assert bench.changed == []
    assert not [f for f in bench.journal.facts if isinstance(f, PlanFact)]


# --- the check-in -------------------------------------------------------------------------------------------


@pytest.fixture
def late(bench):
    """Half an hour before the end of the third day."""
    bench.settings = replace(bench.settings, hours=HoursSettings(parse_hours("Mon-Fri 09:00-09:40")))
    bench.turn(post.Asked(request.SettingsChanged()))
    memory = replace(bench.loop._stepper.state.memory, first_day=date(2026, 2, 28))
    bench.turn(ask.Remembered(memory))
    bench.sit(15 * 60)
    return bench


def test_the_question_comes_quietly_once(late):
    (sent,) = late.notifier.sent
    assert sent.title == "How do your legs feel today?"
    assert [label for _, label in sent.buttons] == ["Check in", "Not today", "Stop asking"]
    assert not sent.sticky
    late.turn(post.Answered(Answer("check-in", "action", "check-in")))
    assert late.windows.said[-1] == ("checkin", ("light",))
    late.sit(20 * 60)
    assert len(late.notifier.sent) == 1


def test_a_click_beside_the_buttons_opens_the_diary_and_no_set(late):
    late.turn(post.Answered(Answer("check-in", "action", "default")))
    assert late.windows.said[-1] == ("checkin", ("light",))
    assert "session" not in late.said


def test_stop_asking_is_a_setting(late):
    late.turn(post.Answered(Answer("check-in", "action", "check-in off")))
    assert late.changed == [("checkin.on", "no")]


def test_where_nothing_can_be_shown_the_question_is_dropped(late):
    late.turn(post.Answered(Answer("check-in", "failed", reason="There is no server.")))
    assert "panel" not in late.said


def test_what_the_record_has_is_not_asked_again(bench):
    record(bench, checked_in=TODAY.isoformat())
    assert bench.loop._stepper.state.memory.checked_in == TODAY


def test_a_sudden_sign_rests_the_day(bench):
    bench.turn(post.Gesture("checked-in sudden", "window"))
    assert bench.ask(request.Status())["status"]["resting_after_pain"] is True


# --- pages, and the first run -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("action", "shown"),
    [
        ("learn", ("learn", ("light",))),
        ("learn safety", ("learn", ("light", "safety"))),
        ("check-in", ("checkin", ("light",))),
        ("welcome", ("welcome", ("light",))),
    ],
)
def test_pages_open_from_menu_and_windows(bench, action, shown):
    bench.turn(post.Gesture(action, "tray"))
    assert bench.windows.said[-1] == shown


def test_the_first_run_is_shown_again_on_request(bench):
    assert bench.ask(request.Welcome())["say"] == "Its window is open."
    assert bench.windows.said[-1] == ("welcome", ("light",))


def test_who_is_new_is_welcomed_once_the_colours_are_known(bench):
    bench.new_here = True
    bench.turn(post.Started())
    assert "welcome" not in bench.said
    bench.turn(post.ThemeRead(Theme("dark")))
    assert bench.windows.said[-1] == ("welcome", ("dark",))
    bench.turn(post.ThemeRead(Theme("light")))
    assert bench.said.count("welcome") == 1


def test_after_the_first_run_the_icon_says_where_it_is(bench):
    bench.settings = replace(bench.settings, reminders=ReminderSettings(interval=45 * 60))
    bench.turn(post.Gesture("welcomed", "window"))
    (sent,) = bench.notifier.sent
    assert sent.title == "Soleus Tray lives here"
    assert "45 minutes" in sent.body
    assert not sent.buttons
    bench.turn(post.Answered(Answer("welcomed", "action", "default")))
    assert "panel" in bench.said


def test_who_knows_it_is_left_alone(bench):
    bench.turn(post.Started())
    bench.turn(post.ThemeRead(Theme()))
    assert "welcome" not in bench.said


# --- a line worth knowing -----------------------------------------------------------------------------------


def test_one_reminder_a_day_carries_a_line(bench):
    bench.sit(61 * 60)
    first = bench.notifier.sent[0]
    assert first.body.startswith("Two minutes for your legs?")
    assert "\n" in first.body
    assert len(first.body.encode("utf-16-le")) <= 2 * 255
    bench.turn(ask.Skip())
    bench.sit(61 * 60)
    assert "\n" not in bench.notifier.sent[-1].body


def test_who_wants_no_lines_gets_none(bench):
    bench.settings = replace(bench.settings, reminders=ReminderSettings(learn=False))
    bench.turn(post.Asked(request.SettingsChanged()))
    bench.sit(61 * 60)
    assert "\n" not in bench.notifier.sent[0].body


# --- sets that ended otherwise ------------------------------------------------------------------------------


def test_a_set_that_was_cut_short_is_told_of_once(bench):
    record(bench, cut_short={"id": an_id(9), "reps": 14})
    words = "Your last set was cut short after 14 reps; they are in your record."
    assert cut_short_note(14) == words
    assert words in [line.label for line in bench.tray.face.menu]
    bench.turn(post.Gesture("begin", "tray"))
    assert begun(bench).note == words
    bench.turn(ask.SetWindowClosed())
    bench.windows.session = None
    record(bench, cut_short={"id": an_id(9), "reps": 14})
    assert words not in [line.label for line in bench.tray.face.menu]
    bench.turn(post.Gesture("begin", "tray"))
    assert begun(bench).note == ""


def test_a_set_in_a_terminal_holds_reminders_and_counts(bench):
    bench.sit(50 * 60)
    running = fact(bench, outcome="in_progress", ended_at=None, active_seconds=5, reps=1, source="command")
    bench.ask(ask.SetMoved(running))
    assert bench.state() == "exercising"
    done = replace(running, outcome="completed", active_seconds=120, reps=30, ended_at=bench.clock.wall)
    assert bench.ask(ask.SetMoved(done))["status"]["today"]["sets"] == 1
    assert bench.state() == "sitting"


def test_while_a_terminal_guides_a_set_no_other_is_begun(bench):
    running = fact(bench, outcome="in_progress", ended_at=None, active_seconds=5, reps=1, source="command")
    bench.ask(ask.SetMoved(running))
    said = bench.ask(ask.Begin("command"))["say"]
    assert said == "A set is running in a terminal already; it is ended there."
    bench.turn(post.Gesture("begin", "tray"))
    assert "session" not in bench.said
    assert bench.state() == "exercising"


def test_a_terminal_that_was_closed_lets_go_of_its_set(bench):
    running = fact(bench, outcome="in_progress", ended_at=None, active_seconds=5, reps=1, source="command")
    bench.ask(ask.SetMoved(running))
    bench.loop._every_minute()
    assert bench.state() == "exercising"
    bench.lives = False
    bench.loop._every_minute()
    assert bench.state() == "sitting"


def test_effort_said_after_the_end_is_no_second_set(bench):
    bench.turn(post.Gesture("begin", "tray"))
    window = bench.windows.session
    done = fact(bench)
    bench.turn(post.Reported(window, WindowEvent("ended", done)))
    bench.turn(post.Reported(window, WindowEvent("ended", replace(done, effort="hard", hurt=True))))
    status = bench.ask(request.Status())["status"]
    assert status["today"]["sets"] == 1
    assert status["resting_after_pain"] is True
