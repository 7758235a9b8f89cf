"""What the first run reads and keeps: settings, start on login, and that it happened.

Loaded by the window's process, never by the tray.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from soleus_tray.adapters.settings.toml_file import read_file
from soleus_tray.adapters.welcomed import Welcomed, read_welcomed, write_welcomed
from soleus_tray.core.durations import format_duration
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.hours import ALWAYS, format_hours, parse_hours
from soleus_tray.core.settings_keys import find_key
from soleus_tray.ui.welcome.choices import WEEKDAYS, Choices

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from soleus_tray.app.paths import Paths
    from soleus_tray.core.hours import WorkingHours
    from soleus_tray.ports.autostart import Autostart
    from soleus_tray.ports.clock import Clock
    from soleus_tray.ports.theme import ThemeSource
    from soleus_tray.ui.welcome.choices import HoursChoice


class HomeDesk:
    """Implements ui.welcome.choices.Desk for one home."""

    def __init__(self, paths: Paths, clock: Clock, choose_autostart: Callable[[], Autostart]) -> None:
        self._paths = paths
        self._clock = clock
        self._choose_autostart = choose_autostart

    def present(self) -> Choices:
        """What is chosen already, or usual; on the very first run start on login is ticked."""
        settings = read_file(self._paths.settings).settings
        hours, own = _hours_choice(settings.hours.work)
        login, note = self._login(first=read_welcomed(self._paths.state) is None)
        return Choices(settings.reminders.interval, settings.set.length, hours, own, login, note)

    def _login(self, *, first: bool) -> tuple[bool | None, str]:
        try:
            status = self._choose_autostart().status()
        except SoleusError as error:
            return None, str(error)
        if status.on is None:
            return None, status.sentence
        # What the user turned off in the system's own settings stays off.
        return status.on or (first and status.state == "off"), ""

    def apply(self, choices: Choices) -> None:
        """Make these the settings. Raises SoleusError; it may be asked again after that."""
        from soleus_tray.adapters.settings.editing import set_value  # noqa: PLC0415 - loads tomlkit

        values = {
            "reminders.interval": format_duration(choices.interval),
            "set.length": format_duration(choices.length),
            "hours.work": choices.hours_text,
        }
        for name, text in values.items():
            key = find_key(name)
            key.kind.read(key.name, text)  # all of them can be used, or none is written
        for name, text in values.items():
            set_value(self._paths.settings, find_key(name), text)
        if choices.login is not None:
            self._switch_login(on=choices.login)

    def _switch_login(self, *, on: bool) -> None:
        autostart = self._choose_autostart()
        if autostart.status().on != on:
            if on:
                autostart.turn_on()
            else:
                autostart.turn_off()

    def keep(self, safety_read_at: datetime | None) -> None:
        """Remember the welcome; an earlier acknowledgement of the safety page stays. Raises SoleusError."""
        before = read_welcomed(self._paths.state)
        kept = before.safety_read_at if before else None
        write_welcomed(self._paths.state, Welcomed(self._clock.read().wall, safety_read_at or kept))


def _hours_choice(hours: WorkingHours) -> tuple[HoursChoice, str]:
    if hours == ALWAYS:
        return "always", ""
    if hours == parse_hours(WEEKDAYS):
        return "weekdays", ""
    return "own", format_hours(hours)


class Motion:
    """Whether motion is to be reduced; the desktop is asked on a thread, since it may take its time."""

    def __init__(self, paths: Paths, theme: ThemeSource) -> None:
        self._chosen = read_file(paths.settings).settings.appearance.motion
        self._theme = theme
        self._still = self._chosen == "reduced"
        if self._chosen == "auto":
            threading.Thread(target=self._ask, name="theme", daemon=True).start()

    def _ask(self) -> None:
        self._still = self._theme.read().still

    def still(self) -> bool:
        """As far as is known; full motion until the desktop has answered."""
        return self._still
