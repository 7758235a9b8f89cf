"""The timeline window's page, and the small shapes it draws by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

import pytest

from soleus_tray.core.facts import DecisionKind
from soleus_tray.ui.shapes import disc, pill
from soleus_tray.ui.why.presenter import MOST_ROWS, Heading, Row, day_words, empty, page_of, unreadable
from tests.fakes.records import NOON, a_decision

TODAY = NOON.date()


def decided(what: str, **changes):
    return a_decision(**({"what": what, "detail": "", "who": ""} | changes))


def pixels(ppm: bytes) -> tuple[int, int, list[tuple[int, ...]]]:
    header, body = ppm.split(b"\n", 1)
    _, width, height, _ = header.split()
    channels = [tuple(body[n : n + 3]) for n in range(0, len(body), 3)]
    assert len(channels) == int(width) * int(height)
    return int(width), int(height), channels


def test_rows_stand_under_their_days() -> None:
    page = page_of([decided("paused", at=NOON - timedelta(days=1)), decided("due", seconds=3600)], TODAY)
    assert page.rows == (
        Heading("Yesterday"),
        Row("13:00", "Paused until you resume.", "plain", quiet=False),
        Heading("Today"),
        Row("13:00", "Due after 60 min of sitting.", "due", quiet=False),
    )


def test_days_are_told_as_people_do() -> None:
    assert day_words(TODAY, TODAY) == "Today"
    assert day_words(TODAY - timedelta(days=1), TODAY) == "Yesterday"
    assert day_words(TODAY - timedelta(days=2), TODAY) == "Monday, 16 November"
    assert day_words(TODAY + timedelta(days=1), TODAY) == "Thursday, 19 November"  # landed, to the west


def test_what_only_sets_the_scene_is_quiet_and_the_others_have_marks() -> None:
    rows = {what: page_of([decided(what)], TODAY).rows[1] for what in get_args(DecisionKind)}
    quiet = {what for what, row in rows.items() if isinstance(row, Row) and row.quiet}
    marks = {what: row.mark for what, row in rows.items() if isinstance(row, Row)}
    assert quiet == {"started", "stopped", "away", "back", "slept", "off_hours", "on_hours", "clock_set"}
    assert {what for what, mark in marks.items() if mark == "due"} == {"due", "reminded", "reminded_again"}
    assert {what for what, mark in marks.items() if mark == "done"} == {"begun", "set_ended"}
    assert {what for what, mark in marks.items() if mark == "held"} == {"held", "overlong"}
    assert not any(marks[what] != "plain" for what in quiet)


def test_of_very_many_the_newest_are_shown_and_where_the_others_are() -> None:
    facts = [decided("paused", at=NOON + timedelta(seconds=n), seconds=n) for n in range(MOST_ROWS + 1)]
    rows = page_of(facts, TODAY).rows
    assert rows[0] == Heading("For what was earlier: soleus-tray why --since 48h")
    assert sum(isinstance(row, Row) for row in rows) == MOST_ROWS


def test_with_nothing_to_show_there_are_words() -> None:
    assert page_of([], TODAY) == empty()
    assert empty().title
    assert unreadable("The record is locked.").sentence == "The record is locked."


@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0, 3.0])
def test_a_disc_is_full_inside_paper_outside_and_smooth_between(scale: float) -> None:
    side = round(16 * scale)
    width, height, found = pixels(disc(side, 5 * scale, "#FF0000", "#0000FF"))
    assert (width, height) == (side, side)
    assert found[side // 2 * side + side // 2] == (255, 0, 0)
    assert found[0] == (0, 0, 255)
    assert len(set(found)) > 2
    assert found == found[::-1]  # the same from every side
    area = sum(channels[0] for channels in found) / 255
    assert area == pytest.approx(3.1416 * (5 * scale) ** 2, rel=0.03)


def test_a_ring_has_paper_in_its_middle() -> None:
    _, _, found = pixels(disc(16, 5, "#FF0000", "#0000FF", hole=3.2))
    assert found[8 * 16 + 8] == (0, 0, 255)
    assert found[8 * 16 + 4][0] > 200


def test_a_pill_is_round_at_its_ends_only() -> None:
    _, _, found = pixels(pill(6, 40, "#FF0000", "#0000FF"))
    assert found[20 * 6] == (255, 0, 0)
    assert found[0][0] < 128
    assert found == found[::-1]
