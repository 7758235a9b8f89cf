"""The kinds of settings: how a value of each is read from TOML or a command line, and written back.

Each has `read` (a raw value to a valid one, or BadValueError), `show` (for people; `read` takes it back),
`in_file` (a plain TOML value), `warning` and `range_in_words`. The tray process loads this: keep it lean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from soleus_tray.core.durations import format_duration, parse_duration
from soleus_tray.core.errors import BadValueError
from soleus_tray.core.hours import format_hours, parse_hours
from soleus_tray.core.paces import PACES, find_pace
from soleus_tray.core.text import _

NOTHING = "none"
"""How an empty list or place is shown, and may be written."""
_LONGEST_NAME = 80
_MOST_NAMES = 50
_LONGEST_PLACE = 2000


class _Kind:
    """What most kinds have in common."""

    __slots__ = ()

    def show(self, value: Any) -> str:
        """The value for people; `read` takes it back."""
        return str(value)

    def in_file(self, value: Any) -> object:
        """The value as TOML has it: a text, a boolean or a list."""
        return self.show(value)

    def warning(self, value: Any) -> str:
        """What to tell about a value that is accepted but unusual, or nothing."""
        return ""


@dataclass(frozen=True, slots=True)
class Span(_Kind):
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
            raise BadValueError(
                place, raw, _('say which unit, like "{number}m" or "{number}s"').format(number=raw)
            )
        else:
            raise BadValueError(place, raw, _('write it in quotes like "10m", "1h30m" or "90s"'))
        if not self.low <= seconds <= self.high:
            raise BadValueError(place, raw, _("choose {range}").format(range=self.range_in_words()))
        return seconds

    def show(self, value: Any) -> str:
        """The value as it is written in the file, without quotes."""
        return format_duration(value)

    def warning(self, value: Any) -> str:
        """What to tell about a value that is accepted but unusual, or nothing."""
        if value >= self.usual_from:
            return ""
        usual_from = self.show(self.usual_from)
        return _("is {value}, which is fine for trying out; {usual} or more suits a day").format(
            value=self.show(value), usual=usual_from
        )

    def range_in_words(self) -> str:
        """What may be chosen, for people."""
        return _("{low} to {high}").format(
            low=self.show(self.usual_from or self.low), high=self.show(self.high)
        )


@dataclass(frozen=True, slots=True)
class Word(_Kind):
    """One of a few words."""

    choices: tuple[str, ...]

    def read(self, place: str, raw: object) -> str:
        """The choice meant by a raw TOML value; raises BadValueError."""
        word = raw.strip().lower() if isinstance(raw, str) else None
        if word not in self.choices:
            raise BadValueError(place, raw, _("choose {range}").format(range=self.range_in_words()))
        return word

    def range_in_words(self) -> str:
        """What may be chosen, for people."""
        return _("{first} or {last}").format(first=", ".join(self.choices[:-1]), last=self.choices[-1])


@dataclass(frozen=True, slots=True)
class Percent(_Kind):
    """A share like "40%"; the value is a whole number, the limits are inclusive."""

    low: int
    high: int

    def read(self, place: str, raw: object) -> int:
        """The percentage meant by a raw TOML value; raises BadValueError."""
        text = raw.strip().removesuffix("%").strip() if isinstance(raw, str) else raw
        if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) <= 4:
            text = int(text)
        whole = isinstance(text, int) and not isinstance(text, bool)
        if not (whole and self.low <= text <= self.high):  # type: ignore[operator]
            raise BadValueError(place, raw, _("choose {range}").format(range=self.range_in_words()))
        return int(text)  # type: ignore[call-overload,no-any-return]

    def show(self, value: Any) -> str:
        """The value as it is written in the file, without quotes."""
        return f"{value}%"

    def range_in_words(self) -> str:
        """What may be chosen, for people."""
        return f"{self.low}% to {self.high}%"


class PaceWord(_Kind):
    """A pace: a preset's name, or the seconds of up, hold and down; the value is what find_pace reads."""

    __slots__ = ()

    def read(self, place: str, raw: object) -> str:
        """The pace meant by a raw TOML value; raises BadValueError."""
        if not isinstance(raw, str):
            raise BadValueError(
                place, raw, _("choose {range}, in quotes").format(range=self.range_in_words())
            )
        return find_pace(raw).name

    def warning(self, value: Any) -> str:
        """What is worth knowing of a pace of one's own."""
        pace = find_pace(value)
        if not pace.note or value in PACES:
            return ""
        return _("is {value}; {note}").format(value=value, note=_(pace.note).rstrip("."))

    def range_in_words(self) -> str:
        """What may be chosen, for people."""
        return _("gentle, steady, flow, pulse, or seconds up/hold/down like 1/1/2")


