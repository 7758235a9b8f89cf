"""The display's loop: draw what is to be seen now, at most ten times a second, and do what the keys ask."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from soleus_tray.core.text import N_, _
from soleus_tray.ui.terminal.frame import Shown, compose
from soleus_tray.ui.terminal.gestures import gesture, keys_in
from soleus_tray.ui.terminal.guided import EFFORTS
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
_QUESTION = (N_("e easy"), N_("g good"), N_("h hard"))


class Display:
    """Shows one terminal's worth of sets."""

    def __init__(self, guided: Guided, console: Console, marks: Marks) -> None:
        self._guided = guided
        self._console = console
        self._marks = marks
        self._screen = Screen(console.write)

    def run(self) -> int:
        """Guide until the last screen is left; the exit code. Raises OSError when the terminal fails."""
        self._console.open(keys=True)
        try:
            self._screen.enter()
            self._guided.begin()
            while True:
                self._draw(self._guided.look())
                if self._guided.closed:
                    return 0
                heard = self._console.wait(self._patience())
                if heard.call == "suspend":
                    self._suspend()
                elif heard.call:
                    return self._called(heard)
                for key in keys_in(heard.text):
                    self._guided.act(gesture(key, self._guided.stage))
        finally:
            with suppress(OSError):  # the terminal is gone
                self._screen.leave()
            self._console.close()

    def _draw(self, picture: Picture) -> None:
        guided, size = self._guided, self._console.size()
        leg = guided.session.moment(guided.now()).leg
        question = tuple(_(key) for key in _QUESTION) if asks(picture) else ()
        shown = Shown(picture, guided.stage, leg, question, audible=guided.audible)
        self._screen.draw(compose(shown, *size, self._marks), size)

    def _patience(self) -> float:
        """Until the next phase, if that is nearer than the next turn."""
        guided = self._guided
        if guided.stage in ("paused", "over"):
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
        self._guided.close()
        return heard.code


def asks(picture: Picture) -> bool:
    """Whether the last screen asks how hard it was."""
    return {action for action, _label in picture.buttons} >= set(EFFORTS)
