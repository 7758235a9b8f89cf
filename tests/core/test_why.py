"""The timeline of decisions: a sentence for each, the clock of the place, and no line that says nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus_tray.core.facts import DecisionFact, DecisionKind, SetOutcome, SetSource
from soleus_tray.core.signal_words import ended_words, signal_words
from soleus_tray.core.signals import KINDS
from soleus_tray.core.why import as_json, as_text, nothing_to_tell, sentence, timeline
from tests.fakes.records import NOON, a_decision

TODAY = NOON.date()
TWO = datetime(2026, 11, 18, 13, 2, tzinfo=UTC)
"""14:02 on the clock of somebody in +01:00."""


def decided(what: str, detail: str = "", who: str = "", seconds: int = 0, minutes: float = 0) -> DecisionFact:
    at = TWO + timedelta(minutes=minutes)
    return a_decision(what=what, detail=detail, who=who, seconds=seconds, at=at)


def told(*facts: DecisionFact) -> list[str]:
    return as_text(timeline(facts), TODAY).split("\n")


def test_a_held_hour_reads_as_it_happened() -> None:
    assert told(
        decided("due", seconds=3600),
        decided("held", "microphone", "Zoom"),
        decided("freed", "microphone", "Zoom", minutes=46),
        decided("reminded", seconds=6420, minutes=47),
        decided("begun", "notification", minutes=48),
        decided("set_ended", "completed", seconds=120, minutes=50.5),
    ) == [
        "14:02 Due after 60 min of sitting.",
        "14:02 Held: microphone in use by Zoom.",
        "14:48 The call ended.",
        "14:49 Reminded.",
        "14:50 A set was begun from the notification.",
        "14:52 The set was completed: 2 min of reps.",
    ]


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (decided("started"), "Soleus Tray started."),
        (decided("started", seconds=9 * 3600), "Soleus Tray started after 9 h off."),
        (decided("due", seconds=85 * 60), "Due after 85 min of sitting."),
        (decided("due", seconds=130 * 60), "Due after 2 h 10 min of sitting."),
        (decided("due", seconds=5), "Due after 5 s of sitting."),
        (decided("held", "dnd"), "Held: do not disturb is on."),
        (decided("held", "fullscreen", "Firefox"), "Held: Firefox is full screen."),
        (decided("freed", "fullscreen", "gedit"), "Gedit left full screen."),
        (decided("held", "telepathy"), "Held: something unknown."),
        (
            decided("overlong", "microphone", "Zoom", 3 * 3600),
            "Microphone in use by Zoom for 3 h; it is no longer waited for.",
        ),
        (decided("begun", "quiet"), "A quiet set was begun."),
        (decided("begun"), "A set was begun."),
        (decided("set_ended", "stopped_early", seconds=45), "The set was stopped after 45 s."),
        (decided("set_ended", "interrupted"), "The set was interrupted before its first rep."),
        (decided("snoozed", seconds=600), "Snoozed for 10 min."),
        (decided("snoozed", "meeting"), "Snoozed until the meeting ends."),
        (decided("snoozed", "2026-11-18T15:30:00+00:00"), "Snoozed until 16:30."),
        (decided("snoozed", "2026-11-19T03:00:00+00:00"), "Snoozed until tomorrow, 04:00."),
        (decided("snoozed", "2026-11-24T08:00:00Z"), "Snoozed until 2026-11-24 09:00."),
        (decided("snoozed", "2026-11-18T15:30:00"), "Snoozed until 16:30."),
        (decided("snoozed", "later"), "Snoozed."),
        (decided("snoozed", "9999-12-31T23:59:59+00:00"), "Snoozed."),
        (decided("away", "locked", seconds=4), "Away: the screen was locked."),
        (decided("away", seconds=300), "Away from here on: no keyboard or mouse for 5 min."),
        (decided("paused"), "Paused until you resume."),
        (decided("paused", seconds=1800), "Paused for 30 min."),
        (decided("standing", seconds=1800), "Standing for 30 min."),
        (decided("clock_set", seconds=3600), "The clock was set forward by 1 h."),
        (decided("clock_set", seconds=-90), "The clock was set back by 1 min."),
        (decided("read_the_tea_leaves"), "Read the tea leaves."),
    ],
)
def test_each_decision_in_a_sentence(fact: DecisionFact, words: str) -> None:
    assert sentence(fact) == words


@pytest.mark.parametrize("what", get_args(DecisionKind))
def test_no_kind_of_decision_is_without_a_sentence_of_its_own(what: str) -> None:
    details = ("", *KINDS, *get_args(SetSource), *get_args(SetOutcome), "meeting", "locked")
    for detail in details:
        for seconds in (0, 90):
            words = sentence(decided(what, detail, seconds=seconds))
            assert words.endswith(".")
            assert not words[0].islower()
            assert "_" not in words
    others = {sentence(decided(other, "microphone", seconds=90)) for other in get_args(DecisionKind)}
    assert len(others) == len(get_args(DecisionKind))


@pytest.mark.parametrize("kind", KINDS)
def test_every_signal_has_words_with_a_program_and_without(kind) -> None:
    for words in (signal_words, ended_words):
        with_one, without = words(kind, "Zoom"), words(kind)
        assert with_one
        assert without
        assert "{" not in with_one + without
        assert "Zoom" not in without
        assert not with_one.endswith(".")
    assert signal_words(kind, "{0}") != ended_words(kind, "{0}")


def test_the_clock_is_the_one_the_person_had_on_the_way() -> None:
    evening = decided("stopped")
    landed = a_decision(what="started", detail="", who="", at=TWO + timedelta(hours=8), utc_offset=-8 * 3600)
    assert told(evening, landed) == ["14:02 Soleus Tray ended.", "13:02 Soleus Tray started."]


def test_lines_of_other_days_carry_the_date() -> None:
    assert told(decided("resumed", minutes=-24 * 60), decided("resumed")) == [
        "2026-11-17 14:02 Resumed.",
        "14:02 Resumed.",
    ]


def test_a_signal_that_flaps_is_one_line_with_how_often() -> None:
    flaps = [
        decided("held" if n % 2 == 0 else "freed", "microphone", "Zoom", minutes=n / 30) for n in range(25)
    ]
    assert told(*flaps) == ["14:02 Held: microphone in use by Zoom (13 times)."]
    assert told(*flaps[:-1]) == ["14:02 The call ended (12 times)."]
    assert len(json.loads(as_json(flaps))) == 25


def test_two_signals_that_flap_together_are_a_line_each() -> None:
    flaps = [
        decided("held" if n % 4 < 2 else "freed", "camera" if n % 2 else "microphone", minutes=n / 60)
        for n in range(12)
    ]
    assert told(*flaps) == [
        "14:02 The call ended (3 times).",
        "14:02 The camera is off (3 times).",
    ]


def test_a_call_that_came_back_once_is_told_in_full() -> None:
    lines = told(
        decided("held", "microphone"),
        decided("freed", "microphone", minutes=0.2),
        decided("held", "microphone", minutes=5),
        decided("freed", "microphone", minutes=9),
    )
    assert lines == [
        "14:02 Held: microphone in use.",
        "14:02 The call ended.",
        "14:07 Held: microphone in use.",
        "14:11 The call ended.",
    ]


def test_other_decisions_of_one_minute_are_never_folded() -> None:
    facts = [decided("paused" if n % 2 == 0 else "resumed", minutes=n / 60) for n in range(9)]
    assert len(told(*facts)) == 9


def test_json_tells_every_decision_with_its_sentence_and_local_time() -> None:
    assert json.loads(as_json([decided("held", "microphone", "腾讯会议")])) == [
        {
            "at": "2026-11-18T14:02:00+01:00",
            "what": "held",
            "detail": "microphone",
            "who": "腾讯会议",
            "seconds": 0,
            "sentence": "Held: microphone in use by 腾讯会议.",
        }
    ]
    assert json.loads(as_json([])) == []


def test_nothing_to_tell_says_since_when() -> None:
    now = TWO.astimezone(timezone(timedelta(hours=1)))
    assert nothing_to_tell(now - timedelta(hours=2), now).startswith("Nothing to tell since 12:02: ")
    assert "since 2026-11-17 14:02:" in nothing_to_tell(now - timedelta(days=1), now)


@given(
    st.lists(
        st.builds(
            a_decision,
            at=st.integers(0, 600).map(lambda seconds: TWO + timedelta(seconds=seconds)),
            what=st.sampled_from(get_args(DecisionKind)),
            detail=st.sampled_from([*KINDS, "", "meeting"]) | st.text(max_size=30),
            who=st.sampled_from(["", "Zoom", "{}"]),
            seconds=st.integers(-(10**8), 10**8),
            utc_offset=st.integers(-86_399, 86_399),
        )
    )
)
def test_any_decisions_make_lines_and_only_signals_are_folded(facts: list[DecisionFact]) -> None:
    facts.sort(key=lambda fact: fact.at)
    lines = timeline(facts)
    assert len(json.loads(as_json(facts))) == len(facts)
    kept = [fact.what for fact in facts if fact.what not in ("held", "freed")]
    assert [line.what for line in lines if line.what not in ("held", "freed")] == kept
    signals = {(fact.detail, fact.who) for fact in facts if fact.what in ("held", "freed")}
    assert len(kept) + len(signals) <= len(lines) <= len(facts)
