"""The rows of docs/content.md on a set: paces, cues, legs, modes and the plan; used by write_content.py."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from content_places import GET_READY, NOON, HandSet, Row, flat, help_of, key, request_of

from soleus_tray.core.exercise import plan_for_seconds
from soleus_tray.core.facts import Effort, SetFact
from soleus_tray.core.paces import PACES
from soleus_tray.core.pacing import frame
from soleus_tray.core.plan import MINUTES, offer
from soleus_tray.core.soundtrack import first_rep_at, next_sounding
from soleus_tray.ui.terminal.frame import DRAWN, Shown, compose
from soleus_tray.ui.terminal.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from soleus_tray.core.exercise import Legs
    from soleus_tray.core.session import Session

TAUGHT = {"gentle": (2, 1, 3), "steady": (1, 1, 2), "flow": (0.5, 1, 1.5), "pulse": (0.7, 0, 1.3)}
"""Seconds up, held and down."""
PHASES = ("Lift", "Hold", "Lower slowly")


def paces() -> Iterator[Row]:
    for name, seconds in TAUGHT.items():
        pace, parts = PACES[name], "/".join(f"{part:g}" for part in seconds)
        what = f"{name}: {parts} s, {sum(seconds):g} s a rep, {60 / sum(seconds):g} reps a minute"
        yield Row(what, f"Soleus · {pace.label}", "session window, at the top", _timed(name, seconds))
        if pace.note:
            ready = flat(HandSet(request_of(name)).at(1))
            yield Row(f"{name}, before it begins", pace.note, "session window, get ready", ready)
    yield Row("150 s at steady", "38 reps, 152 s", "the plan of a set", _snapped())


def _timed(name: str, seconds: tuple[float, ...]) -> str:
    """What the window shows in a rep, once each phase was seen to begin and end when it should."""
    running, begin, shown = HandSet(request_of(name)), float(GET_READY), ""
    for phase, length in zip(PHASES, seconds, strict=True):
        for moment in (begin + 0.05, begin + length - 0.05) if length else ():
            seen = running.at(moment)
            if seen.word != phase:
                raise SystemExit(
                    f"{name} shows {seen.word!r} {moment - GET_READY:.2f} s into a rep, not {phase}."
                )
            shown = flat(seen)
        begin += length
    return shown


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


def cues() -> Iterator[Row]:
    running = HandSet(request_of("steady"))
    for what, second, words in CUES:
        shown = flat(running.at(GET_READY + second))
        for one in words:
            yield Row(what, one, f"session window, {second:+g} s", shown)


def legs() -> Iterator[Row]:
    chosen: tuple[tuple[Legs, tuple[str, ...]], ...] = (
        ("both", ("both",)),
        ("alternate", ("left", "right")),
        ("left", ("left",)),
        ("right", ("right",)),
    )
    for legs, sides in chosen:
        _offered_as("set.legs", legs)
        for rep, side in enumerate(sides):
            shown = HandSet(request_of("steady", legs)).at(GET_READY + 4 * rep + 0.5)
            if shown.side != side or bool(shown.leg) != (side != "both"):
                raise SystemExit(f"{legs}: rep {rep + 1} is for {shown.side}, {shown.leg!r}, not {side}.")
            words = shown.leg or "Heels up, toes stay down"
            yield Row(legs, words, f"session window, rep {rep + 1}; setting `set.legs`", flat(shown))


def _offered_as(name: str, choice: str) -> None:
    """Make sure that a setting can be this."""
    if choice not in getattr(key(name).kind, "choices", ()):
        raise SystemExit(f"{name} can't be {choice}.")


def modes() -> Iterator[Row]:
    """Each at the first lift of the same set."""
    running, second = HandSet(request_of("steady")), GET_READY + 0.5
    picture, session = running.at(second), running.session
    now = running.read().monotonic
    for mode, words, where, shown in (
        ("full", "Heels up, toes stay down", "session window", flat(picture)),
        ("compact", "0 of 30 · 2:00", "strip", flat(running.strip())),
        ("ears", "Up", "voice", _heard(session, now)),
    ):
        _offered_as("set.mode", mode)
        yield Row(mode, words, f"{where}; setting `set.mode`, `soleus-tray begin --mode {mode}`", shown)
    quietly = frame(session, now).words
    yield Row("quiet", "Rep 1 of 30", "tooltip of the icon; `soleus-tray begin --quietly`", quietly)
    rows = compose(Shown(picture, session.stage), 80, 24, DRAWN)
    display = " | ".join("".join(span.text for span in row) for row in rows)
    yield Row("terminal", "0 of 30 reps", "a terminal; `soleus-tray begin --terminal`", display)
    plain = " | ".join(Lines().new(session, now))
    words = "Rep 1 of 30. Up."
    yield Row("terminal, line by line", words, "a terminal; `soleus-tray begin --plain`", plain)
    for option in ("--mode", "--quietly", "--terminal", "--plain"):
        if not help_of("begin", option):
            raise SystemExit(f"begin has no {option}.")


def _heard(session: Session, now: float) -> str:
    """What the voice says as the first rep begins, and the tones then."""
    one = next_sounding(session, first_rep_at(session) - 0.001)
    return "" if one is None or one.at > now or one.tone != "up" else one.words


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


def levels() -> Iterator[Row]:
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
