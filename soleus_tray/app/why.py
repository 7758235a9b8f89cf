"""The page of decisions, in a process of its own that reads the record by itself."""

from __future__ import annotations

import logging
import subprocess
import threading
from typing import TYPE_CHECKING

from soleus_tray.app.children import own_command

if TYPE_CHECKING:
    from soleus_tray.ports.theme import Brightness

log = logging.getLogger(__name__)


class WhyPage:
    """Opens the page, one at a time. For the reminder thread."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def show(self, theme: Brightness) -> None:
        """Open it, unless it is open."""
        if self._process is not None and self._process.poll() is None:
            return
        try:
            self._process = subprocess.Popen(
                own_command("_window", "why", theme), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
            )
        except OSError as error:
            log.warning("the page of decisions could not be opened: %s", error)
            return
        # Somebody has to take its exit code, or it stays in the process table.
        threading.Thread(target=self._process.wait, name="why-window", daemon=True).start()
