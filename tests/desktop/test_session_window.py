"""The session window and the actions window under real hands: keys, clicks, the window manager, kills."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from Xlib import X, display

from soleus_tray.app.doctor.windows import OPTION
from soleus_tray.core.window_messages import Panel, PlanOffer, SetRequest, SoundChoice
from soleus_tray.ui import layout
from soleus_tray.ui.palette import palette, rgb
from tests.desktop.focus import wait_for_keyboard
from tests.desktop.harness import Layout, VirtualDesktop, wait_until
from tests.desktop.window_hand import DRAWER, WindowHand

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Two reps in four seconds, so that a whole set is short.
QUICK = SetRequest("tray", "pulse", 0, 2, 1, "light", 3, (2, 4, 3, 5, 1, 0, 3))
LONG = SetRequest("tray", "pulse", 120, None, 0, "light", 0)
PANEL = Panel(
    "Soleus Tray",
    ("42 min sitting, next set in 18 min.", "3 sets today."),
    (("begin", "Begin a set"), ("snooze 600", "Snooze 10 min"), ("quit", "Quit")),
    "light",
)


@pytest.fixture(scope="module")
def desktop(desktop_programs: None) -> Iterator[VirtualDesktop]:
    with VirtualDesktop(Layout(size=(1600, 1200), panel="none", notification_server=False)) as running:
        yield running


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with all pictures in it."""
    home = tmp_path_factory.mktemp("drawn")
    for theme in ("light", "dark"):
        for scale in ("1.0", "2.0"):
            subprocess.run(
                [sys.executable, "-m", "soleus_tray", "_draw", "frames", theme, scale],
                env={"SOLEUS_TRAY_HOME": str(home), "PATH": "/usr/bin:/bin"},
                check=True,
                timeout=120,
            )
    return home


@pytest.fixture
def home(tmp_path: Path, drawn: Path) -> Path:
    shutil.copytree(drawn, tmp_path / "home")
    return tmp_path / "home"


def showing(desktop: VirtualDesktop, home: Path, request: SetRequest, scale: float = 1.0) -> WindowHand:
    at_once = (request.theme,) if request.mode == "full" else ()
    hand = WindowHand(desktop, home, scale=scale, words=at_once)
    hand.order("show", request)
    hand.wait("mapped")
    return hand


def test_a_whole_set_by_pressing_start_and_done(desktop: VirtualDesktop, home: Path) -> None:
    with showing(desktop, home, replace(QUICK, get_ready=60)) as hand:
        hand.press_button(0, 2, layout.LOW_BUTTONS_Y)
        assert hand.wait("began").fact
        fact = hand.wait("ended").fact
        assert fact is not None
        assert (fact.outcome, fact.reps, fact.active_seconds, fact.source) == ("completed", 2, 4, "tray")
        assert (hand.facts[-1]["outcome"], hand.facts[-1]["id"]) == ("completed", fact.id)
        hand.press_button(0, 2, layout.LOW_BUTTONS_Y)
        assert hand.wait_end() == 0
        hand.wait("closed")


def test_again_begins_another(desktop: VirtualDesktop, home: Path) -> None:
    with showing(desktop, home, QUICK) as hand:
        hand.wait("ended")
        hand.press_button(1, 2, layout.LOW_BUTTONS_Y)
        wait_until(lambda: len({fact["id"] for fact in hand.facts}) == 2, "a second set in the journal")
        assert hand.facts[-1]["source"] == "window"


def test_space_pauses_and_the_button_goes_on(desktop: VirtualDesktop, home: Path) -> None:
    with showing(desktop, home, LONG) as hand:
        hand.wait("began")
        hand.take_keyboard()
        desktop.key("space")
        hand.wait("progress")  # a pause is saved at once
        desktop.wait_still(hand.window.box, still=1.0)
        paused = len(hand.events)
        hand.press_button(0, 3, layout.SET_BUTTONS_Y)
        wait_until(lambda: len(hand.events) > paused, "a save after going on")


def test_enter_finishes_early_and_escape_then_leaves(desktop: VirtualDesktop, home: Path) -> None:
    with showing(desktop, home, LONG) as hand:
        hand.wait("progress")
        hand.take_keyboard()
        desktop.key("Return")
        fact = hand.wait("ended").fact
        assert fact is not None
        assert fact.outcome == "stopped_early"
        assert fact.reps >= 2
        desktop.key("Escape")
        assert hand.wait_end() == 0


