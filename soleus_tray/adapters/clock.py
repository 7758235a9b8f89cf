"""The system's clocks.

Suspend shows as the difference of two of them: one that goes on in suspend and one that stands still.
Linux: CLOCK_BOOTTIME and CLOCK_MONOTONIC. macOS: CLOCK_MONOTONIC and CLOCK_UPTIME_RAW, which is what
time.monotonic() reads there. On Windows time.monotonic() itself goes on; the core sees the gap.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime

from soleus_tray.ports.clock import Moment

if sys.platform == "linux":

    def _awake_and_asleep() -> float:
        return time.clock_gettime(time.CLOCK_BOOTTIME)

elif sys.platform == "darwin":

    def _awake_and_asleep() -> float:
        return time.clock_gettime(time.CLOCK_MONOTONIC)

else:

    def _awake_and_asleep() -> float:
        return time.monotonic()


class SystemClock:
    """Reads the clocks, remembering the last reading to tell how long the machine slept since."""

    def __init__(self) -> None:
        self._difference: float | None = None

    def read(self) -> Moment:
        """Now."""
        monotonic = time.monotonic()
        difference = _awake_and_asleep() - monotonic
        before, self._difference = self._difference, difference
        asleep = 0.0 if before is None else max(0.0, difference - before)
        wall = datetime.now(UTC)
        offset = wall.astimezone().utcoffset()
        return Moment(monotonic, wall, int(offset.total_seconds()) if offset else 0, asleep)
