"""GNOME Shell on X11 with Debian's AppIndicator extension."""

from __future__ import annotations

from typing import ClassVar

from jeepney import DBusAddress

from tests.desktop.desktops.base import READY_SECONDS, RealDesktop
from tests.desktop.harness.processes import wait_until

SHELL = DBusAddress("/org/gnome/Shell", "org.gnome.Shell", "org.gnome.Shell")
SETTINGS = """[org/gnome/shell]
enabled-extensions=['ubuntu-appindicators@ubuntu.com']
welcome-dialog-last-shown-version='999'

[org/gnome/desktop/interface]
enable-animations=false
"""


class Gnome(RealDesktop):
    """GNOME shows such icons only through the extension; its clicks differ from all others'."""

    name = "gnome"
    title = "GNOME Shell with AppIndicator, X11"
    package = "gnome-shell"
    left = "menu"
    inner_menu_unfolds = True
    greets = True
    menu_top = 36
    button_spots: ClassVar = {"Begin": (462, 133), "Snooze 10 min": (645, 133), "Skip": (822, 133)}
    limits = (
        "Without the AppIndicator extension GNOME shows no tray icons at all.",
        "A left click opens the menu, whose first line begins a set; a double click begins one at once.",
        "A notification's buttons show when the pointer is over it.",
    )
    needs_logind = True
    services = ("org.gnome.Shell.Notifications", "org.gnome.Shell.CalendarServer")

    def prepare(self) -> None:
        self.env.update(XDG_CURRENT_DESKTOP="GNOME", GSETTINGS_BACKEND="keyfile")
        folder = self.config_home / "glib-2.0/settings"
        folder.mkdir(parents=True)
        (folder / "keyfile").write_text(SETTINGS)

    def start_shell(self) -> None:
        self._greeted = False
        self.processes.start("panel", ["gnome-shell", "--x11"], self.part_env)

    def settle(self) -> None:
        if not self._greeted:
            # It greets with the overview of windows, over which nothing behaves as usual.
            wait_until(lambda: self.bus.get_property(SHELL, "OverviewActive"), "the overview", READY_SECONDS)
            self._greeted = True
        wait_until(self._leave_overview, "the overview to close", interval=0.5)
        self.close_notifications()
        self.wait_still()

    def _leave_overview(self) -> bool:
        self.key("Escape")
        return not self.bus.get_property(SHELL, "OverviewActive")

    def start_panel(self) -> None:
        self.start_shell()  # it is both

    def reach_for_notification(self) -> None:
        self.move(640, 75)
