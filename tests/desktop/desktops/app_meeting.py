"""A call on a real desktop: a reminder that waits, a set that the icon paces, and the reminder afterwards."""

from __future__ import annotations

import contextlib
import re
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.desktop.app import keep_moving
from tests.desktop.desktops.hand import BARE, TrialError
from tests.desktop.desktops.pictures import icon_box
from tests.desktop.desktops.report import NO_LIMITS
from tests.desktop.harness.processes import wait_until
from tests.desktop.harness.screen import changed_box

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL import Image

    from tests.desktop.app import App
    from tests.desktop.desktops.app_menu import AppMenu
    from tests.desktop.desktops.base import RealDesktop
    from tests.desktop.desktops.pictures import Pictures
    from tests.desktop.harness.screen import Box
    from tests.desktop.harness.sound import Recorder

DUE_AT_ONCE = (
    '[reminders]\ninterval = "5s"\nlearn = false\n'  # a line more would move the notification's buttons
    '[set]\nlength = "2m"\npace = "steady"\nget_ready = "0s"\n'
)
CALLER = "Fake Zoom"
REST = 5.0
"""Seconds the hand rests for the idle time; the sources that tell edges know it from 3 s on."""
LATE = 3.0
"""Seconds a busy machine may be late in telling it, its command line's start among them."""
REMINDED_AFTER = (60, 75)
"""Seconds from the recorder's end to the reminder."""
WORKING = 50.0
"""Seconds of them in which the hand is at work."""
WAITED_FOR = ("gnome-wayland", "plasma-wayland")
"""Where that minute is waited for; the others would show the same with the same code."""
FRAMES = 6
"""Different pictures of the icon that make a movement."""
TOLD = ("idle", "microphone", "camera", "sharing", "dnd", "fullscreen", "program")
"""What is read that doesn't depend on a login session, which there is none of here."""
A_REP = re.compile(r'"reps":[1-9]')
PANEL = 24
"""Pixels above and below the icon's middle that are the panel's, where a clock may go on."""


