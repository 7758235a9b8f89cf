"""Is idle time read right where it is known? Real compositors, input injected as a hand would.

    python -m tests.desktop.desktops.idle [NAME...]

Prints one row of a table for each; ends 1 if one was read wrong, 2 if a name is unknown.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from subprocess import SubprocessError
from typing import TYPE_CHECKING, ClassVar

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection

from soleus_tray.adapters.activity.choose import choose_activity
from soleus_tray.adapters.dbus.bus import Bus
from tests.desktop.harness.processes import wait_until
from tests.desktop.harness.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from soleus_tray.ports.activity import ActivitySource

READY_SECONDS = 40.0
NOBODY = 65534
PAUSE = 4.5
"""Seconds without input; more than what the sources need before they tell it, and no round number of them."""
TOLERANCE = 1.4
"""Seconds a busy machine may take to hand on an input; less than what anything wrong would be off by."""
REMOTE = "org.gnome.Mutter.RemoteDesktop"


class IdleDesktop(Session):
    """Something that takes input, and how a hand gives it some."""

    name: ClassVar[str]
    program: ClassVar[str]
    source: ClassVar[str]
    """Where the reading must come from."""

    def touch(self) -> None:
        """Move the pointer a little."""
        x, y = self.pointer()
        self.move(x + 7, y + 5)

    def known(self) -> dict[str, str]:
        """The environment our program sees."""
        return self.env


class Xvfb(IdleDesktop):
    """A plain X server."""

    name = "xvfb"
    program = "Xvfb"
    source = "X11 XScreenSaver"


class Mutter(IdleDesktop):
    """GNOME's compositor without a screen; a remote-desktop session is the hand."""

    name = "mutter"
    program = "mutter"
    source = "Mutter's IdleMonitor"

    def start_desktop(self) -> None:
        env = {**self.env, "DBUS_SYSTEM_BUS_ADDRESS": self.bus.address, "GSETTINGS_BACKEND": "memory"}
        del env["DISPLAY"]
        command = ["mutter", "--headless", "--virtual-monitor", "1280x800", "--wayland", "--no-x11"]
        self.processes.start("mutter", command, env)
        wait_until(lambda: self.bus.has_name(REMOTE), "Mutter", READY_SECONDS)
        self._hand = open_dbus_connection(self.bus.address)
        self._session = str(self._call(f"/{REMOTE.replace('.', '/')}", REMOTE, "CreateSession")[0])
        self._call(self._session, f"{REMOTE}.Session", "Start")

    def touch(self) -> None:
        """Move the pointer a little."""
        self._call(self._session, f"{REMOTE}.Session", "NotifyPointerMotionRelative", "dd", (7.0, 5.0))

    def before_close(self) -> None:
        """End the remote session."""
        if hasattr(self, "_hand"):
            self._hand.close()

    def known(self) -> dict[str, str]:
        """The environment our program sees."""
        return {
            "WAYLAND_DISPLAY": "wayland-0",
            "XDG_RUNTIME_DIR": str(self.runtime),
            "XDG_CURRENT_DESKTOP": "GNOME",
        }

    def _call(
        self, path: str, interface: str, member: str, signature: str = "", body: tuple[float, ...] = ()
    ) -> tuple[object, ...]:
        place = DBusAddress(path, REMOTE, interface)
        call = new_method_call(place, member, signature or None, body)
        return tuple(self._hand.send_and_get_reply(call, timeout=5).body)


class Kwin(IdleDesktop):
    """Plasma's compositor in a window of the private X server, whose pointer is the hand."""

    name = "kwin"
    program = "kwin_wayland"
    source = "ext-idle-notify-v1"
    socket = "wayland-5"
    options: ClassVar[tuple[str, ...]] = ("--no-lockscreen",)

    def start_desktop(self) -> None:
        env = {**self.part_env, "DBUS_SYSTEM_BUS_ADDRESS": self.bus.address, "KWIN_COMPOSE": "Q"}
        command = ["kwin_wayland", "--x11-display", self.env["DISPLAY"], "--width", "1280", "--height", "800"]
        self.processes.start("kwin", [*command, *self.options, "--socket", self.socket], env)
        wait_until((self.runtime / self.socket).exists, "KWin's socket", READY_SECONDS)
        # Its window has no class and no name that xdotool searches by, only one it tells.
        wait_until(self._is_shown, "KWin's window", READY_SECONDS)
        self.move(600, 400)

    def _is_shown(self) -> bool:
        return any(self.socket in window.name for window in self.windows())

    def known(self) -> dict[str, str]:
        """The environment our program sees."""
        return {
            "WAYLAND_DISPLAY": self.socket,
            "XDG_RUNTIME_DIR": str(self.runtime),
            "XDG_CURRENT_DESKTOP": "KDE",
        }


