"""The app's own things: settings, record, start on login, and the app that runs now."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import sys
from contextlib import closing
from shlex import quote
from typing import TYPE_CHECKING, Any
from urllib.parse import quote as quote_path

from soleus_tray import __version__
from soleus_tray.app.doctor.finding import Finding, cannot, limited, listed, told, works
from soleus_tray.core.errors import NotRunningError, SoleusError
from soleus_tray.core.settings_keys import KEYS
from soleus_tray.core.text import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from soleus_tray.app.doctor.place import Place
    from soleus_tray.app.paths import Paths
    from soleus_tray.core.settings_reading import Problem

AUTOSTART, SETTINGS, RECORD, APP = N_("start on login"), N_("settings"), N_("record"), N_("running app")
HIDDEN = N_("No tray shows its icon.")
LITTLE = 50_000_000
"""Bytes on the disk below which it is time to say so."""
SQLITE_WAITS = 2.0
"""Seconds for a process that writes just now."""


def autostart(_place: Place) -> Finding:
    """Whether it starts on login. On or off is the user's own choice; only a dead entry is a fault."""
    from soleus_tray.adapters.autostart.choose import choose_autostart  # noqa: PLC0415

    status = choose_autostart().status()
    because, remedy = told(status.sentence)
    if status.state == "unavailable":
        return limited(AUTOSTART, _("It is arranged elsewhere."), because, remedy)
    if status.state == "off" and remedy:
        return cannot(AUTOSTART, _("The entry leads nowhere."), because, _("Run soleus-tray autostart on."))
    if status.state == "off":
        return works(
            AUTOSTART, _("{status} If it should: soleus-tray autostart on").format(status=status.sentence)
        )
    return works(AUTOSTART, status.sentence)


def settings(place: Place) -> Finding:
    """Whether every line of the file can be used."""
    found = place.settings
    if found.problems:
        sentences = [one.sentence(str(found.path)) for one in found.problems]
        count = ngettext("One line needs a look.", "{count} lines need a look.", len(sentences))
        said = count.format(count=len(sentences))
        return limited(SETTINGS, said, " ".join(sentences), _remedy_of(found.problems))
    if found.path.exists():
        return works(SETTINGS, _("{file} is in order.").format(file=found.path))
    return works(SETTINGS, _("The usual ones; there is no file yet."))


def _remedy_of(problems: tuple[Problem, ...]) -> str:
    """With the command that mends a value, where that is the problem; a wrong name can only be corrected."""
    known = {key.name for key in KEYS}
    values = [problem.key for problem in problems if problem.key in known]
    if not values:
        return _("Correct the file.")
    mended = _("Correct the file, or take the usual value back: soleus-tray config reset {key}.")
    return mended.format(key=values[0])


# ---- the record ------------------------------------------------------------------------------------


