"""An advisory lock on a file, freed by the kernel when its holder dies.

The standard library's own calls, since the filelock package costs a resident process 5-10 MB
(docs/decisions/0002).
"""

from __future__ import annotations

import errno
import os
import sys
import time
from typing import TYPE_CHECKING

from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import _

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in _IN_USE:
                raise BlockingIOError from error
            raise

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

    _IN_USE = (errno.EACCES, errno.EDEADLK, 0)
    """Windows' C library says EACCES for a lock that is held; Wine's says nothing."""
else:
    import fcntl

    def _try_lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


_FIRST_WAIT = 0.002
_LONGEST_WAIT = 0.05


class LockHeldError(SoleusError):
    """Somebody else held the lock for as long as we were ready to wait."""


class FileLock:
    """One holder's handle on a lock file (0600); the file stays, only the lock comes and goes.

    Each thread or process that wants the lock makes its own FileLock: two of them on one path exclude
    each other, in one process as between several. A child started by exec does not inherit the lock.
    """

    def __init__(self, path: Path, timeout: float = 0.0) -> None:
        self.path = path
        self._timeout = timeout
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        """Whether this handle holds the lock."""
        return self._descriptor is not None

    def acquire(self, timeout: float | None = None) -> bool:
        """Take the lock, waiting at most `timeout` seconds (the constructor's if None); True when taken.

        Raises:
            OSError: the lock file can't be made or locked at all (its folder is missing, read-only disk).
            RuntimeError: this handle holds it already.
        """
        if self._descriptor is not None:
            raise RuntimeError(f"{self.path} is already locked by this handle")
        deadline = time.monotonic() + (self._timeout if timeout is None else timeout)
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if _lock_before(descriptor, deadline):
                self._descriptor = descriptor
        finally:
            if self._descriptor is None:
                os.close(descriptor)
        return self.held

    def release(self) -> None:
        """Let the lock go; nothing happens if it isn't held."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is None:
            return
        try:
            _unlock(descriptor)
        finally:
            os.close(descriptor)

    def __enter__(self) -> FileLock:
        if not self.acquire():
            raise LockHeldError(
                _("{path} was in use by another soleus-tray for {seconds:.0f} s; please try again.").format(
                    path=self.path, seconds=self._timeout
                )
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _lock_before(descriptor: int, deadline: float) -> bool:
    """Poll for the lock with growing pauses; a blocking call could not be given an end."""
    pause = _FIRST_WAIT
    while True:
        try:
            _try_lock(descriptor)
        except BlockingIOError:
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            time.sleep(min(pause, left))
            pause = min(pause * 2, _LONGEST_WAIT)
        else:
            return True
