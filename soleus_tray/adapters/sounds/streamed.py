"""The tones as one stream that stays open while a set runs, written a little ahead of time.

The output says how long what is written next takes to be heard, so that each tone is laid where it will sound
on time: neither a busy machine nor a slow wireless headset shifts it.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING, Protocol

from ...core.text import _
from .mixing import Mixer
from .samples import RATE

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Mapping

    from ...core.soundtrack import Tone

PIECE = RATE // 20
"""Samples written at once: 50 ms."""
LINGER = 30.0
"""Seconds without a tone after which the device may sleep."""
AGAIN_AFTER = 1.0
"""Seconds until an output that has gone is looked for again."""
PATIENCE = 4.0
"""Seconds for the last tones when closing."""
log = logging.getLogger(__name__)


class Stream(Protocol):
    """An open output of 16-bit samples in one channel. Every call may block; all raise OSError."""

    def latency(self) -> float:
        """Seconds until what is written next will be heard."""
        ...

    def write(self, samples: bytes) -> None:
        """Bring more; returns when there is room for the next."""
        ...

    def close(self) -> None:
        """Hang up; what was not heard is lost."""
        ...


class StreamedTones:
    """The tones through one stream; one thread alone uses it, and may hang with it.

    connect: opens an output at so many samples a second; raises OSError.
    """

    def __init__(self, samples: Mapping[Tone, array[int]], connect: Callable[[int], Stream]) -> None:
        self.problem = ""
        self._mixer = Mixer(samples, RATE)
        self._connect = connect
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closing = False

    def play(self, tone: Tone, at: float) -> None:
        """Let it be heard from this time on."""
        with self._changed:
            self._mixer.add(tone, at)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="tones", daemon=True)
                self._thread.start()
            self._changed.notify()

    def hush(self) -> None:
        """Forget what has not begun."""
        with self._changed:
            self._mixer.forget()

    def close(self) -> None:
        """Wait for what is due, if the output lets it be heard, and end."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(PATIENCE)

    def _run(self) -> None:
        try:
            while self._wanted():
                self._stream()
        except Exception:  # the top of a thread: silence is better than a set that ends
            log.exception("tones stopped")

    def _wanted(self) -> bool:
        """Wait until there is something to play; False when closing and nothing is left."""
        with self._changed:
            self._changed.wait_for(lambda: self._closing or not self._mixer.idle)
            return not self._mixer.idle

    def _stream(self) -> None:
        """One connection, until nothing was to be heard for a while, or the output has gone."""
        try:
            stream = self._connect(RATE)
        except OSError as error:
            self._failed(error)
            return
        try:
            self.problem = ""
            self._play(stream)
        except OSError as error:
            self._failed(error)
        finally:
            stream.close()

    def _play(self, stream: Stream) -> None:
        used = time.monotonic()
        while True:
            first = time.monotonic() + stream.latency()
            with self._changed:
                piece = self._mixer.render(first, PIECE)
                busy, closing = not self._mixer.idle, self._closing
            stream.write(piece)
            used = first if busy else used
            if not busy and (closing or first > used + LINGER):
                # PulseAudio's drain would not do: a stream without a reserve never reports itself empty.
                time.sleep(stream.latency())
                return

    def _failed(self, error: Exception) -> None:
        """Keep the reason, and let some time pass before the next attempt."""
        problem = unreachable(error)
        if problem != self.problem:
            log.info("%s", problem)
        self.problem = problem
        with self._changed:
            self._changed.wait_for(lambda: self._closing, AGAIN_AFTER)
            self._mixer.skip(float("inf") if self._closing else time.monotonic())


def unreachable(error: Exception) -> str:
    """The sentence for an output that can't be opened or has gone."""
    reason = _("No sound server can be reached, so no tones are heard ({error}); start it or log in again.")
    return reason.format(error=error)
