"""Mutter's idle monitor, played: edges, races, nonsense, silence, and Mutter's end and return."""

from __future__ import annotations

import pytest

from soleus_tray.adapters.activity import gnome
from soleus_tray.adapters.activity.choose import choose_activity
from soleus_tray.adapters.activity.gnome import GONE, NAME, PATH, SILENT, MutterActivity
from soleus_tray.adapters.dbus.bus import Bus
from tests.adapters.dbus.peers import Peer, until


class Mutter(Peer):
    """Plays Mutter: `idle` is the age of the input in milliseconds."""

    def __init__(self, address, idle=0):
        self.idle = idle
        self.watches = 0
        super().__init__(address)
        self.methods = {
            "GetIdletime": lambda _: ("t", (self.idle,)),
            "AddIdleWatch": lambda _: self._watch(),
            "AddUserActiveWatch": lambda _: self._watch(),
        }
        self.take_name(NAME)

    def _watch(self):
        self.watches += 1
        return ("u", (self.watches,))

    def fire(self, watch):
        self.emit(PATH, NAME, "WatchFired", "u", watch)


@pytest.fixture
def source(bus, clock):
    return MutterActivity(bus, monotonic=clock).open()


@pytest.fixture
def mutter(private_bus):
    other = Mutter(private_bus.address)
    yield other
    other.close()


def known(source):
    until(lambda: source.source == "Mutter's IdleMonitor", "the first reading")


def asked(mutter, times):
    until(lambda: len(mutter.called("GetIdletime")) == times, f"question {times} for the idle time")


def test_before_mutter_has_answered_idle_is_unknown_and_nothing_blocks(private_bus):
    source = choose_activity(
        Bus(private_bus.address), {"XDG_SESSION_TYPE": "wayland", "XDG_CURRENT_DESKTOP": "ubuntu:GNOME"}
    )
    assert isinstance(source, MutterActivity)
    reading = source.read()
    assert (reading.idle, source.source) == (None, "unknown")
    assert reading.why.endswith(".")


def test_input_goes_on_until_the_idle_watch_fires(source, mutter, clock):
    known(source)
    assert mutter.called("AddIdleWatch")[0].body == (3000,)
    clock.now += 100
    assert source.read().idle == 0.0
    mutter.idle = 3001
    mutter.fire(1)
    asked(mutter, 2)
    until(lambda: source.read().idle == pytest.approx(3.001), "the edge")
    clock.now += 60
    assert source.read().idle == pytest.approx(63.001)


def test_the_next_input_is_told_once_and_watched_for_anew_in_the_next_pause(source, mutter, clock):
    known(source)
    for cycle in range(1, 4):
        mutter.idle = 3000 + cycle
        mutter.fire(1)
        until(lambda at=mutter.idle: source.read().idle == pytest.approx(at / 1000), "the pause")
        mutter.fire(1 + cycle)
        until(lambda: source.read().idle == 0, "the input")
    assert (
        len(mutter.called("AddUserActiveWatch")) == 3
    )  # the first one, of the start, served the first pause


def test_an_idle_time_longer_than_the_watch_is_noticed_at_the_start(private_bus, bus, clock):
    mutter = Mutter(private_bus.address, idle=600_000)
    source = MutterActivity(bus, monotonic=clock).open()
    known(source)
    assert source.read().idle == pytest.approx(600)
    mutter.fire(2)
    until(lambda: source.read().idle == 0, "the input")
    mutter.close()


def test_an_input_between_the_edge_and_the_question_is_not_lost(source, mutter):
    known(source)
    mutter.idle = 12  # somebody touched the mouse while our message was under way
    mutter.fire(1)
    asked(mutter, 2)
    until(lambda: source.read().idle == 0, "the truth")


def test_watches_of_others_and_signals_of_the_wrong_shape_mean_nothing(source, mutter, private_bus):
    known(source)
    stranger = Peer(private_bus.address, "org.example.Stranger")
    stranger.emit(PATH, NAME, "WatchFired", "u", 1)
    mutter.fire(99)
    mutter.fire(0)
    mutter.emit(PATH, NAME, "WatchFired", "s", "1")
    mutter.emit(PATH, NAME, "WatchFired")
    mutter.idle = 5000
    mutter.fire(1)
    asked(mutter, 2)
    until(lambda: source.read().idle == pytest.approx(5), "the one that counts")
    stranger.close()


@pytest.mark.parametrize("method", ["GetIdletime", "AddIdleWatch", "AddUserActiveWatch"])
@pytest.mark.parametrize("answer", [("s", ("12",)), ("d", (1.0,)), ("", ()), ("s", ("no",), "error")])
def test_nonsense_from_mutter_is_said_and_it_is_asked_again(
    bus, private_bus, clock, monkeypatch, answer, method
):
    monkeypatch.setattr(gnome, "RETRY", 0.2)
    mutter = Mutter(private_bus.address, idle=9000)
    right, mutter.methods[method] = mutter.methods[method], lambda _: answer
    source = MutterActivity(bus, monotonic=clock).open()
    until(lambda: source.read().why == SILENT, "the reason")
    assert source.source == "unknown"
    mutter.methods[method] = right
    known(source)
    assert source.read().idle == pytest.approx(9)
    mutter.close()


def test_a_mutter_that_hangs_is_said_and_delays_nobody(bus, private_bus, monkeypatch):
    patience = bus.call
    monkeypatch.setattr(bus, "call", lambda *a, **k: patience(*a, **{**k, "timeout": 0.1}))
    mutter = Mutter(private_bus.address)
    mutter.methods["GetIdletime"] = lambda _: None
    source = MutterActivity(bus).open()
    until(lambda: source.read().why == SILENT, "the reason")
    mutter.close()


def test_mutter_that_ends_and_comes_back_is_watched_anew(source, private_bus, clock):
    first = Mutter(private_bus.address, idle=9000)
    known(source)
    first.close()
    until(lambda: source.read().why == GONE, "the reason")
    assert (source.read().idle, source.source) == (None, "unknown")
    second = Mutter(private_bus.address, idle=4000)
    known(source)
    assert source.read().idle == pytest.approx(4)
    second.fire(2)
    until(lambda: source.read().idle == 0, "the input")
    second.close()


def test_a_lost_session_bus_is_unknown_until_it_returns(source, mutter, bus, private_bus):
    known(source)
    private_bus.kill()
    until(lambda: source.read().idle is None, "the loss")
    assert not source.read().session_over
    private_bus.start()
    again = Mutter(private_bus.address)
    known(source)
    again.close()


def test_where_nobody_is_mutter_the_reason_names_what_is_missing(bus):
    source = MutterActivity(bus, "The compositor is too old. So time is counted as sitting.").open()
    until(lambda: source.read().why.startswith("The compositor"), "the reason")
    assert not source.read().session_over
