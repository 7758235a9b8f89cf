"""The app's end of the control socket: one daemon thread that sleeps in `select` until somebody asks.

No wake-up while nobody does. Several clients are read side by side, so one that is silent, slow or gone
keeps nobody waiting; each has two seconds for its line.
"""

from __future__ import annotations

import json
import logging
import select
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from soleus_tray.app.control.endpoint import Endpoint
from soleus_tray.app.control.requests import LONGEST_LINE, Request, parse_request
from soleus_tray.core.errors import SoleusError

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.app.paths import Paths

PATIENCE = 2.0
"""Seconds a client has to send its line, and then to take its answer."""
MOST_CLIENTS = 8
"""Read side by side; the next ones wait their turn in the system's queue."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Client:
    """Somebody who has connected and not yet asked."""

    connection: socket.socket
    deadline: float
    """Monotonic seconds."""
    heard: bytearray = field(default_factory=bytearray)


class ControlServer:
    """Answers requests of the owner's other processes.

    `handler` is called on the server's thread with a request that was checked, and its answer (a dict that
    JSON can hold) is sent back; a SoleusError it raises becomes the answer's error sentence. It should
    take no longer than a client's patience; while it works, others wait.
    """

    def __init__(self, paths: Paths, handler: Callable[[Request], dict[str, Any]]) -> None:
        self._endpoint = Endpoint(paths.socket)
        self._handler = handler
        self._clients: dict[socket.socket, _Client] = {}
        self._thread: threading.Thread | None = None
        self._wake: socket.socket | None = None

    def start(self) -> None:
        """Listen from now on; the caller holds the instance lock. Raises OSError or SoleusError."""
        listener = self._endpoint.open()
        listener.setblocking(False)
        ours, self._wake = socket.socketpair()
        self._thread = threading.Thread(
            target=self._serve, args=(listener, ours), name="control", daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """Stop listening and take the socket away; nothing happens if it isn't started."""
        thread, self._thread = self._thread, None
        if thread is None or self._wake is None:
            return
        self._wake.close()
        if thread is not threading.current_thread():
            thread.join(PATIENCE * 2)
        self._endpoint.close()

    def _serve(self, listener: socket.socket, wake: socket.socket) -> None:
        try:
            while self._turn(listener, wake):
                pass
        except Exception:  # the top of a thread: the app goes on without its command line
            _log.exception("The control socket failed; commands can't reach the app until it is restarted.")
        finally:
            for client in list(self._clients):
                self._drop(client)
            wake.close()

    def _turn(self, listener: socket.socket, wake: socket.socket) -> bool:
        """Wait for something to happen and deal with it; False when it is time to stop."""
        may_accept = [listener] if len(self._clients) < MOST_CLIENTS else []
        ready, _, _ = select.select([wake, *may_accept, *self._clients], [], [], self._time_left())
        if wake in ready:
            return False
        for one in ready:
            if one is listener:
                self._accept(listener)
            else:
                self._hear(self._clients[one])
        for client in list(self._clients.values()):
            if client.deadline <= time.monotonic():
                self._answer(client, _refusal("No whole line came within 2 seconds."))
        return True

    def _time_left(self) -> float | None:
        """Seconds until the first client's patience ends; None, for ever, while there is none."""
        if not self._clients:
            return None
        return max(0.0, min(client.deadline for client in self._clients.values()) - time.monotonic())

    def _accept(self, listener: socket.socket) -> None:
        try:
            connection, _ = listener.accept()
        except OSError as error:  # gone again, or no descriptors left: the others are still to be served
            _log.warning("A command could not be taken: %s", error)
            time.sleep(0.1)  # it may still be at the door: look again soon, but don't spin
            return
        client = _Client(connection, time.monotonic() + PATIENCE)
        connection.setblocking(False)
        if self._endpoint.serves(connection):
            self._clients[connection] = client
        else:
            self._answer(client, _refusal("This soleus-tray belongs to another user."))

    def _hear(self, client: _Client) -> None:
        try:
            more = client.connection.recv(LONGEST_LINE + 1)
        except BlockingIOError:
            return
        except OSError:  # gone without a word
            self._drop(client.connection)
            return
        client.heard += more
        line, newline, rest = client.heard.partition(b"\n")
        if self._endpoint.token and newline:
            if bytes(line).decode("ascii", "replace") != self._endpoint.token:
                self._answer(client, _refusal("The first line is not this app's token."))
                return
            line, newline, _ = rest.partition(b"\n")
        if newline:
            self._answer(client, self._reply_to(bytes(line)))
        elif len(client.heard) > LONGEST_LINE:
            self._answer(client, _refusal("The line is longer than 64 KiB."))
        elif not more:
            self._answer(client, _refusal("The line ended half-way."))

    def _reply_to(self, line: bytes) -> bytes:
        if len(line) >= LONGEST_LINE:
            return _refusal("The line is longer than 64 KiB.")
        try:
            return _line({"ok": True} | self._handler(parse_request(line)))
        except SoleusError as error:
            return _refusal(str(error))
        except Exception:  # whatever one request does to the app, the next one is answered
            _log.exception("A command failed: %r", line[:200])
            return _refusal("That failed inside soleus-tray; its log says why.")

    def _answer(self, client: _Client, answer: bytes) -> None:
        """Send the answer, if the client is still there to take it, and let it go."""
        with suppress(OSError):  # it left without waiting: nobody to tell
            client.connection.settimeout(PATIENCE)
            client.connection.sendall(answer)
        self._drop(client.connection)

    def _drop(self, connection: socket.socket) -> None:
        self._clients.pop(connection, None)
        connection.close()


def _refusal(sentence: str) -> bytes:
    return _line({"ok": False, "error": sentence})


def _line(answer: dict[str, Any]) -> bytes:
    return json.dumps(answer).encode() + b"\n"
