"""Carries out what the core wants done: notifications, windows, the journal."""

from __future__ import annotations

import logging
from collections import deque
from typing import TYPE_CHECKING

from soleus_tray.app.panel import reminder_panel
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import _
from soleus_tray.ports.notifier import Notification
from soleus_tray.ui.words import reminder_body, reminder_title

if TYPE_CHECKING:
    from soleus_tray.app.store_child import StoreChild
    from soleus_tray.app.windows import Windows
    from soleus_tray.core.events import Remind
    from soleus_tray.core.facts import Fact
    from soleus_tray.core.settings import Settings
    from soleus_tray.core.window_messages import WindowTheme
    from soleus_tray.ports.journal import Journal
    from soleus_tray.ports.notifier import Notifier

LONGEST_BACKLOG = 10_000
"""Facts kept in memory while the journal can't be written: months of them."""
LONGEST_PAUSE = 60
"""Minutes until a record that failed again and again is asked once more."""
log = logging.getLogger(__name__)


class Remembering:
    """Writes facts to the journal; keeps them and tries again while it can't be written."""

    def __init__(self, journal: Journal, store: StoreChild) -> None:
        self._journal = journal
        self._store = store
        self._waiting: deque[Fact] = deque(maxlen=LONGEST_BACKLOG)
        self.trouble = ""
        """Why facts are waiting, one sentence; "" while none are."""
        self._failures = self._minutes = 0

    def remember(self, fact: Fact) -> None:
        """Write the fact now, or as soon as that is possible."""
        self._waiting.append(fact)
        self.catch_up()

    def catch_up(self) -> None:
        """Write what is waiting."""
        if not self._waiting:
            return
        try:
            self._journal.append(*self._waiting)
        except SoleusError as error:
            if not self.trouble:
                log.warning("%s What happened meanwhile is kept and written later.", error)
            self.trouble = str(error)
            return
        self._waiting.clear()
        self.trouble = ""

    def drain(self) -> None:
        """Have the record take in the journal."""
        self.catch_up()
        self._store.drain()

    def drained(self, *, well: bool) -> None:
        """The record has answered; one that failed is asked again by `every_minute`."""
        self._failures = 0 if well else self._failures + 1
        self._minutes = 0

    def every_minute(self) -> None:
        """Ask a record that failed once more: after 1 minute, then 2, 4 and so on, up to an hour."""
        self._minutes += 1
        if self._failures and self._minutes >= min(2 ** (self._failures - 1), LONGEST_PAUSE):
            self._minutes = 0
            self.drain()


def reminder(event: Remind, settings: Settings) -> Notification:
    """The notification for a due hour."""
    snooze = settings.reminders.snooze
    return Notification(
        key=event.key,
        title=reminder_title(event.sitting_seconds, settings.reminders.interval),
        body=reminder_body(settings.set.length),
        buttons=(
            ("begin", _("Begin")),
            (f"snooze {snooze}", _("Snooze {length}").format(length=_short(snooze))),
            ("skip", _("Skip")),
        ),
        sticky=True,
    )


def _short(seconds: int) -> str:
    if seconds >= 60 and seconds % 60 == 0:
        return _("{minutes} min").format(minutes=seconds // 60)
    return _("{seconds} s").format(seconds=seconds)


class ReminderOnScreen:
    """The reminder: a notification, or a small window where none can be shown. For the reminder thread."""

    def __init__(self, notifier: Notifier, windows: Windows) -> None:
        self.notifier = notifier
        self._windows = windows
        self._sent: Notification | None = None
        self._in_panel = False

    @property
    def in_panel(self) -> bool:
        """Whether the small window shows the reminder now."""
        return self._in_panel

    def show(self, notification: Notification) -> None:
        """Show it, and have a set's window ready for the click."""
        self._sent = notification
        self.notifier.send(notification)
        self._windows.prepare()

    def note(self, notification: Notification) -> None:
        """Show something less than a reminder, in its place."""
        self._sent = notification
        self.notifier.send(notification)

    def failed(self, key: str, theme: WindowTheme) -> None:
        """The notification with this key could not be shown: a reminder has the small window then."""
        if self._sent is not None and self._sent.key == key and self._sent.sticky:
            self._in_panel = True
            self._windows.show_panel(reminder_panel(self._sent, theme))

    def expects(self, key: str) -> bool:
        """Whether an answer to this key is about the reminder that shows; any other comes too late."""
        return self._sent is not None and self._sent.key == key

    def withdraw(self) -> None:
        """Take it off the screen."""
        self._sent = None
        self.notifier.withdraw()
        self.close_panel()

    def close_panel(self) -> None:
        """Close the small window if it shows the reminder."""
        if self._in_panel:
            self._in_panel = False
            self._windows.close_panel()

    def panel_closed(self) -> None:
        """The small window was closed, or is used for something else now."""
        self._in_panel = False
