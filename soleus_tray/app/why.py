"""The page of decisions, in a process of its own that reads the record by itself."""

from __future__ import annotations

import logging
import subprocess
import threading
from typing import TYPE_CHECKING

from soleus_tray.app.children import own_command
from soleus_tray.core.window_messages import order_to_line

if TYPE_CHECKING:
    from soleus_tray.ports.theme import Brightness

log = logging.getLogger(__name__)


class WhyPage:
    """One page at a time, which stays when the tray goes. For the reminder thread."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def show(self, theme: Brightness) -> None:
        """Open it, or bring the one that is open up to date and to the front."""
        if self._process is None or self._process.poll() is not None:
            self._start(theme)
        elif self._process.stdin is not None:
            try:
                self._process.stdin.write(f"{order_to_line('show')}\n".encode())
                self._process.stdin.flush()
            except (OSError, ValueError) as error:
                log.info("the page of decisions was gone already: %s", error)

    def _start(self, theme: Brightness) -> None:
        try:
            self._process = subprocess.Popen(
                own_command("_window", "why", theme), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
            )
        except OSError as error:
            log.warning("the page of decisions could not be opened: %s", error)
            return
        # Somebody has to take its exit code, or it stays in the process table.
        threading.Thread(target=self._process.wait, name="why-window", daemon=True).start()
