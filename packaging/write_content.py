"""Writes docs/content.md: each thing the app teaches, in its own words, and where those words are shown.

python packaging/write_content.py            write it
python packaging/write_content.py --check    end 1 if it is not what would be written

Before a row is written, its place is asked: the set is run on a clock turned by hand, the pages are made, the
commands are parsed. A place that doesn't show the words ends this with 1, naming both.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from dataclasses import asdict, dataclass, is_dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

# ruff: noqa: E402 - the path comes first

from soleus_tray.commands.table import find_command
from soleus_tray.core.content.cards import CARDS, DOCTOR, MYTHS, QUESTIONS
from soleus_tray.core.content.lines import LINES, pick
from soleus_tray.core.content.pages import pages
from soleus_tray.core.content.plain import as_text
from soleus_tray.core.content.safety import ASK_FIRST, SAFETY
from soleus_tray.core.content.sources import SOURCES, STUDIES, UNTESTED, doses
from soleus_tray.core.content.steps import NOT_STANDING, STEPS
from soleus_tray.core.exercise import PACES, plan_for_seconds
from soleus_tray.core.facts import CheckInFact, Effort, SetFact
from soleus_tray.core.plan import MINUTES, offer
from soleus_tray.core.settings_keys import KEYS
from soleus_tray.core.window_messages import SetRequest
from soleus_tray.ports.clock import Moment
from soleus_tray.ui.checkin.signs import SCALED, SUDDEN, VEINS
from soleus_tray.ui.session.presenter import SessionPresenter
from soleus_tray.ui.welcome.presenter import WelcomePresenter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from soleus_tray.core.exercise import Legs

PAGE = """# What the app teaches, and where it is shown

