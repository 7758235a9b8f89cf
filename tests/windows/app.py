"""The app under Wine, as its user and other programs meet it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from soleus_tray.core.day import Day
from soleus_tray.core.status import Status
from soleus_tray.ui.tray_face import Surroundings, face_of
from tests.desktop.desktops.menus import OpenMenu, read_menu
from tests.desktop.harness import wait_until
from tests.windows.icon_shape import clickable_spots
from tests.windows.steps import StepError, expect

if TYPE_CHECKING:
    from collections.abc import Sequence
    from subprocess import CompletedProcess

    from soleus_tray.ports.tray import MenuLine
    from tests.desktop.harness import VirtualDesktop, Window
    from tests.windows.hand import Hand
    from tests.windows.wine import Wine

TITLE_BAR = 20
"""Pixels above a window's own place, at least."""
WINDOW = "^Soleus"
BARE = (640, 500)
"""A place on the screen with nothing on it."""
MENU_CLASS = "#32768"
WM_CANCELMODE = 0x1F
INK = 40
"""How much icon and panel differ at least, of 255."""


@dataclass(frozen=True)
class Menu:
    """An open menu with its words."""

    read: OpenMenu
    labels: tuple[str, ...]

    def spot(self, label: str) -> tuple[int, int]:
        """Where to click for a line."""
        return self.read.spot(self.labels.index(label))

    def look(self, label: str) -> bytes:
        """What a line looks like."""
        return self.read.look(self.labels.index(label)).tobytes()


