"""The first run step by step, on a clock turned by hand and in a real home."""

from __future__ import annotations

import threading
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from soleus_tray.adapters.welcomed import FILE_NAME, Welcomed, read_welcomed, write_welcomed
from soleus_tray.app.welcoming import HomeDesk, Motion
from soleus_tray.core.content.safety import ASK_FIRST
from soleus_tray.core.errors import SoleusError
from soleus_tray.ports.autostart import AutostartStatus
from soleus_tray.ports.theme import Theme
from soleus_tray.ui.form.fitting import chip_widths
from soleus_tray.ui.welcome.choices import WEEKDAYS
from soleus_tray.ui.welcome.presenter import WelcomePresenter
from tests.fakes.parts import FakeClock
from tests.fakes.records import NOON, home

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Literal

    from soleus_tray.app.paths import Paths
    from soleus_tray.core.window_messages import WindowEvent
    from soleus_tray.ui.welcome.presenter import Picture


@dataclass
class FakeAutostart:
    """A way to start on login that remembers what it was told."""

    state: Literal["on", "off", "blocked", "unavailable"] = "off"
    trouble: str = ""

    def status(self) -> AutostartStatus:
        return AutostartStatus(self.state, f"It is {self.state}.")

    def turn_on(self) -> None:
        if self.trouble:
            raise SoleusError(self.trouble)
        self.state = "on"

    def turn_off(self) -> None:
        self.state = "off"

    def repair(self) -> bool:
        return False


@dataclass
class Bench:
    """One first run in a home of its own."""

    paths: Paths
    autostart: FakeAutostart = field(default_factory=FakeAutostart)
    clock: FakeClock = field(default_factory=FakeClock)
    events: list[WindowEvent] = field(default_factory=list)
    still: bool = False

    def __post_init__(self) -> None:
        desk = HomeDesk(self.paths, self.clock, lambda: self.autostart)
        self.presenter = WelcomePresenter(desk, self.clock, self.events.append, still=lambda: self.still)

    def press(self, *actions: str) -> Picture:
        for action in actions:
            self.presenter.act(action)
        return self.presenter.picture()

    def pass_time(self, seconds: float) -> Picture:
        """Look as often as the presenter asks to be looked at."""
        end = self.clock.monotonic + seconds
        while (wait := self.presenter.wait()) is not None and self.clock.monotonic + wait < end:
            self.clock.tick(wait)
            self.presenter.picture()
        self.clock.tick(end - self.clock.monotonic)
        return self.presenter.picture()

    @property
    def told(self) -> list[str]:
        return [event.action for event in self.events]

    @property
    def welcomed(self) -> Welcomed | None:
        return read_welcomed(self.paths.state)

    @property
    def chosen(self) -> dict[str, dict[str, object]]:
        """The tables of the settings file; none where there is no file."""
        return tomllib.loads(self.paths.settings.read_text()) if self.paths.settings.exists() else {}


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(home(tmp_path))


def test_the_usual_hour_is_three_presses_away_and_is_written(bench: Bench) -> None:
    assert bench.press("next").step == "safety"
    asked = bench.press("read")
    assert asked.step == "hour"
    assert asked.choices is not None
    assert (asked.choices.interval, asked.choices.length, asked.choices.hours) == (3600, 120, "always")
    assert asked.choices.login
    bench.press("finish")
    assert bench.presenter.closed
    assert bench.chosen["reminders"]["interval"] == "1h"
    assert bench.chosen["set"]["length"] == "2m"
    assert bench.chosen["hours"]["work"] == "always"
    assert bench.autostart.state == "on"
    assert bench.told == ["settings changed", "welcomed"]
    assert bench.welcomed is not None
    assert bench.welcomed.safety_read_at == bench.clock.wall


def test_another_hour_is_written_as_chosen(bench: Bench) -> None:
    bench.press("next", "read")
    bench.presenter.choose(interval=45 * 60)
    bench.presenter.choose(length=5 * 60)
    bench.presenter.choose(hours="own", own_hours="Mon-Thu 9-15")
    bench.presenter.choose(login=False)
    bench.press("finish")
    assert bench.chosen["reminders"]["interval"] == "45m"
    assert bench.chosen["set"]["length"] == "5m"
    assert bench.chosen["hours"]["work"] == "Mon-Thu 09:00-15:00"
    assert bench.autostart.state == "off"


