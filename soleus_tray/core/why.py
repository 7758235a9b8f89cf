"""`why`: recorded decisions as sentences, lines and JSON. Nothing is reconstructed, only put into words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from soleus_tray.core.text import _
from soleus_tray.core.why_words import local_moment, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
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
    words = _("Nothing to tell since {start}: nothing fell due, and nothing was held back.")
    return words.format(start=start)


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
            words = _("{sentence} ({times} times).")
            yield _line(fact, words.format(sentence=sentence(fact).removesuffix("."), times=times))


def _line(fact: DecisionFact, words: str) -> Line:
    local = local_moment(fact.at, fact)
    return Line(local.date(), f"{local:%H:%M}", words, fact.what, fact.detail)
