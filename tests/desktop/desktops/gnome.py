"""GNOME Shell on X11 with Debian's AppIndicator extension."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from jeepney import DBusAddress, HeaderFields, MessageType

from tests.desktop.desktops.base import READY_SECONDS, RealDesktop
from tests.desktop.harness.bus import DAEMON, NOTIFICATIONS_NAME
from tests.desktop.harness.notifications import NotificationWatch
from tests.desktop.harness.processes import wait_until

if TYPE_CHECKING:
    from tests.desktop.harness.bus import SessionBus

SHELL = DBusAddress("/org/gnome/Shell", "org.gnome.Shell", "org.gnome.Shell")
SETTINGS = """[org/gnome/shell]
enabled-extensions=['ubuntu-appindicators@ubuntu.com']
welcome-dialog-last-shown-version='999'

[org/gnome/desktop/interface]
enable-animations=false
"""


class ForwardedWatch(NotificationWatch):
    """Counts once what GNOME says twice: a helper owns the name, and hands all on to the shell and back."""

    def __init__(self, bus: SessionBus) -> None:
        super().__init__(bus.address)
        self._bus = bus

    def _note(self, message: Any) -> None:
        handed_on = message.header.message_type is MessageType.method_call
        if (message.header.fields.get(HeaderFields.sender) == self._helper()) != handed_on:
            super()._note(message)

    def _helper(self) -> str:
        try:
            return str(self._bus.call(DAEMON, "GetNameOwner", "s", (NOTIFICATIONS_NAME,))[0])
        except RuntimeError:
            return ""  # it has gone with the shell


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
    limits: ClassVar[tuple[str, ...]] = (
        "Without the AppIndicator extension GNOME shows no tray icons at all.",
        "A left click opens the menu, whose first line begins a set; a double click begins one at once.",
        "In a call that line is Pace me quietly, a double click does the same, and another ends it.",
        "A notification's buttons show when the pointer is over it.",
        "A submenu that is longer than the screen has room (Snooze, at 800 pixels) is turned with the wheel.",
    )
    needs_logind = True
    services: tuple[str, ...] = ("org.gnome.Shell.Notifications", "org.gnome.Shell.CalendarServer")

    def prepare(self) -> None:
        self.env.update(XDG_CURRENT_DESKTOP="GNOME", GSETTINGS_BACKEND="keyfile")
        folder = self.config_home / "glib-2.0/settings"
        folder.mkdir(parents=True)
        (folder / "keyfile").write_text(SETTINGS)

    def watch_notifications(self) -> NotificationWatch:
        return ForwardedWatch(self.bus)

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
