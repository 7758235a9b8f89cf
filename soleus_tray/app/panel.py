"""What the small window shows where there is no tray icon, or no notification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.core.durations import in_words
from soleus_tray.core.window_messages import Panel
from soleus_tray.ui.words import headline, today_line

if TYPE_CHECKING:
    from soleus_tray.core.status import Status
    from soleus_tray.ports.notifier import Notification
    from soleus_tray.ports.theme import Brightness


def actions_panel(status: Status, theme: Brightness, *, autostart: bool | None, trouble: str = "") -> Panel:
    """The tray's menu as a window."""
    paused = status.state == "paused"
    actions = [
        *_set_actions(status),
        ("snooze off", "End snooze") if status.snoozed_until else ("snooze 600", "Snooze 10 min"),
        ("resume", "Resume") if paused else ("pause", "Pause"),
        ("standing off", "I'm sitting") if status.standing else ("standing on", "I'm standing"),
    ]
    if status.maybe_sat is not None:
        actions.insert(1, ("was-sitting", f"I was sitting those {in_words(status.maybe_sat)}"))
    actions.append(("why", "Why?"))
    if autostart is not None:
        actions.append(
            ("autostart off", "Don't start on login") if autostart else ("autostart on", "Start on login")
        )
    actions.append(("quit", "Quit"))
    lines = tuple(line for line in (f"{headline(status)}.", f"{today_line(status)}.", trouble) if line)
    return Panel("Soleus Tray", lines, tuple(actions), theme)


def _set_actions(status: Status) -> list[tuple[str, str]]:
    if status.quiet_set:
        return [("pace off", "End the quiet set")]
    if status.in_meeting:
        return [("pace", "Pace me quietly"), ("snooze meeting", "Until this meeting ends")]
    return [("begin", "Begin a set")]


def reminder_panel(notification: Notification, theme: Brightness) -> Panel:
    """A reminder as a window, for a desktop that can't show notifications."""
    return Panel(notification.title, (notification.body,), notification.buttons, theme)
