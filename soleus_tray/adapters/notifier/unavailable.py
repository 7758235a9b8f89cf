"""No notifications: every one sent answers why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.core.text import N_, _

from ...ports.notifier import Answer

if TYPE_CHECKING:
    from ...ports.notifier import Notification, OnAnswer

NO_SERVICE = N_(
    "No notification service is running, so reminders come in a small window; for notifications "
    "install one, for example xfce4-notifyd or dunst."
)
NO_BUS = N_(
    "There is no session bus, so notifications cannot be shown; start Soleus Tray from inside your "
    "desktop session."
)


class UnavailableNotifier:
    """Tells for every notification what the user can do."""

    backend = "none"
    buttons = False

    def __init__(self, on_answer: OnAnswer, reason: str | None = None) -> None:
        self._on_answer, self._reason = on_answer, reason or _(NO_SERVICE)

    def send(self, notification: Notification) -> None:
        """See ports.notifier.Notifier."""
        self._on_answer(Answer(notification.key, "failed", reason=self._reason))

    def withdraw(self) -> None:
        """Do nothing: nothing shows."""

    def close(self) -> None:
        """Do nothing: nothing is held."""
