"""`why`: what was decided, read from the record in this process, whether the app runs or not."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from soleus_tray.app.paths import find_paths
from soleus_tray.commands.speaking import complain, say
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import _
from soleus_tray.core.why import as_json, as_text, nothing_to_tell, timeline

if TYPE_CHECKING:
    from argparse import Namespace

AT_LEAST = timedelta(hours=4)
"""Told even when the day is younger: who asks at one in the morning means the evening."""


def run(given: Namespace) -> int:
    """Tell the decisions since then, oldest first."""
    from soleus_tray.adapters.store import commands  # noqa: PLC0415 - a quarter of a second, needed only now

    try:
        paths = find_paths().make()
    except OSError as error:
        raise SoleusError(
            _("{path} can't be used: {reason}.").format(path=error.filename, reason=error.strerror or error)
        ) from error
    now = datetime.now(UTC).astimezone()
    since = now - timedelta(seconds=given.since) if given.since else usual_start(now)
    facts, notices = commands.why(paths, since)
    for notice in notices:
        complain(notice)
    if given.json:
        say(as_json(facts))
    else:
        say(as_text(timeline(facts), now.date()) or nothing_to_tell(since, now))
    return 0


def usual_start(now: datetime) -> datetime:
    """The beginning of the local day, or AT_LEAST so long ago; `now` is local."""
    midnight = datetime.combine(now.date(), time()).astimezone()
    return min(midnight, now - AT_LEAST)
