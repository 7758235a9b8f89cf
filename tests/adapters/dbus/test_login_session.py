"""Tellers of the lock that hang, lie, come and go; and screen savers of every desktop."""

from __future__ import annotations

import gc
import os
import threading

import pytest
from jeepney import DBusAddress

from soleus_tray.adapters.dbus.bus import Bus
from soleus_tray.adapters.dbus.system import system_bus
from soleus_tray.adapters.session.linux import NOBODY_TELLS, LinuxSession
from soleus_tray.adapters.session.screensaver import PLACES
from tests.adapters.dbus.peers import Peer, until

DAEMON = "org.freedesktop.DBus"
LOGIND = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
SESSION = f"{PATH}/session/_37"


@pytest.fixture
def system(private_bus, monkeypatch):
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", private_bus.address)
    ours = system_bus()
    ours.start()
    until(lambda: ours.unique_name, "our name on the bus")
    yield ours
    ours.close()


@pytest.fixture
def events():
    return []


@pytest.fixture
def watch(system, events):
    made = LinuxSession(None, system, events.append, {"XDG_SESSION_ID": "7"})
    made.start()
    yield made
    made.close()


class Logind(Peer):
    """Plays logind; `hint` is what the property answers, `sessions` who is asked for in vain."""

    def __init__(self, address):
        self.hint = ("b", False)
        self.pipes: list[int] = []
        self.display = ("(so)", ("7", SESSION))
        super().__init__(address, descriptors=True)
        no = ("s", ("no",), "error")
        self.methods = {
            "GetSession": lambda _: ("o", (SESSION,)),
            "GetSessionByPID": lambda _: no,
            "GetUser": lambda message: ("o", (f"{PATH}/user/_{message.body[0]}",)),
            "Get": lambda message: ("v", (self.display if message.body[1] == "Display" else self.hint,)),
            "Inhibit": self._inhibit,
        }
        self.take_name(LOGIND)

    def _inhibit(self, _):
        reading, writing = os.pipe()
        os.set_blocking(reading, False)
        self.pipes.append(reading)
        return ("h", (os.fdopen(writing, "wb", 0),))  # ours is closed with the answer

    def held(self, pipe):
        """Whether somebody else keeps the writing end of this pipe."""
        gc.collect()
        try:
            return os.read(pipe, 1) != b""
        except BlockingIOError:
            return True

    def change(self, hint, invalidated=()):
        changed = {"LockedHint": hint} if hint else {}
        self.emit(
            SESSION, "org.freedesktop.DBus.Properties", "PropertiesChanged", "sa{sv}as",
            f"{LOGIND}.Session", changed, list(invalidated),
        )  # fmt: skip


@pytest.fixture
def logind(private_bus):
    other = Logind(private_bus.address)
    yield other
    other.close()


def test_the_session_is_found_by_its_number_then_by_the_process_then_by_the_user(watch, logind, events):
    until(lambda: watch.source == "logind", "logind")
    logind.change(("b", True))
    until(lambda: events == ["locked"], "the lock")
    assert [call.body for call in logind.called("GetSession")] == [("7",)]
    assert not logind.called("GetSessionByPID")


def test_a_program_of_the_user_s_systemd_finds_the_user_s_display(system, private_bus, events):
    logind = Logind(private_bus.address)
    logind.methods["GetSession"] = lambda _: ("s", ("no such session",), "error")
    watch = LinuxSession(None, system, events.append, {"XDG_SESSION_ID": "stale"})
    watch.start()
    until(lambda: watch.source == "logind", "logind")
    assert [call.body for call in logind.called("GetSessionByPID")] == [(os.getpid(),)]
    assert [call.body for call in logind.called("GetUser")] == [(os.getuid(),)]
    watch.close()
    logind.close()


