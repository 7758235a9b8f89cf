"""What every tray must do; here without a bus and without a display."""

from __future__ import annotations

import threading

import pytest

from soleus_tray.adapters.dbus.bus import Bus
from soleus_tray.adapters.tray.linux import LinuxTray
from soleus_tray.adapters.tray.pystray_base import BaseIcon
from soleus_tray.adapters.tray.pystray_tray import PystrayTray
from soleus_tray.adapters.tray.unavailable import UnavailableTray
from soleus_tray.ports.tray import Face, IconKey, MenuLine

FACE = Face(IconKey("sitting"), "42 min sitting", (MenuLine("Begin", "begin", default=True),))


class Drawn:
    def __init__(self, key):
        self.key = key

    def pixmaps(self):
        return [(1, 1, bytes(4))]

    def to_image(self):
        return "image"


class LoopIcon(BaseIcon):
    """A pystray icon with a loop and nothing on screen."""

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self._end = threading.Event()

    def _nothing(self):
        pass

    _show = _hide = _update_icon = _update_title = _update_menu = _nothing

    def _run(self):
        self._mark_ready()
        self._end.wait(20)

    def _stop(self):
        self._end.set()


TRAYS = {
    "sni": lambda bus: LinuxTray(bus, on_action=print, icons=Drawn, on_trouble=print),
    "plain": lambda _: PystrayTray("plain", LoopIcon, on_action=print, icons=Drawn),
    "none with a bus": UnavailableTray,
    "none": lambda _: UnavailableTray(),
}


@pytest.fixture(params=TRAYS)
def tray(request, tmp_path):
    bus = Bus(f"unix:path={tmp_path}/none")
    yield TRAYS[request.param](bus)
    bus.close()


def start(tray):
    ready = threading.Event()
    thread = threading.Thread(target=lambda: tray.run(ready.set), daemon=True)
    thread.start()
    assert ready.wait(20)
    return thread


def test_it_runs_until_stopped_and_may_be_told_new_faces_from_any_thread(tray):
    tray.show(FACE)
    thread = start(tray)

    for minute in range(50):
        tray.show(Face(IconKey("sitting", minute % 24), f"{minute} min", FACE.menu))
    assert thread.is_alive()
    tray.stop()
    thread.join(20)

    assert not thread.is_alive()
    assert tray.visible is False


def test_stopping_twice_is_harmless(tray):
    tray.show(FACE)
    thread = start(tray)

    tray.stop()
    tray.stop()
    thread.join(20)

    assert not thread.is_alive()


def test_where_nobody_sees_the_icon_it_keeps_up_with_nothing(tray):
    tray.show(FACE)
    assert tray.keeps_up is False
    thread = start(tray)
    assert tray.keeps_up is tray.visible
    tray.stop()
    thread.join(20)
    assert tray.keeps_up is False


def test_it_names_its_backend(tray):
    assert tray.backend in {"sni", "plain", "none"}
