"""The system bus: its own name and address, and file descriptors that never outlive who holds them."""

from __future__ import annotations

import array
import gc
import os
import socket
import struct
import threading

import pytest
from jeepney import DBusAddress, HeaderFields, new_signal

from soleus_tray.adapters.dbus.bus import Bus
from soleus_tray.adapters.dbus.connection import Connection
from soleus_tray.adapters.dbus.messages import NO_REPLY
from soleus_tray.adapters.dbus.system import SYSTEM, DescriptorConnection, system_address, system_bus
from tests.adapters.dbus.peers import Peer, until

GIVER = DBusAddress("/org/example", bus_name="org.example.Giver", interface="org.example.Giver")


class Pipe:
    """A pipe whose writing end goes to others; hung up once they have all closed it."""

    def __init__(self) -> None:
        self.reading, self.writing = os.pipe()
        os.set_blocking(self.reading, False)

    def give(self) -> int:
        return self.writing

    def keep_none(self) -> None:
        os.close(self.writing)

    def hung_up(self) -> bool:
        gc.collect()
        try:
            return os.read(self.reading, 1) == b""
        except BlockingIOError:
            return False

    def close(self) -> None:
        os.close(self.reading)


@pytest.fixture
def pipe():
    made = Pipe()
    yield made
    made.close()


@pytest.fixture
def system(private_bus, monkeypatch):
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", private_bus.address)
    ours = system_bus()
    assert not ours.connected
    ours.start()
    until(lambda: ours.unique_name, "our name on the bus")
    yield ours
    ours.close()


@pytest.fixture
def giver(private_bus):
    other = Peer(private_bus.address, "org.example.Giver", descriptors=True)
    yield other
    other.close()


def test_the_system_bus_is_where_the_environment_or_the_specification_says(monkeypatch):
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/somewhere")
    assert system_address() == "unix:path=/somewhere"
    monkeypatch.delenv("DBUS_SYSTEM_BUS_ADDRESS")
    assert system_address() == "unix:path=/run/dbus/system_bus_socket"


def test_each_bus_calls_itself_by_its_name(tmp_path, monkeypatch, system):
    assert "system-bus" in {thread.name for thread in threading.enumerate()}
    for bus, title in ((Bus(f"unix:path={tmp_path}/none"), "session"), (system_bus(), "system")):
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path}/none")
        bus.start()
        until(lambda bus=bus: bus.trouble, "the trouble")
        assert bus.trouble.startswith(f"the {title} bus at unix:path={tmp_path}/none does not answer")
        bus.close()


def test_a_lost_system_bus_is_called_so(system, private_bus):
    private_bus.kill()
    until(lambda: system.trouble, "the trouble")
    assert system.trouble.startswith("the system bus was lost")


def test_a_descriptor_arrives_and_is_open_until_it_is_closed(system, giver, pipe):
    giver.methods["Give"] = lambda _: ("h", (pipe.give(),))
    replies = []
    system.call(GIVER, "Give", on_reply=replies.append)
    until(lambda: replies, "the reply")
    pipe.keep_none()

    held = replies[0].value("h", None)
    assert not pipe.hung_up()
    assert not os.get_inheritable(held.fileno())
    held.close()
    held.close()

    assert pipe.hung_up()


def test_a_descriptor_nobody_takes_is_closed(system, giver, pipe):
    giver.methods["Give"] = lambda _: ("h", (pipe.give(),))
    errors = []
    system.call(GIVER, "Give", on_reply=lambda reply: errors.append(reply.error))
    until(lambda: errors, "the reply")
    pipe.keep_none()

    until(pipe.hung_up, "the end of the descriptor")
    assert errors == [""]


