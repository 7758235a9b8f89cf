"""The check-in on a real screen: marked by clicks or keys, read back from the journal."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from soleus_tray.adapters.store.journal import FileJournal
from soleus_tray.app.checking_in import recent_check_ins
from soleus_tray.core.facts import CheckInFact
from soleus_tray.core.ids import uuid7
from soleus_tray.ui import layout
from soleus_tray.ui.checkin import view as v
from soleus_tray.ui.form import scale
from soleus_tray.ui.palette import palette, rgb
from tests.desktop.focus import take_keyboard, wait_for_keyboard
from tests.desktop.harness import Layout, VirtualDesktop, wait_until
from tests.desktop.window_hand import WindowHand
from tests.fakes.records import home

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LIGHT = palette("light")
TITLE = "^Soleus: check-in"
LEARN = "^Soleus: learn"


@pytest.fixture(scope="module")
def desktop(desktop_programs: None) -> Iterator[VirtualDesktop]:
    with VirtualDesktop(Layout(panel="none", notification_server=False)) as running:
        yield running


class CheckIn(WindowHand):
    """One check-in under a hand."""

    def __init__(self, desktop: VirtualDesktop, folder: Path) -> None:
        super().__init__(desktop, folder, "checkin", words=("light",), title=TITLE)

    def mark(self, sign: int, value: int) -> None:
        """Click this point of a sign's row."""
        x = layout.MARGIN + scale.FIRST_X + value * scale.STEP
        self.click_at(x, v.SIGNS_Y + sign * v.SIGN_STEP + v.LABEL_HEIGHT + scale.POINT_Y)

    def mark_word(self, sign: int, value: int) -> None:
        """Click the word below that value."""
        x = layout.MARGIN + scale.FIRST_X + value * scale.STEP
        self.click_at(x, v.SIGNS_Y + sign * v.SIGN_STEP + v.LABEL_HEIGHT + scale.WORD_Y)

    def save(self) -> None:
        self.press_button(0, 2, v.BUTTONS_Y)

    @property
    def kept(self) -> list[CheckInFact]:
        """From record and journal: the window itself may have had the one take in the other."""
        return recent_check_ins(home(self.home))


@pytest.fixture
def check_in(desktop: VirtualDesktop, drawn_home: Path) -> Iterator[CheckIn]:
    with CheckIn(desktop, drawn_home) as window:
        window.wait("mapped")
        yield window


def test_four_clicks_and_a_note_are_kept(check_in: CheckIn, desktop: VirtualDesktop) -> None:
    check_in.mark(0, 10)
    check_in.mark_word(1, 3)
    check_in.mark(2, 5)
    check_in.mark(2, 5)  # once more takes it back
    check_in.click_at(v.RIGHT - 24, v.VEINS_Y + 16)  # Yes
    check_in.click_at(layout.MARGIN + 60, v.NOTE_Y + 16)
    wait_for_keyboard(desktop, TITLE)
    desktop.type_text("long flight")
    check_in.save()
    assert check_in.wait_end() == 0
    (fact,) = check_in.kept
    assert (fact.heavy, fact.swollen, fact.ache, fact.veins) == (10, 3, None, True)
    assert (fact.note, fact.sudden) == ("long flight", False)
    assert check_in.told == ["checked-in"]


def test_the_keyboard_alone_is_enough(check_in: CheckIn, desktop: VirtualDesktop) -> None:
    take_keyboard(check_in, desktop, TITLE)
    desktop.key("Tab", "Right", "Right", "Right")  # 2
    desktop.key("Tab", "7", "Left")  # 6
    desktop.key("Tab", "End")  # 10
    desktop.key("Tab", "space")  # No
    desktop.key("Tab")
    desktop.type_text("7 km at the caf")
    desktop.key("dead_acute", "e", "Return")
    assert check_in.wait_end() == 0
    (fact,) = check_in.kept
    assert (fact.heavy, fact.swollen, fact.ache, fact.veins) == (2, 6, 10, False)
    assert fact.note == "7 km at the café"


def test_not_today_and_escape_keep_nothing(desktop: VirtualDesktop, drawn_home: Path) -> None:
    for leave in ("button", "Escape"):
        with CheckIn(desktop, drawn_home) as window:
            window.wait("mapped")
            window.mark(0, 4)
            if leave == "button":
                window.press_button(1, 2, v.BUTTONS_Y)
            else:
                wait_for_keyboard(desktop, TITLE)
                desktop.key(leave)
            assert window.wait_end() == 0
            assert window.kept == []
            assert window.told == ["check-in not-today"]


def test_sudden_is_told_and_kept_at_once(check_in: CheckIn) -> None:
    check_in.mark(2, 9)
    check_in.click_at(layout.WIDTH / 2, v.SUDDEN_Y + 20)
    assert check_in.wait_end() == 0
    assert check_in.told == ["learn safety", "checked-in sudden"]
    (fact,) = check_in.kept
    assert (fact.sudden, fact.ache) == (True, 9)


def test_sudden_opens_the_safety_page_by_itself_where_the_tray_has_gone(
    check_in: CheckIn, desktop: VirtualDesktop
) -> None:
    check_in.leave()
    check_in.click_at(layout.WIDTH / 2, v.SUDDEN_Y + 20)
    assert check_in.wait_end() == 0
    learn = desktop.wait_window(name=LEARN, timeout=30)
    desktop.click(learn.x + learn.width // 2, learn.y + 20)
    wait_for_keyboard(desktop, LEARN)
    desktop.key("Escape")
    desktop.wait_no_window(name=LEARN, timeout=30)
    assert [fact.sudden for fact in check_in.kept] == [True]


def test_the_last_days_are_drawn_beside_each_sign(desktop: VirtualDesktop, drawn_home: Path) -> None:
    journal = FileJournal(home(drawn_home).journal)
    for days in (1, 2, 5):
        at = datetime.now(UTC) - timedelta(days=days)
        journal.append(CheckInFact(uuid7(at, os.urandom(10)), at, 0, heavy=10, swollen=3, veins=True))
    with CheckIn(desktop, drawn_home) as window:
        window.wait("mapped")

        def drawn_bars(sign: int) -> bool:
            inside = window.window
            bottom = inside.y + v.SIGNS_Y + sign * v.SIGN_STEP + v.LABEL_HEIGHT
            box = (inside.x + v.RIGHT - 60, bottom - 18, inside.x + v.RIGHT, bottom)
            colours = desktop.image(box).convert("RGB").getcolors(1 << 16) or []
            return {colour: count for count, colour in colours}.get(rgb(LIGHT.quiet), 0) > 20

        wait_until(lambda: drawn_bars(0) and drawn_bars(1), "the bars of the days before", 30)
        assert not drawn_bars(2)  # nothing was said of it
