"""KDE Plasma, on X11 and on Wayland."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from jeepney import DBusAddress

from tests.desktop.desktops.base import RealDesktop
from tests.desktop.harness.processes import wait_until

if TYPE_CHECKING:
    from collections.abc import Sequence

PLASMASHELL = DBusAddress("/PlasmaShell", "org.kde.plasmashell", "org.kde.PlasmaShell")
PLAIN_BACKGROUND = """
for (const desktop of desktops()) {
    desktop.wallpaperPlugin = "org.kde.color";
    desktop.currentConfigGroup = ["Wallpaper", "org.kde.color", "General"];
    desktop.writeConfig("Color", "#CFE6E3");
}
"""
"""A photograph would make the pictures ten times as large."""


class Plasma(RealDesktop):
    """Plasma's panel and notifications live in one process, plasmashell."""

    name = "plasma"
    title = "KDE Plasma, X11"
    package = "plasma-workspace"
    button_spots: ClassVar = {"Begin": (1048, 701), "Snooze 10 min": (1136, 701), "Skip": (1218, 701)}
    needs_logind = True
    platform = "xcb"
    limits: ClassVar[Sequence[str]] = (
        "Near the screen's edge a submenu may open beyond it the first time; opened again it is in place.",
    )
    panel_name = "org.kde.plasmashell"  # the watcher lives on, in kded5
    services = ("org.kde.kded5", "org.kde.kglobalaccel", "org.kde.ActivityManager")

    def prepare(self) -> None:
        self.env.update(
            XDG_CURRENT_DESKTOP="KDE",
            KDE_FULL_SESSION="true",
            KDE_SESSION_VERSION="5",
            QT_QUICK_BACKEND="software",
            QT_QPA_PLATFORM=self.platform,
        )

    def start_shell(self) -> None:
        self.start_window_manager()
        self.processes.start("kded5", ["kded5"], self.shell_env)
        self.start_panel()

    @property
    def shell_env(self) -> dict[str, str]:
        """What Plasma's own programs are started with."""
        return self.part_env

    def start_window_manager(self) -> None:
        """Start KWin."""
        self.processes.start("kwin", ["kwin_x11"], self.part_env)

    def start_panel(self) -> None:
        self.processes.start("panel", ["plasmashell"], self.shell_env)

    def settle(self) -> None:
        self.bus.call(PLASMASHELL, "evaluateScript", "s", (PLAIN_BACKGROUND,))
        self.wait_still(still=1.0, timeout=30)


class PlasmaWayland(Plasma):
    """KWin as a Wayland compositor, shown in a window on the private X server."""

    name = "plasma-wayland"
    title = "KDE Plasma, Wayland"
    platform = "wayland"
    idle_source = "ext-idle-notify-v1"
    limits = (*Plasma.limits, "The app itself needs no X display; its window comes through XWayland.")
    socket = "wayland-5"

    @property
    def program_env(self) -> dict[str, str]:
        shown = {name: value for name, value in self.env.items() if name != "DISPLAY"}
        return {**shown, "WAYLAND_DISPLAY": self.socket, "XDG_SESSION_TYPE": "wayland", **self.x_of_wayland}

    @property
    def shell_env(self) -> dict[str, str]:
        return {**self.program_env, "DBUS_SESSION_BUS_ADDRESS": self.bus.address}

    def start_window_manager(self) -> None:
        width, height = self.size
        command = ["kwin_wayland", "--x11-display", self.env["DISPLAY"]]
        command += [
            "--width",
            str(width),
            "--height",
            str(height),
            "--no-lockscreen",
            "--socket",
            self.socket,
        ]
        command += ["--xwayland", str(self.write_teller())]
        self.processes.start("kwin", command, {**self.part_env, "KWIN_COMPOSE": "Q", "QT_QPA_PLATFORM": ""})
        wait_until((self.runtime / self.socket).exists, "KWin's socket", 30)
        self.hear_teller()
        self.bus.share_environment(self.shell_env)
