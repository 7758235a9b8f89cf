"""Linux: every service on the two buses that tells who keeps the screen awake."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from soleus_tray.core.text import N_, _
from soleus_tray.ports.sensor import Reading

from ..dbus.remembered import ALL_PATIENCE, Remembered, meet
from .inhibitors import watched
from .services import PLASMA, POWER_MANAGER, SESSION_MANAGER, XFCE_SCREENSAVER, Inhibitors, logind

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.core.settings import QuietSettings
    from soleus_tray.core.signals import Kind

    from ..dbus.bus import Bus

NOBODY = N_(
    "Nothing on this desktop tells which programs keep the screen awake, so a film counts as sitting "
    "only with some input; a power manager such as xfce4-power-manager would tell."
)
SILENT = N_(
    "What should tell which programs keep the screen awake ({programs}) does not answer, so a film counts as "
    "sitting only with some input; log out and in again if this stays."
)


class LinuxMedia:
    """Asks those that run, and says what any of them says."""

    kind: Kind = "media"

    def __init__(
        self,
        bus: Bus | None,
        system_bus: Bus | None,
        user: int | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        session = (SESSION_MANAGER, PLASMA, POWER_MANAGER, XFCE_SCREENSAVER)
        self._session = [Remembered(bus, one, now) for one in session] if bus else []
        self._system = [Remembered(system_bus, logind(user), now)] if system_bus else []
        self._buses = [(bus, self._session), (system_bus, self._system)]
        self.source = "D-Bus"

    def read(self, chosen: QuietSettings) -> Reading:
        """See ports.sensor.Sensor."""
        deadline = time.monotonic() + ALL_PATIENCE
        present = self._present(deadline)
        answers = [(one.service.title, one.answer(deadline)) for one in present]
        known = [title for title, answer in answers if answer is not None]
        if known:
            self.source = ", ".join(known)
            return Reading(watched(_all(answers)))
        silent = ", ".join(_(title) for title, _answer in answers)
        self.source = silent or "D-Bus"
        return Reading(why=_(SILENT).format(programs=silent) if silent else _(NOBODY))

    def close(self) -> None:
        """Nothing is held; the buses belong to the caller."""

    def _present(self, deadline: float) -> list[Remembered[Inhibitors]]:
        """The services that run."""
        for bus, memories in self._buses:
            if bus:
                meet(bus, memories, deadline)
        running = [one for one in (*self._session, *self._system) if one.present]
        if any(one.service is PLASMA for one in running):
            # There the same question means sleep, which music inhibits too.
            running = [one for one in running if one.service is not POWER_MANAGER]
        return running


def _all(answers: list[tuple[str, Inhibitors | None]]) -> Inhibitors:
    return [inhibitor for _, answer in answers for inhibitor in answer or ()]
