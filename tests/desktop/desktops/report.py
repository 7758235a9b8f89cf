"""docs/desktops.md: a row and a picture for each desktop, from what the trials found."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

APP_COLUMNS = {
    "app icon": "icon",
    "app click": "left click",
    "app double click": "double click",
    "app menu": "menu seen",
    "app pause": "Pause",
    "app checks": "checks",
    "app snooze": "Snooze",
    "app stand": "Stand for",
    "app ate": "I just ate",
    "app why": "Why?",
    "app live label": "live label",
    "app reminder": "reminder",
    "app panel restart": "panel killed",
    "app quit": "Quit",
}
WINDOW_COLUMNS = {
    "app learn": "Learn",
    "app safety": "Safety",
    "app check-in": "check-in",
    "app first run": "first run",
    "app strip": "a set as a strip",
}
CALL_COLUMNS = {
    "app held": "a reminder in a call",
    "app quiet set": "quiet set by the icon",
    "app quiet menu": "quiet set by the menu",
    "app after call": "after the call",
    "app idle": "idle time from",
    "app sharing": "shared screen from",
    "app full screen": "full screen from",
    "quiet": "do not disturb",
    "quiet app": "a reminder then",
    "films": "films",
}
SAMPLE_COLUMNS = {
    "icon": "icon",
    "left click": "left click",
    "double click": "double click",
    "middle click": "middle click",
    "menu": "menu",
    "submenu": "submenu",
    "check": "check",
    "live label": "live label",
    "notification": "notification",
    "panel restart": "panel killed",
    "quit": "Quit",
}
NEEDED = (*APP_COLUMNS, *WINDOW_COLUMNS, *CALL_COLUMNS, *SAMPLE_COLUMNS, "app limits", "picture")
NO_LIMITS = "none"
HEAD = """# Desktops it was tried on

`make test-desktops` starts each of these for real on a private virtual screen (Debian 12), moves a real
pointer, and writes this page; GNOME on Wayland has no screen at all, and Mutter's remote desktop as its hand.
The Xfce panel and tint2 are tried by `make test` besides.

"""
APP_HEAD = """## The app

*Menu seen*: opened with a right click, with as many lines on the screen as the app offered to the panel.
*Pause*: Pause and then Resume clicked. *Checks*: "I'm standing" and "Start on login" each clicked on and off,
and seen to look different. *Snooze*: two lines of its submenu clicked. Each time `soleus-tray status --json`
(or `autostart status`) told that it was done. *Live label*: the line with the time sat reads differently
later. *Panel killed*: with SIGKILL, and started again; the time is from the panel's return to the icon's
(on GNOME, whose overview greets first, until the icon is registered); then Pause was clicked in its menu.
*Stand for*, *I just ate* and *Why?* clicked, and their doing seen. The submenu of other sets was not clicked.

"""
WINDOW_HEAD = """
## Its windows

The pages are opened from the menu, the first run and the strip by their commands; each is seen, clicked and
left with Escape. *A set as a strip*: begun as one, it leaves X11's keyboard where it was and has no window
beside it; a double click makes it the window, and Escape there ends the set.

"""
CALL_HEAD = """
## Calls, quiet and idle time

A real PulseAudio server with a microphone that hears nothing, and parecord as the call. *A reminder in a
call*: due, held, and named by `status` (in brackets the source); no notification came. *Quiet set*: begun and
ended by that gesture; in between the icon showed six different pictures or more, no window's process ran, no
notification was sent, nothing outside the panel changed by a pixel, and the record has the set with the
source "quiet". *After the call*: the recorder stopped; the minute was waited for where a time stands. *Idle
time from*: the source `status` names, its seconds compared with a hand that rested 5 s. *Do not disturb*: the
desktop's own switch turned on and off twice, without the app, and what a reading costs; *a reminder then*:
what `status` says of a due one. *Films*: who would tell that one plays; none was played, and no screen was
locked, for these sessions have no login behind them (logind is a stand-in, or missing).

