"""The sentences of the tray, the reminder and `status`: short, warm and true."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from soleus_tray.core.day import local_date
from soleus_tray.core.durations import in_words
from soleus_tray.core.signal_words import signal_words

if TYPE_CHECKING:
    from soleus_tray.core.status import Status


def headline(status: Status) -> str:  # noqa: PLR0911 - one sentence for each state
    """What is going on, in one sentence without its full stop."""
    sitting = f"{in_words(status.sitting_seconds)} sitting"
    match status.state:
        case "exercising":
            return "A quiet set is running" if status.quiet_set else "A set is running"
        case "paused":
            return f"Paused until {_clock(status, status.paused_until)}" if status.paused_until else "Paused"
        case "away":
            return "Away from the desk"
        case "standing":
            return (
                f"Standing until {_clock(status, status.standing_until)}"
                if status.standing_until
                else "Standing"
            )
        case "off_hours":
            return f"{sitting}, outside your working hours"
        case "snoozed" if status.snoozed_for_meeting:
            return f"{sitting}, snoozed until the meeting ends"
        case "snoozed" if status.snoozed_until:
            return f"{sitting}, snoozed until {_clock(status, status.snoozed_until)}"
        case "held":
            return f"{sitting}, a set is waiting: {_held(status)}"
        case "due":
            return f"{sitting}, time for a set"
        case _:
            return f"{sitting}, next set in {in_words(_up_to_minute(status.due_in_seconds or 0))}"


def _held(status: Status) -> str:
    """Why and since when; once all is over, what comes next."""
    lasting = [reason for reason in status.held_by if reason.lasts]
    if not lasting:
        return "the reminder follows in a minute"
    since = _clock(status, min(reason.since for reason in lasting))
    words = dict.fromkeys(signal_words(reason.kind, reason.who) for reason in lasting)
    return f"{', '.join(words)} (since {since})"


def today_line(status: Status) -> str:
    """Today's sets, and the minutes in them and in the chair."""
    today = status.today
    sets = f"{today.sets} set{'' if today.sets == 1 else 's'} today"
    active = f", {in_words(today.active_seconds)} of reps" if today.active_seconds else ""
    return f"{sets}{active}, {in_words(today.sitting_seconds)} sitting"


def tooltip(status: Status) -> str:
    """The tray icon's line."""
    today = status.today
    return f"{headline(status)}. {today.sets} set{'' if today.sets == 1 else 's'} today."


def reminder_title(sitting_seconds: int, interval: int) -> str:
    """The notification's title: plain after the usual hour, with the time sat after any other."""
    if interval <= sitting_seconds < interval + 5 * 60 and interval == 3600:
        return "An hour of sitting"
    return f"{in_words(sitting_seconds)} of sitting"


def reminder_body(length: int) -> str:
    """The notification's one sentence, for a set of `length` seconds."""
    return f"{spoken_length(length)} for your legs? They can work while you do."


def spoken_length(seconds: int) -> str:
    """The length of a set: in words where that is usual, in figures otherwise."""
    words = {30: "Thirty seconds", 60: "A minute", 90: "Ninety seconds", 120: "Two minutes"}
    words |= {180: "Three minutes", 300: "Five minutes", 600: "Ten minutes"}
    return words.get(seconds, in_words(seconds))


def _up_to_minute(seconds: int) -> int:
    """Whole minutes are rounded up in a forecast: 17 min 20 s to go reads as 18 min."""
    return seconds if seconds < 60 else -(-seconds // 60) * 60


def _clock(status: Status, moment: datetime) -> str:
    """A moment on the user's clock; with "tomorrow" where it isn't today."""
    local = moment + timedelta(seconds=status.utc_offset)
    if local_date(moment, status.utc_offset) == status.today.date:
        return f"{local:%H:%M}"
    return f"tomorrow, {local:%H:%M}"