class AppMeeting:
    """Tries a running app that is due at once, while `recorder` records; its icon is at `spot`."""

    def __init__(
        self,
        desktop: RealDesktop,
        app: App,
        recorder: Recorder,
        menu: AppMenu,
        spot: tuple[int, int],
        pictures: Pictures,
    ) -> None:
        self._desktop, self._app, self._recorder, self._menu = desktop, app, recorder, menu
        self._spot, self._pictures = spot, pictures
        self._sent = len(desktop.notifications.sent)

    def steps(self) -> dict[str, Callable[[], str]]:
        """What is tried, in this order; the last one ends the call."""
        return {
            "app held": self._held,
            "app idle": self._idle,
            "app sharing": partial(self._source, "sharing"),
            "app full screen": partial(self._source, "fullscreen"),
            "app limits": self._limits,
            "app quiet set": self._by_click,
            "app quiet menu": self._by_menu,
            "app after call": self._after_call,
        }

    def _held(self) -> str:
        self._desktop.move(*BARE)
        self._app.wait_state("held", timeout=40)
        status = self._app.status()
        if status["held_by"] != [f"microphone in use by {CALLER}"]:
            raise TrialError(f"It is held by {status['held_by']}.")
        if self._reminders():
            raise TrialError("It reminded all the same.")
        return f"{status['held_by'][0]} ({status['sensors']['microphone']['source']})"

    def _idle(self) -> str:
        """Let the hand rest, and compare."""
        self._touch()
        rested = time.monotonic()
        time.sleep(REST)
        idle = self._app.status()["sensors"]["idle"]
        passed = time.monotonic() - rested
        if idle["source"] != self._desktop.idle_source:
            raise TrialError(f"It is read from {idle}.")
        if idle["seconds"] is None or not REST - 1 <= idle["seconds"] <= passed + LATE:
            raise TrialError(f"After {passed:.1f} s of rest it reads {idle}.")
        self._touch()
        wait_until(
            lambda: (self._app.status()["sensors"]["idle"]["seconds"] or 0) < 3, "the hand's return", 6
        )
        return str(idle["source"])

    def _source(self, kind: str) -> str:
        """Where something is read from while a reminder is held."""
        source = self._app.status()["sensors"][kind]["source"]
        return "can't be known" if source == "unknown" else str(source)

    def _limits(self) -> str:
        """What the app says that it can't know here, a line each."""
        sensors = self._app.status()["sensors"]
        return "\n".join(why for kind in TOLD if (why := sensors[kind]["why"])) or NO_LIMITS

    def _touch(self) -> None:
        x, y = self._desktop.pointer()
        self._desktop.move(x + 8, y + 6)
        self._desktop.move(*BARE)

    def _by_click(self) -> str:
        click = partial(self._desktop.click, *self._spot, times=2 if self._desktop.left == "menu" else 1)
        self._paced(click, click)
        return f"a {'double ' if self._desktop.left == 'menu' else ''}click begins it, another ends it"

    def _by_menu(self) -> str:
        self._app.wait_state("held", timeout=30)
        first = self._menu.labels()[0]
        if first != "Pace me quietly":
            raise TrialError(f"The menu's first line is {first!r}.")
        self._paced(partial(self._menu.choose, first), partial(self._menu.choose, "End the quiet set"))
        return "its first line begins it, End the quiet set ends it"

    def _paced(self, begin: Callable[[], object], end: Callable[[], object]) -> None:
        """Begin a set, watch the icon and the screen, end it after a rep, and find it in the record."""
        self._desktop.move(*BARE)
        self._desktop.rest()
        before, recorded = self._desktop.image(), len(self._app.history())
        wait_until(lambda: not A_REP.search(self._journal()), "the journal to be taken in", 10)
        begin()
        self._app.wait_state("exercising", timeout=6)
        self._desktop.move(*BARE)
        self._watch(before.crop(icon_box(self._spot)).tobytes())
        self._nothing_else(before)
        wait_until(lambda: A_REP.search(self._journal()), "a rep", 20)
        end()
        self._app.wait_state("sitting", "held", timeout=8)
        sets = wait_until(lambda: self._app.history()[recorded:], "the set in the record", 20, interval=0.5)
        if [(one["source"], one["outcome"]) for one in sets] != [("quiet", "stopped_early")]:
            raise TrialError(f"The record says {sets}.")

    def _watch(self, before: bytes) -> None:
        """See the icon move, which looked like this when it was held."""
        seen: dict[bytes, Image.Image] = {}

        def enough() -> bool:
            now = self._desktop.image(icon_box(self._spot))
            if now.tobytes() != before:
                seen.setdefault(now.tobytes(), now)
            return len(seen) >= FRAMES

        wait_until(enough, f"{FRAMES} pictures of the icon", 30)
        self._pictures.take_pace(list(seen.values()))

    def _nothing_else(self, before: Image.Image) -> None:
        """No window, no notification, and no pixel elsewhere."""
        process = self._app.process
        children = commands_below(process.pid) if process else []
        if windows := [command for command in children if "_window" in command]:
            raise TrialError(f"A window's process runs: {windows}")
        if self._reminders():
            raise TrialError("A notification was sent.")
        wait_until(lambda: self._elsewhere(before) is None, "the rest of the screen to be as before", 8)

    def _elsewhere(self, before: Image.Image) -> Box | None:
        """What differs outside the panel."""
        now = self._desktop.image()
        top, bottom = self._spot[1] - PANEL, self._spot[1] + PANEL
        now.paste(before.crop((0, top, now.width, bottom)), (0, top))
        return changed_box(before, now)

    def _journal(self) -> str:
        path = self._app.home / "state/journal/facts.jsonl"
        return path.read_text() if path.exists() else ""

    def _after_call(self) -> str:
        if self._desktop.name not in WAITED_FOR:
            return "not waited for here"
        self._desktop.move(*BARE)
        self._app.wait_state("held", timeout=30)
        self._recorder.stop()
        released = time.monotonic()
        keep_moving(self._desktop, WORKING, until=self._reminders)  # type: ignore[arg-type]  # it only moves
        # A reminder waits for hands that rest, up to two minutes; these do.
        wait_until(self._reminders, "the reminder", 40)
        waited = time.monotonic() - released
        keep_moving(self._desktop, 8)  # type: ignore[arg-type]
        least, most = REMINDED_AFTER
        if self._reminders() != 1 or not least <= waited <= most:
            raise TrialError(f"{self._reminders()} came, the first after {waited:.1f} s.")
        return f"one reminder, {waited:.0f} s after it"

    def _reminders(self) -> int:
        """How many notifications were sent since the call began."""
        return len(self._desktop.notifications.sent) - self._sent


def commands_below(process: int) -> list[list[str]]:
    """The command lines of a process's children, and theirs."""
    found: list[list[str]] = []
    for told in Path(f"/proc/{process}/task").glob("*/children"):
        for child in told.read_text().split():
            with contextlib.suppress(OSError):  # it may have ended meanwhile
                found.append(Path(f"/proc/{child}/cmdline").read_text().split("\0"))
                found += commands_below(int(child))
    return found