class WindowsApp:
    """Its icon, its menu, its windows, its commands."""

    def __init__(self, desktop: VirtualDesktop, wine: Wine, hand: Hand) -> None:
        self.desktop, self.wine, self.hand = desktop, wine, hand

    def start(self, name: str, command: Sequence[str]) -> None:
        """Start it, and wait for its answer and its icon."""
        self.wine.spawn(name, command)
        wait_until(lambda: self("status", "--json").returncode == 0, "the app's answer", 40, interval=0.3)
        self.icon()

    def __call__(self, *arguments: str) -> CompletedProcess[str]:
        """Run a command of its command line."""
        return self.wine.run(*arguments)

    def status(self) -> dict[str, Any]:
        """Its status as scripts see it."""
        done = self("status", "--json")
        expect(done.returncode == 0, f"status said {done.stderr.strip()!r}")
        values: dict[str, Any] = json.loads(done.stdout)
        return values

    def wait_state(self, state: str, timeout: float = 20.0) -> None:
        """Return once it is in this state."""
        wait_until(lambda: self.status()["state"] == state, f"the state {state!r}", timeout, interval=0.2)

    def wait_standing(self, standing: bool) -> None:
        """Return once it knows that its user stands, or sits."""
        wait_until(lambda: self.status()["standing"] is standing, "the switch", interval=0.2)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What this machine's Python reads in the record."""
        uri = f"file:{self.wine.app_home / 'data/record.sqlite3'}?mode=ro"
        try:
            with closing(sqlite3.connect(uri, uri=True)) as record:
                return record.execute(query).fetchall()
        except sqlite3.OperationalError as error:
            if "no such table" in str(error) or "unable to open" in str(error) or "locked" in str(error):
                return []
            raise

    # The icon and its menu

    def icon(self) -> tuple[int, int]:
        """A place to click on the icon, once it is drawn in the tray."""
        self.desktop.wait_tray_icon(30)
        wait_until(self._is_drawn, "the icon's ink in the tray", 30, interval=0.2)
        return wait_until(self._spot, "a place to click on the icon", 10, interval=0.2)

    def _spot(self) -> tuple[int, int] | None:
        spots = clickable_spots(self.desktop.env["DISPLAY"])
        return spots[0] if len(spots) == 1 else None

    def _is_drawn(self) -> bool:
        tray = self.desktop.tray_window()
        if tray is None:
            return False
        picture = self.desktop.image(
            (tray.x + 5, tray.y + 5, tray.x + tray.width - 5, tray.y + tray.height - 5)
        )
        grey = picture.convert("L").tobytes()
        return max(grey) - min(grey) >= INK

    def click_icon(self, button: int = 1) -> None:
        """Press on it, once it has the looks of the present state."""
        self.desktop.wait_tray_icon(30)
        tray = self.desktop.tray_window()
        self.desktop.wait_still(tray.box if tray else None, still=0.5)
        self.desktop.click(*self.icon(), button)

    def open_menu(self) -> Menu:
        """Open the menu with a right click, and read it off the screen."""
        lines = self._face()
        self.click_icon(button=3)
        return self._menu(1, lines)

    def choose(self, *words: str) -> None:
        """Click a line of the menu, and of the menus inside it."""
        lines = self._face()
        self.click_icon(button=3)
        for depth, word in enumerate(words, start=1):
            menu = self._menu(depth, lines)
            self.desktop.click(*menu.spot(word))
            lines = next(line for line in lines if line.label == word).submenu
        wait_until(lambda: not self._boxes(), "the menu to close", 10, interval=0.1)

    def cancel_menu(self) -> None:
        """Close it as the system does; under Wine a click or key elsewhere never reaches it."""
        for window in self.hand("windows"):
            if window["class"].endswith("SystemTrayIcon"):
                self.hand("post", window=window["window"], message=WM_CANCELMODE)
        wait_until(lambda: not self._boxes(), "the menu to close", 10, interval=0.1)

    def _menu(self, depth: int, lines: tuple[MenuLine, ...]) -> Menu:
        """The menu opened last, the `depth`-th, which should have these lines."""
        wait_until(lambda: len(self._boxes()) == depth, f"{depth} open menus", 10, interval=0.1)
        if depth == 1:  # the icon's tooltip may lie over the first line
            self.desktop.move(*BARE)
            wait_until(lambda: not self._tooltips(), "the tooltip to go", 10, interval=0.1)
        left, top, right, bottom = self._boxes()[0]
        self.desktop.wait_still()
        now = self.desktop.image()
        bare = now.copy()
        bare.paste((255, 0, 255), (left, top, right, bottom))
        read = read_menu(bare, now)
        labels = tuple(line.label for line in lines if line.label != "-")
        if read is None or len(read.lines) != len(labels):
            raise StepError(f"The menu shows {len(read.lines) if read else 0} lines instead of {labels}.")
        return Menu(read, labels)

    def _tooltips(self) -> list[dict[str, Any]]:
        return [one for one in self.hand("windows", class_name="tooltips_class32") if one["visible"]]

    def _boxes(self) -> list[list[int]]:
        """Where menus are open, the last one first."""
        return [one["box"] for one in self.hand("windows", class_name=MENU_CLASS) if one["visible"]]

    def _face(self) -> tuple[MenuLine, ...]:
        """The menu as the app should offer it now; Wine lets no other program read its words."""
        told = self.status()
        now = datetime.now(UTC)
        snoozed = told["snoozed_until"] and datetime.fromisoformat(told["snoozed_until"])
        day = Day(now.date())
        status = Status(
            told["state"], 0, 0, 0.0, 0, (), snoozed, None, told["standing"], day, now, 0,
        )  # fmt: skip
        return face_of(status, Surroundings(autostart=False)).menu

    # Its windows

    def window(self, timeout: float = 20.0) -> Window:
        """The window it shows, once it is there and drawn."""
        found = self.desktop.wait_window(name=WINDOW, timeout=timeout)
        self.desktop.wait_still(timeout=15) if found.height < 500 else None
        return found

    def close_window(self, name: str = WINDOW) -> None:
        """Close it as its user does: a click on its title, for it never takes the keyboard, and Alt+F4."""
        window = self.desktop.wait_window(name=name)
        self.desktop.wait_still(timeout=15) if window.height < 500 else None
        self.desktop.click(window.centre[0], window.y - TITLE_BAR // 2)
        self.desktop.key("alt+F4")
        self.desktop.wait_no_window(name=name)
