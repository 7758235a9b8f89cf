"""What the small window shows where there is no tray icon, or no notification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.core.durations import in_words
from soleus_tray.core.text import _
from soleus_tray.core.window_messages import Panel
from soleus_tray.ui.words import headline, today_line

if TYPE_CHECKING:
    from soleus_tray.core.status import Status
    from soleus_tray.core.window_messages import WindowTheme
    from soleus_tray.ports.notifier import Notification
    from soleus_tray.ui.tray_face import Surroundings


def actions_panel(status: Status, theme: WindowTheme, around: Surroundings, *, trouble: str = "") -> Panel:
    """The tray's menu as a window."""
    main, *other_sets = _sets(status, around)
    actions = [
        main,
        *_of_the_moment(status, around),
        *other_sets,
        _snooze(status),
        ("resume", _("Resume")) if status.state == "paused" else ("pause", _("Pause")),
        ("standing off", _("I'm sitting")) if status.standing else ("standing on", _("I'm standing")),
        ("ate", _("I just ate")),
        ("check-in", _("Check in")),
        ("why", _("Why?")),
        ("learn", _("Learn")),
    ]
    if around.autostart is not None:
        on = ("autostart off", _("Don't start on login"))
        actions.append(on if around.autostart else ("autostart on", _("Start on login")))
    actions.append(("quit", _("Quit")))
    said = (f"{headline(status)}.", f"{today_line(status)}.", around.note, trouble)
    return Panel(_("Soleus Tray"), tuple(line for line in said if line), tuple(actions), theme)


def _sets(status: Status, around: Surroundings) -> list[tuple[str, str]]:
    """What to begin, or end; the first is the main one."""
    begin, quietly = ("begin", _("Begin a set")), ("pace", _("Pace me quietly"))
    if status.quiet_set:
        return [("pace off", _("End the quiet set"))]
    if around.by_ear:
        return [("set finish", _("End the set")), ("set hurts", _("It hurts, stop"))]
    if status.shared:  # whatever opens, others would see it
        return [quietly]
    if status.in_meeting:
        return [quietly, begin]
    return [begin, quietly] if status.state == "held" else [begin]


def _snooze(status: Status) -> tuple[str, str]:
    if status.resting_after_pain:
        return "rest off", _("Remind me again")
    if status.snoozed_until:
        return "snooze off", _("End snooze")
    return "snooze 600", _("Snooze 10 min")


def _of_the_moment(status: Status, around: Surroundings) -> list[tuple[str, str]]:
    """What is there to choose for a while only."""
    actions = []
    if status.maybe_sat is not None:
        label = _("I was sitting those {length}").format(length=in_words(status.maybe_sat))
        actions.append(("was-sitting", label))
    if status.in_meeting and not status.snoozed_for_meeting:
        actions.append(("snooze meeting", _("Snooze until this meeting ends")))
    if status.resting_after_pain and status.snoozed_until is not None:
        actions.append(("rest open", _("Rest until I say so")))
    if around.offer is not None:
        actions.append((f"plan accept {around.offer.level}", around.offer.accept))
    return actions


def reminder_panel(notification: Notification, theme: WindowTheme) -> Panel:
    """A reminder as a window, for a desktop that can't show notifications."""
    return Panel(notification.title, (notification.body,), notification.buttons, theme)
