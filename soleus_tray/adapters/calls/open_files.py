"""Which processes have a file open, by /proc."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHARED_PICTURES = "/dmabuf"
"""How the kernel calls a picture's memory that is handed from program to program."""
_MOST_BYTES = 8 * 1024 * 1024


class OpenFile(NamedTuple):
    """A file that a process has open."""

    process: int
    descriptor: str
    target: str
    """The file's path."""


def open_files(proc: str, targets: frozenset[str], user: int) -> tuple[OpenFile, ...]:
    """The first of these files that each process of a user has open; raises OSError without a /proc."""
    with os.scandir(proc) as entries:
        processes = [entry.name for entry in entries if entry.name.isdecimal()]
    found = (_first(proc, process, targets) for process in processes if _owner(proc, process) == user)
    return tuple(file for file in found if file)


def still_open(proc: str, file: OpenFile) -> bool:
    """Whether the process still has it open, as it was found."""
    return _target(f"{proc}/{file.process}/fd/{file.descriptor}") == file.target


def streams(proc: str, file: OpenFile) -> bool:
    """Whether a process holds the pictures of this device too: they lie in its memory, or are shared."""
    folder = f"{proc}/{file.process}"
    if file.target.encode() in _content(f"{folder}/maps", _MOST_BYTES):
        return True
    return any(target.startswith(_SHARED_PICTURES) for _, target in _descriptors(folder))


def names_of(proc: str, process: int) -> tuple[str, ...]:
    """The name of a process's program file, then its own name; both may be ""."""
    program = _target(f"{proc}/{process}/exe").removesuffix(" (deleted)")
    comm = _content(f"{proc}/{process}/comm", 64).decode(errors="replace").strip()
    return (program.rpartition("/")[2], comm)


def user_id() -> int:
    """The user we run as."""
    if sys.platform == "win32":
        return -1
    return os.getuid()


def _first(proc: str, process: str, targets: frozenset[str]) -> OpenFile | None:
    for descriptor, target in _descriptors(f"{proc}/{process}"):
        if target in targets:
            return OpenFile(int(process), descriptor, target)
    return None


def _descriptors(folder: str) -> Iterator[tuple[str, str]]:
    """Each open file's number and path; none for a process that has ended or may not be looked at."""
    try:
        descriptors = os.listdir(f"{folder}/fd")  # noqa: PTH208 - pathlib is not loaded here
    except OSError:
        return
    for descriptor in descriptors:
        yield descriptor, _target(f"{folder}/fd/{descriptor}")


def _target(link: str) -> str:
    try:
        return os.readlink(link)  # noqa: PTH115 - pathlib is not loaded here
    except OSError:
        return ""


def _owner(proc: str, process: str) -> int:
    try:
        return os.stat(f"{proc}/{process}").st_uid  # noqa: PTH116 - pathlib is not loaded here
    except OSError:
        return -1


def _content(path: str, most: int) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - pathlib is not loaded here
            return file.read(most)
    except OSError:
        return b""
