"""Films on Linux: what each service says, alone, together, wrongly or not at all."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest
from jeepney import DBusAddress, HeaderFields, new_method_call
from jeepney.io.blocking import open_dbus_connection

from soleus_tray.adapters.media.choose import choose_media
from soleus_tray.adapters.media.linux import LinuxMedia
from soleus_tray.core.settings import QuietSettings
from soleus_tray.core.signals import Signal
from tests.adapters.dbus.peers import LIMIT, Peer, until

CHOSEN = QuietSettings()


class SessionManager(Peer):
    """Plays org.gnome.SessionManager and its inhibitors: (flags, application, reason) by path."""

    PATH, NAME = "/org/gnome/SessionManager", "org.gnome.SessionManager"

    def __init__(self, address):
        self.inhibitors = {}
        super().__init__(address, self.NAME)
        self.methods = {
            "IsInhibited": lambda message: ("b", (self._is_inhibited(message.body[0]),)),
            "GetInhibitors": lambda _: ("ao", (list(self.inhibitors),)),
            "GetFlags": lambda message: ("u", (self._of(message)[0],)),
            "GetAppId": lambda message: ("s", (self._of(message)[1],)),
            "GetReason": lambda message: ("s", (self._of(message)[2],)),
        }

    def _of(self, message):
        return self.inhibitors[message.header.fields[HeaderFields.path]]

    def _is_inhibited(self, flags):
        return any(one[0] & flags for one in self.inhibitors.values())

    def add(self, flags, app, reason="", tells=True):
        path = f"{self.PATH}/Inhibitor{len(self.inhibitors) + 1}"
        self.inhibitors[path] = (flags, app, reason)
        if tells:
            self.emit(self.PATH, self.NAME, "InhibitorAdded", "o", path)

    def remove_all(self):
        for path in list(self.inhibitors):
            del self.inhibitors[path]
            self.emit(self.PATH, self.NAME, "InhibitorRemoved", "o", path)


@pytest.fixture
def sensor(bus, clock):
    return LinuxMedia(bus, None, now=clock)


def signals(sensor):
    began = time.monotonic()
    reading = sensor.read(CHOSEN)
    assert time.monotonic() - began < LIMIT
    assert not reading.why
    return [one.who for one in reading.signals]


def why(sensor):
    began = time.monotonic()
    reading = sensor.read(CHOSEN)
    assert time.monotonic() - began < LIMIT
    assert reading.signals == ()
    assert reading.why
    return reading.why


# GNOME


def test_a_film_in_gnome_is_seen_by_its_player_s_name(sensor, play):
    session = play(SessionManager)
    session.add(8, "org.gnome.Totem.desktop", "Playing a movie", tells=False)
    session.add(4, "transmission", "Downloading", tells=False)

    assert signals(sensor) == ["Totem"]
    assert sensor.source == "the session manager"


def test_a_film_begins_and_ends_between_two_looks(sensor, play):
    session = play(SessionManager)
    assert signals(sensor) == []

    session.add(12, "firefox", "video-playing")
    until(lambda: signals(sensor) == ["Firefox"], "the film")
    session.remove_all()
    until(lambda: signals(sensor) == [], "its end")


def test_nobody_is_asked_again_while_nothing_changes(sensor, play, clock):
    session = play(SessionManager)
    for _ in range(5):
        signals(sensor)
        clock.now += 8
    assert len(session.called("IsInhibited")) == 1

    clock.now += 60  # a signal may have been lost
    signals(sensor)
    assert len(session.called("IsInhibited")) == 2


def test_a_session_manager_that_began_anew_is_asked_anew(sensor, play, private_bus):
    first = SessionManager(private_bus.address)
    first.add(8, "mpv", tells=False)
    assert signals(sensor) == ["mpv"]
    first.close()

    play(SessionManager)
    until(lambda: not sensor.read(CHOSEN).why and signals(sensor) == [], "the new one's answer")


def test_inhibited_by_one_that_won_t_say_who_it_is(sensor, play):
    session = play(SessionManager)
    session.add(8, "mpv", tells=False)
    session.methods["GetInhibitors"] = lambda _: ("s", ("wrong",))

    assert signals(sensor) == [""]


def test_hundreds_of_inhibitors_take_no_longer(sensor, play):
    session = play(SessionManager)
    for _ in range(400):
        session.add(8, "mpv", tells=False)

    assert signals(sensor) == ["mpv"]
    assert len(session.called("GetFlags")) <= 30


def test_inhibitors_that_hang_leave_what_is_known(sensor, play):
    session = play(SessionManager)
    session.add(8, "mpv", tells=False)
    session.methods["GetFlags"] = lambda _: None

    assert signals(sensor) == [""]


# KDE


class PolicyAgent(Peer):
    """Plays PowerDevil; version 5 has no ActiveInhibitions."""

    PATH, NAME = "/org/kde/Solid/PowerManagement/PolicyAgent", "org.kde.Solid.PowerManagement.PolicyAgent"

    def __init__(self, address, version=5):
        super().__init__(address, self.NAME)
        self.screen, self.listed = False, []
        self.methods = {
            "HasInhibition": lambda message: ("b", (bool(message.body[0] & 4) and self.screen,)),
            "ListInhibitions": lambda _: ("a(ss)", (self.listed,)),
        }
        if version == 6:
            self.methods["Get"] = lambda _: ("v", (("a(ssssu)", self.listed),))


def test_a_film_in_plasma_5(sensor, play):
    agent = play(PolicyAgent)
    agent.listed = [("Chromium", "Playing audio"), ("vlc", "Playing some media.")]
    assert signals(sensor) == []  # sleep only: music

    agent.screen = True
    agent.emit(agent.PATH, agent.NAME, "InhibitionsChanged", "a(ss)as", [("vlc", "x")], [])
    until(lambda: signals(sensor) == ["vlc"], "the film")
    assert sensor.source == "Plasma's power management"


def test_a_film_in_plasma_6(sensor, play):
    agent = play(PolicyAgent, 6)
    agent.listed = [
        ("sleep", "org.kde.elisa", "Playing music", "block", 3),
        ("sleep:idle", "org.kde.haruna", "Playing video", "block", 3),
    ]

    assert signals(sensor) == ["Haruna"]


@pytest.mark.parametrize(
    ("answer", "seen"),
    [
        (("aas", ([["vlc", "x"], ["mpv"], []],)), ["vlc", "mpv"]),  # as Plasma 6 writes it
        (("a(ss)", ([],)), []),  # a session in the background is always "inhibited", by nobody
        (("s", ("wrong",)), [""]),
        (None, [""]),
    ],
)
def test_plasma_s_lists(sensor, play, answer, seen):
    agent = play(PolicyAgent)
    agent.screen = True
    agent.methods["ListInhibitions"] = lambda _: answer

    assert signals(sensor) == seen


# Xfce and others


class PowerManager(Peer):
    def __init__(self, address, *names):
        super().__init__(address, "org.freedesktop.PowerManagement")
        self.methods = {
            "HasInhibit": lambda _: ("b", (bool(names),)),
            "GetInhibitors": lambda _: ("as", (list(names),)),
        }


def test_a_film_in_xfce(sensor, play):
    play(PowerManager, "mpv")

    assert signals(sensor) == ["mpv"]
    assert sensor.source == "the power manager"


def test_a_power_manager_without_a_list(sensor, play):
    del play(PowerManager, "mpv").methods["GetInhibitors"]

    assert signals(sensor) == [""]


def test_music_in_plasma_is_no_film_though_its_power_manager_says_inhibited(sensor, play):
    play(PolicyAgent)
    manager = play(PowerManager, "elisa")

    assert signals(sensor) == []
    assert manager.called("HasInhibit") == []


def test_a_film_xfce_s_screensaver_knows(sensor, play):
    saver = play(Peer, "org.xfce.ScreenSaver")
    saver.methods["GetInhibitors"] = lambda _: ("as", (['Application="mpv"; Since="x"; Reason="y";'],))
    assert signals(sensor) == ["mpv"]

    saver.methods["GetInhibitors"] = lambda _: ("as", ([],))
    assert signals(sensor) == []  # it tells nothing of changes, so it is asked each time


# logind


@pytest.fixture
def logind(private_bus, bus):
    """A logind from python3-dbusmock, on the private bus."""
    program = Path("/usr/bin/python3")
    probe = [program, "-c", "import dbusmock"]
    if not program.exists() or subprocess.run(probe, stderr=subprocess.DEVNULL, check=False).returncode:
        pytest.skip("python3-dbusmock is not installed (make test installs it)")
    env = {"DBUS_SYSTEM_BUS_ADDRESS": private_bus.address, "PATH": "/usr/bin:/bin"}
    command = [program, "-m", "dbusmock", "--system", "--template", "logind"]
    mock = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    bus.watch_name("org.freedesktop.login1")
    until(lambda: bus.owner("org.freedesktop.login1"), "the mock of logind")
    yield LOGIND
    mock.terminate()
    mock.wait()


LOGIND = DBusAddress("/org/freedesktop/login1", "org.freedesktop.login1", "org.freedesktop.login1.Manager")
MOCK_S_USER = 1000


def inhibit(private_bus, logind, *what):
    """Take an inhibitor; closing both returned ends it."""
    connection = open_dbus_connection(private_bus.address, enable_fds=True)
    reply = connection.send_and_get_reply(new_method_call(logind, "Inhibit", "ssss", what), timeout=20)
    return connection, reply.body[0].to_raw_fd()


def test_logind_s_idle_blockers_of_this_user_count(private_bus, bus, logind, clock):
    mine = LinuxMedia(None, bus, user=MOCK_S_USER, now=clock)
    another_s = LinuxMedia(None, bus, user=MOCK_S_USER + 1, now=clock)
    assert signals(mine) == []

    held = [
        inhibit(private_bus, logind, "sleep:idle", "mpv", "a film", "block"),
        inhibit(private_bus, logind, "sleep", "NetworkManager", "needs to turn off", "delay"),
        inhibit(private_bus, logind, "idle", "UPower", "a moment", "delay"),
        inhibit(private_bus, logind, "handle-lid-switch", "gsd-power", "lid", "block"),
    ]
    clock.now += 20  # the mock tells no change
    assert signals(mine) == ["mpv"]
    assert mine.source == "logind"
    assert signals(another_s) == []

    for connection, fd in held:
        os.close(fd)
        connection.close()
    clock.now += 20

    def over():
        clock.now += 20
        return signals(mine) == []

    until(over, "the film's end")


def test_a_change_logind_tells_is_looked_at_at_once(bus, play):
    rows = []
    manager = play(Peer, "org.freedesktop.login1")
    manager.methods["ListInhibitors"] = lambda _: ("a(ssssuu)", (rows,))
    sensor = LinuxMedia(None, bus, user=MOCK_S_USER)
    assert signals(sensor) == []

    rows.append(("idle", "vlc", "a film", "block", MOCK_S_USER, 77))
    changed = ("org.freedesktop.login1.Manager", {"BlockInhibited": ("s", "idle")}, [])
    manager.emit(
        LOGIND.object_path, "org.freedesktop.DBus.Properties", "PropertiesChanged", "sa{sv}as", *changed
    )
    until(lambda: signals(sensor) == ["vlc"], "the film")


def test_our_own_process_s_inhibitor_does_not_count(bus, play):
    manager = play(Peer, "org.freedesktop.login1")
    rows = [("idle", "mpv", "x", "block", MOCK_S_USER, os.getpid())]
    manager.methods["ListInhibitors"] = lambda _: ("a(ssssuu)", (rows,))

    assert signals(LinuxMedia(None, bus, user=MOCK_S_USER)) == []


# Together, wrongly, not at all


def test_nobody_is_started_by_a_question(sensor, play):
    session = play(SessionManager)
    session.add(8, "mpv", tells=False)
    signals(sensor)

    # A call to a unique name fails when its owner has gone; one to the service's name would start it.
    to = {call.header.fields[HeaderFields.destination] for call in session.calls}
    assert to == {session.unique_name}


def test_any_that_says_film_is_believed(sensor, play):
    play(SessionManager)
    play(PowerManager, "mpv")

    assert signals(sensor) == ["mpv"]
    assert sensor.source == "the session manager, the power manager"


def test_one_that_hangs_leaves_the_others_heard(sensor, play):
    play(SessionManager).methods["IsInhibited"] = lambda _: None
    play(PowerManager, "mpv")

    assert signals(sensor) == ["mpv"]
    assert sensor.source == "the power manager"


def test_all_that_hang_are_left_alone_for_a_while(sensor, play, clock):
    silent = [
        (play(SessionManager), "IsInhibited"),
        (play(PolicyAgent), "HasInhibition"),
        (play(Peer, "org.xfce.ScreenSaver"), "GetInhibitors"),
    ]
    for one, member in silent:
        one.methods[member] = lambda _: None

    assert "does not answer" in why(sensor)
    why(sensor)
    why(sensor)
    asked = [len(one.called(member)) for one, member in silent]
    assert asked[0] == 1
    assert max(asked) == 1

    silent[0][0].methods["IsInhibited"] = lambda _: ("b", (False,))
    clock.now += 20
    assert signals(sensor) == []


@pytest.mark.parametrize(
    ("name", "member", "answer"),
    [
        ("org.gnome.SessionManager", "IsInhibited", ("s", ("yes",))),
        ("org.gnome.SessionManager", "IsInhibited", ("u", (1,))),
        ("org.kde.Solid.PowerManagement.PolicyAgent", "HasInhibition", ("as", (["x"],))),
        ("org.freedesktop.PowerManagement", "HasInhibit", ("", ())),
        ("org.freedesktop.PowerManagement", "HasInhibit", ("s", ("refused",), "error")),
        ("org.xfce.ScreenSaver", "GetInhibitors", ("a(ss)", ([("mpv", "x")],))),
    ],
)
def test_an_answer_of_the_wrong_type_is_none(sensor, play, name, member, answer):
    play(Peer, name).methods[member] = lambda _: answer

    assert "does not answer" in why(sensor)


def test_logind_answers_something_else(bus, play):
    play(Peer, "org.freedesktop.login1").methods["ListInhibitors"] = lambda _: ("a(ssss)", ([],))

    assert "logind" in why(LinuxMedia(None, bus))


def test_a_service_that_vanishes_while_it_is_asked(sensor, private_bus):
    gone = Peer(private_bus.address, "org.gnome.SessionManager")

    def vanish(_):
        gone._stop = True
        gone.connection.close()

    gone.methods["IsInhibited"] = vanish

    assert "does not answer" in why(sensor)
    until(lambda: "would tell" in why(sensor), "its end being known")


def test_nobody_who_could_tell(sensor):
    assert "xfce4-power-manager would tell" in why(sensor)


def test_a_bus_that_hangs(private_bus, bus, sensor):
    private_bus.freeze(True)
    began = time.monotonic()
    reading = sensor.read(CHOSEN)
    taken = time.monotonic() - began
    private_bus.freeze(False)

    assert reading.why
    assert taken < LIMIT


def test_a_bus_that_is_lost_and_comes_back(private_bus, sensor, play):
    first = SessionManager(private_bus.address)
    first.add(8, "mpv", tells=False)
    assert signals(sensor) == ["mpv"]

    private_bus.kill()
    until(lambda: sensor.read(CHOSEN).why, "the loss")
    private_bus.start()
    play(SessionManager).add(8, "vlc", tells=False)
    until(lambda: [one.who for one in sensor.read(CHOSEN).signals] == ["vlc"], "the new one's answer")
    first.close()


def test_without_any_bus_it_says_why():
    reading = choose_media(None, None).read(CHOSEN)

    assert reading.signals == ()
    assert "no message bus" in reading.why


def test_both_buses_are_asked(bus, play):
    play(SessionManager).add(8, "mpv", tells=False)
    manager = play(Peer, "org.freedesktop.login1")
    manager.methods["ListInhibitors"] = lambda _: ("a(ssssuu)", ([],))
    sensor = choose_media(bus, bus)

    assert sensor.kind == "media"
    assert sensor.read(CHOSEN).signals == (Signal("media", "mpv"),)
    assert sensor.source == "the session manager, logind"
    sensor.close()
