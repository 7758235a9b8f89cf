"""KDE, wlroots, COSMIC: ext-idle-notify-v1, spoken straight to the compositor (docs/decisions/0011).

The compositor says once when input has paused for three seconds, and once when it returns; a thread sleeps in
between, so that each edge has its moment. Draining the socket at each reading would save its two wake-ups per
pause (and none while nobody is there) and lose the moments, which the events do not carry.

Version 1 counts whatever keeps the screen awake (a film) as input; version 2 has a request that does not.
Source: https://wayland.app/protocols/ext-idle-notify-v1 and https://wayland.app/protocols/kde-idle
"""

from __future__ import annotations

import logging
import math
import socket
import threading
import time
from typing import TYPE_CHECKING

from soleus_tray.adapters.activity.wayland_wire import Event, Inbox, WireError, number, request, text
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import _
from soleus_tray.ports.activity import Activity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_log = logging.getLogger(__name__)

PAUSE = 3.0
"""Seconds without input from which their number is known; before, input counts as going on."""
HANDSHAKE_SECONDS = 2.0
RETURN_SECONDS = 10.0
"""How long a compositor that restarts (KWin keeps its socket open meanwhile) may take."""
MOST_BEFORE_READY = 1 << 20
"""Bytes; compositors list some dozens of globals, in a few KiB."""

NOTIFIER = "ext_idle_notifier_v1"
OLDER = "org_kde_kwin_idle"
"""What it was before it was everybody's; its events have the same numbers. sway 1.7 has only this."""
SEAT = "wl_seat"
DISPLAY_ID, REGISTRY_ID, SYNC_ID, SEAT_ID, NOTIFIER_ID, NOTIFICATION_ID = range(1, 7)
GET_REGISTRY, SYNC, BIND = 1, 0, 0
ERROR, GLOBAL, IDLED, RESUMED = 0, 0, 0, 1
GET_NOTIFICATION, GET_INPUT_NOTIFICATION, GET_OLDER_TIMEOUT = 1, 2, 0
NAMES = {NOTIFIER: "ext-idle-notify-v1", OLDER: "org_kde_kwin_idle"}


def _hung_up() -> Activity:
    return Activity(None, why=_("The Wayland compositor has hung up, so time is counted as sitting."))


def _over() -> Activity:
    return Activity(
        None, why=_("The Wayland compositor is gone, and with it the session."), session_over=True
    )


class NotOfferedError(SoleusError):
    """The compositor answers, but lacks the protocol."""


def socket_path(environment: Mapping[str, str]) -> str:
    """Where the compositor listens. Raises SoleusError when the environment does not tell."""
    name = environment.get("WAYLAND_DISPLAY") or "wayland-0"
    runtime = environment.get("XDG_RUNTIME_DIR", "")
    if not name.startswith("/") and not runtime:
        raise SoleusError(_("XDG_RUNTIME_DIR is not set, so the Wayland compositor can't be found."))
    return name if name.startswith("/") else f"{runtime}/{name}"


