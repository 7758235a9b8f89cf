"""The last check-ins, for the window that asks for today's. Loads the database: not for the tray."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from soleus_tray.adapters.store.opening import open_store

if TYPE_CHECKING:
    from soleus_tray.core.facts import CheckInFact
    from soleus_tray.ports.store import RecordPlaces

SHOWN = timedelta(days=15)
"""A fortnight of local days, wherever on Earth."""


def recent_check_ins(places: RecordPlaces, now: datetime | None = None) -> list[CheckInFact]:
    """Those of the last fortnight, oldest first, the journal's among them. Raises SoleusError."""
    moment = now or datetime.now(UTC)
    return open_store(places, moment).record.check_ins(moment - SHOWN)
