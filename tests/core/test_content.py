"""What the app says: complete, in every language's reach, and nothing beyond what is known."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus_tray.core import text
from soleus_tray.core.content.cards import CARDS, MYTHS, QUESTIONS, TOPICS
from soleus_tray.core.content.lines import FORTNIGHT, LINES, LONGEST, Line, pick
from soleus_tray.core.content.pages import PAGE_KEYS, Bars, Item, Link, Panel, Picture, Text, pages
from soleus_tray.core.content.plain import NARROWEST, as_text
from soleus_tray.core.content.safety import (
    ASK_FIRST,
    CRAMP,
    DISCLAIMER,
    EMERGENCY,
    NEVER,
    SAFETY,
    SAME_DAY,
    SOON,
    STOP,
)
from soleus_tray.core.content.sources import (
    HAMILTON,
    SOURCES,
    STUDIES,
    SWELLING,
    WINKEL,
    dose_line,
    doses,
    minutes_of,
)
from soleus_tray.core.content.steps import STEPS

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 24)

CLAIMS = (
    r"\btreats?\b(?! any of these)",
    r"\bprevent(s|ed|ion)?\b",
    r"\bcures?\b",
    r"\bheals?\b",
    r"\b(lower|reduce|decrease|improve)(s|d)?\b[^.]{0,30}\b(pressure|glucose|sugar|insulin|risk)\b",
    r"\bfailing\b",
    r"\bclinically\b",
    r"\bproven\b",
    r"\brisk\b",
    r"\bdo I have\b",
    r"\bdetox|\bburns? fat|\bweight loss\b",
    r"\bguarantee",
)
"""What no text of the app may say; "Please don't treat any of these with exercise" may stay."""


def said_anywhere() -> Iterator[tuple[str, str]]:
    """Every sentence for the user in the whole package, with its file."""
    for path in sorted((ROOT / "soleus_tray").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
                for argument in node.args:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield path.name, argument.value


MARKS = {"_", "N_", "ngettext"}


def wrong_in(sentence: str) -> list[str]:
    return [claim for claim in CLAIMS if re.search(claim, sentence, re.IGNORECASE)]


def test_no_sentence_of_the_app_claims_more_than_is_known() -> None:
    said = list(said_anywhere())
    assert len(said) > 500
    assert [(name, words) for name, words in said if wrong_in(words)] == []


@pytest.mark.parametrize(
    "claim",
    [
        "It treats heavy legs.",
        "Prevents clots.",
        "Every rep lowers your blood pressure.",
        "A sign of a failing pump",
        "Clinically tested",
        "Your risk score: 3",
        "Do I have varicose veins?",
    ],
)
def test_the_search_finds_what_must_not_be_said(claim: str) -> None:
    assert wrong_in(claim)


def test_figures_of_glucose_stand_only_beside_their_dose() -> None:
    """52, 60 and 32 percent belong to hours a day, or to a pilot of ten people."""
    telling = [words for _, words in said_anywhere() if re.search(r"\b(52|60|32) %", words)]
    assert telling == [source.found for source in STUDIES if source.key in ("hamilton-2022", "elek-2025")]
    panels = [row for page in pages(6) for row in page.rows if isinstance(row, Panel)]
    for found in telling:
        beside = next(panel for panel in panels if Text(found) in panel.rows)
        assert any(isinstance(row, Text) and row.style == "dose" for row in beside.rows)


# --- completeness -------------------------------------------------------------------------------------------

ASKED = (
    "clot", "surgery on a leg, hip, knee or the abdomen", "cast or fracture", "Achilles", "calf pain",
    "cold feet", "heart failure", "kidney or liver", "swelling", "ulcer", "pregnancy", "insulin", "numb feet",
    "spasticity",
)  # fmt: skip
STOPPING = ("sharp pain", "snap", "numbness", "dizziness", "chest", "breathlessness")
EMERGENCIES = (
    "breathlessness",
    "chest pain",
    "blood",
    "collapse",
    "cold, pale or blue, numb or very weak",
    "vein",
)
TODAYS = (
    "swelling of one leg", "throbs", "warm", "red or darker", "with a fever", "snap in the calf or heel",
    "face or hands", "headache", "what you see",
)  # fmt: skip
SOONER_OR_LATER = ("reddish-brown, leathery or flaky", "two weeks", "varicose", "lasts or gets worse")


@pytest.mark.parametrize(
    ("items", "signs"),
    [
        (ASK_FIRST, ASKED),
        (STOP.items, STOPPING),
        (EMERGENCY.items, EMERGENCIES),
        (SAME_DAY.items, TODAYS),
        (SOON.items, SOONER_OR_LATER),
        (NEVER.items, ("driving", "chair that rolls")),
    ],
)
def test_each_sign_has_a_line_of_its_own(items: tuple[str, ...], signs: tuple[str, ...]) -> None:
    assert len(items) == len(signs)
    for item, sign in zip(items, signs, strict=True):
        assert sign.lower() in item.lower()


def test_the_emergency_comes_first_and_says_whom_to_call() -> None:
    assert SAFETY[0] is EMERGENCY
    for number in ("112", "911", "999"):
        assert number in EMERGENCY.lead
    assert "leg" in EMERGENCY.foot
    assert "clot" in SAME_DAY.foot
    assert "exercise" in SOON.foot
    assert "toes up" in CRAMP.items[0]


def test_the_disclaimer_is_whole() -> None:
    words = " ".join(DISCLAIMER.items)
    for part in (
        "general wellness", "not medical advice, diagnosis or treatment", "medicines", "clinician",
        "regular activity", "Stop if it hurts", "local number",
    ):  # fmt: skip
        assert part in words


def test_there_are_seven_steps() -> None:
    assert len(STEPS) == 7
    for step, word in zip(
        STEPS, ("tall", "loose", "heels", "pull", "second", "slowly", "again"), strict=True
    ):
        assert word in step


def test_every_topic_has_its_cards() -> None:
    assert [card.key for card in TOPICS] == ["second-heart", "muscles", "bent-knees", "sitting-still"]
    assert len(MYTHS) == 4
    assert [card.key for card in QUESTIONS] == [
        "how-often", "bulky", "medicine-or-cardio", "standing", "how-soon"
    ]  # fmt: skip
    assert len({card.key for card in CARDS}) == len(CARDS)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.key)
def test_a_card_has_at_most_three_sentences(card) -> None:
    assert 1 <= len(re.findall(r"[.?!](?: |$)", card.text)) <= 3
    assert len(card.text) < 300


def test_every_study_is_cited_with_what_its_people_did() -> None:
    assert len(STUDIES) == 9
    assert all(source.found and source.dose for source in STUDIES)
    places = {source.place for source in SOURCES}
    for number in (
        "10.1016/j.isci.2022.104869", "10.1080/00140138608968267", "10.1249/MSS.0000000000000479",
        "10.1249/MSS.0000000000003109", "10.1177/00469580221105989", "10.1111/cpf.12866",
        "10.3389/fphys.2023.1272106",
    ):  # fmt: skip
        assert f"doi:{number}" in places


def test_the_bars_show_the_figures_of_the_sentence() -> None:
    assert re.findall(r"\d\.\d %", WINKEL.found) == [amount for _, _, amount in SWELLING]
    assert [amount for _, _, amount in SWELLING] == [f"{percent} %" for _, percent, _ in SWELLING]


# --- the user's minutes beside the studies' -----------------------------------------------------------------


def test_today_s_minutes_stand_beside_the_study_s() -> None:
    assert doses(6) == "You: 6 minutes today. In the study: 180 to 270 minutes a day."
    assert doses(1) == "You: 1 minute today. In the study: 180 to 270 minutes a day."
    assert dose_line(HAMILTON, None) == "In the study: 180 to 270 minutes a day."


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(0, 0), (29, 0), (30, 1), (152, 3), (-5, 0), (86_400, 1440)]
)
def test_seconds_are_told_as_the_nearest_minute(seconds: int, minutes: int) -> None:
    assert minutes_of(seconds) == minutes


# --- pages --------------------------------------------------------------------------------------------------


def test_each_page_can_be_asked_for_by_its_name() -> None:
    assert tuple(page.key for page in pages(None)) == PAGE_KEYS


def test_every_link_leads_to_a_page() -> None:
    links = [row for page in pages(None) for row in page.rows if isinstance(row, Link)]
    assert links
    assert all(link.page in PAGE_KEYS for link in links)


class Marked:
    """A language in which every sentence is marked."""

    def gettext(self, message: str, /) -> str:
        return f"«{message}»"

    def ngettext(self, one: str, many: str, n: int, /) -> str:
        return f"«{one if n == 1 else many}»"


def words_of(row: object) -> Iterator[str]:
    if isinstance(row, Panel):
        for inner in row.rows:
            yield from words_of(inner)
    elif isinstance(row, Picture):
        yield from row.captions
    elif isinstance(row, Bars):
        yield row.title
        yield from (words for name, _, amount in row.bars for words in (name, amount))
    elif isinstance(row, Text | Item | Link):
        yield row.words


def test_all_but_citations_speak_the_user_s_language() -> None:
    text.install(Marked())
    try:
        told = [
            words
            for page in pages(6)
            for words in (page.title, page.topic, *(w for r in page.rows for w in words_of(r)))
        ]
    finally:
        text.install(text.English())
    names = {source.names for source in SOURCES} | {source.place for source in SOURCES}
    names |= {source.citation for source in SOURCES}
    assert [words for words in told if not words.startswith("«") and words not in names] == []


@pytest.mark.parametrize("width", [0, NARROWEST, 40, 80])
def test_plain_lines_keep_to_the_terminal(width: int) -> None:
    for page in pages(6):
        for line in as_text(page, width).splitlines():
            assert len(line) <= max(width, NARROWEST) or " " not in line.strip().removeprefix("- ")


def test_plain_text_lacks_nothing_but_pictures() -> None:
    for page in pages(6):
        flat = " ".join(as_text(page, 80).replace("\u00a0", " ").split())
        for row in page.rows:
            if not isinstance(row, Picture | Link):
                for words in words_of(row):
                    assert words in flat


def test_a_percent_sign_stays_with_its_figure() -> None:
    for width in range(NARROWEST, 100):
        for page in pages(6):
            assert not any(line.lstrip().startswith("%") for line in as_text(page, width).splitlines())


# --- the line on a reminder ---------------------------------------------------------------------------------


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.id)
def test_a_line_fits_on_a_reminder(line: Line) -> None:
    assert len(line.text.encode("utf-16-le")) // 2 <= LONGEST


def test_lines_are_told_apart() -> None:
    assert len({line.id for line in LINES}) == len({line.text for line in LINES}) == len(LINES)
    assert len(LINES) >= FORTNIGHT.days  # so that there is one for every day


@given(st.lists(st.integers(0, 3), min_size=1, max_size=150))
def test_no_line_comes_twice_in_a_fortnight(gaps: list[int]) -> None:
    shown: dict[str, date] = {}
    today = TODAY
    for gap in gaps:
        today += timedelta(days=gap)
        line = pick(LINES, shown, today)
        if line is None:
            assert all(today - shown[one.id] < FORTNIGHT for one in LINES)
            continue
        assert line.id not in shown or today - shown[line.id] >= FORTNIGHT
        shown[line.id] = today


@pytest.mark.parametrize("kept", [14, 15, 1000])
def test_every_line_has_its_turn_however_much_is_remembered(kept: int) -> None:
    """The app forgets what lies a fortnight back: the first lines must not push the last ones out."""
    shown: dict[str, date] = {}
    seen = []
    for day in range(2 * len(LINES)):
        today = TODAY + timedelta(days=day)
        shown = {key: when for key, when in shown.items() if (today - when).days < kept}
        line = pick(LINES, shown, today)
        assert line
        seen.append(line.id)
        shown[line.id] = today
    assert seen == 2 * [line.id for line in LINES]


def test_after_the_clock_was_set_back_nothing_repeats() -> None:
    assert pick(LINES, {line.id: TODAY + timedelta(days=3) for line in LINES}, TODAY) is None
    assert pick((), {}, TODAY) is None


# --- the table in docs/ -------------------------------------------------------------------------------------


def test_the_table_of_where_all_this_is_shown_is_true() -> None:
    """The writer refuses a row whose text its places don't show."""
    done = subprocess.run(
        [sys.executable, "packaging/write_content.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0
