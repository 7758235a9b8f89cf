"""Native notifications, with buttons where the system has them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True, slots=True)
class Notification:
    """One message to the user; a new one replaces the last."""

    key: str
    """Chosen by the sender; comes back with every answer, so that a late click can be told apart."""
    title: str
    """At most 63 UTF-16 units."""
    body: str
    """At most 255 UTF-16 units."""
    buttons: tuple[tuple[str, str], ...] = ()
    """(action, label) pairs, for instance ("begin", "Begin"). Clicking the body answers "default"."""
    sticky: bool = False
    """Stay until answered or withdrawn, where the server can."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a notification."""

    key: str
    kind: Literal["shown", "action", "dismissed", "expired", "failed"]
    action: str = ""
    """The button's action or "default", when kind is "action"."""
    reason: str = ""
    """One sentence for the user, when kind is "failed"."""


class Notifier(Protocol):
    """Sends notifications.

    `send` and `withdraw` are called on the reminder thread and must not block (hand slow work to a thread or
    to the bus). Every notification sent answers "shown" or "failed" within 5 s through the `on_answer`
    callable given at construction, which is called on any thread and only posts.
    """

    backend: str

    @property
    def buttons(self) -> bool | None:
        """Whether buttons will show; None while not known yet."""
        ...

    def send(self, notification: Notification) -> None:
        """Show it, in place of the one sent before if that still shows."""
        ...

    def withdraw(self) -> None:
        """Take the last notification off the screen if it still shows."""
        ...

    def close(self) -> None:
        """Withdraw, and let go of what is held."""
        ...


OnAnswer = Callable[[Answer], None]
