"""A compositor, played on a real socket: idle edges, versions, nonsense, silence, crashes and returns."""

from __future__ import annotations

import socket
import struct
import sys
import threading
import time
from pathlib import Path

import pytest

from soleus_tray.adapters.activity import wayland
from soleus_tray.adapters.activity.choose import choose_activity
from soleus_tray.adapters.activity.wayland import NotOfferedError, WaylandActivity, socket_path
from soleus_tray.adapters.activity.wayland_wire import Inbox, WireError, number, request, text
from soleus_tray.core.errors import SoleusError
from tests.adapters.dbus.peers import until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Wayland is Linux's")

USUAL = (("wl_compositor", 5), ("wl_seat", 8), ("ext_idle_notifier_v1", 1))
DISPLAY, REGISTRY, SYNC, NOTIFICATION = 1, 2, 3, 6


class Compositor:
    """Answers each connection with its globals, and keeps what it was asked."""

    def __init__(self, path, globals_=USUAL, answers=True, first=b""):
        self.path, self.globals, self.answers, self.first = str(path), globals_, answers, first
        self.requests: list = []
        self.connections: list[socket.socket] = []
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(self.path)
        self._listening.listen()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self.connections.append(connection)
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection):
        inbox = Inbox()
        try:
            while data := connection.recv(4096):
                for asked in inbox.feed(data):
                    self.requests.append(asked)
                    if (asked.sender, asked.opcode) == (DISPLAY, 0) and self.answers:
                        connection.sendall(self.first + self._globals() + request(SYNC, 0, 1))
        except OSError:
            return

    def _globals(self):
        return b"".join(request(REGISTRY, 0, n, *one) for n, one in enumerate(self.globals, 1))

    def subscribed(self):
        """The requests after the handshake, once they are all there."""
        return until(lambda: self.requests[2:] if len(self.requests) >= 5 else None, "the subscription")

    def say(self, data):
        self.connections[-1].sendall(data)

    def idled(self):
        self.say(request(NOTIFICATION, 0))

    def resumed(self):
        self.say(request(NOTIFICATION, 1))

    def hang_up(self):
        for connection in list(self.connections):  # the next one may come while this is done
            connection.shutdown(socket.SHUT_RDWR)

    def end(self):
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self.hang_up()


class Clock:
    now = 50.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def started(tmp_path):
    running = []

    def start(**how):
        running.append(Compositor(tmp_path / f"wayland-{len(running)}", **how))
        return running[-1]

    yield start
    for one in running:
        try:
            one.end()
        except OSError:
            continue


@pytest.fixture
def compositor(started):
    return started()


@pytest.fixture
def source(compositor, clock):
    made = WaylandActivity(compositor.path, clock).open()
    yield made
    made.close()


def test_the_edges_have_their_moments(source, compositor, clock):
    compositor.subscribed()
    clock.now += 500
    assert source.read().idle == 0.0
    compositor.idled()
    until(lambda: source.read().idle == 3.0, "the pause")
    clock.now += 60
    assert source.read().idle == 63.0
    compositor.resumed()
    until(lambda: source.read().idle == 0.0, "the input")


def test_a_whole_hour_of_edges_in_crumbs_is_understood(source, compositor, clock):
    for byte in request(NOTIFICATION, 0) + request(DISPLAY, 1, SYNC) + request(4, 0, 7):
        compositor.say(bytes([byte]))
    until(lambda: source.read().idle == 3.0, "the pause")
    compositor.say(request(NOTIFICATION, 1) + request(NOTIFICATION, 0) + request(NOTIFICATION, 1))
    until(lambda: source.read().idle == 0.0, "the input")


