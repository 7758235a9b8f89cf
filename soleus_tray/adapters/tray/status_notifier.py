"""A pystray backend for StatusNotifierItem, in pure Python over D-Bus: no GTK, no Pillow, no temporary files.

Specification: https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/. Shown by Plasma, Xfce,
LXQt, MATE, waybar, and GNOME with its AppIndicator extension; on X11 and on Wayland, with no DISPLAY needed.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from jeepney import DBusAddress

from ..dbus.bus import Bus, Reply, Subscription
from ..dbus.exported import Interface
from .dbus_menu import DBusMenu
from .following import Following
from .pixmaps import Pixmap, pixmaps_of
from .pystray_base import BaseIcon

if TYPE_CHECKING:
    from collections.abc import Callable

ITEM_PATH = "/StatusNotifierItem"
MENU_PATH = "/MenuBar"
ITEM = "org.kde.StatusNotifierItem"
WATCHER = "org.kde.StatusNotifierWatcher"
WATCHER_PATH = "/StatusNotifierWatcher"
RETRY_SECONDS = 5.0

_watcher = DBusAddress(WATCHER_PATH, bus_name=WATCHER, interface=WATCHER)
_watcher_properties = DBusAddress(WATCHER_PATH, bus_name=WATCHER, interface="org.freedesktop.DBus.Properties")
_notifications = DBusAddress(
    "/org/freedesktop/Notifications",
    bus_name="org.freedesktop.Notifications",
    interface="org.freedesktop.Notifications",
)


class Icon(BaseIcon):  # type: ignore[misc]  # pystray carries no types
    """An icon offered to whichever panel hosts StatusNotifierItems, again whenever the panel restarts.

    `bus` is a Bus nobody serves yet (otherwise one of its own); `on_hosted` hears on the bus's thread when
    `hosted` changes. Besides a PIL image, `icon` may be anything with a method `pixmaps()` that returns
    (width, height, ARGB bytes) for several sizes.
    """

    def __init__(
        self,
        *args: Any,
        bus: Bus | None = None,
        on_hosted: Callable[[bool], None] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._bus = bus or Bus()
        self._owns_bus = bus is None
        self._on_hosted = on_hosted or (lambda _: None)
        self._pixmaps: list[Pixmap] = []
        self._following = Following()
        self._dbus_menu = DBusMenu(
            self._bus, MENU_PATH, lambda: self.menu, lambda item: self._handler(item)()
        )
        self._watching = self._shown = self._registered = self._host = False
        self._notification = 0

    @property
    def hosted(self) -> bool:
        """Whether a watcher has taken the icon and some panel shows such icons."""
        return self._registered and self._host

    @property
    def keeps_up(self) -> bool:
        """Whether the panel fetched pictures as fast as they changed, when they last changed quickly."""
        return self._following.keeps_up

    # ---- what pystray asks of a backend ----------------------------------------------------------

    def _run(self) -> None:
        self._mark_ready()
        self._bus.run()

    def _run_detached(self) -> None:
        self._bus.start()
        self._mark_ready()

    def _stop(self) -> None:
        self._hide()
        if self._owns_bus:
            self._bus.close()
        else:
            self._bus.leave()

    def _show(self) -> None:
        self._shown = True
        self._bus.export(ITEM_PATH, [self._interface()])
        self._bus.export(MENU_PATH, [self._dbus_menu.interface()])
        if self._watching:
            self._bus.call_soon(self._offer)
            return
        self._watching = True
        self._bus.on_state(self._bus_changed)
        for member in ("StatusNotifierHostRegistered", "StatusNotifierHostUnregistered"):
            self._bus.subscribe(Subscription(WATCHER, WATCHER_PATH, WATCHER, member, "", self._ask_for_host))
        self._bus.watch_name(WATCHER, self._watcher_changed)

    def _hide(self) -> None:
        self._shown = False
        self._bus.withdraw(ITEM_PATH)
        self._bus.withdraw(MENU_PATH)
        # The interface has no method for saying goodbye: an item is gone for good when its connection is.
        self._bus.emit(ITEM_PATH, ITEM, "NewStatus", "s", ("Passive",))
        self._set_hosted(registered=False, host=self._host)

    def _update_icon(self) -> None:
        self._pixmaps = pixmaps_of(self._icon)
        self._icon_valid = True
        self._following.told(time.monotonic())
        self._emit("NewIcon")

    def _update_title(self) -> None:
        self._emit("NewTitle")
        self._emit("NewToolTip")

    def _update_menu(self) -> None:
        self._dbus_menu.refresh()

    def _notify(self, message: str, title: str | None = None) -> None:
        body: tuple[Any, ...] = (
            self.name,
            self._notification,
            "",
            title or self.title or self.name,
            message,
            [],
            {},
            -1,
        )
        self._bus.call(_notifications, "Notify", "susssasa{sv}i", body, on_reply=self._notified)

    def _notified(self, reply: Reply) -> None:
        self._notification = reply.value("u", 0)

    def _remove_notification(self) -> None:
        if self._notification:
            self._bus.call(_notifications, "CloseNotification", "u", (self._notification,))
            self._notification = 0

    # ---- the watcher, who keeps the list of items -------------------------------------------------

    def _bus_changed(self, _connected: bool) -> None:
        self._set_hosted(registered=False, host=False)

    def _watcher_changed(self, owner: str) -> None:
        self._set_hosted(registered=False, host=False)
        if owner:
            self._offer()

    def _offer(self) -> None:
        """Hand the icon to the watcher.

        Under the connection's own name, not a well-known one: GNOME's extension looks the owner of those up,
        and while it waits for the answer it may set the item up twice and then destroy both.
        """
        if not (self._shown and self._bus.owner(WATCHER) and self._bus.unique_name):
            return
        name = (self._bus.unique_name,)
        self._bus.call(
            _watcher, "RegisterStatusNotifierItem", "s", name, on_reply=self._registration_answered
        )
        self._ask_for_host()

    def _registration_answered(self, reply: Reply) -> None:
        if reply.error and self._bus.owner(WATCHER):
            self._log.warning("the panel did not take the icon (%s); asking again", reply.error)
            self._bus.call_later(RETRY_SECONDS, self._offer)
        self._set_hosted(registered=self._shown and not reply.error, host=self._host)

    def _ask_for_host(self) -> None:
        self._bus.call(
            _watcher_properties,
            "Get",
            "ss",
            (WATCHER, "IsStatusNotifierHostRegistered"),
            on_reply=lambda reply: self._set_hosted(
                registered=self._registered, host=reply.value("v", ("b", False)) == ("b", True)
            ),
        )

    def _set_hosted(self, *, registered: bool, host: bool) -> None:
        before = self.hosted
        self._registered, self._host = registered, host
        if self.hosted != before:
            # Another panel, or the same one restarted, is as innocent as the first was.
            self._following = Following()
            self._on_hosted(self.hosted)

    # ---- the item, as the panel sees it -----------------------------------------------------------

    def _emit(self, signal: str) -> None:
        if self._shown:
            self._bus.emit(ITEM_PATH, ITEM, signal)

    def _interface(self) -> Interface:
        return Interface(
            ITEM,
            {
                "Activate": ("ii", "", self._activate),
                "SecondaryActivate": ("ii", "", self._activate),
                # The panel draws our menu itself; one that cannot has nothing to gain from an error.
                "ContextMenu": ("ii", "", _ignore),
                "Scroll": ("is", "", _ignore),
                "ProvideXdgActivationToken": ("s", "", _ignore),
            },
            {**_CONSTANT, **self._changing_properties()},
            {
                **dict.fromkeys(
                    ("NewTitle", "NewIcon", "NewAttentionIcon", "NewOverlayIcon", "NewToolTip"), ""
                ),
                "NewStatus": "s",
            },
        )

    def _changing_properties(self) -> dict[str, tuple[str, Callable[[], Any]]]:
        return {
            "Id": ("s", lambda: self.name),
            "Title": ("s", lambda: self.title),
            "IconPixmap": ("a(iiay)", self._fetched),
            "IconAccessibleDesc": ("s", lambda: self.title),
            "ToolTip": ("(sa(iiay)ss)", lambda: ("", [], self.title, "")),
            "Menu": ("o", lambda: MENU_PATH if self.menu else "/NO_DBUSMENU"),
            # Without a default action a left click can only mean the menu.
            "ItemIsMenu": ("b", lambda: not any(item.default for item in self.menu or ())),
        }

    def _fetched(self) -> list[Pixmap]:
        self._following.fetched()
        return self._pixmaps

    def _activate(self, _x: int, _y: int) -> None:
        self()


def _ignore(*_: Any) -> None:
    pass


def _always(signature: str, value: Any) -> tuple[str, Callable[[], Any]]:
    return signature, lambda: value


# No XAyatanaLabel, not even an empty one: MATE 1.27 then leaves the icon no width at all.
_CONSTANT: dict[str, tuple[str, Callable[[], Any]]] = {
    "Category": _always("s", "ApplicationStatus"),
    "Status": _always("s", "Active"),
    "WindowId": _always("i", 0),
    **dict.fromkeys(
        (
            "IconName",
            "IconThemePath",
            "OverlayIconName",
            "AttentionIconName",
            "AttentionMovieName",
            "AttentionAccessibleDesc",
        ),
        _always("s", ""),
    ),
    "OverlayIconPixmap": _always("a(iiay)", []),
    "AttentionIconPixmap": _always("a(iiay)", []),
}
