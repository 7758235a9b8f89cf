"""Whether one of the programs the user named runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.adapters.programs.names import Process, find, plain
from soleus_tray.core.signals import Signal
from soleus_tray.core.text import _
from soleus_tray.ports.sensor import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from soleus_tray.core.settings import QuietSettings
    from soleus_tray.core.signals import Kind


class NamedPrograms:
    """Looks for the user's programs among the processes; without names it looks at nothing."""

    kind: Kind = "program"

    def __init__(self, source: str, processes: Callable[[], Iterable[Process]]) -> None:
        self.source = source
        self._processes = processes

    def read(self, chosen: QuietSettings) -> Reading:
        """A signal for each named program that runs, called as the user called it."""
        if not chosen.programs:
            return Reading()
        try:
            found = find(chosen.programs, self._processes())
        except OSError as error:
            return Reading(
                why=_("The running programs can't be listed ({error}); check that /proc is there.").format(
                    error=error
                )
            )
        once = {plain(name): name for name in found}  # "zoom" and "Zoom.exe" are one program
        return Reading(tuple(Signal("program", name) for name in once.values()))

    def close(self) -> None:
        """Nothing is held."""
