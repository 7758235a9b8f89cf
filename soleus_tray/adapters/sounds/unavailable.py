"""Silence, with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...core.soundtrack import Tone


class NoTones:
    """Stands for tones that nobody wants, or that can't be played."""

    def __init__(self, problem: str = "") -> None:
        self.problem = problem

    def play(self, tone: Tone, at: float) -> None:
        """Nothing is heard."""

    def hush(self) -> None:
        """Nothing was to be heard."""

    def close(self) -> None:
        """Nothing is held."""
