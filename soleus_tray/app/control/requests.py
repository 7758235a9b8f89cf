"""What may be asked of the running app, checked before anything acts on it.

A request is a JSON object: `{"command": "snooze", "seconds": 600}`. Those that change the sitting clock
become core commands at once; the few others concern the app itself and are defined here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from soleus_tray.core import commands as ask
from soleus_tray.core.durations import parse_clock
from soleus_tray.core.errors import BadValueError
from soleus_tray.core.exercise import LONGEST_SET_SECONDS, Legs
from soleus_tray.core.facts import SetFact, SetSource, from_values
from soleus_tray.core.paces import find_pace
from soleus_tray.core.settings_reading import clipped, shown
from soleus_tray.core.text import _
from soleus_tray.core.window_messages import Mode

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_LINE = 64 * 1024
"""Bytes of a request or an answer, its newline included."""
MOST_REPS = 900
"""In one set, at the quickest pace."""
LONGEST_REST = 31 * 24 * 3600
"""Seconds a snooze or a pause may last; a pause without a length lasts until resumed."""


@dataclass(frozen=True, slots=True)
class Status:
    """Say how things are."""


@dataclass(frozen=True, slots=True)
class SnoozeTomorrow:
    """No reminder until tomorrow, whose beginning the app knows."""


@dataclass(frozen=True, slots=True)
class SnoozeAt:
    """No reminder until the user's clock shows this."""

    time: str
    """Like 14:30."""


@dataclass(frozen=True, slots=True)
class RestAfterPain:
    """No reminder for the rest of the day, until the user says so, or again."""

    until: str
    """today, open or off."""


@dataclass(frozen=True, slots=True)
class Show:
    """A second start: open the small window."""


@dataclass(frozen=True, slots=True)
class Welcome:
    """Open the first run's window."""


@dataclass(frozen=True, slots=True)
class Demo:
    """Show a reminder, and make the next set a 20-second one."""


@dataclass(frozen=True, slots=True)
class SettingsChanged:
    """Read the settings file again."""


@dataclass(frozen=True, slots=True)
class Quit:
    """End the app."""


Request = (
    ask.Begin
    | ask.Snooze
    | ask.SnoozeMeeting
    | ask.EndSnooze
    | ask.Pause
    | ask.Resume
    | ask.Stand
    | ask.Ate
    | ask.WasSitting
    | ask.Pace
    | ask.EndPace
    | ask.Skip
    | ask.SetMoved
    | ask.CheckedIn
    | Status
    | RestAfterPain
    | SnoozeTomorrow
    | SnoozeAt
    | Show
    | Welcome
    | Demo
    | SettingsChanged
    | Quit
)


def parse_request(line: bytes) -> Request:
    """The request in one line of bytes; raises BadValueError, whose sentence is the answer, for any other."""
    try:
        values = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BadValueError("request", clipped(repr(line[:60])), "send one JSON object on a line") from error
    if not isinstance(values, dict) or not isinstance(values.get("command"), str):
        raise BadValueError("request", shown(values), 'send an object with a "command"')
    name = values.pop("command")
    if name not in _MAKERS:
        raise BadValueError("command", clipped(name), f"it is one of {', '.join(_MAKERS)}")
    return _made(name, values)


def _made(name: str, values: dict[str, Any]) -> Request:
    maker, fields = _MAKERS[name]
    unknown = sorted(set(values) - set(fields))
    if unknown:
        remedy = f"{name} takes {', '.join(fields) or 'nothing'}"
        raise BadValueError(f"{name}'s argument", clipped(unknown[0]), remedy)
    checked = {field: _checked(f"{name}'s {field}", check, values) for field, check in fields.items()}
    _check_length(checked)
    return maker(**checked)


def _check_length(begin: dict[str, Any]) -> None:
    """One length at most; how many reps half an hour has is for whoever knows the pace to say."""
    lengths = [name for name in ("seconds", "reps", "until_stopped") if begin.get(name)]
    if len(lengths) > 1:
        both = _("{one} and {other}").format(one=lengths[0], other=lengths[1])
        raise BadValueError("begin", both, _("give one of the two"))


