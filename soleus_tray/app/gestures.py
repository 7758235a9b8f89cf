"""What a menu line, a notification's button or a window's word does. For the reminder thread."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Protocol

from soleus_tray.app.actions import parse_action
from soleus_tray.core import commands as ask

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.app.actions import LocalTime
    from soleus_tray.app.doing import Doing
    from soleus_tray.app.notices import Notices
    from soleus_tray.app.parts import Parts
    from soleus_tray.app.windows import Window
    from soleus_tray.core.facts import SetSource
    from soleus_tray.core.window_messages import WindowEvent
    from soleus_tray.ports.notifier import Answer

log = logging.getLogger(__name__)
_ON_A_CLICK = {"check-in": "check-in", "welcomed": "window"}
"""What a click beside the buttons asks for, where it isn't a set."""


class Acting(Protocol):
    """What gestures need of the reminder loop."""

    def command(self, command: ask.Command) -> None:
        """Apply a command of the core."""

    def local_time(self) -> LocalTime:
        """Now, for the user."""

    def show_window(self) -> None:
        """Open the small window of actions."""

    def reread_settings(self) -> None:
        """Follow the settings file from now on."""

    def stop(self) -> None:
        """End the app."""


class Gestures:
    """The words that are the app's own; all others are the core's."""

    def __init__(self, loop: Acting, parts: Parts, doing: Doing, notices: Notices) -> None:
        self._loop = loop
        self._parts = parts
        self._doing = doing
        self._notices = notices
        self._own: dict[str, Callable[[str], None]] = {
            "quit": lambda _: loop.stop(),
            "window": lambda _: loop.show_window(),
            "why": lambda _: doing.show_page("why"),
            "learn": lambda page: doing.show_page("learn", *page.split()),
            "welcome": lambda _: doing.show_page("welcome"),
            "welcomed": lambda _: self._welcomed(),
            "settings": lambda _: loop.reread_settings(),
            "check-in": self._check_in,
            "plan": self._plan,
            "set": parts.windows.act,
            "autostart": lambda word: notices.say("autostart", parts.login.switch(on=word == "on")),
        }

    def do(self, action: str, source: SetSource) -> None:
        """Do what these words ask for; raises BadValueError for a number or a time that is none."""
        word, _, rest = action.partition(" ")
        if own := self._own.get(word):
            own(rest)
        elif command := parse_action(action, source, self._loop.local_time()):
            self._loop.command(command)
        else:
            log.warning("nothing here is called %r", action)
        if word != "window":
            self._doing.reminder.close_panel()

    def notification_said(self, answer: Answer) -> None:
        """A notification was shown, answered, or failed."""
        if answer.kind == "failed" and self._doing.reminder.expects(answer.key):
            self._notices.say("notifications", answer.reason)
            self._doing.reminder.failed(answer.key, self._doing.theme)
        elif answer.kind == "shown":
            self._notices.say("notifications", "")
        elif answer.kind == "action" and self._doing.reminder.expects(answer.key):
            usual = _ON_A_CLICK.get(answer.key, answer.action)
            self.do(usual if answer.action == "default" else answer.action, "notification")

    def window_said(self, window: Window, event: WindowEvent) -> None:
        """A window was asked for something, tells of its set, or is gone."""
        windows = self._parts.windows
        if event.kind == "action":
            self.do(event.action, "window")
        elif event.fact is not None and window is windows.session:
            self._loop.command(ask.SetMoved(event.fact))
            if event.kind in {"began", "ended"}:
                self._parts.remembering.drain()
        elif event.kind == "closed":
            which = windows.closed(window)
            if which == "session":
                self._loop.command(ask.SetWindowClosed())
                self._parts.remembering.drain()
            elif which == "checkin":
                self._parts.remembering.drain()
            elif which == "panel":
                self._doing.reminder.panel_closed()
            elif which == "strip":
                self._loop.command(ask.EndPace())

    def _welcomed(self) -> None:
        """The first run is over: what was chosen counts, and the icon says where it is."""
        self._loop.reread_settings()
        self._doing.say_where()

    def _check_in(self, word: str) -> None:
        if word == "off":
            self._parts.change_setting("checkin.on", "no")
        if word in ("off", "not-today"):
            self._loop.command(ask.CheckedIn(made=False))
        else:
            self._doing.show_page("checkin")

    def _plan(self, rest: str) -> None:
        """A step was answered: accept 4, decline 4. What is accepted becomes a setting."""
        word, _, number = rest.partition(" ")
        level = int(number) if number.isdigit() and len(number) == 1 else -1
        if word not in ("accept", "decline") or not 0 <= level <= 5:
            log.warning("nothing here is called %r", f"plan {rest}")
            return
        self._loop.command(ask.PlanAnswered(level, "accepted" if word == "accept" else "declined"))
        self._doing.offer_answered()
        if word == "accept":
            self._parts.change_setting(*_setting_of(level))


def _setting_of(level: int) -> tuple[str, str]:
    """The key and value that make a level the usual one; 0 is the plan itself."""
    from soleus_tray.core.plan import MINUTES  # noqa: PLC0415 - a step is taken a few times a year

    return ("set.length", f"{MINUTES[level - 1]}m") if level else ("plan.on", "yes")
