"""Turn do-not-disturb on and off on real desktops, and see whether we notice and a reminder waits.

    python -m tests.desktop.desktops.quiet [NAME...]

A row per desktop; without names all are tried. Ends 1 if any row is not what it should be.
"""

from __future__ import annotations

import math
import os
import resource
import sys
import time
from abc import ABC, abstractmethod
from contextlib import contextmanager
from subprocess import SubprocessError
from typing import TYPE_CHECKING

from jeepney import DBusAddress

from soleus_tray.adapters.dbus.asking import ask
from soleus_tray.adapters.dbus.bus import Bus
from soleus_tray.adapters.do_not_disturb.choose import choose_do_not_disturb
from soleus_tray.adapters.do_not_disturb.settings_flag import GNOME, MATE, Flag
from soleus_tray.adapters.media.linux import LinuxMedia
from soleus_tray.core.settings import QuietSettings
from soleus_tray.core.signals import Signal
from tests.desktop.app import App
from tests.desktop.desktops.app_meeting import DUE_AT_ONCE
from tests.desktop.desktops.base import READY_SECONDS, RealDesktop
from tests.desktop.desktops.gnome import Gnome
from tests.desktop.desktops.gnome_wayland import GnomeWayland
from tests.desktop.desktops.hand import BARE, TrialError
from tests.desktop.desktops.lxqt import Lxqt
from tests.desktop.desktops.mate import Mate
from tests.desktop.desktops.plasma import Plasma, PlasmaWayland
from tests.desktop.desktops.sway import Sway
from tests.desktop.desktops.trial import Results
from tests.desktop.harness.bus import NOTIFICATIONS_NAME
from tests.desktop.harness.processes import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from soleus_tray.ports.sensor import Sensor

CHOSEN = QuietSettings()
NOTICED_SECONDS = 20.0
"""A change that is told is noticed at the next look; the rest is for a busy machine."""
READINGS = 2000
SERVER = DBusAddress("/org/freedesktop/Notifications", NOTIFICATIONS_NAME, NOTIFICATIONS_NAME)
SESSION = DBusAddress("/org/gnome/SessionManager", "org.gnome.SessionManager", "org.gnome.SessionManager")
MOCK_S_USER = 1000
"""Whose inhibitors python3-dbusmock says all are."""
PAUSE_SECONDS = 0.05


class QuietGnome(Gnome):
    """With dconf, as people have it: it is what tells of changes."""

    services = (*Gnome.services, "ca.desrt.dconf")

    def prepare(self) -> None:
        self.env.update(XDG_CURRENT_DESKTOP="GNOME", GSETTINGS_BACKEND="dconf")

    def start_shell(self) -> None:
        self.run(["gsettings", "set", "org.gnome.shell", "welcome-dialog-last-shown-version", "'999'"])
        extensions = "['ubuntu-appindicators@ubuntu.com']"
        self.run(["gsettings", "set", "org.gnome.shell", "enabled-extensions", extensions])
        super().start_shell()


class QuietGnomeWayland(QuietGnome, GnomeWayland):
    """The same on Wayland."""


class QuietMate(Mate):
    """Its notification daemon, with dconf; the panel has no part in this."""

    title = "MATE's notification daemon, X11"
    package = "mate-notification-daemon"
    services = (*Mate.services, "ca.desrt.dconf")

    def prepare(self) -> None:
        self.env.update(XDG_CURRENT_DESKTOP="MATE", GSETTINGS_BACKEND="dconf")

    def start_shell(self) -> None:
        """The daemon is enough."""

    def wait_ready(self) -> None:
        wait_until(lambda: self.bus.has_name(NOTIFICATIONS_NAME), "the notification server", READY_SECONDS)

    def settle(self) -> None:
        """There is nothing on the screen."""


class Switch(ABC):
    """How the user of a desktop asks for quiet; on the given connection, which some tie the wish to."""

    def __init__(self, desktop: RealDesktop, bus: Bus) -> None:
        self.desktop, self.bus = desktop, bus

    @abstractmethod
    def turn(self, on: bool) -> None:
        """Ask for quiet, or for none."""


