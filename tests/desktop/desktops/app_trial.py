"""The real app on a real desktop: its icon, its menu, a click on it, its reminder, a press on Begin."""

from __future__ import annotations

from functools import partial
from subprocess import SubprocessError
from typing import TYPE_CHECKING

from tests.desktop.app import App, keep_moving
from tests.desktop.desktops.app_meeting import CALLER, DUE_AT_ONCE, AppMeeting
from tests.desktop.desktops.app_menu import AppMenu
from tests.desktop.desktops.app_windows import AppWindows
from tests.desktop.desktops.hand import BARE, TrialError
from tests.desktop.desktops.pictures import Pictures
from tests.desktop.desktops.trial import BUTTONS, Results
from tests.desktop.harness.processes import wait_until
from tests.desktop.harness.screen import changed_box
from tests.desktop.harness.sound import SoundServer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PIL import Image

    from tests.desktop.desktops.base import RealDesktop
    from tests.desktop.harness.sound import Recorder

A_LONG_HOUR = '[reminders]\ninterval = "60m"\nlearn = false\n'
AN_HOUR_OF_20_SECONDS = (
    '[reminders]\ninterval = "20s"\nlearn = false\n'  # a line more would move the notification's buttons
    '[set]\nlength = "20s"\nget_ready = "0s"\n'
)
NEAR_ICON = 16
"""Pixels around the sample's icon in which the app's own must show: both are the only one."""


