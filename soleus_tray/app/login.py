"""Start on login, as the tray's menu shows and switches it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from soleus_tray.core.errors import SoleusError

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.ports.autostart import Autostart

log = logging.getLogger(__name__)


class StartOnLogin:
    """Remembers the state, so that the menu never waits for a disk. Used by the reminder thread."""

    def __init__(self, choose: Callable[[], Autostart]) -> None:
        self._choose = choose
        self.on: bool | None = None
        """None: not known yet, or not to be had here."""

    def repair(self) -> None:
        """Mend an entry that points to where the app no longer is, and learn the state."""
        try:
            autostart = self._choose()
            autostart.repair()
            self.on = autostart.status().on
        except SoleusError as error:
            log.warning("%s", error)

    def switch(self, *, on: bool) -> str:
        """Turn it on or off; answers "" or one sentence on why that did not work."""
        try:
            autostart = self._choose()
            if on:
                autostart.turn_on()
            else:
                autostart.turn_off()
            self.on = autostart.status().on
        except SoleusError as error:
            log.warning("%s", error)
            return str(error)
        return ""
