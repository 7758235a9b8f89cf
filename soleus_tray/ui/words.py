"""The sentences of the tray, the reminder and `status`: short, warm and true."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from soleus_tray.core.day import local_date
from soleus_tray.core.durations import in_words
from soleus_tray.core.signal_words import signal_words
from soleus_tray.core.text import N_, _, ngettext

if TYPE_CHECKING:
    from soleus_tray.core.status import Status

_LENGTHS = {
    30: N_("Thirty seconds for your legs? They can work while you do."),
    60: N_("A minute for your legs? They can work while you do."),
    90: N_("Ninety seconds for your legs? They can work while you do."),
    120: N_("Two minutes for your legs? They can work while you do."),
    180: N_("Three minutes for your legs? They can work while you do."),
    300: N_("Five minutes for your legs? They can work while you do."),
    600: N_("Ten minutes for your legs? They can work while you do."),
}


def headline(status: Status) -> str:  # noqa: C901, PLR0911, PLR0912 - one sentence for each state
    """What is going on, in one sentence without its full stop."""
    sitting = in_words(status.sitting_seconds)
    match status.state:
        case "exercising":
            return _("A quiet set is running") if status.quiet_set else _("A set is running")
        case "paused" if status.paused_until:
            return _("Paused until {time}").format(time=_clock(status, status.paused_until))
        case "paused":
            return _("Paused")
        case "away":
            return _("Away from the desk")
        case "standing" if status.standing_until:
            return _("Standing until {time}").format(time=_clock(status, status.standing_until))
        case "standing":
            return _("Standing")
        case "off_hours":
            return _("{time} sitting, outside your working hours").format(time=sitting)
        case "snoozed" if status.resting_after_pain:
            return _resting(status)
        case "snoozed" if status.snoozed_for_meeting:
            return _("{time} sitting, snoozed until the meeting ends").format(time=sitting)
        case "snoozed" if status.snoozed_until:
            until = _clock(status, status.snoozed_until)
            return _("{time} sitting, snoozed until {until}").format(time=sitting, until=until)
        case "held":
            return _held(status)
        case "due":
            return _("{time} sitting, time for a set").format(time=sitting)
        case _:
            due = in_words(_up_to_minute(status.due_in_seconds or 0))
            return _("{time} sitting, next set in {due}").format(time=sitting, due=due)


def _resting(status: Status) -> str:
    if status.snoozed_until is None:
        return _("Resting after pain, until you say so")
    if local_date(status.snoozed_until, status.utc_offset) > status.today.date:
        return _("Resting after pain, until tomorrow")
    return _("Resting after pain, until {time}").format(time=_clock(status, status.snoozed_until))


def _held(status: Status) -> str:
    """Why and since when; once all is over, what comes next. What stands after ": " may be shown apart."""
    sitting = in_words(status.sitting_seconds)
    lasting = [reason for reason in status.held_by if reason.lasts]
    if not lasting:
        return _("{time} sitting, a set is waiting: the reminder follows in a minute").format(time=sitting)
    since = _clock(status, min(reason.since for reason in lasting))
    reasons = ", ".join(dict.fromkeys(signal_words(reason.kind, reason.who) for reason in lasting))
    words = _("{time} sitting, a set is waiting: {reasons} (since {since})")
    return words.format(time=sitting, reasons=reasons, since=since)


def today_line(status: Status) -> str:
    """Today's sets, and the minutes in them and in the chair."""
    today, sitting = status.today, in_words(status.today.sitting_seconds)
    if not today.active_seconds:
        words = ngettext(
            "{sets} set today, {sitting} sitting", "{sets} sets today, {sitting} sitting", today.sets
        )
        return words.format(sets=today.sets, sitting=sitting)
    words = ngettext(
        "{sets} set today, {active} of reps, {sitting} sitting",
        "{sets} sets today, {active} of reps, {sitting} sitting",
        today.sets,
    )
    return words.format(sets=today.sets, active=in_words(today.active_seconds), sitting=sitting)


def tooltip(status: Status) -> str:
    """The tray icon's line."""
    sets = status.today.sets
    words = ngettext("{headline}. {sets} set today.", "{headline}. {sets} sets today.", sets)
    return words.format(headline=headline(status), sets=sets)


def reminder_title(sitting_seconds: int, interval: int) -> str:
    """The notification's title: plain after the usual hour, with the time sat after any other."""
    if interval <= sitting_seconds < interval + 5 * 60 and interval == 3600:
        return _("An hour of sitting")
    return _("{time} of sitting").format(time=in_words(sitting_seconds))


def reminder_body(length: int) -> str:
    """The notification's one sentence, for a set of `length` seconds: in words where that is usual."""
    if length in _LENGTHS:
        return _(_LENGTHS[length])
    return _("{time} for your legs? They can work while you do.").format(time=in_words(length))


def _up_to_minute(seconds: int) -> int:
    """Whole minutes are rounded up in a forecast: 17 min 20 s to go reads as 18 min."""
    return seconds if seconds < 60 else -(-seconds // 60) * 60


def _clock(status: Status, moment: datetime) -> str:
    """A moment on the user's clock; with "tomorrow" where it isn't today."""
    local = moment + timedelta(seconds=status.utc_offset)
    if local_date(moment, status.utc_offset) == status.today.date:
        return f"{local:%H:%M}"
    return _("tomorrow, {clock}").format(clock=f"{local:%H:%M}")
