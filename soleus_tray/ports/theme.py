"""What the desktop prefers: light or dark, stronger contrast, less motion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

Brightness = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Theme:
    """What was found, and where."""

    windows: Brightness = "light"
    panel: Brightness = "dark"
    """The panel the icon sits on; often dark even on a light desktop."""
    source: str = "default"
    contrast: bool = False
    """The desktop asks for stronger contrast."""
    still: bool = False
    """The desktop asks for less motion."""
    font: str = ""
    """The family its own windows are written in; "" where that is not known."""


class ThemeSource(Protocol):
    """Reads the desktop's preference; may block for up to a second, so never on the reminder thread."""

    def read(self) -> Theme:
        """Return the present preference; falls back to light windows and a dark panel."""
        ...
