"""The session window's texts after the last rep: the summary, and the screen after "It hurts"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from soleus_tray.core.text import N_, _, ngettext
from soleus_tray.ui.session.picture import Pain, Picture, Question, Summary
from soleus_tray.ui.session.words import named, reps_text

if TYPE_CHECKING:
    from soleus_tray.core.facts import Effort
    from soleus_tray.core.session import Session
    from soleus_tray.core.window_messages import PlanOffer

OfferAnswer = Literal["", "accept", "decline"]
Reminders = Literal["", "open", "off"]
"""After pain: at rest until tomorrow, until the user says otherwise, or as ever."""

PAIN_BUTTONS = (("done", N_("Done")), ("learn safety", N_("All of it")))
OVER_BUTTONS = (("done", N_("Done")), ("again", N_("Again")))
EFFORTS = (("effort easy", N_("Easy")), ("effort good", N_("Good")), ("effort hard", N_("Hard")))
TOES = (("toes", N_("Ten toe lifts")),)
WALK = N_("If you can, stand or walk for a minute.")

_PAIN = (
    ("", N_("Let the leg rest. A cramp? Pull the toes up.")),
    (
        N_("Call 112, 911 or 999 now"),
        N_(
            "for sudden breathlessness, chest pain, coughing blood or collapse, or a leg that is suddenly "
            "cold, pale or blue, numb or very weak."
        ),
    ),
    (
        N_("See somebody today"),
        N_(
            "for new swelling, throbbing or warmth in one leg, or skin turned red or darker there (it can "
            "be a sign of a clot), or after a snap in the calf or heel."
        ),
    ),
)
_REMINDERS: dict[Reminders, str] = {
    "": N_("Reminders rest until tomorrow."),
    "open": N_("Reminders rest until you say so."),
    "off": N_("Reminders go on as ever."),
}
_CHOICES = (("rest open", N_("Rest until I say so")), ("rest off", N_("Keep reminding me")))
_WHOLE_MINUTES = {
    1: N_("one minute"),
    2: N_("two minutes"),
    3: N_("three minutes"),
    4: N_("four minutes"),
    5: N_("five minutes"),
    6: N_("six minutes"),
    7: N_("seven minutes"),
    8: N_("eight minutes"),
    9: N_("nine minutes"),
    10: N_("ten minutes"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What the user answered on the last screen."""

    effort: Effort = ""
    toes: bool = False
    """The toe lifts were done, or tried."""
    offer: OfferAnswer = ""
    reminders: Reminders = ""


def over_picture(
    session: Session, said: Said, *, sets_today: int, week: tuple[int, ...], offer: PlanOffer | None
) -> Picture:
    """The summary; `sets_today` and `week` have this set in them."""
    reps = session.moment(session.since).reps_done
    word, line = _over_words(session, reps)
    summary = Summary(
        counts_text(sets_today, week),
        week,
        _(WALK),
        effort=_effort(said) if reps else None,
        toes=() if said.toes or not reps else named(TOES),
        offer=_offer(offer, said.offer) if offer else None,
    )
    return Picture("summary", _("Soleus · done"), word, line, named(OVER_BUTTONS), summary=summary)


def _over_words(session: Session, reps: int) -> tuple[str, str]:
    did = _("{reps} in {time}").format(reps=reps_text(reps), time=spoken(session.active(session.since)))
    if session.ending == "stopped":
        counted = _("{did}, every one counts").format(did=did)
        return _("Stopped"), counted if reps else _("Another time, then")
    return _("Nicely done"), did if reps else _("A short one")


def _effort(said: Said) -> Question:
    return Question(_("How hard was it?"), named(EFFORTS), f"effort {said.effort}" if said.effort else "")


def _offer(offer: PlanOffer, answer: OfferAnswer) -> Question:
    if answer == "accept":
        return Question(_("Good. It begins with the next set."))
    if answer == "decline":
        return Question(_("Fine. It stays as it is."))
    return Question(offer.sentence, (("plan accept", offer.accept), ("plan decline", _("Not yet"))))


def pain_picture(said: Said, *, sets_today: int, week: tuple[int, ...]) -> Picture:
    """After "It hurts": no bars that grow, no other go; what to do, and quiet until tomorrow."""
    pain = Pain(
        tuple((_(heading), _(text)) for heading, text in _PAIN),
        _(_REMINDERS[said.reminders]),
        named(_CHOICES),
        f"rest {said.reminders}" if said.reminders else "",
    )
    return Picture(
        "pain",
        _("Soleus · stopped"),
        _("Rest now"),
        _("Stopping was the right thing to do"),
        named(PAIN_BUTTONS),
        summary=Summary(counts_text(sets_today, week), (), pain_text()),
        pain=pain,
    )


def pain_text() -> str:
    """All that the screen says about what to do, as one text."""
    told = (_("{heading} {text}").format(heading=_(h), text=_(t)) if h else _(t) for h, t in _PAIN)
    return " ".join(told)


def spoken(seconds: float) -> str:
    """Say "two minutes", "1 min 20 s", "45 seconds"."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    if minutes and not rest:
        many = ngettext("{minutes} minute", "{minutes} minutes", minutes).format(minutes=minutes)
        return _(_WHOLE_MINUTES[minutes]) if minutes in _WHOLE_MINUTES else many
    if minutes:
        return _("{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)
    return ngettext("{seconds} second", "{seconds} seconds", whole).format(seconds=whole)


def counts_text(sets_today: int, week: tuple[int, ...]) -> str:
    """Say "4 sets today, 19 this week"."""
    if not week:
        return ngettext("{sets} set today", "{sets} sets today", sets_today).format(sets=sets_today)
    both = ngettext("{sets} set today, {week} this week", "{sets} sets today, {week} this week", sets_today)
    return both.format(sets=sets_today, week=sum(week))
