"""The small Xfce desktop most tests use: window manager, panel with a tray, notification server."""

from __future__ import annotations

import signal
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from tests.desktop.harness.bus import NOTIFICATIONS_NAME
from tests.desktop.harness.notifications import NotificationWatch
from tests.desktop.harness.processes import wait_until
from tests.desktop.harness.session import Session
from tests.desktop.harness.xfce_files import BUTTON_MARKS, write_xfce_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.desktop.harness.screen import Window

NOTIFICATION_SERVER = "/usr/lib/x86_64-linux-gnu/xfce4/notifyd/xfce4-notifyd"
BUTTON_ROW = 56
"""Height in pixels of the part of a notification that holds its buttons."""
TINT2_CONFIG = """panel_items = TSC
panel_position = top center horizontal
panel_size = 100% 32
panel_window_name = tint2
systray_padding = 4 4 4
systray_icon_size = 24
time1_format = %H:%M
"""


@dataclass(frozen=True)
class Layout:
    """Which parts a virtual desktop has."""

    size: tuple[int, int] = (1280, 800)
    """Width and height in pixels."""
    dpi: int | None = None
    """Dots per inch the X server reports; None for its own 96."""
    screen_arguments: tuple[str, ...] = ()
    """More arguments for Xvfb."""
    bus: bool = True
    """Whether programs find the session bus; the desktop's own parts always have one."""
    window_manager: bool = True
    panel: Literal["xfce4-panel", "tint2", "none"] = "xfce4-panel"
    """xfce4-panel shows StatusNotifierItem and XEmbed icons, tint2 only XEmbed, none has no tray."""
    panel_size: int = 32
    """Height of the panel in pixels."""
    notification_server: bool = True
    dark: bool = False
    """Whether the desktop prefers dark windows."""
    env: Mapping[str, str] = field(default_factory=dict)
    """More variables for every program of the session."""


