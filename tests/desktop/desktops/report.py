"""docs/desktops.md: a row and a picture for each desktop, from what the trials found."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = (
    "icon",
    "left click",
    "double click",
    "middle click",
    "menu",
    "submenu",
    "check",
    "live label",
    "notification",
    "panel restart",
    "app icon",
    "app reminder",
    "app click",
)
HEAD = """# Desktops it was tried on

`make test-desktops` starts each of these for real on a private virtual screen, moves a real pointer, and
writes this page. The Xfce panel and tint2 are tried by `make test` besides.

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


def load_rows(folder: Path) -> dict[str, Row]:
    """What earlier runs found, by name, so that one desktop can be tried again on its own."""
    path = folder / "rows.json"
    if not path.exists():
        return {}
    return {name: Row(**row) for name, row in json.loads(path.read_text()).items()}


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
    sections = "\n".join(_section(row) for row in rows.values())
    (docs / "desktops.md").write_text(HEAD + _table(rows) + "\n" + sections)


def _table(rows: dict[str, Row]) -> str:
    lines = ["| desktop | version | " + " | ".join(COLUMNS) + " |", "|" + "---|" * (len(COLUMNS) + 2)]
    for row in rows.values():
        cells = [_cell(row, column) for column in COLUMNS]
        lines.append(f"| {row.title} | {row.version} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _cell(row: Row, column: str) -> str:
    if column in row.failed:
        return "**no**"
    return row.found.get(column, "not tried")


def _section(row: Row) -> str:
    parts = [f"## {row.title}\n"]
    parts += [f"- {limit}" for limit in row.limits]
    parts += [f"- Failed in the last run, {step}: {why.splitlines()[0]}" for step, why in row.failed.items()]
    if "picture" in row.found:
        parts.append(f"\n![{row.title}: the icon, its menu and a reminder](desktops/{row.name}.png)")
    return "\n".join(parts) + "\n"
