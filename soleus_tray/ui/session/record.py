"""Keeps one set's fact up to date in the journal and tells the tray."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from soleus_tray.core.errors import SoleusError
from soleus_tray.core.ids import uuid7
from soleus_tray.core.session import SetIdentity, snapshot
from soleus_tray.core.window_messages import WindowEvent

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.core.facts import SetSource
    from soleus_tray.core.session import Session
    from soleus_tray.ports.clock import Moment
    from soleus_tray.ports.journal import Journal

SAVE_EVERY = 4.5
"""Seconds between two writes; with the longest wait between two looks, a kill -9 costs less than 5 s."""


class SetRecord:
    """One set's trail. `save` may be called at any time; it writes when there is something to keep."""

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

    def save(self, session: Session, now: Moment, *, at_once: bool = False) -> None:
        """Keep what was done up to now."""
        if self._ended or not session.begun:
            return
        first = self._identity is None
        over = session.stage == "over"
        if first:
            self._identity = self._begin(session, now)
        if first or over or at_once or now.monotonic - self._saved_at >= SAVE_EVERY:
            self._saved_at, self._ended = now.monotonic, over
            self._write("ended" if over else "began" if first else "progress", session, now)

    def _begin(self, session: Session, now: Moment) -> SetIdentity:
        started = now.wall - timedelta(seconds=session.passed(now.monotonic))
        return SetIdentity(uuid7(started, self._entropy()), started, now.utc_offset, self._source)

    def _write(self, kind: Literal["began", "progress", "ended"], session: Session, now: Moment) -> None:
        assert self._identity is not None  # noqa: S101 - save() has just seen to it
        fact = snapshot(session, self._identity, now.monotonic, now.wall)
        try:
            self._journal.append(fact)
            self.problem = ""
        except SoleusError as error:
            self.problem = str(error)
        self._tell(WindowEvent(kind, fact))
