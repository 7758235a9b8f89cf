"""Windows' layouts as they tell them (ui/layout_dump.py): read, judged, and pressed by their words."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from tests.desktop.harness import wait_until
from tests.desktop.window_hand import WindowHand

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self

    from tests.desktop.harness import Screen

Item = dict[str, Any]
Box = tuple[int, int, int, int]
TOUCH = 0.22
"""How much of a line's height two texts may share: the room above small letters and below the line."""
MARGIN = 2
"""Pixels by which a box may be out: glyphs lean over their advance width."""


class Telling:
    """A window's process whose layout is told into a file."""

    def __init__(
        self,
        desktop: Screen,
        home: Path,
        kind: str,
        scale: float,
        words: tuple[str, ...],
        env: dict[str, str],
    ) -> None:
        self.name = " ".join((kind, *words))
        self._file = home / f"layout-{kind}-{time.monotonic_ns()}.json"
        env = {**env, "SOLEUS_TRAY_LAYOUT": str(self._file)}
        self.hand = WindowHand(desktop, home, kind, scale, env, words=words)  # type: ignore[arg-type]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.hand.__exit__()

    def now(self) -> list[Item]:
        """What stands there at some moment after this call."""
        for _ in range(2):  # the first may have been looked at before
            self._file.unlink(missing_ok=True)
            wait_until(self._file.exists, f"the layout of {self.name}", 60)
        return [seen for item in json.loads(self._file.read_text()) if (seen := _in_view(item))]

    def words(self) -> set[str]:
        """All texts at some moment after this call."""
        return {item["text"] for item in self.now() if item["kind"] == "text"}

    def press(self, text: str) -> None:
        """Click the middle of these words."""
        item = wait_until(
            lambda: next((one for one in self.now() if one.get("text") == text), None),
            f"{text!r} in {self.name}",
        )
        left, top, right, bottom = item["box"]
        self.hand.desktop.click((left + right) // 2, (top + bottom) // 2)


def _in_view(item: Item) -> Item | None:
    """The item, or what can be seen of it where it scrolls; None for one that is scrolled away."""
    if not item.get("scrolls"):
        return item
    (left, top, right, bottom), (_, highest, _, lowest) = item["box"], item["clip"]
    top, bottom = max(top, highest), min(bottom, lowest)
    return {**item, "box": [left, top, right, bottom]} if top < bottom else None


def faults(items: list[Item]) -> set[str]:
    """What can't be read: beyond its window, its card or button, or over other words."""
    items = [item for place, item in enumerate(items) if not _hidden(item, items[place + 1 :])]
    texts = [item for item in items if item["kind"] == "text"]
    pictures = [item for item in items if item["kind"] == "image" and not item["scrolls"]]
    found = {fault for text in texts for fault in _alone(text, pictures)}
    for place, one in enumerate(texts):
        found |= {
            f"{one['text']!r} lies over {other['text']!r}"
            for other in texts[place + 1 :]
            if one["window"] == other["window"] and _overlap(one["box"], other["box"])
        }
    return found


def _hidden(item: Item, above: list[Item]) -> bool:
    """Whether a canvas lies over its middle: a menu's, or another card's."""
    left, top, right, bottom = item["box"]
    x, y = (left + right) / 2, (top + bottom) / 2
    covers = [one["box"] for one in above if one["kind"] == "cover"]
    return any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in covers)


def _alone(text: Item, pictures: list[Item]) -> list[str]:
    """What is wrong with one text by itself."""
    places = [("window", text["window"]), ("place", text["clip"])]
    places += [("card", card) for card in _cards(text, pictures)]
    return [
        f"{text['text']!r} is wider or higher than its {what}: {text['box']} in {box}"
        for what, box in places
        if not _within(text["box"], box, upright=not text["scrolls"])
    ]


def _cards(text: Item, pictures: list[Item]) -> list[Box]:
    """The smallest picture its middle lies on, if that is larger than a mark: a button, a card, the dial."""
    left, top, right, bottom = text["box"]
    x, y = (left + right) / 2, (top + bottom) / 2
    under = [
        one["box"]
        for one in pictures
        if one["box"][0] <= x <= one["box"][2] and one["box"][1] <= y <= one["box"][3]
        if one["box"][3] - one["box"][1] > (bottom - top) / 2
    ]
    return sorted(under, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))[:1]


def _within(inner: Box, outer: Box, *, upright: bool) -> bool:
    sideways = outer[0] - MARGIN <= inner[0] and inner[2] <= outer[2] + MARGIN
    return sideways and (not upright or (outer[1] - MARGIN <= inner[1] and inner[3] <= outer[3] + MARGIN))


def _overlap(one: Box, other: Box) -> bool:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    line = min(one[3] - one[1], other[3] - other[1])
    return wide > MARGIN and high > max(MARGIN, TOUCH * line)
