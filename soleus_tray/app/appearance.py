"""How windows and the icon look: what the desktop prefers, unless the user chose."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from soleus_tray.ports.theme import Brightness, Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.core.settings import AppearanceSettings
    from soleus_tray.core.window_messages import WindowTheme

ZOOM_VARIABLE = "SOLEUS_TRAY_ZOOM"
"""Percent; how the processes of windows and of drawing learn of it."""
FONT_VARIABLE = "SOLEUS_TRAY_FONT"
"""The family the desktop writes in; how windows learn of it."""
_STRONG: dict[Brightness, WindowTheme] = {"light": "light-contrast", "dark": "dark-contrast"}


class Appearance:
    """The theme found last; has the windows' pictures drawn ahead for it. For the reminder thread."""

    def __init__(self, draw_ahead: Callable[[str], None]) -> None:
        self._draw_ahead = draw_ahead
        self._found: Theme | None = None
        self._drawn: set[tuple[str, int]] = set()

    @property
    def known(self) -> bool:
        """Whether the desktop's preference was found."""
        return self._found is not None

    def found(self, theme: Theme, chosen: AppearanceSettings) -> None:
        """The desktop's preference was found, or has changed."""
        self._found = theme
        self.follow(chosen)

    def follow(self, chosen: AppearanceSettings) -> None:
        """Have what these settings need ready; the processes started from now on use them."""
        os.environ[ZOOM_VARIABLE] = str(chosen.zoom)
        os.environ[FONT_VARIABLE] = self._theme.font
        windows = (self.windows(chosen), chosen.zoom)
        if self.known and windows not in self._drawn:
            self._drawn.add(windows)
            self._draw_ahead(windows[0])

    def windows(self, chosen: AppearanceSettings) -> WindowTheme:
        """What windows are drawn in."""
        found = self._theme
        brightness = found.windows if chosen.theme == "auto" else chosen.theme
        strong = found.contrast if chosen.contrast == "auto" else chosen.contrast == "high"
        return _STRONG[brightness] if strong else brightness

    def panel(self, chosen: AppearanceSettings) -> Brightness:
        """The kind of panel the icon is drawn for."""
        return self._theme.panel if chosen.panel == "auto" else chosen.panel

    def still(self, chosen: AppearanceSettings) -> bool:
        """Whether motion is reduced."""
        return self._theme.still if chosen.motion == "auto" else chosen.motion == "reduced"

    @property
    def _theme(self) -> Theme:
        return self._found or Theme()
