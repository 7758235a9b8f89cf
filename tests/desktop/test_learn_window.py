"""Learn on a real screen: its pages turned by keys and clicks, and read back word by word."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from soleus_tray.adapters.store.journal import FileJournal
from soleus_tray.core.content.cards import DOCTOR, MUSCLES, MYTHS, QUESTIONS, SECOND_HEART
from soleus_tray.core.content.safety import EMERGENCY, SAFETY
from soleus_tray.core.content.steps import STEPS
from soleus_tray.ui.learn import topics
from soleus_tray.ui.learn.view import FOOTER
from tests.desktop.focus import wait_for_keyboard
from tests.desktop.harness import Layout, VirtualDesktop, wait_until
from tests.desktop.layouts import Telling, faults
from tests.fakes.records import a_done_set, home

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TITLE = "^Soleus: learn"


@pytest.fixture(scope="module")
def desktop(desktop_programs: None) -> Iterator[VirtualDesktop]:
    with VirtualDesktop(Layout(panel="none", notification_server=False)) as running:
        yield running


class Learn(Telling):
    """One window, read and turned."""

    def __init__(self, desktop: VirtualDesktop, folder: Path, *words: str, theme: str = "light") -> None:
        super().__init__(desktop, folder, "learn", 1.0, (theme, *words), {})
        self.desktop = desktop

    def wait_words(self, start: str) -> None:
        """Return once a line that can be seen begins so."""
        wait_until(lambda: any(line.startswith(start) for line in self.words()), f"{start!r}", 30)

    def keys(self, *keys: str) -> None:
        """Press keys, once a click on the paper gave the window the keyboard."""
        window = self.desktop.wait_window(name=TITLE)
        middle = window.x + (topics.WIDTH + window.width) // 2
        self.desktop.click(middle, window.y + window.height - FOOTER // 2)
        wait_for_keyboard(self.desktop, TITLE)
        self.desktop.key(*keys)


def test_safety_is_one_click_away_and_can_be_read_to_its_end(desktop: VirtualDesktop, tmp_path: Path) -> None:
    with Learn(desktop, tmp_path) as learn:
        learn.hand.wait("mapped")
        learn.wait_words("Sit tall")
        learn.press("Safety")
        learn.wait_words(EMERGENCY.lead)
        learn.wait_words(EMERGENCY.items[0])
        learn.keys("End")
        learn.wait_words(SAFETY[-1].items[-1])
        learn.keys("Home")
        learn.wait_words(EMERGENCY.lead)


def test_pages_are_turned_by_keys_and_buttons_and_escape_leaves(
    desktop: VirtualDesktop, tmp_path: Path
) -> None:
    with Learn(desktop, tmp_path, theme="dark") as learn:
        learn.hand.wait("mapped")
        learn.press("Next")
        learn.wait_words(SECOND_HEART.title)
        learn.keys("Left")
        learn.wait_words(STEPS[0][:20])
        learn.keys("Right", "Next")  # the page is seen whole, so Page Down turns it
        learn.wait_words(MUSCLES.title)
        learn.keys("Prior")
        learn.wait_words(SECOND_HEART.title)
        learn.keys("Tab", "Return")  # the first topic
        learn.wait_words(STEPS[0][:20])
        learn.keys("Escape")
        assert learn.hand.wait_end() == 0
    desktop.wait_no_window(name=TITLE)


def test_minutes_of_the_record_stand_beside_the_studies(desktop: VirtualDesktop, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    offset = round(now.astimezone().utcoffset().total_seconds())  # type: ignore[union-attr]
    FileJournal(home(tmp_path).journal).append(
        a_done_set(started_at=now, ended_at=now, utc_offset=offset, active_seconds=362)
    )
    with Learn(desktop, tmp_path, "studies") as learn:
        learn.hand.wait("mapped")
        learn.wait_words("You: 6 minutes today.")
        assert not any(line.startswith("You: 0") for line in learn.words())


def test_a_record_that_can_t_be_read_leaves_the_pages_as_they_are(
    desktop: VirtualDesktop, tmp_path: Path
) -> None:
    (tmp_path / "data").write_text("no folder")
    with Learn(desktop, tmp_path, "studies") as learn:
        learn.hand.wait("mapped")
        learn.wait_words("In the study:")
        learn.press("Four myths")
        learn.wait_words(MYTHS[0].title)


def test_shown_again_it_is_at_the_page_that_was_asked_for(desktop: VirtualDesktop, tmp_path: Path) -> None:
    with Learn(desktop, tmp_path, "safety") as learn:
        learn.hand.wait("mapped")
        learn.press("Back")
        learn.wait_words(DOCTOR.title)
        learn.press("All the signs")
        learn.wait_words(EMERGENCY.items[0])
        learn.press("Questions")
        learn.wait_words(QUESTIONS[0].title)
        learn.hand.order("show")
        learn.wait_words(EMERGENCY.items[0])
        learn.hand.order("close")
        assert learn.hand.wait_end() == 0


def test_a_narrow_screen_has_no_list_but_safety_stays_in_sight(
    desktop_programs: None, tmp_path: Path
) -> None:
    low = Layout(size=(480, 500), panel="none", notification_server=False)
    with VirtualDesktop(low) as small, Learn(small, tmp_path) as learn:
        learn.hand.wait("mapped")
        learn.wait_words("Sit tall")
        assert "Four myths" not in learn.words()
        learn.press("Safety")
        learn.wait_words(EMERGENCY.items[0])
        assert faults(learn.now()) == set()