def _checked(place: str, check: Callable[[str, Any], Any], values: dict[str, Any]) -> Any:
    return check(place, values.get(place.rpartition(" ")[2]))


def _whole(low: int, high: int, *, needed: bool = False) -> Callable[[str, Any], int | None]:
    """A check for a whole number within limits; None passes unless it is needed."""

    def check(place: str, value: Any) -> int | None:
        if value is None and not needed:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise BadValueError(place, shown(value), f"give a whole number from {low} to {high}")
        return value

    return check


def _pace(place: str, value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise BadValueError(place, shown(value), "give a pace's name")
    return None if value is None else find_pace(value).name


def _among(*choices: str, usual: str | None = None) -> Callable[[str, Any], str | None]:
    """A check for one of a few words; None, where it is not given, is the usual one."""

    def check(place: str, value: Any) -> str | None:
        if value is not None and value not in choices:
            known = ", ".join(choices)
            raise BadValueError(place, shown(value), _("it is one of {choices}").format(choices=known))
        return usual if value is None else str(value)

    return check


def _set_fact(place: str, value: Any) -> SetFact:
    """A set as the journal has it, of a window that is not the app's own."""
    from soleus_tray.core.fact_checks import check_fact  # noqa: PLC0415 - few sets are done in a terminal

    try:
        fact = from_values(value)
        check_fact(fact)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise BadValueError(place, shown(value), _("it is no set this version knows")) from error
    if not isinstance(fact, SetFact):
        raise BadValueError(place, shown(value), _("it is no set this version knows"))
    return fact


def _maybe(place: str, value: Any) -> bool:
    return False if value is None else _yes_or_no(place, value)


def _source(place: str, value: Any) -> str:
    if value is not None and value not in get_args(SetSource):
        raise BadValueError(place, shown(value), f"it is one of {', '.join(get_args(SetSource))}")
    return value or "command"


def _clock(place: str, value: Any) -> str:
    if not isinstance(value, str):
        raise BadValueError(place, shown(value), "write it like 14:30")
    parse_clock(value, place)
    return value


def _yes_or_no(place: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise BadValueError(place, shown(value), "it is true or false")
    return value


_REST = _whole(1, LONGEST_REST)
_MAKERS: dict[str, tuple[Callable[..., Request], dict[str, Callable[[str, Any], Any]]]] = {
    "status": (Status, {}),
    "begin": (
        ask.Begin,
        {
            "seconds": _whole(1, LONGEST_SET_SECONDS),
            "reps": _whole(1, MOST_REPS),
            "pace": _pace,
            "source": _source,
            "legs": _among(*get_args(Legs)),
            "until_stopped": _maybe,
            "mode": _among(*get_args(Mode)),
        },
    ),
    "snooze": (ask.Snooze, {"seconds": _whole(1, LONGEST_REST, needed=True)}),
    "snooze-off": (ask.EndSnooze, {}),
    "snooze-tomorrow": (SnoozeTomorrow, {}),
    "snooze-meeting": (ask.SnoozeMeeting, {}),
    "snooze-until": (SnoozeAt, {"time": _clock}),
    "pause": (ask.Pause, {"seconds": _REST}),
    "resume": (ask.Resume, {}),
    "standing": (ask.Stand, {"standing": _yes_or_no, "seconds": _REST}),
    "ate": (ask.Ate, {}),
    "was-sitting": (ask.WasSitting, {}),
    "pace": (ask.Pace, {"seconds": _whole(1, LONGEST_SET_SECONDS)}),
    "pace-off": (ask.EndPace, {}),
    "skip": (ask.Skip, {}),
    "set": (ask.SetMoved, {"fact": _set_fact}),
    "rest": (RestAfterPain, {"until": _among("today", "open", "off", usual="today")}),
    "checked-in": (ask.CheckedIn, {"sudden": _maybe}),
    "show": (Show, {}),
    "welcome": (Welcome, {}),
    "demo": (Demo, {}),
    "settings-changed": (SettingsChanged, {}),
    "quit": (Quit, {}),
}
