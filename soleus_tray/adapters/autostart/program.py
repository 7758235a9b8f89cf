"""The command line that starts this very app on login, and finds the same home again."""

from __future__ import annotations

import os
import sys
from pathlib import Path

DELAY = "3s"
"""The session's panel and bus come first; an own delay, since only GNOME knows X-GNOME-Autostart-Delay."""


def login_command() -> list[str]:
    """Absolute program and arguments for starting on login."""
    home = os.environ.get("SOLEUS_TRAY_HOME")
    options = ["--home", str(Path(home).expanduser().absolute())] if home else []
    return [*_program(), "run", "--after", DELAY, *options]


def _program() -> list[str]:
    """This app's own program: the frozen one, the installed command, or the interpreter with -m."""
    if getattr(sys, "frozen", False):
        # An AppImage's executable lies in a mount that is gone after the session; $APPIMAGE stays.
        return [os.environ.get("APPIMAGE") or sys.executable]
    interpreter = Path(sys.executable).absolute()  # not resolved: the link is what makes it a venv's
    if sys.platform == "win32":
        windowless = interpreter.with_name("pythonw.exe")  # python.exe would open a console with the session
        return [str(windowless if windowless.exists() else interpreter), "-m", "soleus_tray"]
    command = interpreter.with_name("soleus-tray")
    return [str(command)] if command.exists() else [str(interpreter), "-m", "soleus_tray"]
