"""Learn as pages, for a window and for a terminal: the topics in their order, and what stands on each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from soleus_tray.core.content.cards import (
    DOCTOR,
    MYTHS,
    QUESTIONS,
    SITTING_STILL,
    STUDIES_TITLE,
    TOPICS,
)
from soleus_tray.core.content.safety import EMERGENCY, SAFETY, SAME_DAY, SOON
from soleus_tray.core.content.sources import STUDIES, SWELLING, UNTESTED, dose_line
from soleus_tray.core.content.steps import NOT_STANDING, STEPS
from soleus_tray.core.text import N_, _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soleus_tray.core.content.cards import Card
    from soleus_tray.core.content.safety import Section
    from soleus_tray.core.content.sources import Source

Style = Literal["body", "lead", "strong", "alarm", "quiet", "small", "dose"]
"""lead: what a page is about; strong: a heading; alarm: an urgent one; dose: the user's own minutes."""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    words: str
    style: Style = "body"


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list."""

    words: str
    mark: str = "•"


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn picture, which may be missing, and what is to be seen on it."""

    name: str
    captions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """A few amounts below each other."""

    title: str
    bars: tuple[tuple[str, float, str], ...]
    """Each one's name, its length as a share of the longest, and its amount as words."""


@dataclass(frozen=True, slots=True)
class Link:
    """The way to another page."""

    words: str
    page: str


@dataclass(frozen=True, slots=True)
class Panel:
    """What belongs together."""

    rows: tuple[Text | Item, ...]
    urgent: bool = False


Row = Text | Item | Picture | Bars | Link | Panel


@dataclass(frozen=True, slots=True)
class Page:
    """One page, in the user's language."""

    key: str
    topic: str
    """A word or two for the list of topics."""
    title: str
    rows: tuple[Row, ...]


SAFETY_KEY = "safety"
_TOPIC_WORDS = {
    "second-heart": N_("Second heart"),
    "muscles": N_("Two muscles"),
    "bent-knees": N_("Bent knees"),
    "sitting-still": N_("Sitting still"),
}
_PICTURES: dict[str, tuple[str, tuple[str, ...]]] = {
    "second-heart": (
        "learn-pump",
        (
            N_("Left: the calf rests, and the vein fills from below."),
            N_("Right: it squeezes, and the blood goes up."),
        ),
    ),
    "muscles": ("learn-muscles", (N_("Coral: the soleus, deep."), N_("Teal: the gastrocnemius, over it."))),
    "bent-knees": (
        "learn-knee",
        (
            N_("Left: bent, as in the chair."),
            N_("Right: straight, as on your feet."),
            N_("Coral: the soleus."),
        ),
    ),
}
"""Each topic's drawing, and what is to be seen on it."""
PAGE_KEYS: tuple[str, ...] = (
    "movement",
    *(card.key for card in TOPICS),
    "myths",
    "questions",
    "studies",
    DOCTOR.key,
    SAFETY_KEY,
)
"""By which a page is asked for."""


def pages(minutes_today: int | None) -> tuple[Page, ...]:
    """Every page; minutes_today: the user's, None while they are not known."""
    return (
        Page("movement", _("The movement"), _("The movement"), _movement()),
        *(Page(card.key, _(_TOPIC_WORDS[card.key]), _(card.title), _topic(card)) for card in TOPICS),
        Page("myths", _("Four myths"), _("Four myths, and what is known"), _answered(MYTHS)),
        Page("questions", _("Questions"), _("Questions people ask"), _answered(QUESTIONS)),
        Page("studies", _("The studies"), _(STUDIES_TITLE), _studies(minutes_today)),
        Page(DOCTOR.key, _("Seeing a doctor"), _(DOCTOR.title), _doctor()),
        Page(SAFETY_KEY, _("Safety"), _("Safety"), tuple(_section(section) for section in SAFETY)),
    )


def _movement() -> tuple[Row, ...]:
    steps = tuple(Item(_(step), str(number)) for number, step in enumerate(STEPS, 1))
    return (*steps, Text(_(NOT_STANDING), "quiet"))


def _topic(card: Card) -> tuple[Row, ...]:
    seen = (_swelling(),) if card is SITTING_STILL else _picture(card.key)
    return (*seen, Text(_(card.text), "lead"), *_foot(card.sources))


def _swelling() -> Bars:
    """The feet of Winkel and Jørgensen's people."""
    most = SWELLING[0][1]
    bars = tuple((_(name), percent / most, _(amount)) for name, percent, amount in SWELLING)
    return Bars(_("How much feet swelled in eight hours of office work"), bars)


def _picture(key: str) -> tuple[Picture, ...]:
    if key not in _PICTURES:
        return ()
    name, captions = _PICTURES[key]
    return (Picture(name, tuple(_(caption) for caption in captions)),)


def _foot(sources: Sequence[Source]) -> tuple[Text, ...]:
    return tuple(Text(source.citation, "small") for source in sources)


def _answered(cards: Sequence[Card]) -> tuple[Row, ...]:
    return tuple(
        Panel((Text(_(card.title), "strong"), Text(_(card.text)), *_foot(card.sources))) for card in cards
    )


def _studies(minutes_today: int | None) -> tuple[Row, ...]:
    return (Text(_(UNTESTED), "lead"), *(_study(source, minutes_today) for source in STUDIES))


def _study(source: Source, minutes_today: int | None) -> Panel:
    place = (Text(source.place, "small"),) if source.place else ()
    return Panel(
        (
            Text(source.names, "strong"),
            Text(_(source.found)),
            Text(dose_line(source, minutes_today), "dose"),
            *place,
        )
    )


def _doctor() -> tuple[Row, ...]:
    levels = tuple(
        Panel((_heading(section), Text(_(section.lead))), section is EMERGENCY)
        for section in (EMERGENCY, SAME_DAY, SOON)
    )
    return (Text(_(DOCTOR.text), "lead"), *levels, Link(_("All the signs"), SAFETY_KEY))


def _section(section: Section) -> Panel:
    """A part of the safety page."""
    lead = (Text(_(section.lead)),) if section.lead else ()
    items = tuple(Item(_(item)) for item in section.items)
    foot = (Text(_(section.foot), "quiet"),) if section.foot else ()
    return Panel((_heading(section), *lead, *items, *foot), section is EMERGENCY)


def _heading(section: Section) -> Text:
    return Text(_(section.title), "alarm" if section is EMERGENCY else "strong")
