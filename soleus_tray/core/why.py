"""`why`: recorded decisions as sentences, lines and JSON. Nothing is reconstructed, only put into words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from soleus_tray.core.durations import in_words
from soleus_tray.core.signal_words import ended_words, signal_words
from soleus_tray.core.signals import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from soleus_tray.core.facts import DecisionFact, DecisionKind

BURST = timedelta(minutes=1)
"""Within it, a signal that comes and goes is one line for people."""
_FLAPS = 2
"""Comings and goings of one signal in a burst that still stand by themselves."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the timeline."""

    day: date
    """Local, where and when it was decided."""
    clock: str
    """14:02."""
    words: str
    """A sentence."""
    what: DecisionKind
    detail: str


def sentence(fact: DecisionFact) -> str:
    """The decision as one sentence; the time is told beside it. Never raises."""
    words = _SENTENCES.get(fact.what)
    # A newer version may have written what this one has no words for.
    return words(fact) if words else f"{_capital(fact.what.replace('_', ' '))}."


def timeline(facts: Sequence[DecisionFact]) -> list[Line]:
    """The lines for people, oldest first; a signal that flaps is told once, with how often."""
    return [line for burst in _bursts(facts) for line in _lines_of(burst)]


def as_text(lines: Iterable[Line], today: date) -> str:
    """The lines for a terminal: "14:02 Reminded."; those of other days with the date before it."""
    return "\n".join(
        f"{'' if line.day == today else f'{line.day} '}{line.clock} {line.words}" for line in lines
    )


def as_json(facts: Iterable[DecisionFact]) -> str:
    """Every decision, unfolded, as a JSON list; `at` is local time with its offset, to the second."""
    return json.dumps([_values(fact) for fact in facts], indent=2, ensure_ascii=False)


def nothing_to_tell(since: datetime, now: datetime) -> str:
    """What stands where the lines would; both moments on the user's own clock."""
    start = f"{since:%H:%M}" if since.date() == now.date() else f"{since:%Y-%m-%d %H:%M}"
    return f"Nothing to tell since {start}: nothing fell due, and nothing was held back."


def _values(fact: DecisionFact) -> dict[str, Any]:
    zone = timezone(timedelta(seconds=fact.utc_offset))
    return {
        "at": fact.at.astimezone(zone).isoformat(timespec="seconds"),
        "what": fact.what,
        "detail": fact.detail,
        "who": fact.who,
        "seconds": fact.seconds,
        "sentence": sentence(fact),
    }


def _bursts(facts: Sequence[DecisionFact]) -> Iterator[list[DecisionFact]]:
    """Runs of signals that came and went within a minute; every other decision is a run of its own."""
    run: list[DecisionFact] = []
    for fact in facts:
        if run and not (_is_signal(run[0]) and _is_signal(fact) and fact.at - run[0].at < BURST):
            yield run
            run = []
        run.append(fact)
    if run:
        yield run


def _is_signal(fact: DecisionFact) -> bool:
    return fact.what in ("held", "freed")


def _lines_of(burst: list[DecisionFact]) -> Iterator[Line]:
    """A line for each decision, or only the last of a signal that flapped, with how often it did."""
    told: dict[tuple[str, str], list[DecisionFact]] = {}
    for fact in burst:
        told.setdefault((fact.detail, fact.who), []).append(fact)
    for fact in burst:
        same = told[fact.detail, fact.who]
        if len(same) <= _FLAPS:
            yield _line(fact, sentence(fact))
        elif fact is same[-1]:
            times = sum(one.what == fact.what for one in same)
            yield _line(fact, f"{sentence(fact).removesuffix('.')} ({times} times).")


def _line(fact: DecisionFact, words: str) -> Line:
    local = _local(fact.at, fact)
    return Line(local.date(), f"{local:%H:%M}", words, fact.what, fact.detail)


def _local(moment: datetime, fact: DecisionFact) -> datetime:
    """The moment on the clock the user had when the decision was made."""
    return moment.astimezone(UTC) + timedelta(seconds=fact.utc_offset)


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _sat(seconds: int) -> str:
    """Sitting time: in minutes as long as people count in minutes."""
    return f"{seconds // 60} min" if 60 <= seconds < 90 * 60 else in_words(seconds)


