"""A virtual desktop with two monitors, and other programs' windows on it."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from soleus_tray.adapters.fullscreen.x11 import X11Fullscreen
from soleus_tray.core.settings import QuietSettings
from tests.desktop.harness import Layout, VirtualDesktop, wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from soleus_tray.ports.sensor import Reading

CLIENT = Path(__file__).with_name("x_client.py")
NUMBERS = itertools.count(1)
SMALL = Layout(panel="none", notification_server=False)


class OtherPrograms:
    """Starts and ends second X clients, each a process of its own."""

    def __init__(self, desktop: VirtualDesktop) -> None:
        self._desktop = desktop
        self._names: list[str] = []

    def show(self, *arguments: str) -> str:
        """Start a client and wait until its window is asked for; returns the name to end it by."""
        name = f"client-{next(NUMBERS)}"
        self._names.append(name)
        self._desktop.spawn([sys.executable, str(CLIENT), *arguments], name)
        wait_until(lambda: "up" in self._desktop.log(name), f"the window of {arguments}")
        return name

    def windows(self, name: str) -> list[int]:
        """The ids of the client's windows."""
        return [int(word, 16) for word in self._desktop.log(name).split()[1:]]

    def end(self, name: str) -> None:
        self._desktop.processes.stop(name)

    def end_all(self) -> None:
        for name in self._names:
            self.end(name)


@pytest.fixture(scope="module")
def desktop() -> Iterator[VirtualDesktop]:
    """One Xfce window manager and two monitors side by side, 640x800 each."""
    with VirtualDesktop(SMALL) as running:
        running.run(["xrandr", "--setmonitor", "left", "640/160x800/200+0+0", "screen"])
        running.run(["xrandr", "--setmonitor", "right", "640/160x800/200+640+0", "none"])
        yield running


@pytest.fixture
def others(desktop: VirtualDesktop) -> Iterator[OtherPrograms]:
    programs = OtherPrograms(desktop)
    yield programs
    programs.end_all()
    wait_until(lambda: not desktop.windows(class_name="Second"), "the other programs' end")


@pytest.fixture
def sensor(desktop: VirtualDesktop) -> Iterator[X11Fullscreen]:
    made = X11Fullscreen(desktop.program_env)
    yield made
    made.close()


@pytest.fixture
def reads(sensor: X11Fullscreen) -> Callable[[Callable[[Reading], bool]], Reading]:
    """Read until the reading is as told; window managers need a moment."""

    def read(wanted: Callable[[Reading], bool]) -> Reading:
        return wait_until(
            lambda: one if wanted(one := sensor.read(QuietSettings())) else None, "that reading"
        )

    return read
