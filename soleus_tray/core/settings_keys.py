"""The one table of settings: what each key means, what it may be, and how it is written.

Reading, `config list|get|set`, the documented default file and docs/settings.md all follow from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from soleus_tray.core.durations import format_duration, parse_duration
from soleus_tray.core.errors import BadValueError
from soleus_tray.core.settings import Settings

FILE_VERSION = 1
"""The `version` this program writes into the file; a later one may hold keys it doesn't know."""


@dataclass(frozen=True, slots=True)
class Span:
    """A time like "60m"; the value is whole seconds, the limits are inclusive."""

    low: int
    high: int
    usual_from: int = 0
    """Less is accepted, for trying out, with a warning."""

    def read(self, place: str, raw: object) -> int:
        """The seconds meant by a raw TOML value; raises BadValueError."""
        if isinstance(raw, str):
            seconds = parse_duration(raw, place)
        elif raw == 0 and isinstance(raw, int) and not isinstance(raw, bool):
            seconds = 0  # needs no unit
        elif isinstance(raw, int) and not isinstance(raw, bool):
            raise BadValueError(place, raw, f'say which unit, like "{raw}m" or "{raw}s"')
        else:
            raise BadValueError(place, raw, 'write it in quotes like "10m", "1h30m" or "90s"')
        if not self.low <= seconds <= self.high:
            raise BadValueError(place, raw, f"choose {self.range_in_words()}")
        return seconds

    def show(self, value: Any) -> str:
        """The value as it is written in the file, without quotes."""
        return format_duration(value)

    def warning(self, value: Any) -> str:
        """What to tell about a value that is accepted but unusual, or nothing."""
        if value >= self.usual_from:
            return ""
        usual_from = self.show(self.usual_from)
        return f"is {self.show(value)}, which is fine for trying out; {usual_from} or more suits a day"

    def range_in_words(self) -> str:
        """What may be chosen, for people."""
        return f"{self.show(self.usual_from or self.low)} to {self.show(self.high)}"


@dataclass(frozen=True, slots=True)
class Word:
    """One of a few words."""

    choices: tuple[str, ...]

    def read(self, place: str, raw: object) -> str:
        """The choice meant by a raw TOML value; raises BadValueError."""
        word = raw.strip().lower() if isinstance(raw, str) else None
        if word not in self.choices:
            raise BadValueError(place, raw, f"choose {self.range_in_words()}")
        return word

    def show(self, value: Any) -> str:
        """The value as it is written in the file, without quotes."""
        return str(value)

    def warning(self, value: Any) -> str:
        """Nothing: every word is as good as any other."""
        return ""

    def range_in_words(self) -> str:
        """What may be chosen, for people."""
        return f"{', '.join(self.choices[:-1])} or {self.choices[-1]}"


@dataclass(frozen=True, slots=True)
class Key:
    """One setting."""

    name: str
    """Dotted, table first: "reminders.interval"."""
    comment: str
    """One sentence for the file and the docs."""
    kind: Span | Word

    @property
    def table(self) -> str:
        """The TOML table it stands in, which is also the field of Settings."""
        return self.name.partition(".")[0]

    @property
    def field(self) -> str:
        """Its name in the table."""
        return self.name.partition(".")[2]

    def value_in(self, settings: Settings) -> Any:
        """What these settings say of it."""
        return getattr(getattr(settings, self.table), self.field)

    @property
    def usual(self) -> str:
        """The default as it is written in the file, without quotes."""
        return self.kind.show(self.value_in(Settings()))


_MINUTE, _HOUR = 60, 3600

KEYS: tuple[Key, ...] = (
    Key(
        "reminders.interval",
        "Sitting time from one set to the next.",
        Span(5, 3 * _HOUR, usual_from=20 * _MINUTE),
    ),
    Key(
        "reminders.away_after",
        "After this long without keyboard or mouse you count as away.",
        Span(1, _HOUR, usual_from=_MINUTE),
    ),
    Key(
        "reminders.reset_after",
        "A break from sitting of at least this long starts a new hour.",
        Span(1, _HOUR, usual_from=_MINUTE),
    ),
    Key(
        "reminders.snooze",
        "What the reminder's Snooze button gives.",
        Span(5, 24 * _HOUR, usual_from=_MINUTE),
    ),
    Key(
        "set.length",
        "How long a set takes; it is rounded up to whole reps.",
        Span(5, 30 * _MINUTE),
    ),
    Key(
        "set.pace",
        "How fast: gentle is 10 reps a minute, steady 15, flow 20, pulse 30 (a different, faster movement).",
        Word(("gentle", "steady", "flow", "pulse")),
    ),
    Key("set.get_ready", "Time to sit up and settle before the first rep; 0s starts at once.", Span(0, 60)),
    Key(
        "appearance.theme", "The windows' colours; auto follows the desktop.", Word(("auto", "light", "dark"))
    ),
    Key(
        "appearance.panel",
        "The panel the tray icon is drawn for; auto follows the desktop.",
        Word(("auto", "light", "dark")),
    ),
)

_BY_NAME = {key.name: key for key in KEYS}
TABLES: tuple[str, ...] = tuple(dict.fromkeys(key.table for key in KEYS))


def find_key(name: str) -> Key:
    """The key of this name; raises BadValueError that names the nearest one."""
    key = _BY_NAME.get(name)
    if key is None:
        raise BadValueError("setting", name, did_you_mean(name))
    return key


def did_you_mean(name: str) -> str:
    """A remedy for an unknown key: the nearest known one, or where all are listed."""
    import difflib  # noqa: PLC0415 - only when something is misspelt: the tray stays lighter

    known = {known.rpartition(".")[2]: known for known in _BY_NAME} | {known: known for known in _BY_NAME}
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    near = near or difflib.get_close_matches(name.rpartition(".")[2], known, n=1, cutoff=0.75)
    if near:
        return f"the nearest there is is {known[near[0]]}"
    return "`soleus-tray config list` names the ones there are"


def default_text() -> str:
    """The documented settings file in which nothing is chosen yet."""
    lines = [
        "# Soleus Tray's settings. A line with # before it shows the usual value; take the # away to choose",
        "# another, or use `soleus-tray config set KEY VALUE`. Times are written like 90s, 10m or 1h30m.",
        "",
        f"version = {FILE_VERSION}",
    ]
    for table in TABLES:
        lines += ["", f"[{table}]"]
        for key in (key for key in KEYS if key.table == table):
            lines += [f"# {key.comment} ({key.kind.range_in_words()})", f'# {key.field} = "{key.usual}"']
    return "\n".join(lines) + "\n"
