"""A set at each of its moments, pictured: part of what `make screenshots` plays through."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING
from unittest.mock import patch

from soleus_tray.adapters.screens.choose import choose_screen
from soleus_tray.core.settings import Settings
from soleus_tray.core.window_messages import PlanOffer, SetRequest
from soleus_tray.ui import layout
from soleus_tray.ui.drawing.art import frames_folder
from soleus_tray.ui.session.view import SessionView
from soleus_tray.ui.window import Window, WindowParts
from tests.desktop.harness import wait_until
from tests.desktop.studio import SETTLED
from tests.desktop.window_hand import inside
from tests.ui.test_session_presenter import Bench

if TYPE_CHECKING:
    from tests.desktop.layouts import Telling
    from tests.desktop.studio import Studio

REQUEST = SetRequest("tray", "steady", 120, None, 9, "light", 3, (2, 4, 3, 5, 1, 0, 3))
_GET_READY = Settings().set.get_ready
"""Seconds, where nobody chose otherwise."""


def show(studio: Studio, window: Telling, **changes: object) -> None:
    """Ask for a set, and wait until it is on screen."""
    window.hand.order("show", replace(REQUEST, theme=studio.theme, **changes))  # type: ignore[arg-type]
    window.hand.wait("mapped")


def _wait_words(studio: Studio, window: Telling, message: str) -> None:
    words = studio.say(message)
    wait_until(lambda: words in window.words(), f"{words!r} in {window.name}", 60)


def _cut_short(studio: Studio) -> str:
    one = "Your last set was cut short after {reps} rep; it is in your record."
    many = "Your last set was cut short after {reps} reps; they are in your record."
    return (studio.words.ngettext(one, many, 14) if studio.words else many).format(reps=14)


def _offer(studio: Studio) -> PlanOffer:
    ready = studio.say("{days} days at {minutes} min, all easy.").format(days=studio.say("Four"), minutes=3)
    question = studio.say("Want to try {minutes}? Staying at 3 is fine.").format(minutes=5)
    return PlanOffer(4, f"{ready} {question}", studio.say("Try {minutes} min").format(minutes=5))


def a_set(studio: Studio) -> None:
    """Get ready, loosen up, the three phases, a pause, what more there is, and the keys."""
    with studio.open("session") as window:
        show(studio, window, note=_cut_short(studio))
        studio.keep(window, "1-get-ready")
        _wait_words(studio, window, "Loosen up")
        studio.keep(window, "2-loosen-up")
        window.hand.wait("began")
        began = time.monotonic()
        for name, second in (("3-lift", 8.2), ("4-hold", 9.1), ("5-lower", 10.6)):
            time.sleep(max(0.0, began + second - time.monotonic()))
            studio.keep(window, name)
        window.press(studio.say("Pause"))
        studio.keep(window, "6-1-paused")
        window.press(studio.say("More"))
        studio.keep(window, "6-3-more")
        studio.desktop.key("Escape")
        window.hand.take_keyboard()
        studio.desktop.key("question")
        studio.keep(window, "6-2-keys")
        studio.desktop.key("Escape")


def a_hold(studio: Studio) -> None:
    """One moment of a set, for a look at sizes."""
    with studio.open("session") as window:
        show(studio, window, get_ready=0)
        window.hand.wait("began")
        time.sleep(5.1 - SETTLED)
        studio.keep(window, "4-hold")


def the_end(studio: Studio) -> None:
    """A whole set's last screen, with an offer."""
    with studio.open("session") as window:
        show(studio, window, pace="pulse", reps=3, get_ready=0, offer=_offer(studio))
        window.hand.wait("ended")
        studio.keep(window, "7-done")


def pain(studio: Studio) -> None:
    """After "It hurts, stop"."""
    with studio.open("session") as window:
        show(studio, window, get_ready=0)
        window.hand.wait("began")
        window.press(studio.say("It hurts, stop"))
        window.hand.wait("ended")
        studio.keep(window, "8-rest")


def one_leg(studio: Studio) -> None:
    """Alternating legs: the left one at its height, and then the right one."""
    with studio.open("session") as window:
        show(studio, window, get_ready=0, pace="gentle", legs="alternate")
        window.hand.wait("began")
        began = time.monotonic()
        for name, second in (("13-1-left-leg", 2.5), ("13-2-right-leg", 8.5)):
            time.sleep(max(0.0, began + second - SETTLED - time.monotonic()))
            studio.keep(window, name)


def until_stopped(studio: Studio) -> None:
    """A set without an end."""
    with studio.open("session") as window:
        show(studio, window, get_ready=0, pace="flow", until_stopped=True)
        window.hand.wait("began")
        time.sleep(4)
        studio.keep(window, "13-3-until-stopped")


