"""`begin --terminal` and `begin --plain`: a set guided in this very terminal, with or without the app."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from datetime import date
from queue import SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from soleus_tray.adapters.clock import SystemClock
from soleus_tray.adapters.settings.toml_file import read_file
from soleus_tray.adapters.store.live import LiveJournal
from soleus_tray.app.children import own_command
from soleus_tray.app.control.client import ask
from soleus_tray.app.paths import find_paths
from soleus_tray.commands.speaking import complain
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.facts import to_line
from soleus_tray.core.text import _
from soleus_tray.core.window_messages import SetRequest, SoundChoice
from soleus_tray.ui.session.presenter import SessionPresenter, plan_from
from soleus_tray.ui.terminal.console import can_display, open_console
from soleus_tray.ui.terminal.display import Display
from soleus_tray.ui.terminal.frame import BLOCKS, DRAWN, LETTERS
from soleus_tray.ui.terminal.guided import Guided
from soleus_tray.ui.terminal.plain import Plain

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping

    from soleus_tray.app.paths import Paths
    from soleus_tray.core.settings import Settings, SoundSettings
    from soleus_tray.core.window_messages import WindowEvent
    from soleus_tray.ui.session.audio import SessionAudio
    from soleus_tray.ui.terminal.frame import Marks

COUNTS_WITHIN = 1.5
"""Seconds the record has to say how many sets there were; the summary does without where it takes longer."""
GOODBYE = 2.0
"""Seconds the app has, at the end, to hear of it; the journal has it in any case."""


def begin_here(given: Namespace) -> int:
    """Guide one set, and as many more as are asked for; the exit code.

    given: minutes (seconds, None: the settings'), reps, pace, legs (None: the settings'), and open, plain,
    voice (whether). Raises SoleusError, and OSError when the terminal fails.
    """
    try:
        paths = find_paths().make()
    except OSError as error:
        told = _("{place} can't be used: {reason}.")
        raise SoleusError(told.format(place=error.filename, reason=error.strerror or error)) from error
    file = read_file(paths.settings)
    for sentence in file.sentences:
        complain(sentence)
    status = _status(paths)
    known = counts() or _counts_of(status)
    sound = sound_for(file.settings.sound, os.environ, voice=given.voice)
    # A call, a presentation, do-not-disturb: whatever makes a reminder wait.
    if status.get("held_by") and not (given.voice or file.settings.sound.in_calls):
        sound = SoundChoice()
    request = _request(given, file.settings, known or Counts(0, ()), sound)
    telling = Telling(paths)
    journal, clock = LiveJournal(paths.journal), SystemClock()
    audio = _audio(request.sound)

    def make() -> SessionPresenter:
        return SessionPresenter(
            request, clock, journal, telling.tell, lambda: os.urandom(10), audible=audio is not None
        )

    guided = Guided(make, monotonic, audio, counted=known is not None, reminded=bool(status))
    try:
        return _guide(guided, request, plain=given.plain)
    finally:
        guided.close()
        telling.close()


def _guide(guided: Guided, request: SetRequest, *, plain: bool) -> int:
    console = open_console()
    if plain or not can_display(os.environ):
        return Plain(guided, console, plan_from(request), at_once=not request.get_ready).run()
    return Display(guided, console, marks_for(os.environ, sys.stdout.encoding)).run()


def marks_for(environment: Mapping[str, str], encoding: str) -> Marks:
    """The characters this terminal can show."""
    if not encoding.lower().replace("-", "").startswith("utf"):
        return LETTERS
    return BLOCKS if environment.get("TERM") == "linux" else DRAWN


def _request(given: Namespace, settings: Settings, known: Counts, sound: SoundChoice) -> SetRequest:
    chosen = settings.set
    return SetRequest(
        source="command",
        pace=given.pace or chosen.pace,
        seconds=given.minutes or chosen.length,
        reps=given.reps,
        get_ready=chosen.get_ready,
        theme="dark",
        sets_today=known.today,
        sets_this_week=known.week,
        legs=given.legs or chosen.legs,
        until_stopped=given.open,
        sound=sound,
    )


class Counts(NamedTuple):
    """Sets in the record."""

    today: int
    week: tuple[int, ...]
    """On each day of this week so far, Monday first."""


def counts() -> Counts | None:
    """What the record says; None where it doesn't say so in time."""
    try:
        # Not ended when it takes longer: what it does for the record is worth doing.
        child = subprocess.Popen(
            own_command("_drain"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        values = json.loads(child.communicate(timeout=COUNTS_WITHIN)[0])
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    day = date.fromisoformat(values["day"])
    return Counts(int(values["today"]["sets"]), tuple(values["week"][: day.weekday() + 1]))


def _counts_of(status: dict[str, Any]) -> Counts | None:
    """What the running app knows of today."""
    sets = status.get("today", {}).get("sets")
    return Counts(sets, ()) if isinstance(sets, int) else None


def _audio(choice: SoundChoice) -> SessionAudio | None:
    """What is heard, by a process of its own that starts with the first tone or word; None for nothing."""
    if not (choice.tones or choice.voice):
        return None
    from soleus_tray.adapters.sounds.child import SoundChild  # noqa: PLC0415 - only where it is wanted
    from soleus_tray.ui.session.audio import SessionAudio  # noqa: PLC0415

    volume = choice.volume if choice.tones else 0
    command = own_command("_sound", str(volume), "voice" if choice.voice else "tones")
    child = SoundChild(command, complains=False)  # where there is no device it is silent; `doctor` says why
    return SessionAudio(child if choice.tones else None, child if choice.voice else None)


def sound_for(settings: SoundSettings, environment: Mapping[str, str], *, voice: bool) -> SoundChoice:
    """What is to be heard here: as in the settings, and the voice also where it is asked for now.

    Over SSH only what is asked for now: the loudspeakers are those of the other machine, unless sound comes
    back over the network (PULSE_SERVER).
    """
    if environment.get("SSH_CONNECTION") and not environment.get("PULSE_SERVER"):
        return SoundChoice(tones=False, volume=settings.volume, voice=voice)
    return SoundChoice(settings.tones and settings.volume > 0, settings.volume, settings.voice or voice)


def _status(paths: Paths) -> dict[str, Any]:
    """What the running app says of itself; empty where none runs."""
    try:
        return dict(ask(paths, "status")["status"])
    except (SoleusError, LookupError, TypeError, ValueError):
        return {}


class Telling:
    """Tells a running app of the set, beside it: an app that is busy, or not there, holds up nothing."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._requests: SimpleQueue[tuple[str, dict[str, Any]] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="telling", daemon=True)
        self._thread.start()

    def tell(self, event: WindowEvent) -> None:
        """Tell of the set as it is now, or what the reminders are to do after pain."""
        word, _, until = event.action.partition(" ")
        if event.fact is not None:
            self._requests.put(("set", {"fact": json.loads(to_line(event.fact))}))
        elif word == "rest":
            self._requests.put(("rest", {"until": until}))

    def close(self) -> None:
        """Let the last be told, within limits."""
        self._requests.put(None)
        self._thread.join(GOODBYE)

    def _run(self) -> None:
        while (request := self._requests.get()) is not None:
            try:
                ask(self._paths, request[0], **request[1])
            except SoleusError:  # not running, or too old for it; the record has the set from the journal
                continue
