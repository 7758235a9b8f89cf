"""The sensors of meetings, films and quiet for this system, built on the sensing thread when first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.adapters.calls.choose import choose_calls
from soleus_tray.adapters.do_not_disturb.choose import choose_do_not_disturb
from soleus_tray.adapters.fullscreen.choose import choose_fullscreen
from soleus_tray.adapters.media.choose import choose_media
from soleus_tray.adapters.programs.choose import choose_programs
from soleus_tray.adapters.sharing.choose import choose_sharing
from soleus_tray.app.children import own_command, politely
from soleus_tray.ports.sensor import Reading

if TYPE_CHECKING:
    from pathlib import Path

    from soleus_tray.adapters.dbus.bus import Bus
    from soleus_tray.core.settings import QuietSettings
    from soleus_tray.core.signals import Kind
    from soleus_tray.ports.sensor import Sensor


def all_sensors(cache: Path, bus: Bus | None, system_bus: Bus | None) -> tuple[Sensor, ...]:
    """One of each kind, in the order in which they are read: what tells most, soonest, first."""
    return (
        *choose_calls(),
        choose_sharing(bus),
        choose_do_not_disturb(bus),
        choose_fullscreen(),
        choose_media(bus, system_bus),
        choose_programs(),
        CalendarIfAny(cache),
    )


class CalendarIfAny:
    """The calendar's sensor, loaded once the user names a calendar; most have none, and it weighs 0.4 MB."""

    kind: Kind = "calendar"

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._sensor: Sensor | None = None

    @property
    def source(self) -> str:
        """Which calendar."""
        return self._sensor.source if self._sensor else "no calendar"

    def read(self, chosen: QuietSettings) -> Reading:
        """Nothing without a calendar, otherwise what its sensor says."""
        if self._sensor is None:
            if not chosen.calendar:
                return Reading()
            from soleus_tray.adapters.calendar.choose import choose_calendar  # noqa: PLC0415 - see above

            self._sensor = choose_calendar(self._cache, politely(own_command("_read_calendar")))
        return self._sensor.read(chosen)

    def close(self) -> None:
        """Let go of what is held."""
        if self._sensor is not None:
            self._sensor.close()
