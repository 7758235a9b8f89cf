"""The set that the tray icon paces, if one runs: what the icon shows, and the strip where it can't."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from soleus_tray.ports.tray import IconKey

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from soleus_tray.app.quiet import QuietSet
    from soleus_tray.app.windows import Windows
    from soleus_tray.core.facts import SetFact
    from soleus_tray.core.settings import SetSettings
    from soleus_tray.core.window_messages import WindowTheme
    from soleus_tray.ports.tray import Face, Tray

END = "pace off"
"""What a click asks for while the set runs, in the words of a menu line."""


class Pacer:
    """Times are monotonic seconds and UTC. For the reminder thread."""

    def __init__(
        self, begin: Callable[[SetSettings, float, int], QuietSet], tray: Tray, windows: Windows
    ) -> None:
        self._begin = begin
        self._tray = tray
        self._windows = windows
        self._set: QuietSet | None = None
        self._tried = False

    @property
    def running(self) -> bool:
        """Whether a set is being paced."""
        return self._set is not None

    def begin(self, chosen: SetSettings, seconds: int | None, now: float, utc_offset: int) -> None:
        """Begin a set of this length, None for the chosen one. Raises BadValueError."""
        self._tried = False
        self._set = self._begin(replace(chosen, length=seconds or chosen.length), now, utc_offset)

    def tick(self, now: float, wall: datetime) -> tuple[tuple[SetFact, ...], bool]:
        """Let time pass; what there is to tell of the set, and whether it is over."""
        if self._set is None:
            return (), False
        told = self._set.tick(now, wall)
        if not self._set.over:
            return told, False
        self._set = None  # a strip says well done, and leaves by itself
        return told, True

    def end(self, now: float, wall: datetime) -> tuple[SetFact, ...]:
        """End the set; what there is to tell of it."""
        told = self._set.end(now, wall) if self._set else ()
        self._set = None
        self._windows.close_strip()
        return told

    def wait(self, now: float, usual: float) -> float:
        """Seconds until the next tick, `usual` while nothing is paced."""
        return usual if self._set is None else min(usual, self._set.wait(now))

    def paced(self, face: Face, now: float) -> Face:
        """The face with the icon's pace and count."""
        if self._set is None:
            return face
        frame = self._set.frame(now)
        return replace(face, icon=IconKey("quiet", frame.step, face.icon.panel), title=frame.words)

    def keep_in_sight(self, *, shared: bool, theme: WindowTheme) -> None:
        """Show the strip where the tray can't pace; never on a screen that is shared."""
        if self._set is None:
            return
        if shared or self._tray.keeps_up:
            self._tried = False
            self._windows.close_strip()
        elif not self._tried:
            self._tried = True  # one that can't be started is not tried again at each picture
            self._windows.show_strip(self._set.strip(theme, END))
