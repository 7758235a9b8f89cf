"""Keeps the clock's state between two runs: one small file, written to a temporary one and moved."""

from __future__ import annotations

import json
import logging
import os
from typing import TYPE_CHECKING, Any

from soleus_tray.core.saved import to_values
from soleus_tray.core.text import _

if TYPE_CHECKING:
    from pathlib import Path

    from soleus_tray.core.state import State

log = logging.getLogger(__name__)


class StateKeeper:
    """Saves and loads the state; trouble is said once and saving goes on being tried."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._saved: dict[str, Any] = {}
        self.trouble = ""
        """Why the state can't be saved, one sentence; "" while it can."""

    def load(self) -> dict[str, Any] | None:
        """The values saved last; None when there are none, or none that can be read."""
        try:
            values = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            log.warning("%s can't be read (%s); a new hour begins.", self._path, error)
            return None
        return values if isinstance(values, dict) else None

    def save(self, state: State, *, at_exit: bool = False) -> None:
        """Write the state if anything but the time has changed, and always at exit."""
        values = to_values(state)
        if not at_exit and _lasting(values) == _lasting(self._saved):
            return
        try:
            self._write(json.dumps(values))
        except OSError as error:
            trouble = _("{path} can't be written ({reason}); a restart will begin a new hour.").format(
                path=self._path, reason=error.strerror
            )
            if trouble != self.trouble:
                log.warning("%s", trouble)
            self.trouble = trouble
            return
        self._saved, self.trouble = values, ""

    def _write(self, text: str) -> None:
        temporary = self._path.with_suffix(".new")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        temporary.replace(self._path)


def _lasting(values: dict[str, Any]) -> dict[str, Any]:
    """What is worth a write: everything but the readings of clocks and sensors."""
    fleeting = ("wall", "presence", "idle", "seed")
    kept = {key: value for key, value in values.items() if key not in fleeting}
    if isinstance(kept.get("sitting"), dict):
        kept["sitting"] = {key: value for key, value in kept["sitting"].items() if key != "now"}
    return kept
