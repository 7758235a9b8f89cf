"""What the strip shows and when, without a screen; and what is said to it."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from soleus_tray.core.errors import BadValueError
from soleus_tray.core.pacing import STEPS
from soleus_tray.core.window_messages import Strip, order_to_line, strip_from
from soleus_tray.ui.drawing.icon_cache import SIZES
from soleus_tray.ui.strip.presenter import GOODBYE_SECONDS, Picture, StripPresenter
from soleus_tray.ui.strip.view import BAR_STEPS, best_fitting, on_paper

BEGIN = 5000.0
STRIP = Strip("steady", 3, BEGIN, "quiet", "dark")
TOP = BAR_STEPS - 1


def at(seconds: float, strip: Strip = STRIP) -> Picture:
    return StripPresenter(strip, BAR_STEPS).picture(BEGIN + seconds)


def test_it_tells_each_part_of_a_rep_in_words_and_height() -> None:
    assert at(-2) == Picture("Feet flat", "3 reps", 0, 0)
    assert at(0.5) == Picture("Lift", "1 of 3", STEPS // 2, TOP // 2)
    assert at(1.5) == Picture("Hold", "1 of 3", STEPS - 1, TOP)
    assert at(4 + 3.99) == Picture("Lower slowly", "2 of 3", 0, 0)
    assert at(12) == Picture("Nicely done", "3 reps", 0, 0)


def test_it_may_be_begun_in_the_middle_of_a_set() -> None:
    """The tray turned out slow after some seconds: the strip goes on where the set is."""
    assert at(9.5) == Picture("Hold", "3 of 3", STEPS - 1, TOP)


@pytest.mark.parametrize("pace", ["steady", "gentle", "flow", "pulse", "0.5/0/1.5", "3/3/2"])
def test_who_sleeps_as_told_sees_every_picture_once(pace: str) -> None:
    presenter = StripPresenter(Strip(pace, 2, BEGIN, "quiet", "dark"), BAR_STEPS)
    now, seen = BEGIN - 1.0, []
    while (wait := presenter.wait(now)) > 0:
        seen.append(presenter.picture(now))
        now += wait
    assert [(p.word, p.count) for p in seen[:2]] == [("Feet flat", "2 reps"), ("Lift", "1 of 2")]
    bars = [picture.bar for picture in seen]
    assert all(abs(after - before) <= 1 for before, after in pairwise(bars))
    assert bars.count(0) + bars.count(TOP) < len(bars) - 2 * (TOP - 1)
    assert seen[-1].word == "Nicely done"
    assert len(seen) <= 2 * (4 * BAR_STEPS + 8)


def test_it_says_goodbye_for_a_moment_and_leaves() -> None:
    presenter = StripPresenter(STRIP, BAR_STEPS)
    assert presenter.wait(BEGIN + 12.5) == pytest.approx(GOODBYE_SECONDS - 0.5)
    assert presenter.wait(BEGIN + 12 + GOODBYE_SECONDS) == 0
    assert presenter.wait(BEGIN + 9999) == 0


@pytest.mark.parametrize(("pace", "reps"), [("hasty", 3), ("0/0/0", 3), ("steady", 0), ("steady", 10**6)])
def test_a_set_that_can_t_be_is_refused(pace: str, reps: int) -> None:
    with pytest.raises(BadValueError):
        StripPresenter(Strip(pace, reps, BEGIN, "quiet", "dark"), BAR_STEPS)


def test_it_arrives_as_it_was_sent() -> None:
    order = json.loads(order_to_line("show", STRIP))
    assert order["order"] == "show"
    assert strip_from(order["content"]) == STRIP


@pytest.mark.parametrize(
    ("scale", "chosen"), [(1.0, (32, 1)), (1.25, (32, 1)), (1.5, (48, 1)), (2.0, (32, 2)), (3.0, (48, 2))]
)
def test_the_icon_is_as_large_as_fits_and_doubled_only_where_that_helps(scale, chosen) -> None:
    assert best_fitting(list(SIZES), round(32 * scale)) == chosen


def test_an_icon_is_laid_over_the_paper() -> None:
    clear, full, half = b"\x00\xff\xff\xff", b"\xff\x0a\x14\x1e", b"\x80\xff\x00\x00"
    assert on_paper(clear + full + half, (1, 2, 3)) == bytes((1, 2, 3, 10, 20, 30, 128, 0, 1))
