"""Every window at each of its moments, pictured: the scenes that `make screenshots` plays through."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from soleus_tray.adapters.language import FOLDER_VARIABLE
from soleus_tray.app.panel import actions_panel
from soleus_tray.core.content.pages import PAGE_KEYS
from soleus_tray.core.day import Day
from soleus_tray.core.status import Reason, Status
from soleus_tray.core.window_messages import Panel, PlanOffer, SetRequest
from soleus_tray.ui.tray_face import Surroundings
from tests.desktop.harness import wait_until
from tests.desktop.layouts import Telling
from tests.desktop.picture_files import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from soleus_tray.core.text import Catalog
    from soleus_tray.core.window_messages import WindowTheme
    from tests.desktop.harness import VirtualDesktop

    Scene = Callable[["Studio"], None]

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SITTING = Status(
    state="sitting",
    sitting_seconds=42 * 60,
    due_in_seconds=18 * 60,
    interval_share=0.7,
    set_reps=0,
    held_by=(),
    snoozed_until=None,
    paused_until=None,
    standing=False,
    today=Day(NOON.date(), sets=3, reps=90, active_seconds=360, sitting_seconds=4 * 3600),
    now=NOON,
    utc_offset=0,
)
IN_A_MEETING = replace(
    SITTING,
    state="held",
    sitting_seconds=85 * 60,
    held_by=(Reason("microphone", "Zoom", NOON - timedelta(minutes=25), lasts=True),),
    in_meeting=True,
    maybe_sat=22 * 60,
)
REMINDER = Panel(
    "An hour of sitting",
    ("Two minutes for your legs? They can work while you do.",),
    (("begin", "Begin"), ("snooze 600", "Snooze 10 min"), ("skip", "Skip")),
    "light",
)
REQUEST = SetRequest("tray", "steady", 120, None, 9, "light", 3, (2, 4, 3, 5, 1, 0, 3))
SETTLED = 0.4
"""Seconds for a window to have painted what it was told."""


@dataclass
class Studio:
    """A desktop, and in which theme, size and language its windows are pictured."""

    desktop: VirtualDesktop
    home: Path
    theme: WindowTheme = "light"
    scale: float = 1.0
    words: Catalog | None = None
    env: dict[str, str] = field(default_factory=dict)
    label: str = ""
    """Of its pictures; the theme and the scaling, unless it is given."""
    missing: list[str] = field(default_factory=list)
    """What could not be pictured, and why."""

    def draw(self) -> None:
        """Have the windows' pictures drawn before any of them shows."""
        env = {**self.desktop.env, "SOLEUS_TRAY_HOME": str(self.home)}
        command = [sys.executable, "-m", "soleus_tray", "_draw", "frames", self.theme, str(self.scale)]
        subprocess.run(command, env=env, check=True, timeout=120)

    def open(self, kind: str, *words: str) -> Telling:
        """A window of this kind."""
        return Telling(self.desktop, self.home, kind, self.scale, words, self.env)

    def say(self, message: str) -> str:
        """A sentence as the windows say it."""
        return self.words.gettext(message) if self.words else message

    def keep(self, window: Telling, name: str) -> None:
        """Save the window's inside as it is in a moment."""
        self.desktop.move(0, 0)  # the pointer, so that it lies on no button
        time.sleep(SETTLED)
        boxes = [item["box"] for item in window.now() if item["kind"] == "window"]
        box = (
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        )
        label = self.label or f"{self.theme}-{round(self.scale * 100)}"
        self.desktop.screenshot(FOLDER / f"window-{label}-{name}.png", box)

    def play(self, *scenes: Scene) -> None:
        """Play these; one that fails is noted, and the others go on."""
        for scene in scenes:
            try:
                scene(self)
            except (TimeoutError, AssertionError, OSError) as error:
                self.missing.append(
                    f"{scene.__name__} ({self.label or self.theme}, {self.scale:.0%}): {error}"
                )


def language_env(folder: Path, code: str) -> dict[str, str]:
    """What a window's process needs to speak it."""
    return {"LANGUAGE": code, FOLDER_VARIABLE: os.fspath(folder)}


# ---- a set ---------------------------------------------------------------------------------------------


def _show(studio: Studio, window: Telling, **changes: object) -> None:
    window.hand.order("show", replace(REQUEST, theme=studio.theme, **changes))  # type: ignore[arg-type]
    window.hand.wait("mapped")


def _wait_words(studio: Studio, window: Telling, message: str) -> None:
    words = studio.say(message)
    wait_until(lambda: words in window.words(), f"{words!r} in {window.name}", 60)


def _cut_short(studio: Studio) -> str:
    one = "Your last set was cut short after {reps} rep; it is in your record."
    many = "Your last set was cut short after {reps} reps; they are in your record."
    return (studio.words.ngettext(one, many, 14) if studio.words else many).format(reps=14)


def _offer(studio: Studio) -> PlanOffer:
    ready = studio.say("{days} days at {minutes} min, all easy.").format(days=studio.say("Four"), minutes=3)
    question = studio.say("Want to try {minutes}? Staying at 3 is fine.").format(minutes=5)
    return PlanOffer(4, f"{ready} {question}", studio.say("Try {minutes} min").format(minutes=5))


