"""Whether a panel follows pictures that change quickly, told by how often it comes to fetch them."""

from __future__ import annotations

ENOUGH_TOLD = 8
"""New pictures after which a panel is judged, and judged anew: two or three seconds of a set's movement."""
CALM_SECONDS = 5.0
"""After such a pause the next picture begins a new count: the icon of a still hour says nothing."""


class Following:
    """Counts new pictures and the panel's visits. One that fetches late, or skips some, is well enough.

    `told` is called by the thread that shows faces, `fetched` by the bus's; whoever is lost in between costs
    one visit in the count, no more.
    """

    def __init__(self) -> None:
        self._told = self._fetched = 0
        self._last = 0.0
        self.keeps_up = True
        """Whether at least every second picture was fetched, when last judged; innocent until then."""

    def told(self, now: float) -> None:
        """The panel is about to be told of a new picture."""
        if now - self._last > CALM_SECONDS:
            self._told = self._fetched = 0
        elif self._told >= ENOUGH_TOLD:
            self.keeps_up = 2 * self._fetched >= self._told
            self._told = self._fetched = 0
        self._told += 1
        self._last = now

    def fetched(self) -> None:
        """The panel has read the picture, or all of the item's properties."""
        self._fetched += 1
