"""Every picture of the app by one command: `python -m tests.desktop.screenshots`, into build/screenshots/.

The windows are real processes on a virtual desktop; the contact sheet shows every tray icon at every size,
at its own size and enlarged; the last pictures are of the real app on a whole desktop.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from soleus_tray.app.panel import actions_panel
from soleus_tray.core.day import Day
from soleus_tray.core.status import Reason, Status
from soleus_tray.core.window_messages import Panel, SetRequest
from soleus_tray.ports.tray import QUIET_STEPS, IconKey
from soleus_tray.ui import layout
from soleus_tray.ui.drawing.icon_cache import MARK_STEPS, SIZES
from soleus_tray.ui.drawing.icons import draw_icon
from tests.desktop.app import App
from tests.desktop.harness import Layout, VirtualDesktop, wait_until
from tests.desktop.meeting_pictures import SETTINGS, afternoon, in_a_call, sit, strips, why_page, write_day
from tests.desktop.picture_files import FOLDER, keep_for_the_readme, keep_window, side_by_side
from tests.desktop.window_hand import WindowHand

if TYPE_CHECKING:
    from soleus_tray.ports.theme import Brightness

PANELS = {"light": ("#F0F0F0", "#20292E"), "dark": ("#24282C", "#E9EDEF")}
STATES = (
    ("sitting", "0 min", IconKey("sitting", 0)),
    ("sitting", "15 min", IconKey("sitting", 6)),
    ("sitting", "42 min", IconKey("sitting", 17)),
    ("sitting", "60 min", IconKey("sitting", 24)),
    ("due", "", IconKey("due")),
    *(
        ("exercising", f"{step + 1} of {MARK_STEPS}", IconKey("exercising", step))
        for step in range(MARK_STEPS)
    ),
    ("held", "", IconKey("held")),
    ("snoozed", "", IconKey("snoozed")),
    ("away", "", IconKey("away")),
    ("paused", "", IconKey("paused")),
)
QUIET_STATES = (
    ("held", "", IconKey("held")),
    *(("quiet", f"{step + 1} of {QUIET_STEPS}", IconKey("quiet", step)) for step in range(QUIET_STEPS)),
)
REQUEST = SetRequest("tray", "steady", 120, None, 9, "light", 3, (2, 4, 3, 5, 1, 0, 3))
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


def main() -> int:
    """Make them all; answers 0."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, states in (("icons", STATES), ("icons-quiet", QUIET_STATES)):
        icon_sheet(name, states)
        icon_sheet(f"{name}-enlarged", states, zoom=4)
    with tempfile.TemporaryDirectory() as home, VirtualDesktop(_plain()) as desktop:
        here = write_day(Path(home))
        for theme in ("light", "dark"):
            for scale in (1.0, 2.0):
                window_phases(desktop, Path(home), theme, scale)
                actions_windows(desktop, Path(home), theme, scale)
                why_page(desktop, Path(home), theme, scale, here)
                strips(desktop, Path(home), theme, scale)
    for percent in ("100", "200"):
        for name, kind in (("windows", "[1-8]"), ("small-windows", "9")):
            side_by_side(f"{name}-{percent}", *(f"{theme}-{percent}-{kind}-*" for theme in ("light", "dark")))
    for dark in (False, True):
        tray_and_notification(dark)
        in_a_call(dark)
    readme_pictures()
    for path in sorted(FOLDER.glob("*.png")):
        print(path)
    return 0


def readme_pictures() -> None:
    """Those the documents show."""
    for theme in ("light", "dark"):
        keep_for_the_readme(f"desktop-{theme}-2-reminder", f"reminder-{theme}", (560, 0, 960, 190))
        keep_for_the_readme(f"desktop-{theme}-3-set", f"set-{theme}", (260, 0, 960, 640))
        keep_for_the_readme(f"desktop-{theme}-5-held-menu", f"held-{theme}", (560, 0, 960, 400))
        keep_for_the_readme(f"window-{theme}-100-9-why", f"why-{theme}")


def tray_and_notification(dark: bool) -> None:
    """The whole app on a desktop: tray icon, tooltip, menu, notification, and the window beside them."""
    theme = "dark" if dark else "light"
    desk = Layout(size=(960, 640), dark=dark, env=afternoon().environment)
    with VirtualDesktop(desk) as desktop:
        app = App(desktop, SETTINGS)
        sit(app, 3600 - 8)
        with app:
            _through_a_reminder(desktop, app, theme)