def a_set(studio: Studio) -> None:
    """Get ready, loosen up, the three phases, a pause, what more there is, and the keys."""
    with studio.open("session") as window:
        _show(studio, window, note=_cut_short(studio))
        studio.keep(window, "1-get-ready")
        _wait_words(studio, window, "Loosen up")
        studio.keep(window, "2-loosen-up")
        window.hand.wait("began")
        began = time.monotonic()
        for name, second in (("3-lift", 8.2), ("4-hold", 9.1), ("5-lower", 10.6)):
            time.sleep(max(0.0, began + second - time.monotonic()))
            studio.keep(window, name)
        window.press(studio.say("Pause"))
        studio.keep(window, "6-1-paused")
        window.hand.take_keyboard()
        studio.desktop.key("question")
        studio.keep(window, "6-2-keys")
        studio.desktop.key("Escape")


def a_hold(studio: Studio) -> None:
    """One moment of a set, for a look at sizes."""
    with studio.open("session") as window:
        _show(studio, window, get_ready=0)
        window.hand.wait("began")
        time.sleep(5.1 - SETTLED)
        studio.keep(window, "4-hold")


def the_end(studio: Studio) -> None:
    """A whole set's last screen, with an offer."""
    with studio.open("session") as window:
        _show(studio, window, pace="pulse", reps=3, get_ready=0, offer=_offer(studio))
        window.hand.wait("ended")
        studio.keep(window, "7-done")


def pain(studio: Studio) -> None:
    """After "It hurts, stop"."""
    with studio.open("session") as window:
        _show(studio, window, get_ready=0)
        window.hand.wait("began")
        window.press(studio.say("It hurts, stop"))
        window.hand.wait("ended")
        studio.keep(window, "8-rest")


def compact(studio: Studio) -> None:
    """The slim strip: ready, holding, and at its end."""
    with studio.open("session") as window:
        _show(studio, window, mode="compact", get_ready=4, pace="gentle", reps=1)
        studio.keep(window, "9-compact-1-ready")
        window.hand.wait("began")
        time.sleep(2.5 - SETTLED)
        studio.keep(window, "9-compact-2-hold")
        window.hand.wait("ended")
        studio.keep(window, "9-compact-3-done")


# ---- the other windows ---------------------------------------------------------------------------------


def first_run(studio: Studio) -> None:
    """The three steps, and the try-out on the way."""
    with studio.open("welcome", studio.theme) as window:
        window.hand.wait("mapped")
        studio.keep(window, "10-welcome-1")
        window.press(studio.say("Try 20 seconds"))
        time.sleep(4)
        studio.keep(window, "10-welcome-2-try")
        window.press(studio.say("Stop here"))
        window.press(studio.say("Next"))
        studio.keep(window, "10-welcome-3-safety")
        window.press(studio.say("I've read this"))
        studio.keep(window, "10-welcome-4-hour")


def check_in(studio: Studio) -> None:
    """The daily question."""
    with studio.open("checkin", studio.theme) as window:
        window.hand.wait("mapped")
        studio.keep(window, "11-check-in")


def learn(studio: Studio) -> None:
    """Each of its pages."""
    for place, page in enumerate(PAGE_KEYS):
        with studio.open("learn", studio.theme, page) as window:
            window.hand.wait("mapped")
            studio.keep(window, f"12-learn-{place:02}-{page}")


def safety(studio: Studio) -> None:
    """The page that is one click away from everywhere."""
    with studio.open("learn", studio.theme, "safety") as window:
        window.hand.wait("mapped")
        studio.keep(window, "12-safety")


def why(studio: Studio) -> None:
    """The page of decisions."""
    with studio.open("why", studio.theme) as window:
        window.hand.wait("mapped")
        time.sleep(1)  # for the record to be read
        studio.keep(window, "9-why")


def panels(studio: Studio) -> None:
    """The window that stands in for the tray, and the one for the notification."""
    brightness = "dark" if studio.theme.startswith("dark") else "light"
    for name, panel in (
        ("9-actions", actions_panel(SITTING, brightness, Surroundings(autostart=False))),
        ("9-in-a-meeting", actions_panel(IN_A_MEETING, brightness, Surroundings(autostart=True))),
        ("9-reminder", REMINDER),
    ):
        with studio.open("panel") as window:
            window.hand.order("show", replace(panel, theme=studio.theme))
            window.hand.wait("mapped")
            studio.keep(window, name)


EVERYTHING = (a_set, the_end, pain, compact, first_run, check_in, learn, why, panels)
A_LOOK_AT_SIZES = (a_hold, the_end, pain, compact, first_run, check_in, safety, why, panels)
SMALL_SCREEN = (1024, 600)


def small_screen(desktop: VirtualDesktop, home: Path) -> list[str]:
    """The larger windows on the smallest screen, the whole of it pictured; what could not be."""
    studio = Studio(desktop, home, label="small-screen")
    studio.draw()
    pages = (
        ("session", ()),
        ("welcome", ("light",)),
        ("learn", ("light",)),
        ("checkin", ("light",)),
        ("why", ("light",)),
    )
    for kind, words in pages:

        def scene(_: Studio, kind: str = kind, words: tuple[str, ...] = words) -> None:
            with studio.open(kind, *words) as window:
                if kind == "session":
                    _show(studio, window, get_ready=9)
                window.hand.wait("mapped")
                time.sleep(2 * SETTLED)
                desktop.screenshot(FOLDER / f"small-screen-{kind}.png")

        scene.__name__ = f"small screen: {kind}"
        studio.play(scene)
    return studio.missing
