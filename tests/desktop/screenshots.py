"""Every picture of the app by one command: `python -m tests.desktop.screenshots`, into build/screenshots/.

The windows are real processes on a virtual desktop; the contact sheet shows every tray icon at every size,
at its own size and enlarged; the last pictures are of the real app on a whole desktop.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from soleus_tray.core.window_messages import Panel, SetRequest
from soleus_tray.ports.tray import IconKey
from soleus_tray.ui import layout
from soleus_tray.ui.drawing.icon_cache import MARK_STEPS, SIZES
from soleus_tray.ui.drawing.icons import draw_icon
from tests.desktop.app import App
from tests.desktop.harness import Layout, VirtualDesktop, wait_until
from tests.desktop.window_hand import WindowHand

FOLDER = Path("build/screenshots")
FOR_THE_README = Path("docs/images")
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
REQUEST = SetRequest("tray", "steady", 120, None, 9, "light", 3, (2, 4, 3, 5, 1, 0, 3))
PANEL = Panel(
    "Soleus Tray",
    ("42 min sitting, next set in 18 min.", "3 sets today."),
    (
        ("begin", "Begin a set"),
        ("snooze 600", "Snooze 10 min"),
        ("pause", "Pause"),
        ("standing on", "I'm standing"),
        ("quit", "Quit"),
    ),
    "light",
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
    icon_sheet("icons")
    icon_sheet("icons-enlarged", enlarged=True)
    with tempfile.TemporaryDirectory() as home, VirtualDesktop(_plain()) as desktop:
        for theme in ("light", "dark"):
            for scale in (1.0, 2.0):
                window_phases(desktop, Path(home), theme, scale)
                actions_windows(desktop, Path(home), theme, scale)
    for name in ("100", "200"):
        side_by_side(name)
    for dark in (False, True):
        tray_and_notification(dark)
    readme_pictures()
    for path in sorted(FOLDER.glob("*.png")):
        print(path)
    return 0


def readme_pictures() -> None:
    """The four that README shows, cut from the pictures of the whole desktop."""
    FOR_THE_README.mkdir(parents=True, exist_ok=True)
    for theme in ("light", "dark"):
        reminder = Image.open(FOLDER / f"desktop-{theme}-2-reminder.png").crop((560, 0, 960, 190))
        reminder.quantize(128).save(FOR_THE_README / f"reminder-{theme}.png", optimize=True)
        window = Image.open(FOLDER / f"desktop-{theme}-3-set.png").crop((260, 0, 960, 640))
        window.quantize(128).save(FOR_THE_README / f"set-{theme}.png", optimize=True)


def tray_and_notification(dark: bool) -> None:
    """The whole app on a desktop: tray icon, tooltip, menu, notification, and the window beside them."""
    theme = "dark" if dark else "light"
    desk = Layout(size=(960, 640), dark=dark)
    settings = '[reminders]\ninterval = "8s"\n[set]\nlength = "2m"\nget_ready = "0s"\n'
    with VirtualDesktop(desk) as desktop, App(desktop, settings) as app:
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


def icon_sheet(name: str, *, enlarged: bool = False) -> None:
    """Every state at every size on both kinds of panel, at its own size or each pixel 4 wide."""
    zoom = 4 if enlarged else 1
    column = 48 * zoom + 32
    height = sum(size * zoom + 16 for size in SIZES) + 64
    sheet = Image.new("RGB", (column * len(STATES) + 32, height * 2), "#B8BFC3")
    font = ImageFont.load_default(11)
    for row, (panel, (ground, ink)) in enumerate(PANELS.items()):
        draw = ImageDraw.Draw(sheet)
        draw.rounded_rectangle((8, row * height + 8, sheet.width - 8, (row + 1) * height - 8), 10, ground)
        for place, (label, detail, key) in enumerate(STATES):
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
        _keep(hand, "1-get-ready", theme, shown + 3.5)
        _keep(hand, "2-loosen-up", theme, shown + 5.5)
        hand.wait("began")
        began = time.monotonic()
        for name, second in (("3-lift", 8.6), ("4-hold", 9.5), ("5-lower", 11.0)):
            _keep(hand, name, theme, began + second)
        hand.take_keyboard()
        desktop.key("space")
        _keep(hand, "6-paused", theme, time.monotonic() + 0.4)
        desktop.key("Return")
        _keep(hand, "7-done", theme, time.monotonic() + 0.4)
    with WindowHand(desktop, home, scale=scale) as hand:
        hand.order("show", replace(request, get_ready=0))
        hand.wait("began")
        hand.click_at(layout.WIDTH / 2, layout.HURTS_Y)
        _keep(hand, "8-rest", theme, time.monotonic() + 0.4)


def actions_windows(desktop: VirtualDesktop, home: Path, theme: str, scale: float) -> None:
    """The window that stands in for the tray, and the one for the notification."""
    for name, panel in (("9-actions", PANEL), ("9-reminder", REMINDER)):
        with WindowHand(desktop, home, "panel", scale) as hand:
            hand.order("show", replace(panel, theme=theme))  # type: ignore[arg-type]
            hand.wait("mapped")
            _keep(hand, name, theme, time.monotonic() + 0.5)


def side_by_side(percent: str) -> None:
    """All windows of one scale in two rows, light above dark, as in the mock."""
    rows = []
    for theme in ("light", "dark"):
        pictures = [Image.open(path) for path in sorted(FOLDER.glob(f"window-{theme}-{percent}-*.png"))]
        row = Image.new(
            "RGB", (sum(p.width + 24 for p in pictures) + 24, max(p.height for p in pictures) + 24), "#B8BFC3"
        )
        x = 24
        for picture in pictures:
            row.paste(picture, (x, 12))
            x += picture.width + 24
        rows.append(row)
    sheet = Image.new("RGB", (max(r.width for r in rows), sum(r.height for r in rows)), "#B8BFC3")
    y = 0
    for row in rows:
        sheet.paste(row, (0, y))
        y += row.height
    sheet.save(FOLDER / f"windows-{percent}.png", optimize=True)


def _wait_drawn(hand: WindowHand) -> None:
    """Return once the figure is there: the first window of a scale has its pictures drawn while it shows."""

    def has_figure() -> bool:
        return len(hand.desktop.image(hand.window.box).getcolors(1 << 20) or []) > 300

    wait_until(has_figure, "the window's pictures")


def _keep(hand: WindowHand, name: str, theme: str, at: float) -> None:
    """Save the window's inside at this monotonic time."""
    window = hand.window
    time.sleep(max(0.0, at - time.monotonic()))
    path = FOLDER / f"window-{theme}-{round(hand.scale * 100)}-{name}.png"
    hand.desktop.screenshot(path, window.box)


if __name__ == "__main__":
    sys.exit(main())
