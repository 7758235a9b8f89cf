"""The durable list of facts on their way into the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from soleus_tray.core.facts import Fact


class Journal(Protocol):
    """Appends facts so that they survive a kill -9; cheap (no database is loaded).

    Any process and thread may append at any time; a call takes milliseconds.
    """

    def append(self, *facts: Fact) -> None:
        """Write the facts durably.

        Raises:
            SoleusError: they could not be written (disk full, read-only); says which file and what to do.
        """
        ...