@pytest.mark.parametrize("hours", ["", "Mon 25:00-26", "often", "Mon-Fri 9-9", "9-17"])
def test_hours_that_can_t_be_meant_are_told_and_nothing_is_lost_or_written(bench: Bench, hours: str) -> None:
    bench.press("next", "read")
    bench.presenter.choose(interval=90 * 60, hours="own", own_hours=hours)
    told = bench.press("finish")
    assert not bench.presenter.closed
    assert told.hours_problem.startswith("Working hours: ")
    assert told.choices is not None
    assert (told.choices.interval, told.choices.own_hours) == (90 * 60, hours)
    assert bench.chosen == {}
    assert bench.told == []
    bench.presenter.choose(own_hours=WEEKDAYS)
    assert bench.presenter.picture().hours_problem == ""
    bench.press("finish")
    assert bench.chosen["hours"]["work"] == WEEKDAYS


def test_a_settings_file_that_is_broken_is_told_and_left_alone(bench: Bench) -> None:
    bench.paths.settings.write_text("[reminders\n")
    told = bench.press("next", "read", "finish")
    assert not bench.presenter.closed
    assert "isn't valid TOML" in told.problem
    assert bench.paths.settings.read_text() == "[reminders\n"


def test_a_way_to_start_on_login_that_fails_is_told_and_may_be_left(bench: Bench) -> None:
    bench.autostart.trouble = "The disk is full; free some space."
    told = bench.press("next", "read", "finish")
    assert told.problem == "The disk is full; free some space."
    assert not bench.presenter.closed
    bench.presenter.choose(login=False)
    bench.press("finish")
    assert bench.presenter.closed


@pytest.mark.parametrize("steps", [(), ("next",), ("next", "read")])
def test_skipping_changes_no_setting_at_any_step_and_is_remembered(
    bench: Bench, steps: tuple[str, ...]
) -> None:
    bench.press(*steps)
    bench.presenter.key("Escape")
    assert bench.presenter.closed
    assert bench.chosen == {}
    assert bench.autostart.state == "off"
    assert bench.told == ["welcomed"]
    assert bench.welcomed is not None
    assert (bench.welcomed.safety_read_at is not None) == ("read" in steps)


def test_a_second_first_run_starts_from_what_was_chosen(tmp_path: Path) -> None:
    first = Bench(home(tmp_path))
    first.press("next", "read")
    first.presenter.choose(interval=30 * 60, hours="weekdays", login=False)
    first.press("finish")
    read_at = first.clock.wall
    second = Bench(home(tmp_path))
    second.clock.tick(86400)
    choices = second.press("next", "read").choices
    assert choices is not None
    assert (choices.interval, choices.hours, choices.login) == (30 * 60, "weekdays", False)
    third = Bench(home(tmp_path))
    third.press("skip")
    assert third.welcomed is not None
    assert third.welcomed.safety_read_at == read_at  # skipping takes no acknowledgement back


def test_an_interval_of_one_s_own_stays_unless_another_is_chosen(bench: Bench) -> None:
    bench.paths.settings.write_text('[reminders]\ninterval = "50m"\n[hours]\nwork = "Sat 9-12"\n')
    choices = bench.press("next", "read").choices
    assert choices is not None
    assert (choices.hours, choices.own_hours) == ("own", "Sat 09:00-12:00")
    bench.press("finish")
    assert bench.chosen["reminders"]["interval"] == "50m"


def test_where_nothing_can_start_on_login_the_reason_stands_there(bench: Bench) -> None:
    bench.autostart.state = "unavailable"
    choices = bench.press("next", "read").choices
    assert choices is not None
    assert choices.login is None
    assert choices.login_note == "It is unavailable."
    bench.press("finish")
    assert bench.presenter.closed


def test_what_was_turned_off_in_the_system_s_settings_is_not_turned_on_unasked(bench: Bench) -> None:
    bench.autostart.state = "blocked"
    choices = bench.press("next", "read").choices
    assert choices is not None
    assert choices.login is False


def test_the_try_out_is_a_real_set_of_twenty_seconds_that_is_not_counted(bench: Bench) -> None:
    ready = bench.press("try")
    assert ready.buttons == (("stop", "Stop here"),)
    assert "Feet flat" in ready.text
    lifting = bench.pass_time(5.5)
    assert lifting.word == "Lift"
    assert lifting.dial is not None
    assert 0 < lifting.dial.height < 1
    assert bench.pass_time(4).figures[0] == ("1", "of 5 reps")
    done = bench.pass_time(16)
    assert done.word == "That's it"
    assert done.buttons[0] == ("next", "Next")
    assert bench.presenter.wait() is None
    assert bench.events == []
    assert not bench.paths.journal.exists()


