"""Windows: the processes of our own session, from a toolhelp snapshot.

Source: https://learn.microsoft.com/windows/win32/toolhelp/taking-a-snapshot-and-viewing-processes
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from soleus_tray.adapters.programs.names import Process, process

if TYPE_CHECKING:
    from collections.abc import Iterator

if sys.platform == "win32":
    import ctypes
    import os
    from ctypes import wintypes

    _PROCESSES = 0x2
    _NO_HANDLE = ctypes.c_void_p(-1).value

    class _Entry(ctypes.Structure):
        """PROCESSENTRY32W."""

        _fields_ = (
            ("size", wintypes.DWORD),
            ("usage", wintypes.DWORD),
            ("process", wintypes.DWORD),
            ("heap", ctypes.c_size_t),
            ("module", wintypes.DWORD),
            ("threads", wintypes.DWORD),
            ("parent", wintypes.DWORD),
            ("priority", wintypes.LONG),
            ("flags", wintypes.DWORD),
            ("file", wintypes.WCHAR * 260),
        )

    def own_processes() -> Iterator[Process]:
        """Every process of our session but ourselves; none where Windows gives no snapshot."""
        session, ourselves = _session(os.getpid()), os.getpid()
        for number, file in _snapshot():
            if number != ourselves and _session(number) == session:
                yield process(number, "", file)

    def _snapshot() -> Iterator[tuple[int, str]]:
        kernel = ctypes.windll.kernel32
        kernel.CreateToolhelp32Snapshot.restype = ctypes.c_void_p
        snapshot = kernel.CreateToolhelp32Snapshot(_PROCESSES, 0)
        if snapshot in {None, _NO_HANDLE}:
            return
        handle, entry = ctypes.c_void_p(snapshot), _Entry()
        entry.size = ctypes.sizeof(_Entry)
        try:
            more = kernel.Process32FirstW(handle, ctypes.byref(entry))
            while more:
                yield entry.process, entry.file
                more = kernel.Process32NextW(handle, ctypes.byref(entry))
        finally:
            kernel.CloseHandle(handle)

    def _session(process: int) -> int | None:
        """The session a process runs in; None when Windows won't say."""
        session = wintypes.DWORD()
        told = ctypes.windll.kernel32.ProcessIdToSessionId(process, ctypes.byref(session))
        return session.value if told else None
