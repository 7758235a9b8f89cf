"""`history`: the record, read in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.app.paths import find_paths
from soleus_tray.commands.speaking import complain, say
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import _

if TYPE_CHECKING:
    from argparse import Namespace


def run(given: Namespace) -> int:
    """List the finished sets."""
    from soleus_tray.adapters.store import commands  # noqa: PLC0415 - a quarter of a second, needed only now

    try:
        paths = find_paths().make()
    except OSError as error:
        raise SoleusError(
            _("{path} can't be used: {reason}.").format(path=error.filename, reason=error.strerror or error)
        ) from error
    text, notices = commands.history(paths, given.days, given.form or "text")
    for notice in notices:
        complain(notice)
    say(text)
    return 0
