"""The three steps of the first run: turns gestures into pictures. No tkinter, no clock of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from soleus_tray.core.content.safety import ASK_FIRST
from soleus_tray.core.errors import BadValueError, SoleusError
from soleus_tray.core.hours import parse_hours
from soleus_tray.core.text import N_, _
from soleus_tray.core.window_messages import WindowEvent
from soleus_tray.ui.welcome.tryout import TryOut

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from soleus_tray.ports.clock import Clock
    from soleus_tray.ui.session.picture import Picture as SessionPicture
    from soleus_tray.ui.welcome.choices import Choices, Desk

Step = Literal["what", "safety", "hour"]
STEPS: tuple[Step, ...] = ("what", "safety", "hour")

_WHAT = N_(
    "Calf muscles squeeze the veins and push blood back up. Sitting still leaves them idle; raising your"
    " heels puts them to work, in your chair, hands free."
)
_DONE = N_("This is the whole movement. A set is about two minutes of it. Stop if it hurts.")
_POSTURE = N_("Feet flat, knees at about ninety degrees. The toes stay down, only the heels rise.")
_SAFETY_NOTES = (
    N_("Never while driving; no chair that rolls."),
    N_("Stop if it hurts. This is no medical advice."),
    N_("All of it stays at menu, Learn, Safety."),
)


@dataclass(frozen=True, slots=True)
class Dial:
    """The figure and its rings, each 0 to 1."""

    height: float = 0.0
    set_share: float = 0.0
    phase_share: float = 0.0


@dataclass(frozen=True, slots=True)
class Picture:
    """All the window shows at one moment."""

    step: Step
    word: str
    cue: str
    buttons: tuple[tuple[str, str], ...]
    """(action, label) pairs; the first is the main one."""
    skip: str = ""
    """The words of the button that skips the rest; "": only Esc and the frame's own button do."""
    text: str = ""
    """A paragraph."""
    lines: tuple[str, ...] = ()
    """A list."""
    dial: Dial | None = None
    figures: tuple[tuple[str, str], ...] = ()
    """The two (figure, label) pairs of a try-out under way."""
    choices: Choices | None = None
    """The third step's."""
    hours_problem: str = ""
    problem: str = ""


class WelcomePresenter:
    """One first run, from its first screen to its end."""

    def __init__(
        self,
        desk: Desk,
        clock: Clock,
        tell: Callable[[WindowEvent], None],
        *,
        still: Callable[[], bool],
    ) -> None:
        """Begin; still: whether motion is reduced."""
        self._desk = desk
        self._clock = clock
        self._tell = tell
        self._still = still
        self._step: Step = "what"
        self._tryout: TryOut | None = None
        self._tried = False
        self._read_at: datetime | None = None
        self._choices: Choices | None = None
        self._hours_problem = self._problem = ""
        self.closed = False
        """Whether the window has nothing more to show."""

    def picture(self) -> Picture:
        """What to show now."""
        if self._step == "safety":
            return self._safety()
        if self._step == "hour":
            return self._hour()
        return self._what()

    def wait(self) -> float | None:
        """Seconds until the picture may look different; None when only a gesture changes it."""
        return self._tryout.wait() if self._tryout else None

    def key(self, name: str) -> None:
        """A key was pressed (Tk's name for it) that no control took."""
        if name == "Escape":
            self.act("skip")
        elif name == "Return" and not self._tryout:
            self.act(self.picture().buttons[0][0])

    def act(self, action: str) -> None:
        """A button was pressed; one that doesn't fit the present step does nothing."""
        steps: dict[tuple[str, str], Callable[[], None]] = {
            ("what", "try"): self._try,
            ("what", "stop"): self._stop,
            ("what", "next"): lambda: self._go("safety"),
            ("safety", "read"): self._acknowledge,
            ("safety", "back"): lambda: self._go("what"),
            ("hour", "finish"): self._finish,
        }
        if action == "skip":
            self.close()
            return
        steps.get((self._step, action), lambda: None)()

    def choose(self, **changes: Any) -> None:
        """Something was chosen or typed on the third step: fields of Choices by name."""
        if self._choices is not None:
            self._choices = replace(self._choices, **changes)
            self._hours_problem = self._problem = ""

    def close(self) -> None:
        """The rest is skipped: no setting changes, and the first run won't come by itself again."""
        if self.closed:
            return
        self.closed = True
        try:
            self._desk.keep(self._read_at)
        except SoleusError as error:
            self._problem = str(error)  # nobody is there to read it; the first run comes once more
        self._tell(WindowEvent("action", action="welcomed"))

    def _try(self) -> None:
        self._tryout = TryOut(self._clock, still=self._still())

    def _stop(self) -> None:
        self._tryout = None

    def _go(self, step: Step) -> None:
        self._step, self._tryout = step, None

    def _acknowledge(self) -> None:
        self._read_at = self._clock.read().wall
        self._choices = self._choices or self._desk.present()
        self._go("hour")

    def _finish(self) -> None:
        """Write what was chosen; whatever can't be used is told and nothing that was typed is lost."""
        choices = self._choices
        if choices is None:
            return
        try:
            parse_hours(choices.hours_text, _("Working hours"))
        except BadValueError as error:
            self._hours_problem = str(error)
            return
        try:
            self._desk.apply(choices)
        except SoleusError as error:
            self._problem = str(error)
            return
        self._tell(WindowEvent("action", action="settings changed"))
        self.close()

    def _what(self) -> Picture:
        if self._tryout:
            shown = self._tryout.picture()
            if not self._tryout.over:
                return _trying(shown)
            self._tryout, self._tried = None, True
        return _tried() if self._tried else _invitation()

    def _safety(self) -> Picture:
        return Picture(
            "safety",
            _("Before you begin"),
            _("Ask a clinician first if any of this is you"),
            (("read", _("I've read this")), ("back", _("Back"))),
            _("Skip"),
            text="\n".join(_(note) for note in _SAFETY_NOTES),
            lines=tuple(_(line) for line in ASK_FIRST),
        )

    def _hour(self) -> Picture:
        # No Skip and no Back here: with them there would be more than five things to press.
        return Picture(
            "hour",
            _("Your hour"),
            _("You can change all of this later"),
            (("finish", _("Start my first hour")),),
            choices=self._choices,
            hours_problem=self._hours_problem,
            problem=self._problem,
        )


def _invitation() -> Picture:
    return Picture(
        "what",
        _("Welcome"),
        _("Two minutes for your legs, each hour"),
        (("try", _("Try 20 seconds")), ("next", _("Next"))),
        _("Skip"),
        text=_(_WHAT),
        dial=Dial(),
    )


def _trying(shown: SessionPicture) -> Picture:
    """What the session window would show, with one button."""
    return Picture(
        "what",
        shown.word,
        shown.cue,
        (("stop", _("Stop here")),),
        _("Skip"),
        text=_(_POSTURE) if shown.screen == "get_ready" else "",
        dial=Dial(shown.height, shown.set_share, shown.phase_share),
        figures=shown.figures,
    )


def _tried() -> Picture:
    return Picture(
        "what",
        _("That's it"),
        _("Nicely done"),
        (("next", _("Next")), ("try", _("Once more"))),
        _("Skip"),
        text=_(_DONE),
        dial=Dial(set_share=1.0),
    )
