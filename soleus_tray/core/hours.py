"""Working hours: ranges of the week, on the user's own clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from soleus_tray.core.errors import BadValueError
from soleus_tray.core.text import N_, _

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

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = tuple(day[:3].capitalize() for day in _DAYS)
_SEVERAL = {"daily": range(7), "weekdays": range(5), "weekend": range(5, 7), "weekends": range(5, 7)}
_TIME = re.compile(r"(\d{1,2})(?::(\d\d))?")
_LONGEST_TEXT = 2000
_MOST_RANGES = 60
"""More than eight a day is a slip, or somebody's joke."""
_EXAMPLE = N_("write it like Mon-Fri 09:00-12:30, 13:30-18:00; Sat 22:00-02:00, or always")


def parse_hours(text: str, place: str = N_("working hours")) -> WorkingHours:
    """The hours in a text like "Mon-Fri 09:00-12:30, 13:30-18:00; Sat 22:00-02:00", or "always".

    Days are English names, short or long, lists or ranges of them, "daily", "weekdays" or "weekend". A range
    whose end is earlier than its start ends on the next day. Ranges that touch become one.

    Raises:
        BadValueError: the text can't be meant; names `place`, the text, and the part that is wrong.
    """
    if text.strip().lower() == "always":
        return ALWAYS
    try:
        if len(text) > _LONGEST_TEXT:
            raise ValueError(_(_EXAMPLE))
        return WorkingHours(_joined(_ranges(text.lower())))
    except ValueError as error:
        raise BadValueError(place, text[:_LONGEST_TEXT], str(error)) from error


def _ranges(text: str) -> list[tuple[int, int]]:
    """(start, end) in minutes of the week, as they stand; raises ValueError with the remedy."""
    found: list[tuple[int, int]] = []
    for part in text.split(";"):
        if not part.strip(", \t\r\n"):
            continue
        days: list[int] = []
        timed = 0
        for word in re.split(r"[,\s]+", re.sub(r"\s*[-\u2013\u2014]\s*", "-", part).strip(", \t\r\n")):
            if not word[:1].isdigit():
                if timed:  # "Mon 09:00-12:00, Tue 10:00-12:00" means what "...; Tue ..." does
                    days, timed = [], 0
                days += _days(word)
                continue
            start, end = _times(word)
            if not days:
                raise ValueError(
                    _("say on which days {word} is meant, like daily {word} or Mon-Fri {word}").format(
                        word=word
                    )
                )
            found += [(day * MINUTES_A_DAY + start, day * MINUTES_A_DAY + end) for day in days]
            timed += 1
        if not timed:
            raise ValueError(_("say from when to when; {example}").format(example=_(_EXAMPLE)))
    if not found:
        raise ValueError(_(_EXAMPLE))
    return found


def _days(word: str) -> list[int]:
    """The days meant by "mon", "friday", "mon-fri", "sat-mon" or "daily"; raises ValueError."""
    if word in _SEVERAL:
        return list(_SEVERAL[word])
    first, dash, last = word.partition("-")
    start = _day(first)
    count = (_day(last) - start) % 7 if dash else 0
    return [(start + more) % 7 for more in range(count + 1)]


def _day(word: str) -> int:
    name = word.removesuffix(".").removesuffix("s") if len(word) > 5 else word.removesuffix(".")
    for number, day in enumerate(_DAYS):
        if len(name) >= 2 and day.startswith(name):
            return number
    raise ValueError(_("{word} is no day; {example}").format(word=_quoted(word), example=_(_EXAMPLE)))


def _times(word: str) -> tuple[int, int]:
    """(start, end) in minutes from the day's midnight, the end perhaps on the next day; raises ValueError."""
    first, dash, last = word.partition("-")
    if not dash:
        raise ValueError(_("{word} says no end; write it like 09:00-17:30").format(word=_quoted(word)))
    start, end = _minute(first, MINUTES_A_DAY - 1), _minute(last, MINUTES_A_DAY)
    if start == end:
        raise ValueError(_("{word} has no length; a whole day is 00:00-24:00").format(word=_quoted(word)))
    return (start, end) if end > start else (start, end + MINUTES_A_DAY)


