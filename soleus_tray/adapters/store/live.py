"""Which sets are being done right now: a lock file for each, freed by the kernel when its window dies.

The window takes it before its first fact is appended and lets it go after the last. So when the lock of a
set in progress is free, its window is gone and all it ever wrote is in the journal. Light: no database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.adapters.lock import FileLock
from soleus_tray.adapters.store.files import cannot_write, make_folder
from soleus_tray.adapters.store.journal import FileJournal
from soleus_tray.core.facts import SetFact

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from soleus_tray.core.facts import Fact


class LiveSet:
    """Held by the window from before the set's first fact until after its last."""

    def __init__(self, journal: Path, set_id: str) -> None:
        self._path = _lock_path(journal, set_id)
        self._lock = FileLock(self._path)

    def begin(self) -> None:
        """Show the set as alive; raises SoleusError when the lock file can't be made."""
        try:
            make_folder(self._path.parent)
            self._lock.acquire()
        except OSError as error:
            raise cannot_write(self._path, error) from error

    def end(self) -> None:
        """Show it as over; the facts of its end have been appended by now."""
        self._lock.release()
        _remove(self._path)

    def __enter__(self) -> LiveSet:
        self.begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()


class LiveJournal:
    """Implements ports.journal.Journal for a window: a set it writes about is alive until its last fact."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._journal = FileJournal(folder)
        self._live: dict[str, LiveSet] = {}

    def append(self, *facts: Fact) -> None:
        """As in the port; a set's first fact makes its lock, its last one removes it."""
        sets = [fact for fact in facts if isinstance(fact, SetFact)]
        for fact in sets:
            if fact.outcome == "in_progress" and fact.id not in self._live:
                one = LiveSet(self._folder, fact.id)
                one.begin()
                self._live[fact.id] = one
        self._journal.append(*facts)
        for fact in sets:
            if fact.outcome != "in_progress" and fact.id in self._live:
                self._live.pop(fact.id).end()


def is_alive(journal: Path, set_id: str) -> bool:
    """Whether the set's window still lives; ask only about sets found in the record. Raises OSError."""
    path = _lock_path(journal, set_id)
    if not path.exists():
        return False
    lock = FileLock(path)
    if not lock.acquire():
        return True
    lock.release()
    return False


def lock_names(journal: Path) -> list[str]:
    """The ids of all sets with a lock file, held or left behind."""
    return sorted(path.stem for path in (journal / "live").glob("*.lock"))


def forget(journal: Path, set_id: str) -> None:
    """Remove the lock file a dead window left behind."""
    _remove(_lock_path(journal, set_id))


def _lock_path(journal: Path, set_id: str) -> Path:
    return journal / "live" / f"{set_id}.lock"


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        # Windows, while an opening store looks at it; an empty file stays, and the next opening removes it.
        return
