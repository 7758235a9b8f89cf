"""Where the age of the last input can't be known."""

from __future__ import annotations

from soleus_tray.ports.activity import Activity


class UnavailableActivity:
    """Answers unknown, and says why."""

    source = "unknown"

    def __init__(self, why: str) -> None:
        self._why = why

    def read(self) -> Activity:
        """Unknown."""
        return Activity(None, why=self._why)

    def close(self) -> None:
        """Nothing is held."""
