"""Idle time is the hand's: read on real compositors while input is injected. And KWin's lock, for real."""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import ClassVar

import pytest
from jeepney import DBusAddress

from soleus_tray.adapters.dbus.bus import Bus
from soleus_tray.adapters.session.choose import choose_session
from tests.desktop.desktops.idle import DESKTOPS, READY_SECONDS, Kwin, try_idle
from tests.desktop.harness import wait_until

pytestmark = pytest.mark.desktop


def need(program):
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed here; `make test-desktops` brings it")


@pytest.mark.parametrize("name", DESKTOPS)
def test_the_resting_hand_is_timed_and_the_moving_hand_is_seen(name):
    kind = DESKTOPS[name]
    need(kind.program)

    row = try_idle(kind)

    assert row.right, row.line()


class KwinThatLocks(Kwin):
    options: ClassVar = ()


def test_kwin_s_lock_is_noticed():
    need(Kwin.program)
    saver = DBusAddress("/org/freedesktop/ScreenSaver", *["org.freedesktop.ScreenSaver"] * 2)
    with KwinThatLocks() as desktop, closing(Bus(desktop.bus.address)) as bus:
        events = []
        watch = choose_session(bus, None, events.append, {})
        watch.start()
        bus.start()
        wait_until(lambda: watch.source == saver.bus_name, "KWin's answer", READY_SECONDS)
        assert not watch.locked
        desktop.bus.call(saver, "Lock")
        wait_until(lambda: watch.locked, "the lock", READY_SECONDS)
        assert events == ["locked"]
