"""Sound in a process of its own, which lives while a set runs.

Whatever hangs there (a sound server, a voice) holds up neither the window nor the set, and the window has
neither their memory. One line of JSON for each order; monotonic time is the same in all processes.
"""

from __future__ import annotations

import json
import logging
import subprocess
from typing import TYPE_CHECKING, Any, TextIO, get_args

from ...core.soundtrack import Tone
from ...core.text import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...ports.sounds import Tones, Voice

log = logging.getLogger(__name__)


class SoundChild:
    """Tones and voice both, by a child that is started when the first is told.

    command: starts a program that calls `serve` on its standard input. complains: whether what keeps it
    silent is told on our standard error, which a terminal shows in the middle of a set.
    """

    def __init__(self, command: list[str], *, complains: bool = True) -> None:
        self.problem = ""
        self._complains = complains
        self._command = command
        self._process: subprocess.Popen[str] | None = None
        self._closed = False

    def play(self, tone: Tone, at: float) -> None:
        """Let the tone be heard at this time."""
        self._tell({"tone": tone, "at": at})

    def say(self, words: str, at: float) -> None:
        """Say it at this time."""
        self._tell({"words": words, "at": at})

    def hush(self) -> None:
        """Forget what has not begun."""
        if self._process is not None:
            self._tell({})

    def close(self) -> None:
        """Tell no more. Returns at once: the child ends by itself when the last has been heard."""
        self._closed = True
        if self._process is not None and self._process.stdin is not None:
            try:
                self._process.stdin.close()
            except OSError:
                log.info("the sound's process had gone before")

    def _tell(self, order: dict[str, Any]) -> None:
        if self._closed:
            return
        try:
            process = self._process or self._start()
            assert process.stdin is not None  # noqa: S101 - it was started with one
            process.stdin.write(json.dumps(order) + "\n")
            process.stdin.flush()
        except OSError as error:
            self._closed = True
            self.problem = _("Nothing is heard: the sound's process ended ({error}).").format(error=error)
            log.info("%s", self.problem)

    def _start(self) -> subprocess.Popen[str]:
        # Not our standard output: the tray takes that one's end for the window's.
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=None if self._complains else subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        return self._process


def serve(orders: TextIO, tones: Tones, voice: Voice) -> None:
    """What the child does: hand on each order until there are no more, then let the last be heard.

    May leave threads behind that hang in a sound server; the caller ends the process with `os._exit`.
    """
    for line in orders:
        _obey(line, tones, voice)
    _let_end((tones, voice))


def _let_end(both: Iterable[Tones | Voice]) -> None:
    for one in both:
        one.close()
        if one.problem:
            log.warning("%s", one.problem)


def _obey(line: str, tones: Tones, voice: Voice) -> None:
    """Do what one line says; one that can't be read is told and left."""
    try:
        order = json.loads(line)
        if not order:
            tones.hush()
            voice.hush()
        elif "tone" in order and order["tone"] in get_args(Tone):
            tones.play(order["tone"], float(order["at"]))
        else:
            voice.say(str(order["words"]), float(order["at"]))
    except (ValueError, TypeError, KeyError) as error:
        log.warning("an order to the sound's process can't be read (%r): %.80s", error, line)