class Sway(IdleDesktop):
    """A wlroots compositor in a window of the private X server, from before ext-idle-notify-v1."""

    name = "sway"
    program = "sway"
    source = "org_kde_kwin_idle"
    socket = "wayland-1"

    def start_desktop(self) -> None:
        self.compositor = self.folder / "sway"
        self.compositor.mkdir(mode=0o700)
        (self.compositor / "config").write_text("xwayland disable\n")
        env = {**self.env, "HOME": str(self.compositor), "XDG_RUNTIME_DIR": str(self.compositor)}
        command = [*self._as_user(), "sway", "-c", str(self.compositor / "config")]
        self.processes.start("sway", command, {**env, "WLR_BACKENDS": "x11", "WLR_RENDERER": "pixman"})
        wait_until((self.compositor / self.socket).exists, "sway's socket", READY_SECONDS)
        wait_until(lambda: len(self.windows()) > 1, "sway's window", READY_SECONDS)
        self.move(600, 400)

    def known(self) -> dict[str, str]:
        """The environment our program sees."""
        return {"WAYLAND_DISPLAY": str(self.compositor / self.socket), "XDG_CURRENT_DESKTOP": "sway"}

    def _as_user(self) -> list[str]:
        """Who sway runs as: it refuses to be root, and nobody else may enter our folders."""
        if os.geteuid() != 0:
            return []
        self.folder.chmod(0o711)
        shutil.chown(self.compositor, NOBODY, NOBODY)
        return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]


DESKTOPS: dict[str, type[IdleDesktop]] = {kind.name: kind for kind in (Xvfb, Mutter, Kwin, Sway)}


HEAD = ("| where | source | rested, s | read, s | after a move, s | |", "|---|---|---|---|---|---|")


@dataclass(frozen=True)
class Row:
    """What was seen on one of them."""

    name: str
    source: str
    expected: str
    paused: float
    """Seconds since the hand rested."""
    before: float
    """Idle seconds read then."""
    after: float
    """Idle seconds read after the hand moved again."""

    @property
    def right(self) -> bool:
        """Whether the readings are the hand's."""
        near = abs(self.before - self.paused) <= TOLERANCE
        return self.source == self.expected and near and self.after <= TOLERANCE

    def line(self) -> str:
        """One line of the table."""
        verdict = "right" if self.right else "WRONG"
        return (
            f"| {self.name} | {self.source} | {self.paused:.2f} | {self.before:.2f} | {self.after:.2f} "
            f"| {verdict} |"
        )


def try_idle(kind: type[IdleDesktop]) -> Row:
    """Let the hand rest on this desktop, move it, and read both."""
    with kind() as desktop, _source(desktop) as source:
        wait_until(lambda: source.read().idle is not None, "a first reading")
        desktop.touch()
        rested = time.monotonic()
        time.sleep(PAUSE)
        before, paused = source.read().idle, time.monotonic() - rested
        desktop.touch()
        after = wait_until(lambda: _moved(source), "the hand to be seen")
        return Row(kind.name, source.source, kind.source, paused, before or 0.0, after[0])


def _moved(source: ActivitySource) -> tuple[float] | None:
    """The reading, once it is a fresh one."""
    idle = source.read().idle
    return None if idle is None or idle > 1.0 else (idle,)


@contextmanager
def _source(desktop: IdleDesktop) -> Iterator[ActivitySource]:
    """What the app would read there."""
    bus = Bus(desktop.bus.address)
    display = os.environ.get("DISPLAY")
    os.environ["DISPLAY"] = desktop.env["DISPLAY"]  # libxcb reads it there
    try:
        with closing(bus), closing(choose_activity(bus, desktop.known())) as source:
            bus.start()
            yield source
    finally:
        if display is None:
            del os.environ["DISPLAY"]
        else:
            os.environ["DISPLAY"] = display


def main(names: list[str]) -> int:
    """Try the named ones, or all."""
    unknown = [name for name in names if name not in DESKTOPS]
    if unknown:
        print(f"There is no {', '.join(unknown)}; there are {', '.join(DESKTOPS)}.", file=sys.stderr)
        return 2
    return int(not try_all(names)[1])


def try_all(names: list[str]) -> tuple[list[str], bool]:
    """Try these, or all; the table's lines, which are printed as they come, and whether all are right."""
    lines, right = list(HEAD), True
    print(*lines, sep="\n")
    for name in names or DESKTOPS:
        line, well = _try(DESKTOPS[name])
        print(line, flush=True)
        lines.append(line)
        right = right and well
    return lines, right


def _try(kind: type[IdleDesktop]) -> tuple[str, bool]:
    if shutil.which(kind.program) is None:
        return f"| {kind.name} | {kind.program} is not installed | | | | WRONG |", False
    try:
        row = try_idle(kind)
    except (RuntimeError, TimeoutError, OSError, SubprocessError) as error:
        return f"| {kind.name} | {str(error).splitlines()[0]} | | | | WRONG |", False
    return row.line(), row.right


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