@pytest.mark.parametrize(("version", "bound", "opcode"), [(1, 1, 1), (2, 2, 2), (9, 2, 2)])
def test_input_alone_is_asked_for_where_that_can_be(started, version, bound, opcode):
    compositor = started(globals_=(("wl_seat", 8), ("ext_idle_notifier_v1", version), ("wl_seat", 3)))
    source = WaylandActivity(compositor.path).open()
    seat, notifier, notification = compositor.subscribed()
    assert (number(seat.body), text(seat.body, 4)[0]) == (1, "wl_seat")
    name, end = text(notifier.body, 4)
    assert (name, number(notifier.body, end)) == ("ext_idle_notifier_v1", bound)
    assert notification.opcode == opcode
    assert struct.unpack("=III", notification.body) == (NOTIFICATION, 3000, 4)
    source.close()


def test_the_protocol_s_predecessor_is_spoken_where_there_is_nothing_newer(started, clock):
    compositor = started(globals_=(("wl_seat", 8), ("org_kde_kwin_idle", 1)))
    source = WaylandActivity(compositor.path, clock).open()
    assert source.source == "org_kde_kwin_idle"
    _, notifier, timeout = compositor.subscribed()
    assert text(notifier.body, 4)[0] == "org_kde_kwin_idle"
    assert timeout.opcode == 0
    assert struct.unpack("=III", timeout.body) == (NOTIFICATION, 4, 3000)
    compositor.idled()
    until(lambda: source.read().idle == 3.0, "the pause")
    source.close()


def test_the_newer_protocol_is_preferred(started):
    compositor = started(globals_=(("org_kde_kwin_idle", 1), *USUAL))
    source = WaylandActivity(compositor.path).open()
    assert source.source == "ext-idle-notify-v1"
    source.close()


@pytest.mark.parametrize("globals_", [(), (("wl_seat", 8),), (("ext_idle_notifier_v1", 1),)])
def test_a_compositor_without_the_protocol_is_named_as_such(started, tmp_path, globals_):
    compositor = started(globals_=globals_)
    with pytest.raises(NotOfferedError, match="ext-idle-notify-v1"):
        WaylandActivity(compositor.path).open()
    chosen = choose_activity(None, {"WAYLAND_DISPLAY": compositor.path})
    assert chosen.source == "unknown"
    assert "does not offer ext-idle-notify-v1" in chosen.read().why


def test_a_compositor_that_is_not_there_or_says_nothing_is_named_as_such(started, tmp_path, monkeypatch):
    monkeypatch.setattr(wayland, "HANDSHAKE_SECONDS", 0.2)
    silent = started(answers=False)
    for path in (silent.path, str(tmp_path / "none"), str(tmp_path)):
        chosen = choose_activity(None, {"WAYLAND_DISPLAY": path})
        assert f"The Wayland compositor at {path} does not answer" in chosen.read().why
        assert not chosen.read().session_over
    chosen = choose_activity(None, {"WAYLAND_DISPLAY": "wayland-0"})
    assert "XDG_RUNTIME_DIR" in chosen.read().why


def test_the_socket_is_where_the_protocol_says():
    assert socket_path({"WAYLAND_DISPLAY": "/a/b"}) == "/a/b"
    assert socket_path({"WAYLAND_DISPLAY": "w-5", "XDG_RUNTIME_DIR": "/run/u"}) == "/run/u/w-5"
    assert socket_path({"XDG_RUNTIME_DIR": "/run/u"}) == "/run/u/wayland-0"


NONSENSE = {
    "size 0": struct.pack("=II", 1, 0),
    "size 4": struct.pack("=II", 1, 4 << 16),
    "size 9": struct.pack("=II", 1, 9 << 16),
    "another protocol": b"HTTP/1.1 400 Bad Request\r\n\r\n",
}
TEXTS = {
    "a text of two gigabytes": struct.pack("=IIII", REGISTRY, 16 << 16, 1, 1 << 31),
    "a text that ends too early": struct.pack("=IIII", REGISTRY, 16 << 16, 1, 40),
    "a text of no length": struct.pack("=IIII", REGISTRY, 16 << 16, 1, 0),
    "an empty message": struct.pack("=II", REGISTRY, 8 << 16),
    "an error": request(DISPLAY, 0, 1, 2, "invalid object"),
    "an endless list": b"".join(request(REGISTRY, 0, n, "x" * 4000, 1) for n in range(300)),
}


