"""Linux: our own user's processes, out of /proc.

Source: https://man7.org/linux/man-pages/man5/proc.5.html
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

from soleus_tray.adapters.programs.names import Process, is_interpreter, process, script_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PROC = "/proc"
TRUST = 300.0
"""Seconds after which what is known of a process is read again: it may have become another (exec)."""
_SAME_ROUND = 1.0
"""Seconds within which a second sensor gets the first one's answer."""
_LONGEST = 4096
"""Bytes of a command line that are looked at."""


class ProcessTable:
    """The processes of our user but ourselves, of which each look reads only what is new.

    A full reading of 430 processes takes 8 ms, a look at what changed 0.3 ms. A new process is read
    twice, since a fresh one is often still the shell that is about to become it.
    """

    def __init__(self, proc: str = PROC, clock: Callable[[], float] = time.monotonic) -> None:
        self._proc = proc
        self._clock = clock
        self._known: dict[str, Process | None] = {}
        """By number; None for those of others."""
        self._young: set[str] = set()
        self._all_read = self._looked = float("-inf")

    def look(self) -> Iterable[Process]:
        """What runs now. Raises OSError when there is no list of processes."""
        now = self._clock()
        if now - self._looked >= _SAME_ROUND:
            self._update(now)
            self._looked = now
        return [one for one in self._known.values() if one is not None]

    def _update(self, now: float) -> None:
        present = {name for name in os.listdir(self._proc) if name.isdigit()}  # noqa: PTH208 - 400 Paths cost
        before = self._known
        unread = (present - before.keys()) | (present & self._young)
        self._young = present - before.keys()
        if now - self._all_read >= TRUST:
            unread, self._all_read = present, now
        self._known = {name: before[name] for name in present - unread}
        for name in unread:
            self._known[name] = read_process(f"{self._proc}/{name}")


def own_processes() -> Iterable[Process]:
    """Every process of our user but ourselves, read anew."""
    return ProcessTable().look()


def read_process(folder: str) -> Process | None:
    """What the process of this folder goes by; None if it isn't ours, is ourselves, or has ended."""
    if sys.platform == "win32":
        return None
    number = int(folder.rpartition("/")[2])
    try:
        if os.stat(folder).st_uid != os.getuid() or number == os.getpid():  # noqa: PTH116 - the same
            return None
    except OSError:
        return None
    name, executable = _read(f"{folder}/comm").rstrip("\n"), _executable(folder)
    interprets = is_interpreter(executable) or is_interpreter(name)
    script = script_in(arguments(folder)) if interprets else ""
    return process(number, name, executable, script) if name else None


def arguments(folder: str) -> list[str]:
    """The command line of the process of this folder; one empty word once it has ended."""
    return _read(f"{folder}/cmdline").rstrip("\0").split("\0")


def _executable(folder: str) -> str:
    """The base name of the file it runs; "" when that isn't ours to read (a program with capabilities)."""
    try:
        target = os.readlink(f"{folder}/exe")  # noqa: PTH115 - the same
    except OSError:
        return ""
    # An update replaces the file that a program goes on running.
    return target.removesuffix(" (deleted)").rpartition("/")[2]


def _read(path: str) -> str:
    """A small file's text; "" when it can't be read."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return ""
    try:
        return os.read(descriptor, _LONGEST).decode("utf-8", "replace")
    except OSError:
        return ""
    finally:
        os.close(descriptor)


TABLE = ProcessTable()
"""The one the sensors share: named programs and screen recorders look in the same round."""
