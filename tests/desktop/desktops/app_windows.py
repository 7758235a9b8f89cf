"""The app's windows on a real desktop: pages, and a set that turns from a strip into its window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tests.desktop.desktops.hand import BARE, TrialError
from tests.desktop.harness.processes import wait_until
from tests.desktop.harness.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.desktop.app import App
    from tests.desktop.desktops.app_menu import AppMenu
    from tests.desktop.desktops.base import RealDesktop

LONG = 30.0
"""Seconds a window may take on two busy cores."""
STRIP, SET = "^Soleus compact$", "^Soleus$"
PAGES = {
    "app learn": ("Learn", "How it works", "^Soleus: learn"),
    "app safety": ("Learn", "Safety", "^Soleus: learn"),
    "app check-in": ("How do your legs feel?", None, "^Soleus: check-in"),
}


class AppWindows:
    """Opens what the running app can show beside its reminders."""

    def __init__(self, desktop: RealDesktop, app: App, menu: AppMenu) -> None:
        self._desktop, self._app, self._menu = desktop, app, menu
        # Its windows are on the X server that programs of this session have: on Wayland another than ours.
        self._programs = Screen(desktop.program_env)

    def steps(self) -> dict[str, Callable[[], str]]:
        """What is tried, in this order."""
        pages = {step: partial(self._page, *how) for step, how in PAGES.items()}
        return {**pages, "app first run": self._first_run, "app strip": self._strip}

    def _page(self, label: str, inner: str | None, title: str) -> str:
        self._menu.choose(label, inner)
        self._seen_and_left(title)
        return "opens and closes"

    def _first_run(self) -> str:
        self._app("welcome")
        self._seen_and_left("^Welcome")
        return "opens and closes"

    def _seen_and_left(self, title: str) -> None:
        page = self._programs.wait_window(title, timeout=LONG)
        self._desktop.rest()
        self._desktop.wait_still()
        x, y = page.centre[0], page.y + 20
        self._desktop.click(x, y)  # it takes no keys from others unasked
        self._desktop.key("Escape")
        self._programs.wait_no_window(title, timeout=LONG)
        self._desktop.rest()

    def _strip(self) -> str:
        """A set as a strip, which a double click turns into the window; Escape then ends it."""
        self._desktop.move(*BARE)
        keyboard = self._keyboard()
        self._app("begin", "--mode", "compact", "--minutes", "3")
        strip = self._programs.wait_window(STRIP, timeout=LONG)
        self._app.wait_state("exercising", timeout=LONG)
        self._desktop.rest(1.5)
        if self._keyboard() != keyboard:
            raise TrialError("The strip took the keyboard.")
        if self._programs.windows(SET):
            raise TrialError("The set's window shows beside its strip.")
        self._desktop.click(strip.x + strip.width // 3, strip.centre[1], times=2)
        window = self._programs.wait_window(SET, timeout=LONG)
        self._programs.wait_no_window(STRIP, timeout=LONG)
        self._desktop.rest()
        self._desktop.click(window.centre[0], window.y + 40)
        self._desktop.key("Escape")
        wait_until(lambda: self._app.state() != "exercising", "the set's end", LONG)
        self._programs.wait_no_window(SET, timeout=LONG)
        return "leaves the keyboard alone; a double click makes it the window"

    def _keyboard(self) -> str:
        """What has it among X11's windows."""
        return self._desktop.run(["xdotool", "getwindowfocus"], check=False).stdout
