"""LXQt: its panel and its notification daemon, on X11."""

from __future__ import annotations

from typing import ClassVar

from tests.desktop.desktops.base import RealDesktop

PANEL = """[General]
panels=panel1

[panel1]
plugins=taskbar,tray,statusnotifier
position=Top
desktop=0
panelSize=32
iconSize=22

[taskbar]
type=taskbar

[tray]
type=tray

[statusnotifier]
alignment=Right
type=statusnotifier
"""


class Lxqt(RealDesktop):
    """LXQt's panel with both of its trays."""

    name = "lxqt"
    title = "LXQt, X11"
    package = "lxqt-panel"
    button_spots: ClassVar = {"Begin": (1046, 759), "Snooze 10 min": (1115, 759), "Skip": (1184, 759)}
    limits = (
        "LXQt does not say when a notification was closed, so a dismissed one counts as ignored.",
        "Its notifications cut a long button's words short, as in the picture.",
    )

    def prepare(self) -> None:
        self.env.update(XDG_CURRENT_DESKTOP="LXQt", QT_QPA_PLATFORM="xcb", QT_QPA_PLATFORMTHEME="lxqt")
        folder = self.config_home / "lxqt"
        folder.mkdir(parents=True)
        (folder / "panel.conf").write_text(PANEL)
        (folder / "lxqt.conf").write_text("[General]\ntheme=ambiance\n")

    def start_notification_server(self) -> None:
        self.processes.start("notifications", ["lxqt-notificationd"], self.part_env)

    def start_shell(self) -> None:
        self.processes.start("xfwm4", ["xfwm4", "--compositor=off"], self.part_env)
        self.start_panel()

    def start_panel(self) -> None:
        """Start the panel."""
        self.processes.start("panel", ["lxqt-panel"], self.part_env)

    def settle(self) -> None:
        self.wait_still()