class SettingSwitch(Switch):
    """A key among the settings."""

    flag: Flag

    def turn(self, on: bool) -> None:
        value = self.flag.quiet if on else {"true": "false", "false": "true"}[self.flag.quiet]
        self.desktop.run(["gsettings", "set", self.flag.schema, self.flag.key, value])


class GnomeSwitch(SettingSwitch):
    flag = GNOME


class MateSwitch(SettingSwitch):
    flag = MATE


class PlasmaSwitch(Switch):
    """Plasma's Inhibit, which lasts as long as the connection that asked for it."""

    cookie = 0

    def turn(self, on: bool) -> None:
        if on:
            body: tuple[str, str, dict[str, object]] = ("org.kde.konsole", "a trial", {})
            self.cookie = ask(self.bus, SERVER, "Inhibit", "ssa{sv}", body, timeout=5).value("u", 0)
        else:
            ask(self.bus, SERVER, "UnInhibit", "u", (self.cookie,), timeout=5)


class MakoSwitch(Switch):
    """A mode of that name; mako knows any, configured or not."""

    def turn(self, on: bool) -> None:
        self.desktop.run(["makoctl", "mode", "-s", "do-not-disturb" if on else "default"])


class LxqtSwitch(Switch):
    """Its settings file, as its own dialog and menu write it."""

    def turn(self, on: bool) -> None:
        file = self.desktop.config_home / "lxqt/notifications.conf"
        file.write_text(f"[General]\ndoNotDisturb={'true' if on else 'false'}\n")


TRIALS: dict[str, tuple[type[RealDesktop], type[Switch], str]] = {
    "gnome": (QuietGnome, GnomeSwitch, "GNOME Shell (show-banners)"),
    "gnome-wayland": (QuietGnomeWayland, GnomeSwitch, "GNOME Shell (show-banners)"),
    "plasma": (Plasma, PlasmaSwitch, "Plasma (Inhibited)"),
    "plasma-wayland": (PlasmaWayland, PlasmaSwitch, "Plasma (Inhibited)"),
    "mate": (QuietMate, MateSwitch, "MATE (do-not-disturb)"),
    "lxqt": (Lxqt, LxqtSwitch, "lxqt-notificationd (doNotDisturb)"),
    "sway": (Sway, MakoSwitch, "mako (modes)"),
}
"""The desktop, its switch and the source it is read from."""


def main(names: list[str]) -> int:
    """Try the named desktops one after the other."""
    unknown = [name for name in names if name not in TRIALS]
    if unknown:
        print(f"There is no {', '.join(unknown)} here; there are {', '.join(TRIALS)}.", file=sys.stderr)
        return 2
    return int(False in [_print_row(name) for name in names or list(TRIALS)])


def _print_row(name: str) -> bool:
    results = try_quiet(name)
    failed = [f"{step} FAILED: {why}" for step, why in results.failed.items()]
    print(" | ".join([TRIALS[name][0].title, *results.found.values(), *failed]), flush=True)
    return results.passed


def try_quiet(name: str) -> Results:
    """How a desktop's switch is read, a reminder that waits for it, and who tells of films there."""
    kind, switch, source = TRIALS[name]
    results = Results()
    step = "quiet"
    try:
        with kind() as desktop, in_session(desktop), connected(desktop.bus.address) as bus:
            turned = switch(desktop, bus)
            results.found[step] = _quiet(choose_do_not_disturb(bus), source, turned)
            step = "quiet app"
            results.found[step] = _app_waits(desktop, turned)
            step = "films"
            results.found[step] = _films(desktop, bus)
    except (TrialError, RuntimeError, TimeoutError, OSError, SubprocessError) as error:
        results.failed[step] = f"{error} {' '.join(getattr(error, '__notes__', []))[-2000:]}"
    return results


