"""A set in the terminal, both ways of showing it, on a fake clock and a terminal made of lists."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from soleus_tray.commands.begin_here import marks_for, sound_for
from soleus_tray.core.facts import Fact, SetFact
from soleus_tray.core.settings import SoundSettings
from soleus_tray.core.spoken import seconds_to_say
from soleus_tray.core.window_messages import SetRequest, SoundChoice, WindowEvent
from soleus_tray.ports.clock import Moment
from soleus_tray.ui.session.audio import SessionAudio
from soleus_tray.ui.session.presenter import SessionPresenter, plan_from
from soleus_tray.ui.terminal.cells import cells, clipped, gathered, wrapped
from soleus_tray.ui.terminal.console import Heard, can_display
from soleus_tray.ui.terminal.display import Display
from soleus_tray.ui.terminal.frame import BLOCKS, DRAWN, LETTERS, Shown, Span, compose
from soleus_tray.ui.terminal.gestures import action_of, keys_in
from soleus_tray.ui.terminal.guided import Guided
from soleus_tray.ui.terminal.leg import COLUMNS, ROWS, leg_rows
from soleus_tray.ui.terminal.letters import large
from soleus_tray.ui.terminal.plain import Plain
from soleus_tray.ui.terminal.screen import Screen

if TYPE_CHECKING:
    from soleus_tray.core.soundtrack import Tone
    from soleus_tray.ui.terminal.frame import Marks, Row

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
REQUEST = SetRequest("command", "steady", 120, None, 15, "dark", 3, (2, 4, 3, 5, 1, 0, 3))
CTRL_C = Heard(call="stop", code=130)
HANGUP = Heard(call="end", code=129)
CTRL_Z = Heard(call="suspend")
END_OF_FILE = Heard(ended=True)


@dataclass
class Terminal:
    """A console, a clock and a journal in one: input comes at its time, and time passes by waiting."""

    script: list[tuple[float, Heard | str]] = field(default_factory=list)
    seconds: float = 0.0
    columns: int = 80
    lines: int = 24
    away: float = 0.0
    written: list[tuple[float, str]] = field(default_factory=list)
    facts: list[SetFact] = field(default_factory=list)
    events: list[WindowEvent] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    waits: int = 0

    def open(self, *, keys: bool) -> None:
        self.opened.append("keys" if keys else "lines")

    def close(self) -> None:
        self.opened.append("closed")

    def wait(self, seconds: float | None) -> Heard:
        self.waits += 1
        assert self.waits < 20_000, "it spins"
        coming = max(self.seconds, self.script[0][0]) if self.script else None
        if coming is not None and (seconds is None or coming <= self.seconds + seconds):
            self.seconds = coming
            what = self.script.pop(0)[1]
            return Heard(what) if isinstance(what, str) else what
        assert seconds is not None, "it waits for ever"
        self.seconds += seconds
        return Heard()

    def write(self, text: str) -> None:
        self.written.append((self.seconds, text))

    def suspend(self) -> None:
        self.opened.append("shell")
        self.seconds += self.away

    def size(self) -> tuple[int, int]:
        return self.columns, self.lines

    def read(self) -> Moment:
        return Moment(500 + self.seconds, NOON + timedelta(seconds=self.seconds), 3600, 0.0)

    def append(self, *facts: Fact) -> None:
        self.facts += [fact for fact in facts if isinstance(fact, SetFact)]

    def guided(
        self,
        audio: SessionAudio | None = None,
        *,
        counted: bool = True,
        reminded: bool = False,
        **changes: object,
    ) -> Guided:
        request = replace(REQUEST, **changes)  # type: ignore[arg-type]

        def make() -> SessionPresenter:
            return SessionPresenter(
                request, self, self, self.events.append, lambda: bytes(10), audible=audio is not None
            )

        return Guided(make, lambda: self.read().monotonic, audio, counted=counted, reminded=reminded)

    def tell(self, **changes: object) -> list[str]:
        """A whole set in plain lines, whoever waits for the opening."""
        plan = plan_from(replace(REQUEST, **changes))  # type: ignore[arg-type]
        guided = self.guided(**changes)
        self.code = Plain(guided, self, plan, at_once=True).run()
        guided.close()
        return [text.removesuffix("\n") for _at, text in self.written]

    def show(self, marks: Marks = DRAWN, **changes: object) -> str:
        """A whole set on the display; what stays in the terminal afterwards."""
        guided = self.guided(**changes)
        self.code = Display(guided, self, marks).run()
        guided.close()
        return "".join(text for _at, text in self.written).rpartition("\x1b[?1049l")[2]


def test_a_set_in_lines_from_the_first_to_the_last() -> None:
    terminal = Terminal([(200, "\n\n")])
    lines = terminal.tell()
    assert lines[0] == "30 reps, 2 minutes: steady pace, both legs."
    assert lines[2:5] == [
        "Get ready.",
        "Sit tall, chair steady, feet flat, knees at about ninety degrees.",
        "Thighs loose, shoulders down. The balls of the feet stay down.",
    ]
    first = lines.index("Rep 1 of 30. Up.")
    assert lines[first - 3 : first] == ["3", "2", "1"]
    assert lines[first + 1 : first + 6] == [
        "Hold.",
        "Slowly down.",
        "Rep 2 of 30. Up.",
        "Hold.",
        "Slowly down.",
    ]
    assert lines[first + 6 : lines.index("Nicely done.")] == [
        "5 of 30 done.",
        "Breathe easily, shoulders low.",
        "10 of 30 done.",
        "Halfway. As high as is comfortable.",
        "20 of 30 done.",
        "Feel the lower calf. Sharp pain? Stop.",
        "25 of 30 done.",
        "Last reps.",
    ]
    assert "30 reps in two minutes." in lines
    assert "4 sets today, 19 this week." in lines
    assert terminal.code == 0
    assert [terminal.facts[-1].reps, terminal.facts[-1].outcome, terminal.facts[-1].source] == [
        30,
        "completed",
        "command",
    ]


def test_no_line_comes_before_the_one_before_it_was_read() -> None:
    terminal = Terminal([(400, "\n\n")])
    terminal.tell(pace="pulse", legs="alternate", seconds=300)
    told = [(at, line) for at, line in terminal.written if at > 0]
    hurried = [
        (line, following)
        for (at, line), (after, following) in pairwise(told)
        if 0 < after - at < seconds_to_say(line.strip()) - 0.2 and not line.startswith("Rep ")
    ]
    assert hurried == []


def test_the_lines_hold_nothing_but_text() -> None:
    terminal = Terminal([(20, "p\n"), (22, "w\n"), (23, "?\n"), (24, "p\n"), (300, "\n\n")])
    text = "".join(terminal.tell())
    assert text.isascii()
    assert text.isprintable()


def test_time_is_left_to_read_the_opening_before_the_countdown() -> None:
    terminal = Terminal([(300, "\n\n")])
    Plain(terminal.guided(), terminal, plan_from(REQUEST)).run()
    opening = [text for at, text in terminal.written if at == 0]
    ready = next(at for at, text in terminal.written if text == "Get ready.\n")
    assert ready == pytest.approx(sum(seconds_to_say(text.strip()) for text in opening), abs=0.1)


@pytest.mark.parametrize(("typed", "facts"), [("s\n", 0), ("\n", 1)])
def test_the_opening_can_be_cut_short(typed: str, facts: int) -> None:
    terminal = Terminal([(1, typed), (5, "?\n"), (300, "\n\n")])
    Plain(terminal.guided(), terminal, plan_from(REQUEST)).run()
    assert len({fact.id for fact in terminal.facts}) == facts
    if facts:
        assert next(at for at, text in terminal.written if text == "Get ready.\n") == 1


def test_ctrl_c_in_the_opening_leaves_without_a_trace() -> None:
    terminal = Terminal([(1, CTRL_C)])
    assert Plain(terminal.guided(), terminal, plan_from(REQUEST)).run() == 130
    assert terminal.facts == []


def test_what_is_typed_is_done_and_told() -> None:
    terminal = Terminal([(15.5, "p\n"), (60, "w\n"), (61, "P\n"), (70, "  h it hurts\n")])
    lines = terminal.tell()
    assert "Paused. 0 of 30 done, 2 minutes left." in lines
    assert "0 of 30 done, 2 minutes left." in lines
    assert lines[lines.index("Going on.") + 1] == "Hold."
    assert "Rest now." in lines
    last = terminal.facts[-1]
    assert (last.outcome, last.reps, last.active_seconds) == ("stopped_early", 2, 9)


def test_a_pause_says_nothing_twice() -> None:
    terminal = Terminal([(30, "p\n"), (90, "p\n"), (260, "\n\n")])
    lines = terminal.tell()
    counted = [line for line in lines if line.endswith("of 30 done.")]
    assert counted == ["5 of 30 done.", "10 of 30 done.", "20 of 30 done.", "25 of 30 done."]
    assert terminal.facts[-1].reps == 30


def test_every_phase_is_named_for_who_wants_it() -> None:
    terminal = Terminal([(16, "a\n"), (300, "\n\n")])
    lines = terminal.tell(reps=10)
    assert lines.count("Hold.") == 7
    assert "Every phase from now on." in lines


def test_with_nothing_to_type_on_the_set_goes_on_alone_and_ends() -> None:
    terminal = Terminal([(0, END_OF_FILE)])
    lines = terminal.tell(reps=2)
    assert "2 reps in 8 seconds." in lines
    assert not any("Enter" in line for line in lines[3:])
    assert terminal.code == 0


def test_another_set_follows_when_asked_for() -> None:
    terminal = Terminal([(40, "a\n"), (100, "\n\n")])
    lines = terminal.tell(reps=2)
    assert lines.count("Get ready.") == 2
    assert lines.count("Rep 1 of 2. Up.") == 2
    assert len({fact.started_at for fact in terminal.facts}) == 2


@pytest.mark.parametrize(("call", "told"), [(CTRL_C, True), (HANGUP, False)])
def test_ctrl_c_and_a_lost_line_keep_what_was_done(call: Heard, told: bool) -> None:
    terminal = Terminal([(24, call)])
    lines = terminal.tell()
    assert terminal.code == call.code
    assert (terminal.facts[-1].outcome, terminal.facts[-1].reps) == ("stopped_early", 2)
    assert ("Stopped." in lines) == told
    assert terminal.opened[-1] == "closed"


@pytest.mark.parametrize("way", ["lines", "keys"])
def test_the_shell_pauses_a_set_and_going_back_goes_on(way: str) -> None:
    script: list[tuple[float, Heard | str]] = [(24, CTRL_Z), (3000, "\n\n")]
    terminal = Terminal(script, away=1000)
    if way == "lines":
        lines = terminal.tell(reps=5)
        assert "Going on." in lines
    else:
        terminal.show(reps=5)
    assert terminal.opened.count("shell") == 1
    assert (terminal.facts[-1].reps, terminal.facts[-1].active_seconds) == (5, 20)
    assert terminal.facts[-1].ended_at == NOON + timedelta(seconds=15 + 20 + 1000)


def test_a_countdown_left_for_the_shell_starts_again() -> None:
    terminal = Terminal([(5, CTRL_Z), (3000, "\n\n")], away=1000)
    terminal.show(reps=5)
    assert terminal.facts[0].started_at == NOON + timedelta(seconds=5 + 1000 + 15)
    assert terminal.facts[-1].reps == 5


def test_an_open_set_is_told_without_a_goal() -> None:
    terminal = Terminal([(45, "w\n"), (46, "f\n"), (60, "\n\n")])
    lines = terminal.tell(until_stopped=True, legs="left")
    assert lines[0] == "Reps until you stop: steady pace, left leg."
    assert "Rep 1. Left heel up." in lines
    assert "5 done." in lines
    assert "7 reps done, 30 seconds." in lines
    assert terminal.facts[-1].outcome == "completed"


def test_a_rest_between_two_parts_is_told_and_the_next_part_named() -> None:
    terminal = Terminal([(0, END_OF_FILE)])
    lines = terminal.tell(seconds=600)
    rest = lines.index("Rest. Next part in 60 seconds.")
    assert lines[rest + 1 : rest + 6] == ["10 seconds, feet flat.", "3", "2", "1", "Rep 76 of 150. Halfway."]


def test_sums_that_are_not_known_are_not_told() -> None:
    terminal = Terminal([(0, END_OF_FILE)])
    guided = terminal.guided(reps=2, counted=False)
    Plain(guided, terminal, plan_from(replace(REQUEST, reps=2)), at_once=True).run()
    assert not any("today" in text for _at, text in terminal.written)


def test_sound_goes_with_the_set_and_can_be_muted() -> None:
    heard: list[tuple[str, float]] = []

    class Ears:
        problem = ""

        def play(self, tone: Tone, at: float) -> None:
            heard.append((tone, at - 500))

        def hush(self) -> None:
            heard.append(("hush", terminal.seconds))

        def close(self) -> None:
            heard.append(("closed", terminal.seconds))

    terminal = Terminal([(20, "m"), (60, "\r")])
    terminal.seconds = 0
    guided = terminal.guided(SessionAudio(Ears(), None), reps=5, sound=SoundChoice(tones=True))
    Display(guided, terminal, DRAWN).run()
    guided.close()
    assert ("up", 15.0) in heard
    assert ("hush", 20) in heard
    assert not any(23.5 < at < 60 and what != "closed" for what, at in heard)
    assert "m sound" in "".join(text for _at, text in terminal.written)


def test_the_display_gives_the_terminal_back_and_leaves_the_sum() -> None:
    terminal = Terminal([(1, " "), (40, "\r")])
    assert "5 reps in 20 seconds. 4 sets today" in terminal.show(reps=5)
    text = "".join(text for _at, text in terminal.written)
    assert text.startswith("\x1b[?1049h\x1b[?25l")
    assert text.count("\x1b[?25h") == 1
    assert terminal.opened == ["keys", "closed"]
    assert terminal.facts[-1].reps == 5


def test_it_is_drawn_ten_times_a_second_at_most() -> None:
    terminal = Terminal([(1, " "), (200, "\r")])
    terminal.show()
    drawn = [at for at, _text in terminal.written]
    each_second = [sum(start <= at < start + 1 for at in drawn) for start in range(1, 100)]
    assert max(each_second) <= 14  # ten, and the moments at which a phase begins
    assert sum(each_second) / len(each_second) <= 10


@pytest.mark.parametrize(
    ("keys", "outcome", "reps"),
    [
        ("\r", "stopped_early", 2),
        ("\x1b", "stopped_early", 2),
        ("h", "stopped_early", 2),
        ("\x1b[A", "completed", 30),
    ],
)
def test_each_key_does_what_the_foot_says(keys: str, outcome: str, reps: int) -> None:
    terminal = Terminal([(1, " "), (10, keys), (200, "\r")])
    terminal.show()
    assert (terminal.facts[-1].outcome, terminal.facts[-1].reps) == (outcome, reps)
    assert terminal.facts[-1].hurt == (keys == "h")


def test_escape_before_the_first_rep_leaves_nothing() -> None:
    terminal = Terminal([(3, "\x1b")])
    assert terminal.show() == ""
    assert terminal.facts == []


def test_a_terminal_that_fails_is_still_given_back_and_the_set_kept() -> None:
    class Broken(Terminal):
        def write(self, text: str) -> None:
            if self.seconds > 24:
                raise OSError(5, "Input/output error")
            super().write(text)

    terminal = Broken([(1, " ")])
    guided = terminal.guided()
    with pytest.raises(OSError, match="Input/output"):
        Display(guided, terminal, DRAWN).run()
    guided.close()
    assert terminal.opened[-1] == "closed"
    assert (terminal.facts[-1].outcome, terminal.facts[-1].reps) == ("stopped_early", 5)


def text_of(rows: tuple[Row, ...]) -> list[str]:
    return ["".join(span.text for span in row) for row in rows]


def frames(columns: int, lines: int, marks: Marks = DRAWN) -> list[list[str]]:
    """A set's moments on a terminal of this size."""
    terminal = Terminal()
    guided = terminal.guided(legs="alternate")
    guided.begin()
    shown = []
    for second in (0.0, 8.0, 14.5, 15.5, 16.5, 18.0, 50.0, 134.0, 136.0):
        while terminal.seconds < second:
            terminal.seconds = min(second, terminal.seconds + 2)
            picture = guided.look()
        picture = guided.look()
        shown.append(text_of(compose(Shown(picture, guided.stage), columns, lines, marks)))
    return shown


