"""Silence, with its reason."""

from __future__ import annotations


class NoVoice:
    """Stands for a voice that nobody wants, or that the system does not have."""

    def __init__(self, problem: str = "") -> None:
        self.problem = problem

    def say(self, words: str, at: float) -> None:
        """Nothing is said."""

    def hush(self) -> None:
        """Nothing was to be said."""

    def close(self) -> None:
        """Nothing is held."""
