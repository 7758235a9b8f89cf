"""One app per home: the first start owns it, a second one hands over and leaves."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from soleus_tray.adapters.lock import FileLock
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import _

if TYPE_CHECKING:
    from soleus_tray.app.paths import Paths

_log = logging.getLogger(__name__)
HAND_OVER_WITHIN = 10.0
"""Seconds: the first one may be starting on a busy machine, and not listening yet."""


def become_the_one(paths: Paths, within: float = HAND_OVER_WITHIN) -> FileLock | None:
    """The lock that makes this process the home's app, freed by the kernel when it dies; or None.

    None: another one is running and was asked to show itself, so this process may leave. The home's folders
    are made if need be.

    Raises:
        SoleusError: the home can't be used, or the other one neither answers nor leaves.
    """
    lock = FileLock(paths.lock)
    deadline = time.monotonic() + within
    try:
        paths.make()
        while not lock.acquire():
            if _handed_over(paths):
                return None
            if time.monotonic() >= deadline:
                raise SoleusError(
                    _("Another soleus-tray holds {path} but doesn't answer; end it and try again.").format(
                        path=paths.lock
                    )
                )
            time.sleep(0.05)
    except OSError as error:
        raise SoleusError(
            _("{path} can't be used: {reason}.").format(
                path=error.filename or paths.lock, reason=error.strerror or error
            )
        ) from error
    return lock


def _handed_over(paths: Paths) -> bool:
    from soleus_tray.app.control.client import ask  # noqa: PLC0415 - the first start does not need it

    try:
        ask(paths, "show")
    except SoleusError as error:
        # Still starting, busy, or just ending, when the lock is ours in a moment: all worth another try.
        _log.debug("the running app could not be asked to show itself yet: %s", error)
        return False
    return True
