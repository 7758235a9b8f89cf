"""X11: the active window is full screen, or covers its monitor without a frame as old games do.

Only the active window counts: a film on another monitor, while its owner types elsewhere, holds nothing.
Source: https://specifications.freedesktop.org/wm-spec/latest/ (_NET_ACTIVE_WINDOW, _NET_WM_STATE)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.adapters.fullscreen.naming import owner_of
from soleus_tray.adapters.x11_windows import X11Windows
from soleus_tray.core.errors import SoleusError
from soleus_tray.core.signals import Signal
from soleus_tray.ports.sensor import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from soleus_tray.adapters.x11_windows import Look
    from soleus_tray.core.settings import QuietSettings
    from soleus_tray.core.signals import Kind

OURS = "soleus-tray"


class X11Fullscreen:
    """The active window of the X server that $DISPLAY names."""

    kind: Kind = "fullscreen"
    source = "X11 active window"

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._windows = X11Windows(environment)

    def read(self, chosen: QuietSettings) -> Reading:
        """The present reading; unknown without a window manager or with the X server gone or stuck."""
        try:
            self._windows.open()
            found = self._filling()
        except SoleusError as error:
            return Reading(why=str(error))
        if found is None or found.program.lower() == OURS:
            return Reading()
        return Reading((Signal("fullscreen", owner_of(found.program)),))

    def close(self) -> None:
        """Disconnect."""
        self._windows.close()

    def _filling(self) -> Look | None:
        """The window in front, if it fills its monitor."""
        active, focus = self._windows.active()
        if active:
            look = self._windows.look(active)
            if self._is_full_screen(look) or (look.undecorated and self._covers(look)):
                return look
        # SDL 1.2 and its kind go past the window manager, which then names the window before.
        if focus in {0, active}:
            return None
        past = self._windows.bypasses_the_manager(focus)
        look_past = self._windows.look(past) if past else None
        return look_past if look_past and self._covers(look_past) else None

    def _is_full_screen(self, look: Look) -> bool:
        atoms = self._windows.atoms
        hidden = atoms["_NET_WM_STATE_HIDDEN"] in look.states or look.place is None
        return atoms["_NET_WM_STATE_FULLSCREEN"] in look.states and not hidden

    def _covers(self, look: Look) -> bool:
        """Whether it lies exactly on a monitor or on all, and isn't the desktop's own or just maximised."""
        atoms = self._windows.atoms
        background = {atoms["_NET_WM_WINDOW_TYPE_DESKTOP"], atoms["_NET_WM_WINDOW_TYPE_DOCK"]}
        if look.place is None or look.kinds & background:
            return False
        if atoms["_NET_WM_STATE_MAXIMIZED_VERT"] in look.states:
            return False
        return look.place in self._windows.monitors()
