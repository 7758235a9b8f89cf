"""The tray's side of a reading: one child at a time, never waited for longer than it may take."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

from soleus_tray.adapters.calendar.kept import Known, from_text
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 20.0
"""Seconds; the child is killed after that."""


def ask_child(command: Sequence[str], chosen: str, longest: float = LONGEST) -> Known:
    """What the child reads; the setting goes by standard input, since command lines are no secret.

    Raises:
        SoleusError: the child's own sentence, or one about the child.
    """
    try:
        done = subprocess.run(
            command, input=json.dumps(chosen).encode(), capture_output=True, timeout=longest, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise SoleusError(
            _(
                "The calendar took longer than {seconds:.0f} s to read; choose a smaller one in "
                "quiet.calendar."
            ).format(seconds=longest)
        ) from error
    except OSError as error:
        raise SoleusError(
            _("The calendar can't be read ({reason}); it is tried again later.").format(reason=error.strerror)
        ) from error
    if done.returncode:
        raise SoleusError(_last_words(done.stderr))
    try:
        return from_text(done.stdout.decode())
    except ValueError as error:
        raise SoleusError(_("The calendar's reader gave no answer; it is tried again later.")) from error


def _last_words(said: bytes) -> str:
    """The sentence that the command line ends with."""
    line = said.decode(errors="replace").strip().rpartition("\n")[2]
    return line.strip() or _("The calendar could not be read; it is tried again later.")
