"""desktop-notifier on Windows and macOS, with a stand-in for the library: it is not installed on Linux."""

from __future__ import annotations

import asyncio
import sys
import threading
import time
import types

import pytest

from soleus_tray.adapters.notifier.choose import choose_notifier
from soleus_tray.adapters.notifier.desktop import DesktopNotifierNotifier
from soleus_tray.adapters.notifier.plyer import PlyerNotifier
from soleus_tray.adapters.notifier.unavailable import NO_BUS, UnavailableNotifier
from soleus_tray.ports.notifier import Answer, Notification

REMINDER = Notification("k1", "T" * 80, "Body", (("begin", "Begin"), ("skip", "Skip")))


def until(condition):
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.01)


@pytest.fixture
def library(monkeypatch):
    """The parts of desktop_notifier 6.2 that are used, and what they were given."""
    seen = types.SimpleNamespace(sent=[], cleared=[], dispatches=True, raises=False)

    class DesktopNotifier:
        def __init__(self, app_name, app_icon):
            self.app_name, self.app_icon = app_name, app_icon

        async def get_capabilities(self):
            return frozenset({"buttons"})

        async def send(self, title, message, *, buttons, on_dispatched, on_clicked, on_dismissed):
            if seen.raises:
                raise OSError("no service")
            seen.sent.append(
                types.SimpleNamespace(
                    title=title, message=message, buttons=buttons, clicked=on_clicked, dismissed=on_dismissed
                )
            )
            if seen.dispatches:
                asyncio.get_running_loop().call_soon(on_dispatched)
            return f"id{len(seen.sent)}"

        async def clear(self, identifier):
            seen.cleared.append(identifier)

    module = types.ModuleType("desktop_notifier")
    module.DesktopNotifier = DesktopNotifier
    module.Button = lambda title, on_pressed: types.SimpleNamespace(title=title, press=on_pressed)
    module.Capability = types.SimpleNamespace(BUTTONS="buttons")
    monkeypatch.setitem(sys.modules, "desktop_notifier", module)
    return seen


@pytest.fixture
def desk():
    answers = []
    last = UnavailableNotifier(answers.append, "Nothing left.")
    notifier = DesktopNotifierNotifier(answers.append, last)
    yield types.SimpleNamespace(notifier=notifier, answers=answers)
    if notifier._loop:
        notifier._loop.call_soon_threadsafe(notifier._loop.stop)


def test_it_is_shown_with_buttons_and_each_answer_counts_once(library, desk):
    desk.notifier.send(REMINDER)
    until(lambda: desk.answers)

    shown = library.sent[0]
    shown.buttons[1].press()
    shown.buttons[0].press()
    shown.clicked()
    shown.dismissed()

    assert desk.answers == [Answer("k1", "shown"), Answer("k1", "action", "skip")]
    assert [button.title for button in shown.buttons] == ["Begin", "Skip"]
    assert len(shown.title) == 63
    assert desk.notifier.buttons is True


def test_a_new_one_clears_the_last_whose_late_click_counts_no_more(library, desk):
    desk.notifier.send(REMINDER)
    until(lambda: len(desk.answers) == 1)
    desk.notifier.send(Notification("k2", "Title", "Body"))
    until(lambda: len(desk.answers) == 2)

    library.sent[0].clicked()
    library.sent[1].clicked()

    assert library.cleared == ["id1"]
    assert desk.answers[1:] == [Answer("k2", "shown"), Answer("k2", "action", "default")]


def test_withdrawing_clears_it(library, desk):
    desk.notifier.withdraw()
    desk.notifier.send(REMINDER)
    until(lambda: desk.answers)
    desk.notifier.close()
    until(lambda: library.cleared)

    library.sent[0].dismissed()

    assert desk.answers == [Answer("k1", "shown")]


def test_one_never_dispatched_goes_to_the_fallback(library, desk, monkeypatch):
    monkeypatch.setattr("soleus_tray.adapters.notifier.desktop.DISPATCH_SECONDS", 0.05)
    library.dispatches = False

    desk.notifier.send(REMINDER)

    until(lambda: desk.answers)
    assert desk.answers == [Answer("k1", "failed", reason="Nothing left.")]


def test_a_library_that_raises_or_is_missing_goes_to_the_fallback(library, desk, monkeypatch):
    library.raises = True
    desk.notifier.send(REMINDER)
    until(lambda: len(desk.answers) == 1)

    monkeypatch.setitem(sys.modules, "desktop_notifier", None)
    desk.notifier.send(Notification("k2", "Title", "Body"))
    until(lambda: len(desk.answers) == 2)

    assert [(one.key, one.kind) for one in desk.answers] == [("k1", "failed"), ("k2", "failed")]


def test_plyer_without_a_bus_delivers_in_a_thread_with_words_that_fit():
    answers, delivered = [], []
    notifier = PlyerNotifier(
        answers.append, None, lambda *words: delivered.append((threading.current_thread().name, *words))
    )

    notifier.send(Notification("k1", "T" * 80, "b" * 300))
    until(lambda: answers)

    assert answers == [Answer("k1", "shown")]
    assert delivered[0][0] == "plyer"
    assert [len(words) for words in delivered[0][1:]] == [63, 255]
    notifier.withdraw()
    notifier.close()


def test_with_nothing_available_each_one_fails_with_a_reason():
    answers = []
    choose_notifier(answers.append, environ={"SOLEUS_TRAY_NOTIFIER": "none"}).send(REMINDER)
    choose_notifier(answers.append, environ={}).send(REMINDER)

    assert [one.kind for one in answers] == ["failed", "failed"]
    assert "SOLEUS_TRAY_NOTIFIER" in answers[0].reason
    assert answers[1].reason == NO_BUS
