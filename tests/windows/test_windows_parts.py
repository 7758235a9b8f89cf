"""What is only Windows' and can be tried on any system; the rest is tried under Wine by the run itself."""

from __future__ import annotations

import threading

import pytest

from soleus_tray.adapters.activity.windows import idle_seconds
from soleus_tray.adapters.notifier.balloon import BalloonNotifier
from soleus_tray.adapters.notifier.unavailable import UnavailableNotifier
from soleus_tray.adapters.session import windows as session
from soleus_tray.ports.notifier import Answer, Notification
from tests.desktop.harness import wait_until
from tests.windows.report import write_report
from tests.windows.steps import Steps, expect

REMINDER = Notification("k1", "T" * 80, "b" * 300, (("begin", "Begin"),))


@pytest.mark.parametrize(
    ("message", "detail", "event"),
    [
        (session.WM_WTSSESSION_CHANGE, 7, "locked"),
        (session.WM_WTSSESSION_CHANGE, 8, "unlocked"),
        (session.WM_WTSSESSION_CHANGE, 5, None),
        (session.WM_POWERBROADCAST, 4, "sleeping"),
        (session.WM_POWERBROADCAST, 18, "woke"),
        (session.WM_POWERBROADCAST, 7, None),
        (session.WM_POWERBROADCAST, 10, None),
        (session.WM_ENDSESSION, 1, "ending"),
        (session.WM_ENDSESSION, 0, None),
        (session.WM_QUERYENDSESSION, 0, None),
        (0x400, 7, None),
    ],
)
def test_only_the_session_s_own_messages_tell_something(message, detail, event):
    assert session.event_of(message, detail) == event


def told(monkeypatch, patience=5.0):
    monkeypatch.setattr(session, "LONGEST_WAIT", patience)
    events = []
    return session.Told(events.append), events


def test_the_machine_waits_for_the_app_to_save_and_no_longer(monkeypatch):
    watch, events = told(monkeypatch)
    answers = []
    asking = threading.Thread(target=lambda: answers.append(watch.tell(session.WM_POWERBROADCAST, 4)))
    asking.start()
    wait_until(lambda: events == ["sleeping"], "the event")

    assert not answers
    watch.saved()
    asking.join(5)

    assert answers == [1]


def test_an_app_that_never_saves_does_not_keep_the_machine_awake(monkeypatch):
    watch, events = told(monkeypatch, patience=0.05)

    assert watch.tell(session.WM_ENDSESSION, 1) == 0
    assert events == ["ending"]


def test_one_sleep_told_twice_counts_once_and_the_next_one_anew(monkeypatch):
    watch, events = told(monkeypatch, patience=0.01)

    for detail in (4, 4, 18, 18, 7, 4, 18):
        watch.tell(session.WM_POWERBROADCAST, detail)

    assert events == ["sleeping", "woke", "sleeping", "woke"]


def test_the_lock_is_remembered_and_the_end_of_the_session_never_forbidden(monkeypatch):
    watch, _ = told(monkeypatch)

    watch.tell(session.WM_WTSSESSION_CHANGE, 7)
    assert watch.locked
    watch.tell(session.WM_WTSSESSION_CHANGE, 8)
    assert not watch.locked
    assert watch.tell(session.WM_QUERYENDSESSION, 0) == 1
    assert watch.tell(0x400, 0) is None


@pytest.mark.parametrize(
    ("now", "then", "seconds"),
    [
        ((1 << 40) + 3000, 1000, 2.0),  # GetTickCount64 goes on where the input's 32 bits have wrapped
        ((1 << 32) + 500, (1 << 32) - 500, 1.0),
        (1000, 1016, 0.0),  # a driver's stamp, a tick ahead
    ],
)
def test_idle_time_across_the_wrap_and_with_a_stamp_ahead_of_the_clock(now, then, seconds):
    assert idle_seconds(now, then) == pytest.approx(seconds)


def test_a_balloon_is_shown_with_words_that_fit_and_taken_away_again():
    answers, shown = [], []

    def show(*words):
        shown.append(words)
        return True

    notifier = BalloonNotifier(answers.append, UnavailableNotifier(answers.append, "Nothing."), show)
    notifier.withdraw()
    notifier.send(REMINDER)
    wait_until(lambda: answers, "the answer")
    notifier.withdraw()
    wait_until(lambda: len(shown) == 2, "the balloon's end")

    assert answers == [Answer("k1", "shown")]
    assert [len(words) for words in shown[0]] == [63, 255]
    assert shown[0][1].endswith("Click here to begin.")
    assert shown[1] == ("", "")


def test_without_an_icon_to_show_it_on_another_way_is_taken():
    answers = []
    last = UnavailableNotifier(answers.append, "Nothing left.")

    BalloonNotifier(answers.append, last, lambda *_: False).send(REMINDER)

    wait_until(lambda: answers, "the answer")
    assert answers == [Answer("k1", "failed", reason="Nothing left.")]


class NoScreen:
    """Takes no pictures."""

    def screenshot(self, path):
        return path


def test_a_step_that_fails_is_told_and_the_next_one_tried(tmp_path, capsys):
    steps = Steps(NoScreen(), tmp_path)

    assert not steps.take("icon", lambda: str(expect(False, "There is no icon.\nand a log")))
    assert steps.take("quit", lambda: "gone | for good")
    write_report(tmp_path, tmp_path, steps, {"wine": "wine-8.0", "windows": "Windows-10", "python": "3.11.9"})

    page = (tmp_path / "windows.md").read_text()
    assert "| icon | **no**: There is no icon. |" in page
    assert "| quit | gone \\| for good |" in page
    assert "windows/wine.png" not in page
    assert "FAILED" in capsys.readouterr().out
