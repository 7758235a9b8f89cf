"""What a key, or a typed line, asks for at each stage of a set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from soleus_tray.core.session import Stage

Gesture = Literal[
    "",
    "start",
    "pause",
    "finish",
    "stop",
    "hurts",
    "faster",
    "slower",
    "mute",
    "easy",
    "good",
    "hard",
    "again",
    "done",
    "where",
    "help",
    "every-phase",
]
"""where, help and every-phase are the terminal's own; the others are the session's words."""

_SET: dict[str, Gesture] = {
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
    "w": "where",
    "?": "help",
    "a": "every-phase",
}
_GET_READY: dict[str, Gesture] = {**_SET, " ": "start", "\n": "start", "p": "start", "f": "stop", "h": "stop"}
# Not Space: who wanted to pause the last rep would close the summary.
_OVER: dict[str, Gesture] = {
    "\n": "done",
    "\x1b": "done",
    "q": "done",
    "s": "done",
    "f": "done",
    "a": "again",
    "e": "easy",
    "g": "good",
    "h": "hard",
}


def gesture(key: str, stage: Stage) -> Gesture:
    """What this key means now; "" for one that means nothing."""
    table = _OVER if stage == "over" else _GET_READY if stage == "get_ready" else _SET
    return table.get(key.lower(), "")


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
