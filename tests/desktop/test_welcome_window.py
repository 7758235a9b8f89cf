"""The first run on a real screen, under real keys and clicks."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from soleus_tray.adapters.welcomed import read_welcomed
from soleus_tray.ui import layout
from soleus_tray.ui.palette import palette, rgb
from tests.desktop.focus import take_keyboard, wait_for_keyboard
from tests.desktop.harness import Layout, VirtualDesktop, wait_until
from tests.desktop.window_hand import WindowHand
from tests.fakes.records import home

if TYPE_CHECKING:
    from collections.abc import Iterator

LIGHT = palette("light")
SKIP = (layout.WIDTH - layout.MARGIN - 8, layout.HEADER_Y)
TITLE = "^Welcome to Soleus"
CHIP = layout.CHIP_HEIGHT / 2


@pytest.fixture(scope="module")
def desktop(desktop_programs: None) -> Iterator[VirtualDesktop]:
    with VirtualDesktop(Layout(panel="none", notification_server=False)) as running:
        yield running


class Welcome(WindowHand):
    """One first run, and what it leaves."""

    def __init__(self, desktop: VirtualDesktop, folder: Path) -> None:
        super().__init__(desktop, folder, "welcome", words=("light",), title=TITLE)
        self.paths = home(folder)

    def press(self, place: int, of: int) -> None:
        """Press a button of the lowest row."""
        self.press_button(place, of, layout.LOW_BUTTONS_Y)

    def to_step(self, step: int) -> None:
        """Go on to this step (from 1), the safety page read."""
        if step > 1:
            self.press(1, 2)
            self.wait_ink((46, 120, 60, 412), LIGHT.teal, "the list's marks")
        if step > 2:
            self.press(0, 2)
            self.wait_ink((24, 128, 336, 300), LIGHT.teal, "what is chosen already", least=2000)

    def wait_ink(self, box: tuple[int, int, int, int], colour: str, what: str, least: int = 30) -> None:
        """Wait until a place of the layout shows this colour."""

        def shown() -> bool:
            window = self.window
            left, top, right, bottom = box
            area = (window.x + left, window.y + top, window.x + right, window.y + bottom)
            found = self.desktop.image(area).convert("RGB").getcolors(1 << 20) or []
            return {value: count for count, value in found}.get(rgb(colour), 0) >= least

        wait_until(shown, what, 30)

    @property
    def chosen(self) -> dict[str, Any]:
        path = self.paths.settings
        return tomllib.loads(path.read_text()) if path.exists() else {}


@pytest.fixture
def welcome(desktop: VirtualDesktop, drawn_home: Path) -> Iterator[Welcome]:
    with Welcome(desktop, drawn_home) as window:
        window.wait("mapped")
        yield window


def test_all_three_steps_by_hand_and_the_settings_are_there(
    welcome: Welcome, desktop: VirtualDesktop
) -> None:
    welcome.to_step(3)
    rows = _chip_rows(welcome)
    welcome.click_at(24 + 72 + 8 + 36, rows[0])  # 45 min
    welcome.click_at(24 + 2 * 80 + 36, rows[1])  # 3 min
    welcome.click_at(24 + 150, rows[2])  # Mon-Fri 9-17
    welcome.press(0, 1)
    assert welcome.wait_end() == 0
    assert welcome.chosen["reminders"]["interval"] == "45m"
    assert welcome.chosen["set"]["length"] == "3m"
    assert welcome.chosen["hours"]["work"] == "Mon-Fri 09:00-17:00"
    assert welcome.told == ["settings changed", "welcomed"]
    entry = Path(desktop.env["XDG_CONFIG_HOME"]) / "autostart" / "soleus-tray.desktop"
    assert entry.exists()
    entry.unlink()
    told = read_welcomed(welcome.paths.state)
    assert told is not None
    assert told.safety_read_at is not None


def _chip_rows(welcome: Welcome) -> list[float]:
    """The middles of the three rows of chips, as they are laid out while nothing went wrong."""
    gap, step = 32, 20 + layout.CHIP_HEIGHT
    return [128 + 20 + CHIP + place * (step + gap) for place in range(3)]


@pytest.mark.parametrize("step", [1, 2, 3])
def test_it_can_be_skipped_at_each_step_and_leaves_the_settings_alone(
    welcome: Welcome, desktop: VirtualDesktop, step: int
) -> None:
    welcome.to_step(step)
    if step == 1:
        welcome.click_at(*SKIP)
    else:
        take_keyboard(welcome, desktop, TITLE)
        desktop.key("Escape" if step == 2 else "alt+F4")
    assert welcome.wait_end() == 0
    assert welcome.chosen == {}
    assert welcome.told == ["welcomed"]
    told = read_welcomed(welcome.paths.state)
    assert told is not None
    assert (told.safety_read_at is not None) == (step == 3)


def test_with_the_keyboard_alone_bad_hours_are_told_and_can_be_mended(
    welcome: Welcome, desktop: VirtualDesktop
) -> None:
    take_keyboard(welcome, desktop, TITLE)
    desktop.key("Tab", "Tab", "Return")  # Next
    welcome.wait_ink((46, 120, 60, 412), LIGHT.teal, "the list's marks")
    desktop.key("Return")  # I've read this
    welcome.wait_ink((24, 128, 336, 300), LIGHT.teal, "what is chosen already", least=2000)
    desktop.key(
        "Tab", "Left", "Tab", "Tab", "Right", "Right"
    )  # 45 min, own hours: the field has the keyboard
    desktop.type_text("Mon 25:00-26")
    desktop.key("Return")
    welcome.wait_ink((24, 320, 336, 470), LIGHT.coral_text, "the sentence about it")
    assert welcome.told == []
    desktop.key("ctrl+a", "BackSpace")
    desktop.type_text("Mon-Thu 9-15")
    desktop.key("Tab", "space", "Return")  # don't start on login
    assert welcome.wait_end() == 0
    assert welcome.chosen["reminders"]["interval"] == "45m"
    assert welcome.chosen["hours"]["work"] == "Mon-Thu 09:00-15:00"
    assert not (Path(desktop.env["XDG_CONFIG_HOME"]) / "autostart" / "soleus-tray.desktop").exists()


def test_the_try_out_moves_the_figure_and_counts_nowhere(welcome: Welcome, desktop: VirtualDesktop) -> None:
    welcome.press(0, 2)
    welcome.wait_ink((70, 130, 290, 350), LIGHT.coral, "the phase's ring and the calf at work", least=800)
    take_keyboard(welcome, desktop, TITLE)
    desktop.key("Escape")
    assert welcome.wait_end() == 0
    assert welcome.facts == []
    assert {event.kind for event in welcome.events} == {"mapped", "action", "closed"}


def test_the_command_shows_it_without_the_app(desktop: VirtualDesktop, drawn_home: Path) -> None:
    command = [sys.executable, "-m", "soleus_tray", "welcome"]
    env = {**desktop.env, "SOLEUS_TRAY_HOME": str(drawn_home), "SOLEUS_TRAY_SCALE": "1.0"}
    with subprocess.Popen(command, env=env) as process:
        window = desktop.wait_window(name=TITLE, timeout=30)
        desktop.click(window.x + 200, window.y + 60)
        wait_for_keyboard(desktop, TITLE)
        desktop.key("Escape")
        assert process.wait(30) == 0
    assert read_welcomed(home(drawn_home).state) is not None


def test_the_command_says_so_where_there_is_no_screen(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "soleus_tray", "welcome"],
        env={"SOLEUS_TRAY_HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "No window can be shown here" in done.stderr
    assert read_welcomed(home(tmp_path).state) is None
