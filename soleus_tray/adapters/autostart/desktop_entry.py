"""Just enough of the Desktop Entry Specification: quoting a command for Exec, and reading it back.

A value passes two layers: the quoting of Exec's arguments, and the file's own escapes around it.
https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html
"""

from __future__ import annotations

from soleus_tray.core.text import _

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./+:@,=%")
_ESCAPED_IN_QUOTES = '"`$\\'
_FILE_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_FILE_MEANINGS = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}


def escape(value: str) -> str:
    """A string as it stands in the file after the equals sign."""
    escaped = "".join(_FILE_ESCAPES.get(letter, letter) for letter in value)
    return f"\\s{escaped[1:]}" if escaped.startswith(" ") else escaped


def unescape(value: str) -> str:
    """The string meant by what stands in the file; raises ValueError for an unknown escape."""
    letters, found = iter(value.strip()), []
    for letter in letters:
        if letter == "\\":
            follower = next(letters, "")
            if follower not in _FILE_MEANINGS:
                raise ValueError(_("\\{follower} means nothing in a desktop entry").format(follower=follower))
            letter = _FILE_MEANINGS[follower]  # noqa: PLW2901 - what the two letters stand for
        found.append(letter)
    return "".join(found)


def quote_command(command: list[str]) -> str:
    """The Exec value, before the file's escapes."""
    return " ".join(_quoted(argument.replace("%", "%%")) for argument in command)


def _quoted(argument: str) -> str:
    if argument and not set(argument) - _PLAIN:
        return argument
    inner = "".join(f"\\{letter}" if letter in _ESCAPED_IN_QUOTES else letter for letter in argument)
    return f'"{inner}"'


def split_command(value: str) -> list[str]:
    """The arguments in an Exec value, field codes like %U left out; raises ValueError."""
    arguments: list[str] = []
    position = 0
    while position < len(value):
        if value[position] == " ":
            position += 1
            continue
        argument, position = (
            _read_quoted(value, position + 1) if value[position] == '"' else _read_plain(value, position)
        )
        if not (len(argument) == 2 and argument[0] == "%" and argument != "%%"):
            arguments.append(argument.replace("%%", "%"))
    return arguments


def _read_quoted(value: str, position: int) -> tuple[str, int]:
    found = ""
    while position < len(value) and value[position] != '"':
        if value[position] == "\\":
            position += 1
            if value[position : position + 1] not in tuple(_ESCAPED_IN_QUOTES):
                raise ValueError(_("a backslash escapes nothing"))
        found += value[position]
        position += 1
    if position >= len(value):
        raise ValueError(_("a quote is never closed"))
    return found, position + 1


def _read_plain(value: str, position: int) -> tuple[str, int]:
    end = value.find(" ", position)
    end = len(value) if end < 0 else end
    word = value[position:end]
    if set(word) & set("\"'\\`$><~|&;*?#()\t\n"):
        raise ValueError(_("{word} should be quoted").format(word=word))
    return word, end


def read_entry(text: str) -> dict[str, str]:
    """The raw values of the [Desktop Entry] group, comments and other groups left out."""
    values: dict[str, str] = {}
    group = ""
    for line in text.split("\n"):
        if line.startswith("["):
            group = line.strip()
        elif group == "[Desktop Entry]" and "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            values[key.strip()] = value.strip()
    return values
