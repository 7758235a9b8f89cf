"""A recorded decision as one sentence."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from soleus_tray.core.durations import in_words
from soleus_tray.core.signal_words import ended_words, signal_words
from soleus_tray.core.signals import KINDS
from soleus_tray.core.text import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.core.facts import DecisionFact, DecisionKind


def sentence(fact: DecisionFact) -> str:
    """The decision as one sentence; the time is told beside it. Never raises."""
    words = _SENTENCES.get(fact.what)
    # A newer version may have written what this one has no words for.
    return words(fact) if words else f"{_capital(fact.what.replace('_', ' '))}."


def local_moment(moment: datetime, fact: DecisionFact) -> datetime:
    """The moment on the clock the user had when the decision was made."""
    return moment.astimezone(UTC) + timedelta(seconds=fact.utc_offset)


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _sat(seconds: int) -> str:
    """Sitting time: in minutes as long as people count in minutes."""
    if 60 <= seconds < 90 * 60:
        return _("{minutes} min").format(minutes=seconds // 60)
    return in_words(seconds)


def _plain(words: str) -> Callable[[DecisionFact], str]:
    """A sentence that is always the same; given marked, translated when it is shown."""
    return lambda fact: _(words)


def _timed(words: str, shown: Callable[[int], str] = in_words) -> Callable[[DecisionFact], str]:
    """A sentence with a {length} in it."""
    return lambda fact: _(words).format(length=shown(fact.seconds))


def _started(fact: DecisionFact) -> str:
    if fact.seconds:
        return _("Soleus Tray started after {length} off.").format(length=in_words(fact.seconds))
    return _("Soleus Tray started.")


def _signal(fact: DecisionFact, words: Callable[..., str]) -> str:
    if fact.detail in KINDS:
        return words(fact.detail, fact.who)
    return fact.who or _("something unknown")


def _held(fact: DecisionFact) -> str:
    return _("Held: {reason}.").format(reason=_signal(fact, signal_words))


def _freed(fact: DecisionFact) -> str:
    return f"{_capital(_signal(fact, ended_words))}."


def _overlong(fact: DecisionFact) -> str:
    words = _("{reason} for {length}; it is no longer waited for.")
    return words.format(reason=_capital(_signal(fact, signal_words)), length=in_words(fact.seconds))


_BEGUN = {
    "tray": N_("A set was begun from the tray."),
    "notification": N_("A set was begun from the notification."),
    "command": N_("A set was begun from the command line."),
    "window": N_("A set was begun from the window."),
    "quiet": N_("A quiet set was begun."),
}


def _begun(fact: DecisionFact) -> str:
    return _(_BEGUN.get(fact.detail, N_("A set was begun.")))


_ENDED = {
    "completed": (N_("The set was completed."), N_("The set was completed: {length} of reps.")),
    "stopped_early": (
        N_("The set was stopped before its first rep."),
        N_("The set was stopped after {length}."),
    ),
    "interrupted": (
        N_("The set was interrupted before its first rep."),
        N_("The set was interrupted after {length}."),
    ),
}


def _set_ended(fact: DecisionFact) -> str:
    without, after = _ENDED.get(fact.detail, _ENDED["interrupted"])
    return _(after).format(length=in_words(fact.seconds)) if fact.seconds > 0 else _(without)


def _until(fact: DecisionFact) -> str:
    """The moment in the detail as a clock shows it: "14:30", "tomorrow, 04:00"; "" where there is none."""
    try:
        until = datetime.fromisoformat(fact.detail)
        local = local_moment(until if until.tzinfo else until.replace(tzinfo=UTC), fact)
        days = (local.date() - local_moment(fact.at, fact).date()).days
    except (ValueError, OverflowError):
        return ""
    if days == 1:
        return _("tomorrow, {clock}").format(clock=f"{local:%H:%M}")
    return f"{local:%H:%M}" if days == 0 else f"{local:%Y-%m-%d %H:%M}"


def _snoozed(fact: DecisionFact) -> str:
    if fact.detail == "meeting":
        return _("Snoozed until the meeting ends.")
    if not fact.detail:
        return _("Snoozed for {length}.").format(length=in_words(fact.seconds))
    until = _until(fact)
    return _("Snoozed until {time}.").format(time=until) if until else _("Snoozed.")


def _hurt(fact: DecisionFact) -> str:
    until = _until(fact)
    if until:
        return _("It hurt, so reminders rest until {time}.").format(time=until)
    return _("It hurt, so reminders rest until you say otherwise.")


def _sudden(fact: DecisionFact) -> str:
    until = _until(fact)
    if until:
        return _("Your check-in named something sudden, so reminders rest until {time}.").format(time=until)
    return _("Your check-in named something sudden, so reminders rest until you say otherwise.")


def _away(fact: DecisionFact) -> str:
    if fact.detail == "locked":
        return _("Away: the screen was locked.")
    if fact.seconds:
        length = in_words(fact.seconds)
        return _("Away from here on: no keyboard or mouse for {length}.").format(length=length)
    return _("Away.")


def _paused(fact: DecisionFact) -> str:
    if fact.seconds:
        return _("Paused for {length}.").format(length=in_words(fact.seconds))
    return _("Paused until you resume.")


def _standing(fact: DecisionFact) -> str:
    if fact.seconds:
        return _("Standing for {length}.").format(length=in_words(fact.seconds))
    return _("Standing.")


def _clock_set(fact: DecisionFact) -> str:
    words = (
        _("The clock was set back by {length}.")
        if fact.seconds < 0
        else _("The clock was set forward by {length}.")
    )
    return words.format(length=in_words(abs(fact.seconds)))


_SENTENCES: dict[DecisionKind, Callable[[DecisionFact], str]] = {
    "started": _started,
    "stopped": _plain(N_("Soleus Tray ended.")),
    "due": _timed(N_("Due after {length} of sitting."), _sat),
    "held": _held,
    "freed": _freed,
    "overlong": _overlong,
    "reminded": _plain(N_("Reminded.")),
    "reminded_again": _plain(N_("Reminded a second time.")),
    "withdrawn": _plain(N_("The reminder was taken back, since you left or stood up.")),
    "begun": _begun,
    "set_ended": _set_ended,
    "snoozed": _snoozed,
    "snooze_over": _plain(N_("The snooze is over.")),
    "skipped": _plain(N_("The reminder was skipped.")),
    "ignored": _plain(N_("The reminder went unanswered.")),
    "left": _plain(N_("You left, so nothing is due any more.")),
    "away": _away,
    "back": _timed(N_("Back after {length}.")),
    "new_hour": _timed(N_("A break of {length}: a new hour begins.")),
    "slept": _timed(N_("The computer slept for {length}.")),
    "was_sitting": _timed(N_("You were sitting those {length}, so they count.")),
    "paused": _paused,
    "resumed": _plain(N_("Resumed.")),
    "standing": _standing,
    "sat_down": _plain(N_("Sitting again.")),
    "off_hours": _plain(N_("Working hours are over; nothing reminds until the next ones.")),
    "on_hours": _plain(N_("Working hours began.")),
    "ate": _plain(N_("You ate, so the next sets come sooner.")),
    "hurt": _hurt,
    "sudden": _sudden,
    "hurt_over": _plain(N_("The rest after pain is over; reminders come again.")),
    "checked_in": _plain(N_("You noted how your legs feel.")),
    "clock_set": _clock_set,
}
