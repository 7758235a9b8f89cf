"""What each control request does, and the sentence and status it is answered with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from soleus_tray.app.actions import rest_after_pain
from soleus_tray.app.control import requests as request
from soleus_tray.core import commands as ask
from soleus_tray.core.exercise import plan_for_reps
from soleus_tray.core.paces import PACES, find_pace
from soleus_tray.core.text import _
from soleus_tray.ui.words import headline

if TYPE_CHECKING:
    from soleus_tray.app.actions import LocalTime
    from soleus_tray.app.report import Report


class Answering(Protocol):
    """What answering needs of the reminder loop; used on its thread."""

    def command(self, command: ask.Command) -> None:
        """Apply a command of the core."""

    def report(self) -> Report:
        """The present status."""

    def local_time(self) -> LocalTime:
        """Now, for the user."""

    def guided_elsewhere(self) -> bool:
        """Whether a set runs in a terminal."""

    def usual_pace(self) -> str:
        """The pace in the settings."""

    def show_window(self) -> None:
        """Open the small window of actions."""

    def show_welcome(self) -> None:
        """Open the first run's window."""

    def demo(self) -> None:
        """Remind at once, and make the next set a short one."""

    def reread_settings(self) -> None:
        """Follow the settings file from now on."""

    def stop_soon(self) -> None:
        """End the app after this turn."""


def pace_warning(pace: str | None) -> str:
    """What is worth knowing of a pace of one's own, such as lowering faster than lifting; "" for others."""
    return _(find_pace(pace).note) if pace and pace not in PACES else ""


def answered(loop: Answering, asked: request.Request) -> dict[str, Any]:
    """Do what was asked; answers {"say": a sentence, "status": as `status --json`}.

    Raises BadValueError, having done nothing, when it can't be done.
    """
    say = _done(loop, asked)
    report = loop.report()
    return {"say": say or f"{headline(report.status)}.", "status": report.values()}


def _done(loop: Answering, asked: request.Request) -> str:  # noqa: C901, PLR0911, PLR0912 - a table of cases
    """Do it; "" where the new status says it all."""
    match asked:
        case request.Status():
            return ""
        case request.SnoozeTomorrow():
            loop.command(ask.SnoozeUntil(loop.local_time().tomorrow()))
        case request.SnoozeAt(time):
            loop.command(ask.SnoozeUntil(loop.local_time().at(time)))
        case request.RestAfterPain(until):
            if command := rest_after_pain(until, loop.local_time()):
                loop.command(command)
        case request.Show():
            loop.show_window()
            return _("Its window is open.")
        case request.Welcome():
            loop.show_welcome()
            return _("Its window is open.")
        case request.Demo():
            loop.demo()
            return _("A reminder comes with the next pause in your typing; Begin starts a set of 20 s.")
        case request.SettingsChanged():
            loop.reread_settings()
            return _("The settings were read again.")
        case request.Quit():
            loop.stop_soon()
            return _("Good-bye.")
        case ask.Skip() if loop.report().status.state not in {"due", "held"}:
            return _("No set is due, so there is nothing to skip.")
        case ask.WasSitting() if loop.report().status.maybe_sat is None:
            return _("There is no short absence to give back; it can be done for 15 minutes after one.")
        case ask.Begin() | ask.Pace() if loop.report().status.quiet_set:
            return _("A quiet set is running already; a click on the icon ends it.")
        case ask.Begin() | ask.Pace() if loop.guided_elsewhere():
            return _("A set is running in a terminal already; it is ended there.")
        case ask.Begin():
            if asked.reps is not None:
                plan_for_reps(find_pace(asked.pace or loop.usual_pace()), asked.reps)
            loop.command(asked)
            said = _("The set begins.") if asked.mode == "ears" else _("The set is opening.")
            return f"{said} {pace_warning(asked.pace)}".rstrip()
        case ask.Pace():
            loop.command(asked)
            return _("Watch the tray icon: it rises, holds and sinks with the pace.")
        case _:
            loop.command(asked)
    return ""
