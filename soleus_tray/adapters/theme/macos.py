"""Light or dark on macOS: the global default AppleInterfaceStyle, there only while dark is on."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from ...ports.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMAND = ("defaults", "read", "-g", "AppleInterfaceStyle")


class MacTheme:
    """Asks the `defaults` command; the menu bar follows the windows."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = command

    def read(self) -> Theme:
        """See ports.theme.ThemeSource."""
        try:
            answer = subprocess.run(
                self._command, capture_output=True, text=True, timeout=1, check=False
            ).stdout.strip()
        except (OSError, subprocess.TimeoutExpired):
            return Theme()
        # In light mode the value does not exist and the command prints nothing.
        if answer == "Dark":
            return Theme("dark", "dark", "defaults")
        return Theme("light", "light", "defaults")
