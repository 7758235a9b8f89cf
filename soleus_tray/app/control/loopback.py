"""A loopback port whose number and token stand in a file that only the owner can read."""

from __future__ import annotations

import json
import os
import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

HOST = "127.0.0.1"


def listen(path: Path, waiting: int) -> tuple[socket.socket, str]:
    """A listener on a free port, and the token a client must send first. Raises OSError."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.bind((HOST, 0))
        listener.listen(waiting)
        token = os.urandom(32).hex()
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump({"port": listener.getsockname()[1], "token": token}, file)
    except BaseException:
        listener.close()
        raise
    return listener, token


def connect(path: Path, timeout: float) -> tuple[socket.socket, str]:
    """A connection to the port named in the file, and the token to send first.

    Raises:
        OSError: nobody listens, or the file can't be read.
        ValueError, KeyError, TypeError: the file is not one of ours.
    """
    address = json.loads(path.read_text())
    client = socket.create_connection((HOST, int(address["port"])), timeout)
    return client, str(address["token"])
