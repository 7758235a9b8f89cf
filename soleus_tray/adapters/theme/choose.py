"""Which theme source this system gets."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...ports.theme import ThemeSource


def choose_theme() -> ThemeSource:
    """Return the source to read; nothing is read yet.

    In the tray process on Linux `linux.watch_theme` does the same without blocking.
    """
    if sys.platform == "win32":
        from .windows import WindowsTheme  # noqa: PLC0415

        return WindowsTheme()
    if sys.platform == "darwin":
        from .macos import MacTheme  # noqa: PLC0415

        return MacTheme()
    from .linux import LinuxTheme  # noqa: PLC0415

    return LinuxTheme()
