"""The commands that talk to the running app. They load no database and no tray."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from soleus_tray import __version__
from soleus_tray.app.control.client import ask
from soleus_tray.app.paths import find_paths
from soleus_tray.commands.speaking import UsageError, say
from soleus_tray.core.durations import in_words
from soleus_tray.core.errors import NotRunningError
from soleus_tray.core.text import _, ngettext

if TYPE_CHECKING:
    from argparse import Namespace

GONE_WITHIN = 10.0
"""Seconds the app has to put things away after `quit`."""


def status(given: Namespace) -> int:
    """Say how things are, for people or for scripts."""
    try:
        answer = ask(find_paths(), "status")
    except NotRunningError:
        if given.json:
            say(json.dumps({"version": __version__, "running": False}, indent=2))
        raise
    say(json.dumps(answer["status"], indent=2) if given.json else in_lines(answer))
    return 0


def in_lines(answer: dict[str, Any]) -> str:
    """The answer to `status` in a few lines for people."""
    values = answer["status"]
    lines = [answer["say"], _today(values["today"])]
    if values["tray"]["visible"] is False:
        lines.append(
            _("No tray shows the icon here; `soleus-tray` opens a small window with the same actions.")
        )
    idle = values["sensors"]["idle"]
    if idle["seconds"] is None:
        usual = _("Whether you are at the desk can't be told here, so time is counted as sitting.")
        lines.append(idle.get("why") or usual)
    lock = values["sensors"].get("lock", {}).get("why")
    return "\n".join([*lines, *([lock] if lock else []), *values.get("notices", ())])


def _today(today: dict[str, int]) -> str:
    sets, sitting = today["sets"], in_words(today["sitting_seconds"])
    if not today["reps"]:
        done = ngettext(
            "Today: {sets} set, {sitting} sitting.", "Today: {sets} sets, {sitting} sitting.", sets
        )
        return done.format(sets=sets, sitting=sitting)
    done = ngettext(
        "Today: {sets} set, {reps} reps in {active}, {sitting} sitting.",
        "Today: {sets} sets, {reps} reps in {active}, {sitting} sitting.",
        sets,
    )
    active = in_words(today["active_seconds"])
    return done.format(sets=sets, reps=today["reps"], active=active, sitting=sitting)


def begin(given: Namespace) -> int:
    """Begin a set: in its window, by ear, by the icon alone, or right here in the terminal."""
    if given.terminal or given.plain:
        return _begin_in_terminal(given)
    if given.voice:
        raise UsageError(_("--voice: it goes with --terminal; elsewhere the setting sound.voice counts."))
    if given.quietly:
        if given.reps or given.pace or given.legs or given.open or given.mode:
            raise UsageError(
                _("--quietly: the icon keeps the pace of your settings; give it --minutes only.")
            )
        return _told(ask(find_paths(), "pace", seconds=given.minutes))
    return _told(
        ask(
            find_paths(),
            "begin",
            seconds=given.minutes,
            reps=given.reps,
            pace=given.pace,
            legs=given.legs,
            until_stopped=given.open,
            mode=given.mode,
        )
    )


def _begin_in_terminal(given: Namespace) -> int:
    if given.quietly or given.mode:
        told = _("{option}: the set is guided in this terminal; leave out --quietly and --mode.")
        raise UsageError(told.format(option="--plain" if given.plain else "--terminal"))
    from soleus_tray.commands.begin_here import begin_here  # noqa: PLC0415 - loads what draws a terminal

    return begin_here(given)


def snooze(given: Namespace) -> int:
    """Snooze, or end the snooze."""
    if isinstance(given.duration, str) and ":" in given.duration:
        return _told(ask(find_paths(), "snooze-until", time=given.duration))
    if isinstance(given.duration, str):
        return _told(ask(find_paths(), f"snooze-{given.duration}"))
    return _told(ask(find_paths(), "snooze", seconds=given.duration))


def pause(given: Namespace) -> int:
    """Pause, for a while or until `resume`."""
    return _told(ask(find_paths(), "pause", seconds=given.duration))


def rest(given: Namespace) -> int:
    """Rest after pain, or be reminded again."""
    return _told(ask(find_paths(), "rest", until=given.until))


def standing(given: Namespace) -> int:
    """Stand or sit."""
    return _told(ask(find_paths(), "standing", standing=given.state == "on", seconds=given.length))


def plain(given: Namespace) -> int:
    """A command without arguments that the app knows by the same name."""
    return _told(ask(find_paths(), given.command))


def quit_app(_: Namespace) -> int:
    """End the app, and return once it is gone."""
    from soleus_tray.adapters.lock import FileLock  # noqa: PLC0415 - only here

    paths = find_paths()
    answer = ask(paths, "quit")
    lock = FileLock(paths.lock)
    if lock.acquire(GONE_WITHIN):
        lock.release()
    return _told(answer)


def _told(answer: dict[str, Any]) -> int:
    say(answer["say"])
    return 0