@pytest.mark.parametrize("way", ["Escape", "stop button", "it hurts", "window manager", "order"])
def test_stopping_in_the_middle_is_recorded(desktop: VirtualDesktop, home: Path, way: str) -> None:
    with showing(desktop, home, LONG) as hand:
        hand.wait("began")
        hand.take_keyboard()
        if way == "Escape":
            desktop.key("Escape")
        elif way == "stop button":
            hand.press_in_menu(3, 6)
        elif way == "it hurts":
            hand.click_at(layout.WIDTH / 2, layout.HURTS_Y)
        elif way == "window manager":
            desktop.key("alt+F4")
        else:
            hand.order("close")
        fact = hand.wait("ended").fact
        assert fact is not None
        assert fact.outcome == hand.facts[-1]["outcome"] == "stopped_early"
        if way in ("window manager", "order"):
            assert hand.wait_end() == 0


def test_when_it_hurts_the_voice_says_what_to_do_too(
    desktop: VirtualDesktop, home: Path, tmp_path: Path
) -> None:
    programs, spoken = tmp_path / "programs", tmp_path / "spoken"
    programs.mkdir()
    spoken.touch()
    voice = programs / "espeak-ng"  # notes what it is to say; no other voice is in reach
    voice.write_text(f"#!/bin/sh\nexec /bin/cat >> '{spoken}'\n")
    voice.chmod(0o755)
    only_voice = SoundChoice(tones=False, volume=0, voice=True)
    with WindowHand(desktop, home, env={"PATH": str(programs)}) as hand:
        hand.order("show", replace(LONG, sound=only_voice))
        hand.wait("began")
        hand.take_keyboard()
        hand.click_at(layout.WIDTH / 2, layout.HURTS_Y)
        hand.wait("ended")
        hand.order("close")  # what is being said goes on without the window
        assert hand.wait_end() == 0
    wait_until(lambda: "Was it a cramp?" in spoken.read_text(), "what to do", 60)


@pytest.mark.parametrize("way", ["Escape", "not now", "window manager"])
def test_leaving_the_countdown_leaves_no_record(desktop: VirtualDesktop, home: Path, way: str) -> None:
    with showing(desktop, home, replace(QUICK, get_ready=60)) as hand:
        hand.take_keyboard()
        if way == "not now":
            hand.press_button(1, 2, layout.LOW_BUTTONS_Y)
        else:
            desktop.key("Escape" if way == "Escape" else "alt+F4")
        assert hand.wait_end() == 0
        assert hand.facts == []


def test_a_kill_costs_less_than_five_seconds(desktop: VirtualDesktop, home: Path) -> None:
    with showing(desktop, home, LONG) as hand:
        hand.wait("progress")
        hand.process.kill()
        hand.wait_end()
        assert int(str(hand.facts[-1]["active_seconds"])) >= 4


def test_a_set_outlives_its_tray(desktop: VirtualDesktop, home: Path) -> None:
    with showing(desktop, home, QUICK) as hand:
        hand.leave()
        assert hand.process.stdout is not None
        wait_until(lambda: hand.facts and hand.facts[-1]["outcome"] == "completed", "the end of the set")
        assert hand.process.poll() is None  # the summary stays until it was seen
        hand.take_keyboard()
        desktop.key("Return")
        assert hand.wait_end() == 0


def test_a_hidden_window_leaves_with_its_tray(desktop: VirtualDesktop, home: Path) -> None:
    with WindowHand(desktop, home) as hand:
        hand.wait("ready")
        assert not desktop.windows(name="^Soleus$")
        hand.leave()
        assert hand.wait_end() == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_window_that_is_waited_for_shows_before_it_is_told_what_to_guide(
    desktop: VirtualDesktop, home: Path, theme: str
) -> None:
    """Bare paper in its brightness, filled by the order; one that is never told leaves with its tray."""
    with WindowHand(desktop, home, words=(theme,)) as hand:
        window = hand.window
        wait_until(
            lambda: (
                [colour for _, colour in desktop.image(window.box).convert("RGB").getcolors() or []]
                == [rgb(palette(theme).paper)]
            ),
            "bare paper",
        )
        assert "mapped" not in [event.kind for event in hand.events]  # there is nothing to see yet
        hand.order("show", replace(LONG, theme=theme))  # type: ignore[arg-type]
        hand.wait("mapped")
        assert hand.window == window
        hand.wait("began")
    with WindowHand(desktop, home, words=(theme,)) as hand:
        assert hand.window
        hand.leave()
        assert hand.wait_end() == 0


