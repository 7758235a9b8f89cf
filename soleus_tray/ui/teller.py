"""Telling the tray what happens, from a process with or without a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.core.window_messages import event_to_line

if TYPE_CHECKING:
    from typing import TextIO

    from soleus_tray.core.window_messages import WindowEvent


class Teller:
    """Sends WindowEvents to the tray, one line each; a tray that is gone is no reason to stop."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream

    def __call__(self, event: WindowEvent) -> None:
        """Send it, unless the tray has gone."""
        if self._stream is None:
            return
        try:
            self._stream.write(event_to_line(event) + "\n")
            self._stream.flush()
        except (OSError, ValueError):
            # The tray's end of the pipe is closed: the set and its record go on without it.
            self._stream = None
