"""A set told line by line, for a screen reader or a Braille display: only what changed, and never too fast.

The words and their times are those a voice would say (core.soundtrack), so none runs into the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.core.exercise import NAMED_REPS
from soleus_tray.core.soundtrack import first_rep_at, next_sounding
from soleus_tray.core.spoken import GOING_ON
from soleus_tray.core.text import N_, _, ngettext

if TYPE_CHECKING:
    from soleus_tray.core.exercise import Legs, Moment, SetPlan
    from soleus_tray.core.session import Session
    from soleus_tray.core.soundtrack import Sounding
    from soleus_tray.ui.session.picture import Picture

JUST_NOW = 1.5
"""Seconds after which what was missed is left out."""
HELP = N_("Type a letter and Enter: p pause, s stop, h it hurts, ? more.")
MORE = (
    N_("p pauses, and goes on. f finishes, s stops, h stops because it hurts."),
    N_("Enter alone begins at once, and in a set it finishes. w tells where you are."),
    N_("In a rest between two parts, r goes on at once."),
    N_("+ and - change the pace. a names every phase, or again only the first ones. m mutes the sound."),
)
EFFORT = N_("How hard was it? Type e for easy, g for good, h for hard, or just Enter.")
AFTERWARDS = N_("Type t for ten toe lifts, a for another set, or just Enter to leave.")
AGAIN = N_("Type a for another set, or just Enter to leave.")
RESTS = N_("Type r to rest until you say so, k to be reminded as ever, or just Enter to leave.")
TOES = N_("Ten toe lifts, heels stay down: a second up, a second down. Enter ends them.")
_BEFORE = 0.001
_LEGS: dict[Legs, str] = {
    "both": N_("both legs"),
    "alternate": N_("alternating legs"),
    "left": N_("left leg"),
    "right": N_("right leg"),
}


class Lines:
    """Follows one set after the other and answers with the lines to write now."""

    def __init__(self) -> None:
        self.every_phase = False
        """Whether each phase is named, not only those of the first reps."""
        self._before: Session | None = None
        self._told_to = 0.0
        """What was to be told up to this monotonic time has been told."""

    def new(self, session: Session, now: float) -> list[str]:
        """The lines that are due: `session` as it is at the monotonic time `now`, not yet over."""
        before, self._before = self._before, session
        if before is None or before.stage == "over":
            self._told_to = session.since - _BEFORE
            ready = [_("Get ready.")] if session.stage == "get_ready" else []
            return [*ready, *self._due(session, now)]
        if before.stage == "moving" and session.stage == "paused":
            return [_("Paused. {where}").format(where=where(session, now))]
        resumed = before.stage == "paused" and session.stage == "moving"
        if resumed:
            self._told_to = session.since - _BEFORE
        return [*([_(GOING_ON)] if resumed else []), *self._due(session, now)]

    def wait(self, session: Session, now: float) -> float | None:
        """Seconds until there is something to tell; None while nothing comes by itself."""
        coming = next_sounding(session, self._told_to, every_phase=self.every_phase)
        return None if coming is None else max(0.0, coming.at - now)

    def over(self, session: Session) -> None:
        """The set has ended."""
        self._before = session

    def _due(self, session: Session, now: float) -> list[str]:
        self._told_to = max(self._told_to, now - JUST_NOW)
        lines: list[str] = []
        while True:
            one = next_sounding(session, self._told_to, every_phase=self.every_phase)
            if one is None or one.at > now:
                return [line for line in lines if line]
            lines.append(_line(session, one))
            self._told_to = one.at


def opening(plan: SetPlan) -> list[str]:
    """What comes before all else: the set, and what may be typed."""
    told = {"pace": _(plan.pace.label), "legs": _(_LEGS[plan.legs])}
    if plan.aim == "open":
        first = _("Reps until you stop: {pace}, {legs}.").format(**told)
    else:
        first = _("{reps}, {length}: {pace}, {legs}.").format(
            reps=reps_text(plan.reps), length=length_text(plan.active / 1000), **told
        )
    return [first, *([_(plan.pace.note)] if plan.pace.note else []), _(HELP)]


def _line(session: Session, one: Sounding) -> str:
    """What a voice would say at this time, as a line that can be read by itself."""
    words = one.words
    if not words or one.at < first_rep_at(session) - _BEFORE:
        return _stopped(words)
    here = session.moment(one.at)
    if here.done:
        return ""  # the last screen's words follow
    if here.phase == "up" and _is_named(session.plan, here):
        return _named(session.plan, here, words)
    if words == str(here.rep):
        return _counted(session.plan, here.rep)
    return _stopped(words)


def _is_named(plan: SetPlan, here: Moment) -> bool:
    """Whether it is one of the first reps, or the first after a rest."""
    first = sum(block.reps for block in plan.blocks[: here.block])
    return here.rep < NAMED_REPS or (here.rep == first and plan.blocks[here.block].rest > 0)


def _named(plan: SetPlan, here: Moment, words: str) -> str:
    if plan.aim == "open":
        return _("Rep {rep}. {words}.").format(rep=here.rep + 1, words=words)
    told = _("Rep {rep} of {planned}. {words}.")
    return told.format(rep=here.rep + 1, planned=plan.reps, words=words)


def _counted(plan: SetPlan, reps: int) -> str:
    if plan.aim == "open":
        return _("{reps} done.").format(reps=reps)
    return _("{reps} of {planned} done.").format(reps=reps, planned=plan.reps)


def _stopped(words: str) -> str:
    """With a full stop, so that a screen reader pauses."""
    return words if not words or words[-1] in ".?!" or words.isdigit() else f"{words}."


def where(session: Session, now: float) -> str:
    """Where one is in the set, for who asks."""
    if session.stage == "get_ready":
        left = max(1, round(session.countdown_left(now)))
        told = ngettext("{seconds} second until we begin.", "{seconds} seconds until we begin.", left)
        return told.format(seconds=left)
    here = session.moment(now)
    if session.plan.aim == "open":
        return _("{reps} done, {length}.").format(
            reps=reps_text(here.reps_done), length=length_text(here.active)
        )
    told = _("{reps} of {planned} done, {length} left.")
    return told.format(reps=here.reps_done, planned=session.plan.reps, length=length_text(here.seconds_left))


def closing(picture: Picture) -> list[str]:
    """The last screen in lines."""
    lines = [picture.word, picture.cue]
    if picture.pain is not None:
        lines += [f"{heading} {text}".strip() for heading, text in picture.pain.paragraphs]
        lines.append(picture.pain.reminders)
    elif picture.summary is not None:
        lines += [picture.summary.counts, picture.summary.note]
    lines.append(picture.notice)
    return [_stopped(line) for line in lines if line]


def reps_text(reps: int) -> str:
    """So many reps."""
    return ngettext("{reps} rep", "{reps} reps", reps).format(reps=reps)


def length_text(seconds: float) -> str:
    """A length of time in words a voice can say."""
    minutes, rest = divmod(round(seconds), 60)
    told = []
    if minutes:
        told.append(ngettext("{minutes} minute", "{minutes} minutes", minutes).format(minutes=minutes))
    if rest or not minutes:
        told.append(ngettext("{seconds} second", "{seconds} seconds", rest).format(seconds=rest))
    return " ".join(told)
