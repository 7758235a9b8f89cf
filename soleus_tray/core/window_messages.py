"""What the tray and a window's process say to each other: one line of JSON each, over the child's pipes.

Tray to window, on its standard input:  `show` (SetRequest, Panel or Strip), `update` (a Panel), `close`.
Window to tray, on its standard output: WindowEvent.
A window whose input ends before it was told what to show leaves quietly; later it carries on alone.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from soleus_tray.core.errors import BadValueError
from soleus_tray.core.facts import Fact, SetFact, SetSource, from_values, to_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from soleus_tray.core.exercise import Legs


WindowTheme = Literal["light", "dark", "light-contrast", "dark-contrast"]
Mode = Literal["full", "compact", "ears"]
"""How a set is guided: a window, a slim strip that stays on top, or sound and voice alone."""


@dataclass(frozen=True, slots=True)
class SoundChoice:
    """What is to be heard of a set; the tray has seen to calls and do-not-disturb already."""

    tones: bool = False
    volume: int = 40
    """Percent."""
    voice: bool = False


@dataclass(frozen=True, slots=True)
class PlanOffer:
    """A step the user may take, in a sentence; nothing happens until it is taken."""

    level: int
    """1 to 5; 0: the plan itself is offered."""
    sentence: str
    """"Four days at 3 min, all easy. Want to try 5?"."""
    accept: str
    """The button: "Try 5 min"."""


@dataclass(frozen=True, slots=True)
class SetRequest:
    """A set to guide now."""

    source: SetSource
    pace: str
    seconds: int
    """Planned length before snapping to whole reps; ignored when reps is given."""
    reps: int | None
    get_ready: int
    """Seconds of countdown; 0 starts at once."""
    theme: WindowTheme
    sets_today: int
    """Sets already in today's record, for the summary."""
    sets_this_week: tuple[int, ...] = ()
    """Sets of this week's days so far, Monday first, today last."""
    legs: Legs = "both"
    until_stopped: bool = False
    """No length: it lasts until it is ended."""
    mode: Mode = "full"
    still: bool = False
    """Reduced motion: the figure takes three poses, and nothing glides."""
    sound: SoundChoice = SoundChoice()
    offer: PlanOffer | None = None
    """To be made on the last screen."""
    note: str = ""
    """A quiet line for the first screen, such as what became of a set that was cut short."""


@dataclass(frozen=True, slots=True)
class Panel:
    """What the small window of actions shows: it stands in where there is no tray."""

    title: str
    lines: tuple[str, ...]
    actions: tuple[tuple[str, str], ...]
    """(action, label) pairs; the first is the main one."""
    theme: WindowTheme


@dataclass(frozen=True, slots=True)
class Strip:
    """The pacer strip for a quiet set where no tray keeps up; it animates by itself."""

    pace: str
    reps: int
    first_rep_at: float
    """Monotonic seconds: that clock is one and the same in all processes of a machine."""
    action: str
    """What a click asks for, in the words of a menu line."""
    theme: WindowTheme


Content = SetRequest | Panel | Strip


@dataclass(frozen=True, slots=True)
class WindowEvent:
    """What a window tells the tray."""

    kind: Literal["ready", "mapped", "began", "progress", "ended", "action", "closed"]
    """ready: loaded and hidden; mapped: on screen; began, progress, ended carry the set; action carries what
    the user asked for (in the words of a menu line); closed: the window is gone."""
    fact: SetFact | None = None
    action: str = ""


def event_to_line(event: WindowEvent) -> str:
    """The event as one line of JSON, without the newline."""
    fact = json.loads(to_line(event.fact)) if event.fact else None
    return json.dumps({"kind": event.kind, "fact": fact, "action": event.action})


def event_from_line(line: str) -> WindowEvent:
    """Read back what `event_to_line` wrote; raises BadValueError for anything else."""
    try:
        values = json.loads(line)
        fact: Fact | None = from_values(values["fact"]) if values["fact"] else None
        if fact is not None and not isinstance(fact, SetFact):
            raise TypeError("the fact is not a set")
        return WindowEvent(values["kind"], fact, str(values["action"]))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadValueError(
            "window's message", line[:80], f"it is not one this version knows ({error})"
        ) from error


def order_to_line(order: Literal["show", "update", "close"], content: Content | None = None) -> str:
    """An order to a window as one line of JSON, without the newline."""
    return json.dumps({"order": order, "content": asdict(content) if content else None})


def request_from(values: Mapping[str, Any]) -> SetRequest:
    """The SetRequest in a decoded order's content."""
    offer = values.get("offer")
    return SetRequest(
        **{
            **values,
            "sets_this_week": tuple(values.get("sets_this_week", ())),
            "sound": SoundChoice(**values.get("sound", {})),
            "offer": PlanOffer(**offer) if offer else None,
        }
    )


def panel_from(values: Mapping[str, Any]) -> Panel:
    """The Panel in a decoded order's content."""
    actions = tuple((str(action), str(label)) for action, label in values["actions"])
    return Panel(values["title"], tuple(values["lines"]), actions, values["theme"])


def strip_from(values: Mapping[str, Any]) -> Strip:
    """The Strip in a decoded order's content."""
    return Strip(**values)
