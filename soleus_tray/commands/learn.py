"""`learn`: what the window of the same name shows, as plain text."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from soleus_tray.app.learning import minutes_today
from soleus_tray.app.paths import find_paths
from soleus_tray.commands.speaking import say
from soleus_tray.core.content.pages import SAFETY_KEY, pages
from soleus_tray.core.content.plain import as_text
from soleus_tray.core.errors import SoleusError

if TYPE_CHECKING:
    from argparse import Namespace

WIDEST = 80
"""Letters in a line, however wide the terminal is: longer ones are hard to read."""


def run(given: Namespace) -> int:
    """Print the page asked for, or all of them."""
    # The safety page is the same for everybody, and waits for no record.
    known = None if given.page == SAFETY_KEY else _minutes()
    chosen = [page for page in pages(known) if given.page in (None, page.key)]
    width = min(WIDEST, shutil.get_terminal_size().columns)
    say("\n\n\n".join(as_text(page, width) for page in chosen))
    return 0


def _minutes() -> int | None:
    """Today's, if the record can be read; what there is to learn stands without them too."""
    try:
        return minutes_today(find_paths())
    except (SoleusError, OSError):
        return None
