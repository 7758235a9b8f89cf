"""Every picture of the app by one command: `python -m tests.desktop.screenshots`, into build/screenshots/.

The windows are real processes on a virtual desktop; the contact sheet shows every tray icon at every size,
at its own size and enlarged; the last pictures are of the real app on a whole desktop.
"""

from __future__ import annotations

import gettext
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from soleus_tray.core import text
from soleus_tray.ports.tray import QUIET_STEPS, IconKey
from soleus_tray.ui.drawing.icon_cache import MARK_STEPS, SIZES
from soleus_tray.ui.drawing.icons import draw_icon
from tests.desktop.app import App
from tests.desktop.harness import Layout, VirtualDesktop
from tests.desktop.meeting_pictures import SETTINGS, afternoon, in_a_call, sit, strips, write_day
from tests.desktop.picture_files import FOLDER, contact_sheet, keep_for_the_readme
from tests.desktop.scenes import A_LOOK_AT_SIZES, EVERYTHING, SMALL_SCREEN, small_screen
from tests.desktop.studio import Studio, language_env
from tests.pseudo import catalogs

if TYPE_CHECKING:
    from soleus_tray.core.window_messages import WindowTheme
    from tests.desktop.studio import Scene

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
THEMES: tuple[WindowTheme, ...] = ("light", "dark", "light-contrast", "dark-contrast")
SCALES = (1.5, 2.0, 3.0)


def main() -> int:
    """Make them all; answers 0."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    for name, states in (("icons", STATES), ("icons-quiet", QUIET_STATES)):
        icon_sheet(name, states)
        icon_sheet(f"{name}-enlarged", states, zoom=4)
    missing = windows()
    for dark in (False, True):
        tray_and_notification(dark)
        in_a_call(dark)
    readme_pictures()
    sheets()
    for path in sorted(FOLDER.glob("*.png")):
        print(path)
    for one in missing:
        print(f"Not pictured: {one}", file=sys.stderr)
    return 1 if missing else 0


def windows() -> list[str]:
    """Every window in each theme, size and language; what could not be pictured."""
    missing: list[str] = []
    with tempfile.TemporaryDirectory() as home, VirtualDesktop(_plain()) as desktop:
        here = write_day(Path(home))

        def play(studio: Studio, *scenes: Scene) -> None:
            studio.env |= here.environment
            studio.draw()
            studio.play(*scenes)
            missing.extend(studio.missing)

        for theme in THEMES:
            whole = theme in {"light", "dark"}
            play(Studio(desktop, Path(home), theme), *(EVERYTHING if whole else A_LOOK_AT_SIZES))
            strips(desktop, Path(home), theme, 1.0)
        for scale in SCALES:
            play(Studio(desktop, Path(home), scale=scale), *A_LOOK_AT_SIZES)
        for code, path in catalogs.languages().items():
            catalogs.compile_all()
            with path.with_suffix(".mo").open("rb") as file:
                words = gettext.GNUTranslations(file)
            text.install(words)
            env = language_env(catalogs.LOCALE, code)
            play(Studio(desktop, Path(home), words=words, env=env, label=code), *EVERYTHING)
            text.install(text.English())
    with tempfile.TemporaryDirectory() as home, VirtualDesktop(_plain(SMALL_SCREEN)) as desktop:
        write_day(Path(home))
        return missing + small_screen(desktop, Path(home))


def sheets() -> None:
    """What was pictured, side by side and small, for the documents."""
    both = ("light-100", "dark-100")
    contrast = ("light-contrast-100", "dark-contrast-100")
    contact_sheet("set", *(f"window-{one}-[1-8]-*" for one in both))
    contact_sheet("set-more", *(f"window-{one}-13-*" for one in both))
    contact_sheet("terminal", *(f"window-{one}-14-*" for one in both))
    contact_sheet("set-contrast", *(f"window-{one}-[1-8]-*" for one in contrast))
    contact_sheet("first-run", *(f"window-{one}-1[01]-*" for one in both))
    contact_sheet(
        "learn", *(f"window-{one}-12-learn-{part}*" for one in both for part in ("0[0-4]", "0[5-9]"))
    )
    contact_sheet("compact", *(f"window-{theme}-100-9-compact-*" for theme in THEMES))
    contact_sheet("small-windows", *(f"window-{one}-9-[airsw]*" for one in both))
    contact_sheet("sizes", *(f"window-light-{percent}-[478]-*" for percent in (100, 150, 200, 300)))
    contact_sheet("small-screen", "small-screen-[cl]*", "small-screen-[sw]*")
    for code in catalogs.languages():
        contact_sheet(
            f"in-{code}",
            f"window-{code}-[1-8]-*",
            f"window-{code}-1[01]-*",
            f"window-{code}-12-learn-0[0-4]*",
        )


def readme_pictures() -> None:
    """Those the documents show."""
    for theme in ("light", "dark"):
        keep_for_the_readme(f"desktop-{theme}-2-reminder", f"reminder-{theme}", (560, 0, 960, 190))
        keep_for_the_readme(f"desktop-{theme}-3-set", f"set-{theme}", (260, 0, 960, 640))
        keep_for_the_readme(f"desktop-{theme}-5-held-menu", f"held-{theme}", (560, 0, 960, 460))
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


def _plain(size: tuple[int, int] = (1280, 1760)) -> Layout:
    return Layout(size=size, panel="none", notification_server=False)


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


if __name__ == "__main__":
    sys.exit(main())
