"""macOS: our own user's processes, from libproc.

Source: libproc.h and sys/proc_info.h of Apple's xnu (proc_listpids, proc_name, proc_pidpath).
Written from documentation; never run on a Mac.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from soleus_tray.adapters.programs.names import Process, process

if TYPE_CHECKING:
    from collections.abc import Iterator

if sys.platform == "darwin":
    import ctypes
    import os

    _OF_USER = 4
    """PROC_UID_ONLY."""
    _LONGEST_PATH = 4096
    """PROC_PIDPATHINFO_MAXSIZE."""

    def own_processes() -> Iterator[Process]:
        """Every process of our user but ourselves."""
        library = ctypes.CDLL("/usr/lib/libproc.dylib")
        name, path = ctypes.create_string_buffer(64), ctypes.create_string_buffer(_LONGEST_PATH)
        for number in _numbers(library):
            if number in {0, os.getpid()}:
                continue
            name_length = library.proc_name(number, name, len(name))
            path_length = library.proc_pidpath(number, path, len(path))
            if name_length > 0:
                file = path.raw[: max(0, path_length)].decode("utf-8", "replace").rpartition("/")[2]
                yield process(number, name.raw[:name_length].decode("utf-8", "replace"), file)

    def _numbers(library: ctypes.CDLL) -> list[int]:
        """The process numbers; the first call tells how much room they need, in bytes."""
        room = library.proc_listpids(_OF_USER, os.getuid(), None, 0)
        if room <= 0:
            return []
        found = (ctypes.c_int * (room // 4 + 32))()
        used = library.proc_listpids(_OF_USER, os.getuid(), found, ctypes.sizeof(found))
        return list(found[: max(0, used) // 4])