@pytest.mark.parametrize("size", [(200, 60), (80, 24), (60, 20), (40, 12), (20, 5), (9, 2), (1, 1)])
@pytest.mark.parametrize("marks", [DRAWN, BLOCKS, LETTERS])
def test_every_size_is_filled_and_never_overfilled(size: tuple[int, int], marks: Marks) -> None:
    columns, lines = size
    for rows in frames(columns, lines, marks):
        assert len(rows) == lines
        assert max(map(cells, rows)) <= max(1, columns - 1)
        assert any(row.strip() for row in rows)


def test_80_by_24_shows_all_of_it() -> None:
    rows = frames(80, 24)[3]
    text = "\n".join(rows)
    for part in ("steady pace", "▀▀▀ ▀ ▀", "Heels up", "heel █", "0 of 30 reps", "2:00 left", "Left leg"):
        assert part.lower() in text.lower()
    for key in ("Space pause", "Enter finish", "Esc stop", "h it hurts", "+/- pace"):
        assert key in text
    assert leg_rows(0.5)[-1] in text


def test_40_by_12_shows_what_matters() -> None:
    text = "\n".join(frames(40, 12)[3])
    for part in ("L I F T", "Heels up", "heel █", "0 of 30 reps", "Space pause", "Esc stop", "h it hurts"):
        assert part in text