@pytest.mark.parametrize(
    "display", [("(so)", ("", "/")), ("s", "7"), ("b", True)], ids=["no screen", "text", "truth"]
)
def test_a_user_without_a_screen_has_no_lock_and_that_is_said(system, private_bus, events, display):
    logind = Logind(private_bus.address)
    logind.display = display
    logind.methods["GetSession"] = lambda _: ("s", ("no such session",), "error")
    watch = LinuxSession(None, system, events.append, {})
    watch.start()
    until(lambda: logind.called("Get") and logind.pipes, "the search")
    assert (watch.source, watch.why, watch.locked) == ("", NOBODY_TELLS, False)
    logind.emit(PATH, f"{LOGIND}.Manager", "PrepareForSleep", "b", True)
    until(lambda: events == ["sleeping"], "sleep is told all the same")
    watch.close()
    logind.close()


@pytest.mark.parametrize("hint", [("s", "yes"), ("u", 1), ("as", ["b"]), ("(b)", (True,))])
def test_a_hint_of_the_wrong_type_locks_nothing(system, private_bus, events, hint):
    logind = Logind(private_bus.address)
    logind.hint = hint
    watch = LinuxSession(None, system, events.append, {"XDG_SESSION_ID": "7"})
    watch.start()
    until(lambda: logind.called("GetUser") and len(logind.called("Get")) > 2, "the whole search")
    logind.change(hint)
    logind.change(("b", True))
    until(lambda: events, "an event")
    assert events == ["locked"]
    watch.close()
    logind.close()


def test_a_hint_that_is_only_called_stale_is_read_again(watch, logind, events):
    until(lambda: watch.source, "logind")
    logind.hint = ("b", True)
    logind.change(None, ["LockedHint"])
    until(lambda: events == ["locked"], "the lock")


def test_signals_of_the_wrong_shape_or_from_a_stranger_are_not_heard(watch, logind, events, private_bus):
    until(lambda: watch.source and logind.pipes, "logind")
    stranger = Peer(private_bus.address, "org.example.Stranger")
    stranger.emit(PATH, f"{LOGIND}.Manager", "PrepareForSleep", "b", True)
    stranger.emit(SESSION, f"{LOGIND}.Session", "Lock")
    stranger.ask(DAEMON, "/org/freedesktop/DBus", DAEMON, "GetId")
    for signature, body in (("s", ("true",)), ("", ()), ("bb", (True, True))):
        logind.emit(PATH, f"{LOGIND}.Manager", "PrepareForSleep", signature, *body)
    logind.emit(PATH, f"{LOGIND}.Manager", "PrepareForShutdown", "b", True)
    until(lambda: events, "an event")
    assert events == ["ending"]
    stranger.close()


@pytest.mark.parametrize(
    "answer",
    [("s", ("no",), "error"), ("u", (7,)), ("", ()), None],
    ids=["refused", "number", "empty", "none"],
)
def test_a_delay_that_is_not_given_is_lived_without(system, private_bus, events, answer):
    logind = Logind(private_bus.address)
    logind.methods["Inhibit"] = lambda _: answer
    watch = LinuxSession(None, system, events.append, {"XDG_SESSION_ID": "7"})
    watch.start()
    until(lambda: logind.called("Inhibit"), "the wish")
    logind.emit(PATH, f"{LOGIND}.Manager", "PrepareForSleep", "b", True)
    until(lambda: events == ["sleeping"], "the warning")
    watch.may_sleep()
    logind.emit(PATH, f"{LOGIND}.Manager", "PrepareForSleep", "b", False)
    until(lambda: events == ["sleeping", "woke"], "the morning")
    until(lambda: len(logind.called("Inhibit")) == 2, "the next wish")
    watch.close()
    logind.close()


def test_a_delay_that_comes_after_all_is_saved_does_not_keep_the_machine_awake(system, private_bus, events):
    logind = Logind(private_bus.address)
    give, waiting = logind.methods["Inhibit"], []
    logind.methods["Inhibit"] = waiting.append
    watch = LinuxSession(None, system, events.append, {"XDG_SESSION_ID": "7"})
    watch.start()
    until(lambda: waiting, "the wish")
    watch.may_sleep()
    logind.methods["Inhibit"] = give
    logind._reply(waiting[0])
    until(lambda: logind.pipes and not logind.held(logind.pipes[0]), "the pipe to hang up")
    watch.close()
    logind.close()


