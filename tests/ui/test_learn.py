"""Learn's pages in the window: which is open, and how its words are broken into lines."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus_tray.core.content.pages import PAGE_KEYS, Panel, Text, pages
from soleus_tray.ui.learn.presenter import LearnPresenter
from soleus_tray.ui.learn.wrapping import lines_of

if TYPE_CHECKING:
    from pathlib import Path


def test_it_opens_at_the_first_page_or_at_the_one_asked_for() -> None:
    assert LearnPresenter().picture().page.key == "movement"
    assert LearnPresenter("safety").picture().page.key == "safety"


@pytest.mark.parametrize("name", ["nonsense", "Safety", " ", "\0", "movement safety"])
def test_a_page_that_is_not_there_opens_the_first(name: str) -> None:
    assert LearnPresenter(name).picture().page.key == "movement"


def test_pages_turn_one_by_one_and_stop_at_both_ends() -> None:
    presenter = LearnPresenter()
    seen = [presenter.picture()]
    for _ in PAGE_KEYS:
        presenter.turn(1)
        seen.append(presenter.picture())
    assert [one.page.key for one in seen] == [*PAGE_KEYS, PAGE_KEYS[-1]]
    assert [one.first for one in seen[:2]] == [True, False]
    assert [one.last for one in seen[-3:]] == [False, True, True]
    presenter.turn(-1)
    assert presenter.picture().page.key == PAGE_KEYS[-2]
    presenter.turn(-100)
    assert presenter.picture().first


def test_the_open_topic_is_marked_and_safety_is_always_offered() -> None:
    presenter = LearnPresenter("myths")
    topics = presenter.picture().topics
    assert [topic.key for topic in topics if topic.open] == ["myths"]
    assert [topic.key for topic in topics if topic.urgent] == ["safety"]
    presenter.go("safety")
    assert presenter.picture().page.key == "safety"
    presenter.go("nowhere")
    assert presenter.picture().page.key == "safety"


def doses_on(presenter: LearnPresenter) -> list[str]:
    panels = [row for row in presenter.picture().page.rows if isinstance(row, Panel)]
    return [
        row.words for panel in panels for row in panel.rows if isinstance(row, Text) and row.style == "dose"
    ]


def test_the_user_s_minutes_appear_on_the_open_page_once_they_are_known() -> None:
    presenter = LearnPresenter("studies")
    assert doses_on(presenter)[0] == "In the study: 180 to 270 minutes a day."
    presenter.know(6)
    assert presenter.picture().page.key == "studies"
    assert doses_on(presenter)[0] == "You: 6 minutes today. In the study: 180 to 270 minutes a day."
    assert len(doses_on(presenter)) == 9


def test_words_are_broken_where_the_line_is_full() -> None:
    assert lines_of("one two three", 7, len) == ["one two", "three"]
    assert lines_of("one two three", 13, len) == ["one two three"]
    assert lines_of("", 5, len) == [""]


def test_a_word_wider_than_the_line_is_cut() -> None:
    assert lines_of("a doi:10.1016/j.isci b", 8, len) == ["a", "doi:10.1", "016/j.is", "ci b"]
    assert lines_of("wide", 0, len) == ["w", "i", "d", "e"]


@given(st.lists(st.text(alphabet="abcü中\u00a0", min_size=1, max_size=12), max_size=20), st.integers(1, 30))
def test_no_letter_is_lost_and_no_line_too_wide(words: list[str], width: int) -> None:
    lines = lines_of(" ".join(words), width, len)
    assert "".join(lines).replace(" ", "") == "".join(words).replace(" ", "")
    assert all(len(line) <= width for line in lines)


def told(home: Path, *words: str, columns: int = 80) -> subprocess.CompletedProcess[str]:
    """`soleus-tray learn` in a terminal so wide."""
    return subprocess.run(
        [sys.executable, "-m", "soleus_tray", "learn", *words],
        env={**os.environ, "SOLEUS_TRAY_HOME": str(home), "COLUMNS": str(columns), "LANGUAGE": "en"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_terminal_shows_every_page_as_wide_as_it_is(tmp_path: Path) -> None:
    done = told(tmp_path, columns=50)
    assert done.returncode == 0
    for page in pages(0):
        assert page.title.upper() in " ".join(done.stdout.split())
    assert "You: 0 minutes today." in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 50


def test_the_safety_page_in_a_terminal_waits_for_no_record(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("no folder")
    done = told(tmp_path, "safety")
    assert done.returncode == 0
    assert done.stdout.startswith("SAFETY\n\nEmergency\n  Call your emergency number: 112, 911 or 999.\n")
    assert (tmp_path / "data").read_text() == "no folder"


def test_a_record_that_can_t_be_read_hides_no_page(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("no folder")
    done = told(tmp_path, "studies")
    assert done.returncode == 0
    assert "In the study: 180 to 270 minutes a day." in done.stdout
    assert "You:" not in done.stdout


def test_a_topic_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    done = told(tmp_path, "nonsense")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "safety" in done.stderr
