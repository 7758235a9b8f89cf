"""Which page of Learn is open, and where each gesture leads. No tkinter, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from soleus_tray.core.content.pages import SAFETY_KEY, pages

if TYPE_CHECKING:
    from soleus_tray.core.content.pages import Page


@dataclass(frozen=True, slots=True)
class Topic:
    """A line of the list of topics."""

    key: str
    words: str
    open: bool
    urgent: bool
    """It stands apart from the others, always in sight."""


@dataclass(frozen=True, slots=True)
class Picture:
    """All the window shows."""

    page: Page
    topics: tuple[Topic, ...]
    first: bool
    last: bool


class LearnPresenter:
    """The pages, one of them open. Every way leads somewhere: what can't be followed changes nothing."""

    def __init__(self, key: str = "") -> None:
        """Open at this page; at the first, if there is none of that name."""
        self._pages = pages(None)
        self._place = 0
        self.go(key)

    def picture(self) -> Picture:
        """What to show now."""
        here = self._pages[self._place]
        topics = tuple(
            Topic(page.key, page.topic, page is here, page.key == SAFETY_KEY) for page in self._pages
        )
        return Picture(here, topics, self._place == 0, self._place == len(self._pages) - 1)

    def go(self, key: str) -> None:
        """Open the page of that name."""
        for place, page in enumerate(self._pages):
            if page.key == key:
                self._place = place

    def turn(self, by: int) -> None:
        """Open the page so many after this one (before, if negative), or the outermost."""
        self._place = max(0, min(len(self._pages) - 1, self._place + by))

    def know(self, minutes_today: int) -> None:
        """The user's minutes have been read."""
        self._pages = pages(minutes_today)
