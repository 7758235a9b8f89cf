"""Does what the core wants done, and shows what is so: events become effects here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.app.appearance import Appearance
from soleus_tray.app.effects import ReminderOnScreen, reminder, set_request
from soleus_tray.app.pacer import Pacer
from soleus_tray.app.panel import actions_panel
from soleus_tray.core import commands as ask
from soleus_tray.core import events as want
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.sensing import is_shared
from soleus_tray.core.settings import SetSettings
from soleus_tray.core.status import status_of
from soleus_tray.ui.tray_face import Surroundings, face_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from soleus_tray.app.notices import Notices
    from soleus_tray.app.parts import Parts
    from soleus_tray.app.stepper import Stepper
    from soleus_tray.core.facts import SetFact
    from soleus_tray.core.window_messages import Panel
    from soleus_tray.ports.theme import Brightness, Theme

DEMO_SET = SetSettings(length=20, get_ready=3)


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
        self.week: tuple[int, ...] = ()
        """Sets of this week's days, Monday first, as the record said."""
        self.demo = False
        """The next set is a short one."""

    @property
    def theme(self) -> Brightness:
        """Light or dark, for windows."""
        return self._appearance.windows(self._stepper.settings.appearance)

    def theme_found(self, theme: Theme) -> None:
        """The desktop's preference was found, or has changed."""
        self._appearance.found(theme, self._stepper.settings.appearance)

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
                self.reminder.show(reminder(event, self._stepper.settings))
            case want.Withdraw():
                self.reminder.withdraw()
            case want.OpenSession():
                self._open_session(event)
            case want.PaceQuietly(seconds):
                self._begin_pacing(seconds)
            case want.StopPacing():
                self._paced(self._pacer.end(self._stepper.monotonic, self._stepper.state.wall), over=True)
            case want.Remember(fact):
                self._parts.remembering.remember(fact)
            case want.ClockJumped():
                self._plan()

    def _open_session(self, opening: want.OpenSession) -> None:
        chosen, self.demo = DEMO_SET if self.demo else self._stepper.settings.set, False
        today = self._stepper.state.day
        week = self.week[: today.date.weekday() + 1]  # up to today
        request = set_request(opening, chosen, self.theme, sets_today=today.sets, week=week)
        if not self._parts.windows.open_session(request):
            self._notices.say("window", "The window for the set could not be started; try again in a moment.")
            self._step(ask.SetWindowClosed())

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
        """Seconds until there is something to show, `usual` while nothing is paced."""
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
        panel = self._appearance.panel(self._stepper.settings.appearance)
        face = face_of(status_of(self._stepper.state), Surroundings(panel, self._parts.login.on))
        self._parts.tray.show(self._pacer.paced(face, self._stepper.monotonic))
        if self._parts.windows.panel is not None and not self.reminder.in_panel:
            self._parts.windows.update_panel(self._panel(trouble))

    def show_window(self, trouble: str) -> None:
        """Open the small window of actions."""
        self.reminder.panel_closed()
        self._parts.windows.show_panel(self._panel(trouble))

    def _panel(self, trouble: str) -> Panel:
        status = status_of(self._stepper.state)
        return actions_panel(status, self.theme, autostart=self._parts.login.on, trouble=trouble)
