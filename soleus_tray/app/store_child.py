"""The record's own process: takes in the journal and answers with today's totals.

SQLAlchemy costs 25 MB and a quarter of a second, so it lives where neither is noticed.
"""

from __future__ import annotations

import json
import logging
import subprocess
import threading
from typing import TYPE_CHECKING, Any

from soleus_tray.app.children import own_command, politely
from soleus_tray.core.text import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_DRAIN = 120.0
"""Seconds."""
NOT_NOW = N_("The record could not be brought up to date; what happened is kept, and taken in later.")
log = logging.getLogger(__name__)


class StoreChild:
    """Runs one drain at a time; asked again meanwhile, it runs once more after it."""

    def __init__(self, on_answer: Callable[[dict[str, Any]], None]) -> None:
        self._on_answer = on_answer
        self._lock = threading.Lock()
        self._running = False
        self._again = False

    def drain(self) -> None:
        """Take the journal into the record soon; the answer comes on another thread."""
        with self._lock:
            if self._running:
                self._again = True
                return
            self._running = True
        threading.Thread(target=self._run, name="store", daemon=True).start()

    def _run(self) -> None:
        while True:
            self._drain_once()
            with self._lock:
                if not self._again:
                    self._running = False
                    return
                self._again = False

    def _drain_once(self) -> None:
        try:
            done = subprocess.run(
                politely(own_command("_drain")),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                encoding="utf-8",
                timeout=LONGEST_DRAIN,
                check=False,
            )
            self._on_answer(_read(done))
        except (OSError, ValueError, subprocess.TimeoutExpired) as error:
            log.warning("the record could not be brought up to date: %s", error)
            self._on_answer({"trouble": _(NOT_NOW)})


def _read(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """The child's answer, or its last words as trouble. Raises ValueError for an answer that is none."""
    if done.returncode:
        said = done.stderr.strip()
        if "\n" in said:
            log.warning("the record's process failed:\n%s", said)
        return {"trouble": said.rpartition("\n")[2] or _(NOT_NOW)}
    answer = json.loads(done.stdout)
    if not isinstance(answer, dict):
        raise ValueError(f"{done.stdout[:80]!r} is no answer")  # noqa: TRY004 - a bad value, whatever its type
    return answer
