"""Files and folders that only their owner may read. Light: the tray process imports this."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import N_, _

if TYPE_CHECKING:
    from pathlib import Path

_REMEDIES = {
    errno.ENOSPC: N_("the disk is full; free some space and it will be saved"),
    errno.EDQUOT: N_("your disk quota is used up; free some space and it will be saved"),
    errno.EFBIG: N_("the file may not grow any further; check the limits on file size"),
    errno.EROFS: N_("the disk is read-only; make it writable or set SOLEUS_TRAY_HOME to another folder"),
    errno.EACCES: N_("it is not ours to write; check the owner and permissions of its folder"),
    errno.EPERM: N_("it is not ours to write; check the owner and permissions of its folder"),
}


def make_folder(folder: Path) -> None:
    """Make the folder and whatever is missing above it, all 0700; raises OSError."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def open_private(path: Path, flags: int) -> int:
    """A descriptor of the file, made 0600 if need be; raises OSError."""
    binary = getattr(os, "O_BINARY", 0)
    return os.open(path, flags | os.O_CREAT | binary, 0o600)


def sync_folder(folder: Path) -> None:
    """Make renames and new names in the folder durable (Windows has no such call, and needs none)."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def cannot_write(path: Path, error: OSError) -> SoleusError:
    """The sentence for a file that could not be written."""
    remedy = _(_REMEDIES.get(error.errno or 0, N_("the system says: {reason}")))
    remedy = remedy.format(reason=error.strerror or error)
    return SoleusError(_("{path} can't be written: {remedy}.").format(path=path, remedy=remedy))
