"""The session window phase by phase, on a fake clock."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from soleus_tray.core.errors import BadValueError, SoleusError
from soleus_tray.core.facts import Fact, SetFact
from soleus_tray.core.window_messages import PlanOffer, SetRequest, SoundChoice, WindowEvent
from soleus_tray.ports.clock import Moment
from soleus_tray.ui.session.presenter import FRAME_SECONDS, SessionPresenter

if TYPE_CHECKING:
    from soleus_tray.ui.session.picture import Picture

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
REQUEST = SetRequest("tray", "steady", 120, None, 15, "light", 3, (2, 4, 3, 5, 1, 0, 3))


@dataclass
class Bench:
    """A presenter between a clock that is turned by hand, a journal and a tray."""

    request: SetRequest = REQUEST
    seconds: float = 0.0
    broken: str = ""
    facts: list[SetFact] = field(default_factory=list)
    events: list[WindowEvent] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.presenter = SessionPresenter(
            self.request, self, self, self.events.append, lambda: bytes(10), audible=True
        )

    def read(self) -> Moment:
        return Moment(500 + self.seconds, NOON + timedelta(seconds=self.seconds), 3600, 0.0)

    def append(self, *facts: Fact) -> None:
        if self.broken:
            raise SoleusError(self.broken)
        self.facts += [fact for fact in facts if isinstance(fact, SetFact)]

    def at(self, seconds: float) -> Picture:
        """Let the clock run to `seconds`, looking as often as the presenter asks to be looked at."""
        while (wait := self.presenter.wait()) is not None and self.seconds + wait < seconds:
            self.seconds += wait
            self.presenter.picture()
        self.seconds = seconds
        return self.presenter.picture()

    def press(self, action: str) -> Picture:
        self.presenter.act(action)
        return self.presenter.picture()

    @property
    def actions(self) -> list[str]:
        return [event.action for event in self.events if event.kind == "action"]

    def key(self, name: str) -> Picture:
        self.presenter.key(name)
        return self.presenter.picture()


def at_once(**changes: object) -> Bench:
    return Bench(replace(REQUEST, get_ready=0, **changes))  # type: ignore[arg-type]


def test_the_countdown_counts_and_marks_what_was_done() -> None:
    bench = Bench()
    first = bench.at(0)
    assert (first.screen, first.header, first.word) == ("get_ready", "Soleus · get ready", "Sit tall")
    assert first.cue == "Starting in 15 seconds"
    assert first.buttons == (("start", "Start now"), ("leave", "Not now"))
    assert (first.set_share, first.height, first.hurts, first.figures) == (0.0, 0.0, False, ())
    assert bench.at(7.5).set_share == pytest.approx(0.5)
    assert [mark for _, mark in bench.at(8).posture] == ["done", "done", "now", "now"]
    assert bench.at(14.5).word == "1"
    assert not bench.facts


def test_a_whole_set_from_countdown_to_summary() -> None:
    bench = Bench()
    assert bench.at(15.5).word == "Lift"
    assert bench.at(16.5).word == "Hold"
    down = bench.at(18)
    assert (down.word, down.header, down.hurts) == ("Lower slowly", "Soleus · steady pace", True)
    assert down.height == pytest.approx(0.5, abs=0.01)
    middle = bench.at(15 + 60)
    assert middle.figures == (("15", "of 30 reps"), ("1:00", "left"))
    assert middle.set_share == pytest.approx(0.5)
    assert "Halfway" in middle.cue
    end = bench.at(15 + 120)
    assert (end.screen, end.word, end.cue) == ("summary", "Nicely done", "30 reps in two minutes")
    assert end.summary is not None
    assert end.summary.counts == "4 sets today, 19 this week"
    assert end.summary.bars == (2, 4, 3, 5, 1, 0, 4)
    assert "stand or walk" in end.summary.note


def test_the_record_begins_with_the_first_rep_and_is_at_most_five_seconds_old() -> None:
    bench = Bench()
    bench.at(15.01)
    assert [event.kind for event in bench.events] == ["began"]
    assert bench.facts[0].started_at == NOON + timedelta(seconds=15)
    assert bench.facts[0].utc_offset == 3600
    bench.at(15 + 120)
    ages = [
        later.active_seconds - earlier.active_seconds
        for earlier, later in zip(bench.facts, bench.facts[1:], strict=False)
    ]
    assert max(ages) <= 5
    assert {fact.id for fact in bench.facts} == {bench.facts[0].id}
    assert [event.kind for event in bench.events][1:] == ["progress"] * (len(bench.events) - 2) + ["ended"]
    last = bench.facts[-1]
    assert (last.outcome, last.reps, last.active_seconds) == ("completed", 30, 120)
    assert last.ended_at == NOON + timedelta(seconds=135)
    count = len(bench.facts)
    bench.at(500)
    assert len(bench.facts) == count


def test_space_pauses_and_goes_on_where_it_was() -> None:
    bench = at_once()
    before = bench.at(10.5)
    paused = bench.key("space")
    assert (paused.word, paused.height, paused.figures) == ("Paused", before.height, before.figures)
    assert paused.buttons[0] == ("pause", "Go on")
    assert bench.presenter.wait() is None
    bench.seconds += 3600
    after = bench.key("space")
    assert after.figures == before.figures
    assert bench.at(10.5 + 3600 + 109.5).screen == "summary"
    assert bench.facts[-1].active_seconds == 120


def test_enter_finishes_early_and_is_glad_of_it() -> None:
    bench = at_once()
    bench.at(45)
    summary = bench.key("Return")
    assert (summary.word, summary.cue) == ("Nicely done", "11 reps in 45 seconds")
    assert (bench.facts[-1].outcome, bench.facts[-1].reps) == ("stopped_early", 11)
    assert not bench.presenter.closed


def test_escape_stops_and_the_next_one_leaves() -> None:
    bench = at_once()
    bench.at(6)
    assert bench.key("Escape").word == "Stopped"
    assert bench.facts[-1].outcome == "stopped_early"
    bench.key("Escape")
    assert bench.presenter.closed


@pytest.mark.parametrize("way", ["key", "button", "close"])
def test_leaving_the_countdown_records_nothing(way: str) -> None:
    bench = Bench()
    bench.at(10)
    {
        "key": lambda: bench.key("Escape"),
        "button": lambda: bench.press("leave"),
        "close": bench.presenter.close,
    }[way]()
    assert bench.presenter.closed
    assert not bench.facts
    assert not bench.events


def test_it_hurts_stops_at_once_and_does_not_cheer() -> None:
    bench = at_once()
    bench.at(20)
    rest = bench.press("hurts")
    assert rest.word == "Rest now"
    assert rest.summary is not None
    assert "walk" not in rest.summary.note
    assert bench.facts[-1].outcome == "stopped_early"


@pytest.mark.parametrize("paused", [False, True])
def test_closing_the_window_in_the_middle_records_what_was_done(paused: bool) -> None:
    bench = at_once()
    bench.at(9)
    if paused:
        bench.key("space")
    bench.presenter.close()
    assert (bench.facts[-1].outcome, bench.facts[-1].reps, bench.facts[-1].active_seconds) == (
        "stopped_early",
        2,
        9,
    )
    assert bench.events[-1].kind == "ended"


def test_closing_the_summary_adds_nothing() -> None:
    bench = at_once(reps=1)
    bench.at(5)
    count = len(bench.facts)
    bench.presenter.close()
    assert len(bench.facts) == count


def test_space_on_the_summary_does_nothing() -> None:
    """It was meant to pause the last rep."""
    bench = at_once(reps=1)
    bench.at(4)
    bench.key("space")
    assert not bench.presenter.closed


def test_again_is_a_new_set_of_its_own() -> None:
    bench = at_once(reps=2)
    bench.at(9)
    bench.press("again")
    summary = bench.at(20).summary
    assert summary is not None
    assert summary.counts.startswith("5 sets today")
    ids = [fact.id for fact in bench.facts]
    assert len(set(ids)) == 2
    assert [fact.source for fact in bench.facts if fact.outcome == "completed"] == ["tray", "window"]


def test_a_journal_that_fails_is_a_quiet_line_and_is_tried_again() -> None:
    bench = at_once()
    bench.broken = "/a/long/path/facts.jsonl can't be written: the disk is full."
    picture = bench.at(7)
    assert (picture.screen, picture.notice) == ("set", "Not saved yet, still trying: the disk is full.")
    assert [event.kind for event in bench.events] == ["began", "progress"]
    bench.broken = ""
    assert bench.at(11).notice == ""
    assert bench.facts


def test_a_hold_is_still_and_is_hardly_looked_at() -> None:
    bench = at_once()
    bench.at(0.5)
    assert bench.presenter.wait() == FRAME_SECONDS
    first = bench.at(1.1)
    assert bench.presenter.wait() == pytest.approx(0.25)
    second = bench.at(1.9)
    assert (first.height, first.phase_share) == (second.height, second.phase_share) == (1.0, 1.0)


def test_a_late_look_catches_up() -> None:
    """The machine was busy for some seconds: the figures are right all the same."""
    bench = at_once()
    bench.seconds = 13
    assert bench.presenter.picture().figures == (("3", "of 30 reps"), ("1:47", "left"))


def test_reps_nobody_was_shown_are_none() -> None:
    """The lid was closed for an hour: the set waits where it was."""
    bench = at_once()
    bench.seconds = 9
    bench.presenter.picture()
    bench.seconds = 3609
    here = bench.presenter.picture()
    assert (here.word, here.figures[0]) == ("Paused", ("2", "of 30 reps"))
    bench.presenter.act("pause")
    bench.seconds = 3612
    assert bench.presenter.picture().figures[0] == ("3", "of 30 reps")


def test_a_request_that_cannot_be_used_says_why() -> None:
    with pytest.raises(BadValueError, match="brisk"):
        Bench(replace(REQUEST, pace="brisk"))


def test_without_a_week_there_are_no_bars() -> None:
    bench = at_once(reps=1, sets_this_week=(), sets_today=0)
    summary = bench.at(4).summary
    assert summary is not None
    assert (summary.counts, summary.bars) == ("1 set today", ())


def test_a_set_asked_for_at_the_summary_begins_anew() -> None:
    bench = Bench()
    bench.at(15 + 120)
    assert bench.events[-1].kind == "ended"
    bench.presenter.ask(replace(REQUEST, source="command", seconds=60, get_ready=0, sets_today=4))
    bench.at(bench.seconds + 1)
    assert bench.events[-1].kind == "began"
    fact = bench.events[-1].fact
    assert fact is not None
    assert (fact.planned_seconds, fact.source) == (60, "command")


def test_a_set_asked_for_in_a_set_changes_nothing() -> None:
    bench = Bench()
    bench.at(30)
    before = bench.presenter.session
    bench.presenter.ask(replace(REQUEST, seconds=60))
    assert bench.presenter.session.plan == before.plan
    bench.at(31)
    assert [event.kind for event in bench.events].count("began") == 1


def test_a_set_without_a_single_rep_is_not_counted_in_the_summary() -> None:
    bench = Bench()
    bench.at(16)
    picture = bench.press("stop")
    assert picture.summary is not None
    assert "3 sets today" in picture.summary.counts


# Parts, legs, paces


def test_a_long_set_rests_between_its_parts_and_may_go_on_early() -> None:
    bench = at_once(seconds=600, pace="steady")
    assert bench.at(299).screen == "set"
    rest = bench.at(301)
    assert (rest.word, rest.cue) == ("Rest", "Going on in 59 seconds")
    assert rest.buttons[0] == ("skip_rest", "Go on")
    assert (rest.height, rest.hurts, rest.figures[0]) == (0.0, True, ("75", "of 150 reps"))
    bench.at(320)
    assert bench.press("skip_rest").word == "Lift"
    bench.at(320 + 300)
    assert bench.facts[-1].reps == 150
    assert bench.facts[-1].active_seconds == 600


def test_a_rest_that_is_not_skipped_lasts_a_minute() -> None:
    bench = at_once(seconds=600)
    assert bench.at(359.9).word == "Rest"
    assert bench.at(360.1).word == "Lift"


def test_an_open_set_counts_up_and_is_complete_when_it_is_finished() -> None:
    bench = at_once(until_stopped=True)
    bench.at(1)
    assert bench.at(45).figures == (("11", "reps"), ("0:45", "so far"))
    bench.press("finish")
    assert (bench.facts[-1].outcome, bench.facts[-1].reps, bench.facts[-1].planned_reps) == (
        "completed",
        11,
        0,
    )


def test_alternating_legs_are_named_rep_by_rep() -> None:
    bench = at_once(legs="alternate")
    assert [(bench.at(at).leg, bench.at(at).side) for at in (1, 5, 9)] == [
        ("Left leg", "left"),
        ("Right leg", "right"),
        ("Left leg", "left"),
    ]
    assert at_once().at(1).leg == ""


@pytest.mark.parametrize(("legs", "side"), [("both", "both"), ("alternate", "left"), ("right", "right")])
def test_window_and_strip_show_from_the_first_moment_which_leg_begins(legs: str, side: str) -> None:
    bench = Bench(replace(REQUEST, legs=legs))
    assert bench.at(1).side == side
    assert bench.at(1).figure == ("legs" if side == "both" else "leg")
    assert bench.presenter.strip().side == side


def test_pulse_says_that_it_is_another_movement() -> None:
    assert "different, faster movement" in Bench(replace(REQUEST, pace="pulse")).at(1).notice


def test_a_note_is_one_quiet_line_of_the_first_screen_only() -> None:
    bench = Bench(replace(REQUEST, note="The last set was cut short."))
    assert bench.at(1).notice == "The last set was cut short."
    assert bench.at(16).notice == ""


def test_plus_and_minus_change_the_pace_from_the_next_rep_on() -> None:
    bench = at_once()
    bench.at(1.5)
    bench.key("plus")
    assert bench.at(3.9).header == "Soleus · steady pace"
    assert bench.at(4.1).header == "Soleus · flow pace"
    bench.key("minus")
    bench.key("KP_Subtract")
    assert bench.at(7.1).header == "Soleus · gentle pace"
    bench.at(200)
    assert bench.facts[-1].outcome == "completed"


def test_cues_come_at_their_times_and_make_room_again() -> None:
    bench = at_once()
    calm = "As high as is comfortable"
    at = {second: bench.at(second).cue for second in (20, 30, 37.9, 38.1, 60, 68.1, 90, 98.1, 110.5)}
    assert at[20] == at[38.1] == at[68.1] == at[98.1] == calm
    assert at[30] == at[37.9] == "Breathe easily, shoulders low"
    assert "Halfway" in at[60]
    assert "Sharp pain? Stop" in at[90]
    assert at[110.5] == "Last reps"


def test_reduced_motion_takes_three_poses() -> None:
    bench = at_once(still=True)
    seen = set()
    for tenth in range(1, 160):
        picture = bench.at(tenth / 10)
        seen.add((picture.height, picture.phase_share))
        assert picture.still
    assert {height for height, _ in seen} == {0.0, 0.5, 1.0}
    assert {share for _, share in seen} == {0.0, 0.5, 1.0}
    assert bench.presenter.wait() > FRAME_SECONDS  # type: ignore[operator]


# The menu and the list of keys


def test_more_lists_what_can_be_changed_and_escape_closes_it_without_stopping() -> None:
    bench = at_once()
    bench.at(5)
    menu = bench.press("more").menu
    assert [item.action for item in menu] == ["compact", "mute", "slower", "faster", "stop", "help", "back"]
    assert bench.key("Escape").overlay == ""
    assert bench.presenter.session.stage == "moving"
    bench.press("more")
    assert bench.press("stop").word == "Stopped"


@pytest.mark.parametrize("key", ["space", "Return", "Escape", "x", "question"])
def test_any_key_closes_the_list_of_keys_and_does_nothing_else(key: str) -> None:
    bench = at_once()
    bench.at(5)
    bench.key("Shift_L")
    assert bench.key("question").overlay == "help"
    bench.key("Shift_L")
    assert bench.presenter.picture().overlay == "help"
    assert bench.key(key).overlay == ""
    assert bench.presenter.session.stage == "moving"


def test_the_menu_stays_for_what_is_pressed_several_times() -> None:
    bench = at_once(pace="gentle")
    bench.at(1)
    bench.press("more")
    assert bench.press("faster").overlay == "more"
    assert bench.press("mute").overlay == "more"
    assert bench.press("compact").overlay == ""


def test_tab_goes_through_the_menu_and_leaves_it_open() -> None:
    bench = at_once()
    bench.at(5)
    bench.press("more")
    for key in ("Tab", "ISO_Left_Tab", "Down", "XF86AudioRaiseVolume"):
        assert bench.key(key).overlay == "more"


def test_m_is_for_this_set_only() -> None:
    bench = at_once(reps=1, sound=SoundChoice(tones=True))
    assert bench.presenter.heard
    bench.key("m")
    assert not bench.presenter.heard
    bench.at(5)
    bench.press("again")
    assert bench.presenter.heard


def test_sound_can_be_switched_on_in_a_silent_set() -> None:
    bench = at_once()
    assert not bench.presenter.heard
    bench.key("M")
    assert bench.presenter.heard


# The strip


def test_between_window_and_strip_nothing_is_lost() -> None:
    bench = at_once()
    before = bench.at(48.5)
    bench.key("c")
    assert bench.presenter.compact
    strip = bench.presenter.strip()
    assert (strip.word, strip.line, strip.height) == (before.word, "12 of 30 · 1:12", before.height)
    assert strip.main[:2] == ("pause", "pause")
    assert [action for action, _ in strip.drawer] == ["full", "stop", "hurts"]
    bench.press("full")
    assert not bench.presenter.compact
    assert bench.presenter.picture() == before


def test_a_set_asked_for_as_a_strip_begins_as_one() -> None:
    bench = Bench(replace(REQUEST, mode="compact"))
    bench.at(5)
    strip = bench.presenter.strip()
    assert (strip.word, strip.line, strip.main[:2]) == (
        "Sit tall",
        "Starting in 10 seconds",
        ("start", "play"),
    )


def test_the_strip_says_goodbye_and_leaves_by_itself() -> None:
    bench = at_once(mode="compact", reps=1)
    bench.at(4)
    strip = bench.presenter.strip()
    assert (strip.word, strip.line, strip.click) == ("Nicely done", "1 rep", "full")
    assert strip.main[0] == "done"
    bench.at(11.9)
    assert not bench.presenter.closed
    bench.at(12.1)
    assert bench.presenter.closed


def test_a_click_on_the_goodbye_opens_the_whole_summary() -> None:
    bench = at_once(mode="compact", reps=1)
    bench.at(5)
    assert bench.press("full").screen == "summary"
    bench.at(60)
    assert not bench.presenter.closed


def test_pain_needs_the_whole_window() -> None:
    bench = at_once(mode="compact")
    bench.at(9)
    assert bench.press("hurts").screen == "pain"
    assert not bench.presenter.compact


# Pain


def test_pain_is_recorded_and_told_what_to_do() -> None:
    bench = at_once()
    bench.at(20)
    page = bench.press("hurts")
    assert (bench.facts[-1].hurt, bench.facts[-1].outcome) == (True, "stopped_early")
    assert bench.events[-1].fact == bench.facts[-1]
    assert page.pain is not None
    told = " ".join(f"{heading} {text}" for heading, text in page.pain.paragraphs)
    for word in ("112, 911 or 999", "breathlessness", "chest pain", "today", "clot", "cramp"):
        assert word in told
    assert page.pain.reminders == "Reminders rest until tomorrow."
    assert not bench.actions
    assert [action for action, _ in page.buttons] == ["done", "learn safety"]


@pytest.mark.parametrize("stage", ["moving", "paused", "resting", "toes"])
def test_it_hurts_is_offered_at_every_stage_of_the_movement(stage: str) -> None:
    bench = at_once(seconds=600)
    bench.at(310 if stage == "resting" else 20)
    if stage == "paused":
        bench.press("pause")
    if stage == "toes":
        bench.press("finish")
        bench.press("toes")
    assert bench.presenter.picture().hurts
    assert bench.press("hurts").screen == "pain"
    assert bench.facts[-1].hurt
    assert bench.events[-1].kind == "ended"
    assert bench.events[-1].fact is not None
    assert bench.events[-1].fact.hurt


def test_what_becomes_of_the_reminders_is_the_users_choice() -> None:
    bench = at_once()
    bench.at(20)
    bench.press("hurts")
    page = bench.press("rest open")
    assert page.pain is not None
    assert page.pain.reminders == "Reminders rest until you say so."
    bench.press("rest off")
    bench.press("learn safety")
    assert bench.actions == ["rest open", "rest off", "learn safety"]
    bench.press("again")
    assert bench.presenter.picture().screen == "pain"


# The last screen


def test_one_press_says_how_hard_it_was_and_another_one_says_it_anew() -> None:
    bench = at_once(reps=2)
    bench.at(9)
    told = len(bench.events)
    summary = bench.press("effort hard").summary
    assert summary is not None
    assert summary.effort is not None
    assert (bench.facts[-1].effort, summary.effort.chosen) == ("hard", "effort hard")
    bench.press("effort easy")
    last = bench.facts[-1]
    assert (last.effort, last.id, last.reps, last.outcome) == ("easy", bench.facts[0].id, 2, "completed")
    assert len(bench.events) == told  # the tray has counted the set already


def test_toe_lifts_are_paced_counted_and_never_recorded() -> None:
    bench = at_once(reps=2)
    bench.at(9)
    facts = list(bench.facts)
    bench.press("toes")
    assert (bench.at(9.5).word, bench.at(9.5).figures) == ("Toes up", (("1", "of 10"),))
    down = bench.at(10.5)
    assert (down.word, down.cue, down.height) == ("Toes down", "Heels stay down", 0.5)
    assert down.figure == "toes"
    assert bench.at(28.5).figures == (("10", "of 10"),)
    end = bench.at(29.1)
    assert end.screen == "summary"
    assert end.summary is not None
    assert end.summary.toes == ()
    assert bench.facts == facts


def test_escape_leaves_the_toe_lifts_but_not_the_window() -> None:
    bench = at_once(reps=1)
    bench.at(5)
    bench.press("toes")
    assert bench.key("Escape").screen == "summary"
    assert not bench.presenter.closed


@pytest.mark.parametrize(("answer", "words"), [("accept", "next set"), ("decline", "stays as it is")])
def test_an_offer_is_answered_once(answer: str, words: str) -> None:
    offer = PlanOffer(4, "Four days at 3 min, all easy. Want to try 5?", "Try 5 min")
    bench = at_once(reps=1, offer=offer)
    summary = bench.at(5).summary
    assert summary is not None
    assert summary.offer is not None
    assert summary.offer.answers == (("plan accept", "Try 5 min"), ("plan decline", "Not yet"))
    after = bench.press(f"plan {answer}").summary
    assert after is not None
    assert after.offer is not None
    assert words in after.offer.text
    bench.press("plan accept")
    assert bench.actions == [f"plan {answer} 4"]


def test_a_set_without_a_rep_asks_nothing() -> None:
    bench = at_once()
    bench.at(1)
    summary = bench.press("stop").summary
    assert summary is not None
    assert (summary.effort, summary.toes) == (None, ())


def test_what_could_not_be_saved_at_the_end_is_tried_again() -> None:
    bench = at_once(reps=1)
    bench.at(1)
    bench.broken = "the disk is full."
    assert "still trying" in bench.at(5).notice
    bench.broken = ""
    assert bench.at(12).notice == ""
    assert bench.facts[-1].outcome == "completed"


# Time


def test_ten_minutes_end_on_time_and_phases_do_not_drift_when_looks_come_late() -> None:
    bench = at_once(seconds=600, reps=150)
    late = Random(1)
    while bench.presenter.session.stage != "over":
        wait = bench.presenter.wait()
        assert wait is not None
        bench.seconds += wait + late.choice((0.0, 0.01, 0.2, 0.45))
        picture = bench.presenter.picture()
        if picture.screen == "set":
            into = bench.seconds % 4
            if abs(into - round(into)) < 0.001:
                continue  # on the very turn from one phase to the next
            assert picture.word == ("Lift" if into < 1 else "Hold" if into < 2 else "Lower slowly")
            assert picture.figures[0][0] == str(int(bench.seconds // 4))
    assert 600 <= bench.seconds <= 600.5
    assert (bench.facts[-1].reps, bench.facts[-1].active_seconds) == (150, 600)