def test_garbage_from_the_tray_does_not_end_a_set(desktop: VirtualDesktop, home: Path) -> None:
    with showing(desktop, home, QUICK) as hand:
        assert hand.process.stdin is not None
        hand.process.stdin.write('not json\n[]\n{"order": 1}\n')
        hand.process.stdin.flush()
        fact = hand.wait("ended").fact
        assert fact is not None
        assert fact.outcome == "completed"


def test_a_journal_that_cannot_be_written_does_not_end_a_set(desktop: VirtualDesktop, home: Path) -> None:
    (home / "state").mkdir(parents=True)
    (home / "state" / "journal").write_text("in the way")
    with showing(desktop, home, QUICK) as hand:
        fact = hand.wait("ended").fact
        assert fact is not None
        assert fact.outcome == "completed"


def test_what_is_being_typed_goes_on_where_it_was(
    desktop: VirtualDesktop, home: Path, tmp_path: Path
) -> None:
    """The window appears on top while somebody types, and takes the keyboard only when it is clicked."""
    typed = tmp_path / "typed"
    terminal = desktop.spawn(["xterm", "-geometry", "60x10+0+800", "-T", "typing", "-e", f"cat > {typed}"])
    try:
        there = desktop.wait_window(name="typing")
        desktop.click(*there.centre)
        with WindowHand(desktop, home, words=("light",)) as hand:
            hand.order("show", replace(QUICK, get_ready=60))
            desktop.type_text("the quick brown fox jumps over the lazy dog")
            hand.wait("mapped")
            desktop.type_text(" again")
            desktop.key("Return")
            wait_until(lambda: typed.read_text().endswith("\n"), "what was typed")
            assert typed.read_text() == "the quick brown fox jumps over the lazy dog again\n"
            hand.take_keyboard()
            desktop.key("Escape")
            assert hand.wait_end() == 0
    finally:
        terminal.terminate()
        terminal.wait(10)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_clipped(desktop: VirtualDesktop, home: Path, theme: str, scale: float) -> None:
    """In every phase the margins are bare paper, so no text or picture runs out of the window."""
    request = replace(QUICK, get_ready=4, theme=theme)  # type: ignore[arg-type]
    with showing(desktop, home, request, scale) as hand:
        assert (hand.window.width, hand.window.height) == (360 * scale, 540 * scale)
        paper = rgb(palette(theme).paper)
        for moment in ("mapped", "began", "ended"):
            hand.wait(moment)
            desktop.wait_still(hand.window.box, still=0.15, timeout=2) if moment == "ended" else None
            picture = desktop.image(hand.window.box).convert("RGB")
            edge = round(16 * scale)
            width, height = picture.size
            for box in ((0, 0, edge, height), (width - edge, 0, width, height), (0, 0, width, edge)):
                assert [colour for _, colour in picture.crop(box).getcolors() or []] == [paper], (moment, box)


def test_scaling_follows_the_desktops_dpi(desktop: VirtualDesktop, home: Path, tmp_path: Path) -> None:
    resources = tmp_path / "resources"
    for dpi, width in ((192, 720), (96, 360)):
        resources.write_text(f"Xft.dpi: {dpi}\n")
        desktop.run(["xrdb", "-nocpp", "-merge", str(resources)])
        with WindowHand(desktop, home, scale=0) as hand:
            hand.order("show", replace(QUICK, get_ready=60))
            hand.wait("mapped")
            assert hand.window.width == width


def test_it_appears_on_the_monitor_with_the_pointer(desktop: VirtualDesktop, home: Path) -> None:
    desktop.run(["xrandr", "--setmonitor", "left", "700/185x1200/317+0+0", "screen"])
    desktop.run(["xrandr", "--setmonitor", "right", "900/238x1200/317+700+0", "none"])
    try:
        for x, (left, right) in ((100, (0, 700)), (1500, (700, 1600))):
            desktop.move(x, 50)
            with showing(desktop, home, replace(QUICK, get_ready=60)) as hand:
                assert left <= hand.window.x
                assert hand.window.x + hand.window.width <= right
    finally:
        for name in ("left", "right"):
            desktop.run(["xrandr", "--delmonitor", name])