def test_nothing_moves_when_the_phase_changes() -> None:
    for size in ((80, 24), (40, 12)):
        moments = frames(*size)[3:7]
        feet = [[place for place, row in enumerate(rows) if "Space pause" in row] for rows in moments]
        assert feet == [feet[0]] * 4


def test_a_terminal_of_letters_gets_letters() -> None:
    for rows in frames(80, 24, LETTERS):
        drawn = "".join(rows).replace("·", "")  # the header's, which is a word of the window
        assert drawn.isascii()


def test_the_leg_lifts_its_heel() -> None:
    pictures = {leg_rows(height) for height in (0.0, 0.25, 0.5, 0.75, 1.0)}
    assert len(pictures) == 5
    assert {(len(rows), *map(len, rows)) for rows in pictures} == {(ROWS, *[COLUMNS] * ROWS)}


def test_large_letters_are_of_one_height_and_foreign_ones_are_spaced() -> None:
    assert large("Hold", 60) == ("█  █ ▄▀▀▄ █   █▀▀▄", "█▀▀█ █  █ █   █  █", "▀  ▀  ▀▀  ▀▀▀ ▀▀▀ ")
    assert large("提げる", 60) == ("", "提 げ る", "")
    assert large("Lower slowly", 30)[1] == "L O W E R   S L O W L Y"


