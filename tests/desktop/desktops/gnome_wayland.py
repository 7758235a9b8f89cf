"""GNOME Shell on Wayland without a screen: Mutter's remote desktop is the hand, screenshots are the eyes."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any, ClassVar

from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from PIL import Image

from tests.desktop.desktops.gnome import SHELL, Gnome
from tests.desktop.desktops.hand import BARE
from tests.desktop.harness.screen import SETTLE_SECONDS

if TYPE_CHECKING:
    from tests.desktop.harness.screen import Box

REMOTE = "org.gnome.Mutter.RemoteDesktop"
SCREENSHOT = DBusAddress(
    "/org/gnome/Shell/Screenshot", "org.gnome.Shell.Screenshot", "org.gnome.Shell.Screenshot"
)
BUTTONS = {1: 0x110, 2: 0x112, 3: 0x111}
"""Linux's number of each of X11's buttons."""
WHEEL_DOWN = 5
KEYSYMS = {"Escape": 0xFF1B}
FAR = 5000.0
"""Pixels, more than any screen has."""


class GnomeWayland(Gnome):
    """The same shell as its own Wayland compositor, with an XWayland for the app's windows."""

    name = "gnome-wayland"
    title = "GNOME Shell with AppIndicator, Wayland"
    idle_source = "Mutter's IdleMonitor"
    limits: ClassVar[tuple[str, ...]] = (
        *Gnome.limits,
        "The app itself needs no X display; its window comes through XWayland.",
        "In life the shell's end is the session's; here the app could outlive it.",
        "The yellow button in the picture is Mutter's, for the trial's hand.",
    )
    socket = "wayland-7"
    _connection: DBusConnection | None = None
    _at: tuple[int, int] | None = None

    def start_shell(self) -> None:
        self._let_go()
        self._greeted = False
        env = {name: value for name, value in self.part_env.items() if name != "DISPLAY"}
        command = ["gnome-shell", "--wayland", "--headless", "--wayland-display", self.socket]
        width, height = self.size
        # Unsafe mode lets us take screenshots and ask for XWayland's display.
        command += ["--unsafe-mode", "--virtual-monitor", f"{width}x{height}"]
        self.processes.start("panel", command, {**env, "XDG_SESSION_TYPE": "wayland"})

    @property
    def program_env(self) -> dict[str, str]:
        shown = {name: value for name, value in self.env.items() if name != "DISPLAY"}
        return {
            **shown,
            "WAYLAND_DISPLAY": self.socket,
            "XDG_SESSION_TYPE": "wayland",
            **self.x_of_wayland,
        }

    def settle(self) -> None:
        super().settle()
        asked = {name: self._environment_of_shell(name) for name in ("DISPLAY", "XAUTHORITY")}
        self.x_of_wayland = {name: value for name, value in asked.items() if value}

    def before_close(self) -> None:
        self._let_go()
        super().before_close()

    # Hands

    def pointer(self) -> tuple[int, int]:
        return self._at or BARE

    def move(self, x: int, y: int) -> None:
        if self._at is None:
            self._motion(FAR, FAR)  # nobody tells where the pointer is, but a corner stops it
            self._at = (self.size[0] - 1, self.size[1] - 1)
        self._motion(float(x - self._at[0]), float(y - self._at[1]))
        self._at = (x, y)

    def click(self, x: int, y: int, button: int = 1, times: int = 1) -> None:
        self.move(x, y)
        self.rest(SETTLE_SECONDS)
        for _ in range(times):
            if button == WHEEL_DOWN:
                self._session("NotifyPointerAxisDiscrete", "ui", (0, 1))
            else:
                self._session("NotifyPointerButton", "ib", (BUTTONS[button], True))
                self._session("NotifyPointerButton", "ib", (BUTTONS[button], False))
            self.rest(0.06)

    def key(self, *keys: str) -> None:
        for key in keys:
            self._session("NotifyKeyboardKeysym", "ub", (KEYSYMS[key], True))
            self._session("NotifyKeyboardKeysym", "ub", (KEYSYMS[key], False))
            self.rest(0.04)

    # Eyes

    def image(self, box: Box | None = None) -> Image.Image:
        path = self.folder / "screen.png"
        self.bus.call(SCREENSHOT, "Screenshot", "bbs", (False, False, str(path)))
        with Image.open(path) as picture:
            whole = picture.convert("RGB")
        return whole.crop(box) if box else whole

    # How

    def _motion(self, right: float, down: float) -> None:
        self._session("NotifyPointerMotionRelative", "dd", (right, down))

    def _session(self, member: str, signature: str = "", body: tuple[Any, ...] = ()) -> None:
        if self._connection is None:
            self._connection = open_dbus_connection(self.bus.address)
            self._path = str(self._remote(f"/{REMOTE.replace('.', '/')}", REMOTE, "CreateSession")[0])
            self._remote(self._path, f"{REMOTE}.Session", "Start")
        self._remote(self._path, f"{REMOTE}.Session", member, signature, body)

    def _remote(
        self, path: str, interface: str, member: str, signature: str = "", body: tuple[Any, ...] = ()
    ) -> tuple[Any, ...]:
        assert self._connection is not None
        call = new_method_call(DBusAddress(path, REMOTE, interface), member, signature or None, body)
        reply = self._connection.send_and_get_reply(call, timeout=5)
        if reply.header.message_type is MessageType.error:
            raise RuntimeError(f"{member}: {reply.body}")
        return tuple(reply.body)

    def _let_go(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(OSError):
                self._connection.close()
        self._connection = self._at = None

    def _environment_of_shell(self, name: str) -> str:
        _, value = self.bus.call(SHELL, "Eval", "s", (f"imports.gi.GLib.getenv('{name}') || ''",))
        return str(json.loads(value or '""'))
