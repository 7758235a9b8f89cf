"""Windows: the processes of our own session."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from soleus_tray.adapters import toolhelp
from soleus_tray.adapters.programs.names import Process, process

if TYPE_CHECKING:
    from collections.abc import Iterator

if sys.platform == "win32":
    import ctypes
    import os
    from ctypes import wintypes

    def own_processes() -> Iterator[Process]:
        """Every process of our session but ourselves; none where Windows gives no snapshot."""
        session, ourselves = _session(os.getpid()), os.getpid()
        for number, file in toolhelp.processes() or ():
            if number != ourselves and _session(number) == session:
                yield process(number, "", file)

    def _session(process: int) -> int | None:
        """The session a process runs in; None when Windows won't say."""
        session = wintypes.DWORD()
        told = ctypes.windll.kernel32.ProcessIdToSessionId(process, ctypes.byref(session))
        return session.value if told else None