def test_text_is_measured_in_cells() -> None:
    assert cells("抬起") == 4
    assert cells("e\N{COMBINING ACUTE ACCENT}") == 1
    assert clipped("抬起脚跟", 5) == "抬起…"
    assert clipped("Lift", 0) == ""
    assert wrapped("If you can, stand or walk", 10) == ["If you", "can, stand", "or walk"]
    assert gathered(("Space pause", "Esc stop"), "   ", 12) == ["Space pause", "Esc stop"]


def test_only_changed_rows_are_drawn_until_the_size_changes() -> None:
    written: list[str] = []
    screen = Screen(written.append)
    rows: tuple[Row, ...] = ((Span("a"),), (Span("b", "coral"),))
    screen.draw(rows, (80, 2))
    screen.draw(rows, (80, 2))
    screen.draw(((Span("c"),), rows[1]), (80, 2))
    screen.draw(((Span("c"),), rows[1]), (40, 2))
    assert written == [
        "\x1b[2J\x1b[1;1Ha\x1b[K\x1b[2;1H\x1b[31mb\x1b[0m\x1b[K",
        "\x1b[1;1Hc\x1b[K",
        "\x1b[2J\x1b[1;1Hc\x1b[K\x1b[2;1H\x1b[31mb\x1b[0m\x1b[K",
    ]


