"""Keeps one set's fact up to date in the journal and tells the tray."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from soleus_tray.core.errors import SoleusError
from soleus_tray.core.ids import uuid7
from soleus_tray.core.session import SetIdentity, snapshot
from soleus_tray.core.window_messages import WindowEvent

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from soleus_tray.core.facts import SetSource
    from soleus_tray.core.session import Session
    from soleus_tray.ports.journal import Journal

SAVE_EVERY = 5.0
"""Seconds of movement that a kill -9 may cost at most."""


class SetRecord:
    """One set's trail. `save` may be called as often as one likes; it writes when there is something to keep."""

    def __init__(
        self,
        journal: Journal,
        tell: Callable[[WindowEvent], None],
        entropy: Callable[[], bytes],
        source: SetSource,
    ) -> None:
        self._journal = journal
        self._tell = tell
        self._entropy = entropy
        self._source = source
        self._identity: SetIdentity | None = None
        self._saved_at = 0.0
        self._ended = False
        self.problem = ""
        """Why the last write failed, as a sentence; empty while all is well."""

    def save(self, session: Session, now: float, wall: datetime, *, at_once: bool = False) -> None:
        """Keep what was done up to monotonic `now`, which the clock on the wall calls `wall` (aware)."""
        if self._ended or not session.begun:
            return
        first = self._identity is None
        over = session.stage == "over"
        if first:
            self._identity = self._begin(session, now, wall)
        if first or over or at_once or now - self._saved_at >= SAVE_EVERY:
            self._saved_at, self._ended = now, over
            self._write("ended" if over else "began" if first else "progress", session, now, wall)

    def _begin(self, session: Session, now: float, wall: datetime) -> SetIdentity:
        started = (wall - timedelta(seconds=session.active(now))).astimezone(UTC)
        offset = wall.utcoffset() or timedelta(0)
        return SetIdentity(
            uuid7(started, self._entropy()), started, int(offset.total_seconds()), self._source
        )

    def _write(self, kind: str, session: Session, now: float, wall: datetime) -> None:
        assert self._identity is not None  # noqa: S101 - save() has just seen to it
        fact = snapshot(session, self._identity, now, wall.astimezone(UTC))
        try:
            self._journal.append(fact)
            self.problem = ""
        except SoleusError as error:
            self.problem = str(error)
        self._tell(WindowEvent(kind, fact))  # type: ignore[arg-type]
