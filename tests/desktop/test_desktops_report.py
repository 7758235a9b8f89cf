"""The page about other desktops, and what counts as having passed there."""

from __future__ import annotations

import os

import pytest
from PIL import Image

from tests.desktop.desktops.hand import TrialError
from tests.desktop.desktops.pictures import save_small
from tests.desktop.desktops.report import NEEDED, Row, load_rows, write_report

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


def test_a_picture_too_large_for_the_repository_is_refused(tmp_path):
    noise = Image.frombytes("RGB", (300, 300), os.urandom(300 * 300 * 3))
    plain = Image.new("RGB", (300, 300), (207, 230, 227))

    save_small(plain, tmp_path / "plain.png", largest=20_000)
    with pytest.raises(TrialError, match="are the most"):
        save_small(noise, tmp_path / "noise.png", largest=20_000)

    assert (tmp_path / "plain.png").exists()
    assert not (tmp_path / "noise.png").exists()
