"""A panel that fetches a pacing icon's pictures, and one that doesn't, on a real bus."""

from __future__ import annotations

import threading

import pytest

from soleus_tray.adapters.dbus.bus import Bus
from soleus_tray.adapters.tray.linux import LinuxTray
from soleus_tray.adapters.tray.status_notifier import ITEM, ITEM_PATH
from soleus_tray.ports.tray import QUIET_STEPS, Face, IconKey, MenuLine
from tests.adapters.dbus.peers import Watcher, until

MENU = (MenuLine("Stop", "quiet", default=True),)


class Drawn:
    def __init__(self, key):
        self.key = key

    def pixmaps(self):
        return [(1, 1, bytes((255, self.key.step, 0, 0)))]


class LazyPanel(Watcher):
    """Takes the icon and looks at it once."""

    looks = 1

    def follow(self, tray, pictures):
        """Show so many pictures, and look at the first `looks` of them."""
        name = until(self.items)[-1]
        for step in range(pictures):
            tray.show(face(step))
            until(lambda step=step: len(self.heard("NewIcon")) > step, "word of the new picture")
            if step < self.looks:
                assert self.get(name, ITEM_PATH, ITEM, "IconPixmap")


class QuickPanel(LazyPanel):
    """Looks at every picture."""

    looks = 10**6


def face(step):
    return Face(IconKey("quiet", step % QUIET_STEPS), "Rep 1 of 30. Click to stop.", MENU)


@pytest.fixture
def tray(private_bus):
    bus = Bus(private_bus.address)
    tray = LinuxTray(bus, on_action=print, icons=Drawn, on_trouble=print)
    tray.show(face(QUIET_STEPS - 1))
    thread = threading.Thread(target=lambda: tray.run(lambda: None), daemon=True)
    thread.start()
    yield tray
    tray.stop()
    thread.join(20)
    bus.close()


def hosting(panel, tray):
    until(lambda: tray.visible, "the icon in the panel")
    panel.listen(f"type='signal',interface='{ITEM}'")
    return panel


def test_a_panel_that_looks_at_every_picture_keeps_up(private_bus, tray):
    assert not tray.keeps_up
    panel = hosting(QuickPanel(private_bus.address), tray)
    panel.follow(tray, 2 * QUIET_STEPS + 4)
    assert tray.keeps_up
    panel.close()


def test_one_that_looks_once_does_not_and_its_successor_gets_a_new_chance(private_bus, tray):
    panel = hosting(LazyPanel(private_bus.address), tray)
    assert tray.keeps_up
    panel.follow(tray, 2 * QUIET_STEPS + 4)
    assert tray.visible
    assert not tray.keeps_up
    panel.close()
    until(lambda: not tray.visible, "the panel's end")
    assert not tray.keeps_up
    successor = hosting(Watcher(private_bus.address), tray)
    assert tray.keeps_up
    successor.close()
