"""The last good reading of a calendar, in the cache: for the next start, and for days without a network.

Light, as the tray reads it too. All files are 0600: the address of a calendar is often its only key.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from soleus_tray.core.busy import Busy

if TYPE_CHECKING:
    from pathlib import Path

Stamp = tuple[int, int] | None
"""A file's change time in ns and its size; None where there is no file."""


@dataclass(frozen=True, slots=True)
class Known:
    """One good reading."""

    chosen: str
    """The setting it belongs to."""
    at: datetime
    """UTC."""
    busy: tuple[Busy, ...]
    """UTC, in order, apart from each other."""
    unreadable: int = 0
    """Events left out since they could not be read."""
    stamp: Stamp = None
    """Of the calendar file, as it was then."""


def as_values(known: Known) -> dict[str, Any]:
    """The reading, JSON-able."""
    return {
        "chosen": known.chosen,
        "at": _seconds(known.at),
        "busy": [[_seconds(one.start), _seconds(one.end)] for one in known.busy],
        "unreadable": known.unreadable,
        "stamp": known.stamp,
    }


def from_text(text: str) -> Known:
    """The reading in a JSON text. Raises ValueError for anything else."""
    try:
        values = json.loads(text)
        return Known(
            str(values["chosen"]),
            _moment(values["at"]),
            tuple(Busy(_moment(start), _moment(end)) for start, end in values["busy"]),
            int(values["unreadable"]),
            _stamp(values["stamp"]),
        )
    except (KeyError, TypeError, OverflowError, OSError, RecursionError) as error:
        raise ValueError(f"{text[:40]!r} is no reading") from error


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _moment(seconds: object) -> datetime:
    if not isinstance(seconds, int):
        raise TypeError("no time")
    return datetime.fromtimestamp(seconds, UTC)


def _stamp(value: Any) -> Stamp:
    return None if value is None else (int(value[0]), int(value[1]))


def stamp_of(path: str) -> Stamp:
    """What tells one version of a file from the next; None when there is none to be seen."""
    try:
        found = os.stat(path)  # noqa: PTH116 - as cheap as can be: this runs every 10 s
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size


def local_path(chosen: str) -> str:
    """The path a setting names; "" if it is an address."""
    return "" if "://" in chosen else os.path.expanduser(chosen)  # noqa: PTH111 - str in, str out


def load(path: Path, chosen: str) -> Known | None:
    """The last good reading of this calendar, if one was kept."""
    try:
        known = from_text(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return known if known.chosen == chosen else None


def write(path: Path, content: str) -> None:
    """Put a private file in place whole. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write(content)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
