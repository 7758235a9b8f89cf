"""Unix sockets: the file system says who may connect, and Linux says who did."""

from __future__ import annotations

import os
import socket
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

assert sys.platform != "win32"  # noqa: S101 - tells the type checker which systems this file is for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONGEST_PATH = 100
"""Bytes; the system's limit is 108 with the ending zero on Linux, 104 on macOS."""


def can_reach(path: Path) -> bool:
    """Whether a socket can be at this path: short enough, or on Linux, which has a way around."""
    return sys.platform == "linux" or _is_short(path)


def listen(path: Path, waiting: int) -> socket.socket:
    """A listener at this path, 0600, with room for so many waiting clients. Raises OSError."""
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        with _address(path) as address:
            listener.bind(address)
        # Between bind and chmod the 0700 folder keeps others out; a umask would hit other threads' files.
        path.chmod(0o600)
        listener.listen(waiting)
    except BaseException:
        listener.close()
        raise
    return listener


def connect(path: Path, timeout: float) -> socket.socket:
    """A connection to whoever listens at this path. Raises OSError."""
    client = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        client.settimeout(timeout)
        with _address(path) as address:
            _connect_before(client, address, time.monotonic() + timeout)
    except BaseException:
        client.close()
        raise
    return client


def _connect_before(client: socket.socket, address: bytes, deadline: float) -> None:
    """Connect; a full queue, which answers "try again" at once instead of waiting, is tried again."""
    while True:
        try:
            client.connect(address)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise
            time.sleep(0.02)
        else:
            return


def is_owner(client: socket.socket) -> bool:
    """Whether our own user runs the other end; macOS, which has no SO_PEERCRED, relies on the 0700 folder."""
    if sys.platform != "linux":
        return True
    credentials = client.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)  # pid, uid, gid
    return int.from_bytes(credentials[4:8], sys.byteorder) == os.getuid()


def _is_short(path: Path) -> bool:
    return len(os.fsencode(path)) <= LONGEST_PATH


@contextmanager
def _address(path: Path) -> Iterator[bytes]:
    """What to bind or connect to: the path, or a short way to a long one through its folder's descriptor."""
    if _is_short(path):
        yield os.fsencode(path)
        return
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield os.fsencode(f"/proc/self/fd/{folder}/{path.name}")
    finally:
        os.close(folder)
