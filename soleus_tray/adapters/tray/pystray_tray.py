"""The tray port over any of pystray's own backends."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from .faces import FaceOnIcon

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...ports.tray import Face
    from .faces import OnAction
    from .pixmaps import IconSource


class PystrayTray:
    """Shows faces with the icon that `make_icon(name, icon=, title=, menu=)` returns.

    `make_icon` is called in `run` and may raise anything its system's libraries raise. `call` is how the
    backend wants to be called from other threads (directly, unless the system insists on its main thread).
    """

    def __init__(
        self,
        backend: str,
        make_icon: Callable[..., Any],
        *,
        on_action: OnAction,
        icons: IconSource,
        name: str = "soleus-tray",
        clip: int = 0,
        call: Callable[[Callable[[], None]], None] = lambda action: action(),
    ) -> None:
        self.backend = backend
        self._make_icon, self._name, self._call = make_icon, name, call
        self._faces = FaceOnIcon(icons, on_action, lambda drawn: drawn.to_image(), clip)
        self._lock = threading.Lock()
        self._face: Face | None = None
        self._icon: Any = None
        self._ready = self._stopped = False

    @property
    def visible(self) -> bool:
        """Whether the icon is up, as far as the backend knows."""
        icon = self._icon
        return bool(self._ready and icon and getattr(icon, "docked", icon.visible))

    @property
    def keeps_up(self) -> bool:
        """See ports.tray.Tray; appindicator makes a file of each picture, and its host may read it or not."""
        return self.visible and self.backend != "appindicator"

    def run(self, ready: Callable[[], None]) -> None:
        """See ports.tray.Tray; raises RuntimeError when no face was given before."""
        with self._lock:
            if self._face is None:
                raise RuntimeError("a face must be shown before the tray runs")
            if self._stopped:
                return
            self._icon = self._make_icon(self._name, **self._faces.first(self._face))
        try:
            self._icon.run(lambda icon: self._set_up(icon, ready))
        finally:
            with self._lock:
                self._icon, self._ready = None, False

    def _set_up(self, icon: Any, ready: Callable[[], None]) -> None:
        icon.visible = True
        with self._lock:
            self._ready = True
            if self._face is not None:
                self._faces.put(icon, self._face)
            stopped = self._stopped
        if stopped:
            icon.stop()
        else:
            ready()

    def show(self, face: Face) -> None:
        """See ports.tray.Tray."""
        with self._lock:
            self._face = face
            icon = self._icon if self._ready else None
        if icon is not None:
            self._call(lambda: self._faces.put(icon, face))

    def stop(self) -> None:
        """See ports.tray.Tray."""
        with self._lock:
            self._stopped = True
            icon = self._icon if self._ready else None
        if icon is not None:
            self._call(icon.stop)
