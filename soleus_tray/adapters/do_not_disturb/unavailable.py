"""Where do-not-disturb can't be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.ports.sensor import Reading

if TYPE_CHECKING:
    from soleus_tray.core.settings import QuietSettings
    from soleus_tray.core.signals import Kind

NO_BUS = (
    "There is no message bus here, so the desktop's do-not-disturb can't be seen; start the program in a "
    "desktop session."
)
MAC = (
    "macOS tells no program whether a Focus is on; snooze from the icon's menu when you want quiet, or let "
    "the Focus hide the reminder itself."
)


class UnavailableDoNotDisturb:
    """Answers unknown, and says why."""

    kind: Kind = "dnd"
    source = "unknown"

    def __init__(self, why: str) -> None:
        self._why = why

    def read(self, chosen: QuietSettings) -> Reading:
        """Unknown."""
        return Reading(why=self._why)

    def close(self) -> None:
        """Nothing is held."""
