"""What the tray says and shows for each state."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from soleus_tray.core.day import Day
from soleus_tray.core.status import Reason, Status
from soleus_tray.ports.tray import RING_STEPS
from soleus_tray.ui.tray_face import Surroundings, face_of
from soleus_tray.ui.words import reminder_body, reminder_title, today_line, tooltip

SITTING = Status(
    state="sitting",
    sitting_seconds=42 * 60 + 20,
    due_in_seconds=17 * 60 + 40,
    interval_share=0.7,
    set_reps=0,
    held_by=(),
    snoozed_until=None,
    paused_until=None,
    standing=False,
    today=Day(date(2026, 3, 2), sets=3, reps=90, active_seconds=360, sitting_seconds=4 * 3600),
    now=datetime(2026, 3, 2, 12, 30, tzinfo=UTC),
    utc_offset=3600,
)
CALL = Reason("microphone", "Zoom", datetime(2026, 3, 2, 12, 2, tzinfo=UTC), lasts=True)


def test_the_tooltip_speaks_in_words():
    assert tooltip(SITTING) == "42 min sitting, next set in 18 min. 3 sets today."


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"state": "due"}, "42 min sitting, time for a set. 3 sets today."),
        ({"state": "paused"}, "Paused. 3 sets today."),
        ({"state": "paused", "paused_until": datetime(2026, 3, 2, 13, 5, tzinfo=UTC)},
         "Paused until 14:05. 3 sets today."),
        ({"state": "snoozed", "snoozed_until": datetime(2026, 3, 2, 13, 5, tzinfo=UTC)},
         "42 min sitting, snoozed until 14:05. 3 sets today."),
        ({"state": "snoozed", "snoozed_until": datetime(2026, 3, 3, 3, 0, tzinfo=UTC)},
         "42 min sitting, snoozed until tomorrow, 04:00. 3 sets today."),
        ({"state": "held", "held_by": (CALL,)},
         "42 min sitting, a set is waiting: microphone in use by Zoom (since 13:02). 3 sets today."),
        ({"state": "held", "held_by": (replace(CALL, lasts=False),)},
         "42 min sitting, a set is waiting: the reminder follows in a minute. 3 sets today."),
        ({"state": "snoozed", "snoozed_for_meeting": True},
         "42 min sitting, snoozed until the meeting ends. 3 sets today."),
        ({"state": "standing", "standing_until": datetime(2026, 3, 2, 13, 0, tzinfo=UTC)},
         "Standing until 14:00. 3 sets today."),
        ({"state": "off_hours"}, "42 min sitting, outside your working hours. 3 sets today."),
        ({"state": "exercising", "quiet_set": True}, "A quiet set is running. 3 sets today."),
        ({"state": "away"}, "Away from the desk. 3 sets today."),
        ({"state": "standing"}, "Standing. 3 sets today."),
        ({"state": "exercising"}, "A set is running. 3 sets today."),
        ({"today": Day(date(2026, 3, 2), sets=1)}, "42 min sitting, next set in 18 min. 1 set today."),
    ],
)  # fmt: skip
def test_each_state_has_its_sentence(change, words):
    assert tooltip(replace(SITTING, **change)) == words


def test_today_in_one_line():
    assert today_line(SITTING) == "3 sets today, 6 min of reps, 4 h sitting"


def test_the_reminder_says_how_long_and_fits():
    assert reminder_title(3600, 3600) == "An hour of sitting"
    assert reminder_title(3600 + 1500, 3600) == "1 h 25 min of sitting"
    assert reminder_title(20, 20) == "20 s of sitting"
    assert reminder_body(120) == "Two minutes for your legs? They can work while you do."
    assert reminder_body(152).startswith("2 min for your legs")
    assert len(reminder_title(99 * 3600, 3600)) <= 63


def test_the_ring_fills_over_the_hour():
    assert face_of(SITTING, Surroundings()).icon.step == int(0.7 * RING_STEPS)
    assert face_of(replace(SITTING, interval_share=0.0), Surroundings()).icon.step == 0
    assert face_of(replace(SITTING, interval_share=1.0), Surroundings()).icon.step == RING_STEPS


@pytest.mark.parametrize(
    ("state", "shape"),
    [("sitting", "sitting"), ("due", "due"), ("exercising", "exercising"), ("held", "held"),
     ("snoozed", "snoozed"), ("away", "away"), ("standing", "away"), ("paused", "paused"),
     ("off_hours", "paused")],
)  # fmt: skip
def test_each_state_has_a_shape(state, shape):
    assert face_of(replace(SITTING, state=state), Surroundings()).icon.shape == shape


def test_the_menu_has_every_line():
    face = face_of(SITTING, Surroundings(autostart=True))
    labels = [line.label for line in face.menu if line.label != "-"]
    assert labels[0] == "Begin a set"
    assert face.menu[0].default
    for wanted in ("Other sets", "Snooze", "Pause", "I'm standing", "Start on login", "Quit"):
        assert wanted in labels
    snooze = next(line for line in face.menu if line.label == "Snooze")
    assert [line.action for line in snooze.submenu if line.action] == [
        "snooze 300", "snooze 600", "snooze 900", "snooze 1800", "snooze 3600", "snooze meeting",
        "snooze 15:00", "snooze 16:00", "snooze 17:00", "snooze tomorrow", "snooze off",
    ]  # fmt: skip
    assert not snooze.submenu[-1].enabled


def test_why_a_set_waits_has_a_line_of_its_own_in_the_menu():
    menu = face_of(replace(SITTING, state="held", held_by=(CALL,)), Surroundings()).menu
    assert [line.label for line in menu if not line.enabled][:2] == [
        "42 min sitting, a set is waiting",
        "Microphone in use by Zoom (since 13:02)",
    ]


def test_the_menu_offers_what_undoes_the_present_state():
    paused = face_of(replace(SITTING, state="paused"), Surroundings())
    assert any(line.action == "resume" for line in paused.menu)
    standing = face_of(replace(SITTING, state="standing", standing=True), Surroundings())
    assert any(line.action == "standing off" and line.checked for line in standing.menu)
    until = datetime(2026, 3, 2, 13, 5, tzinfo=UTC)
    snoozed = face_of(replace(SITTING, state="snoozed", snoozed_until=until), Surroundings())
    submenu = next(line for line in snoozed.menu if line.label == "Snooze").submenu
    assert submenu[-1].action == "snooze off"
    assert submenu[-1].enabled


def actions(**changes):
    return [line.action for line in face_of(replace(SITTING, **changes), Surroundings()).menu if line.action]


def clicked(**changes):
    return next(
        line.action for line in face_of(replace(SITTING, **changes), Surroundings()).menu if line.default
    )


def test_a_click_in_a_meeting_paces_quietly_and_on_a_shared_screen_nothing_else_is_offered():
    assert clicked(state="held", in_meeting=True) == "pace"
    assert "begin" in actions(state="held", in_meeting=True)
    assert clicked(state="held", in_meeting=True, shared=True) == "pace"
    assert "begin" not in actions(state="held", in_meeting=True, shared=True)
    assert clicked(state="exercising", quiet_set=True) == "pace off"


def test_held_for_another_reason_a_click_opens_the_set_and_the_quiet_one_is_offered_too():
    assert clicked(state="held") == "begin"
    assert "pace" in actions(state="held")
    assert "pace" not in actions()


def test_a_short_absence_can_be_given_back_while_that_is_offered():
    menu = face_of(replace(SITTING, maybe_sat=22 * 60), Surroundings()).menu
    assert any(line.label == "I was sitting those 22 min" and line.action == "was-sitting" for line in menu)
    assert "was-sitting" not in actions()


def test_snoozing_until_the_meeting_ends_needs_a_meeting():
    def line(**changes):
        menu = face_of(replace(SITTING, **changes), Surroundings()).menu
        snooze = next(one for one in menu if one.label == "Snooze")
        return next(one for one in snooze.submenu if one.action == "snooze meeting")

    assert line(state="held", in_meeting=True).enabled
    assert not line().enabled


def test_the_mark_moves_with_the_reps_of_a_set():
    steps = [
        face_of(replace(SITTING, state="exercising", set_reps=n), Surroundings()).icon.step for n in range(9)
    ]
    assert steps == [0, 1, 2, 3, 4, 5, 0, 1, 2]


def test_without_autostart_there_is_no_such_line():
    assert all(line.label != "Start on login" for line in face_of(SITTING, Surroundings()).menu)
