"""Keeps one set's fact up to date in the journal and tells the tray."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from soleus_tray.core.errors import SoleusError
from soleus_tray.core.ids import uuid7
from soleus_tray.core.session import SetIdentity, snapshot
from soleus_tray.core.window_messages import WindowEvent

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.core.facts import Effort, SetFact, SetSource
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
        self._last: SetFact | None = None
        """What was written at the end of the set."""
        self.problem = ""
        """Why the last write failed, as a sentence; empty while all is well."""

    def save(self, session: Session, now: Moment, *, at_once: bool = False, hurt: bool = False) -> None:
        """Keep what was done up to now; `hurt`: it ends because it hurts."""
        if self._last is not None:
            self._try_again(now)
            return
        if not session.begun:
            return
        first = self._identity is None
        over = session.stage == "over"
        identity = self._identity = self._identity or self._begin(session, now)
        if first or over or at_once or now.monotonic - self._saved_at >= SAVE_EVERY:
            self._saved_at = now.monotonic
            fact = replace(snapshot(session, identity, now.monotonic, now.wall), hurt=hurt)
            self._last = fact if over else None
            self._write("ended" if over else "began" if first else "progress", fact)

    def amend(self, *, effort: Effort = "", hurt: bool = False) -> None:
        """Add to a set that is over how it was; it is written again whole, under its own id.

        Of pain the tray is told at once; of the effort it reads in the journal when the window closes.
        """
        if self._last is None:
            return
        fact = replace(self._last, effort=effort or self._last.effort, hurt=hurt or self._last.hurt)
        if fact != self._last:
            self._last = fact
            self._append(fact)
            if hurt:
                self._tell(WindowEvent("ended", fact))

    def _try_again(self, now: Moment) -> None:
        """Write the last fact once more if that failed before."""
        if self._last is not None and self.problem and now.monotonic - self._saved_at >= SAVE_EVERY:
            self._saved_at = now.monotonic
            self._append(self._last)

    def _begin(self, session: Session, now: Moment) -> SetIdentity:
        started = now.wall - timedelta(seconds=session.passed(now.monotonic))
        return SetIdentity(uuid7(started, self._entropy()), started, now.utc_offset, self._source)

    def _write(self, kind: Literal["began", "progress", "ended"], fact: SetFact) -> None:
        self._append(fact)
        self._tell(WindowEvent(kind, fact))

    def _append(self, fact: SetFact) -> None:
        try:
            self._journal.append(fact)
            self.problem = ""
        except SoleusError as error:
            self.problem = str(error)
