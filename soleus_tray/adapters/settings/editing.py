"""Changing settings.toml as a careful person would: comments, order and everything else stay.

Loads tomlkit: for the command line, never for the tray process.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from soleus_tray.adapters.settings.toml_file import line_of, write_private
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.settings_keys import FILE_VERSION, default_text
from soleus_tray.core.text import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from soleus_tray.core.settings_keys import Key


def set_value(path: Path, key: Key, text: str) -> str:
    """Give the key a value in the file, which is made if need be; the value as people read it.

    Raises:
        BadValueError: the value can't be used for this key.
        SoleusError: the file isn't TOML, or can't be read or written; it is left as it was.
    """
    value = key.kind.read(key.name, text)
    _edit(path, lambda old: _with_value(old, key, value))
    return key.kind.show(value)


def reset_value(path: Path, key: Key) -> None:
    """Take the key's value out of the file, so that the usual one is used. Raises SoleusError."""
    if path.exists():
        _edit(path, lambda old: _without_value(old, key))


def _edit(path: Path, change: Callable[[str], str]) -> None:
    """Read, change, and put in place whole."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        old = path.read_bytes().decode("utf-8-sig") if path.exists() else default_text()
        new = change(old)
        if new != old or not path.exists():
            write_private(path, new.encode())
    except OSError as error:
        raise SoleusError(
            _("{path} can't be changed: {reason}.").format(path=path, reason=error.strerror or error)
        ) from error
    except (TOMLKitError, ValueError, RecursionError) as error:
        raise SoleusError(
            _(
                "{path} isn't valid TOML ({error}), so it was left as it was; mend it or move the file away."
            ).format(path=path, error=error)
        ) from error


def _with_value(old: str, key: Key, value: Any) -> str:
    document = tomlkit.parse(old)
    _table(document, key)
    beside_comment = _after_its_comment(old, key, value)
    if beside_comment is not None:
        return beside_comment
    if "version" not in document:  # by whose rules the file is written; a top-level key fits before all else
        document = tomlkit.parse(f"version = {FILE_VERSION}\n{old}")
    if key.table not in document:
        document.add(key.table, tomlkit.table())
    table: Any = document[key.table]
    table[key.field] = key.kind.in_file(value)
    return tomlkit.dumps(document)


def _after_its_comment(old: str, key: Key, value: Any) -> str | None:
    """The new line right below the commented-out default, where the file still has that and no value."""
    if line_of(old, key.name) is not None:
        return None
    commented = line_of(old, f"{key.table}.# {key.field}")
    if commented is None:
        return None
    lines = old.split("\n")
    lines.insert(commented, key.line(value))
    new = "\n".join(lines)
    expected = tomlkit.parse(old).unwrap()
    expected.setdefault(key.table, {})[key.field] = key.kind.in_file(value)
    try:
        found = tomlkit.parse(new).unwrap()
    except (TOMLKitError, ValueError):
        return None  # the comment stood in an unusual place; tomlkit knows a better one
    return new if found == expected else None


def _without_value(old: str, key: Key) -> str:
    document = tomlkit.parse(old)
    table = _table(document, key)
    if table is None or key.field not in table:
        return old
    del table[key.field]
    return tomlkit.dumps(document)


def _table(document: Any, key: Key) -> Any:
    """The key's table in the document, or None; raises ValueError where something else has its name."""
    table = document.get(key.table)
    if table is not None and not isinstance(table, dict):
        raise ValueError(_("{table} is not a table there").format(table=key.table))
    return table
