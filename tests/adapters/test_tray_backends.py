"""The tray on pystray's own backends: what is passed on, when, and on which thread."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import types
from pathlib import Path

import pytest

from soleus_tray.adapters.tray import darwin, win32, xembed
from soleus_tray.adapters.tray.faces import FaceOnIcon
from soleus_tray.adapters.tray.following import CALM_SECONDS, ENOUGH_TOLD, Following
from soleus_tray.adapters.tray.pystray_base import BaseIcon
from soleus_tray.adapters.tray.pystray_tray import PystrayTray
from soleus_tray.adapters.tray.text import clip
from soleus_tray.ports.tray import SEPARATOR, Face, IconKey, MenuLine

MENU = (
    MenuLine("Begin", "begin", default=True),
    SEPARATOR,
    MenuLine("Standing", "standing off", checked=True),
)
FACE = Face(IconKey("sitting"), "42 min sitting", MENU)


class Drawn:
    def __init__(self, key):
        self.key = key

    def to_image(self):
        return f"image of {self.key.shape}"


class PlainIcon(BaseIcon):
    """A pystray icon whose loop is an event, and which notes what it is told."""

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.told, self._end = [], threading.Event()

    def _show(self):
        self.told.append("show")

    def _hide(self):
        self.told.append("hide")

    def _update_icon(self):
        self.told.append(f"icon {self.icon}")
        self._icon_valid = True

    def _update_title(self):
        self.told.append(f"title {self.title}")

    def _update_menu(self):
        self.told.append(f"menu {len(list(self.menu))}")

    def _run(self):
        self._mark_ready()
        self._end.wait(20)

    def _stop(self):
        self._end.set()


def running(**named):
    icons, actions, ready = [], [], threading.Event()

    def make(*arguments, **more):
        icons.append(PlainIcon(*arguments, **more))
        return icons[0]

    tray = PystrayTray("plain", make, on_action=actions.append, icons=Drawn, **named)
    tray.show(FACE)
    thread = threading.Thread(target=lambda: tray.run(ready.set))
    thread.start()
    assert ready.wait(20)
    return tray, icons[0], actions, thread


def test_a_tray_of_its_own_keeps_up_while_it_is_visible():
    tray, icon, _, thread = running()
    assert tray.keeps_up
    icon.visible = False
    assert not tray.keeps_up
    tray.stop()
    thread.join(20)


def test_appindicator_s_files_are_not_trusted_with_a_pace():
    tray, _, _, thread = running()
    tray.backend = "appindicator"
    assert tray.visible
    assert not tray.keeps_up
    tray.stop()
    thread.join(20)


class TestFollowing:
    """The panel is told of a picture every 0.15 s; how often must it come?"""

    def paced(self, following, pictures, fetches_of, start=1000.0):
        """Tell so many pictures; `fetches_of(n)` is how often the panel comes after the n-th."""
        for n in range(pictures):
            following.told(start + 0.15 * n)
            for _ in range(fetches_of(n)):
                following.fetched()
        return following.keeps_up

    def test_it_is_innocent_before_it_was_tried(self):
        assert Following().keeps_up
        assert self.paced(Following(), ENOUGH_TOLD, lambda _: 0)

    @pytest.mark.parametrize(
        ("fetches_of", "keeps_up"),
        [
            (lambda _: 1, True),
            (lambda _: 3, True),
            (lambda n: n % 2, True),
            (lambda n: 4 * (n % 4 == 3), True),  # late, all at once: it isn't broken
            (lambda n: n % 4 == 0, False),
            (lambda _: 0, False),
        ],
        ids=["each", "by many hosts", "every second", "late", "every fourth", "never"],
    )
    def test_it_has_to_come_for_half_of_the_pictures(self, fetches_of, keeps_up):
        assert self.paced(Following(), 3 * ENOUGH_TOLD, fetches_of) is keeps_up

    def test_it_is_judged_within_the_first_rep(self):
        assert not self.paced(Following(), ENOUGH_TOLD + 1, lambda _: 0)

    def test_a_still_hour_says_nothing(self):
        following = Following()
        for minute in range(60):
            following.told(1000.0 + 60 * minute)
        assert following.keeps_up

    def test_a_slow_one_stays_slow_until_it_does_better(self):
        following = Following()
        assert not self.paced(following, 3 * ENOUGH_TOLD, lambda _: 0)
        again = 1000.0 + 100 * CALM_SECONDS
        assert not self.paced(following, ENOUGH_TOLD, lambda _: 1, again)
        assert self.paced(following, 3 * ENOUGH_TOLD, lambda _: 1, again + 100 * CALM_SECONDS)


def test_a_face_is_shown_and_only_changes_are_passed_on():
    tray, icon, _, thread = running()
    assert tray.visible
    icon.told.clear()

    tray.show(FACE)
    tray.show(Face(IconKey("due"), "42 min sitting", MENU))
    tray.show(Face(IconKey("due"), "Due", MENU))
    tray.show(Face(IconKey("due"), "Due", MENU[:1]))
    tray.stop()
    thread.join(20)

    assert icon.told == ["icon image of due", "title Due", "menu 1"]
    assert not tray.visible


def test_a_click_and_a_menu_line_become_actions():
    tray, icon, actions, thread = running()

    icon()
    list(icon.menu)[2](icon)
    tray.stop()
    thread.join(20)

    assert actions == ["begin", "standing off"]
    assert [line.checked for line in icon.menu] == [None, None, True]


def test_a_tooltip_is_clipped_where_the_system_has_a_limit():
    tray, icon, _, thread = running(clip=10)

    tray.show(Face(IconKey("sitting"), "a tooltip of many words", MENU))
    tray.stop()
    thread.join(20)

    assert icon.title == "a tooltip\N{HORIZONTAL ELLIPSIS}"


def test_calls_go_through_the_system_s_main_thread_where_it_insists():
    calls = []
    tray, icon, _, thread = running(call=calls.append)
    icon.told.clear()

    tray.show(Face(IconKey("due"), "Due", MENU))
    assert icon.told == []
    calls.pop()()
    assert icon.told == ["icon image of due", "title Due"]
    tray.stop()
    calls.pop()()
    thread.join(20)

    assert not thread.is_alive()


def test_stopping_before_the_loop_runs_ends_it():
    tray = PystrayTray("plain", PlainIcon, on_action=print, icons=Drawn)
    tray.show(FACE)
    tray.stop()

    tray.run(lambda: pytest.fail("not ready"))

    assert not tray.visible


def test_running_without_a_face_is_the_caller_s_mistake():
    with pytest.raises(RuntimeError, match="face"):
        PystrayTray("plain", PlainIcon, on_action=print, icons=Drawn).run(print)


def test_a_line_without_an_action_asks_nothing():
    asked = []
    faces = FaceOnIcon(Drawn, asked.append, lambda drawn: drawn)
    menu = faces.first(Face(IconKey("sitting"), "", (MenuLine("3 sets today"),)))["menu"]

    next(iter(menu))(None)

    assert asked == []


@pytest.mark.parametrize(
    ("text", "units", "clipped"),
    [
        ("short", 10, "short"),
        ("exactly 10", 10, "exactly 10"),
        ("more than ten", 10, "more than\N{HORIZONTAL ELLIPSIS}"),
        ("\N{GRINNING FACE}" * 3, 6, "\N{GRINNING FACE}" * 3),
        ("\N{GRINNING FACE}" * 4, 6, "\N{GRINNING FACE}" * 2 + "\N{HORIZONTAL ELLIPSIS}"),
        ("", 5, ""),
    ],
)
def test_text_is_clipped_in_utf_16_units_and_never_inside_a_character(text, units, clipped):
    assert clip(text, units) == clipped
    assert len(clip(text, units).encode("utf-16-le")) <= units * 2


def fake_backend(monkeypatch, module, **more):
    """Stand in for a pystray backend of another system, with the parts its source has."""

    class Icon(PlainIcon):
        def __init__(self, *arguments, **named):
            self.named = named
            super().__init__(
                *arguments, **{key: named[key] for key in ("icon", "title", "menu") if key in named}
            )
            self._message_handlers = {}

        def _on_stop(self, _wparam, _lparam):
            self._stop()

    backend = types.ModuleType(f"pystray._{module}")
    backend.Icon = Icon
    monkeypatch.setitem(sys.modules, f"pystray._{module}", backend)
    for name, value in more.items():
        monkeypatch.setitem(sys.modules, name, value)


def test_windows_may_log_off_and_the_app_is_told(monkeypatch):
    fake_backend(monkeypatch, "win32")
    actions, ready = [], threading.Event()
    tray = win32.win32_tray(actions.append, Drawn)
    tray.show(Face(IconKey("sitting"), "x" * 300, MENU))
    thread = threading.Thread(target=lambda: tray.run(ready.set))
    thread.start()
    assert ready.wait(20)
    handlers, title = tray._icon._message_handlers, tray._icon.title

    assert handlers[0x11](0, 0) == 1
    assert handlers[0x16](0, 0) == 0
    assert actions == []
    handlers[0x16](1, 0)
    thread.join(20)

    assert actions == ["quit"]
    assert len(title) == 127
    assert not thread.is_alive()


def test_macos_keeps_the_dock_clean_and_uses_the_main_thread(monkeypatch):
    policies, calls = [], []
    application = types.SimpleNamespace(setActivationPolicy_=policies.append)
    app_kit = types.SimpleNamespace(
        NSApplication=types.SimpleNamespace(sharedApplication=lambda: application)
    )
    helper = types.SimpleNamespace(callAfter=calls.append)
    tools = types.SimpleNamespace(AppHelper=helper)
    fake_backend(monkeypatch, "darwin", AppKit=app_kit, PyObjCTools=tools)
    ready = threading.Event()
    tray = darwin.darwin_tray(print, Drawn)
    tray.show(FACE)
    thread = threading.Thread(target=lambda: tray.run(ready.set))
    thread.start()
    assert ready.wait(20)

    assert policies == [1]
    assert tray._icon.named["darwin_nsapplication"] is application
    tray.stop()
    calls.pop()()
    thread.join(20)
    assert not thread.is_alive()


def test_without_a_display_there_is_no_xembed_tray(monkeypatch):
    assert not xembed.tray_manager()

    monkeypatch.setenv("DISPLAY", ":no-such-display")
    assert not xembed.tray_manager()


def test_the_tray_process_loads_nothing_heavy_and_leaves_the_environment_alone():
    code = (
        "import os, sys, soleus_tray.adapters.tray.linux, soleus_tray.adapters.tray.choose\n"
        "print('PYSTRAY_BACKEND' in os.environ, *sys.modules)"
    )
    environment = {name: value for name, value in os.environ.items() if name != "PYSTRAY_BACKEND"}
    loaded = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path.cwd(),
        env=environment,
    ).stdout.split()

    assert loaded[0] == "False"
    heavy = {
        "PIL",
        "PIL.Image",
        "Xlib",
        "gi",
        "asyncio",
        "uuid",
        "tkinter",
        "argparse",
        "subprocess",
        "ctypes",
    }
    assert heavy.isdisjoint(loaded)
