"""The clocks."""

from __future__ import annotations

import os
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from soleus_tray.adapters.clock import SystemClock
from soleus_tray.app.doctor.finding import Finding, cannot, limited, works
from soleus_tray.core.dates import full_date
from soleus_tray.core.text import N_, _

if TYPE_CHECKING:
    from soleus_tray.ports.clock import Moment

PART = N_("clock")
WATCHED = 0.4
"""Seconds for which the clocks are compared."""
TOLERANCE = 0.2
"""Seconds by which they may differ after that: time servers turn the wall clock by less."""
FIRST_YEAR = 2025
"""No clock of a user of this program shows an earlier one and is right."""


def clock() -> Finding:
    """Whether the clocks go together, and the date and the time zone can be true."""
    clock = SystemClock()
    before = clock.read()
    time.sleep(WATCHED)
    return judged(before, clock.read(), zone_problem(os.environ.get("TZ")))


def judged(before: Moment, after: Moment, zone: tuple[str, str] | None) -> Finding:
    """Two readings compared; `zone` is what is wrong with the time zone, and the remedy."""
    local = datetime.fromtimestamp(after.wall.timestamp()).astimezone()
    shown = _("It is {time} (UTC{offset})").format(time=f"{local:%H:%M}", offset=_offset(after.utc_offset))
    turned = (after.wall - before.wall).total_seconds() - (after.monotonic - before.monotonic)
    if abs(turned - after.asleep) > TOLERANCE:
        because = _("The wall clock was turned by {turned:+.1f} s while it was watched.").format(
            turned=turned
        )
        return limited(
            PART,
            _("{shown}, and it jumps.").format(shown=shown),
            because,
            _("See whether two programs set the time."),
        )
    if after.wall.year < FIRST_YEAR:
        because = _("It says {date}.").format(date=full_date(local.date()))
        return cannot(
            PART, _("The date can't be right."), because, _("Set the date, or turn on network time.")
        )
    if zone is not None:
        return limited(PART, f"{shown}.", *zone)
    return works(PART, _("{shown}; the machine's sleep would be noticed.").format(shown=shown))


def _offset(seconds: int) -> str:
    hours, minutes = divmod(abs(seconds) // 60, 60)
    return f"{'-' if seconds < 0 else '+'}{hours:02}:{minutes:02}"


def zone_problem(variable: str | None, system: Path = Path("/etc/localtime")) -> tuple[str, str] | None:
    """Because and remedy, if the time zone isn't known; `variable` is TZ, None where it isn't set.

    Working hours and "until tomorrow" go by the time zone; without one the C library silently takes UTC.
    """
    if sys.platform == "win32":
        return None
    if variable:
        return (
            None
            if _is_zone(variable)
            else (
                _("TZ names a time zone that isn't known here ({name}), so UTC is used.").format(
                    name=variable[:60]
                ),
                _("Set TZ to a name like Europe/Berlin, or unset it."),
            )
        )
    if variable is None and not system.exists():
        return _("No time zone is set, so UTC is used."), _(
            "Set it: sudo timedatectl set-timezone Europe/Berlin"
        )
    return None


def _is_zone(name: str) -> bool:
    """Whether it is a zone's name or file, or rules such as CET-1CEST."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 - only with TZ set

    plain = name.removeprefix(":")
    if plain.startswith("/"):
        return Path(plain).is_file()
    try:
        ZoneInfo(plain)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return any(letter.isdigit() for letter in plain) and plain[:1].isalpha() | (plain[:1] == "<")
    return True
