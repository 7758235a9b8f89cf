"""The reminder thread: the one place where the app's state changes.

It sleeps until something is posted or the core wants another look, observes, applies what was posted, carries
out what follows, and shows the result.
"""

from __future__ import annotations

import logging
from datetime import date
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from soleus_tray.app import messages as post
from soleus_tray.app.actions import parse_action, tomorrow_morning
from soleus_tray.app.appearance import Appearance
from soleus_tray.app.effects import ReminderOnScreen, reminder, set_request
from soleus_tray.app.jobs import Jobs
from soleus_tray.app.notices import Notices
from soleus_tray.app.panel import actions_panel
from soleus_tray.app.report import Report
from soleus_tray.app.stepper import Stepper
from soleus_tray.core import commands as ask
from soleus_tray.core import events as want
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.settings import SetSettings
from soleus_tray.core.status import status_of
from soleus_tray.ui.tray_face import Surroundings, face_of

if TYPE_CHECKING:
    from datetime import datetime

    from soleus_tray.app.messages import Message
    from soleus_tray.app.parts import Parts
    from soleus_tray.app.windows import Window
    from soleus_tray.core.facts import SetSource
    from soleus_tray.core.window_messages import Panel, WindowEvent
    from soleus_tray.ports.notifier import Answer
    from soleus_tray.ports.theme import Brightness

log = logging.getLogger(__name__)
DEMO_SET = SetSettings(length=20, get_ready=3)
AFTER_A_FAILURE = 5.0
"""Seconds until the next look after one that failed, so that a failure can't spin."""


