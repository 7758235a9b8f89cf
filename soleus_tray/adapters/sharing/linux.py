"""Linux: bars of sharing programs (X11), sessions on the bus (GNOME, Sway and its kin), running recorders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.adapters.programs.linux import PROC, TABLE, arguments
from soleus_tray.adapters.sharing.marks import RECORDERS, is_recording, sharer
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.signals import Signal
from soleus_tray.ports.sensor import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from soleus_tray.adapters.dbus.bus import Bus
    from soleus_tray.adapters.x11_windows import X11Windows
    from soleus_tray.core.settings import QuietSettings
    from soleus_tray.core.signals import Kind


class LinuxSharing:
    """Asks each of its places; unknown only if no place can know and none saw anything.

    `untold` is the sentence for a desktop where sharing shows nowhere; "" where windows or the bus tell.
    """

    kind: Kind = "sharing"

    def __init__(self, windows: X11Windows | None, bus: Bus | None, untold: str) -> None:
        self._windows = windows
        self._bus = bus
        self._untold = untold
        places = ["X11 window titles"] * bool(windows) + ["screen cast sessions"] * bool(bus)
        self.source = ", ".join([*places, "screen recorders"])

    def read(self, chosen: QuietSettings) -> Reading:
        """The present reading."""
        who, why = self._told_on_the_bus()
        try:
            who += self._bars()
        except SoleusError as error:
            why = str(error)
        who += recorders()
        # A session on the bus names nobody; what else was seen is most likely the same.
        named = [name for name in who if name] or who
        signals = tuple(Signal("sharing", name) for name in dict.fromkeys(named))
        return Reading(signals) if signals else Reading(why=why)

    def close(self) -> None:
        """Disconnect from the X server; the bus is others' too."""
        if self._windows is not None:
            self._windows.close()

    def _told_on_the_bus(self) -> tuple[list[str], str]:
        """One nameless sharer if a session shows the screen; and why the bus can't tell, where it can't."""
        if self._bus is None:
            return [], self._untold
        from soleus_tray.adapters.sharing.portals import shared_sessions  # noqa: PLC0415 - loads jeepney

        try:
            told = shared_sessions(self._bus)
        except SoleusError as error:
            # Under X11 the windows tell as well, so a silent bus is no reason to know nothing.
            return [], "" if self._windows else str(error)
        return [""] * bool(told), self._untold if told is None else ""

    def _bars(self) -> list[str]:
        """Who shows a bar that says the screen is shared. Raises SoleusError."""
        if self._windows is None:
            return []
        self._windows.open()
        found = map(sharer, self._windows.titles())
        return [name for name in found if name is not None]


def recorders() -> Iterator[str]:
    """The screen recorders that record now; none where processes can't be listed."""
    try:
        running = TABLE.look()
    except OSError:
        return
    for process in running:
        for name in process.names:
            if name in RECORDERS and is_recording(name, arguments(f"{PROC}/{process.number}")):
                yield RECORDERS[name]
