"""The page about other desktops, and what counts as having passed there."""

from __future__ import annotations

import os

import pytest
from PIL import Image

from tests.desktop.desktops.hand import TrialError
from tests.desktop.desktops.pictures import save_small
from tests.desktop.desktops.report import NEEDED, NO_LIMITS, Row, keep_idle, load_rows, write_report

ALL_FOUND = dict.fromkeys(NEEDED, "yes")


def _row(found: dict[str, str], failed: dict[str, str] | None = None) -> Row:
    return Row("mate", "MATE, X11", "1.27", found, failed or {}, ["It has a limit."])


def test_only_a_row_with_everything_tried_and_nothing_failed_has_passed():
    untried = {step: "yes" for step in NEEDED if step != "app quit"}

    assert _row(ALL_FOUND).passed
    assert not _row(untried).passed
    assert not _row(ALL_FOUND, {"app quit": "It stayed."}).passed


def test_the_page_says_what_failed_and_what_was_never_tried(tmp_path):
    (tmp_path / "build").mkdir()
    row = _row({"icon": "shown"}, {"app menu": "No menu came up.\nand a log"})

    write_report(tmp_path / "docs", tmp_path / "build", {"mate": row})
    page = (tmp_path / "docs/desktops.md").read_text()

    assert "| **no** |" in page
    assert "not tried" in page
    assert "- Failed in the last run, app menu: No menu came up.\n" in page
    assert "- It has a limit." in page
    assert load_rows(tmp_path / "build") == {"mate": row}


def test_what_the_app_cannot_know_on_a_desktop_stands_there_in_its_words(tmp_path):
    (tmp_path / "build").mkdir()
    told = "It doesn't tell when the screen is shared.\nIt doesn't tell which window is full screen."
    row = _row(ALL_FOUND | {"app limits": told})

    write_report(tmp_path / "docs", tmp_path / "build", {"mate": row})
    page = (tmp_path / "docs/desktops.md").read_text()

    assert (
        "- It doesn't tell when the screen is shared.\n- It doesn't tell which window is full screen.\n"
        in page
    )


def test_a_desktop_that_tells_all_has_only_its_own_limits(tmp_path):
    (tmp_path / "build").mkdir()

    write_report(tmp_path / "docs", tmp_path / "build", {"mate": _row(ALL_FOUND | {"app limits": NO_LIMITS})})
    section = (tmp_path / "docs/desktops.md").read_text().partition("\n## MATE, X11\n")[2]

    assert [line for line in section.splitlines() if line.startswith("-")] == ["- It has a limit."]


def test_the_table_of_idle_times_is_kept_for_runs_of_single_desktops(tmp_path):
    build = tmp_path / "build"
    build.mkdir()
    keep_idle(build, ["| where | source |", "|---|---|", "| xvfb | X11 XScreenSaver |"])

    write_report(tmp_path / "docs", build, {"mate": _row(ALL_FOUND)})

    assert "|---|---|\n| xvfb | X11 XScreenSaver |\n" in (tmp_path / "docs/desktops.md").read_text()


def test_a_picture_too_large_for_the_repository_is_refused(tmp_path):
    noise = Image.frombytes("RGB", (300, 300), os.urandom(300 * 300 * 3))
    plain = Image.new("RGB", (300, 300), (207, 230, 227))

    save_small(plain, tmp_path / "plain.png", largest=20_000)
    with pytest.raises(TrialError, match="are the most"):
        save_small(noise, tmp_path / "noise.png", largest=20_000)

    assert (tmp_path / "plain.png").exists()
    assert not (tmp_path / "noise.png").exists()
