"""The display's loop: draw what is to be seen now, at most ten times a second, and do what the keys ask."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from soleus_tray.ui.terminal.frame import Shown, compose
from soleus_tray.ui.terminal.gestures import action_of, keys_in
from soleus_tray.ui.terminal.lines import closing
from soleus_tray.ui.terminal.screen import Screen

if TYPE_CHECKING:
    from soleus_tray.ui.session.picture import Picture
    from soleus_tray.ui.terminal.console import Console, Heard
    from soleus_tray.ui.terminal.frame import Marks
    from soleus_tray.ui.terminal.guided import Guided

DRAW_EVERY = 0.1
"""Seconds."""
LOOK_EVERY = 0.5
"""Seconds between two looks at the terminal's size while nothing moves."""


class Display:
    """Shows one terminal's worth of sets."""

    def __init__(self, guided: Guided, console: Console, marks: Marks) -> None:
        self._guided = guided
        self._console = console
        self._marks = marks
        self._screen = Screen(console.write)
        self._last: Picture | None = None
        """The last screen, once there was one."""

    def run(self) -> int:
        """Guide until the last screen is left; the exit code. Raises OSError when the terminal fails."""
        code = self._guide()
        # What stays in the terminal when its former screen is back.
        if self._last is not None:
            self._console.write(" ".join(closing(self._last)) + "\n")
        return code

    def _guide(self) -> int:
        self._console.open(keys=True)
        try:
            self._screen.enter()
            self._guided.begin()
            while True:
                picture = self._guided.look()
                if self._guided.closed:
                    return 0
                self._draw(picture)
                heard = self._console.wait(self._patience())
                if heard.call == "suspend":
                    self._suspend()
                elif heard.call:
                    return self._called(heard)
                for key in keys_in(heard.text):
                    self._press(key)
        finally:
            with suppress(OSError):  # the terminal is gone
                self._screen.leave()
            self._console.close()

    def _press(self, key: str) -> None:
        # Looked at for each key: what one means may have changed with the one before.
        self._guided.act(action_of(key, self._guided.stage, self._guided.look()))

    def _draw(self, picture: Picture) -> None:
        guided, size = self._guided, self._console.size()
        self._last = picture if picture.summary is not None else None
        shown = Shown(picture, guided.stage, audible=guided.audible)
        self._screen.draw(compose(shown, *size, self._marks), size)

    def _patience(self) -> float:
        """Until the next phase, if that is nearer than the next turn."""
        guided = self._guided
        if guided.stage == "paused" or (guided.stage == "over" and guided.wait() is None):
            return LOOK_EVERY
        left = guided.session.moment(guided.now()).phase_left if guided.stage == "moving" else DRAW_EVERY
        return min(DRAW_EVERY, max(0.005, left))

    def _suspend(self) -> None:
        self._guided.hold()
        self._screen.leave()
        self._console.suspend()
        self._screen.enter()
        self._guided.go_on()

    def _called(self, heard: Heard) -> int:
        """Ctrl-C, or the terminal's end: what was done counts, and nothing more is shown."""
        self._guided.act("stop")
        picture = self._guided.look()
        self._last = picture if heard.call == "stop" and self._guided.session.begun else None
        self._guided.close()
        return heard.code
