"""Windows: the paths of the programs that run.

Source: https://learn.microsoft.com/windows/win32/toolhelp/taking-a-snapshot-and-viewing-processes,
https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-queryfullprocessimagenamew
"""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _SNAP_PROCESSES = 0x2
    _QUERY_LIMITED = 0x1000
    _LONGEST_PATH = 32768

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
            ("program", wintypes.WCHAR * 260),
        )

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel.CreateToolhelp32Snapshot.restype = wintypes.HANDLE
    _kernel.CreateToolhelp32Snapshot.argtypes = (wintypes.DWORD, wintypes.DWORD)
    _kernel.Process32FirstW.argtypes = (wintypes.HANDLE, ctypes.POINTER(_Entry))
    _kernel.Process32NextW.argtypes = (wintypes.HANDLE, ctypes.POINTER(_Entry))
    _kernel.OpenProcess.restype = wintypes.HANDLE
    _kernel.OpenProcess.argtypes = (wintypes.DWORD, wintypes.BOOL, wintypes.DWORD)
    _kernel.QueryFullProcessImageNameW.argtypes = (
        wintypes.HANDLE,
        wintypes.DWORD,
        wintypes.LPWSTR,
        ctypes.POINTER(wintypes.DWORD),
    )
    _kernel.CloseHandle.argtypes = (wintypes.HANDLE,)

    def running_programs() -> tuple[str, ...] | None:
        """Full paths; processes that may not be looked at are left out. None when Windows doesn't say."""
        snapshot = _kernel.CreateToolhelp32Snapshot(_SNAP_PROCESSES, 0)
        if snapshot in (None, wintypes.HANDLE(-1).value):
            return None
        try:
            found = [_path(process) for process in _processes(snapshot)]
        finally:
            _kernel.CloseHandle(snapshot)
        return tuple(path for path in found if path) or None

    def _processes(snapshot: int) -> list[int]:
        entry = _Entry(size=ctypes.sizeof(_Entry))
        found = []
        more = _kernel.Process32FirstW(snapshot, ctypes.byref(entry))
        while more:
            found.append(int(entry.process))
            more = _kernel.Process32NextW(snapshot, ctypes.byref(entry))
        return found

    def _path(process: int) -> str:
        handle = _kernel.OpenProcess(_QUERY_LIMITED, False, process)
        if not handle:
            return ""
        length = wintypes.DWORD(_LONGEST_PATH)
        buffer = ctypes.create_unicode_buffer(_LONGEST_PATH)
        try:
            known = _kernel.QueryFullProcessImageNameW(handle, 0, buffer, ctypes.byref(length))
        finally:
            _kernel.CloseHandle(handle)
        return buffer.value if known else ""
