"""Where nothing better is known: Tk's own idea of the screen serves."""

from __future__ import annotations


class UnknownScreen:
    """Answers None to everything; the window then asks Tk."""

    def scale(self) -> float | None:
        """Not known."""
        return None

    def monitor_at(self, _x: int, _y: int) -> tuple[int, int, int, int] | None:
        """Not known."""
        return None

    def work_area(self) -> tuple[int, int, int, int] | None:
        """Not known."""
        return None

    def round_corners(self, _window: int, _size: tuple[int, int], _radius: int) -> None:
        """They stay square."""
