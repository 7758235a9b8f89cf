"""Where the strip was put, and how large a window may be: without a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from soleus_tray.ui.fitting_screen import largest_fitting, shared, wanted_scale
from soleus_tray.ui.session.places import Places, within

if TYPE_CHECKING:
    from pathlib import Path

LEFT, RIGHT = (0, 0, 700, 1200), (700, 0, 900, 1200)


class DesktopScale:
    """A screen of which only the scaling is asked."""

    def __init__(self, scale: float | None) -> None:
        self._scale = scale

    def scale(self) -> float | None:
        return self._scale


def test_each_monitor_has_a_place_of_its_own(tmp_path: Path) -> None:
    places = Places(tmp_path / "windows.json")
    assert places.find(LEFT) is None
    places.keep(LEFT, (10, 20))
    places.keep(RIGHT, (30, 40))
    places.keep(LEFT, (11, 21))
    again = Places(tmp_path / "windows.json")
    assert (again.find(LEFT), again.find(RIGHT)) == ((11, 21), (30, 40))
    assert (tmp_path / "windows.json").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{",
        b"\xff\xfe",
        b'{"strip": 3}',
        b'{"strip": {"700x1200+0+0": [1]}}',
        b'{"strip": {"a": [1e999, 2]}}',
    ],
)
def test_a_file_that_cannot_be_read_is_forgotten(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "windows.json").write_bytes(content)
    places = Places(tmp_path / "windows.json")
    assert places.find(LEFT) is None
    places.keep(LEFT, (1, 2))
    assert places.find(LEFT) == (1, 2)


def test_a_folder_that_is_not_there_is_no_reason_to_stop(tmp_path: Path) -> None:
    places = Places(tmp_path / "none" / "windows.json")
    places.keep(LEFT, (1, 2))
    assert places.find(LEFT) is None


@pytest.mark.parametrize(
    ("place", "kept"),
    [((100, 100), (100, 100)), ((-50, 9999), (0, 1136)), ((690, 5), (440, 5))],
)
def test_the_strip_lies_wholly_on_its_monitor(place: tuple[int, int], kept: tuple[int, int]) -> None:
    assert within(LEFT, place, (260, 64)) == kept


@pytest.mark.parametrize(
    ("scale", "room", "fits"),
    [(2.0, (1600, 1200), 2.0), (3.0, (1600, 1168), 2.0), (2.0, (1024, 568), 1.0), (1.1, (9999, 9999), 1.0),
     (1.0, (320, 200), 1.0)],
)  # fmt: skip
def test_a_window_is_drawn_as_large_as_its_monitor_has_room(
    scale: float, room: tuple[int, int], fits: float
) -> None:
    assert largest_fitting(scale, (360, 540), room) == fits


@pytest.mark.parametrize(
    ("zoom", "desktop", "unknown", "wanted"),
    [("", 1.5, None, 1.5), ("200", 1.5, None, 3.0), ("150", None, 2.0, 3.0), ("200", None, None, 2.0),
     ("", None, None, None), ("nan", 1.5, None, 1.5), ("-20", 1.5, None, 1.5), ("much", None, 1.0, 1.0)],
)  # fmt: skip
def test_the_users_zoom_multiplies_the_desktops_scaling(
    monkeypatch: pytest.MonkeyPatch,
    zoom: str,
    desktop: float | None,
    unknown: float | None,
    wanted: float | None,
) -> None:
    monkeypatch.delenv("SOLEUS_TRAY_SCALE", raising=False)
    monkeypatch.setenv("SOLEUS_TRAY_ZOOM", zoom)
    assert wanted_scale(DesktopScale(desktop), unknown) == wanted  # type: ignore[arg-type]


def test_what_panels_leave_free_counts_on_the_monitor_they_are_on() -> None:
    assert shared(RIGHT, (0, 28, 1600, 1172)) == (700, 28, 900, 1172)
    assert shared((0, 0, 1280, 800), (0, 32, 2560, 728)) == (0, 32, 1280, 728)
    assert shared(LEFT, (5000, 0, 10, 10)) == LEFT
