"""Pictures of what a meeting shows: the held menu, the icon and the strip that pace, the page that says why.

The morning before them is written into the app's state and record, and the desktop's clocks are set to the
afternoon by a time zone, so that every run makes the same pictures.
"""

from __future__ import annotations

import json
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image

from soleus_tray.adapters.store.journal import FileJournal
from soleus_tray.core.window_messages import Strip
from soleus_tray.ui.drawing.cache import draw_icons
from soleus_tray.ui.drawing.icon_cache import icons_folder
from soleus_tray.ui.strip.process import TITLE
from tests.desktop.app import App
from tests.desktop.harness import Layout, VirtualDesktop, wait_until
from tests.desktop.harness.sound import SoundServer
from tests.desktop.picture_files import FOLDER, keep_window
from tests.desktop.window_hand import WindowHand
from tests.fakes.records import a_decision, a_done_set, home

if TYPE_CHECKING:
    from soleus_tray.core.facts import Fact

SETTINGS = '[reminders]\ninterval = "60m"\n[set]\nlength = "2m"\npace = "steady"\nget_ready = "0s"\n'
CLOCK = "15:04"
SAT, SAT_TODAY = 85 * 60, 5 * 3600
MOMENTS = 9
"""Pictures of one rep of 4 s, half a second apart."""
DAY = (
    ("09:01", "started", "", "", 0),
    ("10:03", "due", "", "", 3600),
    ("10:03", "reminded", "", "", 3600),
    ("10:04", "begun", "notification", "", 0),
    ("10:06", "set_ended", "completed", "", 120),
    ("10:48", "away", "", "", 300),
    ("11:10", "back", "", "", 22 * 60),
    ("11:11", "was_sitting", "", "", 22 * 60),
    ("11:12", "due", "", "", 66 * 60),
    ("11:12", "held", "fullscreen", "VLC", 0),
    ("11:31", "freed", "fullscreen", "VLC", 0),
    ("11:32", "reminded", "", "", 86 * 60),
    ("11:33", "begun", "tray", "", 0),
    ("11:35", "set_ended", "completed", "", 120),
    ("12:41", "ate", "", "", 0),
    ("13:05", "due", "", "", 1800),
    ("13:05", "held", "microphone", "Zoom", 0),
    ("13:20", "begun", "quiet", "", 0),
    ("13:22", "set_ended", "completed", "", 120),
    ("13:48", "freed", "microphone", "Zoom", 0),
    ("14:22", "due", "", "", 3600),
    ("14:22", "reminded", "", "", 3600),
    ("14:23", "snoozed", "", "", 600),
)


