"""The Linux tray as the app uses it: faces in, actions out, and where it shows."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from soleus_tray.adapters.dbus.bus import Bus
from soleus_tray.adapters.tray import linux
from soleus_tray.adapters.tray.choose import choose_tray
from soleus_tray.adapters.tray.linux import NOWHERE, LinuxTray
from soleus_tray.adapters.tray.pixmaps import SIZES
from soleus_tray.adapters.tray.status_notifier import ITEM, ITEM_PATH
from soleus_tray.ports.tray import SEPARATOR, Face, IconKey, MenuLine
from tests.adapters.dbus.peers import Watcher, until

if TYPE_CHECKING:
    from collections.abc import Iterator

MENU = (
    MenuLine("Begin a set", "begin", default=True),
    SEPARATOR,
    MenuLine("Snooze", submenu=(MenuLine("5 min", "snooze 300"), MenuLine("10 min", "snooze 600"))),
    MenuLine("I'm standing", "standing on", checked=False),
    MenuLine("3 sets today"),
)
FIRST = Face(IconKey("sitting", 3), "42 min sitting", MENU)


class Drawn:
    def __init__(self, key):
        self.key = key

    def pixmaps(self):
        return [(size, size, bytes((255, self.key.step, 0, 0)) * size * size) for size in SIZES]


class Elsewhere:
    """Stands for pystray's XEmbed backends, which need a real X server: the desktop tests have those."""

    backend = "xorg"

    def __init__(self, broken=False):
        self.broken, self.faces, self.runs = broken, [], 0
        self.visible = False
        self._stopped = threading.Event()

    def __call__(self):
        if self.broken:
            raise ImportError("no library")
        self._stopped.clear()
        return self

    def run(self, ready):
        self.runs += 1
        self.visible = True
        ready()
        self._stopped.wait(20)
        self.visible = False

    def show(self, face):
        self.faces.append(face)

    def stop(self):
        self._stopped.set()


class Desk:
    def __init__(self, address, fallbacks=(), offer=True, face=FIRST):
        self.actions, self.troubles, self.ready = [], [], threading.Event()
        self.bus = Bus(address)
        self.tray = LinuxTray(
            self.bus,
            on_action=self.actions.append,
            icons=Drawn,
            on_trouble=self.troubles.append,
            fallbacks=fallbacks,
            offer=offer,
        )
        self.tray.show(face)
        self.thread = threading.Thread(target=lambda: self.tray.run(self.ready.set), daemon=True)
        self.thread.start()

    def end(self):
        self.tray.stop()
        self.thread.join(20)
        self.bus.close()
        assert not self.thread.is_alive()


@pytest.fixture
def start(private_bus) -> Iterator:
    desks = []

    def begin(*arguments, **named):
        desks.append(Desk(private_bus.address, *arguments, **named))
        return desks[-1]

    yield begin
    for desk in desks:
        desk.end()


@pytest.fixture
def watcher(private_bus):
    panel = Watcher(private_bus.address)
    yield panel
    panel.close()


@pytest.fixture
def quick(monkeypatch):
    """No patience: what waits seconds for a panel decides at once."""
    monkeypatch.setattr(linux, "PATIENCE_SECONDS", 0.02)
    monkeypatch.setattr(linux, "TROUBLE_SECONDS", 0.05)
    monkeypatch.setattr(linux, "LONGEST_LOOK_SECONDS", 0.05)


def test_it_is_ready_and_visible_where_a_panel_hosts_it(start, watcher):
    desk = start()

    until(lambda: desk.ready.is_set() and desk.tray.visible, "the icon")
    assert desk.tray.backend == "sni"
    assert watcher.get(watcher.items()[0], ITEM_PATH, ITEM, "Title") == ("s", "42 min sitting")


def test_clicks_and_menu_lines_become_actions(start, watcher):
    desk = start()
    until(lambda: desk.tray.visible, "the icon")
    name = watcher.items()[0]
    menu = ("/MenuBar", "com.canonical.dbusmenu")

    watcher.ask(name, ITEM_PATH, ITEM, "Activate", "ii", 0, 0)
    root = watcher.ask(name, *menu, "GetLayout", "iias", 0, -1, []).body[1]
    snooze = root[2][2][1]
    for number in (snooze[2][1][1][0], root[2][3][1][0], root[2][4][1][0]):
        watcher.ask(name, *menu, "Event", "isvu", number, "clicked", ("s", ""), 0)

    assert desk.actions == ["begin", "snooze 600", "standing on"]


def test_only_what_changed_is_sent(start, watcher):
    desk = start()
    until(lambda: desk.tray.visible, "the icon")
    watcher.listen(f"type='signal',sender='{watcher.items()[0]}'")

    desk.tray.show(FIRST)
    desk.tray.show(Face(IconKey("sitting", 3), "42 min sitting", tuple(MENU)))
    desk.tray.show(Face(IconKey("sitting", 4), "42 min sitting", MENU))
    desk.tray.show(Face(IconKey("sitting", 4), "43 min sitting", MENU))
    desk.tray.show(Face(IconKey("sitting", 4), "43 min sitting", (*MENU[:4], MenuLine("4 sets today"))))

    until(lambda: watcher.heard("ItemsPropertiesUpdated"), "the last change")
    ours = ("NewIcon", "NewTitle", "NewToolTip", "ItemsPropertiesUpdated", "LayoutUpdated")
    assert [len(watcher.heard(member)) for member in ours] == [1, 1, 1, 1, 0]


