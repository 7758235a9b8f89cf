"""What other threads post to the reminder thread, beside the core's own commands."""

from __future__ import annotations

from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from soleus_tray.app.control.requests import Request
    from soleus_tray.app.sensing import Sensed
    from soleus_tray.app.windows import Window
    from soleus_tray.core.commands import Command
    from soleus_tray.core.errors import SoleusError
    from soleus_tray.core.window_messages import WindowEvent
    from soleus_tray.ports.notifier import Answer
    from soleus_tray.ports.session import SessionEvent
    from soleus_tray.ports.theme import Theme


@dataclass(frozen=True, slots=True)
class Gesture:
    """The user chose something in the tray's menu or in a window, in the words of a menu line."""

    action: str
    source: str
    """tray or window."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A notification was shown, answered, or failed."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Reported:
    """A window says something."""

    window: Window
    event: WindowEvent


@dataclass(frozen=True, slots=True)
class Asked:
    """A control request; its answer goes into `reply`."""

    request: Request
    reply: SimpleQueue[dict[str, Any] | SoleusError] = field(default_factory=SimpleQueue)


@dataclass(frozen=True, slots=True)
class ThemeRead:
    """The desktop's preference was found, or has changed."""

    theme: Theme


@dataclass(frozen=True, slots=True)
class RecordRead:
    """The store's process answered: today's totals, this week's sets, notices for the user."""

    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SensorsRead:
    """The sensors of meetings and quiet were read."""

    readings: tuple[Sensed, ...]


@dataclass(frozen=True, slots=True)
class SessionChanged:
    """The login session was locked or unlocked, or the machine is about to sleep."""

    event: SessionEvent


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something the user should hear once."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Started:
    """The icon was offered: there is time now for what can wait."""


@dataclass(frozen=True, slots=True)
class Stop:
    """End the app."""


if TYPE_CHECKING:
    Message = (
        Command
        | Gesture
        | Answered
        | Reported
        | Asked
        | ThemeRead
        | RecordRead
        | SensorsRead
        | SessionChanged
        | Trouble
        | Started
        | Stop
    )
