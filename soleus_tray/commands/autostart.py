"""`autostart`: start on login, from the command line."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from soleus_tray.adapters.autostart.choose import choose_autostart
from soleus_tray.app.control.client import ask
from soleus_tray.app.paths import find_paths
from soleus_tray.commands.speaking import say
from soleus_tray.core.errors import SoleusError

if TYPE_CHECKING:
    from argparse import Namespace


def run(given: Namespace) -> int:
    """Turn it on or off, and say how things are: the state's word first, for scripts."""
    autostart = choose_autostart()
    if given.action == "on":
        autostart.turn_on()
    elif given.action == "off":
        autostart.turn_off()
    if given.action != "status":
        _tell_the_app()
    status = autostart.status()
    say(f"{status.state}: {status.sentence}")
    return 0


def _tell_the_app() -> None:
    """Let the menu of the running app follow; the change is done, whether or not one is there."""
    with suppress(SoleusError):
        ask(find_paths(), "settings-changed")
