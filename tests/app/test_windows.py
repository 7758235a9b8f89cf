"""The windows' processes, real ones: some do as they should, some die, stay silent or talk nonsense."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager
from dataclasses import replace

import psutil
import pytest

from soleus_tray.app import windows as module
from soleus_tray.app.windows import Window, Windows
from soleus_tray.core.window_messages import Panel, SetRequest, Strip
from tests.desktop.harness import wait_until

REQUEST = SetRequest("tray", "steady", 120, None, 0, "light", 0)
PANEL = Panel("Soleus Tray", ("Sitting.",), (("begin", "Begin a set"),), "light")
STRIP = Strip("steady", 30, 1000.0, "quiet", "light")

OBEDIENT = """
import json, sys
for line in sys.stdin:
    order = json.loads(line)["order"]
    print(json.dumps({"kind": "action", "fact": None, "action": order}), flush=True)
    if order == "close":
        break
"""
ACTING = """
import json, sys
for line in sys.stdin:
    order = json.loads(line)
    if order["order"] == "act":
        action = f"act {order['content']['action']}"
        print(json.dumps({"kind": "action", "fact": None, "action": action}), flush=True)
    if order["order"] == "close":
        break
"""
DIES_AT_ONCE = "raise SystemExit(3)"
NEVER_ANSWERS = "import time; time.sleep(600)"
TALKS_NONSENSE = r"""
import sys, time
sys.stdout.buffer.write(b"\xff\xfe\x00 nonsense\n[1, 2]\n\n" + b"x" * 300_000 + b"\n{\"kind\": \"mapped\"}\n")
sys.stdout.buffer.write(b'{"kind": "closed", "fact": null, "action": ""}\n')
sys.stdout.buffer.write(b'{"kind": "ready", "fact": null, "action": ""}\n' b'half a li')
"""
CLOSES_ITS_END = "import os, time; os.close(1); time.sleep(600)"


@pytest.fixture
def children(monkeypatch):
    """Whoever asks for a window gets this script instead; all that still live are killed at the end."""
    before = {child.pid for child in psutil.Process().children()}

    def use(script):
        monkeypatch.setattr(module, "own_command", lambda *_: [sys.executable, "-c", script])

    yield use
    for child in psutil.Process().children():
        if child.pid not in before:
            child.kill()


@pytest.fixture
def seen():
    """The events that came, as (window, kind, action)."""
    return []


@contextmanager
def no_longer_than(seconds):
    """Fail where something hangs on this, the main, thread."""

    def fail(*_):
        raise TimeoutError(f"It hung for {seconds} s.")

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _noting(seen):
    return lambda window, event: seen.append((window, event.kind, event.action))


def _started(seen, kind="session"):
    window = Window(kind, _noting(seen))
    window.start()
    return window


def _wait_closed(seen, count=1):
    wait_until(
        lambda: [kind for _, kind, _ in seen].count("closed") == count, f"{count} ends; saw {seen}", 30
    )


class TestOneWindow:
    def test_orders_arrive_and_its_last_event_is_closed(self, children, seen):
        children(OBEDIENT)
        window = _started(seen)
        for order, content in (("show", REQUEST), ("update", PANEL), ("close", None)):
            window.order(order, content)
        _wait_closed(seen)
        assert [what for _, *what in seen] == [
            ["action", "show"], ["action", "update"], ["action", "close"], ["closed", ""],
        ]  # fmt: skip

    def test_one_that_dies_at_once_closes_and_takes_orders_no_more(self, children, seen, caplog):
        children(DIES_AT_ONCE)
        window = _started(seen)
        _wait_closed(seen)
        window.order("show", REQUEST)
        window.leave()
        assert "ended with code 3" in caplog.text

    def test_nonsense_is_passed_over_and_what_makes_sense_is_heard(self, children, seen, caplog):
        children(TALKS_NONSENSE)
        _started(seen)
        _wait_closed(seen)
        assert [kind for _, kind, _ in seen] == ["ready", "closed"]
        assert "window's message" in caplog.text

    def test_one_that_never_reads_holds_up_nobody(self, children, seen):
        children(NEVER_ANSWERS)
        window = _started(seen)
        with no_longer_than(30):
            for _ in range(2000):  # some 400 kB, six times what a pipe holds
                window.order("update", PANEL)
            window.leave()
        assert seen == []

    def test_one_that_closes_its_end_and_stays_is_ended(self, children, seen, monkeypatch):
        monkeypatch.setattr(module, "LONGEST_GOODBYE", 0.1)
        children(CLOSES_ITS_END)
        window = _started(seen)
        _wait_closed(seen)
        assert window._process.returncode == -signal.SIGKILL

    def test_one_killed_closes(self, children, seen):
        children(NEVER_ANSWERS)
        window = _started(seen)
        os.kill(window._process.pid, signal.SIGKILL)
        _wait_closed(seen)
        window.order("close")

    def test_before_its_start_orders_go_nowhere(self, seen):
        window = Window("panel", _noting(seen))
        window.order("show", PANEL)
        window.leave()
        assert seen == []


class TestAllWindows:
    @pytest.fixture
    def windows(self, seen):
        return Windows(_noting(seen))

    def test_the_one_that_waits_is_the_one_that_shows(self, children, windows, seen):
        children(OBEDIENT)
        windows.prepare()
        windows.prepare()
        ready = windows._ready
        assert windows.open_session(REQUEST)
        assert windows.session is ready
        assert windows._ready is None
        windows.prepare()
        assert windows._ready is None  # a set runs: no other is needed
        wait_until(lambda: seen, "its answer")
        assert [what for _, *what in seen] == [["action", "show"]]

    @pytest.mark.parametrize(("mode", "words"), [("full", ("light",)), ("compact", ()), ("ears", ())])
    def test_only_a_full_window_is_to_be_on_screen_before_it_is_told_what_to_show(
        self, children, windows, mode, words
    ):
        children(OBEDIENT)
        assert windows.open_session(replace(REQUEST, mode=mode))
        assert windows.session.arguments == words
        windows.session.order("close")

    def test_one_that_died_while_it_waited_is_forgotten_and_the_next_click_has_a_new_one(
        self, children, windows, seen
    ):
        children(DIES_AT_ONCE)
        windows.prepare()
        _wait_closed(seen)
        assert windows.closed(seen[-1][0]) is None
        children(OBEDIENT)
        assert windows.open_session(REQUEST)
        wait_until(lambda: seen[-1][1:] == ("action", "show"), "the new one's answer")

    def test_each_end_is_told_from_the_others(self, children, windows, seen):
        children(NEVER_ANSWERS)
        windows.open_session(REQUEST)
        windows.show_panel(PANEL)
        session, panel = windows.session, windows.panel
        assert windows.closed(Window("session", _noting(seen))) is None
        assert windows.closed(session) == "session"
        assert windows.closed(panel) == "panel"
        assert (windows.session, windows.panel) == (None, None)
        assert windows.closed(panel) is None

    def test_a_set_by_ear_has_a_process_of_its_own_and_takes_its_gestures(self, children, windows, seen):
        children(ACTING)
        windows.prepare()
        assert windows.open_session(replace(REQUEST, mode="ears"))
        assert windows.by_ear
        assert windows.session.kind == "ears"
        windows.act("finish")
        wait_until(
            lambda: [what for _, *what in seen] == [["action", "act finish"]], f"its answer: {seen}", 30
        )
        windows.session.order("close")
        windows.dismiss()

    def test_only_a_set_by_ear_is_told_from_outside(self, children, windows, seen):
        children(OBEDIENT)
        windows.act("finish")
        windows.open_session(REQUEST)
        windows.act("finish")
        windows.session.order("close")
        _wait_closed(seen)
        assert [what for _, *what in seen] == [["action", "show"], ["action", "close"], ["closed", ""]]

    def test_a_page_is_brought_up_again_and_opens_anew_for_another_subject(self, children, windows, seen):
        children(OBEDIENT)
        windows.show_page("learn", "light")
        windows.show_page("learn", "light")
        windows.show_page("learn", "light", "safety")
        windows.show_page("why", "light")
        wait_until(
            lambda: [what for _, *what in seen].count(["closed", ""]) == 1, f"the first's end: {seen}", 30
        )
        first = next(window for window, kind, _ in seen if kind == "closed")
        told = [what for window, *what in seen if window is first]
        assert told == [["action", "show"], ["action", "close"], ["closed", ""]]
        assert windows.closed(first) is None  # another has its place
        second = windows._pages["learn"]
        assert second.arguments == ("light", "safety")
        assert windows.closed(second) == "learn"
        assert windows.closed(windows._pages["why"]) == "why"
        windows.show_page("learn", "light")
        assert windows._pages["learn"] not in (first, second)

    def test_the_strip_is_shown_once_and_closed_without_waiting_for_it(self, children, windows, seen):
        children(OBEDIENT)
        windows.show_strip(STRIP)
        first = windows.strip
        windows.show_strip(STRIP)
        assert windows.strip is first
        windows.close_strip()
        windows.close_strip()
        assert windows.strip is None
        _wait_closed(seen)
        assert [what for _, *what in seen] == [["action", "show"], ["action", "close"], ["closed", ""]]
        assert windows.closed(seen[-1][0]) is None

    def test_a_strip_that_ends_by_itself_is_told_and_may_be_shown_anew(self, children, windows, seen):
        children(DIES_AT_ONCE)
        windows.show_strip(STRIP)
        _wait_closed(seen)
        assert windows.closed(seen[-1][0]) == "strip"
        children(NEVER_ANSWERS)
        windows.show_strip(STRIP)
        assert windows.strip is not None

    def test_where_none_can_be_started_it_says_so_and_goes_on(self, windows, monkeypatch, caplog):
        monkeypatch.setattr(module, "own_command", lambda *_: ["/nowhere/soleus-tray"])
        windows.prepare()
        windows.show_panel(PANEL)
        windows.show_strip(STRIP)
        windows.close_strip()
        windows.update_panel(PANEL)
        windows.close_panel()
        windows.dismiss()
        windows.leave_all()
        assert not windows.open_session(REQUEST)
        assert "could not be started" in caplog.text

    def test_a_dismissed_one_leaves(self, children, windows, seen):
        children(OBEDIENT)
        windows.prepare()
        windows.dismiss()
        _wait_closed(seen)
        windows.dismiss()

    def test_at_the_end_the_small_window_is_closed_and_all_let_go(self, children, windows, seen):
        children(OBEDIENT)
        windows.prepare()
        windows.show_panel(PANEL)
        windows.show_strip(STRIP)
        wait_until(lambda: len(seen) == 2, "their answers")
        windows.leave_all()
        _wait_closed(seen, count=3)
        told = [action for _, kind, action in seen if kind == "action"]
        assert sorted(told) == ["close", "close", "show", "show"]
