"""What every real desktop's recipe fills in, and what they share."""

from __future__ import annotations

import contextlib
import signal
import time
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar, Literal

from jeepney import DBusAddress

from tests.desktop.harness.bus import NOTIFICATIONS_NAME
from tests.desktop.harness.notifications import NotificationWatch
from tests.desktop.harness.processes import wait_until
from tests.desktop.harness.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Meaning = Literal["begin", "menu", "nothing"]
Colour = tuple[int, int, int]

READY_SECONDS = 40.0
"""The slowest of them needs 3 s on an idle machine; the rest is for a busy one."""
NEAR = 20
"""Panels scale and shade icons a little."""


class RealDesktop(Session, ABC):
    """A desktop environment with its own panel and notification server, on a private X server.

    Subclasses name what it is, start it, and say what a person's gestures mean there.
    """

    name: ClassVar[str]
    """How it is asked for on the command line."""
    title: ClassVar[str]
    """How people call it."""
    package: ClassVar[str]
    """The package whose version is told."""
    panel_name: ClassVar[str] = "org.kde.StatusNotifierWatcher"
    """What on the bus comes and goes with the panel."""
    left: ClassVar[Meaning] = "begin"
    double: ClassVar[Meaning] = "begin"
    middle: ClassVar[Meaning] = "begin"
    limits: ClassVar[Sequence[str]] = ()
    """What it cannot do, in sentences for docs/desktops.md."""
    button_spots: ClassVar[dict[str, tuple[int, int]]] = {}
    inner_menu_unfolds: ClassVar[bool] = False
    """Whether a submenu opens inside its menu, and not beside it."""
    greets: ClassVar[bool] = False
    """Whether the shell starts with something over the panel that `settle` must leave first."""
    menu_top: ClassVar[int] = 0
    """The highest a menu's line can be on the screen, in pixels."""
    idle_source: ClassVar[str] = "X11 XScreenSaver"
    """Where the idle time must be read from."""
    needs_logind: ClassVar[bool] = False
    services: tuple[str, ...] = ()

    def __init__(self, env: dict[str, str] | None = None) -> None:
        super().__init__(size=(1280, 800), screen_arguments=("-ac",), env=env)
        self.notifications = NotificationWatch("")
        self.x_of_wayland: dict[str, str] = {}

    # For subclasses

    def prepare(self) -> None:
        """Write settings before anything starts."""

    def start_notification_server(self) -> None:
        """Start the desktop's notification server, where the shell is not one itself."""

    def watch_notifications(self) -> NotificationWatch:
        """What reads the notifications off this desktop's bus, once it is up."""
        return NotificationWatch(self.bus.address)

    def start_shell(self) -> None:
        """Start window manager and panel."""

    def settle(self) -> None:
        """Close what greets a newcomer."""

    @abstractmethod
    def start_panel(self) -> None:
        """Start the panel, the first time and after it was killed."""

    def button_spot(self, label: str) -> tuple[int, int] | None:
        """Where a notification's button is, with Debian's fonts and the reminder's words; None if none."""
        return self.button_spots.get(label)

    def body_spot(self) -> tuple[int, int] | None:
        """Where a click on a notification's words goes, where that means something."""
        return None

    def close_menu(self) -> None:
        """Leave an open menu without choosing."""
        self.key("Escape")

    def reach_for_notification(self) -> None:
        """What a hand must do before buttons can be pressed."""

    # Shared

    def start_desktop(self) -> None:
        """Bring it all up and wait until it would show an icon and a notification."""
        self.prepare()
        self.bus.share_environment(self.part_env)
        if self.needs_logind:
            self._start_logind()
        self.notifications = self.watch_notifications()
        self.notifications.start()
        self.run(["xsetroot", "-solid", "#CFE6E3"], env={"DISPLAY": self.env["DISPLAY"]})
        self.start_notification_server()
        self.start_shell()
        self.wait_ready()
        self.settle()

    def wait_ready(self) -> None:
        """Return once somebody shows icons and somebody shows notifications."""
        wait_until(self._shows_icons, "somebody who shows icons", READY_SECONDS)
        wait_until(lambda: self.bus.has_name(NOTIFICATIONS_NAME), "a notification server", READY_SECONDS)

    def _shows_icons(self) -> bool:
        # A watcher that is still starting on a busy machine may not answer in time, or be gone again.
        with contextlib.suppress(TimeoutError, RuntimeError):
            return self.bus.has_tray_host()
        return False

    def before_close(self) -> None:
        """Stop listening before the bus goes."""
        self.notifications.stop()

    def version(self) -> str:
        """The version as its makers number it."""
        answer = self.run(["dpkg-query", "-W", "-f", "${Version}", self.package], check=False).stdout
        return answer.rpartition(":")[2].split("-")[0].split("+")[0] or "unknown"

    def kill_panel(self) -> None:
        """End the panel as a crash does."""
        self.processes.stop("panel", signal.SIGKILL)
        wait_until(lambda: not self.bus.has_name(self.panel_name), "the panel's end")

    def return_panel(self) -> None:
        """Start it again; returns as soon as it would show icons."""
        self.start_panel()
        wait_until(lambda: self.bus.has_name(self.panel_name), "the panel's return", READY_SECONDS)
        wait_until(self._shows_icons, "somebody who shows icons", READY_SECONDS)

    def find_icon(self, colour: Colour, timeout: float = 20.0) -> tuple[int, int]:
        """The middle of the icon painted in about this colour, once it is on screen."""
        box = wait_until(
            lambda: self.find_colour(colour, tolerance=NEAR), "the icon on screen", timeout, interval=0.1
        )
        return ((box[0] + box[2]) // 2, (box[1] + box[3]) // 2)

    def rest(self, seconds: float = 0.8) -> None:
        """Wait as a person does for a menu to open or close."""
        time.sleep(seconds)

    def close_notifications(self) -> None:
        """Close all that were sent in this session."""
        server = DBusAddress("/org/freedesktop/Notifications", NOTIFICATIONS_NAME, NOTIFICATIONS_NAME)
        for number in range(1, len(self.notifications.sent) + 3):
            # A server may refuse to close what is closed already.
            with contextlib.suppress(RuntimeError):
                self.bus.call(server, "CloseNotification", "u", (number,))

    def write_teller(self, folder: Path | None = None) -> Path:
        """A program for a compositor to start, which tells where its X server for old programs is."""
        teller = (folder or self.folder) / "tell-display"
        told = teller.with_suffix(".txt")
        # Root may not use another user's X server unasked, and the compositor may run as another user.
        tell = f'xhost +local: >/dev/null\necho "$DISPLAY $XAUTHORITY" > {told}.new && mv {told}.new {told}'
        teller.write_text(f"#!/bin/sh\n{tell}\n")
        teller.chmod(0o755)
        return teller

    def hear_teller(self, folder: Path | None = None) -> None:
        """Wait for what that program tells; programs of the session are given it from then on."""
        told = (folder or self.folder) / "tell-display.txt"
        wait_until(told.exists, "the compositor's X server", READY_SECONDS)
        display, authority = (*told.read_text().split(), "")[:2]
        self.x_of_wayland = {"DISPLAY": display, **({"XAUTHORITY": authority} if authority else {})}

    def _start_logind(self) -> None:
        address = self.start_bus("system-bus", ())
        self.env["DBUS_SYSTEM_BUS_ADDRESS"] = address
        command = ["/usr/bin/python3", "-m", "dbusmock", "--system", "--template", "logind"]
        system = type(self.bus)(address)
        wait_until(system.is_up, "the system bus")
        self.processes.start("logind", command, self.part_env)
        wait_until(lambda: system.has_name("org.freedesktop.login1"), "the mock of logind", READY_SECONDS)