class Names(_Kind):
    """A list of programs; the value is a tuple, each name once, whatever its capitals."""

    __slots__ = ()

    def read(self, place: str, raw: object) -> tuple[str, ...]:
        """The names in a TOML array, or in a text with commas; raises BadValueError."""
        given = raw.split(",") if isinstance(raw, str) else raw
        if not isinstance(given, list) or not all(isinstance(name, str) for name in given):
            raise BadValueError(place, raw, _('write names like ["steam", "vlc"], or [] for none'))
        by_name: dict[str, str] = {}
        for name in (" ".join(name.split()) for name in given):
            by_name.setdefault(name.casefold(), name)
        names = tuple(name for key, name in by_name.items() if key not in ("", NOTHING))
        if len(names) > _MOST_NAMES:
            raise BadValueError(place, raw, _("name at most {most}").format(most=_MOST_NAMES))
        for name in names:
            if len(name) > _LONGEST_NAME or not name.isprintable() or "," in name:
                remedy = _("a program's name has up to {longest} plain characters and no comma").format(
                    longest=_LONGEST_NAME
                )
                raise BadValueError(place, name, remedy)
        return names

    def show(self, value: Any) -> str:
        """The names with commas, for people."""
        return ", ".join(value) or NOTHING

    def in_file(self, value: Any) -> list[str]:
        """The value as TOML has it."""
        return list(value)

    def range_in_words(self) -> str:
        """What may be chosen, for people."""
        return _("names of programs")


class Place(_Kind):
    """Where something is to be read: a file's whole path or an https address; "" for nowhere."""

    __slots__ = ()

    def read(self, place: str, raw: object) -> str:
        """The place meant by a raw TOML value; raises BadValueError."""
        if not isinstance(raw, str) or len(raw) > _LONGEST_PLACE or not raw.strip().isprintable():
            raise BadValueError(
                place, raw, _("choose {range}, in quotes").format(range=self.range_in_words())
            )
        text = raw.strip()
        if text.lower() in ("", NOTHING):
            return ""
        scheme, colon, rest = text.partition("://")
        if colon:
            return self._address(place, text, scheme.lower(), rest)
        is_whole = text.startswith(("/", "~", "\\\\")) or text[1:3] in (":\\", ":/")
        if not is_whole:
            shown = _without_secrets(text) if "@" in text else text
            raise BadValueError(place, shown, _("write the whole path, like ~/work.ics, or an https address"))
        return text

    @staticmethod
    def _address(place: str, text: str, scheme: str, rest: str) -> str:
        if scheme == "http":
            remedy = _("anybody on the way could read your calendar: use its https:// address")
            raise BadValueError(place, f"{scheme}://{_without_secrets(rest)}", remedy)
        if scheme not in ("https", "webcal", "webcals") or not rest.strip("/") or " " in rest:
            remedy = _("write an https:// or webcal:// address, or a file's whole path")
            raise BadValueError(place, f"{scheme}://{_without_secrets(rest)}", remedy)
        return text

    def show(self, value: Any) -> str:
        """The place, for people."""
        return value or NOTHING

    def in_file(self, value: Any) -> str:
        """The value as TOML has it."""
        return str(value)

    def range_in_words(self) -> str:
        """What may be chosen, for people."""
        return _("a file's whole path or an https address")


def _without_secrets(address: str) -> str:
    """What may be shown of an address: its host, for what stands around it are often passwords and tokens."""
    return address.rpartition("@")[2].partition("/")[0]


class YesNo(_Kind):
    """Yes or no; a boolean in the file."""

    __slots__ = ()

    def read(self, place: str, raw: object) -> bool:
        """The answer meant by a raw TOML value; raises BadValueError."""
        if isinstance(raw, bool):
            return raw
        word = raw.strip().lower() if isinstance(raw, str) else ""
        if word in ("yes", "true", "on"):
            return True
        if word in ("no", "false", "off"):
            return False
        raise BadValueError(place, raw, _("choose {range}").format(range=self.range_in_words()))

    def show(self, value: Any) -> str:
        """The answer, for people."""
        return "yes" if value else "no"

    def in_file(self, value: Any) -> bool:
        """The value as TOML has it."""
        return bool(value)

    def range_in_words(self) -> str:
        """What may be chosen, for people."""
        return _("true (yes) or false (no)")


class Hours(_Kind):
    """Working hours as text; the value is a WorkingHours."""

    __slots__ = ()

    def read(self, place: str, raw: object) -> Any:
        """The hours meant by a raw TOML value; raises BadValueError."""
        if not isinstance(raw, str):
            raise BadValueError(place, raw, _('write it in quotes like "Mon-Fri 09:00-17:30", or "always"'))
        return parse_hours(raw, place)

    def show(self, value: Any) -> str:
        """The value as it is written in the file, without quotes."""
        return format_hours(value)

    def range_in_words(self) -> str:
        """What may be chosen, for people."""
        return _("always, or like Mon-Fri 09:00-12:30, 13:30-18:00; Sat 22:00-02:00")


Kind = Span | Word | Percent | PaceWord | Names | Place | YesNo | Hours
