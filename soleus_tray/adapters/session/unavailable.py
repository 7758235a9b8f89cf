"""Where nobody tells of the lock."""

from __future__ import annotations


class UnavailableSession:
    """Never locked as far as anybody told, and says why."""

    source = ""
    locked = False

    def __init__(self, why: str) -> None:
        self.why = why

    def start(self) -> None:
        """There is nobody to listen to."""

    def may_sleep(self) -> None:
        """Nobody waits."""

    def close(self) -> None:
        """Nothing is held."""
