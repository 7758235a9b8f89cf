"""Every window at each of its moments, pictured: the scenes that `make screenshots` plays through."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from soleus_tray.app.panel import actions_panel
from soleus_tray.core.content.pages import PAGE_KEYS
from soleus_tray.core.day import Day
from soleus_tray.core.status import Reason, Status
from soleus_tray.core.window_messages import Panel
from soleus_tray.ui.tray_face import Surroundings
from tests.desktop import set_scenes as sets
from tests.desktop.picture_files import FOLDER
from tests.desktop.studio import SETTLED, Studio

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desktop.harness import VirtualDesktop

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


THE_REST = (first_run, check_in, learn, why, panels)
EVERYTHING = (*sets.ALL, *THE_REST)
A_LOOK_AT_SIZES = (*sets.A_LOOK, first_run, check_in, safety, why, panels)
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
                    sets.show(studio, window, get_ready=9)
                window.hand.wait("mapped")
                time.sleep(2 * SETTLED)
                desktop.screenshot(FOLDER / f"small-screen-{kind}.png")

        scene.__name__ = f"small screen: {kind}"
        studio.play(scene)
    return studio.missing
