"""Does what the core wants done, and shows what is so: events become effects here."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from soleus_tray.app.appearance import Appearance
from soleus_tray.app.effects import ReminderOnScreen, reminder
from soleus_tray.app.from_record import FromRecord
from soleus_tray.app.notes import check_in_question, lives_here, with_learn_line
from soleus_tray.app.pacer import Pacer
from soleus_tray.app.panel import actions_panel
from soleus_tray.app.set_requests import Occasion, cut_short_note, is_silent, must_listen, set_request
from soleus_tray.core import commands as ask
from soleus_tray.core import events as want
from soleus_tray.core.day import local_date
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.sensing import is_shared
from soleus_tray.core.settings import SetSettings
from soleus_tray.core.status import status_of
from soleus_tray.core.text import _
from soleus_tray.ui.tray_face import Surroundings, face_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from soleus_tray.app.notices import Notices
    from soleus_tray.app.parts import Parts
    from soleus_tray.app.stepper import Stepper
    from soleus_tray.app.windows import Page
    from soleus_tray.core.facts import SetFact
    from soleus_tray.core.window_messages import Panel, PlanOffer, WindowTheme
    from soleus_tray.ports.theme import Theme

DEMO_SET = SetSettings(length=20, get_ready=3)
log = logging.getLogger(__name__)
LONGEST_LISTEN = 0.25
"""Seconds a set's window waits for the sensors, which say whether it may be heard."""


