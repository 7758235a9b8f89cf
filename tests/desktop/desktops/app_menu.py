"""The real app's own menu on a real desktop: every line read, the lines that change something clicked."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jeepney import DBusAddress

from tests.desktop.desktops.hand import BARE, MenuHand, TrialError
from tests.desktop.desktops.pictures import Pictures, alike
from tests.desktop.harness.processes import wait_until
from tests.desktop.harness.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL import Image

    from tests.desktop.app import App
    from tests.desktop.desktops.base import RealDesktop
    from tests.desktop.desktops.menus import OpenMenu
    from tests.desktop.harness.bus import SessionBus

LABEL_SECONDS = 75.0
"""The app looks at the clock at least once a minute while nothing is near."""
BACK_SECONDS = 5.0
"""How soon after a panel's return the icon must be back."""
SEPARATOR = "-"
WHY_TITLE = "^Soleus: why"


@dataclass(frozen=True)
class Line:
    """One line as the app offers it to the panel."""

    label: str
    inner: tuple[Line, ...] = ()

    @property
    def visible_inner(self) -> list[str]:
        """The labels of its inner menu, without the rules between groups."""
        return [line.label for line in self.inner if line.label != SEPARATOR]


class AppMenu:
    """Opens and clicks the menu of a running app whose icon is at `spot`.

    `shown` tells whether it is on the screen, `look` what is there now.
    """

    def __init__(
        self,
        desktop: RealDesktop,
        app: App,
        spot: tuple[int, int],
        shown: Callable[[], bool],
        look: Callable[[], Image.Image],
        pictures: Pictures,
    ) -> None:
        self._desktop, self._app, self._spot, self._shown = desktop, app, spot, shown
        self._look, self._pictures = look, pictures
        self._hand = MenuHand(desktop)
        self._first: tuple[str, bytes] = ("", b"")

    def steps(self) -> dict[str, Callable[[], str]]:
        """What is tried, in this order; the last one ends the app."""
        return {
            "app menu": self._lines,
            "app pause": self._pause,
            "app checks": self._checks,
            "app snooze": self._snooze,
            "app stand": self._stand_for,
            "app ate": self._ate,
            "app why": self._why,
            "app live label": self._live_label,
            "app panel restart": self._panel_restart,
            "app quit": self._quit,
        }

    def _lines(self) -> str:
        menu, lines = self._open()
        self._pictures.take_menu(menu, self._spot)
        number = self._sitting_line(lines)
        self._first = lines[number].label, menu.look(number).tobytes()
        self._hand.close()
        return f"all {len(lines)} lines"

    def _pause(self) -> str:
        self.choose("Pause")
        self._app.wait_state("paused", timeout=6)
        self._desktop.rest()
        self.choose("Resume")
        wait_until(lambda: self._app.state() != "paused", "the pause to end", 6)
        return "Pause, then Resume"

    def _checks(self) -> str:
        self._check("I'm standing", lambda: bool(self._app.status()["standing"]))
        self._check("Start on login", lambda: self._app("autostart", "status").stdout.startswith("on:"))
        return "both shown and taken"

    def _check(self, label: str, value: Callable[[], bool]) -> None:
        unchecked = self.choose(label)
        wait_until(value, f"{label!r} to be on", 6)
        self._desktop.rest()
        checked = self.choose(label)
        wait_until(lambda: not value(), f"{label!r} to be off", 6)
        self._desktop.rest()
        if checked == unchecked:
            raise TrialError(f"{label!r} looks the same with and without its check.")

    def _snooze(self) -> str:
        self.choose("Snooze", "5 min")
        wait_until(self._snoozed, "the snooze", 6)
        self._desktop.rest()
        self.choose("Snooze", "End snooze")  # a line that could not be chosen before
        wait_until(lambda: not self._snoozed(), "the snooze to end", 6)
        return "5 min, then End snooze"

    def _snoozed(self) -> bool:
        return bool(self._app.status()["snoozed_until"])

    def _stand_for(self) -> str:
        self.choose("Stand for", "15 min")
        wait_until(lambda: self._app.status()["standing_until"], "standing with an end", 6)
        self._desktop.rest()
        self.choose("I'm standing")
        wait_until(lambda: not self._app.status()["standing"], "standing to end", 6)
        self._desktop.rest()
        return "15 min, then I'm standing off"

    def _ate(self) -> str:
        unchecked = self.choose("I just ate")
        wait_until(lambda: self._app.status()["after_meal"], "a meal", 6)
        self._desktop.rest()
        menu, lines = self._open()
        checked = menu.look([line.label for line in lines].index("I just ate")).tobytes()
        self._hand.close()
        if checked == unchecked:
            raise TrialError("'I just ate' looks the same with and without its check.")
        return "shown and taken"

    def _why(self) -> str:
        self.choose("Why?")
        # Its windows are on the X server that programs of this session have: on Wayland another than ours.
        programs = Screen(self._desktop.program_env)
        page = programs.wait_window(WHY_TITLE, timeout=20)
        self._desktop.rest()
        self._desktop.click(*page.centre)  # it takes no keys from others unasked
        self._desktop.key("Escape")
        programs.wait_no_window(WHY_TITLE, timeout=8)
        self._desktop.rest()
        return "its page opens and closes"

    def _live_label(self) -> str:
        label, look = self._first
        changed = lambda: self._sitting_label() != label  # noqa: E731
        wait_until(changed, f"other words than {label!r}", LABEL_SECONDS, interval=0.5)
        menu, lines = self._open()
        now = menu.look(self._sitting_line(lines)).tobytes()
        self._hand.close()
        if now == look:
            raise TrialError(f"The menu still shows {label!r}.")
        return "changes"

    def _panel_restart(self) -> str:
        self._desktop.move(*BARE)
        self._desktop.rest()
        before = self._look()
        self._desktop.kill_panel()
        self._desktop.return_panel()
        since = time.monotonic()
        wait_until(lambda: self._offered_name() is not None, "the app to offer its icon again", BACK_SECONDS)
        took = time.monotonic() - since
        if self._desktop.greets:
            self._desktop.settle()
        # A panel that is still drawing itself is not bare either, so it must look as it did.
        wait_until(lambda: alike(before, self._look()), "the app's icon on screen again", BACK_SECONDS)
        took = took if self._desktop.greets else time.monotonic() - since
        self._desktop.settle()
        if not self._shown():
            raise TrialError("The icon was back, and went again.")
        self.choose("Pause")
        self._app.wait_state("paused", timeout=6)
        self._app("resume")
        self._desktop.rest()
        return f"back after {took:.1f} s, and works"

    def _quit(self) -> str:
        self.choose("Quit")
        process = self._app.process
        wait_until(lambda: process is None or process.poll() is not None, "the app to quit")
        self._desktop.move(*BARE)
        wait_until(lambda: not self._shown(), "the app's icon to go")
        if process is not None and process.returncode:
            raise TrialError(f"The app ended with {process.returncode}.")
        return "ends and takes its icon along"

    # The hand

    def labels(self) -> list[str]:
        """The lines on offer now, without the rules between groups."""
        return [line.label for line in self._offered() if line.label != SEPARATOR]

    def _open(self) -> tuple[OpenMenu, list[Line]]:
        """The open menu and the lines it must show, which are as many."""
        menu = self._hand.open(self._spot)
        lines = [line for line in self._offered() if line.label != SEPARATOR]
        if len(menu.lines) != len(lines):
            raise TrialError(f"The menu shows {len(menu.lines)} of {len(lines)} lines.")
        return menu, lines

    def choose(self, label: str, inner: str | None = None) -> bytes:
        """Open the menu, click a line or one inside it; answers what the outer line looked like."""
        menu, lines = self._open()
        labels = [line.label for line in lines]
        if label not in labels:
            raise TrialError(f"The menu has no {label!r}, but {labels}.")
        number = labels.index(label)
        spot = menu.spot(number)
        if inner is not None:
            offered = lines[number].visible_inner
            spot = self._hand.inner_spot(menu, number, len(offered), offered.index(inner))
        self._desktop.click(*spot)
        return menu.look(number).tobytes()

    def _sitting_line(self, lines: list[Line]) -> int:
        return next(number for number, line in enumerate(lines) if " sitting" in line.label)

    def _sitting_label(self) -> str:
        lines = self._offered()
        return lines[self._sitting_line(lines)].label

    def _offered_name(self) -> str | None:
        """The app's connection, if the panel's watcher lists it."""
        bus = self._desktop.bus
        pid = self._app.process.pid if self._app.process else 0
        names = [item.split("/")[0].split("@")[0] for item in bus.tray_items()]
        return next((name for name in names if bus.has_name(name) and bus.process_of(name) == pid), None)

    def _offered(self) -> list[Line]:
        name = self._offered_name()
        if name is None:
            raise TrialError("The panel does not know the app's icon.")
        return offered_menu(self._desktop.bus, name)


def offered_menu(bus: SessionBus, name: str) -> list[Line]:
    """The menu a program with this bus name offers to panels, read as they do."""
    menu = DBusAddress("/MenuBar", name, "com.canonical.dbusmenu")
    return list(_line(bus.call(menu, "GetLayout", "iias", (0, -1, []))[1]).inner)


def _line(layout: tuple[int, dict[str, tuple[str, Any]], list[tuple[str, Any]]]) -> Line:
    _, properties, children = layout
    kind = properties.get("type", ("s", ""))[1]
    label = SEPARATOR if kind == "separator" else str(properties.get("label", ("s", ""))[1])
    return Line(label, tuple(_line(child) for _, child in children))
