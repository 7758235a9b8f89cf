"""Stands for any sensor that this desktop can't give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.ports.sensor import Reading

if TYPE_CHECKING:
    from soleus_tray.core.settings import QuietSettings
    from soleus_tray.core.signals import Kind


class UnavailableSensor:
    """Answers unknown, and says why."""

    source = "unknown"

    def __init__(self, kind: Kind, why: str) -> None:
        self.kind: Kind = kind
        self._why = why

    def read(self, chosen: QuietSettings) -> Reading:
        """Unknown."""
        return Reading(why=self._why)

    def close(self) -> None:
        """Nothing is held."""
