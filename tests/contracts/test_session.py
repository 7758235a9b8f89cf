"""Every watch of the session keeps the port's promises; logind is python3-dbusmock's, on a bus of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from jeepney import DBusAddress

from soleus_tray.adapters.dbus.asking import ask
from soleus_tray.adapters.dbus.bus import Bus
from soleus_tray.adapters.dbus.system import system_bus
from soleus_tray.adapters.session.choose import choose_session
from soleus_tray.adapters.session.unavailable import UnavailableSession
from tests.adapters.dbus.peers import Peer, PrivateBus, until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the other systems have no message bus")

LOGIND = "org.freedesktop.login1"
MANAGER = DBusAddress("/org/freedesktop/login1", bus_name=LOGIND, interface=f"{LOGIND}.Manager")
MOCK = DBusAddress("/org/freedesktop/login1", bus_name=LOGIND, interface="org.freedesktop.DBus.Mock")
OURS = f"{MANAGER.object_path}/session/c7"
SESSION = DBusAddress(OURS, bus_name=LOGIND, interface=f"{LOGIND}.Session")
HERE = {"XDG_SESSION_ID": "c7"}


class Logind:
    """python3-dbusmock's logind, with one session, and a hand on it."""

    def __init__(self, address: str) -> None:
        if not Path("/usr/lib/python3/dist-packages/dbusmock").is_dir():
            pytest.skip("python3-dbusmock is not installed (apt install python3-dbusmock)")
        self.address = address
        self.process: subprocess.Popen[bytes] | None = None
        self.hand = Bus(address)
        self.hand.start()
        self.begin()

    def begin(self) -> None:
        command = ["/usr/bin/python3", "-m", "dbusmock", "--system", "--template", "logind"]
        env = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": self.address}
        self.process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
        until(lambda: not self.do(MANAGER, "ListSessions").error, "the mock of logind")
        self.do(MOCK, "AddSession", "ssusb", "c7", "seat0", 1000, "somebody", True)
        # As the real one does, and the mock does not.
        self.emit("SessionNew", "so", "c7", OURS)

    def end(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def do(self, place: DBusAddress, member: str, signature: str = "", *body: object):
        return ask(self.hand, place, member, signature, body, timeout=10)

    def emit(self, member: str, signature: str, *body: object) -> None:
        arguments = list(zip(signature, body, strict=True))
        self.do(MOCK, "EmitSignal", "sssav", MANAGER.interface, member, signature, arguments)

    def inhibitors(self) -> list[tuple]:
        return [one[:4] for one in self.do(MANAGER, "ListInhibitors").body[0]]

    def close(self) -> None:
        self.end()
        self.hand.close()


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    running = PrivateBus(tmp_path_factory.mktemp("system-bus"))
    running.start()
    yield running
    running.kill()


@pytest.fixture
def logind(machine):
    mock = Logind(machine.address)
    yield mock
    mock.close()


@pytest.fixture
def system(machine, monkeypatch):
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", machine.address)
    ours = system_bus()
    ours.start()
    yield ours
    ours.close()


@pytest.fixture
def session_bus(tmp_path):
    running = PrivateBus(tmp_path)
    running.start()
    ours = Bus(running.address)
    ours.start()
    ours.where = running.address
    yield ours
    ours.close()
    running.kill()


@pytest.fixture
def events():
    return []


@pytest.fixture
def watch(system, session_bus, events):
    made = choose_session(session_bus, system, events.append, HERE)
    made.start()
    yield made
    made.close()


def heard_of(watch):
    until(lambda: watch.source == "logind", "logind")


# ---- promises of the port ------------------------------------------------------------------------------


@pytest.fixture(params=["nobody there", "no bus at all", "only the session bus", "logind", "unavailable"])
def any_watch(request, session_bus, machine, monkeypatch, events):
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", machine.address)
    system = system_bus()
    mock = Logind(machine.address) if request.param == "logind" else None
    made = {
        "nobody there": lambda: choose_session(session_bus, system, events.append, HERE),
        "no bus at all": lambda: choose_session(None, None, events.append, HERE),
        "only the session bus": lambda: choose_session(session_bus, None, events.append, HERE),
        "logind": lambda: choose_session(None, system, events.append, HERE),
        "unavailable": lambda: UnavailableSession("Nobody tells."),
    }[request.param]()
    assert not system.connected
    system.start()
    yield made
    made.close()
    system.close()
    if mock:
        mock.close()


def test_it_says_who_tells_or_why_nobody_does(any_watch, request):
    any_watch.start()
    if "logind" in request.node.name:
        heard_of(any_watch)
    assert not any_watch.locked
    assert bool(any_watch.source) != bool(any_watch.why)
    assert not any_watch.why or any_watch.why.endswith(".")


def test_it_may_be_told_anything_in_any_order(any_watch, events):
    any_watch.may_sleep()
    any_watch.start()
    any_watch.may_sleep()
    any_watch.close()
    any_watch.may_sleep()
    any_watch.close()
    assert events == []


# ---- with logind ---------------------------------------------------------------------------------------


def test_the_screen_is_locked_and_unlocked(logind, watch, events):
    heard_of(watch)
    assert watch.why == ""
    logind.do(SESSION, "SetLockedHint", "b", True)
    until(lambda: events == ["locked"], "the lock")
    assert watch.locked
    logind.do(SESSION, "SetLockedHint", "b", False)
    until(lambda: events == ["locked", "unlocked"], "the unlocking")
    assert not watch.locked


def test_a_session_that_is_locked_already_is_noticed(logind, system, events):
    logind.do(SESSION, "SetLockedHint", "b", True)
    watch = choose_session(None, system, events.append, HERE)
    assert not watch.locked
    watch.start()
    until(lambda: watch.locked, "the lock")
    assert events == ["locked"]


def test_a_wish_to_lock_counts_until_the_hint_denies_it(logind, watch, events, monkeypatch):
    monkeypatch.setattr("soleus_tray.adapters.session.logind.HINT_FOLLOWS", 0.3)
    heard_of(watch)
    logind.do(SESSION, "Lock")
    until(lambda: events == ["locked"], "the lock")
    until(lambda: events == ["locked", "unlocked"], "the hint's last word")
    logind.do(SESSION, "SetLockedHint", "b", True)
    logind.do(SESSION, "Lock")
    until(lambda: watch.locked, "the lock")
    logind.do(SESSION, "Unlock")
    until(lambda: events[2:4] == ["locked", "unlocked"], "the wish to unlock")


def test_sleep_waits_until_everything_is_saved(logind, watch, events):
    wanted = ("sleep", "Soleus Tray", "saving the sitting time", "delay")
    until(lambda: logind.inhibitors() == [wanted], "the inhibitor")
    logind.emit("PrepareForSleep", "b", True)
    until(lambda: events == ["sleeping"], "the warning")
    assert logind.inhibitors() == [wanted]
    watch.may_sleep()
    until(lambda: logind.inhibitors() == [], "the pipe hung up")
    logind.emit("PrepareForSleep", "b", False)
    until(lambda: events == ["sleeping", "woke"], "the morning")
    until(lambda: logind.inhibitors() == [wanted], "the inhibitor for the next night")


def test_the_end_of_the_session_is_told(logind, watch, events):
    heard_of(watch)
    logind.emit("PrepareForShutdown", "b", False)
    logind.emit("PrepareForShutdown", "b", True)
    until(lambda: events, "the end")
    assert events == ["ending"]


def test_the_end_of_our_session_is_told_and_another_one_s_is_not(logind, watch, events):
    heard_of(watch)
    logind.emit("SessionRemoved", "so", "c8", OURS.replace("c7", "c8"))
    logind.emit("SessionRemoved", "so", "c7", OURS)
    until(lambda: events, "the end")
    logind.emit("PrepareForSleep", "b", True)
    until(lambda: events == ["ending", "sleeping"], "what comes after")
    assert watch.why


def test_closing_lets_go_and_says_nothing_more(logind, watch, events):
    until(logind.inhibitors, "the inhibitor")
    watch.close()
    until(lambda: logind.inhibitors() == [], "the pipe hung up")
    logind.do(SESSION, "SetLockedHint", "b", True)
    logind.emit("PrepareForSleep", "b", True)
    until(lambda: watch.locked, "what is known of the lock")
    assert events == []


def test_logind_that_comes_back_is_listened_to_again(logind, watch, events):
    heard_of(watch)
    until(logind.inhibitors, "the inhibitor")
    logind.do(SESSION, "SetLockedHint", "b", True)
    until(lambda: events == ["locked"], "the lock")
    logind.end()
    until(lambda: watch.why, "the reason")
    assert events == ["locked", "unlocked"]
    logind.begin()
    heard_of(watch)
    until(logind.inhibitors, "the inhibitor")
    logind.do(SESSION, "SetLockedHint", "b", True)
    until(lambda: watch.locked, "the lock")


def test_either_of_them_locks(logind, watch, session_bus, events):
    heard_of(watch)
    saver = Peer(session_bus.where)
    saver.methods["GetActive"] = lambda _: ("b", (False,))
    saver.take_name("org.gnome.ScreenSaver")
    until(lambda: watch.source == "logind and org.gnome.ScreenSaver", "both")
    saver.emit("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", "b", True)
    until(lambda: events == ["locked"], "the screen saver")
    logind.do(SESSION, "SetLockedHint", "b", True)
    until(lambda: watch._hint.locked, "the lock")
    saver.emit("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", "b", False)
    until(lambda: not watch._savers.locked, "the end of the screen saver")
    assert watch.locked
    logind.do(SESSION, "SetLockedHint", "b", False)
    until(lambda: events == ["locked", "unlocked"], "the unlocking")
    saver.close()