def record(place: Place) -> Finding:
    """Whether the record can be read, grow, and be read by nobody else. Nothing is written for it."""
    paths = place.paths
    unusable = _unusable(paths.data)
    if unusable:
        return cannot(RECORD, _("It can't be kept."), *unusable)
    try:
        said = _read(paths.database) if paths.database.exists() else _("It begins with your first set.")
    except SoleusError as error:
        return cannot(RECORD, _("It can't be read."), str(error), _remedy_for(error))
    open_to_others = [path for path in _private(paths) if _is_open(path)]
    if open_to_others:
        names = " ".join(quote(str(path)) for path in open_to_others)
        places = listed([str(path) for path in open_to_others])
        because = _("Other users of this computer can look into {places}.").format(places=places)
        return limited(RECORD, said, because, _("Run: chmod go-rwx {names}").format(names=names))
    free = shutil.disk_usage(_nearest(paths.data)).free
    if free < LITTLE:
        because = _("Its disk has only {megabytes} MB left.").format(megabytes=free // 1_000_000)
        return limited(RECORD, said, because, _("Free some space, so that sets can be saved."))
    return works(RECORD, said)


def _unusable(folder: Path) -> tuple[str, str] | None:
    """Because and remedy, if nothing could be written into the folder, or into where it would be made."""
    nearest = _nearest(folder)
    if not nearest.is_dir():
        return _("{folder} is no folder.").format(folder=nearest), _(
            "Move it away, or set SOLEUS_TRAY_HOME to another folder."
        )
    if not os.access(nearest, os.W_OK | os.X_OK):
        own = f"sudo chown -R $USER {quote(str(nearest))}"
        remedy = _("Make it yours ({command}), or set SOLEUS_TRAY_HOME to another folder.").format(
            command=own
        )
        return _("{folder} is not ours to write.").format(folder=nearest), remedy
    return None


def _nearest(path: Path) -> Path:
    """The path, or what is there of the folders above it."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return path


def _read(database: Path) -> str:
    """What is in it, every page looked at; raises SoleusError."""
    from soleus_tray.adapters.store.database import DamagedRecordError, explained  # noqa: PLC0415

    with explained(database), closing(_open(database)) as connection:
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise DamagedRecordError(_("The record {database} is damaged.").format(database=database))
        _refuse_newer(database, connection)
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if "sets" not in tables:
            return _("It begins with your first set.")
        count = connection.execute("SELECT count(*) FROM sets WHERE outcome != 'in_progress'").fetchone()[0]
    if not count:
        return _("It is whole, with no sets so far.")
    whole = ngettext("It is whole, with {count} set so far.", "It is whole, with {count} sets so far.", count)
    return whole.format(count=count)


def _open(database: Path) -> sqlite3.Connection:
    """Read only, and without leaving SQLite's companion files beside a record that nobody has open."""
    from soleus_tray.adapters.store.database import companions  # noqa: PLC0415

    way = "mode=ro" if any(one.exists() for one in companions(database)) else "immutable=1"
    address = f"file:{quote_path(str(database))}?{way}"
    return sqlite3.connect(address, uri=True, timeout=SQLITE_WAITS)


def _refuse_newer(database: Path, connection: sqlite3.Connection) -> None:
    from soleus_tray.adapters.store.schema import refuse_newer  # noqa: PLC0415

    refuse_newer(database, connection.execute("PRAGMA user_version").fetchone()[0])


def _remedy_for(error: SoleusError) -> str:
    from soleus_tray.adapters.store.database import DamagedRecordError  # noqa: PLC0415

    if isinstance(error, DamagedRecordError):
        return _("Start soleus-tray, or run soleus-tray history: it is rebuilt from its copies then.")
    return ""


def _private(paths: Paths) -> tuple[Path, ...]:
    return (paths.data, paths.state, paths.runtime, paths.database, paths.socket)


def _is_open(path: Path) -> bool:
    """Whether others than the owner have any right to it."""
    if sys.platform == "win32":
        return False  # a user's folders are their own there
    try:
        return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)
    except OSError:
        return False


# ---- the running app -------------------------------------------------------------------------------


def running_app(place: Place, said: Sequence[Finding] = ()) -> Finding:
    """What the running app says of itself, except for what others have said; that none runs is no fault."""
    from soleus_tray.app.control.client import ask  # noqa: PLC0415

    try:
        answer = ask(place.paths, "status")
    except NotRunningError:
        return works(APP, _("It isn't running now; start it with soleus-tray."))
    except SoleusError as error:
        return cannot(APP, _("It runs and doesn't answer."), *told(str(error)))
    status = answer["status"]
    if status.get("version") != __version__:
        because = _("Version {running} runs, and {installed} is installed.").format(
            running=status.get("version"), installed=__version__
        )
        remedy = _("Run soleus-tray quit, then start it again.")
        return limited(APP, str(answer.get("say", _("It runs."))), because, remedy)
    troubles = [one for one in _troubles(status) if not any(_says(finding, one) for finding in said)]
    if troubles:
        return limited(APP, str(answer.get("say", _("It runs."))), " ".join(troubles))
    return works(APP, str(answer.get("say", _("It runs."))))


def _troubles(status: dict[str, Any]) -> list[str]:
    """What it noticed: its notices, and the sensors that did not answer it."""
    sensors = status.get("sensors") or {}
    aside = [str(one["why"]) for one in sensors.values() if isinstance(one, dict) and one.get("why")]
    tray = status.get("tray") or {}
    hidden = [_(HIDDEN)] * (tray.get("visible") is False)
    return list(dict.fromkeys([*hidden, *(str(notice) for notice in status.get("notices") or ()), *aside]))


def _says(finding: Finding, trouble: str) -> bool:
    """Whether a finding has told this already."""
    if finding.state == "works":
        return False
    if finding.part == "tray" and trouble == _(HIDDEN):
        return True
    return bool(finding.because) and trouble.startswith(finding.because.rstrip("."))