def _minute(word: str, latest: int) -> int:
    match = _TIME.fullmatch(word) if word.isascii() else None
    hour, minute = (int(match[1]), int(match[2] or 0)) if match else (99, 0)
    if minute > 59 or hour * 60 + minute > latest:
        raise ValueError(
            _("{word} is no time of day; write it like 09:00 or 17:30").format(word=_quoted(word))
        )
    return hour * 60 + minute


def _joined(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The ranges in order, touching ones joined, across the week's end too; raises ValueError on overlaps."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if joined and start < joined[-1][1]:
            raise ValueError(_overlap(start))
        if joined and start == joined[-1][1]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    over = joined[-1][1] - MINUTES_A_WEEK
    if over > joined[0][0]:
        raise ValueError(_overlap(joined[0][0]))
    if over == joined[0][0] and len(joined) > 1:  # Sunday's night runs on into Monday's morning
        joined[-1] = (joined[-1][0], joined.pop(0)[1] + MINUTES_A_WEEK)
    if len(joined) > _MOST_RANGES:
        raise ValueError(_("choose at most {most} ranges a week").format(most=_MOST_RANGES))
    whole_week = joined[-1][1] - joined[-1][0] >= MINUTES_A_WEEK
    return () if whole_week else tuple(joined)


def _overlap(start: int) -> str:
    at = f"{_SHORT[start // MINUTES_A_DAY % 7]} {_clock(start % MINUTES_A_DAY)}"
    return _("two of its ranges overlap from {at} on; let one end before the next begins").format(at=at)


def _quoted(word: str) -> str:
    return repr(word if len(word) <= 20 else f"{word[:17]}...")


def format_hours(hours: WorkingHours) -> str:
    """The shortest plain text that `parse_hours` reads back to the same hours."""
    if not hours.ranges:
        return "always"
    by_day: dict[int, list[tuple[int, int]]] = {}
    for start, end in sorted(piece for pair in hours.ranges for piece in _pieces(*pair)):
        day = start // MINUTES_A_DAY
        by_day.setdefault(day % 7, []).append((start % MINUTES_A_DAY, end - day * MINUTES_A_DAY))
    days_by_times: dict[str, list[int]] = {}
    for day, times in sorted(by_day.items()):
        text = ", ".join(f"{_clock(start)}-{_clock(end)}" for start, end in sorted(times))
        days_by_times.setdefault(text, []).append(day)
    return "; ".join(f"{_days_text(days)} {times}" for times, days in days_by_times.items())


def _pieces(start: int, end: int) -> list[tuple[int, int]]:
    """A range as it can be written: whole if it is shorter than a day, else cut at its midnights."""
    if end - start < MINUTES_A_DAY:
        return [(start, end)]
    midnight = (start // MINUTES_A_DAY + 1) * MINUTES_A_DAY
    rest = _pieces_of_days(midnight, end)
    return [(start, midnight), *rest]


def _pieces_of_days(start: int, end: int) -> list[tuple[int, int]]:
    return [(one, min(one + MINUTES_A_DAY, end)) for one in range(start, end, MINUTES_A_DAY)]


def _clock(minute: int) -> str:
    """09:00; 24:00 for the midnight that ends the day, 02:00 for one past it."""
    hour, rest = divmod(minute if minute <= MINUTES_A_DAY else minute - MINUTES_A_DAY, 60)
    return f"{hour:02d}:{rest:02d}"


def _days_text(days: list[int]) -> str:
    """Such as "Mon-Fri", "Mon, Wed" or "daily"; three in a row make a range."""
    if len(days) == 7:
        return "daily"
    runs = [[day for _, day in run] for _, run in groupby(enumerate(days), lambda pair: pair[1] - pair[0])]
    texts = [
        f"{_SHORT[run[0]]}-{_SHORT[run[-1]]}" if len(run) > 2 else ", ".join(_SHORT[day] for day in run)
        for run in runs
    ]
    return ", ".join(texts)