class Afternoon(NamedTuple):
    """A day on which it is CLOCK now."""

    midnight: datetime
    """UTC."""
    utc_offset: int
    """Seconds east of UTC."""

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs to live in it; POSIX counts westward."""
        hours, minutes = divmod(abs(self.utc_offset) // 60, 60)
        return {"TZ": f"LOC{'-' if self.utc_offset >= 0 else '+'}{hours:02d}:{minutes:02d}"}

    def at(self, clock: str) -> datetime:
        """When its clocks show this, UTC."""
        hours, minutes = clock.split(":")
        return self.midnight + timedelta(hours=int(hours), minutes=int(minutes))


def afternoon() -> Afternoon:
    """The day, in whichever time zone that is."""
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    hours, minutes = (int(part) for part in CLOCK.split(":"))
    east = (hours - now.hour) * 60 + minutes - now.minute
    east = (east + 12 * 60) % (24 * 60) - 12 * 60
    return Afternoon(now - timedelta(hours=hours, minutes=minutes), east * 60)


def a_day(here: Afternoon) -> list[Fact]:
    """What the record says of it: three sets, and each decision."""
    facts: list[Fact] = []
    for clock, what, detail, who, seconds in DAY:
        at = here.at(clock)
        said = {"at": at, "utc_offset": here.utc_offset, "what": what, "detail": detail, "who": who}
        facts.append(a_decision(**said, seconds=seconds))
        if what == "set_ended":
            begun = at - timedelta(minutes=2)
            facts.append(a_done_set(started_at=begun, ended_at=at, utc_offset=here.utc_offset, reps=30))
    return facts


# --- windows --------------------------------------------------------------------------------------------


def write_day(folder: Path) -> Afternoon:
    """Write it into the record of this home."""
    here = afternoon()
    FileJournal(home(folder).journal).append(*a_day(here))
    return here


def strips(desktop: VirtualDesktop, folder: Path, theme: str, scale: float) -> None:
    """The pacer strip: on its way up, and in the hold."""
    draw_icons(icons_folder(folder / "cache"))
    with WindowHand(desktop, folder, "strip", scale, title=f"^{TITLE}$") as hand:
        begins = time.monotonic() + 1.0
        hand.order("show", Strip("steady", 30, begins, "pace off", theme))  # type: ignore[arg-type]
        hand.wait("mapped")
        for name, second in (("rises", 4.5), ("holds", 5.6), ("sinks", 7.0)):
            keep_window(hand, f"9-strip-{name}", theme, begins + second)


# --- the whole desktop ----------------------------------------------------------------------------------


def in_a_call(dark: bool) -> None:
    """A reminder held by a real recorder: the menu, and then the icon's pace through one rep."""
    theme, here = "dark" if dark else "light", afternoon()
    desk = Layout(size=(960, 640), dark=dark, env=here.environment)
    with (
        tempfile.TemporaryDirectory() as folder,
        SoundServer(Path(folder)) as sound,
        VirtualDesktop(desk) as desktop,
    ):
        app = App(desktop, SETTINGS, env=sound.environment)
        sit(app, SAT)
        sound.record("Zoom")
        with app:
            desktop.move(300, 400)
            app.wait_state("held", timeout=30)
            _held_menu(desktop, theme)
            _pace(desktop, app, theme)


def sit(app: App, seconds: int) -> None:
    """Let the app, which does not run, believe that the day was as in DAY, and one has sat so long now."""
    write_day(app.home)
    app.start()
    wait_until(lambda: app.status()["today"]["sets"] == 3, "the record's sets")
    app.stop()
    path = app.home / "state/clock.json"
    values = json.loads(path.read_text())
    values["sitting"]["hour"] = float(seconds)
    values["day"]["sitting_seconds"] = float(SAT_TODAY)
    path.write_text(json.dumps(values))


def _held_menu(desktop: VirtualDesktop, theme: str) -> None:
    desktop.menu("Down")
    x, y = desktop.wait_tray_icon()
    desktop.move(x - 40, y + 40)  # on the first line; the panel's tooltip leaves with the pointer
    desktop.wait_still((0, 0, 960, 30))
    time.sleep(0.5)  # for the tooltip to go
    desktop.screenshot(FOLDER / f"desktop-{theme}-5-held-menu.png")
    desktop.key("Escape")


def _pace(desktop: VirtualDesktop, app: App, theme: str) -> None:
    """The panel's right end at moments of the second rep, one below the other."""
    desktop.click_tray_icon()
    app.wait_state("exercising")
    desktop.move(300, 400)
    wait_until(lambda: _reps(app), "a rep", 20, interval=0.05)
    began = time.monotonic()
    box = (860, 0, 960, 32)
    shots = []
    for moment in range(MOMENTS):
        time.sleep(max(0.0, began + moment * 0.5 - time.monotonic()))
        shots.append(desktop.image(box).resize((300, 96), Image.Resampling.NEAREST))
    sheet = Image.new("RGB", (3 * 300, 3 * 96))
    for number, shot in enumerate(shots):
        sheet.paste(shot, (number % 3 * 300, number // 3 * 96))
    sheet.save(FOLDER / f"desktop-{theme}-6-quiet.png", optimize=True)


def _reps(app: App) -> bool:
    path = app.home / "state/journal/facts.jsonl"
    return path.exists() and '"reps":1' in path.read_text()
