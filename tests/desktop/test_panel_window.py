"""No tray anywhere: the app says so once, keeps reminding, and a second start opens the small window."""

from __future__ import annotations

import pytest

from soleus_tray.ui import layout
from tests.desktop.app import App, children_of
from tests.desktop.focus import wait_for_keyboard
from tests.desktop.harness import Layout, VirtualDesktop, wait_until
from tests.desktop.harness.processes import stop_process
from tests.desktop.window_hand import press_in_panel

CALM = '[set]\nlength = "2m"\nget_ready = "0s"\n'
DUE_AT_ONCE = f'[reminders]\ninterval = "5s"\n{CALM}'
NOWHERE = "No panel here shows tray icons"
ROWS_FROM_BELOW = (
    ("quit",),
    ("learn", "autostart"),
    ("check-in", "why"),
    ("standing", "ate"),
    ("snooze", "pause"),
    ("begin",),
)


@pytest.fixture(scope="module")
def bare(desktop_programs):
    """A desktop with notifications and no tray, for this module's tests."""
    with VirtualDesktop(Layout(panel="none")) as desktop:
        yield desktop


@pytest.fixture
def app(bare, request):
    """The app without a tray; each test has a home of its own."""
    with App(bare, CALM, name=request.node.name) as app:
        process = app.process
        yield app
    stop_process(process)  # with its group, for the window of a set that runs carries on alone
    bare.wait_no_window(name="^Soleus$")


def open_window(app):
    """Start a second time, as a person does who looks for the icon."""
    assert app("run").returncode == 0
    app.desktop.wait_window(name="^Soleus$")
    app.desktop.wait_still()


def press(desktop, button):
    """Press the button of this name."""
    row = next(row for row in ROWS_FROM_BELOW if button in row)
    press_in_panel(desktop, ROWS_FROM_BELOW.index(row), row.index(button), len(row))


def test_it_says_so_once_and_keeps_reminding(bare):
    with App(bare, DUE_AT_ONCE, name="told") as app:
        bare.move(400, 400)
        bare.notifications.wait_sent(timeout=30)
        wait_until(
            lambda: any(NOWHERE in notice for notice in app.status()["notices"]),
            "the notice",
            30,
            interval=0.2,
        )
        assert app.status()["tray"]["visible"] is False
        assert "opens a small window" in app("status").stdout
        bare.press_notification("Skip")
        app.wait_state("sitting", "due")
        assert bare.log("told").count(NOWHERE) == 1


def test_begin_in_the_small_window_begins_a_set_whose_source_is_the_window(app, bare):
    open_window(app)
    press(bare, "begin")
    wait_until(lambda: app.rows("SELECT source FROM sets") == [("window",)], "the set", interval=0.1)
    assert app.state() == "exercising"


def test_its_other_buttons_do_what_they_say_and_change_their_words(app, bare):
    open_window(app)
    for button, state in (
        ("pause", "paused"),
        ("pause", "sitting"),
        ("snooze", "snoozed"),
        ("snooze", "sitting"),
        ("standing", "standing"),
        ("standing", "sitting"),
    ):
        press(bare, button)
        app.wait_state(state)
        bare.wait_still()
    left, top, right, _ = bare.wait_window(name="^Soleus$").box
    words = (left, top, right, top + 100)
    before = bare.image(words).tobytes()
    press(bare, "ate")
    wait_until(lambda: app.status()["after_meal"], "the meal")
    wait_until(lambda: bare.image(words).tobytes() != before, "the words about it")
    bare.wait_still()
    press(bare, "autostart")
    entry = bare.config_home / "autostart/soleus-tray.desktop"
    wait_until(entry.exists, "the entry")
    bare.wait_still()
    press(bare, "autostart")
    wait_until(lambda: not entry.exists(), "the entry's end")
    press(bare, "quit")
    assert app.process.wait(30) == 0
    bare.wait_no_window(name="^Soleus$")


def test_why_in_the_small_window_opens_the_page_beside_it(app, bare):
    open_window(app)
    press(bare, "why")
    page = bare.wait_window(name="^Soleus: why")
    assert bare.windows(name="^Soleus$")
    bare.click(page.centre[0], page.y + layout.MARGIN)  # it takes no keyboard by itself
    wait_for_keyboard(bare, "^Soleus: why")
    bare.key("Escape")
    bare.wait_no_window(name="^Soleus: why")


def test_a_frozen_small_window_holds_up_neither_the_app_nor_its_end(app, bare):
    open_window(app)
    window = bare.processes.find(app.name)
    frozen = children_of(window.pid, "_window")[0]
    frozen.suspend()
    try:
        for standing in ("on", "off") * 3:
            assert app("standing", standing).returncode == 0
        app("quit")
        assert app.process.wait(30) == 0
    finally:
        frozen.kill()


def test_closed_with_escape_it_opens_again(app, bare):
    for _ in range(2):
        open_window(app)
        window = bare.wait_window(name="^Soleus$")
        bare.click(window.x + window.width // 2, window.y + layout.MARGIN // 2)
        bare.key("Escape")
        bare.wait_no_window(name="^Soleus$")