def test_without_any_drawn_pictures_it_shows_at_once_and_draws_them(
    desktop: VirtualDesktop, tmp_path: Path
) -> None:
    with showing(desktop, tmp_path / "fresh", replace(QUICK, get_ready=60)) as hand:
        cloth = rgb(palette("light").cloth)
        wait_until(lambda: desktop.find_colour(cloth, hand.window.box), "the figure", timeout=60)


def test_a_minimised_window_keeps_counting_and_recording(desktop: VirtualDesktop, home: Path) -> None:
    with showing(desktop, home, LONG) as hand:
        hand.wait("began")
        desktop.run(["xdotool", "windowminimize", str(hand.window.id)])
        seen = len(hand.facts)
        wait_until(lambda: len(hand.facts) >= seen + 2, "two more saves", timeout=30)


def test_keyboard_alone_reaches_every_button(desktop: VirtualDesktop, home: Path) -> None:
    with showing(desktop, home, replace(LONG, get_ready=60)) as hand:
        hand.take_keyboard()
        desktop.key("Tab", "Tab", "space")  # the second button: not now
        assert hand.wait_end() == 0
        assert hand.facts == []


def test_the_actions_window_tells_what_was_pressed_and_follows_updates(
    desktop: VirtualDesktop, home: Path
) -> None:
    with WindowHand(desktop, home, "panel") as hand:
        hand.order("show", PANEL)
        hand.wait("mapped")
        hand.order("update", replace(PANEL, lines=("One line only.",), actions=(("skip", "Skip"),)))
        wait_until(lambda: hand.window.height < 200, "the window to shrink")
        hand.click_at(layout.WIDTH / 2, hand.window.height - layout.MARGIN - layout.BUTTON_HEIGHT / 2)
        assert hand.wait("action").action == "skip"
        hand.leave()
        assert hand.wait_end() == 0


def test_the_list_of_keys_closes_without_stopping_the_set(desktop: VirtualDesktop, home: Path) -> None:
    with showing(desktop, home, LONG) as hand:
        hand.wait("began")
        hand.take_keyboard()
        window, cloth = hand.window, rgb(palette("light").cloth)
        wait_until(lambda: desktop.find_colour(cloth, window.box), "the figure")
        desktop.key("question")
        wait_until(lambda: not desktop.find_colour(cloth, window.box), "the list of keys over it")
        desktop.key("Escape", "plus", "minus", "m", "Escape")
        fact = hand.wait("ended").fact
        assert fact is not None
        assert fact.outcome == "stopped_early"


def test_it_stays_above_the_window_one_works_in_and_leaves_it_the_keyboard(
    desktop: VirtualDesktop, home: Path
) -> None:
    """When it appears, and when it is asked for again after one has gone on working over it."""
    work = desktop.spawn(["xterm", "-geometry", "190x70+100+40", "-T", "work"])
    place = desktop.wait_window(name="^work$")
    desktop.click(place.x + 20, place.centre[1])
    wait_for_keyboard(desktop, "^work$")
    with showing(desktop, home, LONG) as hand:
        hand.wait("began")
        window = hand.window
        paper = rgb(palette("light").paper)

        def in_front() -> bool:
            return desktop.image().getpixel((window.x + 6, window.y + layout.WORD_Y))[:3] == paper

        for _asked in range(2):
            wait_until(in_front, "the window in front")
            for _ in range(10):  # a good second: what it does to come on top is over after a moment
                time.sleep(0.12)
                assert in_front()
            wait_for_keyboard(desktop, "^work$")
            desktop.click(place.x + 20, place.centre[1])
            wait_until(lambda: not in_front(), "the window one works in to come in front")
            hand.order("show", LONG)
        wait_until(in_front, "the window in front again")
        hand.take_keyboard()
        wait_for_keyboard(desktop, "^Soleus$")
    work.terminate()
    desktop.wait_no_window(name="^work$")


@pytest.mark.parametrize("way", ["key", "menu"])
def test_to_the_strip_and_back_within_one_set(desktop: VirtualDesktop, home: Path, way: str) -> None:
    with showing(desktop, home, LONG) as hand:
        hand.wait("began")
        hand.take_keyboard()
        if way == "key":
            desktop.key("c")
        else:
            hand.press_in_menu(0, 6)
        strip = hand.strip
        assert (strip.width, strip.height) == (layout.STRIP_WIDTH, layout.STRIP_HEIGHT)
        wait_until(lambda: not desktop.windows(name="^Soleus$"), "the window to leave")
        hand.click_strip(100, 32, times=2)
        assert hand.window.width == layout.WIDTH
        wait_until(lambda: not desktop.windows(name="^Soleus compact$"), "the strip to leave")
        hand.order("close")
        assert hand.wait_end() == 0
        assert len({fact["id"] for fact in hand.facts}) == 1


