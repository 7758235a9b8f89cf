"""Do-not-disturb on Linux: each notification server's own switch; silence, nonsense and absence."""

from __future__ import annotations

import time

import pytest
from jeepney import DBusAddress

from soleus_tray.adapters.dbus.bus import Bus
from soleus_tray.adapters.do_not_disturb import settings_flag
from soleus_tray.adapters.do_not_disturb.choose import choose_do_not_disturb
from soleus_tray.adapters.do_not_disturb.linux import LinuxDoNotDisturb, way_of, way_of_desktop
from soleus_tray.adapters.do_not_disturb.services import SERVER, SERVER_PATH
from soleus_tray.adapters.do_not_disturb.windows import reading_of
from soleus_tray.core.settings import QuietSettings
from soleus_tray.core.signals import Signal
from tests.adapters.dbus.peers import LIMIT, NotificationServer, Peer, until
from tests.desktop.harness import Layout, VirtualDesktop

CHOSEN = QuietSettings()
QUIET = (Signal("dnd"),)
PROPERTIES = "org.freedesktop.DBus.Properties"


class Server(NotificationServer):
    """A notification server of some make, whose properties are (signature, value) by name."""

    def __init__(self, address, product, maker="tests", **properties):
        super().__init__(address, product=product)
        self.methods["GetServerInformation"] = lambda _: ("ssss", (product, maker, "1", "1.2"))
        if properties:
            self.methods["Get"] = lambda message: ("v", (properties[message.body[1]],))
        self.properties = properties

    def change(self, interface, name, signature, value, tells=True):
        self.properties[name] = (signature, value)
        if tells:
            changed = {name: (signature, value)}
            self.emit(SERVER_PATH, PROPERTIES, "PropertiesChanged", "sa{sv}as", interface, changed, [])


@pytest.fixture
def sensor(bus, clock):
    return LinuxDoNotDisturb(bus, clock)


def is_quiet(sensor):
    began = time.monotonic()
    reading = sensor.read(CHOSEN)
    assert time.monotonic() - began < LIMIT
    assert not reading.why
    assert reading.signals in {(), QUIET}
    return reading.signals == QUIET


def why(sensor):
    began = time.monotonic()
    reading = sensor.read(CHOSEN)
    assert time.monotonic() - began < LIMIT
    assert reading.signals == ()
    assert reading.why
    return reading.why


# Each server


def test_plasma_tells_and_is_asked_once(sensor, play):
    server = play(Server, "Plasma", "KDE", Inhibited=("b", False))
    for _ in range(5):
        assert not is_quiet(sensor)
    assert len(server.called("Get")) == 1
    assert len(server.called("GetServerInformation")) == 1

    server.change(SERVER, "Inhibited", "b", True)
    until(lambda: is_quiet(sensor), "quiet")
    assert sensor.source == "Plasma (Inhibited)"


def test_a_change_that_was_not_told_is_seen_within_a_minute(sensor, play, clock):
    server = play(Server, "Plasma", "KDE", Inhibited=("b", False))
    assert not is_quiet(sensor)

    server.change(SERVER, "Inhibited", "b", True, tells=False)
    clock.now += 60
    assert is_quiet(sensor)


def test_dunst_is_paused(sensor, play):
    server = play(Server, "dunst", "knopwob", paused=("b", True))
    assert is_quiet(sensor)

    server.change("org.dunstproject.cmd0", "paused", "b", False)
    until(lambda: not is_quiet(sensor), "the end of the pause")
    assert sensor.source == "dunst (paused)"


def test_swaync_s_switch(sensor, play):
    play(Server, "SwayNotificationCenter", "ErikReider")
    centre = play(Peer, "org.erikreider.swaync.cc")
    centre.methods["GetDnd"] = lambda _: ("b", (False,))
    assert not is_quiet(sensor)  # an older one: it does not know IsInhibited

    centre.methods["GetDnd"] = lambda _: ("b", (True,))
    centre.emit("/org/erikreider/swaync/cc", "org.erikreider.swaync.cc", "Subscribe", "ubb", 0, True, False)
    until(lambda: is_quiet(sensor), "quiet")


def test_swaync_inhibited_by_a_program_that_shares_the_screen(sensor, play):
    play(Server, "SwayNotificationCenter", "ErikReider")
    centre = play(Peer, "org.erikreider.swaync.cc")
    centre.methods["GetDnd"] = lambda _: ("b", (False,))
    centre.methods["IsInhibited"] = lambda _: ("b", (True,))

    assert is_quiet(sensor)


