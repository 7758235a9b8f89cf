"""The lines' loop: write what is due, and do what typed lines ask. No colours, no cursor, nothing redrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.core.spoken import seconds_to_say
from soleus_tray.core.text import N_, _
from soleus_tray.ui.terminal.display import asks
from soleus_tray.ui.terminal.gestures import gesture, key_of
from soleus_tray.ui.terminal.guided import EFFORTS
from soleus_tray.ui.terminal.lines import AGAIN, MORE, QUESTION, Lines, closing, opening, where

if TYPE_CHECKING:
    from soleus_tray.core.exercise import SetPlan
    from soleus_tray.ui.session.picture import Picture
    from soleus_tray.ui.terminal.console import Console, Heard
    from soleus_tray.ui.terminal.guided import Guided

LONGEST_WAIT = 2.0
"""Seconds between two looks, so that progress is kept."""
_EVERY_PHASE = {True: N_("Every phase from now on."), False: N_("Only now and then from now on.")}


class Plain:
    """Tells one terminal's worth of sets."""

    def __init__(self, guided: Guided, console: Console, plan: SetPlan, *, at_once: bool = False) -> None:
        """plan: of the set that is coming. at_once: don't wait until the opening has been read out."""
        self._plan = plan
        self._at_once = at_once
        self._guided = guided
        self._console = console
        self._lines = Lines()
        self._ended = False
        """Whether nothing can be typed any more."""

    def run(self) -> int:
        """Guide until the end is told, and answered or left; the exit code. Raises OSError."""
        self._console.open(keys=False)
        try:
            code = self._open()
            if code is not None:
                return code
            self._guided.begin()
            while True:
                picture = self._guided.look()
                if self._guided.stage == "over":
                    if self._guided.closed or not self._goes_on_after(picture):
                        return 0
                    continue
                self._tell(*self._lines.new(self._guided.session, self._guided.now()))
                code = self._hear(self._console.wait(self._patience()))
                if code is not None:
                    return code
        finally:
            self._console.close()

    def _open(self) -> int | None:
        """Tell what is coming, and leave the time to hear it; the exit code where nobody wants to."""
        lines = opening(self._plan)
        self._tell(*lines)
        end = self._guided.now() + (0.0 if self._at_once else sum(map(seconds_to_say, lines)))
        while (left := end - self._guided.now()) > 0:
            heard = self._console.wait(left)
            self._ended = self._ended or heard.ended
            if heard.call == "suspend":
                self._console.suspend()
            elif heard.call:
                return heard.code
            for line in heard.text.splitlines():
                asked = gesture(key_of(line), "get_ready")
                if asked == "stop":
                    return 0
                if asked == "start":
                    return None
                self._tell(*([_(more) for more in MORE] if asked == "help" else []))
        return None

    def _tell(self, *lines: str) -> None:
        for line in lines:
            self._console.write(f"{line}\n")

    def _patience(self) -> float | None:
        coming = self._lines.wait(self._guided.session, self._guided.now())
        if coming is None:
            return None if self._guided.stage == "paused" else LONGEST_WAIT
        return min(LONGEST_WAIT, coming)

    def _hear(self, heard: Heard) -> int | None:
        """Do what was asked; the exit code where that ends it all."""
        self._ended = self._ended or heard.ended
        if heard.call == "suspend":
            self._suspend()
        elif heard.call:
            return self._called(heard)
        for line in heard.text.splitlines():
            self._carry_out(line)
        return None

    def _carry_out(self, line: str) -> None:
        asked = gesture(key_of(line), self._guided.stage)
        if asked == "where":
            self._tell(where(self._guided.session, self._guided.now()))
        elif asked == "help":
            self._tell(*(_(line) for line in MORE))
        elif asked == "every-phase":
            self._lines.every_phase = not self._lines.every_phase
            self._tell(_(_EVERY_PHASE[self._lines.every_phase]))
        elif asked:
            self._guided.act(asked)

    def _suspend(self) -> None:
        self._guided.hold()
        self._tell(*self._lines.new(self._guided.session, self._guided.now()))
        self._console.suspend()
        self._guided.go_on()

    def _called(self, heard: Heard) -> int:
        """Ctrl-C, or the terminal's end: what was done counts."""
        self._guided.act("stop")
        picture = self._guided.look()
        self._guided.close()
        if heard.call == "stop" and self._guided.session.ending != "left":
            self._tell(*closing(picture))
        return heard.code

    def _goes_on_after(self, picture: Picture) -> bool:
        """Tell the end, and ask what follows; whether another set does."""
        self._lines.over(self._guided.session)
        self._tell(*closing(picture))
        again = any(action == "again" for action, _label in picture.buttons)
        if self._ended or not again:
            return False
        self._tell(_(QUESTION if asks(picture) else AGAIN))
        heard = self._console.wait(None)
        while not (heard.text or heard.ended or heard.call):
            heard = self._console.wait(None)
        if heard.call == "suspend":
            self._console.suspend()
            return True
        for line in heard.text.splitlines()[:1]:
            asked = gesture(key_of(line), "over")
            if asked in EFFORTS or asked == "again":
                self._guided.act(asked)
        return self._guided.stage != "over"