def test_a_descriptor_that_comes_too_late_is_closed(system, giver, pipe):
    waiting, errors = [], []
    giver.methods["Give"] = waiting.append
    system.call(GIVER, "Give", on_reply=lambda reply: errors.append(reply.error), timeout=0.05)
    until(lambda: errors and waiting, "the time-out")
    giver.methods["Give"] = lambda _: ("h", (pipe.give(),))
    giver._reply(waiting[0])
    pipe.keep_none()

    until(pipe.hung_up, "the end of the descriptor")
    assert errors == [NO_REPLY]


def test_a_descriptor_in_a_signal_nobody_wants_is_closed(system, giver, pipe):
    giver.emit("/org/example", "org.example.Giver", "Given", "h", pipe.give(), to=system.unique_name)
    pipe.keep_none()

    until(pipe.hung_up, "the end of the descriptor")
    assert system.connected


def test_the_session_bus_takes_no_descriptors(bus, giver, pipe):
    giver.methods["Give"] = lambda _: ("h", (pipe.give(),))
    replies = []
    bus.call(GIVER, "Give", on_reply=replies.append, timeout=0.5)
    until(lambda: replies, "the answer")
    pipe.keep_none()

    assert replies[0].error
    until(pipe.hung_up, "the end of the descriptor")


# ---- what a bus should never send ------------------------------------------------------------------


@pytest.fixture
def ends():
    near, far = socket.socketpair()
    connection = DescriptorConnection(near)
    yield connection, far
    connection.close()
    far.close()


def signal(member: str, signature: str = "", *body: object) -> bytes:
    made = new_signal(DBusAddress("/a", interface="a.b"), member, signature or None, body)
    return made.serialise(serial=1, fds=array.array("i"))


def receive_all(connection: Connection) -> list[str]:
    found = []
    for _ in range(20):
        found += [one.header.fields[HeaderFields.member] for one in connection.receive()]
    return found


def test_a_descriptor_the_message_does_not_have_is_left_out_with_the_message(ends, pipe):
    connection, far = ends
    odd = bytearray(signal("Odd", "h", pipe.give()))
    odd[-4:] = struct.pack("=I", 7)  # the eighth of one
    far.sendmsg([bytes(odd)], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [pipe.give()]))])
    far.sendall(signal("Fine"))
    pipe.keep_none()

    assert receive_all(connection) == ["Fine"]
    until(pipe.hung_up, "the end of the descriptor")


def test_a_message_in_pieces_with_a_descriptor_is_put_together(ends, pipe):
    connection, far = ends
    whole = signal("Given", "h", pipe.give())
    far.sendmsg([whole[:5]], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [pipe.give()]))])
    pipe.keep_none()
    assert receive_all(connection) == []
    far.sendall(whole[5:])
    held = [message for _ in range(3) for message in connection.receive()]
    assert not pipe.hung_up()
    held[0].body[0].close()
    assert pipe.hung_up()


@pytest.mark.parametrize("kind", [Connection, DescriptorConnection])
@pytest.mark.parametrize(
    "garbage",
    [
        b"HTTP/1.1 400 Bad Request",
        b"\0" * 64,
        struct.pack("=cBBBIII", b"l", 4, 0, 1, 1 << 31, 1, 16) + b"x" * 48,
    ],
    ids=["another protocol", "zeros", "two gigabytes announced"],
)
def test_what_is_no_dbus_ends_the_connection(kind, garbage):
    near, far = socket.socketpair()
    connection = kind(near)
    far.sendall(garbage)
    with pytest.raises(ConnectionResetError, match=r"no message|too large"):
        receive_all(connection)
    connection.close()
    far.close()


def test_the_system_bus_is_a_bus_like_the_other(system, giver):
    giver.methods["Echo"] = lambda message: ("s", message.body)
    replies = []
    for text in ("a", "b" * 200_000):
        system.call(GIVER, "Echo", "s", (text,), on_reply=replies.append)
    until(lambda: len(replies) == 2, "the replies")

    assert [len(reply.body[0]) for reply in replies] == [1, 200_000]
    assert SYSTEM.title == "system bus"
