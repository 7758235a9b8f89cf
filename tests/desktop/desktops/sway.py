"""sway with waybar and mako: a Wayland desktop of small parts, shown in a window on the private X server."""

from __future__ import annotations

import json
import os
import pwd
import shutil

from tests.desktop.desktops.base import RealDesktop
from tests.desktop.harness.processes import wait_until

SWAY = "output * resolution 1280x800 bg #20292E solid_color\ndefault_border none\n"
WAYBAR = {"position": "top", "height": 32, "modules-right": ["tray"], "tray": {"icon-size": 22, "spacing": 8}}
USER = "nobody"


class Sway(RealDesktop):
    """sway will not run as root, so root starts it as `nobody`; the rest runs as whoever tests."""

    name = "sway"
    title = "waybar on sway, Wayland"
    package = "sway"
    idle_source = "org_kde_kwin_idle"  # 1.8 brings ext-idle-notify-v1
    limits = ("mako shows no buttons on screen: a click on the notification begins a set.",)
    socket = "wayland-1"

    @property
    def program_env(self) -> dict[str, str]:
        shown = {name: value for name, value in self.env.items() if name != "DISPLAY"}
        wayland = {"WAYLAND_DISPLAY": str(self.compositor / self.socket), "XDG_SESSION_TYPE": "wayland"}
        return {**shown, **wayland, **self.x_of_wayland}

    @property
    def shell_env(self) -> dict[str, str]:
        """What the panel and the notification server are started with."""
        return {**self.program_env, "DBUS_SESSION_BUS_ADDRESS": self.bus.address}

    def prepare(self) -> None:
        self.compositor = self.folder / "sway"
        self.compositor.mkdir(mode=0o700)
        (self.compositor / "config").write_text(f"{SWAY}exec {self.write_teller(self.compositor)}\n")
        folder = self.config_home / "waybar"
        folder.mkdir()
        (folder / "config").write_text(json.dumps(WAYBAR))
        self.env.update(XDG_CURRENT_DESKTOP="sway")

    def start_shell(self) -> None:
        env = {
            **self.env,
            "HOME": str(self.compositor),
            "XDG_RUNTIME_DIR": str(self.compositor),
            "WLR_BACKENDS": "x11",
            "WLR_RENDERER": "pixman",
        }
        command = [*self._as_user(), "sway", "-c", str(self.compositor / "config")]
        self.processes.start("sway", command, env)
        wait_until((self.compositor / self.socket).exists, "sway's socket", 30)
        self.hear_teller(self.compositor)
        self.processes.start("notifications", ["mako"], self.shell_env)
        self.start_panel()

    def start_panel(self) -> None:
        """Start the panel."""
        self.processes.start("panel", ["waybar"], self.shell_env)

    def body_spot(self) -> tuple[int, int] | None:
        return (1120, 75)

    def close_menu(self) -> None:
        self.click(640, 500)  # waybar's menus get no keys unless they were moved through

    def settle(self) -> None:
        self.wait_still()

    def _as_user(self) -> list[str]:
        if os.geteuid() != 0:
            return []
        user = pwd.getpwnam(USER)
        self.folder.chmod(0o711)  # sway's own folder is inside
        for path in (self.compositor, *self.compositor.iterdir()):
            shutil.chown(path, user.pw_uid, user.pw_gid)
        return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
