"""Light or dark: what the desktop prefers, unless the user chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.ports.theme import Brightness, Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.core.settings import AppearanceSettings


class Appearance:
    """The theme found last; has the windows' pictures drawn ahead for it. For the reminder thread."""

    def __init__(self, draw_ahead: Callable[[str], None]) -> None:
        self._draw_ahead = draw_ahead
        self._found = Theme()
        self._drawn: set[str] = set()

    def found(self, theme: Theme, chosen: AppearanceSettings) -> None:
        """The desktop's preference was found, or has changed."""
        self._found = theme
        windows = self.windows(chosen)
        if windows not in self._drawn:
            self._drawn.add(windows)
            self._draw_ahead(windows)

    def windows(self, chosen: AppearanceSettings) -> Brightness:
        """What windows are drawn in."""
        return self._found.windows if chosen.theme == "auto" else chosen.theme

    def panel(self, chosen: AppearanceSettings) -> Brightness:
        """The kind of panel the icon is drawn for."""
        return self._found.panel if chosen.panel == "auto" else chosen.panel
