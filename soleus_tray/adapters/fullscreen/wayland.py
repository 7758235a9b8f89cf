"""Sway, Hyprland, niri, labwc, Wayfire: the active window's state, by wlr-foreign-toplevel-management-v1.

Each reading connects, asks and hangs up: a connection that is kept would have to be listened to all day, or
the compositor would cut it off. GNOME and Plasma offer no such protocol to programs like ours.
Source: https://wayland.app/protocols/wlr-foreign-toplevel-management-unstable-v1
"""

from __future__ import annotations

import socket
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from soleus_tray.adapters.activity.wayland_wire import Inbox, WireError, number, request, text
from soleus_tray.adapters.fullscreen.naming import owner_of
from soleus_tray.core.signals import Signal
from soleus_tray.core.text import N_, _
from soleus_tray.ports.sensor import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from soleus_tray.adapters.activity.wayland_wire import Event
    from soleus_tray.core.settings import QuietSettings
    from soleus_tray.core.signals import Kind

PATIENCE = 0.8
"""Seconds for a whole reading."""
MANAGER = "zwlr_foreign_toplevel_manager_v1"
OURS = "soleus-tray"
_DISPLAY, _REGISTRY, _LISTED, _MANAGER, _TOLD = range(1, 6)
"""Our numbers for the objects; _LISTED and _TOLD are the ends of the two answers."""
_SYNC, _GET_REGISTRY, _BIND = 0, 1, 0
_GLOBAL, _ERROR, _TOPLEVEL = 0, 0, 0
_APP_ID, _STATE, _CLOSED = 1, 4, 6
_ACTIVATED, _FULLSCREEN = 2, 3
_LARGEST = 1 << 20
"""Bytes of an answer beyond which something is wrong."""
_MUTE = N_("The Wayland compositor did not tell about windows ({reason}); it is asked again soon.")


@dataclass(slots=True)
class _Window:
    """What was said of one window so far."""

    program: str = ""
    states: tuple[int, ...] = ()


@dataclass(slots=True)
class Answer:
    """What the compositor has said so far."""

    manager: tuple[int, int] | None = None
    """The protocol's name and version, if it is offered."""
    windows: dict[int, _Window] = field(default_factory=dict)

    def hear(self, event: Event) -> None:
        """Take one event in. Raises WireError for what can't be."""
        if event.sender == _DISPLAY and event.opcode == _ERROR:
            raise WireError(_("it refused: {reason}").format(reason=text(event.body, 8)[0]))
        if event.sender == _REGISTRY and event.opcode == _GLOBAL:
            interface, end = text(event.body, 4)
            if interface == MANAGER:
                self.manager = number(event.body), number(event.body, end)
        elif event.sender == _MANAGER and event.opcode == _TOPLEVEL:
            self.windows[number(event.body)] = _Window()
        elif event.sender in self.windows:
            self._hear_of(event)

    def _hear_of(self, event: Event) -> None:
        window = self.windows[event.sender]
        if event.opcode == _APP_ID:
            window.program = text(event.body)[0]
        elif event.opcode == _STATE:
            window.states = tuple(number(event.body, at) for at in range(4, 4 + number(event.body), 4))
        elif event.opcode == _CLOSED:
            del self.windows[event.sender]

    def in_front(self) -> str | None:
        """The program whose window is active and full screen; None if there is none."""
        for window in self.windows.values():
            if {_ACTIVATED, _FULLSCREEN} <= set(window.states) and window.program.casefold() != OURS:
                return window.program
        return None


class WaylandFullscreen:
    """The active window of the compositor at $WAYLAND_DISPLAY; `untold` is said if it doesn't tell."""

    kind: Kind = "fullscreen"
    source = "wlr-foreign-toplevel-management"

    def __init__(self, environment: Mapping[str, str], untold: str) -> None:
        name = environment.get("WAYLAND_DISPLAY") or "wayland-0"
        self._path = name if name.startswith("/") else f"{environment.get('XDG_RUNTIME_DIR', '')}/{name}"
        self._untold = untold
        self._never = False
        """Whether the compositor has said that it lacks the protocol; it won't learn it."""

    def read(self, chosen: QuietSettings) -> Reading:
        """The present reading."""
        if self._never:
            return Reading(why=self._untold)
        try:
            answer = _ask(self._path)
        except TimeoutError:
            return Reading(why=_(_MUTE).format(reason=_("it took too long")))
        except (OSError, WireError) as error:
            return Reading(why=_(_MUTE).format(reason=error))
        # Full screen came with version 2.
        if answer.manager is None or answer.manager[1] < 2:
            self._never = True
            return Reading(why=self._untold)
        program = answer.in_front()
        return Reading() if program is None else Reading((Signal("fullscreen", owner_of(program)),))

    def close(self) -> None:
        """Nothing is held."""


def _ask(path: str) -> Answer:
    """One conversation with the compositor. Raises OSError, TimeoutError and WireError."""
    if sys.platform == "win32":
        raise OSError(path)
    answer, deadline = Answer(), time.monotonic() + PATIENCE
    with socket.socket(socket.AF_UNIX) as sock:
        sock.settimeout(PATIENCE)
        sock.connect(path)
        events = _events(sock, deadline)
        sock.sendall(request(_DISPLAY, _GET_REGISTRY, _REGISTRY) + request(_DISPLAY, _SYNC, _LISTED))
        _hear_until(_LISTED, events, answer)
        if answer.manager is not None and answer.manager[1] >= 2:
            name, version = answer.manager
            sock.sendall(
                request(_REGISTRY, _BIND, name, MANAGER, min(version, 3), _MANAGER)
                + request(_DISPLAY, _SYNC, _TOLD)
            )
            _hear_until(_TOLD, events, answer)
    return answer


def _hear_until(end: int, events: Iterator[Event], answer: Answer) -> None:
    for event in events:
        if event.sender == end:
            return
        answer.hear(event)


def _events(sock: socket.socket, deadline: float) -> Iterator[Event]:
    """What arrives until the deadline; ends only by an error."""
    inbox, received = Inbox(), 0
    while received < _LARGEST:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        sock.settimeout(left)
        data = sock.recv(1 << 14)
        if not data:
            raise ConnectionResetError(_("it hung up"))
        received += len(data)
        yield from inbox.feed(data)
    raise WireError(_("it told more than there can be"))
