"""The timeline window on a real screen: read from a real record, scrolled, refreshed, closed."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from sqlite3 import connect
from typing import TYPE_CHECKING

import pytest

from soleus_tray.adapters.store.journal import FileJournal
from soleus_tray.adapters.store.opening import open_store
from soleus_tray.ui.palette import palette, rgb
from soleus_tray.ui.why.view import HEIGHT, LIST_Y, WIDTH
from tests.desktop.harness import Layout, VirtualDesktop, wait_until
from tests.fakes.records import a_decision, home

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "^Soleus: why"


@pytest.fixture(scope="module")
def bare(desktop_programs) -> Iterator[VirtualDesktop]:
    with VirtualDesktop(Layout(panel="none", notification_server=False)) as desktop:
        yield desktop


class Why:
    """One window's process, and what it shows."""

    def __init__(self, desktop: VirtualDesktop, process: subprocess.Popen[str], theme: str) -> None:
        self.desktop = desktop
        self.process = process
        self.colours = palette(theme)

    def event(self) -> str:
        assert self.process.stdout
        return str(json.loads(self.process.stdout.readline())["kind"])

    def order(self, order: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(json.dumps({"order": order, "content": None}) + "\n")
        self.process.stdin.flush()

    def corner(self) -> tuple[int, int]:
        window = self.desktop.wait_window(name=NAME)
        told = self.desktop.run(["xwininfo", "-id", str(window.id)]).stdout.splitlines()
        left, top = (int(line.split()[-1]) for line in told if "Absolute upper-left" in line)
        return left, top

    def list_box(self) -> tuple[int, int, int, int]:
        left, top = self.corner()
        return left, top + LIST_Y, left + WIDTH, top + HEIGHT

    def has(self, colour: str) -> bool:
        """Whether a good many pixels of the list are of this colour."""
        found = self.desktop.image(self.list_box()).convert("RGB").getcolors(1 << 20) or []
        return {value: count for count, value in found}.get(rgb(colour), 0) > 20

    def click_inside(self) -> None:
        left, top = self.corner()
        self.desktop.click(left + 20, top + 20)


@contextmanager
def window(desktop: VirtualDesktop, folder: Path, theme: str = "light") -> Iterator[Why]:
    with subprocess.Popen(
        [sys.executable, "-m", "soleus_tray", "_window", "why", theme],
        env={**desktop.env, "SOLEUS_TRAY_HOME": str(folder), "SOLEUS_TRAY_SCALE": "1.0"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Why(desktop, process, theme)
        finally:
            if process.poll() is None:
                process.kill()


def journal(folder: Path, *whats: str) -> None:
    begin = datetime.now(UTC) - timedelta(hours=3)
    FileJournal(home(folder).journal).append(
        *(
            a_decision(what=what, detail="", who="", at=begin + timedelta(minutes=n), seconds=3600)
            for n, what in enumerate(whats)
        )
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_shows_what_was_decided_in_the_desktop_s_colours(bare, tmp_path: Path, theme: str) -> None:
    journal(tmp_path, "due", "reminded", "begun", "set_ended")
    with window(bare, tmp_path, theme) as why:
        assert why.event() == "mapped"
        wait_until(lambda: why.has(why.colours.coral) and why.has(why.colours.teal), "both marks")
        assert why.has(why.colours.paper)


def test_a_long_list_begins_at_its_end_and_scrolls(bare, tmp_path: Path) -> None:
    journal(tmp_path, *["due"] * 30, *["paused"] * 60, *["begun"] * 20)
    with window(bare, tmp_path) as why:
        assert why.event() == "mapped"
        wait_until(lambda: why.has(why.colours.teal), "the newest")
        assert not why.has(why.colours.coral)
        why.click_inside()
        bare.key("Home")
        wait_until(lambda: why.has(why.colours.coral) and not why.has(why.colours.teal), "the oldest")
        bare.key("End")
        wait_until(lambda: why.has(why.colours.teal) and not why.has(why.colours.coral), "the newest again")
        _, top, right, _ = why.list_box()
        bare.click(right - 6, top + 4)  # on the scrollbar, far above its thumb
        wait_until(lambda: why.has(why.colours.coral), "the oldest again")


def test_it_brings_itself_up_to_date_and_closes_when_told(bare, tmp_path: Path) -> None:
    with window(bare, tmp_path) as why:
        assert why.event() == "mapped"
        assert not why.has(why.colours.coral)
        journal(tmp_path, "due")
        why.order("show")
        wait_until(lambda: why.has(why.colours.coral), "the new line")
        why.order("close")
        assert why.event() == "closed"
        assert why.process.wait(30) == 0
    bare.wait_no_window(name=NAME)


def test_it_stays_when_its_tray_has_gone_and_leaves_with_escape(bare, tmp_path: Path) -> None:
    journal(tmp_path, "due")
    with window(bare, tmp_path) as why:
        assert why.event() == "mapped"
        assert why.process.stdin
        why.process.stdin.close()
        why.click_inside()
        bare.key("F5")
        wait_until(lambda: why.has(why.colours.coral), "the line")
        bare.key("Escape")
        assert why.process.wait(30) == 0
    bare.wait_no_window(name=NAME)


def test_a_record_in_use_elsewhere_is_told_in_the_window(bare, tmp_path: Path) -> None:
    """The window shows at once, says it is reading, and then why it can't."""
    places = home(tmp_path)
    open_store(places, datetime.now(UTC))
    with closing(connect(places.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        journal(tmp_path, "due")
        with window(bare, tmp_path) as why:
            assert why.event() == "mapped"
            before = bare.image(why.list_box()).tobytes()
            wait_until(lambda: bare.image(why.list_box()).tobytes() != before, "the reason", 30)
            other.execute("ROLLBACK")
            why.order("show")
            wait_until(lambda: why.has(why.colours.coral), "the line")
