"""How commands talk: answers to stdout, one sentence about trouble to stderr."""

from __future__ import annotations

import sys

from soleus_tray.core.errors import SoleusError


class UsageError(SoleusError):
    """The command line was not understood: exit code 2."""


def say(text: str) -> None:
    """One answer on standard output."""
    sys.stdout.write(f"{text}\n")


def complain(sentence: str) -> None:
    """One sentence on standard error."""
    sys.stderr.write(f"{sentence}\n")
