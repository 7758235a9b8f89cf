"""The journal as a file: one fact to a line, appended by any process, drained by whoever opens the store.

    journal/facts.jsonl    lines being appended
    journal/taken.jsonl    lines set aside by a drain, until they are in the database
    journal/rejected       lines nobody could read, kept for a person to look at
    journal/append.lock    held for the milliseconds of an append or of setting the lines aside

Light on purpose: the tray imports it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from soleus_tray.adapters.lock import FileLock
from soleus_tray.adapters.store.files import cannot_write, make_folder, open_private, sync_folder
from soleus_tray.core.facts import to_line

if TYPE_CHECKING:
    from pathlib import Path

    from soleus_tray.core.facts import Fact

_PATIENCE = 5.0
"""Seconds an append waits for another; each takes milliseconds."""


class FileJournal:
    """Implements ports.journal.Journal in a folder of its own; safe for many processes and threads at once.

    An append blocks until the disk has the line, usually a few milliseconds.
    """

    def __init__(self, folder: Path, patience: float = _PATIENCE) -> None:
        self.folder = folder
        self.live = folder / "facts.jsonl"
        self.taken = folder / "taken.jsonl"
        self.rejected = folder / "rejected"
        self._patience = patience

    def append(self, *facts: Fact) -> None:
        """Write the facts durably, all or none.

        Raises:
            SoleusError: they could not be written; says which file and what to do.
        """
        if not facts:
            return
        text = "".join(f"{to_line(fact)}\n" for fact in facts)
        try:
            make_folder(self.folder)
            with self._append_lock():
                append_lines(self.live, text.encode("utf-8", "backslashreplace"))
        except OSError as error:
            raise cannot_write(self.live, error) from error

    def take(self) -> bool:
        """Set the appended lines aside for draining; True when there are lines to drain.

        Lines set aside earlier and not yet `forget`-ed come first, alone. The caller holds the store's
        lock, so that one drain runs at a time. Raises SoleusError as `append` does.
        """
        if self.taken.exists():
            return True
        if not self.live.exists():
            return False
        try:
            # Under the lock nobody is half-way through writing a line into the file we rename.
            with self._append_lock():
                self.live.replace(self.taken)
                sync_folder(self.folder)
        except OSError as error:
            raise cannot_write(self.taken, error) from error
        return True

    def taken_lines(self) -> list[str]:
        """The lines set aside, torn and foreign ones included; raises OSError."""
        raw = self.taken.read_bytes()
        return [line.decode("utf-8", "replace") for line in raw.split(b"\n") if line.strip()]

    def reject(self, lines: list[str]) -> None:
        """Keep lines that could not be read where a person can look at them; doubles nothing.

        Raises SoleusError as `append` does.
        """
        try:
            kept = self.rejected.read_text("utf-8").split("\n") if self.rejected.exists() else []
            new = [line for line in dict.fromkeys(lines) if line not in kept]
            if new:
                append_lines(self.rejected, "".join(f"{line}\n" for line in new).encode())
        except OSError as error:
            raise cannot_write(self.rejected, error) from error

    def forget(self) -> None:
        """Remove the lines set aside, now that the database has them; raises SoleusError."""
        try:
            self.taken.unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(self.taken, error) from error

    def _append_lock(self) -> FileLock:
        return FileLock(self.folder / "append.lock", self._patience)


def append_lines(path: Path, lines: bytes) -> None:
    """Add whole lines to the file and wait for the disk; on failure it is as long as before.

    The caller holds the lock. Raises OSError.
    """
    is_new = not path.exists()
    descriptor = open_private(path, os.O_RDWR | os.O_APPEND)
    try:
        before = os.fstat(descriptor).st_size
        try:
            _write_all(descriptor, _line_break_if_torn(descriptor, before) + lines)
            os.fsync(descriptor)
        except OSError:
            os.ftruncate(descriptor, before)
            raise
    finally:
        os.close(descriptor)
    if is_new:
        sync_folder(path.parent)


def _line_break_if_torn(descriptor: int, size: int) -> bytes:
    """A line break when a writer that died left half a line: ours must not be glued to it."""
    if size == 0:
        return b""
    os.lseek(descriptor, size - 1, os.SEEK_SET)
    return b"" if os.read(descriptor, 1) == b"\n" else b"\n"


def _write_all(descriptor: int, data: bytes) -> None:
    """Write every byte: the kernel may take fewer (a disk nearly full) and say so only the next time."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
