"""Every screen adapter keeps the port's promises, X11's on a real server."""

from __future__ import annotations

import pytest

from soleus_tray.adapters.screens.choose import choose_screen
from soleus_tray.adapters.screens.unavailable import UnknownScreen
from soleus_tray.adapters.screens.x11 import X11Screen, rounded
from tests.desktop.harness.session import Session


@pytest.fixture(scope="module")
def x_session():
    with Session(size=(1280, 800)) as running:
        yield running


@pytest.fixture(params=["x11", "unknown", "chosen", "no display"])
def screen(request, x_session, monkeypatch):
    if request.param == "no display":
        monkeypatch.delenv("DISPLAY", raising=False)
    else:
        monkeypatch.setenv("DISPLAY", x_session.env["DISPLAY"])
    return {"x11": X11Screen, "unknown": UnknownScreen, "chosen": choose_screen, "no display": X11Screen}[
        request.param
    ]()


def test_an_answer_is_a_figure_or_none(screen):
    scale, monitor = screen.scale(), screen.monitor_at(10, 10)
    assert scale is None or scale > 0
    assert monitor is None or (monitor[2] > 0 and monitor[3] > 0)


def test_room_that_panels_leave_is_an_area_or_none(screen):
    room = screen.work_area()
    assert room is None or (room[2] > 0 and room[3] > 0)


@pytest.mark.parametrize(
    ("value", "room"),
    [
        (["-f", "_NET_WORKAREA", "32c", "-set", "_NET_WORKAREA", "0, 32, 1280, 728, 0, 0, 9, 9"],
         (0, 32, 1280, 728)),
        (["-f", "_NET_WORKAREA", "32c", "-set", "_NET_WORKAREA", "0, 32"], None),
        (["-f", "_NET_WORKAREA", "8s", "-set", "_NET_WORKAREA", "all of it"], None),
        (["-remove", "_NET_WORKAREA"], None),
    ],
    ids=["two desktops", "too short", "no figures", "not set"],
)  # fmt: skip
def test_x11_reads_what_the_window_manager_says_is_free(x_session, monkeypatch, value, room):
    monkeypatch.setenv("DISPLAY", x_session.env["DISPLAY"])
    x_session.run(["xprop", "-root", *value])
    assert X11Screen().work_area() == room


def test_x11_finds_the_monitor_with_a_point_and_none_beyond(x_session, monkeypatch):
    monkeypatch.setenv("DISPLAY", x_session.env["DISPLAY"])
    screen = X11Screen()
    assert screen.monitor_at(640, 400) == (0, 0, 1280, 800)
    assert screen.monitor_at(5000, 400) is None


@pytest.fixture(scope="module")
def other(x_session):
    """A window of another process: Tk in this one would keep its connection beyond the X server's end."""
    x_session.spawn(["xterm", "-geometry", "40x5+100+100", "-T", "cornered"])
    return x_session.wait_window(name="^cornered$")


def test_round_corners_leave_the_window_where_and_as_large_as_it_was(screen, x_session, other):
    screen.round_corners(other.id, (other.width, other.height), 12)
    assert x_session.wait_window(name="^cornered$") == other


@pytest.mark.parametrize(
    ("size", "radius"), [((260, 64), 12), ((520, 128), 24), ((21, 20), 10), ((9, 30), 12), ((30, 9), 0)]
)
def test_a_rounded_rectangle_has_each_pixel_whose_middle_lies_in_it_once(size, radius):
    width, height = size
    filled = [
        (x, y)
        for left, top, wide, high in rounded(width, height, radius)
        for y in range(top, top + high)
        for x in range(left, left + wide)
    ]
    assert len(filled) == len(set(filled))
    reach = min(radius, width // 2, height // 2)

    def belongs(x, y):
        far_x = max(reach - (x + 0.5), (x + 0.5) - (width - reach), 0)
        far_y = max(reach - (y + 0.5), (y + 0.5) - (height - reach), 0)
        return far_x**2 + far_y**2 < reach**2 or not (far_x and far_y)

    assert set(filled) == {(x, y) for x in range(width) for y in range(height) if belongs(x, y)}


def test_x11_reads_the_desktops_scaling(x_session, monkeypatch):
    monkeypatch.setenv("DISPLAY", x_session.env["DISPLAY"])
    assert X11Screen().scale() is None
    resources = x_session.folder / "resources"
    resources.write_text("Xft.dpi: 192\n")
    x_session.run(["xrdb", "-merge", str(resources)])
    assert X11Screen().scale() == 2.0
    resources.write_text("Xft.dpi: nonsense\n")
    x_session.run(["xrdb", "-merge", str(resources)])
    assert X11Screen().scale() is None
