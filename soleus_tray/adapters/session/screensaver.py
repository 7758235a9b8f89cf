"""The desktops' screen savers, which say whether they cover the screen.

Source: https://specifications.freedesktop.org/idle-inhibit-spec/latest/ for org.freedesktop.ScreenSaver; the
others took the interface of gnome-screensaver, each under its own name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jeepney import DBusAddress

from soleus_tray.adapters.dbus.messages import Reply, Subscription

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.adapters.dbus.bus import Bus

PLACES = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    ("org.mate.ScreenSaver", "/"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
    ("org.xfce.ScreenSaver", "/"),
)
"""Names and the objects behind them; MATE's and Xfce's have moved once."""


class ScreenSavers:
    """Asks only those that run already. `on_change` is called on the bus's thread."""

    def __init__(self, bus: Bus, on_change: Callable[[], None]) -> None:
        self._bus = bus
        self._on_change = on_change
        self._active: dict[str, bool] = {}

    @property
    def tellers(self) -> tuple[str, ...]:
        """The names of those that answer."""
        return tuple(self._active)

    @property
    def locked(self) -> bool:
        """Whether one of them covers the screen."""
        return any(self._active.values())

    def start(self) -> None:
        """Begin to listen."""
        for name, path in PLACES:
            self._listen(name, path)

    def _listen(self, name: str, path: str) -> None:
        def owned(owner: str) -> None:
            # Without an owner a call would start the service; so nobody is asked then.
            if owner:
                self._bus.call(DBusAddress(path, name, name), "GetActive", on_reply=answered)
            else:
                self._say(name, None)

        def answered(reply: Reply) -> None:
            active = reply.value("b", None)
            if active is not None and self._bus.owner(name):
                self._say(name, active)

        self._bus.subscribe(
            Subscription(name, path, name, "ActiveChanged", "b", lambda active: self._say(name, active))
        )
        self._bus.watch_name(name, owned)

    def _say(self, name: str, active: bool | None) -> None:
        if self._active.get(name) is active:
            return
        others = {other: value for other, value in self._active.items() if other != name}
        self._active = others if active is None else {**others, name: active}
        self._on_change()