def test_arrows_and_alt_are_no_keys_and_several_keys_may_come_at_once() -> None:
    assert keys_in("\x1b[A \x1bOP\x1bx\x1b[1;5Dp\r") == [" ", "p", "\n"]
    assert keys_in("\x1b") == ["\x1b"]
    assert keys_in("\x1b[") == []


def test_no_colour_and_dumb_terminals_get_lines() -> None:
    # Neither end is a terminal here; the real ones are tried in tests/desktop/test_terminal_for_real.py.
    assert not can_display({"TERM": "xterm"})
    assert not can_display({"TERM": "xterm", "NO_COLOR": "1"})


@pytest.mark.parametrize(("typed", "effort"), [("e\n", "easy"), ("g\n", "good"), ("h\n", "hard"), ("\n", "")])
def test_how_hard_it_was_is_asked_once_and_kept(typed: str, effort: str) -> None:
    terminal = Terminal([(40, typed), (45, "\n\n")])
    lines = terminal.tell(reps=2)
    assert lines[-2:] == [
        "How hard was it? Type e for easy, g for good, h for hard, or just Enter.",
        "Type t for ten toe lifts, a for another set, or just Enter to leave.",
    ]
    assert (terminal.facts[-1].effort, terminal.facts[-1].hurt) == (effort, False)


