"""The user's own minutes, to stand beside those of the studies."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from soleus_tray.core.content.sources import minutes_of
from soleus_tray.core.day import local_date

if TYPE_CHECKING:
    from soleus_tray.app.paths import Paths

# ruff: noqa: PLC0415 - the database takes a quarter of a second to load, and is needed only when asked


def minutes_today(paths: Paths) -> int:
    """Minutes of reps in today's record; may block for some seconds. Raises SoleusError or OSError."""
    from soleus_tray.adapters.store.opening import open_store

    now = datetime.now(UTC)
    offset = now.astimezone().utcoffset()
    today = local_date(now, round(offset.total_seconds()) if offset else 0)
    return minutes_of(open_store(paths.make(), now).record.totals(today).active_seconds)
