"""The place where app and command line meet: a private Unix socket, or a loopback port with a token.

The second serves where the first can't: on Windows, and for a path too long on macOS. Why not a named
pipe: docs/decisions/0005-control-endpoint.md.
"""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

from soleus_tray.app.control import loopback
from soleus_tray.core.errors import NotRunningError, SoleusError
from soleus_tray.core.text import _

if sys.platform != "win32":
    from soleus_tray.app.control import unix

if TYPE_CHECKING:
    import socket
    from pathlib import Path

_WAITING = 16


class Endpoint:
    """The listening end. Only the holder of the instance lock opens one: what it finds there is stale."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._socket: socket.socket | None = None
        self._mark: tuple[int, int] | None = None
        self.token = ""
        """What a client's first line must be; "" where the file system guards the socket."""

    def open(self) -> socket.socket:
        """Start listening; raises OSError or SoleusError."""
        _own_folder(self.path.parent)
        self.path.unlink(missing_ok=True)
        if sys.platform != "win32" and unix.can_reach(self.path):
            listener = unix.listen(self.path, _WAITING)
        else:
            listener, self.token = loopback.listen(self.path, _WAITING)
        self._mark = _mark(self.path)
        self._socket = listener
        return listener

    def close(self) -> None:
        """Stop listening and take our file away, unless another app has put its own there. Raises OSError."""
        if self._socket is None:
            return
        self._socket.close()
        self._socket = None
        if self.path.exists() and _mark(self.path) == self._mark:
            self.path.unlink(missing_ok=True)

    def serves(self, client: socket.socket) -> bool:
        """Whether our own user runs the other end, as far as this system tells."""
        if sys.platform != "win32" and not self.token:
            return unix.is_owner(client)
        return True  # it has yet to show the token


def _mark(path: Path) -> tuple[int, int]:
    """Tells our file from another at its place; an inode alone may have been given out again."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns


def _own_folder(folder: Path) -> None:
    """Make sure that the folder is ours alone, since it is what guards the socket."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if sys.platform == "win32":
        return
    found = folder.stat()
    if found.st_uid != os.getuid():
        raise SoleusError(
            _("{folder} belongs to somebody else; set SOLEUS_TRAY_HOME to a folder of yours.").format(
                folder=folder
            )
        )
    if stat.S_IMODE(found.st_mode) & 0o077:
        folder.chmod(0o700)


def connect(path: Path, timeout: float) -> tuple[socket.socket, str]:
    """A connection to the app that listens there, and the token to send first ("": none).

    Raises:
        NotRunningError: nobody listens.
        SoleusError: somebody is there, and connecting fails all the same.
    """
    try:
        if sys.platform != "win32" and unix.can_reach(path):
            return unix.connect(path, timeout), ""
        return loopback.connect(path, timeout)
    except (FileNotFoundError, NotADirectoryError, ConnectionRefusedError) as error:
        raise NotRunningError(_("soleus-tray isn't running; start it with: soleus-tray")) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SoleusError(
            _("The running soleus-tray can't be reached through {path}: {reason}.").format(
                path=path, reason=error
            )
        ) from error