Written by `packaging/write_content.py`, which looks at each place before it names it: a set is run through
the session window's own presenter on a clock turned by hand, the pages of Learn are made, the commands
parsed. `tests/core/test_content.py` runs it again. The window of Learn and `soleus-tray learn` show the same
pages; the session window, the strip and the terminal show the same moments of a set.
"""
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
GET_READY = 15
MINUTES_TODAY = 6


class Row(NamedTuple):
    """One line of the table."""

    what: str
    words: str
    where: str
    found: str
    """All that is shown there."""


def tables() -> dict[str, list[Row]]:
    """Every table by its heading."""
    return {
        "The seven steps": list(_steps()),
        "Paces": list(_paces()),
        "Cues in a set of two minutes": list(_cues()),
        "Legs": list(_legs()),
        "Modes": list(_modes()),
        "Levels of the plan": list(_levels()),
        "Safety": list(_safety()),
        "Check-in": list(_check_in()),
        "Cards": list(_cards()),
        "Studies": list(_studies()),
        "Lines that may ride on a reminder": list(_lines()),
    }


def _steps() -> Iterator[Row]:
    for number, step in enumerate(STEPS, 1):
        yield _learn(f"step {number}", step, "movement")
    yield _learn("not a standing raise", NOT_STANDING, "movement")


TAUGHT = {"gentle": (2, 1, 3), "steady": (1, 1, 2), "flow": (0.5, 1, 1.5), "pulse": (0.7, 0, 1.3)}
"""Seconds up, held and down."""
PHASES = ("Lift", "Hold", "Lower slowly")


def _paces() -> Iterator[Row]:
    for name, seconds in TAUGHT.items():
        pace, parts = PACES[name], "/".join(f"{part:g}" for part in seconds)
        what = f"{name}: {parts} s, {sum(seconds):g} s a rep, {60 / sum(seconds):g} reps a minute"
        yield Row(what, f"Soleus · {pace.label}", "session window, at the top", _timed(name, seconds))
        if pace.note:
            ready = _flat(_Set(_request(name)).at(1))
            yield Row(f"{name}, before it begins", pace.note, "session window, get ready", ready)
    yield Row("150 s at steady", "38 reps, 152 s", "the plan of a set", _snapped())


def _timed(name: str, seconds: tuple[float, ...]) -> str:
    """What the window shows in a rep, once each phase was seen to begin and end when it should."""
    running, begin, shown = _Set(_request(name)), float(GET_READY), ""
    for phase, length in zip(PHASES, seconds, strict=True):
        for moment in (begin + 0.05, begin + length - 0.05) if length else ():
            seen = running.at(moment)
            if seen.word != phase:
                raise SystemExit(
                    f"{name} shows {seen.word!r} {moment - GET_READY:.2f} s into a rep, not {phase}."
                )
            shown = _flat(seen)
        begin += length
    return shown


def _request(pace: str, legs: Legs = "both") -> SetRequest:
    return SetRequest("tray", pace, 120, None, GET_READY, "light", 0, legs=legs)


def _snapped() -> str:
    plan = plan_for_seconds(PACES["steady"], 150)
    return f"{plan.reps} reps, {plan.seconds} s"


CUES = (
    ("15 s before", -14.5, ("Sit tall", "Chair steady, feet flat", "Knees at about ninety degrees")),
    (
        "8 s before",
        -7.5,
        ("Loosen up", "Thighs loose, shoulders down", "Toes and balls of the feet stay down"),
    ),
    ("3, 2, 1", -2.5, ("3", "Here we go")),
    ("first reps, up", 0.5, ("Lift", "Heels up, toes stay down")),
    ("first reps, hold", 1.5, ("Hold", "Feel the deep pull in the calf")),
    ("first reps, down", 3.0, ("Lower slowly", "All the way, without a hurry")),
    ("a quarter", 30.5, ("Breathe easily, shoulders low",)),
    ("half", 60.5, ("Halfway. As high as is comfortable",)),
    ("three quarters", 90.5, ("Feel the lower calf. Sharp pain? Stop",)),
    ("the last ten seconds", 111.0, ("Last reps",)),
    ("afterwards", 120.5, ("Ten toe lifts", "If you can, stand or walk for a minute.")),
)
"""What, at which second of a set of two minutes, and the words."""


def _cues() -> Iterator[Row]:
    running = _Set(_request("steady"))
    for what, second, words in CUES:
        shown = _flat(running.at(GET_READY + second))
        for one in words:
            yield Row(what, one, f"session window, {second:+g} s", shown)


def _legs() -> Iterator[Row]:
    chosen: tuple[tuple[Legs, tuple[str, ...]], ...] = (
        ("both", ("Lift",)),
        ("alternate", ("Left leg", "Right leg")),
        ("left", ("Left leg",)),
        ("right", ("Right leg",)),
    )
    choices = getattr(_key("set.legs").kind, "choices", ())
    for legs, words in chosen:
        if legs not in choices:
            raise SystemExit(f"set.legs can't be {legs}")
        for rep, one in enumerate(words):
            shown = _flat(_Set(_request("steady", legs)).at(GET_READY + 4 * rep + 0.5))
            yield Row(legs, one, f"session window, rep {rep + 1}; setting `set.legs`", shown)


def _modes() -> Iterator[Row]:
    setting = _key("set.mode").comment
    for name, words in (
        ("full", "a window (full)"),
        ("compact", "a slim strip on top (compact)"),
        ("ears", "by sound alone (ears)"),
    ):
        yield Row(name, words, "setting `set.mode`", setting)
    yield Row(
        "quiet",
        "let the tray icon pace it; nothing else shows",
        "`soleus-tray begin --quietly`",
        _help("begin", "--quietly"),
    )
    yield Row(
        "terminal",
        _help("begin", "--terminal"),
        "`soleus-tray begin --terminal`",
        _help("begin", "--terminal"),
    )


def _done(days_ago: int, seconds: int, *, hurt: bool = False, effort: Effort = "easy") -> SetFact:
    at = NOON - timedelta(days=days_ago)
    return SetFact(
        f"{days_ago}", at, 0, seconds, seconds // 4, "steady", "tray", seconds, seconds // 4, "completed",
        at + timedelta(seconds=seconds), effort=effort, hurt=hurt,
    )  # fmt: skip


STEPS_DOWN = (
    ("pain", [_done(1, 180, hurt=True)], "It hurt last time. Want to go on with 2 min, once it feels fine?"),
    (
        "two hard sets",
        [_done(2, 180, effort="hard"), _done(1, 180, effort="hard")],
        "The last two were hard. Want to go back to 2 min for a while?",
    ),
    ("seven days off", [_done(7, 180)], "7 days without a set. Want to begin again with 2 min?"),
)
"""What, the sets of somebody at 3 min, and the offer."""


def _levels() -> Iterator[Row]:
    for level, minutes in enumerate(MINUTES, 1):
        offered = _offered(level)
        where = f"offer after a set: “{offered.sentence}”"
        yield Row(f"level {level}", f"Try {minutes} min", where, offered.accept)
    for what, sets, sentence in STEPS_DOWN:
        found = offer(sets, [], [], 180, NOON.date(), on=True)
        yield Row(what, sentence, "offer after a set", found.sentence if found else "")
    ten = plan_for_seconds(PACES["steady"], 600)
    yield Row(
        "ten minutes", "2 x 5 min with 60 s rest", "the plan of a set",
        f"{len(ten.blocks)} x {ten.blocks[0].active // 60_000} min with {ten.blocks[1].rest // 1000} s rest",
    )  # fmt: skip


def _offered(level: int) -> Any:
    """The offer of this level: from the one below after three easy days; of the lowest, after pain."""
    below, hurt = (MINUTES[level - 2], False) if level > 1 else (MINUTES[1], True)
    sets = [_done(day, below * 60, hurt=hurt and day == 1) for day in (3, 2, 1)]
    found = offer(sets, [], [], below * 60, NOON.date(), on=True)
    if found is None or found.level != level:
        raise SystemExit(f"level {level} of the plan is not offered")
    return found


def _safety() -> Iterator[Row]:
    for section in SAFETY:
        for words in filter(None, (section.lead, *section.items, section.foot)):
            yield _learn(section.title, words, "safety")
    first_run = _flat(_welcome())
    for words in ASK_FIRST:
        yield Row("First run", words, "first run, safety", first_run)


def _welcome() -> Any:
    presenter = WelcomePresenter(None, None, lambda _event: None)  # type: ignore[arg-type]  # shows, keeps nothing
    presenter.act("next")
    return presenter.picture()


def _check_in() -> Iterator[Row]:
    asked = _asked()
    for field, words in (*SCALED, ("veins", VEINS), ("sudden", SUDDEN)):
        if field not in CheckInFact.__dataclass_fields__:
            raise SystemExit(f"A check-in keeps no {field}.")
        yield Row(field, words, "check-in window; `soleus-tray check-in`", asked)


def _asked() -> str:
    """What the terminal's check-in asks of somebody who only presses Enter; it keeps nothing then."""
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [sys.executable, "-m", "soleus_tray", "check-in"],
            env={**os.environ, "SOLEUS_TRAY_HOME": home, "LANGUAGE": "en", "LC_ALL": "C.UTF-8"},
            cwd=ROOT, input="\n" * 9, capture_output=True, text=True, check=True, timeout=60,
        )  # fmt: skip
    return done.stdout


