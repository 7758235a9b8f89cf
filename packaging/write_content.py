"""Writes docs/content.md: each thing the app teaches, in its own words, and where those words are shown.

python packaging/write_content.py            write it
python packaging/write_content.py --check    end 1 if it is not what would be written

Before a row is written, its place is asked (content_places.py): the set is run on a clock turned by hand, the
pages are made, the commands parsed. A place that doesn't show the words ends this with 1, naming both.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from content_of_a_set import cues, legs, levels, modes, paces
from content_places import MINUTES_TODAY, ROOT, Row, asked, first_run, flat, page_of, reminders

from soleus_tray.core.content.cards import CARDS, DOCTOR, MYTHS, QUESTIONS
from soleus_tray.core.content.lines import LINES
from soleus_tray.core.content.pages import pages
from soleus_tray.core.content.safety import ASK_FIRST, SAFETY
from soleus_tray.core.content.sources import SOURCES, STUDIES, UNTESTED, doses
from soleus_tray.core.content.steps import NOT_STANDING, STEPS
from soleus_tray.core.facts import CheckInFact
from soleus_tray.ui.checkin.signs import SCALED, SUDDEN, VEINS

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = """# What the app teaches, and where it is shown

Written by `packaging/write_content.py`, which looks at each place before it names it: a set is run through
the session window's own presenter on a clock turned by hand, the pages of Learn are made, the commands
parsed. `tests/core/test_content.py` runs it again. The window of Learn and `soleus-tray learn` show the same
pages; the session window, the strip and the terminal show the same moments of a set.
"""


def tables() -> dict[str, list[Row]]:
    """Every table by its heading."""
    return {
        "The seven steps": list(_steps()),
        "Paces": list(paces()),
        "Cues in a set of two minutes": list(cues()),
        "Legs": list(legs()),
        "Modes": list(modes()),
        "Levels of the plan": list(levels()),
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


def _learn(what: str, words: str, page: str) -> Row:
    title = next(one.topic for one in pages(None) if one.key == page)
    return Row(what, words, f"Learn, {title}; `soleus-tray learn {page}`", page_of(page))


def _safety() -> Iterator[Row]:
    for section in SAFETY:
        for words in filter(None, (section.lead, *section.items, section.foot)):
            yield _learn(section.title, words, "safety")
    welcome = flat(first_run())
    for words in ASK_FIRST:
        yield Row("First run", words, "first run, safety", welcome)


def _check_in() -> Iterator[Row]:
    questions = asked()
    for field, words in (*SCALED, ("veins", VEINS), ("sudden", SUDDEN)):
        if field not in CheckInFact.__dataclass_fields__:
            raise SystemExit(f"A check-in keeps no {field}.")
        yield Row(field, words, "check-in window; `soleus-tray check-in`", questions)


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
    everywhere = " ".join(page_of(page.key) for page in pages(MINUTES_TODAY))
    for source in SOURCES:
        if source not in STUDIES:
            yield Row(source.key, source.citation, "Learn, at the foot of a card", everywhere)


def _lines() -> Iterator[Row]:
    shown = " | ".join(reminders(len(LINES)))
    for line in LINES:
        yield Row(line.id, line.text, "reminder, the first of a day", shown)


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
