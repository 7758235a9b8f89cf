"""`status`, as values for scripts and a few lines for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from soleus_tray import __version__

if TYPE_CHECKING:
    from datetime import datetime

    from soleus_tray.core.status import Status
    from soleus_tray.ports.activity import Activity


@dataclass(frozen=True, slots=True)
class Report:
    """What `status` answers with."""

    status: Status
    idle_source: str
    activity: Activity
    tray_backend: str
    tray_visible: bool
    notifier_backend: str
    notifier_buttons: bool | None
    notices: tuple[str, ...] = ()
    """What the user should know: settings that can't be used, a record that can't be written."""

    def values(self) -> dict[str, Any]:
        """JSON-able; the keys are a contract with scripts."""
        status, today = self.status, self.status.today
        return {
            "version": __version__,
            "running": True,
            "state": status.state,
            "sitting_seconds": status.sitting_seconds,
            "due_in_seconds": status.due_in_seconds,
            "held_by": list(status.held_by),
            "snoozed_until": _stamp(status.snoozed_until),
            "paused_until": _stamp(status.paused_until),
            "standing": status.standing,
            "today": {
                "sets": today.sets,
                "reps": today.reps,
                "active_seconds": today.active_seconds,
                "sitting_seconds": int(today.sitting_seconds),
            },
            "sensors": {"idle": self._idle()},
            "tray": {"backend": self.tray_backend, "visible": self.tray_visible},
            "notifications": {"backend": self.notifier_backend, "buttons": self.notifier_buttons},
            "notices": list(self.notices),
        }

    def _idle(self) -> dict[str, Any]:
        idle = self.activity.idle
        seconds = None if idle is None else round(idle, 3)
        return {"source": self.idle_source, "seconds": seconds, "why": self.activity.why}


def _stamp(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
