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
    main, *other_sets = _sets(status)
    actions = [
        main,
        *_of_the_moment(status),
        *other_sets,
        ("snooze off", "End snooze") if status.snoozed_until else ("snooze 600", "Snooze 10 min"),
        ("resume", "Resume") if status.state == "paused" else ("pause", "Pause"),
        ("standing off", "I'm sitting") if status.standing else ("standing on", "I'm standing"),
        ("ate", "I just ate"),
        ("why", "Why?"),
    ]
    if autostart is not None:
        actions.append(
            ("autostart off", "Don't start on login") if autostart else ("autostart on", "Start on login")
        )
    actions.append(("quit", "Quit"))
    lines = tuple(line for line in (f"{headline(status)}.", f"{today_line(status)}.", trouble) if line)
    return Panel("Soleus Tray", lines, tuple(actions), theme)


def _sets(status: Status) -> list[tuple[str, str]]:
    """What to begin, or end; the first is the main one."""
    begin, quietly = ("begin", "Begin a set"), ("pace", "Pace me quietly")
    if status.quiet_set:
        return [("pace off", "End the quiet set")]
    if status.shared:  # whatever opens, others would see it
        return [quietly]
    if status.in_meeting:
        return [quietly, begin]
    return [begin, quietly] if status.state == "held" else [begin]


def _of_the_moment(status: Status) -> list[tuple[str, str]]:
    """What is there to choose for a while only."""
    actions = []
    if status.maybe_sat is not None:
        actions.append(("was-sitting", f"I was sitting those {in_words(status.maybe_sat)}"))
    if status.in_meeting and not status.snoozed_for_meeting:
        actions.append(("snooze meeting", "Snooze until this meeting ends"))
    return actions


def reminder_panel(notification: Notification, theme: Brightness) -> Panel:
    """A reminder as a window, for a desktop that can't show notifications."""
    return Panel(notification.title, (notification.body,), notification.buttons, theme)
