"""What the icon's menu opens beside a set with a window: the first run, pages, and a set by ear."""

from __future__ import annotations

import pytest

from tests.desktop.app import App
from tests.desktop.focus import wait_for_keyboard
from tests.desktop.harness import VirtualDesktop, wait_until

CALM = '[set]\nget_ready = "0s"\n[sound]\ntones = false\n'
LEARN_FROM_BELOW, CHECK_IN_FROM_BELOW = 3, 4
LONG = 60.0
"""Seconds a window may take on two busy cores."""


@pytest.fixture(scope="module")
def desktop(desktop_programs):
    with VirtualDesktop() as desktop:
        yield desktop


def test_the_first_start_welcomes_and_then_says_where_the_icon_is(desktop):
    with App(desktop, CALM, name="new-here", env={"SOLEUS_TRAY_WELCOME": "1"}) as app:
        page = desktop.wait_window(name="^Welcome", timeout=LONG)
        desktop.wait_still(page.box)
        desktop.click(page.centre[0], page.y + 20)  # it takes no keyboard by itself
        wait_for_keyboard(desktop, "^Welcome")
        desktop.key("Escape")
        desktop.wait_no_window(name="^Welcome")
        sent = desktop.notifications.wait_sent(timeout=LONG)
        assert sent.summary == "Soleus Tray lives here"
        app.stop()
        app.start()
        desktop.wait_tray_icon()
        assert (app.home / "state" / "welcomed.json").exists()
        desktop.menu(*["Up"] * CHECK_IN_FROM_BELOW, "Return")
        # It comes long after the colours are known, with which the first run would have opened.
        desktop.wait_window(name="^Soleus: check-in", timeout=LONG)
        assert not app.children("welcome")


def test_the_menu_opens_learn_and_the_check_in(desktop):
    with App(desktop, CALM, name="pages"):
        desktop.wait_tray_icon()
        desktop.menu(*["Up"] * CHECK_IN_FROM_BELOW, "Return")
        desktop.wait_window(name="^Soleus: check-in", timeout=LONG)
        desktop.menu(*["Up"] * LEARN_FROM_BELOW, "Right", "Return")
        desktop.wait_window(name="^Soleus: learn", timeout=LONG)


def test_a_set_by_ear_shows_no_window_and_ends_with_a_click(desktop):
    with App(desktop, CALM, name="by-ear") as app:
        desktop.wait_tray_icon()
        assert app("begin", "--mode", "ears").stdout == "The set begins.\n"
        app.wait_state("exercising", timeout=LONG)
        wait_until(lambda: app.rows("SELECT outcome FROM sets") == [("in_progress",)], "the set", LONG)
        assert not desktop.windows(name="^Soleus$")
        desktop.click_tray_icon()
        app.wait_state("sitting", timeout=LONG)
        wait_until(lambda: app.rows("SELECT outcome FROM sets") == [("stopped_early",)], "its end", LONG)
