"""The sensors of a call for this system."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from soleus_tray.adapters.unavailable_sensor import UnavailableSensor
from soleus_tray.core.text import _

if TYPE_CHECKING:
    from soleus_tray.ports.sensor import Sensor


def choose_calls() -> tuple[Sensor, ...]:
    """The microphone's and the camera's sensor."""
    if sys.platform == "win32":
        from soleus_tray.adapters.calls.consent_store import ConsentStore, CurrentUser  # noqa: PLC0415
        from soleus_tray.adapters.calls.windows_processes import running_programs  # noqa: PLC0415

        registry = CurrentUser()
        return (
            ConsentStore("microphone", registry, running_programs),
            ConsentStore("camera", registry, running_programs),
        )
    if sys.platform == "darwin":
        from soleus_tray.adapters.calls.coreaudio import mac_calls  # noqa: PLC0415

        return mac_calls()
    if sys.platform == "linux":
        from soleus_tray.adapters.calls.pulse import PulseMicrophone  # noqa: PLC0415
        from soleus_tray.adapters.calls.v4l import V4lCamera  # noqa: PLC0415

        return (PulseMicrophone(), V4lCamera())
    why = _("Calls can't be noticed on this system; name your meeting program in quiet.programs.")
    return (UnavailableSensor("microphone", why), UnavailableSensor("camera", why))