@pytest.mark.parametrize("kind", [*NONSENSE, *TEXTS])
def test_nonsense_before_the_list_is_an_answer_nobody_understands(started, kind):
    compositor = started(first={**NONSENSE, **TEXTS}[kind])
    with pytest.raises(SoleusError, match="does not answer"):
        WaylandActivity(compositor.path).open()


@pytest.mark.parametrize("kind", [*NONSENSE, "an error"])
def test_nonsense_later_makes_idle_unknown_and_is_said(source, compositor, kind):
    compositor.subscribed()
    compositor.say({**NONSENSE, **TEXTS}[kind])
    until(lambda: source.read().idle is None, "the end of the readings")
    assert "can't be understood" in source.read().why
    assert source.source == "unknown"
    assert not source.read().session_over


def test_the_compositor_s_end_is_the_session_s(source, compositor):
    compositor.subscribed()
    compositor.end()
    until(lambda: source.read().session_over, "the end")
    assert source.read().idle is None
    assert source.read().why.endswith(".")


def test_a_compositor_that_crashed_and_came_back_is_listened_to_again(source, compositor, clock):
    compositor.subscribed()
    compositor.idled()
    until(lambda: source.read().idle == 3.0, "the pause")
    compositor.hang_up()
    until(lambda: source.read().idle == 0.0, "the new connection")
    assert len(compositor.connections) == 2
    until(lambda: len(compositor.requests) == 10, "the new subscription")
    compositor.idled()
    until(lambda: source.read().idle == 3.0, "the next pause")


def test_a_compositor_that_takes_its_time_to_come_back_is_not_yet_the_end(started, monkeypatch):
    monkeypatch.setattr(wayland, "RETURN_SECONDS", 0.5)
    compositor = started()
    source = WaylandActivity(compositor.path).open()
    compositor.subscribed()
    compositor.answers = False
    compositor.hang_up()
    until(lambda: source.read().idle is None, "the loss")
    assert not source.read().session_over
    until(lambda: source.read().session_over, "the end of our patience")


def test_closing_ends_the_thread_and_every_socket(compositor):
    before = threading.active_count()
    source = WaylandActivity(compositor.path).open()
    compositor.subscribed()
    listening = next(one for one in threading.enumerate() if one.name == "wayland-idle")
    source.close()
    listening.join(20)
    source.close()
    assert not listening.is_alive()
    assert source.read().idle is None
    assert source._socket.fileno() == -1
    assert threading.active_count() <= before + 1


def test_between_edges_nothing_wakes(source, compositor):
    compositor.subscribed()
    thread = next(one for one in threading.enumerate() if one.name == "wayland-idle")

    def switches():
        with Path(f"/proc/self/task/{thread.native_id}/status").open() as status:
            lines = dict(line.split(":\t", 1) for line in status)
        return int(lines["voluntary_ctxt_switches"])

    settled = [switches()]
    until(lambda: settled.append(switches()) or settled[-1] == settled[-2] or time.sleep(0.1), "calm")
    before = switches()
    time.sleep(1.0)  # nothing may happen in this second, so there is nothing to poll for
    assert switches() - before <= 1


def test_the_wire_s_words_are_read_as_they_are_written():
    sent = request(2, 5, 7, "é", 9, "")
    (event,) = Inbox().feed(sent)
    assert (event.sender, event.opcode, number(event.body)) == (2, 5, 7)
    words, end = text(event.body, 4)
    assert (words, number(event.body, end), text(event.body, end + 4)) == ("é", 9, ("", len(event.body)))
    with pytest.raises(WireError):
        number(event.body, len(event.body) - 2)
