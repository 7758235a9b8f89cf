"""Windows' list of processes.

Source: https://learn.microsoft.com/windows/win32/toolhelp/taking-a-snapshot-and-viewing-processes
"""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _SNAP_PROCESSES = 0x2

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

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel.CreateToolhelp32Snapshot.restype = wintypes.HANDLE
    _kernel.CreateToolhelp32Snapshot.argtypes = (wintypes.DWORD, wintypes.DWORD)
    _kernel.Process32FirstW.argtypes = (wintypes.HANDLE, ctypes.POINTER(_Entry))
    _kernel.Process32NextW.argtypes = (wintypes.HANDLE, ctypes.POINTER(_Entry))
    _kernel.CloseHandle.argtypes = (wintypes.HANDLE,)

    def processes() -> list[tuple[int, str]] | None:
        """The id and the file name ("Zoom.exe") of every process; None when Windows doesn't say."""
        snapshot = _kernel.CreateToolhelp32Snapshot(_SNAP_PROCESSES, 0)
        if snapshot in (None, wintypes.HANDLE(-1).value):
            return None
        entry = _Entry(size=ctypes.sizeof(_Entry))
        found: list[tuple[int, str]] = []
        try:
            more = _kernel.Process32FirstW(snapshot, ctypes.byref(entry))
            while more:
                found.append((int(entry.process), str(entry.file)))
                more = _kernel.Process32NextW(snapshot, ctypes.byref(entry))
        finally:
            _kernel.CloseHandle(snapshot)
        return found