class ReminderLoop:
    """Owns the state, and takes what other threads post into `inbox`, on the reminder thread."""

    def __init__(self, parts: Parts, inbox: SimpleQueue[Message]) -> None:
        self._parts = parts
        self._inbox = inbox
        self._stepper = Stepper(parts.clock, parts.activity, parts.keeper, parts.seed)
        drain = parts.remembering.drain
        self._jobs = Jobs(save=self._every_minute, end_of_day=drain, backup=drain)
        self._reminder = ReminderOnScreen(parts.notifier, parts.windows)
        self._appearance = Appearance(parts.draw_ahead)
        self._week: tuple[int, ...] = ()
        self._demo = False
        self._notices = Notices()
        self._stopped = False

    def begin(self) -> None:
        """Make the first observation and show the first face; called once, before `run`."""
        self._file = self._parts.read_settings()
        events = self._stepper.begin(self._file.settings)
        self._jobs.plan()
        self._carry_out(events)
        self._show()

    def run(self) -> None:
        """Be the reminder thread, until the app is asked to stop."""
        wait = 0.0
        while not self._stopped:
            try:
                message = self._inbox.get(timeout=wait) if wait > 0 else self._inbox.get_nowait()
            except Empty:
                message = None
            try:
                self._turn(message)
                wait = self._stepper.next_look()
            except Exception:
                log.exception("the reminder thread stumbled, and goes on")
                wait = AFTER_A_FAILURE

    def _turn(self, message: Message | None) -> None:
        self._carry_out(self._stepper.look())
        if message is not None:
            self._handle(message)
        if self._stepper.activity.session_over and not self._stopped:
            log.info("%s", self._stepper.activity.why)
            self._stop()
        if self._stopped:
            return
        self._jobs.run_due()
        self._parts.remembering.catch_up()
        self._show()

    def _command(self, command: ask.Command) -> None:
        self._carry_out(self._stepper.command(command))

    # --- what was posted ------------------------------------------------------------------------------------

    def _handle(self, message: Message) -> None:
        match message:
            case post.Gesture(action, source):
                self._gesture(action, "window" if source == "window" else "tray")
            case post.Answered(answer):
                self._notification_answered(answer)
            case post.Reported(window, event):
                self._window_event(window, event)
            case post.Asked(request, reply):
                from soleus_tray.app.answers import answered  # noqa: PLC0415 - after the icon has come

                reply.put(answered(self, request))
            case post.ThemeRead(theme):
                self._appearance.found(theme, self._stepper.settings.appearance)
            case post.RecordRead(values):
                self._record_read(values)
            case post.Trouble(sentence):
                self._notices.say("trouble", sentence)
            case post.Started():
                self._settle_in()
            case post.Stop():
                self._stop()
            case _:
                self._command(message)

    def _settle_in(self) -> None:
        """What can wait until the icon shows."""
        self._parts.login.repair()
        try:
            self._parts.make_settings()
        except (OSError, SoleusError) as error:
            log.warning("%s", error)
        self._parts.remembering.drain()

    def _gesture(self, action: str, source: SetSource) -> None:
        word, _, rest = action.partition(" ")
        if word == "quit":
            self._stop()
        elif word == "window":
            self.show_window()
        elif word == "autostart":
            self._notices.say("autostart", self._parts.login.switch(on=rest == "on"))
        elif command := parse_action(action, source, self.tomorrow()):
            self._command(command)
        else:
            log.warning("nothing here is called %r", action)
        if word != "window":
            self._reminder.close_panel()

    def _notification_answered(self, answer: Answer) -> None:
        if answer.kind == "failed" and self._reminder.expects(answer.key):
            self._notices.say("notifications", answer.reason)
            self._reminder.failed(answer.key, self.theme)
        elif answer.kind == "shown":
            self._notices.say("notifications", "")
        elif answer.kind == "action" and self._reminder.expects(answer.key):
            self._gesture(answer.action, "notification")

    def _window_event(self, window: Window, event: WindowEvent) -> None:
        windows = self._parts.windows
        if event.kind == "action":
            self._gesture(event.action, "window")
        elif event.fact is not None and window is windows.session:
            self._command(ask.SetMoved(event.fact))
            if event.kind in {"began", "ended"}:
                self._parts.remembering.drain()
        elif event.kind == "closed":
            which = windows.closed(window)
            if which == "session":
                self._command(ask.SetWindowClosed())
                self._parts.remembering.drain()
            elif which == "panel":
                self._reminder.panel_closed()

    def _every_minute(self) -> None:
        self._stepper.save()
        self._parts.remembering.every_minute()

    def _record_read(self, values: dict[str, object]) -> None:
        trouble = values.get("trouble")
        self._parts.remembering.drained(well=not trouble)
        self._notices.say("record", str(trouble) if trouble else "")
        today, week = values.get("today"), values.get("week")
        if not isinstance(today, dict) or not isinstance(week, list):
            return
        self._week = tuple(int(count) for count in week)
        self._command(ask.TotalsRead(date.fromisoformat(str(values["day"])), **today))
        for notice in values.get("notices") or ():  # type: ignore[attr-defined]
            self._notices.say(f"record: {notice}", str(notice))

    # --- what follows ---------------------------------------------------------------------------------------

    def _carry_out(self, events: tuple[want.Event, ...]) -> None:
        for event in events:
            match event:
                case want.Remind():
                    self._reminder.show(reminder(event, self._stepper.settings))
                case want.Withdraw():
                    self._reminder.withdraw()
                case want.OpenSession():
                    self._open_session(event)
                case want.Remember(fact):
                    self._parts.remembering.remember(fact)
                case want.ClockJumped():
                    self._jobs.plan()
        state = self._stepper.state
        if state.session is None and not (state.due and state.due.showing):
            self._parts.windows.dismiss()

    def _open_session(self, opening: want.OpenSession) -> None:
        chosen, self._demo = DEMO_SET if self._demo else self._stepper.settings.set, False
        today = self._stepper.state.day.sets
        request = set_request(opening, chosen, self.theme, sets_today=today, week=self._week)
        if not self._parts.windows.open_session(request):
            self._notices.say("window", "The window for the set could not be started; try again in a moment.")
            self._command(ask.SetWindowClosed())

    def _show(self) -> None:
        panel = self._appearance.panel(self._stepper.settings.appearance)
        around = Surroundings(panel, self._parts.login.on)
        self._parts.tray.show(face_of(status_of(self._stepper.state), around))
        if not self._reminder.in_panel:
            self._parts.windows.update_panel(self._panel())

    def _panel(self) -> Panel:
        trouble = next(iter(self.notices()), "")
        return actions_panel(
            status_of(self._stepper.state), self.theme, autostart=self._parts.login.on, trouble=trouble
        )

    def _stop(self) -> None:
        self._stopped = True
        self._stepper.save(at_exit=True)
        self._parts.notifier.close()
        self._parts.windows.leave_all()
        self._parts.activity.close()
        self._parts.tray.stop()

    # --- what requests ask for (see app.answers) ------------------------------------------------------------

    @property
    def theme(self) -> Brightness:
        """Light or dark, for windows."""
        return self._appearance.windows(self._stepper.settings.appearance)

    def notices(self) -> tuple[str, ...]:
        """What the user should know now."""
        troubles = (self._parts.remembering.trouble, self._parts.keeper.trouble)
        return (*self._file.sentences, *self._notices, *filter(None, troubles))

    def tomorrow(self) -> datetime:
        """When "until tomorrow" ends, UTC."""
        return tomorrow_morning(self._stepper.state.wall, self._stepper.state.utc_offset)

    def command(self, command: ask.Command) -> None:
        """Apply a command that was just asked for."""
        self._command(command)

    def report(self) -> Report:
        """The present status."""
        tray, notifier = self._parts.tray, self._parts.notifier
        return Report(
            status_of(self._stepper.state),
            self._parts.activity.source,
            self._stepper.activity,
            tray.backend,
            tray.visible,
            notifier.backend,
            notifier.buttons,
            self.notices(),
        )

    def show_window(self) -> None:
        """Open the small window of actions."""
        self._reminder.panel_closed()
        self._parts.windows.show_panel(self._panel())

    def demo(self) -> None:
        """Remind at once, and make the next set a short one."""
        self._demo = True
        self._command(ask.RemindNow())

    def reread_settings(self) -> None:
        """Follow the settings file, and the login entry, from now on."""
        self._parts.login.repair()
        self._file = self._parts.read_settings()
        self._stepper.follow(self._file.settings)

    def stop_soon(self) -> None:
        """End the app after this turn."""
        self._inbox.put(post.Stop())