class WaylandActivity:
    """The idle edges of the compositor at this socket.

    The listening thread writes single attributes, the reminder thread reads them.
    """

    def __init__(self, path: str, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._path = path
        self._monotonic = monotonic
        self._socket: socket.socket | None = None
        self._inbox = Inbox()
        self._closed = False
        self._last = math.inf
        """The monotonic moment of the last input; infinity while input goes on."""
        self._trouble: Activity | None = None
        self.source = "unknown"

    def open(self) -> WaylandActivity:
        """Connect and listen; returns self. Blocks for two seconds at most.

        Raises NotOfferedError, and SoleusError where there is no compositor that answers.
        """
        self._connect(HANDSHAKE_SECONDS)
        threading.Thread(target=self._listen, name="wayland-idle", daemon=True).start()
        return self

    def read(self) -> Activity:
        """The present reading, without asking anybody."""
        return self._trouble or Activity(max(0.0, self._monotonic() - self._last))

    def close(self) -> None:
        """Hang up; the thread ends."""
        self._closed = True
        if self._socket is not None:
            try:
                self._socket.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # the other side was faster

    # ---- connecting ------------------------------------------------------------------------------

    def _connect(self, patience: float) -> None:
        if not hasattr(socket, "AF_UNIX"):
            raise SoleusError(_("This system has no Unix sockets."))
        self._inbox, self._last = Inbox(), math.inf
        sock = socket.socket(socket.AF_UNIX)
        try:
            sock.settimeout(patience)
            sock.connect(self._path)
            sock.sendall(request(DISPLAY_ID, GET_REGISTRY, REGISTRY_ID) + request(DISPLAY_ID, SYNC, SYNC_ID))
            offered = self._globals(sock, self._monotonic() + patience)
            notifier = _notifier(offered)
            sock.sendall(_subscription(offered, notifier))
            sock.settimeout(None)
        except (OSError, WireError) as error:
            sock.close()
            raise SoleusError(
                _("The Wayland compositor at {path} does not answer ({error}).").format(
                    path=self._path, error=error
                )
            ) from error
        except SoleusError:
            sock.close()
            raise
        self._socket, self.source = sock, NAMES[notifier]

    def _globals(self, sock: socket.socket, deadline: float) -> dict[str, tuple[int, int]]:
        """What the compositor offers: interface to name and version, the first of each."""
        found: dict[str, tuple[int, int]] = {}
        received = 0
        while received < MOST_BEFORE_READY:
            sock.settimeout(max(0.01, deadline - self._monotonic()))
            data = _some(sock.recv(4096))
            received += len(data)
            for event in self._inbox.feed(data):
                if event.sender == SYNC_ID:
                    return found
                if (event.sender, event.opcode) == (REGISTRY_ID, GLOBAL):
                    interface, end = text(event.body, 4)
                    found.setdefault(interface, (number(event.body), number(event.body, end)))
                _refuse_error(event)
        raise WireError(_("it lists more than a compositor can offer"))

    # ---- listening -------------------------------------------------------------------------------

    def _listen(self) -> None:
        """Be the thread, until the compositor has gone for good."""
        try:
            while not self._closed:
                for event in self._events():
                    self._hear(event)
                self._trouble = _hung_up()
                if not self._closed:
                    self._connect(RETURN_SECONDS)
                    self._trouble = None
        except WireError as error:
            self._fail(
                _("The Wayland compositor can't be understood ({error}); time is counted as sitting.").format(
                    error=error
                )
            )
        except SoleusError as error:
            _log.info("The compositor did not come back. %s", error)
            self._trouble = _over()
        except Exception:
            _log.exception("the Wayland thread stumbled")
            self._fail(_("Listening for idle time failed, so time is counted as sitting; the log says more."))
        finally:
            if self._socket is not None:
                self._socket.close()

    def _events(self) -> Iterator[Event]:
        """What arrives until the compositor hangs up."""
        assert self._socket is not None  # noqa: S101 - open connected it
        with self._socket as sock:
            while True:
                try:
                    data = _some(sock.recv(4096))
                except OSError:
                    return
                yield from self._inbox.feed(data)

    def _hear(self, event: Event) -> None:
        _refuse_error(event)
        if event.sender == NOTIFICATION_ID:
            self._last = self._monotonic() - PAUSE if event.opcode == IDLED else math.inf

    def _fail(self, why: str) -> None:
        _log.warning("%s", why)
        self.source, self._trouble = "unknown", Activity(None, why=why)


def _notifier(offered: dict[str, tuple[int, int]]) -> str:
    """Which of the two protocols to speak. Raises NotOfferedError."""
    if SEAT in offered:
        for one in (NOTIFIER, OLDER):
            if one in offered:
                return one
    raise NotOfferedError(_("The Wayland compositor does not offer ext-idle-notify-v1."))


def _subscription(offered: dict[str, tuple[int, int]], notifier: str) -> bytes:
    """The requests for the seat's idle notification."""
    name, version = offered[notifier]
    version = min(version, 2 if notifier == NOTIFIER else 1)
    pause = int(PAUSE * 1000)
    if notifier == OLDER:
        wish = request(NOTIFIER_ID, GET_OLDER_TIMEOUT, NOTIFICATION_ID, SEAT_ID, pause)
    else:
        ask = GET_NOTIFICATION if version == 1 else GET_INPUT_NOTIFICATION
        wish = request(NOTIFIER_ID, ask, NOTIFICATION_ID, pause, SEAT_ID)
    return (
        request(REGISTRY_ID, BIND, offered[SEAT][0], SEAT, 1, SEAT_ID)
        + request(REGISTRY_ID, BIND, name, notifier, version, NOTIFIER_ID)
        + wish
    )


def _refuse_error(event: Event) -> None:
    """Raise WireError when the compositor reports our fault; it hangs up after that."""
    if (event.sender, event.opcode) == (DISPLAY_ID, ERROR):
        raise WireError(_("it refused us: {reason}").format(reason=text(event.body, 8)[0]))


def _some(data: bytes) -> bytes:
    if not data:
        raise ConnectionResetError(_("it hung up"))
    return data
