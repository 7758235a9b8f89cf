"""The real app on a real desktop: its icon, a click on it, its reminder, a press on Begin."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tests.desktop.app import App, keep_moving
from tests.desktop.desktops.trial import BUTTONS, Results, TrialError
from tests.desktop.harness.processes import wait_until
from tests.desktop.harness.screen import changed_box

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.desktop.desktops.base import RealDesktop

AN_HOUR_OF_20_SECONDS = '[reminders]\ninterval = "20s"\n[set]\nlength = "20s"\nget_ready = "0s"\n'
NEAR_ICON = 16
"""Pixels around the sample's icon in which the app's own must show: both are the only one."""


class AppTrial:
    """One desktop after its trial with the sample, which told where the icon goes."""

    def __init__(self, desktop: RealDesktop, spot: tuple[int, int], pictures: Path) -> None:
        self._desktop = desktop
        self._spot = spot
        self._pictures = pictures

    def run(self, results: Results) -> None:
        """Add to `results` what the app did."""
        self._desktop.move(640, 500)
        self._desktop.rest()
        self._bare = self._desktop.image(self._place)
        try:
            with App(self._desktop, AN_HOUR_OF_20_SECONDS) as app:
                steps: dict[str, Callable[[App], str]] = {
                    "app icon": self._icon,
                    "app reminder": self._reminder,
                    "app click": self._click,
                }
                for name, step in steps.items():
                    self._attempt(results, name, partial(step, app))
        except (RuntimeError, TimeoutError, OSError) as error:
            results.failed["app"] = str(error)

    def _attempt(self, results: Results, name: str, step: Callable[[], str]) -> None:
        try:
            results.found[name] = step()
        except (TrialError, TimeoutError, RuntimeError) as error:
            results.failed[name] = str(error)
            self._desktop.screenshot(self._pictures / f"{self._desktop.name}-{name.replace(' ', '-')}.png")

    @property
    def _place(self) -> tuple[int, int, int, int]:
        x, y = self._spot
        return (x - NEAR_ICON, y - NEAR_ICON // 2, x + NEAR_ICON // 2, y + NEAR_ICON // 2)

    def _icon(self, app: App) -> str:
        wait_until(lambda: app.status()["tray"]["visible"], "the app to find its icon shown")
        wait_until(
            lambda: changed_box(self._bare, self._desktop.image(self._place)), "the app's icon on screen"
        )
        return f"shown by {app.status()['tray']['backend']}"

    def _reminder(self, app: App) -> str:
        """Wait for it, take the picture for the documents, and press Begin."""
        sent = len(self._desktop.notifications.sent)
        reminded = lambda: len(self._desktop.notifications.sent) > sent  # noqa: E731
        keep_moving(self._desktop, 45, until=reminded)  # type: ignore[arg-type]  # it only moves the pointer
        self._desktop.notifications.wait_sent(sent + 1, timeout=1)
        self._desktop.rest(1.2)
        self._desktop.reach_for_notification()
        self._desktop.rest()
        self._desktop.screenshot(self._pictures / f"{self._desktop.name}.png")
        return self._press_begin(app)

    def _press_begin(self, app: App) -> str:
        """Press Begin, or the words where there are no buttons, and see that it was just that."""
        button, body = self._desktop.button_spot(BUTTONS["begin"]), self._desktop.body_spot()
        spot = button or body
        if spot is None:
            raise TrialError("There is nothing to press.")
        invoked = len(self._desktop.notifications.invoked)
        self._desktop.click(*spot)
        app.wait_state("exercising", timeout=6)
        answers = [key for _, key in self._desktop.notifications.invoked[invoked:]]
        if button and (not answers or answers[0] == "default"):
            raise TrialError(f"A press where Begin should be answered {answers}: see the picture.")
        self._finish(app)
        return "shown, and Begin begins a set" if button else "shown, and a click on it begins a set"

    def _click(self, app: App) -> str:
        times = 1 if self._desktop.left == "begin" else 2
        self._desktop.click(*self._spot, times=times)
        app.wait_state("exercising", timeout=6)
        return "begins a set"

    def _finish(self, app: App) -> None:
        """Let the short set come to its end."""
        app.wait_state("sitting", "due", "away", "snoozed", timeout=60)
        self._desktop.key("Escape")
        self._desktop.rest()
