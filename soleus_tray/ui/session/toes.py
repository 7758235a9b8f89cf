"""Ten toe lifts after a set: paced and counted, never recorded. The heels stay down."""

from __future__ import annotations

from dataclasses import dataclass

from soleus_tray.core.exercise import ease

LIFTS = 10
UP = DOWN = 1.0
"""Seconds."""


@dataclass(frozen=True, slots=True)
class ToeLifts:
    """Where in them one is; `passed` may lie beyond their end."""

    passed: float
    """Seconds since the first began."""

    @property
    def done(self) -> bool:
        """Whether the last one is over."""
        return self.passed >= LIFTS * (UP + DOWN)

    @property
    def count(self) -> int:
        """The present one, 1 to LIFTS."""
        return min(LIFTS, int(self.passed // (UP + DOWN)) + 1)

    @property
    def rising(self) -> bool:
        """Whether the toes go up now."""
        return self.passed % (UP + DOWN) < UP

    @property
    def height(self) -> float:
        """How high the toes should be, 0 to 1."""
        into = self.passed % (UP + DOWN)
        return ease(into / UP) if into < UP else 1.0 - ease((into - UP) / DOWN)

    @property
    def share(self) -> float:
        """How much of them is behind one, 0 to 1."""
        return min(1.0, self.passed / (LIFTS * (UP + DOWN)))