def test_no_panel_at_all_is_said_once_and_a_late_one_still_gets_the_icon(start, quick, private_bus):
    desk = start()
    until(lambda: desk.troubles, "the trouble")

    late = Watcher(private_bus.address)

    until(lambda: desk.tray.visible, "the icon")
    assert desk.troubles == [NOWHERE]
    late.close()


def test_an_xembed_tray_is_used_where_nobody_hosts_us(start, quick, monkeypatch):
    monkeypatch.setattr(linux, "tray_manager", lambda: True)
    broken, good = Elsewhere(broken=True), Elsewhere()
    desk = start((broken, good))

    until(lambda: good.runs == 1 and desk.tray.visible, "the docking")
    assert desk.ready.is_set()
    assert desk.tray.backend == "xorg"
    newer = Face(IconKey("due"), "due", MENU)
    desk.tray.show(newer)
    assert good.faces == [FIRST, newer]
    assert desk.troubles == []


def test_a_host_that_comes_later_takes_over_from_xembed(start, quick, monkeypatch, private_bus):
    monkeypatch.setattr(linux, "tray_manager", lambda: True)
    other = Elsewhere()
    desk = start((other,))
    until(lambda: other.runs == 1 and desk.tray.visible, "the docking")

    late = Watcher(private_bus.address)

    until(lambda: not other.visible and desk.tray.visible and desk.tray.backend == "sni", "the change")
    late.ask(late.items()[0], ITEM_PATH, ITEM, "Activate", "ii", 0, 0)
    assert desk.actions == ["begin"]
    late.close()


def test_a_lost_xembed_tray_is_docked_in_again(start, quick, monkeypatch):
    there = [True]
    monkeypatch.setattr(linux, "tray_manager", lambda: there[0])
    other = Elsewhere()
    desk = start((other,))
    until(lambda: other.runs == 1 and desk.tray.visible, "the docking")

    there[0] = False
    other.stop()
    until(lambda: not desk.tray.visible, "the loss")
    there[0] = True

    until(lambda: other.runs == 2 and desk.tray.visible, "the new docking")


def test_a_forced_backend_is_not_offered_over_d_bus(start, quick, monkeypatch, watcher):
    monkeypatch.setattr(linux, "tray_manager", lambda: True)
    other = Elsewhere()
    desk = start((other,), offer=False)

    until(lambda: other.runs == 1 and desk.tray.visible, "the docking")
    assert watcher.items() == []


def test_without_a_session_bus_xembed_is_taken_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr(linux, "tray_manager", lambda: True)
    other = Elsewhere()

    desk = Desk(f"unix:path={tmp_path}/none", (other,))

    until(lambda: other.runs == 1, "the docking")
    desk.end()


def test_the_icon_comes_back_after_the_session_bus_was_restarted(start, watcher, private_bus):
    desk = start()
    until(lambda: desk.tray.visible, "the icon")

    private_bus.kill()
    until(lambda: not desk.tray.visible, "the loss")
    private_bus.start()
    new = Watcher(private_bus.address)

    until(lambda: desk.tray.visible, "the icon")
    new.close()


def test_stopping_before_running_returns_at_once(private_bus):
    bus = Bus(private_bus.address)
    tray = LinuxTray(bus, on_action=print, icons=Drawn, on_trouble=print)
    tray.show(FIRST)
    tray.stop()

    tray.run(lambda: None)

    bus.close()


@pytest.mark.parametrize("backend", ["sni", "none", ""])
def test_the_environment_chooses(private_bus, watcher, backend):
    bus, ready = Bus(private_bus.address), threading.Event()
    tray = choose_tray(
        on_action=print, icons=Drawn, on_trouble=print, bus=bus, environ={"SOLEUS_TRAY_BACKEND": backend}
    )
    tray.show(FIRST)
    thread = threading.Thread(target=lambda: tray.run(ready.set))
    thread.start()

    until(ready.is_set, "readiness")
    assert tray.backend == (backend or "sni")
    if backend != "none":
        until(lambda: tray.visible, "the icon")
    tray.stop()
    thread.join(10)
    bus.close()
    assert not thread.is_alive()


def test_an_unknown_backend_is_logged_and_another_one_chosen(caplog):
    tray = choose_tray(
        on_action=print, icons=Drawn, on_trouble=print, bus=Bus("x"), environ={"SOLEUS_TRAY_BACKEND": "magic"}
    )

    assert tray.backend == "sni"
    assert "magic" in caplog.text


def test_without_a_bus_there_is_no_tray_and_stop_still_ends_it():
    tray = choose_tray(on_action=print, icons=Drawn, on_trouble=print, environ={})
    thread = threading.Thread(target=lambda: tray.run(lambda: None))
    thread.start()
    tray.show(FIRST)

    tray.stop()
    thread.join(10)

    assert tray.backend == "none"
    assert not tray.visible
    assert not thread.is_alive()
