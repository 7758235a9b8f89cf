"""What a key, or a typed line, asks for at each stage of a set."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from soleus_tray.core.text import _

if TYPE_CHECKING:
    from soleus_tray.core.session import Stage
    from soleus_tray.ui.session.picture import Picture

_SET = {
    " ": "pause",
    "p": "pause",
    "\n": "finish",
    "f": "finish",
    "\x1b": "stop",
    "q": "stop",
    "s": "stop",
    "h": "hurts",
    "m": "mute",
    "+": "faster",
    "=": "faster",
    "-": "slower",
    "r": "skip_rest",
    "w": "where",
    "?": "help",
    "a": "every phase",
}
"""Key to action; where, help and every phase are the terminal's own, the others the presenter's."""
_GET_READY = {**_SET, " ": "start", "p": "start", "\n": "start"} | dict.fromkeys("\x1bqsfh", "leave")
_OVER = dict.fromkeys("\n\x1bqsf", "done")
_TOES = dict.fromkeys(" \n\x1bqsf", "toes end") | {"h": "hurts"}
_LETTERS = {
    "again": "a",
    "toes": "t",
    "effort easy": "e",
    "effort good": "g",
    "effort hard": "h",
    "rest open": "r",
    "rest off": "k",
}


class Choice(NamedTuple):
    """Something that can be chosen on the last screen."""

    key: str
    action: str
    label: str
    """With its key: "e easy"."""


def action_of(key: str, stage: Stage, picture: Picture) -> str:
    """What this key means now; "" for one that means nothing."""
    key = key.lower()
    if picture.screen == "toes":
        return _TOES.get(key, "")
    if stage != "over":
        return (_GET_READY if stage == "get_ready" else _SET).get(key, "")
    chosen = (one.action for one in (*efforts(picture), *others(picture)) if one.key == key)
    return next(chosen, _OVER.get(key, ""))


def efforts(picture: Picture) -> tuple[Choice, ...]:
    """The answers to how hard it was; () where that is not asked, or was answered."""
    asked = picture.summary.effort if picture.summary else None
    return _lettered(asked.answers) if asked is not None and not asked.chosen else ()


def others(picture: Picture) -> tuple[Choice, ...]:
    """What else can be chosen at the end, beside leaving."""
    toes = picture.summary.toes if picture.summary else ()
    return _lettered((*toes, *picture.buttons, *_rests(picture)))


def _rests(picture: Picture) -> tuple[tuple[str, str], ...]:
    """What the reminders may do after pain, beside what they do now."""
    pain = picture.pain
    return tuple(one for one in pain.choices if one[0] != pain.chosen) if pain is not None else ()


def _lettered(actions: tuple[tuple[str, str], ...]) -> tuple[Choice, ...]:
    known = [(_LETTERS[action], action, label) for action, label in actions if action in _LETTERS]
    told = _("{key} {action}")
    return tuple(
        Choice(key, action, told.format(key=key, action=label[:1].lower() + label[1:]))
        for key, action, label in known
    )


def keys_in(typed: str) -> list[str]:
    """The keys in what a terminal sent; arrows, Alt and the like, which come as sequences, are left out."""
    keys, rest = [], typed.replace("\r", "\n")
    while rest:
        length = _sequence(rest)
        if length == 1:
            keys.append(rest[0])
        rest = rest[length:]
    return keys


def _sequence(text: str) -> int:
    """How many characters the first key takes; Esc by itself takes one (ECMA-48, section 5.4)."""
    if text[0] != "\x1b" or len(text) == 1:
        return 1
    if text[1] == "O":
        return min(3, len(text))
    if text[1] != "[":
        return 2
    ends = (place for place in range(2, len(text)) if "@" <= text[place] <= "~")
    return next(ends, len(text) - 1) + 1


def key_of(line: str) -> str:
    """The key a typed line stands for: its first letter, or Enter for an empty one."""
    stripped = line.strip()
    return stripped[0] if stripped else "\n"