def _cards() -> Iterator[Row]:
    for card in CARDS:
        page = "myths" if card in MYTHS else "questions" if card in QUESTIONS else card.key
        what = "myth" if card in MYTHS else "question" if card in QUESTIONS else "topic"
        yield _learn(what, card.title, page)
        yield _learn(card.key, card.text, page)
        for source in card.sources:
            yield _learn(f"{card.key}, source", source.citation, page)
    yield _learn(DOCTOR.key, "Emergency", DOCTOR.key)


def _studies() -> Iterator[Row]:
    yield _learn("what is not known", UNTESTED, "studies")
    yield _learn("today's minutes beside the studies'", doses(MINUTES_TODAY), "studies")
    for source in STUDIES:
        for words in filter(None, (source.names, source.found, source.dose, source.place)):
            yield _learn(source.key, words, "studies")
    everywhere = " ".join(_page(page.key) for page in pages(MINUTES_TODAY))
    for source in SOURCES:
        if source not in STUDIES:
            yield Row(source.key, source.citation, "Learn, at the foot of a card", everywhere)


def _lines() -> Iterator[Row]:
    shown: dict[str, date] = {}
    for day in range(len(LINES)):
        today = NOON.date() + timedelta(days=day)
        line = pick(LINES, shown, today)
        if line is None:
            raise SystemExit(f"No line is left for day {day + 1}.")
        shown[line.id] = today
    picked = " | ".join(line.text for line in LINES if line.id in shown)
    for line in LINES:
        yield Row(line.id, line.text, "reminder, if lines are wanted", picked)


