"""The notifications beside the reminder itself: the daily question, the welcome, a line of Learn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from soleus_tray.core.memory import with_line
from soleus_tray.core.text import _
from soleus_tray.ports.notifier import Notification

if TYPE_CHECKING:
    from datetime import date

    from soleus_tray.core.memory import Memory

LONGEST_BODY = 255
"""UTF-16 units."""


def check_in_question() -> Notification:
    """The quiet question of the day."""
    return Notification(
        key="check-in",
        title=_("How do your legs feel today?"),
        body=_("Four signs and a note, for your own diary. It takes ten seconds."),
        buttons=(
            ("check-in", _("Check in")),
            ("check-in not-today", _("Not today")),
            ("check-in off", _("Stop asking")),
        ),
    )


def lives_here(interval: int) -> Notification:
    """Where the program is to be found after its first run; interval: seconds."""
    return Notification(
        key="welcomed",
        title=_("Soleus Tray lives here"),
        body=_(
            "Its icon fills over {minutes} minutes of sitting. A click begins a set; its menu has the rest."
        ).format(minutes=max(1, round(interval / 60))),
    )


def with_learn_line(reminder: Notification, memory: Memory, today: date) -> tuple[Notification, Memory]:
    """The reminder with a line worth knowing, at most once a day and where it fits; and what to remember."""
    if any(one.day == today for one in memory.lines):
        return reminder, memory
    from soleus_tray.core.content.lines import LINES, pick  # noqa: PLC0415 - once a day

    line = pick(LINES, {one.id: one.day for one in memory.lines}, today)
    if line is None:
        return reminder, memory
    body = f"{reminder.body}\n{_(line.text)}"
    if len(body.encode("utf-16-le")) // 2 > LONGEST_BODY:
        return reminder, memory
    return replace(reminder, body=body), with_line(memory, line.id, today)
