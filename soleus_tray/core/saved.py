"""The state between two runs: as JSON values, and back.

What is read back is checked field by field; anything unexpected raises, and the caller starts afresh.
"""

from __future__ import annotations

import math
from dataclasses import asdict, fields, replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from soleus_tray.core.absence import Absence
from soleus_tray.core.day import Day
from soleus_tray.core.decisions import started
from soleus_tray.core.engine import observe
from soleus_tray.core.errors import BadValueError
from soleus_tray.core.holding import Hold
from soleus_tray.core.memory import Memory, Shown
from soleus_tray.core.presence import Presence
from soleus_tray.core.reminders import Due
from soleus_tray.core.signals import KINDS, Signal
from soleus_tray.core.sitting import Sitting, Span
from soleus_tray.core.state import Rest, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.core.presence import Observation
    from soleus_tray.core.settings import Settings
    from soleus_tray.core.state import Step

VERSION = 2


def to_values(state: State) -> dict[str, Any]:
    """The state as values that JSON can carry; an open session window is left out, it tells its own story."""
    values: dict[str, Any] = _plain(asdict(replace(state, session=None)))
    return values | {"version": VERSION}


def restored(values: dict[str, Any], seen: Observation, settings: Settings) -> Step:
    """Go on from a saved state at the first observation of a new run.

    The time between counts as an absence: the hour goes on after a short one and ends after a long one.

    Raises:
        BadValueError: the values are not a whole state of this version.
    """
    try:
        if values.get("version") != VERSION:
            raise ValueError(f"version {values.get('version')!r}")
        state: State = _built(State, {key: value for key, value in values.items() if key != "version"})
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise BadValueError("saved clock", str(values)[:60], f"a new hour begins ({error})") from error
    gap = max(0.0, (seen.wall - state.wall).total_seconds())
    presence = replace(state.presence, monotonic=seen.monotonic - gap)
    # What the sensors said before says nothing now.
    state = replace(state, presence=presence, signals=(), sensed=None, waiting=None, holds=())
    state, told = started(state, gap)
    after, events = observe(state, replace(seen, unwatched=True), settings)
    return after, (*told, *events)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _built(kind: type, values: Any) -> Any:
    """A dataclass from a JSON object, each field read by its annotation."""
    names = {field.name for field in fields(kind)}
    if unknown := set(values) - names:
        raise ValueError(f"unknown {sorted(unknown)}")
    return kind(**{f.name: _read(str(f.type), values[f.name]) for f in fields(kind) if f.name in values})


def _read(annotation: str, value: Any) -> Any:
    if annotation.endswith(" | None"):
        return None if value is None else _read(annotation.removesuffix(" | None"), value)
    return _READERS[annotation](value)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise TypeError(f"{value!r} is not a number")
    return float(value)


def _exactly(kind: type) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"{value!r} is not {kind.__name__}")
        return value

    return read


def _one_of(words: tuple[str, ...]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in words:
            raise ValueError(f"{value!r} is not one of {words}")
        return str(value)

    return read


def _utc(value: Any) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.utcoffset() is None:
        raise ValueError(f"{value!r} has no UTC offset")
    return moment


_READERS: dict[str, Callable[[Any], Any]] = {
    "float": _number,
    "int": _exactly(int),
    "bool": _exactly(bool),
    "str": _exactly(str),
    "datetime": _utc,
    "date": date.fromisoformat,
    "tuple[str, ...]": lambda value: tuple(_exactly(str)(part) for part in value),
    "Session": _exactly(type(None)),
    "tuple[Signal, ...]": lambda value: tuple(_built(Signal, part) for part in value),
    "tuple[Hold, ...]": lambda value: tuple(_built(Hold, part) for part in value),
    "tuple[Shown, ...]": lambda value: tuple(_built(Shown, part) for part in value),
    "Kind": _one_of(KINDS),
    **{
        kind.__name__: partial(_built, kind)
        for kind in (Presence, Sitting, Span, Day, Due, Rest, Absence, Memory)
    },
}