def _started(fact: DecisionFact) -> str:
    off = f" after {in_words(fact.seconds)} off" if fact.seconds else ""
    return f"Soleus Tray started{off}."


def _signal(fact: DecisionFact, words: Callable[..., str]) -> str:
    return words(fact.detail, fact.who) if fact.detail in KINDS else (fact.who or "something unknown")


def _begun(fact: DecisionFact) -> str:
    places = {"tray": "tray", "notification": "notification", "command": "command line", "window": "window"}
    if fact.detail == "quiet":
        return "A quiet set was begun."
    return f"A set was begun from the {places[fact.detail]}." if fact.detail in places else "A set was begun."


def _set_ended(fact: DecisionFact) -> str:
    verb = {"completed": "completed", "stopped_early": "stopped"}.get(fact.detail, "interrupted")
    if fact.seconds <= 0:
        return f"The set was {verb} before its first rep."
    if verb == "completed":
        return f"The set was completed: {in_words(fact.seconds)} of reps."
    return f"The set was {verb} after {in_words(fact.seconds)}."


def _snoozed(fact: DecisionFact) -> str:
    if fact.detail == "meeting":
        return "Snoozed until the meeting ends."
    if not fact.detail:
        return f"Snoozed for {in_words(fact.seconds)}."
    try:
        until = datetime.fromisoformat(fact.detail)
        local = _local(until if until.tzinfo else until.replace(tzinfo=UTC), fact)
        days = (local.date() - _local(fact.at, fact).date()).days
    except (ValueError, OverflowError):
        return "Snoozed."
    day = {0: "", 1: "tomorrow, "}.get(days, f"{local:%Y-%m-%d} ")
    return f"Snoozed until {day}{local:%H:%M}."


def _away(fact: DecisionFact) -> str:
    if fact.detail == "locked":
        return "Away: the screen was locked."
    if fact.seconds:
        return f"Away from here on: no keyboard or mouse for {in_words(fact.seconds)}."
    return "Away."


def _for_so_long(begin: str, fact: DecisionFact, without: str) -> str:
    return f"{begin} for {in_words(fact.seconds)}." if fact.seconds else without


def _clock_set(fact: DecisionFact) -> str:
    return f"The clock was set {'back' if fact.seconds < 0 else 'forward'} by {in_words(abs(fact.seconds))}."


_SENTENCES: dict[DecisionKind, Callable[[DecisionFact], str]] = {
    "started": _started,
    "stopped": lambda _: "Soleus Tray ended.",
    "due": lambda fact: f"Due after {_sat(fact.seconds)} of sitting.",
    "held": lambda fact: f"Held: {_signal(fact, signal_words)}.",
    "freed": lambda fact: f"{_capital(_signal(fact, ended_words))}.",
    "overlong": lambda fact: (
        f"{_capital(_signal(fact, signal_words))} for {in_words(fact.seconds)}; it is no longer waited for."
    ),
    "reminded": lambda _: "Reminded.",
    "reminded_again": lambda _: "Reminded a second time.",
    "withdrawn": lambda _: "The reminder was taken back, since you left or stood up.",
    "begun": _begun,
    "set_ended": _set_ended,
    "snoozed": _snoozed,
    "snooze_over": lambda _: "The snooze is over.",
    "skipped": lambda _: "The reminder was skipped.",
    "ignored": lambda _: "The reminder went unanswered.",
    "left": lambda _: "You left, so nothing is due any more.",
    "away": _away,
    "back": lambda fact: f"Back after {in_words(fact.seconds)}.",
    "new_hour": lambda fact: f"A break of {in_words(fact.seconds)}: a new hour begins.",
    "slept": lambda fact: f"The computer slept for {in_words(fact.seconds)}.",
    "was_sitting": lambda fact: f"You were sitting those {in_words(fact.seconds)}, so they count.",
    "paused": lambda fact: _for_so_long("Paused", fact, "Paused until you resume."),
    "resumed": lambda _: "Resumed.",
    "standing": lambda fact: _for_so_long("Standing", fact, "Standing."),
    "sat_down": lambda _: "Sitting again.",
    "off_hours": lambda _: "Working hours are over; nothing reminds until the next ones.",
    "on_hours": lambda _: "Working hours began.",
    "ate": lambda _: "You ate, so the next sets come sooner.",
    "clock_set": _clock_set,
}
