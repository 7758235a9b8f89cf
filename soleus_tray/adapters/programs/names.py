"""Whether a name a person wrote means a process."""

from __future__ import annotations

from dataclasses import dataclass
from sys import intern
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

CLIPPED = 15
"""Letters Linux keeps of a process name (TASK_COMM_LEN without the final zero)."""
INTERPRETERS = (
    "python", "bash", "sh", "dash", "zsh", "ksh", "perl", "ruby", "node", "java", "mono", "gjs", "lua",
    "wish", "tclsh", "electron", "wine", "env",
)  # fmt: skip
"""What runs a program under another name; versions may follow ("python3.11", "wine64-preloader")."""
_JOINED = ("-m", "-jar")
"""Options whose argument is the program."""


@dataclass(frozen=True, slots=True)
class Process:
    """What one process goes by, all of it plain."""

    number: int
    names: tuple[str, ...]
    """The kernel's name, the executable's and, for an interpreter, what it runs."""
    clipped: str = ""
    """The kernel's name if that is all we know of it and it may go on."""


def plain(name: str) -> str:
    """A name without its folders, its .exe or .app and its capitals: "C:/Zoom/Zoom.exe" is "zoom"."""
    base = name.strip().replace("\\", "/").rstrip("/").rpartition("/")[2].casefold()
    return base.removesuffix(".exe").removesuffix(".app")


def process(number: int, name: str, executable: str = "", script: str = "") -> Process:
    """A process by the kernel's name for it, its file and what it interprets; each "" when unknown."""
    # The same few names come again and again; one copy of each will do.
    names = tuple(dict.fromkeys(intern(plain(one)) for one in (name, executable, script) if one))
    return Process(number, names, name.casefold() if len(name) == CLIPPED and not executable else "")


def is_called(process: Process, wanted: str) -> bool:
    """Whether `wanted`, already plain, names this process."""
    if wanted in process.names:
        return True
    return bool(process.clipped) and len(wanted) > CLIPPED and wanted.startswith(process.clipped)


def find(names: Iterable[str], processes: Iterable[Process]) -> tuple[str, ...]:
    """Those of the names that mean one of the processes, as they were written."""
    wanted = {name.strip(): plain(name) for name in names}
    missing = set(wanted.values()) - {""}
    found: set[str] = set()
    for one in processes:
        if one.clipped or not missing.isdisjoint(one.names):
            found |= {called for called in missing if is_called(one, called)}
            missing -= found
        if not missing:
            break
    return tuple(name for name, called in wanted.items() if called in found)


def is_interpreter(name: str) -> bool:
    """Whether a process of this name runs a program under another name."""
    base = plain(name).partition("-")[0]
    return base.rstrip("0123456789.") in INTERPRETERS


def script_in(arguments: list[str]) -> str:
    """The base name of what an interpreter's command line runs; "" for a prompt or for code given inline."""
    if arguments and "\\" in arguments[0]:
        return plain(arguments[0])  # Wine puts the Windows path first
    before = ""
    for argument in arguments[1:]:
        if before == "-c":
            return ""
        if not argument.startswith("-") or before in _JOINED:
            return plain(argument)
        before = argument
    return ""
