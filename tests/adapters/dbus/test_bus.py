"""The bus connection, against a real dbus-daemon and a second program on it."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from jeepney import DBusAddress, HeaderFields, MessageType, new_signal

from soleus_tray.adapters.dbus.bus import Bus
from soleus_tray.adapters.dbus.connection import BusUnavailableError, Connection, session_address
from soleus_tray.adapters.dbus.exported import Interface, single_types
from soleus_tray.adapters.dbus.messages import DISCONNECTED, NO_REPLY, Reply, Subscription
from tests.adapters.dbus.peers import Peer, until

PEER = DBusAddress("/org/example", bus_name="org.example.Peer", interface="org.example.Peer")


def thing(**properties):
    return Interface(
        "org.example.Thing",
        {
            "Double": ("i", "i", lambda number: (number * 2,)),
            "Break": ("", "", lambda: 1 / 0),
            "Nothing": ("", "", lambda: None),
        },
        {"Name": ("s", lambda: "a thing"), "Sizes": ("ai", lambda: [1, 2]), **properties},
        {"Changed": "s"},
    )


def test_a_call_is_answered_on_the_bus_s_thread_and_never_blocks_the_caller(bus, peer):
    peer.methods["Add"] = lambda message: ("i", (sum(message.body),))
    replies = []

    bus.call(PEER, "Add", "ii", (2, 3), on_reply=lambda reply: replies.append((reply, threading.get_ident())))

    until(lambda: replies, "the reply")
    assert replies[0][0] == Reply((5,), "", "i")
    assert replies[0][1] != threading.get_ident()


def test_a_call_nobody_answers_fails_after_its_time_and_the_late_reply_is_dropped(bus, peer):
    late = []
    peer.methods["Sleep"] = late.append
    replies = []

    bus.call(PEER, "Sleep", on_reply=replies.append, timeout=0.05)
    until(lambda: replies, "the time-out")
    peer.methods["Sleep"] = lambda _: ("", ())
    peer._reply(late[0])
    bus.call(PEER, "Sleep", on_reply=replies.append)
    until(lambda: len(replies) == 2, "the second reply")

    assert [reply.error for reply in replies] == [NO_REPLY, ""]


def test_a_call_to_nobody_fails_with_the_daemon_s_error(bus):
    replies = []
    missing = DBusAddress("/", bus_name="org.example.Missing", interface="org.example.Missing")

    bus.call(missing, "Anything", on_reply=replies.append)

    until(lambda: replies, "the error")
    assert replies[0].error == "org.freedesktop.DBus.Error.ServiceUnknown"


def test_calls_made_before_the_loop_runs_are_sent_once_it_does(private_bus, peer):
    peer.methods["Hello"] = lambda _: ("", ())
    early, replies = Bus(private_bus.address), []
    early.call(PEER, "Hello", on_reply=replies.append)

    early.start()

    until(lambda: replies, "the reply")
    assert replies[0].error == ""
    early.close()


def test_a_signal_is_heard_from_its_sender_only_even_when_sent_to_us_directly(bus, peer, private_bus):
    heard = []
    bus.subscribe(Subscription("org.example.Peer", "/a", "org.example.Peer", "Rang", "s", heard.append))
    until(lambda: bus.owner("org.example.Peer"), "the sender's owner")
    stranger = Peer(private_bus.address)

    stranger.emit("/a", "org.example.Peer", "Rang", "s", "stranger", to=bus.unique_name)
    peer.emit("/a", "org.example.Peer", "Rang", "i", 7)
    peer.emit("/b", "org.example.Peer", "Rang", "s", "other path")
    peer.emit("/a", "org.example.Peer", "Rang", "s", "friend")

    until(lambda: "friend" in heard, "the signal")
    stranger.close()
    assert heard == ["friend"]


def test_the_owner_of_a_watched_name_is_told_now_and_at_each_change(bus, private_bus):
    owners = []
    bus.watch_name("org.example.Comes", owners.append)
    until(lambda: owners == [""], "nobody")

    first = Peer(private_bus.address, "org.example.Comes")
    until(lambda: len(owners) == 2, "the first owner")
    first.close()
    until(lambda: len(owners) == 3, "its end")

    assert owners == ["", first.unique_name, ""]


def test_an_exported_object_answers_methods_properties_introspection_and_ping(bus, peer):
    bus.export("/thing", [thing()])

    def ask(*what):
        return peer.ask(bus.unique_name, *what)

    properties = "org.freedesktop.DBus.Properties"

    assert ask("/thing", "org.example.Thing", "Double", "i", 21).body == (42,)
    assert ask("/thing", "org.example.Thing", "Nothing").body == ()
    assert ask("/thing", properties, "Get", "ss", "org.example.Thing", "Name").body == (("s", "a thing"),)
    everything = {"Name": ("s", "a thing"), "Sizes": ("ai", [1, 2])}
    assert ask("/thing", properties, "GetAll", "s", "org.example.Thing").body == (everything,)
    assert ask("/anywhere", "org.freedesktop.DBus.Peer", "Ping").body == ()
    description = ask("/thing", "org.freedesktop.DBus.Introspectable", "Introspect").body[0]
    assert (
        '<method name="Double"><arg type="i" direction="in"/><arg type="i" direction="out"/>' in description
    )
    root = ask("/", "org.freedesktop.DBus.Introspectable", "Introspect").body[0]
    assert '<node name="thing"/>' in root


@pytest.mark.parametrize(
    ("path", "interface", "member", "signature", "body", "error"),
    [
        ("/none", "org.example.Thing", "Double", "i", (1,), "UnknownObject"),
        ("/thing", "org.example.Thing", "Treble", "i", (1,), "UnknownMethod"),
        ("/thing", "org.example.Other", "Double", "i", (1,), "UnknownMethod"),
        ("/thing", "org.example.Thing", "Double", "s", ("one",), "InvalidArgs"),
        ("/thing", "org.example.Thing", "Double", "", (), "InvalidArgs"),
        ("/thing", "org.example.Thing", "Break", "", (), "Failed"),
        (
            "/thing",
            "org.freedesktop.DBus.Properties",
            "Get",
            "ss",
            ("org.example.Thing", "Age"),
            "UnknownProperty",
        ),
        (
            "/thing",
            "org.freedesktop.DBus.Properties",
            "Get",
            "ss",
            ("org.example.Other", "Name"),
            "UnknownInterface",
        ),
        ("/thing", "org.freedesktop.DBus.Properties", "Get", "s", ("org.example.Thing",), "InvalidArgs"),
        (
            "/thing",
            "org.freedesktop.DBus.Properties",
            "Set",
            "ssv",
            ("org.example.Thing", "Name", ("s", "x")),
            "PropertyReadOnly",
        ),
    ],
)
def test_a_wrong_request_gets_an_error_and_the_next_one_is_served(
    bus, peer, path, interface, member, signature, body, error
):
    bus.export("/thing", [thing()])

    reply = peer.ask(bus.unique_name, path, interface, member, signature, *body)

    assert reply.header.message_type is MessageType.error
    assert reply.header.fields[HeaderFields.error_name] == f"org.freedesktop.DBus.Error.{error}"
    assert peer.ask(bus.unique_name, "/thing", "org.example.Thing", "Double", "i", 4).body == (8,)


def test_a_withdrawn_object_is_gone(bus, peer):
    bus.export("/thing", [thing()])
    bus.withdraw("/thing")

    reply = peer.ask(bus.unique_name, "/thing", "org.example.Thing", "Double", "i", 1)

    assert reply.header.message_type is MessageType.error


def test_a_callback_that_raises_is_logged_and_ends_nothing(bus, peer, caplog):
    peer.methods["Hello"] = lambda _: ("", ())
    replies = []

    bus.call(PEER, "Hello", on_reply=lambda _: 1 / 0)
    bus.call(PEER, "Hello", on_reply=replies.append)

    until(lambda: replies, "the second reply")
    assert "ZeroDivisionError" in caplog.text


def test_a_lost_bus_fails_what_waits_and_is_reached_again_with_its_subscriptions(private_bus):
    ours, states, replies, owners, heard = Bus(private_bus.address), [], [], [], []
    ours.on_state(states.append)
    ours.watch_name("org.example.Peer", owners.append)
    ours.subscribe(
        Subscription("org.example.Peer", "/a", "org.example.Peer", "Rang", "", lambda: heard.append(1))
    )
    ours.start()
    until(lambda: states == [True], "the connection")
    first = Peer(private_bus.address, "org.example.Peer")
    first.methods["Sleep"] = lambda _: None
    until(lambda: owners and owners[-1] == first.unique_name, "the peer")
    ours.call(PEER, "Sleep", on_reply=replies.append, timeout=60)
    until(lambda: first.called("Sleep"), "the call")

    private_bus.kill()
    until(lambda: states[-1] is False and replies, "the loss")
    ours.call(PEER, "Sleep", on_reply=replies.append)
    until(lambda: len(replies) == 2, "the refusal")
    private_bus.start()
    until(lambda: states[-1] is True, "the new connection")
    second = Peer(private_bus.address, "org.example.Peer")
    until(lambda: owners[-1] == second.unique_name, "the new peer")
    second.emit("/a", "org.example.Peer", "Rang")

    until(lambda: heard, "the signal")
    assert [reply.error for reply in replies] == [DISCONNECTED, DISCONNECTED]
    assert owners[-2] == ""
    first.close()
    second.close()
    ours.close()


def test_without_a_bus_it_says_so_once_and_waits_longer_each_time(tmp_path):
    ours, states, waits = Bus(f"unix:path={tmp_path}/nothing"), [], []
    ours.on_state(states.append)
    real, ours.call_later = ours.call_later, lambda seconds, action: waits.append((seconds, action))
    ours.start()
    until(lambda: waits, "the first attempt")

    for attempts in range(1, 9):
        _, action = waits[-1]
        ours.call_soon(action)
        until(lambda attempts=attempts: len(waits) > attempts, "the next attempt")

    assert [seconds for seconds, _ in waits] == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert set(states) == {False}
    assert "does not answer" in ours.trouble
    ours.call_later = real
    ours.close()


def test_leaving_keeps_the_connection_and_another_thread_can_go_on(private_bus, peer):
    peer.methods["Hello"] = lambda _: ("", ())
    ours, replies = Bus(private_bus.address), []
    ours.call_later(0.05, ours.leave)

    ours.run()
    name = ours.unique_name
    ours.start()
    ours.call(PEER, "Hello", on_reply=replies.append)

    until(lambda: replies, "the reply")
    assert name.startswith(":")
    assert ours.unique_name == name
    ours.close()


def test_closing_lets_the_loop_end_and_gives_every_descriptor_back(private_bus):
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(20):
        ours = Bus(private_bus.address)
        ours.call_later(0.0, ours.close)
        ours.run()

    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_closing_before_running_returns_at_once(private_bus):
    ours = Bus(private_bus.address)
    ours.close()

    ours.run()

    assert not ours.connected


def test_a_message_that_cannot_be_read_is_left_out_and_the_next_one_arrives(caplog):

    near, far = socket.socketpair()
    good = new_signal(DBusAddress("/a", interface="a.b"), "Fine").serialise(serial=2)
    bad = bytearray(new_signal(DBusAddress("/a", interface="a.b"), "Odd", "s", ("x",)).serialise(serial=1))
    bad[-2:] = b"\xff\xff"  # not UTF-8, and no closing zero
    unknown_kind = bytearray(good)
    unknown_kind[1] = 77
    connection = Connection(near)

    far.sendall(bytes(bad) + bytes(unknown_kind) + good)
    messages = connection.receive()

    assert [one.header.fields[HeaderFields.member] for one in messages] == ["Fine"]
    assert "left out" in caplog.text
    connection.close()
    far.close()


def test_a_bus_that_stops_reading_is_given_up_and_never_blocks_the_sender():
    near, far = socket.socketpair()
    connection = Connection(near)
    started = time.monotonic()

    def send_too_much():
        for _ in range(1000):
            connection.send(bytes(65536))

    with pytest.raises(OSError, match="stopped reading"):
        send_too_much()

    assert time.monotonic() - started < 60
    assert connection.backlogged
    connection.close()
    far.close()


def test_the_idle_loop_does_not_wake(bus):
    until(lambda: bus.unique_name, "the name")
    thread = next(one for one in threading.enumerate() if one.name == "session-bus")
    status = Path(f"/proc/self/task/{thread.native_id}/status")

    def switches():
        lines = dict(line.split(":\t", 1) for line in status.read_text().splitlines())
        return int(lines["voluntary_ctxt_switches"])

    settled = [switches()]
    until(lambda: settled.append(switches()) or settled[-1] == settled[-2] or time.sleep(0.1), "calm")
    before = switches()
    time.sleep(1.0)  # nothing may happen in this second, so there is nothing to poll for

    assert switches() - before <= 1


def test_the_session_bus_is_found_where_the_specification_puts_it(monkeypatch, tmp_path):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/somewhere")
    assert session_address() == "unix:path=/somewhere"

    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    with pytest.raises(BusUnavailableError, match="no session bus address"):
        session_address()

    (tmp_path / "bus").touch()
    assert session_address() == f"unix:path={tmp_path}/bus"


@pytest.mark.parametrize(
    "address", ["nonsense", "tcp:host=localhost,port=1", "unix:path=/does/not/exist", ";;"]
)
def test_a_useless_address_is_one_clear_error(address):
    with pytest.raises(BusUnavailableError, match="does not answer"):
        Connection.open(address)


def test_a_signature_is_cut_into_its_complete_types():
    assert single_types("ia{sv}sa(ia{sv}av)(ii)ay") == ["i", "a{sv}", "s", "a(ia{sv}av)", "(ii)", "ay"]


def test_many_threads_may_send_at_once(bus, peer):
    peer.methods["Echo"] = lambda message: ("i", message.body)
    answers, expected = [], set(range(100))

    def send(numbers):
        for number in numbers:
            bus.call(
                PEER, "Echo", "i", (number,), on_reply=lambda reply: answers.append(reply.body[0]), timeout=60
            )

    threads = [threading.Thread(target=send, args=(range(start, 100, 4),)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    until(lambda: len(answers) == 100, "all replies")
    assert set(answers) == expected


def test_importing_the_bus_costs_no_heavy_module():
    code = "import sys, soleus_tray.adapters.dbus.bus; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )

    heavy = {"asyncio", "PIL", "uuid", "tkinter", "argparse", "concurrent.futures", "subprocess"}
    assert heavy.isdisjoint(loaded.stdout.split())


def test_a_frozen_bus_blocks_no_sender_and_gets_everything_once_it_thaws(bus, peer, private_bus):
    peer.listen("type='signal',interface='org.example.Big'")
    private_bus.freeze(True)
    sender = threading.Thread(
        target=lambda: [bus.emit("/big", "org.example.Big", "Sent", "ay", (bytes(65536),)) for _ in range(30)]
    )

    sender.start()
    sender.join(20)
    blocked = sender.is_alive()
    private_bus.freeze(False)

    until(lambda: len(peer.heard("Sent")) == 30, "all signals")
    assert not blocked
