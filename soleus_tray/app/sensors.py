"""The sensors of meetings, films and quiet for this system, built on the sensing thread when first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.adapters.calendar.choose import choose_calendar
from soleus_tray.adapters.calls.choose import choose_calls
from soleus_tray.adapters.do_not_disturb.choose import choose_do_not_disturb
from soleus_tray.adapters.fullscreen.choose import choose_fullscreen
from soleus_tray.adapters.media.choose import choose_media
from soleus_tray.adapters.programs.choose import choose_programs
from soleus_tray.adapters.sharing.choose import choose_sharing
from soleus_tray.app.children import own_command

if TYPE_CHECKING:
    from pathlib import Path

    from soleus_tray.adapters.dbus.bus import Bus
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
        choose_calendar(cache, own_command("_read_calendar")),
    )
