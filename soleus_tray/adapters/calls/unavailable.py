"""Where it can't be known who has a microphone or camera open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.ports.sensor import Reading

if TYPE_CHECKING:
    from soleus_tray.core.settings import QuietSettings
    from soleus_tray.core.signals import Kind


class UnavailableCalls:
    """Says nothing, and why."""

    source = "unknown"

    def __init__(self, kind: Kind, why: str) -> None:
        self.kind: Kind = kind
        self._why = why

    def read(self, chosen: QuietSettings) -> Reading:
        """Nothing, and why."""
        return Reading(why=self._why)

    def close(self) -> None:
        """Nothing is held."""
