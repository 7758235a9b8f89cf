"""What every notifier must do, whatever the system gives it: here there is no bus and no library at all."""

from __future__ import annotations

import sys
import time

import pytest

from soleus_tray.adapters.dbus.bus import Bus
from soleus_tray.adapters.notifier.desktop import DesktopNotifierNotifier
from soleus_tray.adapters.notifier.freedesktop import FreedesktopNotifier
from soleus_tray.adapters.notifier.plyer import PlyerNotifier
from soleus_tray.adapters.notifier.unavailable import UnavailableNotifier
from soleus_tray.ports.notifier import Notification

KINDS = ("freedesktop", "plyer", "desktop-notifier", "none")


@pytest.fixture(params=KINDS)
def desk(request, tmp_path, monkeypatch):
    """A notifier with nobody to talk to, and its answers."""
    monkeypatch.setitem(sys.modules, "desktop_notifier", None)
    answers, bus = [], Bus(f"unix:path={tmp_path}/none")
    last = PlyerNotifier(answers.append, bus)
    notifier = {
        "freedesktop": lambda: FreedesktopNotifier(bus, answers.append, last),
        "plyer": lambda: last,
        "desktop-notifier": lambda: DesktopNotifierNotifier(answers.append, last),
        "none": lambda: UnavailableNotifier(answers.append),
    }[request.param]()
    bus.start()
    yield notifier, answers
    bus.close()


def wait_for(answers, count):
    deadline = time.monotonic() + 20
    while len(answers) < count:
        assert time.monotonic() < deadline, f"{len(answers)} of {count} answers came"
        time.sleep(0.01)


def test_each_notification_is_answered_and_a_failure_names_its_reason(desk):
    notifier, answers = desk

    for number in range(3):
        notifier.send(Notification(f"k{number}", "Title", "Body", (("begin", "Begin"),)))
        wait_for(answers, number + 1)

    assert [(one.key, one.kind) for one in answers] == [(f"k{number}", "failed") for number in range(3)]
    assert all(one.reason.endswith(".") for one in answers)


def test_withdrawing_and_closing_are_harmless_at_any_time(desk):
    notifier, answers = desk

    notifier.withdraw()
    notifier.send(Notification("k1", "Title", "Body"))
    wait_for(answers, 1)
    notifier.withdraw()
    notifier.withdraw()
    notifier.close()

    assert len(answers) == 1


def test_it_names_itself_and_does_not_promise_buttons(desk):
    notifier, _ = desk

    assert notifier.backend in KINDS
    assert not notifier.buttons