"""
IDLE_HEAD = """
## Idle time on compositors alone

A hand that rests, and moves again; seconds since then as we read them. On Xvfb the pointer is xdotool's, on
Mutter (GNOME on Wayland, headless) a remote-desktop session's, KWin and sway run in a window on Xvfb.

"""
SAMPLE_HEAD = """
## The icon by itself

A small program with our icon, a menu of five lines, one of them a submenu of three, and a notification with
three buttons. *Menu*: all five lines seen, and the first clicked. *Submenu*: each of its lines clicked.

"""


@dataclass(frozen=True)
class Row:
    """What was found on one desktop."""

    name: str
    title: str
    version: str
    found: dict[str, str]
    failed: dict[str, str]
    limits: list[str]

    @property
    def passed(self) -> bool:
        """Whether everything was tried and nothing failed."""
        return not self.failed and all(column in self.found for column in NEEDED)


def load_rows(folder: Path) -> dict[str, Row]:
    """What earlier runs found, by name, so that one desktop can be tried again on its own."""
    path = folder / "rows.json"
    if not path.exists():
        return {}
    return {name: Row(**row) for name, row in json.loads(path.read_text()).items()}


def load_idle(folder: Path) -> list[str]:
    """The lines of the last run's table of idle times."""
    path = folder / "idle.json"
    return list(json.loads(path.read_text())) if path.exists() else []


def keep_idle(folder: Path, lines: list[str]) -> None:
    """Keep that table for the page."""
    (folder / "idle.json").write_text(json.dumps(lines, indent=1))


def write_report(docs: Path, pictures: Path, rows: dict[str, Row]) -> None:
    """Write the page and its pictures, and keep the rows for the next run."""
    (pictures / "rows.json").write_text(
        json.dumps({name: asdict(row) for name, row in rows.items()}, indent=1)
    )
    shown = docs / "desktops"
    shown.mkdir(parents=True, exist_ok=True)
    for row in rows.values():
        picture = pictures / f"{row.name}.png"
        if picture.exists():
            shutil.copyfile(picture, shown / picture.name)
    ordered = sorted(rows.values(), key=lambda row: row.title)
    tables = APP_HEAD + _table(ordered, APP_COLUMNS) + WINDOW_HEAD + _table(ordered, WINDOW_COLUMNS)
    tables += CALL_HEAD + _table(ordered, CALL_COLUMNS)
    if idle := load_idle(pictures):
        tables += IDLE_HEAD + "\n".join(idle) + "\n"
    tables += SAMPLE_HEAD + _table(ordered, SAMPLE_COLUMNS)
    sections = "\n".join(_section(row) for row in ordered)
    (docs / "desktops.md").write_text(HEAD + tables + "\n" + sections)


def _table(rows: list[Row], columns: dict[str, str]) -> str:
    lines = ["| desktop | version | " + " | ".join(columns.values()) + " |"]
    lines.append("|" + "---|" * (len(columns) + 2))
    for row in rows:
        cells = [_cell(row, column) for column in columns]
        lines.append(f"| {row.title} | {row.version} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _cell(row: Row, column: str) -> str:
    if column in row.failed:
        return "**no**"
    return row.found.get(column, "not tried")


def _section(row: Row) -> str:
    parts = [f"## {row.title}\n"]
    told = row.found.get("app limits", NO_LIMITS)
    parts += [f"- {limit}" for limit in (*row.limits, *(told.splitlines() if told != NO_LIMITS else ()))]
    parts += [f"- Failed in the last run, {step}: {_first_line(why)}" for step, why in row.failed.items()]
    if "picture" in row.found:
        shown = f"{row.title}: the menu, a reminder, the icon and its pace magnified"
        parts.append(f"\n![{shown}](desktops/{row.name}.png)")
    return "\n".join(part for part in parts if part) + "\n"


def _first_line(text: str) -> str:
    return (text.splitlines() or ["no reason given"])[0]