def test_toe_lifts_are_paced_in_lines_and_can_be_ended() -> None:
    terminal = Terminal([(40, "e\n"), (45, "t\n"), (90, "\n\n")])
    lines = terminal.tell(reps=2)
    toes = lines.index("Ten toe lifts, heels stay down: a second up, a second down. Enter ends them.")
    assert lines[toes + 1 : toes + 3] == ["5", "10"]
    assert lines[-1] == "Type a for another set, or just Enter to leave."
    cut_short = Terminal([(40, "\n"), (45, "t\n"), (47, "\n"), (50, "\n\n")])
    assert "5" not in cut_short.tell(reps=2)
    assert cut_short.seconds == 50


def test_after_pain_the_lines_say_what_to_do_and_ask_nothing() -> None:
    terminal = Terminal([(24, "h\n")])
    lines = terminal.tell()
    assert any(line.startswith("Call 112, 911 or 999 now for sudden breathlessness") for line in lines)
    assert any(line.startswith("See somebody today for new swelling") for line in lines)
    assert not any("another set" in line or "How hard" in line for line in lines)
    assert terminal.facts[-1].hurt
    assert not any("eminder" in line for line in lines), "no app is there to remind"


@pytest.mark.parametrize(
    ("typed", "action", "says"),
    [
        ("r", "rest open", "Reminders rest until you say so."),
        ("k", "rest off", "Reminders go on as ever."),
        ("", "", ""),
    ],
)
def test_after_pain_the_running_app_s_reminders_follow_a_letter(typed: str, action: str, says: str) -> None:
    terminal = Terminal([(24, "h\n"), (60, f"{typed}\n")])
    guided = terminal.guided(reminded=True)
    Plain(guided, terminal, plan_from(REQUEST), at_once=True).run()
    lines = [text.removesuffix("\n") for _at, text in terminal.written]
    asked = lines.index("Type r to rest until you say so, k to be reminded as ever, or just Enter to leave.")
    assert lines[asked - 1] == "Reminders rest until tomorrow."
    assert lines[asked + 1 :] == ([says] if says else [])
    assert [event.action for event in terminal.events if event.action] == ([action] if action else [])


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
def test_after_pain_the_display_offers_rest_where_an_app_runs(size: tuple[int, int]) -> None:
    terminal = Terminal([(1, " "), (10, "h"), (20, "r"), (30, "\r")], columns=size[0], lines=size[1])
    Display(terminal.guided(reminded=True), terminal, DRAWN).run()
    shown = "".join(text for _at, text in terminal.written)
    for words in ("r rest until I say so", "k keep reminding me", "See somebody today", "Call 112"):
        assert words in shown
    assert shown.rpartition("\x1b[?1049l")[2].rstrip().endswith("Reminders rest until you say so.")
    assert [event.action for event in terminal.events if event.action] == ["rest open"]


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (40, 12)])
def test_after_pain_the_display_shows_what_to_do(size: tuple[int, int]) -> None:
    terminal = Terminal([(1, " "), (10, "h"), (30, "\r")], columns=size[0], lines=size[1])
    left = terminal.show()
    shown = "".join(text for _at, text in terminal.written).removesuffix(left)
    for words in ("Call 112, 911 or 999 now", "chest pain", "See somebody today", "snap"):
        assert words in shown
    assert "See somebody today for new swelling" in left
    assert "today, " not in left


