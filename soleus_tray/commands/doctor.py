"""`doctor`: each part tried for real, and what to do about those that don't work."""

from __future__ import annotations

import json
import logging
import shutil
import sys
from typing import TYPE_CHECKING

from soleus_tray.app.doctor.finding import enough
from soleus_tray.app.doctor.place import found_place
from soleus_tray.app.doctor.words import as_text
from soleus_tray.app.paths import find_paths
from soleus_tray.commands.speaking import say

if TYPE_CHECKING:
    from argparse import Namespace


def run(given: Namespace) -> int:
    """Try everything and tell; 0 if the app can do its work here, 1 otherwise."""
    if given.open_a_window:
        return _open_a_window()
    from soleus_tray.app.doctor.rounds import examined, hint  # noqa: PLC0415 - the child above needs none of it

    logging.disable(logging.CRITICAL)  # what goes wrong is told as a finding, once
    with found_place(find_paths()) as place:
        asks = given.ask or (sys.stdout.isatty() and not given.json)
        findings, explanation = examined(place, ask=asks, tell=_tell), hint(place)
    if given.json:
        say(json.dumps([finding.values() for finding in findings], indent=2))
    else:
        width = shutil.get_terminal_size().columns
        say(as_text(findings, width - 1, sys.stdout.encoding or "ascii", explanation))
    return 0 if enough(findings) else 1


def _tell(text: str) -> None:
    """To the terminal, not into what scripts read."""
    sys.stderr.write(text)
    sys.stderr.flush()


def _open_a_window() -> int:
    """Be the child that tries Tk."""
    from soleus_tray.app.doctor.windows import opened  # noqa: PLC0415

    say(json.dumps(opened(find_paths().cache)))
    return 0