# --- the places ---------------------------------------------------------------------------------------------


def _learn(what: str, words: str, page: str) -> Row:
    title = next(one.topic for one in pages(None) if one.key == page)
    return Row(what, words, f"Learn, {title}; `soleus-tray learn {page}`", _page(page))


@cache
def _page(key: str) -> str:
    """What a page shows, in the window and in a terminal."""
    page = next(one for one in pages(MINUTES_TODAY) if one.key == key)
    plain = " ".join(as_text(page, 80).replace("\u00a0", " ").split())
    return f"{_flat(page)} {plain}"


@dataclass
class _Set:
    """The session window's presenter between a clock turned by hand and a journal that forgets."""

    request: SetRequest
    seconds: float = 0.0

    def __post_init__(self) -> None:
        self._presenter = SessionPresenter(self.request, self, self, lambda _event: None, lambda: bytes(10))

    def read(self) -> Moment:
        return Moment(500 + self.seconds, NOON + timedelta(seconds=self.seconds), 0, 0.0)

    def append(self, *_facts: object) -> None:
        """Forget them."""

    def at(self, seconds: float) -> Any:
        """What is shown then; looked at as often as the window would."""
        self._presenter.picture()
        while (wait := self._presenter.wait()) is not None and self.seconds + wait < seconds:
            self.seconds += wait
            self._presenter.picture()
        self.seconds = seconds
        return self._presenter.picture()


def _flat(shown: Any) -> str:
    """Every text in it."""
    if is_dataclass(shown) and not isinstance(shown, type):
        shown = asdict(shown)
    if isinstance(shown, dict):
        shown = list(shown.values())
    if isinstance(shown, list | tuple):
        return " | ".join(filter(None, map(_flat, shown)))
    return shown if isinstance(shown, str) else ""


def _key(name: str) -> Any:
    return next(key for key in KEYS if key.name == name)


def _help(command: str, option: str) -> str:
    parser = ArgumentParser(add_help=False)
    find_command(command).options(parser)
    actions = parser._actions  # noqa: SLF001 - argparse shows its options nowhere else
    return next((str(action.help) for action in actions if option in action.option_strings), "")


# --- writing ------------------------------------------------------------------------------------------------


def page() -> str:
    """The whole page. Raises SystemExit naming the first row that isn't true."""
    parts = [PAGE]
    for heading, rows in tables().items():
        for row in rows:
            if not row.words or row.words not in row.found:
                raise SystemExit(f"{heading}: {row.where} doesn't show {row.words or row.what!r}.")
        lines = [f"| {_cell(row.what)} | {_cell(row.words)} | {_cell(row.where)} |" for row in rows]
        parts.append(
            f"\n## {heading}\n\n| | in the app's words | where |\n|---|---|---|\n" + "\n".join(lines) + "\n"
        )
    return "".join(parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> int:
    path, written = ROOT / "docs" / "content.md", page()
    if "--check" not in sys.argv[1:]:
        path.write_text(written, encoding="utf-8")
        return 0
    if not path.exists() or path.read_text(encoding="utf-8") != written:
        print("docs/content.md: run packaging/write_content.py again.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
