"""MATE: its panel with its notification area, its notification daemon, on X11."""

from __future__ import annotations

from typing import ClassVar

from tests.desktop.desktops.base import RealDesktop
from tests.desktop.harness.bus import DAEMON, NOTIFICATIONS_NAME

SETTINGS = """[org/mate/panel/general]
default-layout='small'
toplevel-id-list=['top']
object-id-list=['tray']

[org/mate/panel/toplevels/top]
expand=true
orientation='top'
size=28

[org/mate/panel/objects/tray]
object-type='applet'
applet-iid='NotificationAreaAppletFactory::NotificationArea'
toplevel-id='top'
relative-to-edge='start'
position=0
"""


class Mate(RealDesktop):
    """MATE's notification area hosts the icon itself."""

    name = "mate"
    title = "MATE, X11"
    package = "mate-panel"
    button_spots: ClassVar = {"Begin": (1049, 96), "Snooze 10 min": (1133, 96), "Skip": (1212, 96)}
    services: tuple[str, ...] = (
        "org.mate.panel.applet.NotificationAreaAppletFactory",
        "org.freedesktop.mate.Notifications",
    )

    def prepare(self) -> None:
        self.env.update(XDG_CURRENT_DESKTOP="MATE", GSETTINGS_BACKEND="keyfile")
        folder = self.config_home / "glib-2.0/settings"
        folder.mkdir(parents=True)
        (folder / "keyfile").write_text(SETTINGS)

    def start_notification_server(self) -> None:
        # It leaves when it has nothing to show for half a minute, and comes back through the bus.
        self.bus.call(DAEMON, "StartServiceByName", "su", (NOTIFICATIONS_NAME, 0))

    def start_shell(self) -> None:
        self.processes.start("xfwm4", ["xfwm4", "--compositor=off"], self.part_env)
        self.start_panel()

    def start_panel(self) -> None:
        """Start the panel, which starts its notification area through the bus."""
        self.processes.start("panel", ["mate-panel"], self.part_env)

    def settle(self) -> None:
        self.wait_still()