@pytest.mark.parametrize(("modes", "quiet"), [(["default"], False), (["default", "do-not-disturb"], True)])
def test_mako_s_modes(sensor, play, modes, quiet):
    server = play(Server, "mako", "emersion")
    server.methods["ListModes"] = lambda _: ("as", (modes,))

    assert is_quiet(sensor) is quiet


def test_an_unknown_server_may_have_plasma_s_property(sensor, play):
    play(Server, "somebody's", Inhibited=("b", True))

    assert is_quiet(sensor)


def test_an_unknown_server_without_it(sensor, play):
    play(Server, "notify-osd", "Canonical Ltd")

    assert why(sensor).startswith("notify-osd doesn't tell")


def test_lxqt_s_file_comes_changes_and_goes(sensor, play, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    play(Server, "lxqt-notificationd", "lxqt.org")
    file = tmp_path / "lxqt/notifications.conf"
    assert not is_quiet(sensor)

    file.parent.mkdir()
    file.write_text("[General]\nblackList=doNotDisturb\ndoNotDisturb=true\n")
    assert is_quiet(sensor)
    assert sensor.source == "lxqt-notificationd (doNotDisturb)"
    file.write_text("[General]\ndoNotDisturb=false\n")
    assert not is_quiet(sensor)
    file.write_bytes(b"\xff\xfe\x00=" * 1000)
    assert not is_quiet(sensor)
    file.unlink()
    file.mkdir()
    assert "lxqt/notifications.conf" in why(sensor)


@pytest.mark.parametrize(
    ("product", "maker", "flag"),
    [
        ("gnome-shell", "GNOME", settings_flag.GNOME),
        ("cinnamon", "GNOME", settings_flag.CINNAMON),
        ("Notification Daemon", "MATE", settings_flag.MATE),
    ],
)
def test_desktops_that_keep_it_among_their_settings(sensor, play, monkeypatch, product, maker, flag):
    asked = []

    def answer(one, _patience):
        asked.append(one)
        return True

    monkeypatch.setattr(settings_flag, "ask_gsettings", answer)
    play(Server, product, maker)

    assert is_quiet(sensor)
    assert asked == [flag]
    assert flag.key in sensor.source


def test_settings_that_can_t_be_read(sensor, play, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    play(Server, "gnome-shell", "GNOME")

    assert "org.gnome.desktop.notifications show-banners" in why(sensor)


# Who it is


def test_another_server_takes_over(sensor, play, private_bus):
    first = Server(private_bus.address, "dunst", "knopwob", paused=("b", True))
    assert is_quiet(sensor)
    first.close()

    play(Server, "Plasma", "KDE", Inhibited=("b", False))
    until(lambda: not is_quiet(sensor), "the new one's answer")
    assert sensor.source == "Plasma (Inhibited)"


@pytest.mark.parametrize(
    ("names", "title"),
    [
        ("ubuntu:GNOME", "GNOME Shell"),
        ("MATE", "MATE"),
        ("XFCE", "xfce4-notifyd"),
        ("X-Cinnamon", "Cinnamon"),
        ("sway", None),
        ("", None),
    ],
)
def test_the_desktop_s_name_serves_while_its_server_rests(names, title):
    way = way_of_desktop(names)

    assert (way.title if way else None) == title


def test_a_server_that_says_nothing_of_itself():
    assert way_of("", "").title == "The notification server"


def test_xfce_s_server_rests_and_its_switch_is_read_all_the_same(sensor, play, monkeypatch):
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "XFCE")
    xfconf = play(Peer, "org.xfce.Xfconf")
    xfconf.methods["GetProperty"] = lambda _: ("v", (("b", True),))

    assert is_quiet(sensor)


def test_nobody_shows_notifications(sensor, monkeypatch):
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "sway")

    assert "No notification server runs" in why(sensor)


# Silence and nonsense


@pytest.mark.parametrize("answer", [None, ("s", ("dunst",)), ("", ()), ("s", ("no",), "error")])
def test_a_server_that_does_not_say_who_it_is(sensor, play, answer):
    play(Server, "dunst").methods["GetServerInformation"] = lambda _: answer

    assert "did not tell" in why(sensor)


@pytest.mark.parametrize(
    "answer",
    [None, ("v", (("s", "yes"),)), ("v", (("u", 1),)), ("b", (True,)), ("", ()), ("s", ("no",), "error")],
)
def test_a_switch_of_the_wrong_type_or_none(sensor, play, answer):
    play(Server, "Plasma", "KDE").methods["Get"] = lambda _: answer

    assert why(sensor).startswith("Plasma did not tell")