def test_the_try_out_can_be_stopped_left_and_done_once_more(bench: Bench) -> None:
    bench.press("try")
    bench.pass_time(8)
    assert bench.press("stop").word == "Welcome"
    bench.press("try")
    bench.presenter.key("Return")  # meant for the set: it must not go on to the next step
    assert bench.presenter.picture().step == "what"
    bench.pass_time(26)
    assert bench.press("try").dial is not None
    assert bench.press("stop", "next").step == "safety"


def test_with_reduced_motion_the_figure_takes_three_poses(tmp_path: Path) -> None:
    bench = Bench(home(tmp_path), still=True)
    bench.press("try")
    heights = set()
    for _ in range(400):
        picture = bench.pass_time(0.05)
        if picture.dial is not None:
            heights.add(picture.dial.height)
    assert heights == {0.0, 0.5, 1.0}


@pytest.mark.parametrize(("chosen", "still"), [("auto", True), ("full", False), ("reduced", True)])
def test_motion_is_as_chosen_or_else_as_the_desktop_has_it(tmp_path: Path, chosen: str, still: bool) -> None:
    paths = home(tmp_path)
    paths.settings.write_text(f'[appearance]\nmotion = "{chosen}"\n')

    class Quiet:
        def read(self) -> Theme:
            return Theme(still=True)

    motion = Motion(paths, Quiet())
    for thread in threading.enumerate():
        if thread.name == "theme":
            thread.join(30)  # whoever asks the desktop has its answer by then
    assert motion.still() is still


@pytest.mark.parametrize("steps", [(), ("try",), ("next",), ("next", "read")])
def test_no_screen_has_more_than_five_things_to_press(bench: Bench, steps: tuple[str, ...]) -> None:
    picture = bench.press(*steps)
    questions = 4 if picture.choices else 0  # interval, length, hours with their own field, login
    assert len(picture.buttons) + bool(picture.skip) + questions <= 5


def test_everything_to_ask_a_clinician_about_is_shown_before_the_hour(bench: Bench) -> None:
    shown = bench.press("next")
    assert shown.lines == ASK_FIRST
    assert "menu, Learn, Safety" in shown.text
    assert bench.press("back").step == "what"


def test_return_does_what_the_main_button_does(bench: Bench) -> None:
    bench.press("next")
    bench.presenter.key("Return")
    assert bench.presenter.picture().step == "hour"
    bench.presenter.key("Return")
    assert bench.presenter.closed
    assert bench.told == ["settings changed", "welcomed"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"at": 3, "safety_read_at": null}',
        b'{"at": "2026-11-24T10:00:00"}',
        b'{"at": "2026-11-24T10:00:00", "safety_read_at": null}',
        b'{"at": "2026-11-24T10:00:00+00:00", "safety_read_at": "never"}',
        b"[" * 4000,
        b"\xff\xfe",
    ],
)
def test_a_damaged_file_is_no_welcome_and_no_crash(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    assert read_welcomed(tmp_path) is None


def test_the_welcome_is_kept_privately_and_read_back(tmp_path: Path) -> None:
    state = tmp_path / "new" / "state"
    assert read_welcomed(state) is None
    for kept in (Welcomed(NOON), Welcomed(NOON, NOON)):
        write_welcomed(state, kept)
        assert read_welcomed(state) == kept
    assert (state / FILE_NAME).stat().st_mode & 0o777 == 0o600


def test_a_welcome_that_can_t_be_kept_is_told_but_ends_the_window(bench: Bench) -> None:
    bench.paths.state.parent.mkdir(exist_ok=True)
    bench.paths.state.write_text("a file where the folder should be")
    bench.press("skip")
    assert bench.presenter.closed
    assert bench.told == ["welcomed"]


@pytest.mark.parametrize(
    ("words", "room", "widths"),
    [
        ((40, 40, 40, 40), 312, (72, 72, 72, 72)),
        ((45, 90, 50), 312, (96, 112, 88)),
        ((10, 10), 104, (48, 48)),
        ((70, 70, 70, 70), 312, None),
        ((300, 10), 312, None),
    ],
)
def test_chips_are_as_wide_as_their_words_need(
    words: tuple[int, ...], room: int, widths: tuple[int, ...] | None
) -> None:
    assert chip_widths(words, room) == widths
