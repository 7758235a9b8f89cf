"""The session window's texts up to the last rep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.core.cues import LEG_WORDS, PHASE_WORDS, cue, get_ready
from soleus_tray.core.exercise import LONGEST_SET_SECONDS
from soleus_tray.core.text import N_, _, ngettext
from soleus_tray.ui.session.picture import Picture
from soleus_tray.ui.session.toes import LIFTS

if TYPE_CHECKING:
    from soleus_tray.core.exercise import Moment
    from soleus_tray.core.session import Session
    from soleus_tray.ui.session.picture import Actions
    from soleus_tray.ui.session.toes import ToeLifts

READY_BUTTONS = (("start", N_("Start now")), ("leave", N_("Not now")))
MOVING_BUTTONS = (("pause", N_("Pause")), ("finish", N_("Finish")), ("more", N_("More")))
PAUSED_BUTTONS = (("pause", N_("Go on")), ("finish", N_("Finish")), ("more", N_("More")))
RESTING_BUTTONS = (("skip_rest", N_("Go on")), ("finish", N_("Finish")), ("more", N_("More")))
TOES_BUTTONS = (("toes end", N_("That will do")),)


def named(buttons: Actions) -> Actions:
    """The buttons with their labels in the user's language."""
    return tuple((action, _(label)) for action, label in buttons)


def ready_picture(session: Session, now: float, note: str) -> Picture:
    """The countdown; `note` is a quiet line above it."""
    left = session.countdown_left(now)
    words = get_ready(session.get_ready, left)
    return Picture(
        "get_ready",
        _("Soleus · get ready"),
        words.word,
        words.cue,
        named(READY_BUTTONS),
        posture=words.posture,
        set_share=1.0 - left / session.get_ready if session.get_ready else 1.0,
        notice=note or _(session.plan.pace.note),
        side=session.plan.leg(0),
    )


def set_picture(session: Session, now: float) -> Picture:
    """Moving, resting between two parts, or paused in the middle of it."""
    here = session.moment(now)
    paused, resting = session.stage == "paused", here.phase == "rest"
    return Picture(
        "set",
        header_text(here),
        _("Paused") if paused else _(PHASE_WORDS[here.phase]),
        _("Rest as long as you like") if paused else cue(session.plan, here),
        named(PAUSED_BUTTONS if paused else RESTING_BUTTONS if resting else MOVING_BUTTONS),
        height=here.height,
        set_share=set_share(session, here),
        phase_share=here.effort,
        figures=(_reps_figure(session, here), _time_figure(session, here)),
        hurts=True,
        leg=_(LEG_WORDS[here.leg]),
        side=here.leg,
    )


def toes_picture(toes: ToeLifts) -> Picture:
    """The ten lifts after the set."""
    return Picture(
        "toes",
        _("Soleus · toe lifts"),
        _("Toes up") if toes.rising else _("Toes down"),
        _("Heels stay down"),
        named(TOES_BUTTONS),
        height=toes.height,
        set_share=toes.share,
        phase_share=toes.height,
        figures=((str(toes.count), _("of {planned}").format(planned=LIFTS)),),
        hurts=True,
    )


def header_text(here: Moment) -> str:
    """Say "Soleus · steady pace"."""
    return _("Soleus · {pace}").format(pace=_(here.pace.label))


def set_share(session: Session, here: Moment) -> float:
    """How much of the set has passed, 0 to 1; of the present minute where it has no end."""
    if session.plan.aim == "open":
        return here.active % 60 / 60
    return 1.0 - here.seconds_left * 1000 / session.plan.milliseconds


def _reps_figure(session: Session, here: Moment) -> tuple[str, str]:
    if session.plan.aim == "open":
        return str(here.reps_done), ngettext("rep", "reps", here.reps_done)
    return str(here.reps_done), of_reps_text(session.plan.reps)


def _time_figure(session: Session, here: Moment) -> tuple[str, str]:
    if session.plan.aim == "open":
        # Whole seconds that are really behind one, where the time left is rounded up.
        return clock_text(min(int(here.active), LONGEST_SET_SECONDS)), _("so far")
    return clock_text(here.seconds_left), _("left")


def notice_text(problem: str) -> str:
    """The quiet line for a record that can't be written: its reason, without the file's long name."""
    if not problem:
        return ""
    return _("Not saved yet, still trying: {reason}").format(reason=problem.rsplit(": ", 1)[-1])


def of_reps_text(count: int) -> str:
    """Say "of 30 reps"."""
    return ngettext("of {planned} rep", "of {planned} reps", count).format(planned=count)


def reps_text(count: int) -> str:
    """Say "1 rep", "12 reps"."""
    return ngettext("{reps} rep", "{reps} reps", count).format(reps=count)


def clock_text(seconds: float) -> str:
    """Say "1:12", rounded up so that 0:00 is the end."""
    minutes, rest = divmod(int(-(-seconds // 1)), 60)
    return f"{minutes}:{rest:02}"
