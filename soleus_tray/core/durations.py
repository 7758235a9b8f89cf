"""Spans of time as people write and read them: "1h30m", "90s", "42 min"."""

from __future__ import annotations

import re

from soleus_tray.core.errors import BadValueError
from soleus_tray.core.text import N_, _

_UNITS = {"h": 3600, "m": 60, "s": 1}
_PATTERN = re.compile(r"(?:(\d{1,6})h)?(?:(\d{1,6})m(?:in)?)?(?:(\d{1,6})s)?")


def parse_duration(text: str, place: str = N_("duration")) -> int:
    """Whole seconds from "5m", "1h30m" or "90s".

    Raises:
        BadValueError: the text is none of these; names `place`.
    """
    match = _PATTERN.fullmatch(text.strip().lower().replace(" ", ""))
    if not match or not any(match.groups()):
        raise BadValueError(place, text, _("write it like 10m, 1h30m or 90s"))
    return sum(int(number or 0) * unit for number, unit in zip(match.groups(), _UNITS.values(), strict=True))


def parse_clock(text: str, place: str = N_("time")) -> tuple[int, int]:
    """Hour and minute from "14:30" or "9:05".

    Raises:
        BadValueError: the text is no time of day; names `place`.
    """
    match = re.fullmatch(r"(\d{1,2}):(\d{2})", text.strip())
    hour, minute = (int(part) for part in match.groups()) if match else (24, 0)
    if hour > 23 or minute > 59:
        raise BadValueError(place, text, _("write it like 14:30"))
    return hour, minute


def format_duration(seconds: float) -> str:
    """The shortest text that `parse_duration` reads back to the same whole seconds."""
    left, parts = int(seconds), ""
    for letter, unit in _UNITS.items():
        count, left = divmod(left, unit)
        parts += f"{count}{letter}" if count else ""
    return parts or "0s"


def in_words(seconds: float) -> str:
    """For sentences: "45 s", "42 min", "1 h", "1 h 25 min"; rounds down to what is shown."""
    if seconds < 60:
        return _("{seconds} s").format(seconds=int(seconds))
    hours, minutes = divmod(int(seconds) // 60, 60)
    if not hours:
        return _("{minutes} min").format(minutes=minutes)
    return (
        _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)
        if minutes
        else _("{hours} h").format(hours=hours)
    )
