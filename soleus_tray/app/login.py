"""Start on login, as the tray's menu shows and switches it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from soleus_tray.core.errors import SoleusError

if TYPE_CHECKING:
    from soleus_tray.ports.autostart import Autostart

log = logging.getLogger(__name__)


class StartOnLogin:
    """Remembers the state, so that the menu never waits for a disk. Used by the reminder thread."""

    def __init__(self, autostart: Autostart) -> None:
        self._autostart = autostart
        self.on: bool | None = None
        """None: not known yet, or not to be had here."""

    def repair(self) -> None:
        """Mend an entry that points to where the app no longer is, and learn the state."""
        try:
            self._autostart.repair()
            self._look()
        except SoleusError as error:
            log.warning("%s", error)

    def switch(self, *, on: bool) -> str:
        """Turn it on or off; answers "" or one sentence on why that did not work."""
        try:
            if on:
                self._autostart.turn_on()
            else:
                self._autostart.turn_off()
            self._look()
        except SoleusError as error:
            log.warning("%s", error)
            return str(error)
        return ""

    def _look(self) -> None:
        self.on = self._autostart.status().on
