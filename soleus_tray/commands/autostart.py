"""`autostart`: start on login, from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.adapters.autostart.choose import choose_autostart
from soleus_tray.commands.speaking import say

if TYPE_CHECKING:
    from argparse import Namespace


def run(given: Namespace) -> int:
    """Turn it on or off, and say how things are: the state's word first, for scripts."""
    autostart = choose_autostart()
    if given.action == "on":
        autostart.turn_on()
    elif given.action == "off":
        autostart.turn_off()
    status = autostart.status()
    say(f"{status.state}: {status.sentence}")
    return 0
