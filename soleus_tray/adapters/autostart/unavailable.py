"""Where the app may not arrange its own start."""

from __future__ import annotations

from soleus_tray.core.errors import SoleusError
from soleus_tray.ports.autostart import AutostartStatus


class UnavailableAutostart:
    """Says why, and what the user can do instead."""

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence

    def status(self) -> AutostartStatus:
        """Unavailable, with the sentence."""
        return AutostartStatus("unavailable", self._sentence)

    def turn_on(self) -> None:
        """Raise SoleusError with the sentence."""
        raise SoleusError(self._sentence)

    def turn_off(self) -> None:
        """Nothing to do: there is no entry of ours."""

    def repair(self) -> bool:
        """Nothing to mend."""
        return False