class AppTrial:
    """One desktop after its trial with the sample, which told where the icon goes."""

    def __init__(self, desktop: RealDesktop, spot: tuple[int, int], folder: Path) -> None:
        self._desktop = desktop
        self._spot = spot
        self._folder = folder
        self._pictures = Pictures(folder, desktop.name)

    def run(self, results: Results) -> None:
        """Add to `results` what the app did: an ordinary hour with its menu, a short one, a call."""
        self._desktop.move(*BARE)
        self._desktop.rest()
        self._desktop.wait_still()
        self._bare = self._desktop.image(self._place)
        self._with_app(results, A_LONG_HOUR, "walked", self._menu_steps)
        self._with_app(results, A_LONG_HOUR, "shown", self._window_steps)
        self._with_app(results, AN_HOUR_OF_20_SECONDS, "reminded", self._hour_steps)
        self._in_a_call(results)
        self._attempt(results, "picture", self._picture)

    def _in_a_call(self, results: Results) -> None:
        """Add what it did while a real recorder recorded from a real sound server."""
        self._desktop.close_notifications()
        try:
            with SoundServer(self._desktop.folder) as sound:
                steps = partial(self._call_steps, sound.record(CALLER))
                self._with_app(results, DUE_AT_ONCE, "called", steps, sound.environment)
        except (RuntimeError, TimeoutError, OSError, SubprocessError) as error:
            results.failed["app, the sound server"] = str(error)

    def _with_app(
        self,
        results: Results,
        settings: str,
        name: str,
        steps: Callable[[App], Mapping[str, Callable[[], str]]],
        env: Mapping[str, str] | None = None,
    ) -> None:
        try:
            with App(self._desktop, settings, name=name, env=env) as app:
                for step, action in steps(app).items():
                    self._attempt(results, step, action)
        except (RuntimeError, TimeoutError, OSError, SubprocessError) as error:
            results.failed[f"app, {name}"] = str(error)

    def _menu_steps(self, app: App) -> Mapping[str, Callable[[], str]]:
        return {"app icon": partial(self._icon, app), **self._menu(app).steps()}

    def _menu(self, app: App) -> AppMenu:
        return AppMenu(self._desktop, app, self._spot, self._shown, self._look, self._pictures)

    def _call_steps(self, recorder: Recorder, app: App) -> Mapping[str, Callable[[], str]]:
        return AppMeeting(self._desktop, app, recorder, self._menu(app), self._spot, self._pictures).steps()

    def _window_steps(self, app: App) -> Mapping[str, Callable[[], str]]:
        wait_until(self._shown, "the app's icon on screen")
        self._desktop.rest(2.5)
        return AppWindows(self._desktop, app, self._menu(app)).steps()

    def _hour_steps(self, app: App) -> Mapping[str, Callable[[], str]]:
        return {
            "app reminder": partial(self._reminder, app),
            "app click": partial(self._click, app),
            "app double click": partial(self._double_click, app),
        }

    def _attempt(self, results: Results, name: str, step: Callable[[], str]) -> None:
        try:
            results.found[name] = step()
        except (TrialError, TimeoutError, RuntimeError, SubprocessError, LookupError, ValueError) as error:
            results.failed[name] = f"{type(error).__name__}: {error}"
            self._desktop.screenshot(self._folder / f"{self._desktop.name}-{name.replace(' ', '-')}.png")
            self._desktop.key("Escape", "Escape")
            self._desktop.click(*BARE)
            self._desktop.rest()

    @property
    def _place(self) -> tuple[int, int, int, int]:
        x, y = self._spot
        return (x - NEAR_ICON, y - NEAR_ICON // 2, x + NEAR_ICON // 2, y + NEAR_ICON // 2)

    def _shown(self) -> bool:
        """Whether something is where the icon goes that was not there without it."""
        return changed_box(self._bare, self._look()) is not None

    def _look(self) -> Image.Image:
        return self._desktop.image(self._place)

    def _icon(self, app: App) -> str:
        wait_until(lambda: app.status()["tray"]["visible"], "the app to find its icon shown")
        wait_until(self._shown, "the app's icon on screen")
        self._desktop.rest(2.5)  # an icon must stay
        if not self._shown():
            raise TrialError("The icon came and went.")
        self._pictures.take_icon(self._desktop.image(), self._spot)
        return f"shown by {app.status()['tray']['backend']}"

    def _picture(self) -> str:
        return self._pictures.save().name

    def _reminder(self, app: App) -> str:
        """Wait for it, take the picture for the documents, and press Begin."""
        before = self._desktop.image()
        sent = len(self._desktop.notifications.sent)
        reminded = lambda: len(self._desktop.notifications.sent) > sent  # noqa: E731
        keep_moving(self._desktop, 45, until=reminded)  # type: ignore[arg-type]  # it only moves the pointer
        self._desktop.notifications.wait_sent(sent + 1, timeout=1)
        self._desktop.rest(1.2)
        self._desktop.reach_for_notification()
        self._desktop.rest()
        button, body = self._desktop.button_spot(BUTTONS["begin"]), self._desktop.body_spot()
        spot = button or body
        if spot is None:
            raise TrialError("There is nothing to press.")
        self._pictures.take_reminder(before, self._desktop.image(), spot)
        self._press(app, spot, button=button is not None)
        return "shown, and Begin begins a set" if button else "shown, and a click on it begins a set"

    def _press(self, app: App, spot: tuple[int, int], *, button: bool) -> None:
        """Press Begin, or the words where there are no buttons, and see that it was just that."""
        invoked = len(self._desktop.notifications.invoked)
        self._desktop.click(*spot)
        app.wait_state("exercising", timeout=6)
        answers = [key for _, key in self._desktop.notifications.invoked[invoked:]]
        if button and (not answers or answers[0] == "default"):
            raise TrialError(f"A press where Begin should be answered {answers}: see the picture.")
        self._finish(app)

    def _click(self, app: App) -> str:
        if self._desktop.left == "begin":
            self._desktop.click(*self._spot)
            app.wait_state("exercising", timeout=6)
            self._finish(app)
            return "begins a set"
        self._desktop.click(*self._spot)
        self._desktop.rest()
        self._desktop.key("Escape")
        self._desktop.rest()
        if app.state() == "exercising":
            raise TrialError("It began a set instead of showing the menu.")
        return "opens the menu"

    def _double_click(self, app: App) -> str:
        """Some panels activate the icon twice then; one set is meant all the same."""
        before = len(app.history())
        self._desktop.click(*self._spot, times=2)
        app.wait_state("exercising", timeout=6)
        self._finish(app)
        begun = len(app.history()) - before
        if begun != 1:
            raise TrialError(f"It began {begun} sets.")
        return "begins one set"

    def _finish(self, app: App) -> None:
        """Let the short set come to its end."""
        app.wait_state("sitting", "due", "away", "snoozed", timeout=60)
        self._desktop.key("Escape")
        self._desktop.rest()