def a_rest(studio: Studio) -> None:
    """Between two times five minutes, which pass on a clock of our own; view and presenter are real."""
    bench = Bench(replace(REQUEST, theme=studio.theme, seconds=600, get_ready=0))
    environment = {
        **studio.env,
        "DISPLAY": studio.desktop.env["DISPLAY"],
        "SOLEUS_TRAY_SCALE": str(studio.scale),
    }
    with patch.dict(os.environ, environment):
        window = Window(
            WindowParts(choose_screen(), frames_folder(studio.home / "cache"), lambda _theme, _scale: None)
        )
        window.open("Soleus")
    window.dress(studio.theme)
    window.show(layout.WIDTH, layout.HEIGHT)
    view = SessionView(window, lambda _action: None)
    view.show(bench.at(315))
    _wait_painted(window)
    root = window.root
    left, top = root.winfo_rootx(), root.winfo_rooty()
    studio.keep_box((left, top, left + root.winfo_width(), top + root.winfo_height()), "13-4-rest")
    root.destroy()


def _wait_painted(window: Window) -> None:
    ends = time.monotonic() + 4 * SETTLED
    while time.monotonic() < ends:
        window.root.update()
        time.sleep(0.02)


def afterwards(studio: Studio) -> None:
    """A whole set's last screen without an offer, toe lifts, what stays of a set that was stopped."""
    with studio.open("session") as window:
        show(studio, window, pace="pulse", reps=3, get_ready=0)
        window.hand.wait("ended")
        studio.keep(window, "13-5-done")
        window.press(studio.say("Ten toe lifts"))
        _wait_words(studio, window, "Toes up")
        time.sleep(SETTLED)
        studio.keep(window, "13-6-toes")
    with studio.open("session") as window:
        show(studio, window, get_ready=0)
        window.hand.wait("began")
        time.sleep(5)
        window.press(studio.say("Finish"))
        window.hand.wait("ended")
        window.press(studio.say("Good"))
        studio.keep(window, "13-7-finished")


def compact(studio: Studio) -> None:
    """The slim strip: ready, holding, with what it has beside it, at its end, and with one leg."""
    with studio.open("session") as window:
        show(studio, window, mode="compact", get_ready=4, pace="gentle", reps=1)
        studio.keep(window, "9-compact-1-ready")
        window.hand.wait("began")
        time.sleep(2.5 - SETTLED)
        studio.keep(window, "9-compact-2-hold")
        window.hand.wait("ended")
        studio.keep(window, "9-compact-3-done")
    with studio.open("session") as window:
        show(studio, window, mode="compact", get_ready=0, pace="gentle", reps=20, legs="alternate")
        window.hand.wait("began")
        began = time.monotonic()
        time.sleep(2.5 - SETTLED)
        studio.keep(window, "9-compact-4-left-leg")
        time.sleep(max(0.0, began + 8.5 - SETTLED - time.monotonic()))
        studio.keep(window, "9-compact-5-right-leg")
        drawer = window.hand.open_drawer()
        time.sleep(SETTLED)
        strip = window.hand.strip
        top, bottom = min(strip.y, drawer.y), max(strip.box[3], drawer.box[3])
        studio.keep_box((strip.x, top, strip.box[2], bottom), "9-compact-6-drawer")


def terminal(studio: Studio) -> None:
    """The set in a terminal: its display in the hold and at the end, and the plain lines."""
    env = {**studio.env, "SOLEUS_TRAY_HOME": str(studio.home)}
    ink, paper = ("#E9EDEF", "#14181B") if studio.theme == "dark" else ("#20292E", "#FFFFFF")
    for name, option, reps, second in (
        ("14-terminal-1-hold", "--terminal", 30, 9.5),
        ("14-terminal-2-end", "--terminal", 2, 12.0),
        ("14-terminal-3-plain", "--plain", 2, 14.0),
    ):
        command = [sys.executable, "-m", "soleus_tray", "begin", option, "--reps", str(reps)]
        look = ["-fa", "DejaVu Sans Mono", "-fs", "11", "-fg", ink, "-bg", paper, "-geometry", "72x24", "+sb"]
        process = studio.desktop.spawn(["xterm", *look, "-T", "a terminal", "-e", *command], env=env)
        try:
            window = studio.desktop.wait_window(name="^a terminal$")
            time.sleep(_GET_READY + second)
            studio.keep_box(inside(studio.desktop, window).box, name)
        finally:
            process.kill()


A_LOOK = (a_hold, the_end, pain, compact)
"""Enough of it to see a size or a contrast by."""
ALL = (a_set, one_leg, until_stopped, a_rest, the_end, afterwards, pain, compact, terminal)
