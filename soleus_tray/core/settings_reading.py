"""From whatever a settings file holds to valid settings: a bad value falls back for its key alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from soleus_tray.core.errors import BadValueError
from soleus_tray.core.settings import Settings
from soleus_tray.core.settings_keys import FILE_VERSION, KEYS, TABLES, did_you_mean
from soleus_tray.core.text import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the settings file the user should know of."""

    key: str
    """Dotted; "" when the whole file is meant."""
    what: str
    """What is the matter, to be read after the key: "is 'soon'; write it like 60m"."""
    outcome: str
    """What is done about it: "the usual 60m is used"."""
    line: int | None = None
    """Counted from 1; None where it isn't known."""

    def sentence(self, file: str) -> str:
        """The whole of it, for `config list`, the log and a notification."""
        place = _("{file}, line {line}").format(file=file, line=self.line) if self.line else file
        about = f"{self.key} {self.what}" if self.key else self.what
        return f"{place}: {about}; {self.outcome}."


def read_settings(raw: Mapping[Any, Any]) -> tuple[Settings, tuple[Problem, ...]]:
    """Valid settings, whatever the decoded file holds, and what could not be used of it. Never raises."""
    chosen: dict[str, dict[str, Any]] = {table: {} for table in TABLES}
    problems = [*_version_problems(raw), *_unknown_problems(raw)]
    for key in KEYS:
        table = raw.get(key.table)
        if not isinstance(table, dict) or key.field not in table:
            continue
        try:
            value = key.kind.read(key.name, _printable(table[key.field]))
        except BadValueError as error:
            what = _("is {value}, which can't be used; {remedy}").format(
                value=shown(error.value), remedy=error.remedy
            )
            problems.append(Problem(key.name, what, _("the usual {value} is used").format(value=key.usual)))
            continue
        chosen[key.table][key.field] = value
        warning = key.kind.warning(value)
        if warning:
            problems.append(Problem(key.name, warning, _("it is used as it is")))
    usual = Settings()
    parts = {table: replace(getattr(usual, table), **values) for table, values in chosen.items()}
    return Settings(**parts), tuple(problems)


def _version_problems(raw: Mapping[Any, Any]) -> Iterator[Problem]:
    version = raw.get("version", FILE_VERSION)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        what = _("is {value}, which can't be used; write version = {version}").format(
            value=shown(version), version=FILE_VERSION
        )
        yield Problem("version", what, _("the file is read all the same"))
    elif version > FILE_VERSION:
        what = _("is {value}, so a newer soleus-tray wrote this file").format(value=shown(version))
        yield Problem("version", what, _("what this one knows of it is used"))


def _unknown_problems(raw: Mapping[Any, Any]) -> Iterator[Problem]:
    known = {key.name for key in KEYS}
    for name, value in raw.items():
        if name == "version":
            continue
        if name in TABLES and not isinstance(value, dict):
            what = _("is {value} where a table [{table}] belongs").format(value=shown(value), table=name)
            yield Problem(str(name), what, _("the usual values are used for all of it"))
        elif name not in TABLES:
            yield _unknown(clipped(str(name)))
        else:
            for field in value:
                if f"{name}.{field}" not in known:
                    yield _unknown(clipped(f"{name}.{field}"))


def _unknown(name: str) -> Problem:
    return Problem(
        name, _("is not a setting; {remedy}").format(remedy=did_you_mean(name)), _("it is left alone")
    )


def _printable(value: object) -> object:
    """The value, or a stand-in for one that Python can't even print, since errors quote their values."""
    try:
        repr(value)
    except (ValueError, RecursionError):  # an integer of thousands of digits; a table in a table in a ...
        return "something very large"
    return value


def shown(value: object) -> str:
    """The value as a sentence shows it: short, on one line, whatever it is."""
    return clipped(repr(_printable(value)))


def clipped(text: str) -> str:
    """The text on one line and not too long for a sentence."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_SHOWN else flat[: _LONGEST_SHOWN - 3] + "..."
