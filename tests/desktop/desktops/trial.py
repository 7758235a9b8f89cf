"""What is tried on every desktop, with a real hand: icon, clicks, menu, notification, a panel that dies."""

from __future__ import annotations

import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import SubprocessError
from typing import TYPE_CHECKING

from tests.desktop.desktops.hand import BARE, MenuHand, TrialError
from tests.desktop.desktops.sample import PAINT
from tests.desktop.harness.processes import wait_until

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.desktop.desktops.base import RealDesktop
    from tests.desktop.desktops.menus import OpenMenu

ROOT = Path(__file__).resolve().parents[3]
LINES = ("Begin a set", "How long", "I'm standing", "0 sets today", "Quit")
"""The sample's menu; the second line holds LENGTHS."""
LENGTHS = ("1 min", "2 min", "3 min")
LONG, STANDING, TODAY, QUIT = 1, 2, 3, 4
BUTTONS = {"begin": "Begin", "snooze": "Snooze 10 min", "skip": "Skip"}
TITLE, BODY = "An hour of sitting", "Two minutes for your legs? They can work while you do."


@dataclass
class Results:
    """What each step found, in the order tried."""

    found: dict[str, str] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """Whether every step did."""
        return not self.failed


class Trial:
    """The sample program on one running desktop, and the hand that tries it."""

    def __init__(self, desktop: RealDesktop, pictures: Path) -> None:
        self._desktop = desktop
        self._pictures = pictures
        self._hand = MenuHand(desktop)
        self._report = desktop.home / "report"
        self._report.touch()
        self.results = Results()
        self.spot = (0, 0)

    def run(self) -> Results:
        """Try everything; a step that fails is noted and the next is tried all the same."""
        command = [sys.executable, "-m", "tests.desktop.desktops.sample", str(self._report)]
        self._sample = self._desktop.spawn(command, name="sample", env={"PYTHONPATH": str(ROOT)})
        steps: dict[str, Callable[[], str]] = {
            "icon": self._icon,
            "left click": lambda: self._gesture(self._desktop.left, button=1),
            "double click": lambda: self._gesture(self._desktop.double, button=1, times=2),
            "middle click": lambda: self._gesture(self._desktop.middle, button=2),
            "menu": self._menu_lines,
            "submenu": self._submenu,
            "check": self._check,
            "live label": self._live_label,
            "notification": self._notification,
            "panel restart": self._panel_restart,
            "quit": self._quit,
        }
        for name, step in steps.items():
            self._attempt(name, step)
            if name == "icon" and not self.results.passed:
                break  # without an icon there is nothing to click
        return self.results

    def _attempt(self, name: str, step: Callable[[], str]) -> None:
        try:
            self.results.found[name] = step()
        except (TrialError, TimeoutError, RuntimeError, SubprocessError, LookupError) as error:
            self.results.failed[name] = str(error)
            self._desktop.screenshot(self._pictures / f"{self._desktop.name}-{name.replace(' ', '-')}.png")
            self._desktop.key("Escape", "Escape")
            self._desktop.click(*BARE)
            self._desktop.rest()

    # Steps

    def _icon(self) -> str:
        self.spot = self._desktop.find_icon(PAINT)
        # GNOME's extension took an icon away again 1.3 s after showing it: an icon must stay.
        self._desktop.rest(2.5)
        if self._desktop.find_icon(PAINT, timeout=1) != self.spot:
            self.spot = self._desktop.find_icon(PAINT)
        return "shown"

    def _gesture(self, meaning: str, button: int, times: int = 1) -> str:
        done = len(self._done())
        self._desktop.click(*self.spot, button, times)
        if meaning == "begin":
            self._wait_for("begin", done)
            self._desktop.rest()
            return "begins a set"
        self._desktop.rest()
        self._desktop.key("Escape")
        self._desktop.rest()
        if len(self._done()) != done:
            raise TrialError(f"It did {self._done()[done:]} instead of showing the menu.")
        return "opens the menu" if meaning == "menu" else "nothing"

    def _menu_lines(self) -> str:
        done = len(self._done())
        menu = self._open()
        if len(menu.lines) != len(LINES):
            raise TrialError(f"The menu shows {len(menu.lines)} lines instead of {len(LINES)}.")
        self._desktop.click(*menu.spot(0))
        self._wait_for("begin", done)
        return "every line"

    def _submenu(self) -> str:
        for number, length in enumerate(LENGTHS):
            done = len(self._done())
            menu = self._open()
            inner = self._hand.open_inner(menu, LONG, len(LENGTHS))
            self._desktop.click(*inner[number])
            self._wait_for(length, done)
            self._desktop.rest()
        return "every line"

    def _check(self) -> str:
        looks = []
        for state in ("on", "off"):
            done = len(self._done())
            menu = self._open()
            looks.append(menu.look(STANDING).tobytes())
            self._desktop.click(*menu.spot(STANDING))
            self._wait_for(f"standing {state}", done)
            self._desktop.rest()
        if looks[0] == looks[1]:
            raise TrialError("A checked line looks like an unchecked one.")
        return "shown and taken"

    def _live_label(self) -> str:
        before = self._open().look(TODAY).tobytes()
        self._close()
        done = len(self._done())
        self._sample.send_signal(signal.SIGUSR1)
        self._wait_for("label changed", done)
        self._desktop.rest()
        after = self._open().look(TODAY).tobytes()
        self._close()
        if before == after:
            raise TrialError("The menu still shows the old words.")
        return "changes"

    def _notification(self) -> str:
        pressed = []
        for key, label in BUTTONS.items():
            spot = self._desktop.button_spot(label)
            if spot is None:
                continue
            self._press(key, spot)
            pressed.append(label)
        spot = self._desktop.body_spot()
        if spot is not None:
            self._press("default", spot)
            pressed.append("its body")
        return ", ".join(pressed)

    def _panel_restart(self) -> str:
        self._desktop.kill_panel()
        self._desktop.return_panel()
        self._desktop.settle()
        self.spot = self._desktop.find_icon(PAINT)
        self._desktop.rest(2.5)
        self.spot = self._desktop.find_icon(PAINT, timeout=2)
        self._gesture(self._desktop.left, button=1)
        return "the icon is back and works"

    def _quit(self) -> str:
        menu = self._open()
        self._desktop.click(*menu.spot(QUIT))
        wait_until(lambda: self._sample.poll() is not None, "the program to quit")
        wait_until(lambda: self._desktop.find_colour(PAINT, tolerance=8) is None, "the icon to go")
        return "ends and takes its icon along"

    # The hand

    def _open(self) -> OpenMenu:
        return self._hand.open(self.spot)

    def _close(self) -> None:
        self._hand.close()

    def _notify(self) -> None:
        sent = len(self._desktop.notifications.sent)
        actions = [f"--action={key}={label}" for key, label in BUTTONS.items()]
        if self._desktop.body_spot() is not None:
            actions.insert(0, "--action=default=Begin")  # some servers draw a button for it
        command = ["notify-send", "-a", "Soleus", *actions, TITLE, BODY]
        self._notifier = self._desktop.spawn(command)
        self._desktop.notifications.wait_sent(sent + 1)
        self._desktop.rest(1.2)

    def _press(self, key: str, spot: tuple[int, int]) -> None:
        invoked = len(self._desktop.notifications.invoked)
        self._desktop.move(*BARE)
        self._notify()
        self._desktop.reach_for_notification()
        self._desktop.rest()
        self._desktop.click(*spot)
        what = f"the notification's answer {key!r}"
        wait_until(lambda: len(self._desktop.notifications.invoked) > invoked, what, 5)
        answer = self._desktop.notifications.invoked[invoked][1]
        if answer != key:
            raise TrialError(f"Pressing for {key!r} answered {answer!r}.")
        self._dismiss()

    def _dismiss(self) -> None:
        """Take the notification away, whatever became of it."""
        self._desktop.close_notifications()
        self._notifier.terminate()
        self._notifier.wait(5)
        self._desktop.move(*BARE)
        self._desktop.rest()

    def _done(self) -> list[str]:
        return self._report.read_text().splitlines()

    def _wait_for(self, what: str, since: int) -> None:
        wait_until(lambda: what in self._done()[since:], f"{what!r} in the report", 6)
