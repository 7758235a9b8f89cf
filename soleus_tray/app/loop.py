"""The reminder thread: the one place where the app's state changes.

It sleeps until something is posted or the core wants another look, observes, applies what was posted, carries
out what follows, and shows the result.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from soleus_tray.app import messages as post
from soleus_tray.app.actions import LocalTime
from soleus_tray.app.doing import Doing
from soleus_tray.app.from_record import read_answer
from soleus_tray.app.gestures import Gestures
from soleus_tray.app.jobs import Jobs
from soleus_tray.app.notices import Notices
from soleus_tray.app.report import Report, report_of
from soleus_tray.app.sensing import Sensed, signals_of
from soleus_tray.app.stepper import Stepper
from soleus_tray.core import commands as ask
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.sensing import is_held

if TYPE_CHECKING:
    from soleus_tray.app.control.requests import Request
    from soleus_tray.app.messages import Message
    from soleus_tray.app.parts import Parts
    from soleus_tray.core.signals import Kind
    from soleus_tray.ports.session import SessionEvent

log = logging.getLogger(__name__)
AFTER_A_FAILURE = 5.0
"""Seconds until the next look after one that failed, so that a failure can't spin."""


class ReminderLoop:
    """Owns the state, and takes what other threads post into `inbox`, on the reminder thread."""

    def __init__(self, parts: Parts, inbox: SimpleQueue[Message]) -> None:
        self._parts = parts
        self._inbox = inbox
        self._stepper = Stepper(parts.clock, parts.activity, parts.session, parts.keeper, parts.seed)
        drain = parts.remembering.drain
        self._jobs = Jobs(save=self._every_minute, end_of_day=drain, backup=drain)
        self._notices = Notices()
        self._do = Doing(parts, self._stepper, self._notices, step=self.command, plan=self._jobs.plan)
        self._sensed: dict[Kind, Sensed] = {}
        self._gestures = Gestures(self, parts, self._do, self._notices)
        self._welcomes = False
        """The first run waits to be shown."""
        self._read_ahead = False
        """The sensors are being read ahead of a look."""
        self._stopped = False

    def begin(self) -> None:
        """Make the first observation and show the first face; called once, before `run`."""
        self._file = self._parts.read_settings()
        events = self._stepper.begin(self._file.settings)
        self._do.settings_read()
        self._jobs.plan()
        self._do.all(events)
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
                wait = self._do.wait(self._stepper.next_look())
            except Exception:
                log.exception("the reminder thread stumbled, and goes on")
                wait = AFTER_A_FAILURE

    def _turn(self, message: Message | None) -> None:
        if message is None and self._reads_ahead():
            return
        if not isinstance(message, post.SensorsRead):  # that one brings a look of its own
            self._do.all(self._stepper.look())
        if message is not None:
            self._handle(message)
        if self._stepper.activity.session_over and not self._stopped:
            log.info("%s", self._stepper.activity.why)
            self._stop()
        if self._stopped:
            return
        self._do.pace()
        self._do.listened()
        if self._stepper.needs_sensing:
            self._parts.sensing.read(self._stepper.settings.quiet)
        self._jobs.run_due()
        self._parts.remembering.catch_up()
        self._show()

    def _reads_ahead(self) -> bool:
        """While a reminder is held, have the sensors read first: what they say brings the look with it.

        Once only; if they say nothing by the next turn, that one looks without them.
        """
        if self._read_ahead or self._do.pacing or not is_held(self._stepper.state):
            self._read_ahead = False
            return False
        self._read_ahead = True
        self._parts.sensing.read(self._stepper.settings.quiet)
        return True

    def _show(self) -> None:
        self._do.show(next(iter(self.notices()), ""))

    # --- what was posted ------------------------------------------------------------------------------------

    def _handle(self, message: Message) -> None:  # noqa: C901 - a table
        match message:
            case post.Gesture(action, source):
                self._gestures.do(action, "window" if source == "window" else "tray")
            case post.Answered(answer):
                self._gestures.notification_said(answer)
            case post.Reported(window, event):
                self._gestures.window_said(window, event)
            case post.Asked(request, reply):
                self._answer(request, reply)
            case post.ThemeRead(theme):
                self._do.theme_found(theme)
                self._welcome()
            case post.RecordRead(values):
                self._record_read(values)
            case post.SensorsRead(readings):
                self._sensors_read(readings)
            case post.SessionChanged(event):
                self._session_changed(event)
            case post.Trouble(sentence):
                self._notices.say("trouble", sentence)
            case post.Started():
                self._settle_in()
            case post.Stop():
                self._stop()
            case _:
                self.command(message)

    def _answer(self, request: Request, reply: SimpleQueue[dict[str, Any] | SoleusError]) -> None:
        from soleus_tray.app.answers import answered  # noqa: PLC0415 - after the icon has come

        try:
            reply.put(answered(self, request))
        except SoleusError as error:
            reply.put(error)

    def _settle_in(self) -> None:
        """What can wait until the icon shows."""
        self._parts.session.start()
        self._parts.login.repair()
        try:
            self._parts.make_settings()
        except (OSError, SoleusError) as error:
            log.warning("%s", error)
        self._parts.remembering.drain()
        self._welcomes = self._parts.wants_welcome()
        self._welcome()

    def _welcome(self, *, at_last: bool = False) -> None:
        """The first run, once the desktop's colours are known, or will not be."""
        if self._welcomes and (at_last or self._do.theme_known):
            self._welcomes = False
            self._do.show_page("welcome")

    def _sensors_read(self, readings: tuple[Sensed, ...]) -> None:
        self._read_ahead = False
        for sensed in readings:
            self._sensed[sensed.kind] = sensed
            if sensed.kind == "calendar":  # the one sensor the user set up, and can mend
                self._notices.say("calendar", sensed.reading.why)
        self._do.all(self._stepper.look(signals_of(readings)))
        self._do.listened(in_full=True)

    def _session_changed(self, event: SessionEvent) -> None:
        log.info("the session says: %s", event)
        if event in {"sleeping", "ending"}:
            self._stepper.save(at_exit=True)
            self._parts.remembering.catch_up()
            self._parts.session.may_sleep()

    def _every_minute(self) -> None:
        self._stepper.save()
        self._let_go_of_the_dead()
        self._welcome(at_last=True)
        self._parts.remembering.every_minute()

    def _let_go_of_the_dead(self) -> None:
        """A set in a terminal that was closed tells nobody; its lock does."""
        session = self._stepper.state.session
        if session is None or session.fact is None or not self._do.guided_elsewhere:
            return
        if not self._parts.set_lives(session.fact.id):
            self.command(ask.SetWindowClosed())
            self._parts.remembering.drain()

    def _record_read(self, values: dict[str, object]) -> None:
        trouble = values.get("trouble")
        self._parts.remembering.drained(well=not trouble)
        self._notices.say("record", str(trouble) if trouble else "")
        if (answer := read_answer(values)) is None:
            return
        self._do.record, totals = answer
        self.command(totals)
        memory = self._stepper.state.memory
        if self._do.record.checked_in == totals.day != memory.checked_in:
            self.command(ask.Remembered(replace(memory, checked_in=totals.day)))
        for notice in self._do.record.notices:
            self._notices.say(f"record: {notice}", notice)

    def _stop(self) -> None:
        self._stopped = True
        self._do.end_pacing()
        self._do.all(self._stepper.stop())
        self._stepper.save(at_exit=True)
        self._parts.notifier.close()
        self._parts.windows.leave_all()
        self._parts.activity.close()
        self._parts.session.close()
        self._parts.sensing.close()
        self._parts.tray.stop()

    # --- what requests ask for (see app.answers) ------------------------------------------------------------

    def notices(self) -> tuple[str, ...]:
        """What the user should know now."""
        troubles = (self._parts.remembering.trouble, self._parts.keeper.trouble)
        return (*self._file.sentences, *self._notices, *filter(None, troubles))

    def local_time(self) -> LocalTime:
        """Now, for the user."""
        return LocalTime(self._stepper.state.wall, self._stepper.state.utc_offset)

    def guided_elsewhere(self) -> bool:
        """Whether a set runs in a terminal."""
        return self._do.guided_elsewhere

    def usual_pace(self) -> str:
        """The pace in the settings."""
        return self._stepper.settings.set.pace

    def command(self, command: ask.Command) -> None:
        """Apply a command that was just asked for."""
        self._do.all(self._stepper.command(command))

    def report(self) -> Report:
        """The present status."""
        return report_of(self._parts, self._stepper, tuple(self._sensed.values()), self.notices())

    def show_window(self) -> None:
        """Open the small window of actions."""
        self._do.show_window(next(iter(self.notices()), ""))

    def show_welcome(self) -> None:
        """Open the first run's window."""
        self._do.show_page("welcome")

    def demo(self) -> None:
        """Remind at once, and make the next set a short one."""
        self._do.demo = True
        self.command(ask.RemindNow())

    def reread_settings(self) -> None:
        """Follow the settings file, and the login entry, from now on."""
        self._parts.login.repair()
        self._file = self._parts.read_settings()
        self._stepper.follow(self._file.settings)
        self._do.settings_read()
        self._parts.remembering.drain()  # what the plan offers hangs on the settings

    def stop(self) -> None:
        """End the app now."""
        self._stop()

    def stop_soon(self) -> None:
        """End the app after this turn."""
        self._inbox.put(post.Stop())
