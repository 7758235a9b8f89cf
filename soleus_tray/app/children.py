"""Starting our own program again, as a child with a narrow job."""

from __future__ import annotations

import os
import sys


def own_command(*arguments: str) -> list[str]:
    """The command line that runs this program with other arguments, frozen or not."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-m", "soleus_tray", *arguments]


def politely(command: list[str]) -> list[str]:
    """The command, made to yield to what the user does, where the system has `nice`."""
    if sys.platform != "win32" and os.path.exists("/usr/bin/nice"):  # noqa: PTH110 - no pathlib for one look
        return ["/usr/bin/nice", "-n", "10", *command]
    return command
