"""Whether the user has been welcomed, and has read what to ask a clinician: one small private file.

The tray process reads it at its start, so it is light.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from soleus_tray.adapters.settings.toml_file import write_private
from soleus_tray.adapters.store.files import cannot_write, make_folder

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "welcomed.json"
_LARGEST = 4096


@dataclass(frozen=True, slots=True)
class Welcomed:
    """What is remembered of the first run."""

    at: datetime
    """UTC; when it was finished or skipped."""
    safety_read_at: datetime | None = None
    """UTC; None: the safety page was not acknowledged."""


def read_welcomed(state: Path) -> Welcomed | None:
    """What the file in the state folder says; None when it is missing, unreadable or damaged."""
    try:
        with (state / FILE_NAME).open("rb") as file:
            values = json.loads(file.read(_LARGEST))
        read_at = values["safety_read_at"]
        return Welcomed(_time(values["at"]), None if read_at is None else _time(read_at))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _time(text: str) -> datetime:
    """A moment with its offset; raises ValueError or TypeError for anything else."""
    moment = datetime.fromisoformat(text)
    if moment.utcoffset() is None:
        raise ValueError("it has no UTC offset")
    return moment


def write_welcomed(state: Path, welcomed: Welcomed) -> None:
    """Keep it, whole or not at all. Raises SoleusError."""
    read_at = welcomed.safety_read_at
    values = {"at": welcomed.at.isoformat(), "safety_read_at": read_at and read_at.isoformat()}
    try:
        make_folder(state)
        write_private(state / FILE_NAME, json.dumps(values).encode() + b"\n")
    except OSError as error:
        raise cannot_write(state / FILE_NAME, error) from error
