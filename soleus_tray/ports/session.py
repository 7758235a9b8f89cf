"""The login session: locked or not, and the machine about to sleep."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol

SessionEvent = Literal["locked", "unlocked", "sleeping", "woke", "ending"]
"""sleeping: the machine waits for `may_sleep`, for a few seconds at most; ending: the user logs out."""
OnSessionEvent = Callable[[SessionEvent], None]


class SessionWatch(Protocol):
    """Tells of the session by events. Built without I/O; `start` is called once, after the icon was offered.

    Methods are called on the reminder thread and never block; `on_event`, given at construction, is called on
    any thread and only posts.
    """

    source: str
    """Who tells, for `status`: "logind"; "" while nobody does."""
    why: str
    """One sentence, when a lock can't be noticed here; "" while it can."""

    @property
    def locked(self) -> bool:
        """Whether the screen is locked, as far as anybody told."""
        ...

    def start(self) -> None:
        """Begin to listen, and ask for the moment before sleep."""
        ...

    def may_sleep(self) -> None:
        """What had to be saved is saved; the machine may sleep. Asked anew by itself after waking."""
        ...

    def close(self) -> None:
        """Let go of what is held."""
        ...
