"""Working hours: ranges of the week, on the user's own clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

MINUTES_A_DAY = 24 * 60
MINUTES_A_WEEK = 7 * MINUTES_A_DAY


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """When reminders may come."""

    ranges: tuple[tuple[int, int], ...]
    """(start, end) in minutes from Monday 00:00 local time, start included, end not, sorted, not touching;
    one past Sunday's midnight has end > MINUTES_A_WEEK. Empty: always."""

    def include(self, wall: datetime, utc_offset: int) -> bool:
        """Whether a UTC moment falls into them, for somebody `utc_offset` seconds east of UTC."""
        if not self.ranges:
            return True
        local = wall + timedelta(seconds=utc_offset)
        minute = local.weekday() * MINUTES_A_DAY + local.hour * 60 + local.minute
        return any(
            start <= minute < end or start <= minute + MINUTES_A_WEEK < end for start, end in self.ranges
        )

    def seconds_to_change(self, wall: datetime, utc_offset: int) -> float | None:
        """Seconds until they begin or end next, by the present offset; None when they never do."""
        local = wall + timedelta(seconds=utc_offset)
        into = timedelta(days=local.weekday(), hours=local.hour, minutes=local.minute, seconds=local.second)
        now = into.total_seconds()
        edges = {edge % MINUTES_A_WEEK * 60 for pair in self.ranges for edge in pair}
        return min(((edge - now - 1e-9) % (MINUTES_A_WEEK * 60) for edge in edges), default=None)


ALWAYS = WorkingHours(())
