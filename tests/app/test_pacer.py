"""The strip that paces where the tray can't: when it shows, when it goes, and that a failure is no storm."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from soleus_tray.app.pacer import END, Pacer
from soleus_tray.app.quiet import GET_READY, QuietSet
from soleus_tray.core.settings import SetSettings
from tests.fakes.parts import FakeTray, FakeWindows

CLICK = 100.0
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class WindowsThatCannotStart(FakeWindows):
    """No process can be started; counts how often one was wanted."""

    wanted = 0

    def show_strip(self, strip) -> None:
        self.wanted += 1


def pacing(tmp_path, tray, windows) -> Pacer:
    """A pacer whose set of three reps was just clicked."""

    def begin(chosen, now, utc_offset):
        return QuietSet(
            chosen, tmp_path / "journal", lambda _: None, lambda: bytes(10), now=now, utc_offset=utc_offset
        )

    pacer = Pacer(begin, tray, windows)
    pacer.begin(SetSettings(length=12, pace="steady"), None, CLICK, 0)
    return pacer


@pytest.fixture
def tray() -> FakeTray:
    return FakeTray(keeps_up=False)


@pytest.fixture
def windows() -> FakeWindows:
    return FakeWindows()


@pytest.fixture
def pacer(tmp_path, tray, windows) -> Pacer:
    return pacing(tmp_path, tray, windows)


def look(pacer: Pacer, *, shared: bool = False) -> None:
    pacer.keep_in_sight(shared=shared, theme="dark")


def test_a_tray_that_keeps_up_needs_no_strip(pacer, tray, windows):
    tray.keeps_up = True
    look(pacer)
    assert windows.said == []


def test_one_strip_shows_the_same_set_and_ends_it_when_clicked(pacer, windows):
    for _ in range(3):
        look(pacer)
    ((what, strip),) = windows.said
    assert what == "strip"
    assert (strip.reps, strip.first_rep_at, strip.theme) == (3, CLICK + GET_READY, "dark")
    assert strip.action == END


def test_a_shared_screen_takes_the_strip_away(pacer, windows):
    look(pacer)
    look(pacer, shared=True)
    look(pacer, shared=True)
    assert [what for what, _ in windows.said] == ["strip", "close strip"]
    assert pacer.running


def test_a_tray_that_catches_up_takes_it_away(pacer, tray, windows):
    look(pacer)
    tray.keeps_up = True
    look(pacer)
    assert [what for what, _ in windows.said] == ["strip", "close strip"]


def test_a_strip_that_cannot_start_is_tried_once_a_set(tmp_path, tray):
    windows = WindowsThatCannotStart()
    pacer = pacing(tmp_path, tray, windows)
    for _ in range(5):
        look(pacer)
    assert windows.wanted == 1
    pacer.end(CLICK + 1, NOON)
    pacer.begin(SetSettings(length=12, pace="steady"), None, CLICK + 2, 0)
    look(pacer)
    assert windows.wanted == 2


def test_ended_by_a_click_the_strip_goes_at_once(pacer, windows):
    look(pacer)
    pacer.end(CLICK + 1, NOON)
    assert windows.strip is None
    look(pacer)
    assert [what for what, _ in windows.said] == ["strip", "close strip"]


def test_after_the_last_rep_the_strip_says_well_done_and_leaves_by_itself(pacer, windows):
    look(pacer)
    for second in range(20):
        pacer.tick(CLICK + second, NOON + timedelta(seconds=second))
    assert not pacer.running
    look(pacer)
    assert windows.strip is not None
