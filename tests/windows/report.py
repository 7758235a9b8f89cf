"""docs/windows.md: what was tried and seen, written by the run itself."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from PIL import Image

from tests.desktop.desktops.pictures import save_small

if TYPE_CHECKING:
    from pathlib import Path

    from tests.windows.steps import Steps

HEAD = """# Windows, as far as Wine can show it

`make test-windows` sets up Wine, Windows' own CPython and the libraries' wheels for Windows, starts the
built wheel on a private virtual desktop with an Xfce panel, moves a real pointer, and writes this page.
Nothing here was seen on a real Windows.

"""
LIMITS = """
## What Wine can't show

- **Toasts.** Wine 8 has no ToastNotificationManager, so desktop-notifier can't start, and reminders come as
  balloons on our icon. Buttons on a toast, clicks on one and its dismissal were never seen.
- **A click on the balloon.** Wine doesn't pass it on; the test sends the message that Windows would.
- **The microphone's and camera's record.** Wine keeps none; the test writes what Windows 10 and 11 write.
  Whether a real Windows keeps it exactly so for every program was not seen.
- **Real lock, sleep and logoff.** Wine sends none of these messages; the test sends them to the windows of
  the app and of a watch of its own, with the numbers Microsoft documents. Modern standby was never met.
- **Idle from all of the desktop.** Wine notices only input over its own windows, so the pointer was moved
  there.
- **The icon's edges.** Wine cuts the icon's shape out, draws half-clear pixels as if the panel were black and
  a new icon over what is left of the last; a click between its lines falls through. Windows takes one
  anywhere in the icon's square.
- **Leaving the menu.** A click or a key elsewhere doesn't reach it under Wine; the test closes it as the
  system would.
- **Do-not-disturb, presentation mode, what keeps the display on.** Wine's shell always says that
  notifications are welcome, and keeps no account of power requests.
- **Looks.** Fonts are this machine's, frames the window manager's; no scaling but 100 % was tried.
- **Files as standard output.** Python can't start with one under Wine, so everything goes through pipes.
"""


def write_report(docs: Path, pictures: Path, steps: Steps, about: dict[str, str]) -> None:
    """Write the page, and its picture if all that belongs on it was seen."""
    lines = [f"Seen on {about['wine']} as {about['windows']}, CPython {about['python']}.\n"]
    lines += ["| tried | seen |", "|---|---|"]
    for name in {**steps.found, **steps.failed}:
        lines.append(
            f"| {name} | {_cell(steps.found.get(name) or '**no**: ' + _first_line(steps.failed[name]))} |"
        )
    picture = _sheet(docs / "windows", pictures)
    shown = "\n![The icon's menu, a reminder, a set and its summary](windows/wine.png)\n" if picture else ""
    (docs / "windows.md").write_text(HEAD + "\n".join(lines) + "\n" + shown + LIMITS)


def _sheet(folder: Path, pictures: Path) -> bool:
    names = [pictures / f"{name}.png" for name in ("menu", "balloon", "set", "summary")]
    if not all(name.exists() for name in names):
        return False
    parts = [Image.open(name).convert("RGB").resize((640, 400), Image.Resampling.LANCZOS) for name in names]
    sheet = Image.new("RGB", (1290, 810), (255, 255, 255))
    for at, part in enumerate(parts):
        sheet.paste(part, (at % 2 * 650, at // 2 * 410))
    folder.mkdir(parents=True, exist_ok=True)
    save_small(sheet, pictures / "wine.png")
    shutil.copyfile(pictures / "wine.png", folder / "wine.png")
    return True


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _first_line(text: str) -> str:
    return (text.splitlines() or ["no reason given"])[0]
