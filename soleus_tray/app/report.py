"""`status`, as values for scripts and a few lines for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from soleus_tray import __version__
from soleus_tray.core.signal_words import signal_words
from soleus_tray.core.status import status_of

if TYPE_CHECKING:
    from datetime import datetime

    from soleus_tray.app.parts import Parts
    from soleus_tray.app.sensing import Sensed
    from soleus_tray.app.stepper import Stepper
    from soleus_tray.core.status import Reason, Status
    from soleus_tray.ports.activity import Activity
    from soleus_tray.ports.session import SessionWatch


@dataclass(frozen=True, slots=True)
class Report:
    """What `status` answers with."""

    status: Status
    idle_source: str
    activity: Activity
    session: SessionWatch
    sensed: tuple[Sensed, ...]
    """What each sensor of meetings and quiet said last; they are read only when a decision needs them."""
    monotonic: float
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
            "held_by": [signal_words(one.kind, one.who) for one in status.held_by if one.lasts],
            "held": [_reason(reason) for reason in status.held_by],
            "snoozed_until": _stamp(status.snoozed_until),
            "paused_until": _stamp(status.paused_until),
            "snoozed_for_meeting": status.snoozed_for_meeting,
            "resting_after_pain": status.resting_after_pain,
            "standing": status.standing,
            "standing_until": _stamp(status.standing_until),
            "after_meal": status.after_meal,
            "maybe_sat_seconds": status.maybe_sat,
            "today": {
                "sets": today.sets,
                "reps": today.reps,
                "active_seconds": today.active_seconds,
                "sitting_seconds": int(today.sitting_seconds),
            },
            "sensors": {"idle": self._idle(), "lock": self._lock(), **self._senses()},
            "tray": {"backend": self.tray_backend, "visible": self.tray_visible},
            "notifications": {"backend": self.notifier_backend, "buttons": self.notifier_buttons},
            "notices": list(self.notices),
        }

    def _idle(self) -> dict[str, Any]:
        idle = self.activity.idle
        seconds = None if idle is None else round(idle, 3)
        return {"source": self.idle_source, "seconds": seconds, "why": self.activity.why}

    def _lock(self) -> dict[str, Any]:
        watch = self.session
        return {"source": watch.source, "locked": watch.locked or self.activity.locked, "why": watch.why}

    def _senses(self) -> dict[str, Any]:
        return {
            one.kind: {
                "source": one.source,
                "now": [signal.who for signal in one.reading.signals],
                "why": one.reading.why,
                "seconds_ago": round(self.monotonic - one.at, 1),
            }
            for one in self.sensed
        }


def report_of(parts: Parts, stepper: Stepper, sensed: tuple[Sensed, ...], notices: tuple[str, ...]) -> Report:
    """The present status."""
    return Report(
        status_of(stepper.state),
        parts.activity.source,
        stepper.activity,
        parts.session,
        sensed,
        stepper.monotonic,
        parts.tray.backend,
        parts.tray.visible,
        parts.notifier.backend,
        parts.notifier.buttons,
        notices,
    )


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "kind": reason.kind,
        "who": reason.who,
        "since": _stamp(reason.since),
        "lasts": reason.lasts,
    }


def _stamp(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
