"""What a voice says in a set, and how long it needs to say it.

A moment has several ways to be put, the fullest first; the first that can be said before the voice is needed
again is the one to say, so that it never talks over itself, however fast the pace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.core.cues import LAST_REPS
from soleus_tray.core.exercise import LAST_REPS_SECONDS, NAMED_REPS, passed_at
from soleus_tray.core.text import N_, _, ngettext

if TYPE_CHECKING:
    from soleus_tray.core.exercise import Leg, Legs, Moment, SetPlan
    from soleus_tray.core.session import Session

Ways = tuple[str, ...]

COUNT_EVERY = 5
"""Reps between two numbers that are said."""
_BEFORE, _PER_LETTER, _PER_STOP = 0.15, 1 / 16, 0.25
"""Seconds; measured with espeak-ng at its usual 175 words a minute."""
_LETTERS_OF_A_DIGIT = 4
_STOPS = (". ", "? ", ", ")

_SIT_TALL = (
    N_("Sit tall, chair steady, feet flat, knees at about ninety degrees."),
    N_("Sit tall, feet flat, knees at ninety degrees."),
    N_("Sit tall, feet flat."),
    N_("Sit tall."),
)
_LOOSEN: dict[Legs, Ways] = {
    "both": (
        N_("Thighs loose, shoulders down. The balls of the feet stay down."),
        N_("Thighs loose, shoulders down."),
        N_("Shoulders down."),
    ),
    "left": (
        N_("Thighs loose, shoulders down. Only the left leg."),
        N_("Only the left leg."),
        N_("Left leg."),
    ),
    "right": (
        N_("Thighs loose, shoulders down. Only the right leg."),
        N_("Only the right leg."),
        N_("Right leg."),
    ),
    "alternate": (
        N_("Thighs loose, shoulders down. One leg, then the other."),
        N_("One leg, then the other."),
        N_("Left leg first."),
    ),
}
# (from this share of the set on, what is said); the sentences of core.cues, or shorter ones.
_IN_SET: tuple[tuple[float, Ways], ...] = (
    (0.25, (N_("Breathe easily, shoulders low"), N_("Breathe easily"), N_("Breathe"))),
    (0.50, (N_("Halfway. As high as is comfortable"), N_("Halfway"))),
    (0.75, (N_("Feel the lower calf. Sharp pain? Stop"), N_("Sharp pain? Stop"), N_("Feel the lower calf"))),
)
_UP: dict[Leg, Ways] = {
    "both": (N_("Up"),),
    "left": (N_("Left heel up"), N_("Left")),
    "right": (N_("Right heel up"), N_("Right")),
}

PAUSED = N_("Paused.")
GOING_ON = N_("Going on.")
AFTERWARDS = N_("If you can, stand or walk for a minute.")
IF_IT_HURTS = (
    N_("Rest now. Was it a cramp? Pull the toes up."),
    N_("After a snap in the calf or heel, or with one leg newly swollen, see a doctor today."),
    N_("With chest pain or sudden breathlessness, call your emergency number now."),
)
"""For who can't see the page that the window shows; sentence by sentence."""


def seconds_to_say(words: str) -> float:
    """About how long a voice needs for this, in seconds; languages differ less by letters than by words."""
    letters = len(words) + (_LETTERS_OF_A_DIGIT - 1) * sum(one.isdigit() for one in words)
    return _BEFORE + letters * _PER_LETTER + _PER_STOP * sum(words.count(stop) for stop in _STOPS)


def before_the_first_rep(legs: Legs, *, loosen: bool) -> Ways:
    """The posture: first how to sit, later what to loosen and which leg works."""
    return _translated(_LOOSEN[legs] if loosen else _SIT_TALL)


def in_a_rep(plan: SetPlan, here: Moment, *, every_phase: bool) -> Ways:
    """At the beginning of a phase; () where tones alone go on.

    every_phase: the voice alone gives the pace; a rep whose beginning tells something else is left to that.
    """
    told, first = _turning(plan, here.rep), _is_named(plan, here.rep)
    if here.phase == "up":
        return told or (_up(here) if first or every_phase else _count(plan, here.rep))
    if not first and (told or not every_phase):
        return ()
    return _translated((N_("Hold"),) if here.phase == "hold" else (N_("Slowly down"), N_("Down")))


def _is_named(plan: SetPlan, rep: int) -> bool:
    """Whether the voice leads through this rep: the first ones, and the first after a rest."""
    start = 0
    for block in plan.blocks:
        if rep == start and block.rest:
            return True
        start += block.reps
    return rep < NAMED_REPS


def _turning(plan: SetPlan, rep: int) -> Ways:
    """What is told once in a set, when this rep begins."""
    if not rep:
        return ()
    pace = plan.pace_of(rep)
    if pace != plan.pace_of(rep - 1):
        return (_(pace.label),)
    if plan.aim == "open":
        return ()
    whole, before, now = plan.milliseconds / 1000, passed_at(plan, rep - 1, "up"), passed_at(plan, rep, "up")
    if whole - now <= LAST_REPS_SECONDS:
        return (_(LAST_REPS),) if whole - before > LAST_REPS_SECONDS else ()
    return next((_translated(ways) for share, ways in _IN_SET if before < share * whole <= now), ())


def _up(here: Moment) -> Ways:
    return _translated(_UP[here.leg])


def _count(plan: SetPlan, done: int) -> Ways:
    """The reps done so far, now and then; with the leg, so that who lost it finds it again."""
    if done % COUNT_EVERY:
        return ()
    leg = plan.leg(done)
    if plan.legs != "alternate":
        return (str(done),)
    told = _("{reps}. Left leg") if leg == "left" else _("{reps}. Right leg")
    return told.format(reps=done), str(done)


def at_a_rest(seconds: int) -> Ways:
    """When a rest of so many seconds begins."""
    told = ngettext("Rest. Next part in {seconds} second.", "Rest. Next part in {seconds} seconds.", seconds)
    return told.format(seconds=seconds), _("Rest.")


def before_it_goes_on(seconds: int) -> Ways:
    """Near the end of a rest."""
    told = ngettext("{seconds} second, feet flat.", "{seconds} seconds, feet flat.", seconds)
    return told.format(seconds=seconds), _("Feet flat.")


def closing(session: Session, now: float) -> str:
    """The last words of a set, however it ended; none where it was left before the first rep."""
    reps = session.moment(now).reps_done
    if session.ending == "left":
        return ""
    if session.ending == "stopped":
        told = ngettext("Stopped. {reps} rep is kept.", "Stopped. {reps} reps are kept.", reps)
        return told.format(reps=reps) if reps else _("Stopped.")
    told = ngettext("{reps} rep. Nicely done.", "{reps} reps. Nicely done.", reps)
    return told.format(reps=reps) if reps else _("Until next time.")


def _translated(ways: Ways) -> Ways:
    return tuple(_(way) for way in ways)
