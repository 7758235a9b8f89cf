"""What the user chooses outside the settings file: a step taken, a question switched off, the first run."""

from __future__ import annotations

import logging
import os
import subprocess
import threading
from typing import TYPE_CHECKING

from soleus_tray.app.children import own_command

if TYPE_CHECKING:
    from pathlib import Path

WELCOME_VARIABLE = "SOLEUS_TRAY_WELCOME"
"""0: no first run."""
LONGEST_CHANGE = 30.0
"""Seconds a change of the settings file may take."""
log = logging.getLogger(__name__)


def change_setting(key: str, value: str) -> None:
    """Write a setting by the command line's own way, which tells the running app; returns at once."""

    def run() -> None:
        try:
            done = subprocess.run(
                own_command("config", "set", key, value),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=LONGEST_CHANGE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            log.warning("%s could not be changed: %s", key, error)
            return
        if done.returncode:
            log.warning("%s could not be changed: %s", key, done.stderr.decode("utf-8", "replace").strip())

    threading.Thread(target=run, name="settings", daemon=True).start()


def wants_welcome(state: Path, *, demo: bool) -> bool:
    """Whether the first run is still to come; never in a demo, or where the environment says no."""
    if demo or os.environ.get(WELCOME_VARIABLE) == "0":
        return False
    from soleus_tray.adapters.welcomed import read_welcomed  # noqa: PLC0415 - the icon comes first

    return read_welcomed(state) is None