class VirtualDesktop(Session):
    """A whole small desktop, as a context manager; see the package's own words for an example."""

    def __init__(self, layout: Layout | None = None) -> None:
        self.layout = layout or Layout()
        dpi = () if self.layout.dpi is None else ("-dpi", str(self.layout.dpi))
        super().__init__(
            size=self.layout.size,
            screen_arguments=(*dpi, *self.layout.screen_arguments),
            env={"XDG_CURRENT_DESKTOP": "XFCE", **self.layout.env},
            with_bus=self.layout.bus,
        )
        self.notifications = NotificationWatch("")

    def start_desktop(self) -> None:
        """Start the parts side by side, then wait until each is there."""
        write_xfce_files(self.config_home, self.layout.dark, self.layout.panel_size)
        self._paint_background()
        if self.layout.window_manager:
            self.processes.start("xfwm4", ["xfwm4", "--compositor=off"], self.part_env)
        self.notifications = NotificationWatch(self.bus.address)
        self.notifications.start()
        if self.layout.notification_server:
            self.start_notification_server(wait=False)
        if self.layout.panel != "none":
            self.start_panel(wait=False)
        self.wait_ready()

    def wait_ready(self) -> None:
        """Return once every part of the layout answers."""
        if self.layout.window_manager:
            wait_until(self._has_window_manager, "the window manager", interval=0.05)
        if self.layout.notification_server:
            self._wait_notification_server()
        if self.layout.panel != "none":
            self._wait_panel()

    def before_close(self) -> None:
        """Stop listening before the bus goes."""
        self.notifications.stop()

    # The panel and its tray

    def start_panel(self, wait: bool = True) -> None:
        """Start the layout's panel."""
        if self.layout.panel == "tint2":
            config = self.folder / "tint2rc"
            config.write_text(TINT2_CONFIG)
            self.processes.start("panel", ["tint2", "-c", str(config)], self.part_env)
        else:
            self.processes.start("panel", ["xfce4-panel", "--disable-wm-check"], self.part_env)
        if wait:
            self._wait_panel()

    def stop_panel(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End the panel, as a crash does unless told otherwise, and wait until its tray is gone."""
        self.processes.stop("panel", how)
        if self.layout.panel == "xfce4-panel":
            wait_until(lambda: not self.bus.has_name("org.kde.StatusNotifierWatcher"), "the watcher's end")

    def restart_panel(self) -> None:
        """End the panel as a crash does and start it again."""
        self.stop_panel()
        self.start_panel()

    def tray_window(self) -> Window | None:
        """The part of xfce4-panel that holds the icons, while it holds any."""
        # The icon's tooltip is a window of the same class, below the panel.
        found = [
            window
            for window in self.windows(class_name="wrapper-2.0")
            if 20 < window.width < 400 and window.y < self.layout.panel_size
        ]
        return found[0] if found else None

    def tray_icon_position(self, index: int = 0, count: int = 1) -> tuple[int, int] | None:
        """The middle of icon `index` of `count` in xfce4-panel's tray; None while the tray is empty."""
        tray = self.tray_window()
        if tray is None:
            return None
        return (tray.x + int((index + 0.5) * tray.width / count), tray.y + tray.height // 2)

    def wait_tray_icon(self, timeout: float = 15.0) -> tuple[int, int]:
        """The middle of the only icon in xfce4-panel's tray, once it is drawn there."""
        return wait_until(self.tray_icon_position, "an icon in the tray", timeout, interval=0.05)

    def click_tray_icon(self, button: int = 1, times: int = 1) -> None:
        """Press on the only icon of xfce4-panel's tray: 1 left, 2 middle, 3 right."""
        x, y = self.wait_tray_icon()
        self.click(x, y, button, times)

    def menu(self, *keys: str, open_seconds: float = 0.7) -> None:
        """Open the icon's menu with a right click and press keys in it: `Down`, `Right`, `Return`."""
        self.click_tray_icon(button=3)
        time.sleep(open_seconds)  # a menu takes the keyboard only some time after it is drawn
        if keys:
            self.key(*keys)

    # The notification server

    def start_notification_server(self, wait: bool = True) -> None:
        """Start xfce4-notifyd."""
        self.processes.start("notifyd", [NOTIFICATION_SERVER], self.part_env)
        if wait:
            self._wait_notification_server()

    def stop_notification_server(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End the notification server, as a crash does unless told otherwise."""
        self.processes.stop("notifyd", how)
        wait_until(lambda: not self.bus.has_name(NOTIFICATIONS_NAME), "the notification server's end")

    def restart_notification_server(self) -> None:
        """End the notification server as a crash does and start it again."""
        self.stop_notification_server()
        self.start_notification_server()

    def notification_window(self) -> Window | None:
        """The notification now on screen, if there is one."""
        found = self.windows(class_name="xfce4-notifyd")
        return found[-1] if found else None

    def wait_notification(self, timeout: float = 15.0) -> Window:
        """The notification, once it is on screen and holds still."""
        wait_until(self.notification_window, "a notification on screen", timeout, interval=0.05)
        self.wait_still()
        window = self.notification_window()
        if window is None:
            raise RuntimeError("The notification closed while it was awaited.")
        return window

    def press_notification(self, label: str, timeout: float = 15.0) -> None:
        """Press the button called `label` on the notification now on screen."""
        window = self.wait_notification(timeout)
        labels = self.notifications.sent[-1].buttons
        # The buttons are in the last row; above it the edges of letters have colours much like theirs.
        last_row = (window.x, window.y + window.height - BUTTON_ROW, *window.box[2:])
        place = self.find_colour(BUTTON_MARKS[labels.index(label)], last_row)
        if place is None:
            raise RuntimeError(f"The notification shows no button called {label!r}.")
        self.click((place[0] + place[2]) // 2, (place[1] + place[3]) // 2)

    def click_notification_body(self, timeout: float = 15.0) -> None:
        """Click the notification's text."""
        window = self.wait_notification(timeout)
        self.click(window.x + window.width // 2, window.y + 16)

    # Whether it is there

    def _has_window_manager(self) -> bool:
        answer = self.run(["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"], check=False).stdout
        return "window id" in answer

    def _wait_panel(self) -> None:
        if self.layout.panel == "tint2":
            self.wait_window(class_name="tint2")
        else:
            wait_until(self.bus.has_tray_host, "the panel's tray")

    def _wait_notification_server(self) -> None:
        wait_until(lambda: self.bus.has_name(NOTIFICATIONS_NAME), "the notification server")

    def _paint_background(self) -> None:
        self.run(["xsetroot", "-solid", "#20292E" if self.layout.dark else "#CFE6E3"])
