"""One thing about a meeting or a wish for quiet that this desktop can tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from soleus_tray.core.settings import QuietSettings
    from soleus_tray.core.signals import Kind, Signal


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sensor says at one moment."""

    signals: tuple[Signal, ...] = ()
    """Empty: nothing of the kind now. At most one for each program."""
    why: str = ""
    """One sentence with the remedy, when this can't be told; signals are empty then."""


class Sensor(Protocol):
    """Read on the sensing thread when a decision needs it: every 10 s while a reminder is held, else rarely.

    `read` may block for up to a second and never raises; one that takes longer than two seconds is set aside
    for some minutes and its thread left behind. Constructors do no I/O; what a read needs (a library, a
    connection) is loaded by the first one and kept while that is cheaper than doing it again.
    """

    kind: Kind

    @property
    def source(self) -> str:
        """Where readings come from, for `status` and `doctor`: "PulseAudio". The first may change it."""
        ...

    def read(self, chosen: QuietSettings) -> Reading:
        """The present reading."""
        ...

    def close(self) -> None:
        """Let go of what is held."""
        ...
