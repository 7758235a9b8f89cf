"""The lines of the icon's menu on a real panel, chosen with real keys and a real click."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.desktop.app import App
from tests.desktop.desktops.menus import read_menu
from tests.desktop.focus import wait_for_keyboard
from tests.desktop.harness import VirtualDesktop, wait_until

AN_HOUR = '[reminders]\ninterval = "1h"\n'
WHY_PAGE = "^Soleus: why"
SNOOZE, STAND_FOR, I_JUST_ATE = 3, 6, 7
"""How often Down goes from the closed menu to these lines; it passes over lines that can't be chosen."""
WHY_FROM_BELOW = 5


@pytest.fixture(scope="module")
def shared(desktop_programs):
    with VirtualDesktop() as desktop:
        yield desktop


@pytest.fixture
def app(shared, request):
    with App(shared, AN_HOUR, name=request.node.name) as app:
        shared.wait_tray_icon()
        yield app
    wait_until(lambda: shared.tray_window() is None, "the icon's end")


def down(count: int) -> list[str]:
    return ["Down"] * count


def open_menu(desktop, before):
    """The menu below the panel, whose own list of windows may blink meanwhile; None while it isn't whole."""
    desktop.wait_still()
    after = desktop.image()
    panel = (0, 0, after.width, desktop.tray_window().box[3])
    after.paste(before.crop(panel), panel)
    menu = read_menu(before, after)
    return menu if menu and len(menu.lines) >= WHY_FROM_BELOW else None


def why_page(desktop):
    """The page's inside, once it is on the screen."""
    return desktop.wait_window(name=WHY_PAGE)


def test_why_chosen_with_keys_opens_the_page(app, shared):
    shared.menu(*["Up"] * WHY_FROM_BELOW, "Return")
    page = why_page(shared)
    shared.wait_still(page.box)
    shared.click(page.centre[0], page.y + 20)  # it takes no keyboard by itself
    wait_for_keyboard(shared, WHY_PAGE)
    shared.key("Escape")
    shared.wait_no_window(name=WHY_PAGE)
    assert app.state() == "sitting"


def test_why_clicked_opens_one_page_that_stays_when_the_app_ends(app, shared):
    for _ in range(2):
        shared.move(640, 600)
        shared.wait_still()
        before = shared.image()
        shared.menu()
        menu = wait_until(lambda before=before: open_menu(shared, before), "the menu")
        # Counted from below, for the panel's tooltip may cover the first lines.
        shared.click(*menu.spot(len(menu.lines) - WHY_FROM_BELOW))
        page = why_page(shared)
        shared.wait_still(page.box, still=2.0)  # until it has the record: what it writes is no menu
    assert len(shared.windows(name=WHY_PAGE)) == 1
    app.stop()
    assert shared.windows(name=WHY_PAGE)
    shared.click(page.centre[0], page.y + 20)
    wait_for_keyboard(shared, WHY_PAGE)
    shared.key("Escape")
    shared.wait_no_window(name=WHY_PAGE)


def test_a_meal_brings_the_next_set_sooner(app, shared):
    assert app.status()["due_in_seconds"] > 31 * 60
    shared.menu(*down(I_JUST_ATE), "Return")
    wait_until(lambda: app.status()["after_meal"], "the meal")
    assert app.status()["due_in_seconds"] <= 30 * 60


def test_standing_for_half_an_hour(app, shared):
    shared.menu(*down(STAND_FOR), "Right", "Down", "Return")
    app.wait_state("standing")
    status = app.status()
    until = datetime.fromisoformat(status["standing_until"])
    assert timedelta(minutes=29) < until - datetime.now(UTC) <= timedelta(minutes=30)
    assert status["standing"] is True


def test_a_snooze_until_a_full_hour(app, shared):
    first_hour = 5  # below the five lengths; "Until this meeting ends" can't be chosen without one
    shared.menu(*down(SNOOZE), "Right", *down(first_hour), "Return")
    app.wait_state("snoozed")
    until = datetime.fromisoformat(app.status()["snoozed_until"])
    assert (until.minute, until.second) == (0, 0)
    assert timedelta(minutes=58) < until - datetime.now(UTC) <= timedelta(hours=2)