def test_after_the_bus_was_lost_the_delay_is_asked_for_again(private_bus, system, watch, logind, events):
    until(lambda: logind.pipes and watch.source, "the first delay")
    private_bus.kill()
    until(lambda: system.trouble, "the loss")
    private_bus.start()
    again = Logind(private_bus.address)
    again.hint = ("b", True)
    until(lambda: again.pipes, "the second delay")
    until(lambda: watch.locked, "the lock")
    assert events == ["locked"]
    again.close()


# ---- screen savers -------------------------------------------------------------------------------------


class Saver(Peer):
    """Plays a screen saver."""

    def __init__(self, address, name, active):
        super().__init__(address)
        self.turn = threading.Lock()
        self.active = active
        self.methods["GetActive"] = lambda _: self.active
        self.take_name(name)

    def _reply(self, message):
        with self.turn:  # as the one thread of a real one does it
            super()._reply(message)

    def become(self, path, active):
        with self.turn:
            self.active = ("b", (active,))
            self.emit(path, self.name, "ActiveChanged", "b", active)


@pytest.fixture
def savers(bus, events):
    made = LinuxSession(bus, None, events.append)
    made.start()
    yield made
    made.close()


@pytest.mark.parametrize(("name", "path"), PLACES)
def test_every_desktop_s_screen_saver_is_heard(savers, private_bus, events, name, path):
    saver = Saver(private_bus.address, name, ("b", (False,)))
    until(lambda: savers.source == name, "the screen saver")
    saver.become(path, True)
    until(lambda: events == ["locked"], "the lock")
    assert savers.locked
    saver.become(path, False)
    until(lambda: events == ["locked", "unlocked"], "the unlocking")
    saver.close()


def test_a_screen_saver_that_covers_the_screen_already_is_noticed_and_its_end_too(
    savers, private_bus, events
):
    saver = Saver(private_bus.address, "org.mate.ScreenSaver", ("b", (True,)))
    until(lambda: events == ["locked"], "the lock")
    saver.close()
    until(lambda: events == ["locked", "unlocked"], "the end of the screen saver")
    assert savers.why == NOBODY_TELLS


@pytest.mark.parametrize("answer", [("s", ("true",)), ("u", (1,)), ("bb", (True, True)), ("", ()), None])
def test_a_screen_saver_that_answers_nonsense_or_nothing_locks_nothing(savers, private_bus, events, answer):
    saver = Saver(private_bus.address, "org.freedesktop.ScreenSaver", answer)
    until(lambda: saver.called("GetActive"), "the question")
    saver.emit("/org/freedesktop/ScreenSaver", saver.name, "ActiveChanged", "s", "true")
    saver.emit("/org/freedesktop/ScreenSaver", saver.name, "ActiveChanged")
    assert not savers.locked
    saver.emit("/org/freedesktop/ScreenSaver", saver.name, "ActiveChanged", "b", True)
    until(lambda: events == ["locked"], "the lock")
    saver.close()


def test_nobody_is_started_only_to_be_asked(private_bus, events, tmp_path):
    started = tmp_path / "started"
    services = tmp_path / "services"
    services.mkdir()
    program = tmp_path / "saver"
    program.write_text(f"#!/bin/sh\ntouch {started}\n")
    program.chmod(0o755)
    (services / "saver.service").write_text(f"[D-BUS Service]\nName=org.gnome.ScreenSaver\nExec={program}\n")
    private_bus.kill()
    private_bus.start(services)
    ours = Bus(private_bus.address)
    watch = LinuxSession(ours, None, events.append)
    watch.start()
    ours.start()
    daemon = Peer(private_bus.address)
    names = daemon.ask(DAEMON, "/org/freedesktop/DBus", DAEMON, "ListActivatableNames").body[0]
    assert "org.gnome.ScreenSaver" in names
    replies = []
    ours.call(DBusAddress("/", DAEMON, DAEMON), "GetId", on_reply=replies.append)
    until(lambda: replies, "the answer to all that was asked before")
    assert not started.exists()
    daemon.close()
    ours.close()
