"""What a window needs to know of the screen beyond its toolkit."""

from __future__ import annotations

from typing import Protocol


class Screen(Protocol):
    """What only the system knows about the screen. Called on the window's thread; answers in milliseconds."""

    def scale(self) -> float | None:
        """The desktop's scaling, 1.0 being 100 %; None when not known."""
        ...

    def monitor_at(self, x: int, y: int) -> tuple[int, int, int, int] | None:
        """Left, top, width and height of the monitor with this point; None when not known."""
        ...

    def work_area(self) -> tuple[int, int, int, int] | None:
        """Left, top, width and height of what panels leave free of the whole screen; None when not known."""
        ...

    def round_corners(self, window: int, size: tuple[int, int], radius: int) -> None:
        """Let what is behind show at the corners of this window, which has no frame of its own.

        size: its width and height; radius: of each corner; in real pixels. Where that can't be had the
        corners stay square.
        """
        ...