def test_the_display_asks_how_hard_it_was_and_offers_toe_lifts() -> None:
    terminal = Terminal([(1, " "), (30, "g"), (31, "t"), (60, "\r")])
    terminal.show(reps=2)
    text = "".join(text for _at, text in terminal.written)
    for words in (
        "How hard was it?   e easy   g good   h hard",
        "t ten toe lifts",
        "toes ",
        "Heels stay down",
    ):
        assert words in text
    assert terminal.facts[-1].effort == "good"


def test_what_a_key_means_follows_the_stage() -> None:
    terminal = Terminal()
    guided = terminal.guided()
    guided.begin()
    picture = guided.look()
    assert [action_of(key, "get_ready", picture) for key in " h?"] == ["start", "leave", "help"]
    assert [action_of(key, "moving", picture) for key in " \nPhx"] == [
        "pause",
        "finish",
        "pause",
        "hurts",
        "",
    ]
    guided.act("start")
    guided.act("finish")
    terminal.seconds = 1
    assert [action_of(key, "over", guided.look()) for key in " a"] == ["", "again"]
    terminal = Terminal([(40, END_OF_FILE)])
    guided = terminal.guided(reps=2)
    Plain(guided, terminal, plan_from(replace(REQUEST, reps=2)), at_once=True).run()
    picture = guided.look()
    assert [action_of(key, "over", picture) for key in " \nheat"] == [
        "", "done", "effort hard", "effort easy", "again", "toes",
    ]  # fmt: skip


def test_over_ssh_only_what_is_asked_for_now_is_heard() -> None:
    here, there = {}, {"SSH_CONNECTION": "10.0.0.2 50000 10.0.0.1 22"}
    usual = SoundSettings()
    assert sound_for(usual, here, voice=False) == SoundChoice(tones=True, volume=40, voice=False)
    assert sound_for(usual, here, voice=True).voice
    assert sound_for(usual, there, voice=False) == SoundChoice()
    assert sound_for(usual, there, voice=True) == SoundChoice(voice=True)
    assert sound_for(usual, {**there, "PULSE_SERVER": "tcp:10.0.0.2"}, voice=False).tones
    assert not sound_for(SoundSettings(volume=0), here, voice=False).tones


def test_each_terminal_gets_characters_it_has() -> None:
    assert marks_for({"TERM": "xterm"}, "utf-8") is DRAWN
    assert marks_for({"TERM": "linux"}, "UTF-8") is BLOCKS
    assert marks_for({"TERM": "xterm"}, "ANSI_X3.4-1968") is LETTERS
    assert marks_for({"TERM": "xterm"}, "cp437") is LETTERS


@pytest.mark.parametrize("way", ["lines", "keys"])
def test_a_machine_that_slept_in_a_set_counts_no_reps_for_that_time(way: str) -> None:
    class Sleeper(Terminal):
        """Falls asleep for an hour in its 26th second, without a word."""

        def wait(self, seconds: float | None) -> Heard:
            heard = super().wait(seconds)
            if 26 < self.seconds < 3600:
                self.seconds += 3600
            return heard

    terminal = Sleeper([(3700, "p" if way == "keys" else "p\n"), (4000, "\r" if way == "keys" else "\n\n")])
    if way == "lines":
        lines = terminal.tell(reps=5)
        assert any(line.startswith("Paused. 2 of 5 done") for line in lines)
    else:
        terminal.show(reps=5)
    last = terminal.facts[-1]
    assert (last.reps, last.active_seconds, last.outcome) == (5, 20, "completed")
    assert last.ended_at is not None
    assert NOON + timedelta(seconds=3708) < last.ended_at < NOON + timedelta(seconds=3711)


def test_a_pause_ends_with_what_can_be_typed() -> None:
    terminal = Terminal([(24, "p\n"), (30, END_OF_FILE)])
    lines = terminal.tell(reps=5)
    assert "Going on." in lines
    assert terminal.facts[-1].reps == 5
