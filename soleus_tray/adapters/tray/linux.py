"""The tray on Linux: StatusNotifierItem, and where no panel hosts those, whatever XEmbed tray there is."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from soleus_tray.core.text import N_, _

from .faces import FaceOnIcon
from .status_notifier import Icon
from .xembed import tray_manager

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...ports.tray import Face
    from ..dbus.bus import Bus
    from ..dbus.loop import Timer
    from .faces import OnAction
    from .pixmaps import IconSource
    from .pystray_tray import PystrayTray

PATIENCE_SECONDS = 3.0
"""How long a panel that hosts StatusNotifierItems is waited for: at login it often starts after us."""
TROUBLE_SECONDS = 10.0
LONGEST_LOOK_SECONDS = 60.0
SNI = "sni"
NOWHERE = N_(
    "No panel here shows tray icons, so the icon stays hidden; reminders still come. Start Soleus Tray "
    "once more to open its window."
)
_log = logging.getLogger(__name__)


class LinuxTray:
    """Offers the icon over D-Bus all the time, and docks it in an XEmbed tray while nobody takes it.

    The bus is served on the main thread, or on a daemon thread once an XEmbed backend needed the main one.
    Without `offer` only the `fallbacks` are used.
    """

    def __init__(
        self,
        bus: Bus,
        *,
        on_action: OnAction,
        icons: IconSource,
        on_trouble: Callable[[str], None],
        fallbacks: tuple[Callable[[], PystrayTray], ...] = (),
        offer: bool = True,
        name: str = "soleus-tray",
    ) -> None:
        self._bus, self._name = bus, name
        self._on_trouble = on_trouble
        self._offer = offer
        self.backend = SNI
        self._fallbacks = list(fallbacks)
        self._faces = FaceOnIcon(icons, on_action, lambda drawn: drawn)
        self._lock = threading.RLock()
        self._face: Face | None = None
        self._icon: Icon | None = None
        self._other: PystrayTray | None = None
        self._news = threading.Event()
        self._stopped = self._told = self._elsewhere = False
        self._since = 0.0
        self._next_look: Timer | None = None

    @property
    def visible(self) -> bool:
        """See ports.tray.Tray."""
        other = self._other
        return self._hosted or bool(other and other.visible)

    @property
    def keeps_up(self) -> bool:
        """See ports.tray.Tray."""
        icon, other = self._icon, self._other
        if icon and icon.hosted:
            return icon.keeps_up
        return bool(other and other.keeps_up)

    @property
    def _hosted(self) -> bool:
        return bool(self._icon and self._icon.hosted)

    def run(self, ready: Callable[[], None]) -> None:
        """See ports.tray.Tray; raises RuntimeError when no face was given before."""
        with self._lock:
            if self._face is None:
                raise RuntimeError("a face must be shown before the tray runs")
            if self._stopped:
                return
        self._since = time.monotonic()
        if self._offer:
            self._serve(self._face, ready)
        else:
            ready()
        if not self._stopped:
            self._bus.start()
            self._run_elsewhere()

    def _serve(self, face: Face, ready: Callable[[], None]) -> None:
        """Offer the icon and serve the bus, until `stop` or until an XEmbed backend wants this thread."""
        with self._lock:
            first = self._faces.first(face)
            self._icon = icon = Icon(self._name, **first, bus=self._bus, on_hosted=self._hosted_changed)
        self._bus.on_state(self._bus_changed)
        self._look_after(PATIENCE_SECONDS)
        # Not by pystray's setup thread: this comes to the same on the bus's own thread, as soon as it runs.
        icon.visible = True
        self._bus.call_soon(ready)
        icon.run(lambda _: None)

    def show(self, face: Face) -> None:
        """See ports.tray.Tray."""
        with self._lock:
            self._face = face
            if self._icon:
                self._faces.put(self._icon, face)
            other = self._other
        if other:
            other.show(face)

    def stop(self) -> None:
        """See ports.tray.Tray."""
        with self._lock:
            self._stopped = True
            icon, other = self._icon, self._other
        if icon:
            icon.visible = False
        self._news.set()
        if other:
            other.stop()
        self._bus.leave()

    # ---- while nobody takes the icon ---------------------------------------------------------------

    def _hosted_changed(self, hosted: bool) -> None:
        self._news.set()
        other = self._other
        if not hosted:
            self._since = time.monotonic()
            self._look_after(PATIENCE_SECONDS)
        elif other:
            # On a thread of its own: a backend's stop may wait for the main thread.
            threading.Thread(target=other.stop, daemon=True).start()

    def _bus_changed(self, connected: bool) -> None:
        if not connected:
            self._look_after(0.0)

    def _look_after(self, seconds: float) -> None:
        """Look for another place once, so much later; a look planned before is dropped."""
        if self._next_look:
            self._next_look.cancel()
        self._next_look = self._bus.call_later(seconds, self._look)

    def _look(self) -> None:
        """On the bus's thread: give the main thread to an XEmbed backend, or look again later."""
        if self._stopped or self._hosted or self._elsewhere:
            return
        if self._fallbacks and tray_manager():
            self._bus.leave()
            return
        self._tell_trouble()
        self._look_after(max(self._pause(), PATIENCE_SECONDS))

    def _pause(self) -> float:
        """How long to wait before the next look, in seconds: the longer there was no place, the longer."""
        return min(max((time.monotonic() - self._since) / 3, 1.0), LONGEST_LOOK_SECONDS)

    def _tell_trouble(self) -> None:
        if not self._told and time.monotonic() - self._since >= TROUBLE_SECONDS:
            self._told = True
            self._on_trouble(_(NOWHERE))

    def _run_elsewhere(self) -> None:
        """On the main thread: dock while a tray is there and nobody hosts us, wait otherwise."""
        self._elsewhere = True
        while not self._wait(0.0):
            if self._hosted:
                if not self._wait(None):
                    self._wait(PATIENCE_SECONDS)
            elif self._fallbacks and tray_manager():
                self._dock()
            else:
                self._tell_trouble()
                self._wait(self._pause())

    def _wait(self, seconds: float | None) -> bool:
        """Wait for news (None: without end), and return whether it was time to stop."""
        if not self._stopped:
            self._news.wait(seconds)
            self._news.clear()
        return self._stopped

    def _dock(self) -> None:
        """Run the first backend that can; one that raises is not asked again."""
        make = self._fallbacks[0]
        try:
            other = make()
            with self._lock:
                if self._stopped or self._face is None:
                    return
                self._other, self.backend = other, other.backend
                other.show(self._face)
            other.run(lambda: None)
        except Exception as error:
            missing = isinstance(error, ImportError)
            _log.info("%s cannot show the icon: %s", make, error, exc_info=not missing)
            self._fallbacks.remove(make)
        finally:
            with self._lock:
                self._other, self.backend = None, SNI
            self._since = time.monotonic()
