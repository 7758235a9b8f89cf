"""The control socket, with real sockets, real garbage and a real second process."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from soleus_tray.app.control import requests, unix
from soleus_tray.app.control.client import ask
from soleus_tray.app.control.endpoint import connect
from soleus_tray.app.control.server import ControlServer
from soleus_tray.app.paths import Paths, find_paths
from soleus_tray.core import commands
from soleus_tray.core.errors import NotRunningError, SoleusError

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG_NAME = "a-home-with-quite-a-long-name-" * 5


class App:
    """Remembers what was asked, and answers."""

    def __init__(self) -> None:
        self.asked: list[requests.Request] = []

    def __call__(self, request: requests.Request) -> dict[str, Any]:
        self.asked.append(request)
        if isinstance(request, commands.Skip):
            raise SoleusError("There is no reminder to skip.")
        if request == requests.Demo():
            raise RuntimeError("a fault in the app")
        if isinstance(request, requests.Show):
            return {"odd": object()}
        return {"state": "sitting", "text": "ü" * 10}


@pytest.fixture(params=["unix", "long path", "loopback"])
def paths(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """A home; each test is run with every kind of endpoint, as far as one machine can have them all."""
    if request.param == "loopback":
        monkeypatch.setattr(unix, "can_reach", lambda _: False)
    home = tmp_path / (LONG_NAME if request.param == "long path" else "home")
    monkeypatch.setenv("SOLEUS_TRAY_HOME", str(home))
    assert (len(str(find_paths().socket)) > 108) == (request.param == "long path")
    return find_paths().make()


@pytest.fixture
def app() -> App:
    return App()


@pytest.fixture
def server(paths: Paths, app: App) -> Iterator[ControlServer]:
    server = ControlServer(paths, app)
    server.start()
    yield server
    server.close()


def exchange(paths: Paths, raw: bytes, *, end: bool = True) -> bytes:
    """Send raw bytes as a stranger would (after the token, where there is one); all that comes back."""
    connection, token = connect(paths.socket, 5)
    with connection:
        try:
            connection.sendall((f"{token}\n".encode() if token else b"") + raw)
            if end:
                connection.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # the app had heard enough
        return heard(connection)


def heard(connection: socket.socket) -> bytes:
    connection.settimeout(10)
    answer = b""
    try:
        while more := connection.recv(65536):
            answer += more
    except ConnectionResetError:
        pass  # TCP resets when more was sent than was read
    return answer


@pytest.mark.usefixtures("server")
def test_a_request_gets_its_answer(paths: Paths, app: App) -> None:
    assert ask(paths, "status") == {"state": "sitting", "text": "ü" * 10}
    assert ask(paths, "begin", seconds=60, reps=None)["state"] == "sitting"
    assert app.asked == [requests.Status(), commands.Begin("command", 60)]


@pytest.mark.usefixtures("server")
def test_a_refusal_arrives_as_its_sentence(paths: Paths) -> None:
    with pytest.raises(SoleusError, match=r"^There is no reminder to skip\.$"):
        ask(paths, "skip")
    with pytest.raises(SoleusError, match="whole number"):
        ask(paths, "snooze", seconds="soon")


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize("command", ["demo", "show"])
def test_a_fault_in_the_app_is_told_and_the_next_request_is_answered(
    paths: Paths, command: str, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(SoleusError, match="its log says why"):
        ask(paths, command)
    assert "Traceback" in caplog.text
    assert ask(paths, "status")["state"] == "sitting"


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


GARBAGE = {
    "nothing": b"",
    "an empty line": b"\n",
    "not JSON": b"hello\n",
    "a web browser": b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "binary": bytes(range(256)) + b"\n",
    "a pickle": b"\x80\x04\x95\x1a\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix\x8c\x06system\x93.\n",
    "half a line": b'{"command": "qu',
    "wrong types": b'{"command": ["quit"]}\n',
    "deep nesting": b"[" * 60_000 + b"\n",
    "a huge number": b'{"command": "snooze", "seconds": ' + b"9" * 60_000 + b"}\n",
    "too long a line": b'{"command": "quit", "x": "' + b"x" * (64 * 1024) + b'"}\n',
    "an endless line": b"x" * (1 << 20),
    "lone surrogates": b'{"command": "\\ud800"}\n',
}


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize("garbage", GARBAGE.values(), ids=GARBAGE.keys())
def test_garbage_gets_one_clear_error_line_and_does_no_harm(paths: Paths, app: App, garbage: bytes) -> None:
    answer = exchange(paths, garbage)
    if answer or len(garbage) < 64 * 1024:  # over TCP a reset may overtake the answer to an endless line
        assert answer.endswith(b"\n")
        assert answer.count(b"\n") == 1
        values = json.loads(answer)
        assert values["ok"] is False
        assert values["error"].endswith(".")
    assert ask(paths, "status")["state"] == "sitting"
    assert app.asked == [requests.Status()]


@pytest.mark.usefixtures("server")
def test_silent_clients_keep_nobody_waiting_and_are_told_in_the_end(paths: Paths) -> None:
    silent = [connect(paths.socket, 5)[0] for _ in range(10)]  # more than are read side by side
    started = time.monotonic()
    assert ask(paths, "status")["state"] == "sitting"
    waited = time.monotonic() - started
    for connection in silent:
        assert b"within 2 seconds" in heard(connection)
        connection.close()
    assert waited < 9


@pytest.mark.usefixtures("server")
def test_a_few_silent_clients_are_not_waited_for(paths: Paths) -> None:
    silent = [connect(paths.socket, 5)[0] for _ in range(5)]
    assert ask(paths, "status")["state"] == "sitting"
    for connection in silent:
        connection.setblocking(False)
        with pytest.raises(BlockingIOError):  # not yet told, so nobody waited for their time to run out
            connection.recv(1)
        connection.close()
    assert ask(paths, "status")["state"] == "sitting"


@pytest.mark.usefixtures("server")
def test_a_line_in_small_pieces_is_put_together(paths: Paths) -> None:
    connection, token = connect(paths.socket, 5)
    with connection:
        for byte in (f"{token}\n".encode() if token else b"") + b'{"command":"status"}\n':
            connection.sendall(bytes([byte]))
        assert json.loads(heard(connection))["ok"] is True


@pytest.mark.usefixtures("server")
def test_many_at_once_are_all_answered(paths: Paths, app: App) -> None:
    answers: list[dict[str, Any]] = []
    threads = [threading.Thread(target=lambda: answers.append(ask(paths, "status"))) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(answers) == len(app.asked) == 50


@pytest.mark.usefixtures("server")
def test_clients_that_leave_at_once_do_no_harm(paths: Paths) -> None:
    for _ in range(50):
        connection, _ = connect(paths.socket, 5)
        connection.sendall(b'{"command":"status"}\n')
        connection.close()
    assert ask(paths, "status")["state"] == "sitting"


@pytest.mark.usefixtures("server")
def test_only_the_owner_can_reach_it(paths: Paths) -> None:
    assert stat.S_IMODE(paths.socket.stat().st_mode) == 0o600
    assert stat.S_IMODE(paths.socket.parent.stat().st_mode) == 0o700


def test_a_folder_others_could_enter_is_closed_first(paths: Paths, app: App) -> None:
    paths.runtime.chmod(0o755)
    server = ControlServer(paths, app)
    server.start()
    server.close()
    assert stat.S_IMODE(paths.runtime.stat().st_mode) == 0o700


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="only root can become another user")
def test_another_user_is_turned_away_even_with_the_doors_open(app: App) -> None:
    outside = Path(tempfile.mkdtemp())  # pytest keeps closing the folder above its own ones
    paths = Paths(*[outside] * 5)
    server = ControlServer(paths, app)
    server.start()
    outside.chmod(0o755)
    paths.socket.chmod(0o666)
    stranger = (
        "import os, socket, sys; os.setgroups([]); os.setgid(65534); os.setuid(65534);"
        "s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1]);"
        "print(s.recv(999).decode())"
    )
    try:
        command = [sys.executable, "-c", stranger, str(paths.socket)]
        said = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    finally:
        server.close()
        outside.rmdir()
    assert "belongs to another user" in said.stdout, said.stderr
    assert app.asked == []


def test_a_wrong_token_opens_nothing(tmp_path: Path, app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unix, "can_reach", lambda _: False)
    paths = Paths(*[tmp_path] * 5)
    server = ControlServer(paths, app)
    server.start()
    try:
        connection, _ = connect(paths.socket, 5)
        with connection:
            connection.sendall(b'{"command":"quit"}\n{"command":"quit"}\n')
            assert b"not this app's token" in heard(connection)
    finally:
        server.close()
    assert app.asked == []


def test_nobody_there_is_told_apart_from_trouble(paths: Paths) -> None:
    with pytest.raises(NotRunningError, match="isn't running"):
        ask(paths, "status")


def test_the_socket_of_a_crashed_app_is_nobody_and_is_replaced(paths: Paths, app: App) -> None:
    crash = (
        "import os; from soleus_tray.app.paths import find_paths;"
        "from soleus_tray.app.control import unix; from soleus_tray.app.control.server import ControlServer;"
        f"unix.can_reach = lambda _: {unix.can_reach(paths.socket)};"
        "ControlServer(find_paths(), dict).start(); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", crash], timeout=30, check=False).returncode == 9
    assert paths.socket.exists()
    with pytest.raises(NotRunningError):
        ask(paths, "status")
    server = ControlServer(paths, app)
    server.start()
    assert ask(paths, "status")["state"] == "sitting"
    server.close()


def test_an_ending_app_leaves_its_successor_s_socket_alone(paths: Paths, app: App) -> None:
    first, second = ControlServer(paths, app), ControlServer(paths, app)
    first.start()
    second.start()
    first.close()
    assert ask(paths, "status")["state"] == "sitting"
    second.close()
    assert not paths.socket.exists()


def test_a_thousand_starts_and_stops_leak_nothing(paths: Paths, app: App) -> None:
    def one_life(*, asking: bool) -> None:
        server = ControlServer(paths, app)
        server.start()
        if asking:
            assert ask(paths, "status")["state"] == "sitting"
        server.close()

    one_life(asking=True)
    open_before, threads_before = open_files(), threading.active_count()
    for n in range(1000):
        one_life(asking=n % 10 == 0)
    assert open_files() == open_before
    assert threading.active_count() == threads_before
    assert list(paths.runtime.iterdir()) == []


def test_closing_is_quick_with_clients_still_connected_and_may_be_repeated(paths: Paths, app: App) -> None:
    server = ControlServer(paths, app)
    server.start()
    connection, _ = connect(paths.socket, 5)
    server.close()
    server.close()
    with connection:
        assert heard(connection) == b""


def test_it_sleeps_while_nobody_asks(tmp_path: Path) -> None:
    """The thread's own count of context switches stands still: no polling."""
    idle = (
        "import os, sys, threading, time; from soleus_tray.app.paths import find_paths;"
        "from soleus_tray.app.control.server import ControlServer;"
        "from soleus_tray.app.control.client import ask;"
        "s = ControlServer(find_paths(), lambda r: {}); s.start(); ask(find_paths(), 'status');"
        "p = f'/proc/self/task/{s._thread.native_id}/status'; time.sleep(0.5);"
        "n = lambda: [l for l in open(p) if 'ctxt' in l]; a = n(); time.sleep(1.5); print(a == n())"
    )
    done = subprocess.run(
        [sys.executable, "-c", idle],
        env=os.environ | {"SOLEUS_TRAY_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.strip() == "True", done.stderr


def test_an_app_that_never_answers_is_given_up_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = Paths(*[tmp_path] * 5)
    monkeypatch.setattr("soleus_tray.app.control.client.ANSWER_WITHIN", 0.2)
    listener = unix.listen(paths.socket, 1)
    with listener, pytest.raises(SoleusError, match="doesn't answer"):
        ask(paths, "status")