def _through_a_reminder(desktop: VirtualDesktop, app: App, theme: str) -> None:
    x, y = desktop.wait_tray_icon()
    desktop.move(x, y)
    time.sleep(1.5)  # a tooltip shows after a moment's rest
    desktop.screenshot(FOLDER / f"desktop-{theme}-1-tooltip.png")
    desktop.move(300, 300)
    desktop.notifications.wait_sent(timeout=30)
    desktop.wait_notification()
    desktop.screenshot(FOLDER / f"desktop-{theme}-2-reminder.png")
    desktop.press_notification("Begin")
    desktop.wait_window(name="Soleus")
    app.wait_state("exercising")
    time.sleep(9.6)  # into the hold of the third rep
    desktop.screenshot(FOLDER / f"desktop-{theme}-3-set.png")
    desktop.menu("Down", "Down", "Down", "Right")
    desktop.wait_still((x - 500, 0, 960, 30))
    desktop.screenshot(FOLDER / f"desktop-{theme}-4-menu.png")


def _plain() -> Layout:
    return Layout(size=(1000, 1240), panel="none", notification_server=False)


def icon_sheet(name: str, states: tuple[tuple[str, str, IconKey], ...], *, zoom: int = 1) -> None:
    """These states at every size on both kinds of panel, each pixel `zoom` wide."""
    column = 48 * zoom + 32
    height = sum(size * zoom + 16 for size in SIZES) + 64
    sheet = Image.new("RGB", (column * len(states) + 32, height * 2), "#B8BFC3")
    font = ImageFont.load_default(11)
    for row, (panel, (ground, ink)) in enumerate(PANELS.items()):
        draw = ImageDraw.Draw(sheet)
        draw.rounded_rectangle((8, row * height + 8, sheet.width - 8, (row + 1) * height - 8), 10, ground)
        for place, (label, detail, key) in enumerate(states):
            middle, y = 16 + column * place + column // 2, row * height + 24
            for size in reversed(SIZES):
                icon = draw_icon(replace(key, panel=panel), size)
                icon = icon.resize((size * zoom, size * zoom), Image.Resampling.NEAREST)
                sheet.paste(icon, (middle - size * zoom // 2, y), icon)
                y += size * zoom + 16
            draw.text((middle, y + 2), label, ink, font, anchor="mm")
            draw.text((middle, y + 16), detail, ink, font, anchor="mm")
    sheet.save(FOLDER / f"{name}.png", optimize=True)


def window_phases(desktop: VirtualDesktop, home: Path, theme: str, scale: float) -> None:
    """Get ready, lift, hold, lower, paused, finished and hurt, each as its own picture."""
    request = replace(REQUEST, theme=theme)  # type: ignore[arg-type]
    with WindowHand(desktop, home, scale=scale) as hand:
        hand.order("show", request)
        hand.wait("mapped")
        shown = time.monotonic()
        _wait_drawn(hand)
        keep_window(hand, "1-get-ready", theme, shown + 3.5)
        keep_window(hand, "2-loosen-up", theme, shown + 5.5)
        hand.wait("began")
        began = time.monotonic()
        for name, second in (("3-lift", 8.6), ("4-hold", 9.5), ("5-lower", 11.0)):
            keep_window(hand, name, theme, began + second)
        hand.take_keyboard()
        desktop.key("space")
        keep_window(hand, "6-paused", theme, time.monotonic() + 0.4)
        desktop.key("Return")
        keep_window(hand, "7-done", theme, time.monotonic() + 0.4)
    with WindowHand(desktop, home, scale=scale) as hand:
        hand.order("show", replace(request, get_ready=0))
        hand.wait("began")
        hand.click_at(layout.WIDTH / 2, layout.HURTS_Y)
        keep_window(hand, "8-rest", theme, time.monotonic() + 0.4)


def actions_windows(desktop: VirtualDesktop, home: Path, theme: str, scale: float) -> None:
    """The window that stands in for the tray, and the one for the notification."""
    brightness: Brightness = "dark" if theme == "dark" else "light"
    for name, panel in (
        ("9-actions", actions_panel(SITTING, brightness, autostart=False)),
        ("9-in-a-meeting", actions_panel(IN_A_MEETING, brightness, autostart=True)),
        ("9-reminder", replace(REMINDER, theme=brightness)),
    ):
        with WindowHand(desktop, home, "panel", scale) as hand:
            desktop.move(0, 0)  # so that it lies on none of the buttons
            hand.order("show", panel)
            hand.wait("mapped")
            keep_window(hand, name, theme, time.monotonic() + 0.5)


def _wait_drawn(hand: WindowHand) -> None:
    """Return once the figure is there: the first window of a scale has its pictures drawn while it shows."""

    def has_figure() -> bool:
        return len(hand.desktop.image(hand.window.box).getcolors(1 << 20) or []) > 300

    wait_until(has_figure, "the window's pictures")


if __name__ == "__main__":
    sys.exit(main())
