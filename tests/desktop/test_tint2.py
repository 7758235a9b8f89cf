"""The real app where the panel only knows XEmbed: tint2."""

from __future__ import annotations

import pytest

from tests.desktop.app import App
from tests.desktop.harness import Layout, VirtualDesktop, wait_until
from tests.desktop.harness.processes import stop_process

CALM = '[set]\nlength = "2m"\nget_ready = "0s"\n'


@pytest.fixture(scope="module")
def tint2(desktop_programs):
    """A desktop with tint2, for this module's tests."""
    with VirtualDesktop(Layout(panel="tint2")) as desktop:
        yield desktop


@pytest.fixture
def app(tint2, request):
    """The app with its icon docked; each test has a home of its own."""
    with App(tint2, CALM, name=request.node.name) as app:
        process = app.process
        wait_icon(app)
        yield app
    stop_process(process)  # with its group, for the window of a set that runs carries on alone
    tint2.wait_no_window(name="^Soleus$")


def wait_icon(app, timeout=20.0):
    """Return once the icon is docked, and the app knows."""
    wait_until(lambda: icon_window(app.desktop), "the icon's window", timeout, interval=0.1)
    wait_until(lambda: app.status()["tray"]["visible"], "the icon's being known", timeout, interval=0.2)


def icon_window(desktop):
    """The icon's line in the tree of all windows, for it lies deep in the panel; None while undocked."""
    tree = desktop.run(["xwininfo", "-root", "-tree"]).stdout
    return next((line for line in tree.splitlines() if "soleus-tray" in line and "24x24" in line), None)


def icon_place(desktop):
    """The middle of the docked icon, x and y."""
    corner = icon_window(desktop).split()[-1]  # "+1221+4"
    x, y = (int(part) for part in corner.split("+")[1:])
    return x + 12, y + 12


def test_the_icon_is_drawn_by_the_xorg_backend(app, tint2):
    status = app.status()["tray"]
    assert status == {"backend": "xorg", "visible": True}
    x, y = icon_place(tint2)
    wait_until(lambda: len(tint2.image((x - 12, y - 12, x + 12, y + 12)).getcolors(1000)) > 3, "its picture")


def test_a_left_click_begins_a_set(app, tint2):
    tint2.click(*icon_place(tint2))
    tint2.wait_window(name="^Soleus$")
    wait_until(lambda: app.rows("SELECT source FROM sets") == [("tray",)], "the set")


def test_a_right_click_opens_the_small_window(app, tint2):
    tint2.click(*icon_place(tint2), button=3)
    tint2.wait_window(name="^Soleus$")
    assert app.state() != "exercising"


def test_tint2_is_killed_and_the_icon_comes_back_and_works(app, tint2):
    tint2.restart_panel()
    wait_icon(app)
    tint2.click(*icon_place(tint2))
    tint2.wait_window(name="^Soleus$")
    app.wait_state("exercising")
