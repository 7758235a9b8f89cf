"""What the doctor found out about one part."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

from soleus_tray.core.text import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST_NAME = 60
State = Literal["works", "limited", "can't"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One part, tried."""

    part: str
    """What people call it: "microphone"."""
    state: State
    """limited: it works in part, or this desktop simply doesn't tell; can't: it doesn't work, and could."""
    found: str
    """A short sentence on what was seen."""
    because: str = ""
    """Why it doesn't work in full; "" when it does."""
    remedy: str = ""
    """What to do; "" when it works, or when there is nothing to be done."""

    def values(self) -> dict[str, str]:
        """JSON-able; the keys are a contract with scripts."""
        return asdict(self)


def works(part: str, found: str) -> Finding:
    """A part as it should be."""
    return Finding(part, "works", found)


def limited(part: str, found: str, because: str, remedy: str = "") -> Finding:
    """A part that does some of its work."""
    return Finding(part, "limited", found, because, remedy)


def cannot(part: str, found: str, because: str, remedy: str = "") -> Finding:
    """A part that doesn't work."""
    return Finding(part, "can't", found, because, remedy)


def told(why: str) -> tuple[str, str]:
    """Because and remedy, from the one sentence in which the parts say both: "No ...; start ..."."""
    because, semicolon, remedy = why.rpartition("; ")
    if not semicolon:
        return sentence(why), ""
    return sentence(because), sentence(remedy)


def sentence(text: str) -> str:
    """With a capital and a full stop; paths and addresses keep their first letter."""
    text = text.strip()
    if not text:
        return ""
    first = text.partition(" ")[0]
    is_word = first.strip(".,:;!?'").replace("'", "").isalpha()
    text = text[0].upper() + text[1:] if is_word and first != "soleus-tray" else text
    return text if text.endswith((".", "!", "?")) else f"{text}."


def clipped(name: str) -> str:
    """A name that somebody else chose, on one line and not too long."""
    clean = " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())
    return clean if len(clean) <= LONGEST_NAME else f"{clean[: LONGEST_NAME - 1]}…"


def listed(names: Sequence[str]) -> str:
    """One, "one and another", "one, two and another"."""
    *first, last = names
    return _("{first} and {last}").format(first=", ".join(first), last=last) if first else last


def enough(findings: Iterable[Finding]) -> bool:
    """Whether the app can do its work: be seen, remind, and keep the record.

    A window stands in for the tray and for notifications; a sensor that is missing makes nobody's hour stop.
    """
    states = {finding.part: finding.state for finding in findings}

    def usable(part: str) -> bool:
        return states.get(part, "can't") != "can't"

    return (
        (usable("tray") or usable("windows"))
        and (usable("notifications") or usable("windows"))
        and usable("record")
    )