def test_the_way_back_is_open_where_the_keyboard_follows_the_pointer(
    desktop: VirtualDesktop, home: Path
) -> None:
    """Then Tk takes the keyboard for ours, though the window that would have it is away."""
    with showing(desktop, home, LONG) as hand:
        hand.wait("began")
        hand.take_keyboard()
        desktop.key("c")
        assert hand.strip
        wait_until(lambda: not desktop.windows(name="^Soleus$"), "the window to leave")
        screen = display.Display(desktop.env["DISPLAY"])
        screen.set_input_focus(X.PointerRoot, X.RevertToPointerRoot, X.CurrentTime)
        screen.close()
        hand.click_strip(100, 32, times=2)
        assert hand.window.width == layout.WIDTH


def test_what_is_behind_the_strip_shows_at_its_corners(desktop: VirtualDesktop, home: Path) -> None:
    behind = desktop.image()
    with showing(desktop, home, replace(LONG, mode="compact")) as hand:
        hand.wait("began")
        strip = hand.strip
        far, low = strip.x + strip.width - 1, strip.y + strip.height - 1
        corners = [(strip.x, strip.y), (far, strip.y), (strip.x, low), (far, low)]
        wait_until(
            lambda: all(desktop.image().getpixel(at) == behind.getpixel(at) for at in corners),
            "the desktop at the strip's corners",
        )
        drawer = hand.open_drawer()
        wait_until(
            lambda: desktop.image().getpixel((drawer.x, drawer.y)) == behind.getpixel((drawer.x, drawer.y)),
            "the desktop at the drawer's corner",
        )


def test_a_right_click_closes_and_opens_the_strips_drawer(desktop: VirtualDesktop, home: Path) -> None:
    with showing(desktop, home, replace(LONG, mode="compact")) as hand:
        hand.wait("began")
        hand.open_drawer()
        hand.click_strip(40, 32, button=3)
        desktop.wait_no_window(name=DRAWER)
        hand.click_strip(40, 32, button=3)
        desktop.wait_window(name=DRAWER)


def test_the_strips_button_pauses_and_goes_on(desktop: VirtualDesktop, home: Path) -> None:
    with showing(desktop, home, replace(LONG, mode="compact")) as hand:
        hand.wait("began")
        hand.click_strip(237, 32)
        hand.wait("progress")  # a pause is saved at once
        desktop.move(300, 300)
        desktop.wait_still(hand.strip.box, still=1.5)
        paused = len(hand.events)
        hand.click_strip(237, 32)
        wait_until(lambda: len(hand.events) > paused, "a save after going on")


@pytest.mark.parametrize(("way", "place"), [("stop", 1), ("it hurts", 2)])
def test_what_hurts_or_has_been_enough_is_ended_from_the_strip(
    desktop: VirtualDesktop, home: Path, way: str, place: int
) -> None:
    with showing(desktop, home, replace(LONG, mode="compact")) as hand:
        hand.wait("began")
        hand.press_in_drawer(place, 3)
        fact = hand.wait("ended").fact
        assert fact is not None
        assert (fact.outcome, fact.hurt) == ("stopped_early", way == "it hurts")
        if way == "it hurts":
            assert hand.window.height == layout.HEIGHT  # what to do needs the whole window
            hand.press_button(1, 2, layout.LOW_BUTTONS_Y)
            assert hand.wait("action").action == "learn safety"


def test_the_strip_leaves_by_itself(desktop: VirtualDesktop, home: Path) -> None:
    with showing(desktop, home, replace(QUICK, mode="compact")) as hand:
        hand.wait("ended")
        assert hand.wait_end(60) == 0


