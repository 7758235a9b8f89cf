"""Linux: who records from the microphone, by the sound server: PulseAudio, or PipeWire speaking as one."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from soleus_tray.core.text import _
from soleus_tray.ports.sensor import Reading

from .holders import reading_of
from .pulse_place import Place, cookie, places
from .pulse_server import Recorder, RefusedError, SoundServer
from .pulse_values import NOBODY, NotPulseError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from soleus_tray.core.settings import QuietSettings
    from soleus_tray.core.signals import Kind

    from .holders import Names

PATIENCE = 0.8
"""Seconds for the whole reading, all places tried."""
_METER_METHOD = "peaks"
_FILTERS = ("filter-chain", "loopback", "echo-cancel")
"""PipeWire's own filters, by the link group of their streams. PulseAudio's are of no client."""


class PulseMicrophone:
    """The recorders of the user's sound server. Never starts one."""

    kind: Kind = "microphone"

    def __init__(self, environment: Mapping[str, str] = os.environ, own: int | None = None) -> None:
        self._environment = environment
        self._own = str(own or os.getpid())
        self.source = "PulseAudio"

    def read(self, chosen: QuietSettings) -> Reading:
        """The present reading."""
        tried = places(self._environment)
        if not tried:
            return Reading(
                why=_("PULSE_SERVER names no sound server that can be asked; unset it or correct it.")
            )
        until = time.monotonic() + PATIENCE
        problems: list[tuple[Place, Exception]] = []
        for place in tried:
            try:
                return self._asked(place, until, chosen)
            except (OSError, NotPulseError, RefusedError) as error:
                problems.append((place, error))
        # A place where something is wrong is the one to tell of, not one where nothing is.
        wrong = [problem for problem in problems if not _is_nothing(problem[1])]
        return Reading(why=_sentence(*(wrong or problems)[0]))

    def close(self) -> None:
        """Nothing is held between two readings."""

    def _asked(self, place: Place, until: float, chosen: QuietSettings) -> Reading:
        server = SoundServer(place, cookie(self._environment), until)
        try:
            self.source = "PipeWire" if "pipewire" in server.name().casefold() else "PulseAudio"
            listening = [recorder for recorder in server.recorders() if _listens(recorder, self._own)]
            sources = {recorder.source for recorder in listening} - {NOBODY}
            monitors = {source for source in sources if server.is_monitor(source)}
        finally:
            server.close()
        return reading_of("microphone", _names(listening, monitors), chosen.ignore)


def _names(listening: Iterable[Recorder], monitors: set[int]) -> list[Names]:
    return [_names_of(recorder.properties) for recorder in listening if recorder.source not in monitors]


def _listens(recorder: Recorder, own: str) -> bool:
    """Whether a stream is a program's that hears a microphone now, as far as the stream itself tells."""
    told = recorder.properties
    return not (
        recorder.client == NOBODY
        or recorder.paused
        or recorder.resampling == _METER_METHOD
        or told.get("application.process.id") == own
        or "true" in (told.get("stream.monitor"), told.get("resample.peaks"), told.get("stream.capture.sink"))
        or told.get("node.link-group", "").startswith(_FILTERS)
    )


def _names_of(told: Mapping[str, str]) -> Names:
    shown = told.get("application.name") or ""
    return (shown, told.get("application.process.binary", ""), told.get("application.id", ""))


def _is_nothing(error: Exception) -> bool:
    return isinstance(error, FileNotFoundError | ConnectionRefusedError)


def _sentence(place: Place, error: Exception) -> str:
    """What is wrong, and what to do."""
    if _is_nothing(error):
        return _(
            "No sound server answers at {place}, so calls go unnoticed; start PulseAudio or PipeWire."
        ).format(place=place)
    if isinstance(error, TimeoutError | BlockingIOError):
        return _("The sound server at {place} does not answer; restart it, or log in again.").format(
            place=place
        )
    if isinstance(error, RefusedError):
        known = _("it wants another cookie than ~/.config/pulse/cookie") if error.is_access else str(error)
        return _(
            "The sound server at {place} lets nothing be asked: {reason}; set PULSE_COOKIE to its file."
        ).format(place=place, reason=known)
    if isinstance(error, NotPulseError):
        return _("What answers at {place} is no sound server ({error}); correct PULSE_SERVER.").format(
            place=place, error=error
        )
    return _("The sound server at {place} can't be asked ({error}); restart it, or log in again.").format(
        place=place, error=error
    )
