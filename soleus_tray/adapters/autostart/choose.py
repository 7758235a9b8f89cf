"""Which way to start on login this system has."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from soleus_tray.adapters.autostart.program import login_command
from soleus_tray.core.text import _

if TYPE_CHECKING:
    from soleus_tray.ports.autostart import Autostart


def choose_autostart() -> Autostart:
    """The way of this system; imports no other."""
    sandbox = next((name for name in ("FLATPAK_ID", "SNAP") if os.environ.get(name)), None)
    if sandbox:
        from soleus_tray.adapters.autostart.unavailable import UnavailableAutostart  # noqa: PLC0415

        kind = {"FLATPAK_ID": "Flatpak", "SNAP": "Snap"}[sandbox]
        return UnavailableAutostart(
            _(
                "A {kind} can't arrange its own start; add Soleus Tray to your desktop's startup "
                "applications."
            ).format(kind=kind)
        )
    return _for_system()


def _for_system() -> Autostart:
    if sys.platform == "win32":
        from soleus_tray.adapters.autostart.windows import CurrentUser, RunKeyAutostart  # noqa: PLC0415

        return RunKeyAutostart(CurrentUser(), login_command(), os.path.exists)
    if sys.platform == "darwin":
        from pathlib import Path  # noqa: PLC0415

        from soleus_tray.adapters.autostart.macos import LaunchAgent, print_disabled  # noqa: PLC0415

        return LaunchAgent(Path.home() / "Library" / "LaunchAgents", login_command(), print_disabled)
    from soleus_tray.adapters.autostart.linux import XdgAutostart, autostart_folder  # noqa: PLC0415

    return XdgAutostart(autostart_folder(), login_command())
