"""Windows: the paths of the programs that run.

Source: https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-queryfullprocessimagenamew
"""

from __future__ import annotations

import sys

from soleus_tray.adapters import toolhelp

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _QUERY_LIMITED = 0x1000
    _LONGEST_PATH = 32768

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
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
        found = [_path(process) for process, _ in toolhelp.processes() or ()]
        return tuple(path for path in found if path) or None

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