def _quiet(sensor: Sensor, source: str, switch: Switch) -> str:
    first = sensor.read(CHOSEN)
    if sensor.source != source:
        raise TrialError(f"{sensor.source!r} was read: {first}")
    if first.signals or first.why:
        raise TrialError(f"At first it said {first}")
    seen = [_turn(sensor, switch, on=on) for on in (True, False, True, False)]
    within = math.ceil(max(seen) * 10) / 10
    return f"{sensor.source}, on and off seen within {within:.1f} s, {_cost(sensor):.3f} ms a reading"


def _app_waits(desktop: RealDesktop, switch: Switch) -> str:
    """A reminder that is due while quiet is wanted."""
    sent = len(desktop.notifications.sent)
    switch.turn(on=True)
    with App(desktop, DUE_AT_ONCE) as app:
        desktop.move(*BARE)
        app.wait_state("held", timeout=40)
        status = app.status()
        if status["held_by"] != ["do not disturb is on"] or len(desktop.notifications.sent) > sent:
            raise TrialError(f"It says {status}")
        switch.turn(on=False)
        over = lambda: not any(reason["lasts"] for reason in app.status()["held"])  # noqa: E731
        wait_until(over, "the app to see that quiet is over", NOTICED_SECONDS, interval=0.5)
    return str(status["held_by"][0])


def _turn(sensor: Sensor, switch: Switch, on: bool) -> float:
    """Ask for quiet or its end; the seconds until we noticed."""
    switch.turn(on)
    began = time.monotonic()
    wanted = (Signal("dnd"),) if on else ()
    while sensor.read(CHOSEN).signals != wanted:
        if time.monotonic() - began > NOTICED_SECONDS:
            raise TrialError(f"{'On' if on else 'Off'} was not noticed; it says {sensor.read(CHOSEN)}")
        time.sleep(PAUSE_SECONDS)
    return time.monotonic() - began


def _cost(sensor: Sensor) -> float:
    """Milliseconds of this process's time for a reading, with those of its children."""
    before = _used()
    for _ in range(READINGS):
        sensor.read(CHOSEN)
    return (_used() - before) / READINGS * 1000


def _used() -> float:
    """Seconds of the processor's time this process and its children have had."""
    both = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def _films(desktop: RealDesktop, bus: Bus) -> str:
    """Which services tell of films here; a session manager is tried, where the desktop brings one."""
    address = desktop.env.get("DBUS_SYSTEM_BUS_ADDRESS", "")
    if not address:
        return "not tried: this one is started without logind"
    with connected(address) as system_bus:
        sensor = LinuxMedia(bus, system_bus, user=MOCK_S_USER)
        reading = sensor.read(CHOSEN)
        if reading.signals or reading.why:
            raise TrialError(f"Nobody shows a film, and it says {reading}")
        if not desktop.bus.has_name(SESSION.bus_name):
            return f"{sensor.source} tells"
        taken = ask(bus, SESSION, "Inhibit", "susu", ("org.gnome.Totem", 0, "A film", 8), timeout=5)
        if taken.error:
            raise TrialError(f"The session manager refused: {taken.error}")
        wait_until(lambda: sensor.read(CHOSEN).signals == (Signal("media", "Totem"),), "the film to be seen")
        ask(bus, SESSION, "Uninhibit", "u", taken.body, timeout=5)
        wait_until(lambda: sensor.read(CHOSEN).signals == (), "the film's end to be seen")
        return f"{sensor.source} tells, begin and end seen"


@contextmanager
def connected(address: str) -> Iterator[Bus]:
    """Our own bus connection, served on a thread."""
    bus = Bus(address)
    bus.start()
    try:
        yield bus
    finally:
        bus.close()


@contextmanager
def in_session(desktop: RealDesktop) -> Iterator[None]:
    """Be a program of this session, with its settings; what we start is one too."""
    own = dict(os.environ)
    os.environ.clear()
    os.environ.update(desktop.program_env)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(own)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
