"""Whether a fact could have happened: the bounds of what is recorded."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import get_args

from soleus_tray.core.errors import BadValueError
from soleus_tray.core.exercise import Legs
from soleus_tray.core.facts import (
    MOST_OF_A_SIGN,
    SIGNS,
    YES_NO,
    CheckInFact,
    DecisionFact,
    Effort,
    Fact,
    SetFact,
)

MOST_SECONDS = 10**8
"""Three years: no span is longer, so a bigger number is a fault and not a record."""
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
_LATEST = datetime(2200, 1, 1, tzinfo=UTC)
_TEXTS = ("id", "pace", "source", "outcome", "what", "note", "legs", "effort")
_MOMENTS = ("started_at", "ended_at", "due_at", "at")
_LONGEST_NAME = 80
_LONGEST_NOTE = 500
_LIMITS = {
    "utc_offset": (-86_399, 86_399),
    "level": (0, 5),
    **dict.fromkeys(SIGNS, (0, MOST_OF_A_SIGN)),
}
_CHOICES: dict[str, tuple[str, ...]] = {"legs": get_args(Legs), "effort": get_args(Effort)}
_MAY_BE_OPEN: dict[str, type[Fact]] = {
    "ended_at": SetFact,
    "veins": CheckInFact,
    **dict.fromkeys(SIGNS, CheckInFact),
}
_JOINERS = str.maketrans("", "", "\u200c\u200d")
"""Not printable by themselves, and part of names in Persian, Hindi and others."""


def check_fact(fact: Fact) -> None:
    """Raise BadValueError when a fact is out of any sensible bounds, and so can't be recorded."""
    for name in fact.__slots__:
        value = getattr(fact, name)
        if value is None and _MAY_BE_OPEN.get(name) is type(fact):
            continue
        if not (_is_sensible(name, value) or (isinstance(fact, DecisionFact) and _may_decide(fact, name))):
            raise BadValueError(f"journal, {name}", value, "no such fact could have happened")


def _is_sensible(name: str, value: object) -> bool:
    if isinstance(value, bool) or name in YES_NO:
        return isinstance(value, bool) and name in YES_NO
    if name in _MOMENTS:
        return isinstance(value, datetime) and _EARLIEST <= value < _LATEST
    if isinstance(value, str):
        return _may_be_said(name, value)
    low, high = _LIMITS.get(name, (0, MOST_SECONDS))
    return isinstance(value, int) and low <= value <= high and name not in _TEXTS


def _may_be_said(name: str, text: str) -> bool:
    if name == "id":
        return _ID.fullmatch(text) is not None
    if name == "note":
        return len(text) <= _LONGEST_NOTE and _is_printable(text, "\n")
    if name in _CHOICES:
        return text in _CHOICES[name]
    return name in _TEXTS and 0 < len(text) <= 200 and text.isascii() and text.isprintable()


def _may_decide(fact: DecisionFact, name: str) -> bool:
    """Whether the field holds what only a decision may hold: no text, a foreign name, a clock set back."""
    value = getattr(fact, name)
    if name == "who":
        return isinstance(value, str) and len(value) <= _LONGEST_NAME and _is_printable(value)
    if name == "detail":
        return isinstance(value, str) and (value == "" or _is_sensible("pace", value))
    is_set_back = name == "seconds" and fact.what == "clock_set"
    return is_set_back and isinstance(value, int) and abs(value) <= MOST_SECONDS


def _is_printable(text: str, besides: str = "") -> bool:
    kept = text.translate(_JOINERS)
    return all(character.isprintable() or character in besides for character in kept)
