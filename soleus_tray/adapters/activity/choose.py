"""Which source of activity this desktop offers."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from soleus_tray.adapters.activity.unavailable import UnavailableActivity
from soleus_tray.core.errors import SoleusError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from soleus_tray.ports.activity import ActivitySource


def choose_activity(environment: Mapping[str, str] = os.environ) -> ActivitySource:
    """The first source that works here; one that answers unknown, with the reason, where none does."""
    if sys.platform == "win32":
        from soleus_tray.adapters.activity.windows import WindowsActivity  # noqa: PLC0415

        return WindowsActivity()
    if sys.platform == "darwin":
        from soleus_tray.adapters.activity.macos import MacActivity  # noqa: PLC0415

        return MacActivity()
    return _linux(environment)


def _linux(environment: Mapping[str, str]) -> ActivitySource:
    # Under Wayland an X server may run for old programs; it sees only the input that goes to them.
    if environment.get("WAYLAND_DISPLAY") or environment.get("XDG_SESSION_TYPE") == "wayland":
        return UnavailableActivity("Wayland's idle time can't be read yet, so time is counted as sitting.")
    if not environment.get("DISPLAY"):
        return UnavailableActivity("There is no display to ask for idle time, so time is counted as sitting.")
    from soleus_tray.adapters.activity.x11 import X11Activity  # noqa: PLC0415 - loads two C libraries

    try:
        return X11Activity().open()
    except SoleusError as error:
        return UnavailableActivity(f"{error} So time is counted as sitting.")