def test_a_hanging_server_is_left_alone_for_a_while(sensor, play, clock):
    server = play(Server, "Plasma", "KDE")
    server.methods["Get"] = lambda _: None
    for _ in range(4):
        why(sensor)
    assert len(server.called("Get")) == 1

    server.methods["Get"] = lambda _: ("v", (("b", True),))
    clock.now += 20
    assert is_quiet(sensor)


@pytest.mark.parametrize("answer", [None, ("v", (("s", "true"),)), ("s", ("no",), "error")])
def test_xfconf_answers_otherwise(sensor, play, answer):
    play(Server, "Xfce Notify Daemon", "Xfce")
    play(Peer, "org.xfce.Xfconf").methods["GetProperty"] = lambda _: answer

    assert why(sensor).startswith("xfce4-notifyd did not tell")


def test_xfconf_is_not_started_for_this(sensor, play):
    play(Server, "Xfce Notify Daemon", "Xfce")

    assert why(sensor).startswith("xfce4-notifyd did not tell")


def test_a_server_that_vanishes_while_it_is_asked(sensor, private_bus, monkeypatch):
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "KDE")
    server = Server(private_bus.address, "Plasma", "KDE")

    def vanish(_):
        server._stop = True
        server.connection.close()

    server.methods["Get"] = vanish

    assert "did not tell" in why(sensor)
    until(lambda: "No notification server runs" in why(sensor), "its end being known")


def test_a_bus_that_hangs(private_bus, sensor):
    private_bus.freeze(True)
    began = time.monotonic()
    reading = sensor.read(CHOSEN)
    taken = time.monotonic() - began
    private_bus.freeze(False)

    assert "message bus does not answer" in reading.why
    assert taken < LIMIT


def test_a_bus_that_is_lost_and_comes_back(private_bus, sensor, play):
    first = Server(private_bus.address, "dunst", "knopwob", paused=("b", True))
    assert is_quiet(sensor)

    private_bus.kill()
    until(lambda: sensor.read(CHOSEN).why, "the loss")
    private_bus.start()
    play(Server, "dunst", "knopwob", paused=("b", True))
    until(lambda: sensor.read(CHOSEN).signals == QUIET, "its return")
    first.close()


def test_without_a_bus_it_says_why():
    sensor = choose_do_not_disturb(None)

    assert sensor.kind == "dnd"
    assert "no message bus" in sensor.read(CHOSEN).why
    sensor.close()


# Windows


@pytest.mark.parametrize(
    ("state", "mode", "quiet"),
    [
        (5, 0, False),
        (5, None, False),
        (4, 0, True),  # presentation settings
        (6, None, True),  # quiet time
        (5, 1, True),  # Windows 11: priority only
        (5, 2, True),
        (None, 1, True),
        (2, 0, False),  # full screen, which is another sensor's
        (3, None, False),
        (7, 0, False),
    ],
)
def test_windows_states(state, mode, quiet):
    assert (reading_of(state, mode).signals == QUIET) is quiet


def test_windows_says_nothing():
    assert "snooze from the icon's menu" in reading_of(None, None).why


# The real xfce4-notifyd with the real xfconfd


@pytest.mark.desktop
def test_xfce_s_own_switch_for_real():
    xfconf = DBusAddress("/org/xfce/Xfconf", "org.xfce.Xfconf", "org.xfce.Xfconf")
    switch = ("xfce4-notifyd", "/do-not-disturb")
    with VirtualDesktop(Layout(panel="none")) as desktop:
        bus = Bus(desktop.bus.address)
        bus.start()
        sensor = choose_do_not_disturb(bus)
        assert not is_quiet(sensor)  # nobody ever touched it: it has no value yet
        assert sensor.source == "xfce4-notifyd (xfconf)"

        desktop.bus.call(xfconf, "SetProperty", "ssv", (*switch, ("b", True)))
        until(lambda: is_quiet(sensor), "quiet")
        desktop.bus.call(xfconf, "SetProperty", "ssv", (*switch, ("b", False)))
        until(lambda: not is_quiet(sensor), "its end")
        desktop.bus.call(xfconf, "SetProperty", "ssv", (*switch, ("b", True)))
        until(lambda: is_quiet(sensor), "quiet again")
        desktop.bus.call(xfconf, "ResetProperty", "ssb", (*switch, False))
        until(lambda: not is_quiet(sensor), "the value's removal")
        bus.close()
