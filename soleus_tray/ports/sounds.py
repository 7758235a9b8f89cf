"""What is heard of a set: short tones, and a voice. Both are told ahead of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from soleus_tray.core.soundtrack import Tone


class Tones(Protocol):
    """Plays the app's own tones.

    Called on the one thread that guides the set. No call blocks or raises: what is slow (finding the sound
    server, opening a device that sleeps) happens on a thread or in a process of its own, from the first
    `play` on, so a tone told a second ahead begins on its time. Without a device there is silence, and
    `problem` says why.
    """

    @property
    def problem(self) -> str:
        """Why nothing is heard, in one sentence with what to do; "" while all is well or not yet known."""
        ...

    def play(self, tone: Tone, at: float) -> None:
        """Let it be heard from this monotonic time on; at once where that has just passed.

        Told twice for the same time, it is heard once. One that is half a second late is left out.
        """
        ...

    def hush(self) -> None:
        """Forget what has not begun; what is on its way to the device, for half a second, is still heard."""
        ...

    def close(self) -> None:
        """Let go of everything once what is due in the next seconds has been heard. May wait for that."""
        ...


class Voice(Protocol):
    """Speaks with the system's voice, as set up by the user. Threads and blocking: as for Tones."""

    @property
    def problem(self) -> str:
        """Why nothing is heard, in one sentence with what to do; "" while all is well or not yet known."""
        ...

    def say(self, words: str, at: float) -> None:
        """Begin to say it at this monotonic time; at once where that has just passed.

        Words that are later than it takes to say them are left out: a number said late would be a wrong one.
        """
        ...

    def hush(self) -> None:
        """Forget what has not been said, and stop speaking, as far as the system's voice can."""
        ...

    def close(self) -> None:
        """Let go of everything once what is due in the next seconds has been said. May wait for that."""
        ...