class Doing:
    """The app's hands. For the reminder thread.

    `step` applies a command to the core and does what follows; `plan` plans the wall-clock jobs anew.
    """

    def __init__(
        self,
        parts: Parts,
        stepper: Stepper,
        notices: Notices,
        *,
        step: Callable[[ask.Command], None],
        plan: Callable[[], None],
    ) -> None:
        self._parts = parts
        self._stepper = stepper
        self._notices = notices
        self._step = step
        self._plan = plan
        self._appearance = Appearance(parts.draw_ahead)
        self._pacer = Pacer(parts.begin_quiet, parts.tray, parts.windows)
        self.reminder = ReminderOnScreen(parts.notifier, parts.windows)
        self.record = FromRecord()
        self._offered: tuple[date, int] | None = None
        """The day and level of the step of the plan that a window was given last."""
        self._opening: tuple[want.OpenSession, float] | None = None
        """A set that waits for the sensors, and until when (monotonic)."""
        self.demo = False
        """The next set is a short one."""

    @property
    def theme(self) -> WindowTheme:
        """What windows are drawn in."""
        return self._appearance.windows(self._stepper.settings.appearance)

    def theme_found(self, theme: Theme) -> None:
        """The desktop's preference was found, or has changed."""
        self._appearance.found(theme, self._stepper.settings.appearance)

    def settings_read(self) -> None:
        """The settings were read."""
        self._appearance.follow(self._stepper.settings.appearance)

    @property
    def theme_known(self) -> bool:
        """Whether the desktop's preference was found."""
        return self._appearance.known

    def all(self, events: Iterable[want.Event]) -> None:
        """Do what these events want."""
        for event in events:
            self._do(event)
        state = self._stepper.state
        if state.session is None and not (state.due and state.due.showing):
            self._parts.windows.dismiss()

    def _do(self, event: want.Event) -> None:
        match event:
            case want.Remind():
                self._remind(event)
            case want.AskHowLegsFeel():
                self.reminder.note(check_in_question())
            case want.Withdraw():
                self.reminder.withdraw()
            case want.OpenSession():
                self._listen_and_open(event)
            case want.PaceQuietly(seconds):
                self._begin_pacing(seconds)
            case want.StopPacing():
                self._paced(self._pacer.end(self._stepper.monotonic, self._stepper.state.wall), over=True)
            case want.Remember(fact):
                self._parts.remembering.remember(fact)
            case want.ClockJumped():
                self._plan()

    def _remind(self, event: want.Remind) -> None:
        state, shown = self._stepper.state, reminder(event, self._stepper.settings)
        if self._stepper.settings.reminders.learn and not event.again:
            today = local_date(state.wall, state.utc_offset)
            shown, memory = with_learn_line(shown, state.memory, today)
            if memory != state.memory:
                self._step(ask.Remembered(memory))
        self.reminder.show(shown)

    def say_where(self) -> None:
        """After the first run: the icon says where it is."""
        self.reminder.note(lives_here(self._stepper.settings.reminders.interval))

    # --- a set ----------------------------------------------------------------------------------------------

    def _listen_and_open(self, opening: want.OpenSession) -> None:
        """Open the set's window; where it may be heard, only after the sensors were asked about calls."""
        if self.guided_elsewhere:  # two sets at once are nobody's
            log.info("a set runs in a terminal, so no other is begun")
            return
        settings, windows = self._stepper.settings, self._parts.windows
        mode = opening.mode or settings.set.mode
        if windows.session is not None or not must_listen(self._stepper.state, settings.sound, mode):
            self._open_session(opening)
            return
        if mode != "ears":
            windows.prepare()  # it loads meanwhile
        self._opening = (opening, self._stepper.monotonic + LONGEST_LISTEN)
        self._parts.sensing.read(settings.quiet)

    @property
    def guided_elsewhere(self) -> bool:
        """Whether a set runs that has no window of ours: in a terminal."""
        session = self._stepper.state.session
        if session is None or session.fact is None or session.quiet:
            return False
        return self._parts.windows.session is None

    def listened(self, *, in_full: bool = False) -> None:
        """Open the window that waits, once the sensors were read, or took too long."""
        if self._opening is not None and (in_full or self._stepper.monotonic >= self._opening[1]):
            opening, self._opening = self._opening[0], None
            self._open_session(opening)

    def _open_session(self, opening: want.OpenSession) -> None:
        chosen, self.demo = DEMO_SET if self.demo else self._stepper.settings.set, False
        settings, state = self._stepper.settings, self._stepper.state
        occasion = Occasion(
            self.theme,
            still=self._appearance.still(settings.appearance),
            silent=is_silent(state),
            sets_today=state.day.sets,
            week=self.record.week[: state.day.date.weekday() + 1],  # up to today
            offer=self._offer_now(),
            note=self.note,
        )
        if not self._parts.windows.open_session(set_request(opening, chosen, settings, occasion)):
            self._notices.say(
                "window", _("The window for the set could not be started; try again in a moment.")
            )
            self._step(ask.SetWindowClosed())
            return
        if occasion.offer:
            self._step(ask.PlanAnswered(occasion.offer.level, "offered"))
        if occasion.note and self.record.cut_short:
            memory = self._stepper.state.memory
            self._step(ask.Remembered(replace(memory, cut_short=self.record.cut_short.id)))

    @property
    def note(self) -> str:
        """What became of a set that was cut short, until the next one is begun."""
        cut = self.record.cut_short
        return (
            "" if cut is None or cut.id == self._stepper.state.memory.cut_short else cut_short_note(cut.reps)
        )

    def _offer_now(self) -> PlanOffer | None:
        """The plan's step, for the last screen of one set a day."""
        offer, state = self.record.offer, self._stepper.state
        if offer is None or self._offered == (state.day.date, offer.level):
            return None
        self._offered = (state.day.date, offer.level)
        return offer

    def offer_answered(self) -> None:
        """The plan's step was taken or declined: it is not offered any more."""
        self.record = replace(self.record, offer=None)

    def show_page(self, kind: Page, *arguments: str) -> None:
        """Show a page, or bring it to the front."""
        self._parts.windows.show_page(kind, self.theme, *arguments)

    # --- the quiet set --------------------------------------------------------------------------------------

    def _begin_pacing(self, seconds: int | None) -> None:
        offset = self._stepper.state.utc_offset
        try:
            self._pacer.begin(self._stepper.settings.set, seconds, self._stepper.monotonic, offset)
        except SoleusError as error:
            self._notices.say("window", str(error))
            self._step(ask.SetWindowClosed())

    def pace(self) -> None:
        """Let the quiet set, if one runs, go on."""
        if self._pacer.running:
            facts, over = self._pacer.tick(self._stepper.monotonic, self._stepper.state.wall)
            self._paced(facts, over=over)
            self._pacer.keep_in_sight(shared=is_shared(self._stepper.state), theme=self.theme)

    @property
    def pacing(self) -> bool:
        """Whether the icon paces a set."""
        return self._pacer.running

    def wait(self, usual: float) -> float:
        """Seconds until there is something to show, `usual` while nothing is paced or about to open."""
        if self._opening is not None:
            usual = min(usual, max(0.0, self._opening[1] - self._stepper.monotonic))
        return self._pacer.wait(self._stepper.monotonic, usual)

    def end_pacing(self) -> None:
        """The app ends: what was done so far is the set."""
        if self._pacer.running:
            self._step(ask.EndPace())

    def _paced(self, facts: tuple[SetFact, ...], *, over: bool) -> None:
        for fact in facts:
            self._step(ask.SetMoved(fact))
        if over:
            self._step(ask.SetWindowClosed())
            self._parts.remembering.drain()

    # --- what shows -----------------------------------------------------------------------------------------

    def show(self, trouble: str) -> None:
        """Bring the icon, and the small window if it is open, up to date; `trouble` goes with the window."""
        face = face_of(status_of(self._stepper.state), self._surroundings())
        self._parts.tray.show(self._pacer.paced(face, self._stepper.monotonic))
        if self._parts.windows.panel is not None and not self.reminder.in_panel:
            self._parts.windows.update_panel(self._panel(trouble))

    def show_window(self, trouble: str) -> None:
        """Open the small window of actions."""
        self.reminder.panel_closed()
        self._parts.windows.show_panel(self._panel(trouble))

    def _panel(self, trouble: str) -> Panel:
        status = status_of(self._stepper.state)
        return actions_panel(status, self.theme, self._surroundings(), trouble=trouble)

    def _surroundings(self) -> Surroundings:
        return Surroundings(
            self._appearance.panel(self._stepper.settings.appearance),
            self._parts.login.on,
            by_ear=self._parts.windows.by_ear,
            offer=self.record.offer,
            note=self.note,
        )
