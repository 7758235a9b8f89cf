"""Where it can't be known whether a window is full screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.ports.sensor import Reading

if TYPE_CHECKING:
    from soleus_tray.core.settings import QuietSettings
    from soleus_tray.core.signals import Kind


class UnavailableFullscreen:
    """Answers unknown, and says why."""

    kind: Kind = "fullscreen"
    source = "unknown"

    def __init__(self, why: str) -> None:
        self._why = why

    def read(self, chosen: QuietSettings) -> Reading:
        """Unknown."""
        return Reading(why=self._why)

    def close(self) -> None:
        """Nothing is held."""
