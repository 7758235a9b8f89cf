"""Reading settings.toml, and making the first one. The tray process uses this: the standard library only."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from soleus_tray.core.errors import SoleusError
from soleus_tray.core.settings import Settings
from soleus_tray.core.settings_keys import default_text
from soleus_tray.core.settings_reading import Problem, clipped, read_settings
from soleus_tray.core.text import _

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class FileSettings:
    """What a settings file says."""

    path: Path
    settings: Settings
    """Always valid."""
    problems: tuple[Problem, ...]
    chosen: frozenset[str]
    """The dotted names the file gives a value, usable or not."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """The problems, for people."""
        return tuple(problem.sentence(str(self.path)) for problem in self.problems)


def read_file(path: Path) -> FileSettings:
    """The settings in the file, or the usual ones with the reason why. Never raises, never writes."""
    try:
        content = _content(path)
    except FileNotFoundError:
        return FileSettings(path, Settings(), (), frozenset())
    except OSError as error:
        return _unusable(path, _("the file can't be read ({reason})").format(reason=error.strerror or error))
    if len(content) > _LARGEST:
        return _unusable(path, _("the file is over 1 MiB, which no settings file is"))
    return read_bytes(path, content)


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LARGEST + 1)


def read_bytes(path: Path, content: bytes) -> FileSettings:
    """The settings in the file's content. Never raises."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
        raw = _parse(text)
    except RecursionError:
        return _unusable(path, _("the file is nested too deeply to be read"))
    except ValueError as error:  # not UTF-8, not TOML, or a number of thousands of digits
        return _unusable(path, _("the file isn't valid TOML ({reason})").format(reason=clipped(str(error))))
    settings, problems = read_settings(raw)
    placed = tuple(replace(problem, line=line_of(text, problem.key)) for problem in problems)
    return FileSettings(path, settings, placed, _names(raw))


def _parse(text: str) -> dict[str, Any]:
    """The decoded TOML; raises ValueError or RecursionError."""
    import tomllib  # noqa: PLC0415 - a first start, without a file, does not need it

    return tomllib.loads(text)


def _unusable(path: Path, what: str) -> FileSettings:
    outcome = _("the usual settings are used, and the file is left as it is")
    return FileSettings(path, Settings(), (Problem("", what, outcome),), frozenset())


def _names(raw: dict[str, Any]) -> frozenset[str]:
    tables = {name: value for name, value in raw.items() if isinstance(value, dict)}
    return frozenset(f"{name}.{field}" for name, table in tables.items() for field in table)


def line_of(text: str, key: str) -> int | None:
    """The line (from 1) on which a dotted key is given a value, for the usual ways to write it; else None."""
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        if stripped.startswith("["):
            table = stripped.split("]")[0].strip("[ ]\"'")
            if table == key:
                return number
            continue
        name = stripped.partition("=")[0].strip().replace('"', "").replace("'", "")
        if stripped and key == (f"{table}.{name}" if table else name):
            return number
    return None


def create_default(path: Path) -> bool:
    """Write the documented default file where there is none yet; whether it was written.

    Raises:
        SoleusError: it can't be written.
    """
    if path.is_symlink() or path.exists():
        return False
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_private(path, default_text().encode())
    except OSError as error:
        raise SoleusError(
            _("{path} can't be written: {reason}.").format(path=path, reason=error.strerror or error)
        ) from error
    return True


def write_private(path: Path, content: bytes) -> None:
    """Put the content in place whole or not at all: a 0600 file beside it, synced, moved. Raises OSError."""
    target = path.resolve()  # a link into somebody's dotfiles stays a link
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
