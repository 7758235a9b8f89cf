"""How this system tells which programs run."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from soleus_tray.adapters.programs.names import find
from soleus_tray.adapters.programs.sensor import NamedPrograms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from soleus_tray.adapters.programs.names import Process
    from soleus_tray.ports.sensor import Sensor


def choose_programs() -> Sensor:
    """The sensor for this system."""
    if sys.platform == "linux":
        from soleus_tray.adapters.programs.linux import TABLE  # noqa: PLC0415 - one system's

        return NamedPrograms("/proc", TABLE.look)
    return NamedPrograms("process list", _own_processes())


def running(names: Sequence[str]) -> tuple[str, ...]:
    """Those of the names that mean a program running now, as they are written; for `doctor`.

    Raises:
        OSError: the list of processes can't be read at all.
    """
    return find(names, _own_processes()()) if names else ()


def _own_processes() -> Callable[[], Iterable[Process]]:
    """What lists our user's processes."""
    if sys.platform == "win32":
        from soleus_tray.adapters.programs import windows as system  # noqa: PLC0415
    elif sys.platform == "darwin":
        from soleus_tray.adapters.programs import macos as system  # noqa: PLC0415
    else:
        from soleus_tray.adapters.programs import linux as system  # noqa: PLC0415
    return system.own_processes
