"""`config`: settings read and changed from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from soleus_tray.adapters.lock import FileLock
from soleus_tray.adapters.settings.toml_file import create_default, read_file
from soleus_tray.app.paths import find_paths
from soleus_tray.commands.speaking import UsageError, say
from soleus_tray.core.errors import BadValueError, NotRunningError, SoleusError
from soleus_tray.core.settings_keys import KEYS, Key, find_key
from soleus_tray.core.text import N_, _

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from soleus_tray.adapters.settings.toml_file import FileSettings
    from soleus_tray.app.paths import Paths

_WORDS = {"list": 0, "path": 0, "get": 1, "reset": 1, "set": 2}
_MISSING = {"get": N_("a KEY"), "reset": N_("a KEY"), "set": N_("a KEY and a VALUE")}
Answer = TypeVar("Answer")
_WIDEST = 48
"""Characters of a column; a longer value (an address) only moves its own line's end."""
_WAIT = 5.0
"""Seconds for another `config set` to finish."""


def run(given: Namespace) -> int:
    """Do one of list, get, set, path, reset."""
    wanted = _WORDS[given.action]
    if len(given.words) != wanted:
        needs = _(_MISSING.get(given.action, N_("nothing more")))
        raise UsageError(
            _("config {action} takes {needs}; see: soleus-tray config --help").format(
                action=given.action, needs=needs
            )
        )
    paths = find_paths()
    try:
        _ACTIONS[given.action](paths, *given.words)
    except BadValueError as error:
        raise UsageError(str(error)) from error
    return 0


def _list(paths: Paths) -> None:
    found = read_file(paths.settings)
    say(listing(found))


def listing(found: FileSettings) -> str:
    """Every key, its value and where that comes from; then what could not be used."""
    rows = [(key.name, _value(found, key), _origin(found, key)) for key in KEYS]
    widths = [min(_WIDEST, max(len(row[column]) for row in rows)) for column in (0, 1)]
    lines = [f"{name:{widths[0]}}  {value:{widths[1]}}  {origin}".rstrip() for name, value, origin in rows]
    return "\n".join([*lines, *(("", *found.sentences) if found.problems else ())])


def _value(found: FileSettings, key: Key) -> str:
    return key.kind.show(key.value_in(found.settings))


def _origin(found: FileSettings, key: Key) -> str:
    if _value(found, key) != key.usual:
        return _("(usually {value})").format(value=key.usual)
    return ""


def _get(paths: Paths, name: str) -> None:
    key = find_key(name)
    say(_value(read_file(paths.settings), key))


def _set(paths: Paths, name: str, text: str) -> None:
    from soleus_tray.adapters.settings.editing import set_value  # noqa: PLC0415 - loads tomlkit

    key = find_key(name)
    written = _changed(paths, lambda: set_value(paths.settings, key, text))
    warning = key.kind.warning(key.kind.read(key.name, written))
    say(_("{key} is {value}.").format(key=key.name, value=written) + _taken_up(paths))
    if warning:
        say(_("It {warning}.").format(warning=warning))


def _reset(paths: Paths, name: str) -> None:
    from soleus_tray.adapters.settings.editing import reset_value  # noqa: PLC0415 - loads tomlkit

    key = find_key(name)
    _changed(paths, lambda: reset_value(paths.settings, key))
    say(_("{key} is {value} again.").format(key=key.name, value=key.usual) + _taken_up(paths))


def _path(paths: Paths) -> None:
    """Say where the file is, and see that there is one: `$EDITOR "$(soleus-tray config path)"`."""
    create_default(paths.settings)
    say(str(paths.settings))


def _changed(paths: Paths, change: Callable[[], Answer]) -> Answer:
    """Make the change while nobody else makes one."""
    try:
        paths.make()
        with FileLock(paths.runtime / "settings.lock", _WAIT):
            return change()
    except OSError as error:
        raise SoleusError(
            _("{path} can't be used: {reason}.").format(path=error.filename, reason=error.strerror or error)
        ) from error


def _taken_up(paths: Paths) -> str:
    """Let a running app know; what to add to the sentence."""
    from soleus_tray.app.control.client import ask  # noqa: PLC0415 - only after a change

    try:
        ask(paths, "settings-changed")
    except NotRunningError:
        return ""
    except SoleusError as error:
        unheard = _("The running app didn't hear of it ({error}), so it is used from the next start.")
        return f" {unheard.format(error=error)}"
    return " " + _("The running app uses it from now on.")


_ACTIONS: dict[str, Callable[..., None]] = {
    "list": _list,
    "get": _get,
    "set": _set,
    "path": _path,
    "reset": _reset,
}
