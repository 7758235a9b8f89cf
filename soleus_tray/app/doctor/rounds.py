"""All checks of this system, in the order in which they are told."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from soleus_tray.app.doctor import hearing, home, machine, notifications, presence, senses, tray, windows
from soleus_tray.app.doctor.examining import Check, examine, once
from soleus_tray.core.text import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.app.doctor.finding import Finding
    from soleus_tray.app.doctor.place import Place

OUTSIDE = N_(
    "No desktop was found from here: neither a display nor a session bus. From a terminal inside your "
    "desktop (not by ssh, sudo or cron) soleus-tray doctor sees what the app itself would see."
)
APP_WITHIN = 3.0
"""Seconds."""


def examined(place: Place, *, ask: bool, tell: Callable[[str], None]) -> tuple[Finding, ...]:
    """What was found; takes some seconds at most, and the user's time to answer with `ask`."""
    findings = examine(_checks(place, ask=ask, tell=tell))
    return findings + examine([Check(home.APP, lambda: home.running_app(place, findings), APP_WITHIN)])


def hint(place: Place) -> str:
    """What explains most of the findings at once; "" where nothing does."""
    display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return _(OUTSIDE) if place.no_bus and not display else ""


def _checks(place: Place, *, ask: bool, tell: Callable[[str], None]) -> tuple[Check, ...]:
    notified = notifications.ACCEPTED_WITHIN + 2 + notifications.SEEN_WITHIN * ask
    opened = windows.CHILD_WITHIN + 1
    child = once(windows.ask_child)
    sound = place.settings.settings.sound
    return (
        Check(tray.PART, lambda: tray.tray(place)),
        Check(
            notifications.PART,
            lambda: notifications.notifications(place, ask=ask, tell=tell),
            notified,
        ),
        Check(presence.IDLE, lambda: presence.idle(place)),
        Check(presence.SESSION, lambda: presence.session(place)),
        *senses.senses(place),
        Check(hearing.TONES, lambda: hearing.tones(sound), hearing.ANSWERED_WITHIN),
        Check(hearing.VOICE, lambda: hearing.voice(sound), hearing.ANSWERED_WITHIN),
        Check(home.AUTOSTART, lambda: home.autostart(place)),
        Check(home.SETTINGS, lambda: home.settings(place)),
        Check(home.RECORD, lambda: home.record(place)),
        Check(machine.PART, machine.clock),
        Check(windows.FONTS, lambda: windows.fonts(child), opened),
        Check(windows.WINDOWS, lambda: windows.windows(child), opened),
    )