def test_the_strip_stays_where_it_was_put_and_is_there_the_next_time(
    desktop: VirtualDesktop, home: Path
) -> None:
    asked = replace(LONG, mode="compact")
    with showing(desktop, home, asked) as hand:
        first = hand.strip
        assert first.x > 800  # the lower right corner
        desktop.move(first.x + 100, first.y + 32)
        steps = [
            ("mousedown", "1"),
            ("mousemove", "500", "400"),
            ("mousemove", "400", "300"),
            ("mouseup", "1"),
        ]
        for step in steps:
            desktop.run(["xdotool", *step])
        wait_until(lambda: (hand.strip.x, hand.strip.y) == (300, 268), "the strip to follow the hand")
        places = home / "state" / "windows.json"
        wait_until(places.exists, "its place to be kept")
        assert places.stat().st_mode & 0o077 == 0
    with showing(desktop, home, asked) as hand:
        assert (hand.strip.x, hand.strip.y) == (300, 268)
    places.write_text('{"strip": {"1600x1200+0+0": "no"')
    with showing(desktop, home, asked) as hand:
        assert (hand.strip.x, hand.strip.y) == (first.x, first.y)


def test_a_strip_whose_monitor_goes_comes_back_to_one_that_is_there(
    desktop: VirtualDesktop, home: Path
) -> None:
    desktop.run(["xrandr", "--setmonitor", "left", "700/185x1200/317+0+0", "screen"])
    desktop.run(["xrandr", "--setmonitor", "right", "900/238x1200/317+700+0", "none"])
    try:
        desktop.move(1500, 50)
        with showing(desktop, home, replace(LONG, mode="compact")) as hand:
            assert hand.strip.x >= 700
            desktop.move(100, 50)
            desktop.run(["xrandr", "--delmonitor", "right"])
            wait_until(lambda: hand.strip.x + hand.strip.width <= 700, "the strip on the left monitor")
            hand.order("close")
            hand.wait_end()
            assert hand.facts[-1]["outcome"] == "stopped_early"
    finally:
        for name in ("left", "right"):
            desktop.run(["xrandr", "--delmonitor", name], check=False)


def test_one_click_says_how_hard_it_was_and_one_takes_the_plans_step(
    desktop: VirtualDesktop, home: Path
) -> None:
    offer = PlanOffer(5, "Four days at 3 min, all easy. Want to try 5?", "Try 5 min")
    with showing(desktop, home, replace(QUICK, offer=offer)) as hand:
        hand.wait("ended")
        bottom = layout.EFFORT_CARD[3] - 12 - layout.CHIP_HEIGHT / 2
        desktop.wait_still(hand.window.box)
        hand.click_at(layout.WIDTH / 2, bottom)
        wait_until(lambda: hand.facts[-1].get("effort") == "good", "the answer in the journal")
        assert hand.facts[-1]["outcome"] == "completed"
        hand.click_at(layout.WIDTH / 2 - 68, layout.OFFER_CARD[3] - 12 - layout.CHIP_HEIGHT / 2)
        assert hand.wait("action").action == "plan accept 5"


def test_it_is_as_large_as_wished_but_never_larger_than_its_monitor(
    desktop: VirtualDesktop, home: Path
) -> None:
    for zoom, height in (("200", 1080), ("400", 1080), ("100", 540), ("nonsense", 540)):
        with WindowHand(desktop, home, env={"SOLEUS_TRAY_ZOOM": zoom}) as hand:
            hand.order("show", replace(QUICK, get_ready=60))
            hand.wait("mapped")
            assert hand.window.height == height


@pytest.mark.parametrize(
    ("asked", "family"),
    [("DejaVu Sans Mono", "DejaVu Sans Mono"), ("No Such Font", "DejaVu Sans"), ("", "DejaVu Sans")],
)
def test_windows_are_written_in_the_desktops_font_where_it_is_there(
    desktop: VirtualDesktop, home: Path, asked: str, family: str
) -> None:
    """As the child tells by which doctor looks at a window."""
    command = [sys.executable, "-m", "soleus_tray", "doctor", OPTION]
    env = {**desktop.env, "SOLEUS_TRAY_HOME": str(home), "SOLEUS_TRAY_FONT": asked}
    told = json.loads(subprocess.run(command, env=env, capture_output=True, check=True, timeout=60).stdout)
    assert told["family"] == family
    assert told["instead_of"] is None


def test_pictures_that_break_on_the_way_do_not_end_a_set(desktop: VirtualDesktop, home: Path) -> None:
    with showing(desktop, home, replace(QUICK, get_ready=2)) as hand:
        files = [*(home / "cache").rglob("*.art")]
        assert files
        for drawn in files:
            drawn.write_bytes(b"?" * drawn.stat().st_size)
        fact = hand.wait("ended").fact
        assert fact is not None
        assert fact.outcome == "completed"
        assert hand.process.poll() is None
