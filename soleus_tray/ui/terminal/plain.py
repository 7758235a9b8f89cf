"""The lines' loop: write what is due, and do what typed lines ask. No colours, no cursor, nothing redrawn."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from soleus_tray.core.spoken import seconds_to_say
from soleus_tray.core.text import N_, _
from soleus_tray.ui.terminal.gestures import action_of, efforts, key_of, others
from soleus_tray.ui.terminal.lines import (
    AFTERWARDS,
    AGAIN,
    EFFORT,
    MORE,
    RESTS,
    TOES,
    Lines,
    closing,
    opening,
    where,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from soleus_tray.core.exercise import SetPlan
    from soleus_tray.ui.session.picture import Picture
    from soleus_tray.ui.terminal.console import Console, Heard
    from soleus_tray.ui.terminal.guided import Guided

LONGEST_WAIT = 2.0
"""Seconds between two looks, so that progress is kept."""
_CTRL_C = 130
"""The exit code it has in a shell: after it the sum is still told, to who is still there."""
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
        self._notice = ""
        self._typed: deque[str] = deque()
        """Lines that came and were not looked at yet."""
        self._ended = False
        """Whether nothing can be typed any more."""
        self._code: int | None = None
        """The exit code, once a signal has ended it all."""

    def run(self) -> int:
        """Guide until the end is told, and answered or left; the exit code. Raises OSError."""
        self._console.open(keys=False)
        try:
            if self._open():
                self._guided.begin()
                while self._guide() and self._goes_on():
                    pass
        finally:
            self._console.close()
        return self._code or 0

    def _open(self) -> bool:
        """Tell what is coming and leave the time to hear it; whether somebody wants it."""
        lines = opening(self._plan)
        self._tell(*lines)
        end = self._guided.now() + (0.0 if self._at_once else sum(map(seconds_to_say, lines)))
        while (left := end - self._guided.now()) > 0:
            line = self._hear(left)
            key = "" if line is None else key_of(line)
            if key and key in "\np":
                return True
            if (key and key in "qsf") or self._code is not None:
                return False
            if key == "?":
                self._tell(*(_(more) for more in MORE))
        return True

    def _guide(self) -> bool:
        """Tell one set until it is over; whether its end is to be told."""
        while True:
            picture, session = self._guided.look(), self._guided.session
            if session.stage == "over" or self._code is not None:
                return session.begun and not self._guided.closed
            self._tell(*self._news(picture), *self._lines.new(session, self._guided.now()))
            line = self._hear(self._patience())
            if line is not None:
                self._carry_out(line)

    def _goes_on(self) -> bool:
        """Tell the end, and ask what follows; whether another set does."""
        picture = self._guided.look()
        self._lines.over(self._guided.session)
        if self._code is None or self._code == _CTRL_C:
            self._tell(*closing(picture))
        action = self._ask(EFFORT, picture) if efforts(picture) else ""
        if action in {"done", *(one.action for one in efforts(picture))}:
            self._guided.act("" if action == "done" else action)
            action = ""
        while choices := {one.action for one in others(self._guided.look())}:
            action = action or self._ask(_question(choices), self._guided.look())
            if action != "toes":
                self._guided.act(action)
                pain = self._guided.look().pain if action in choices else None
                self._tell(*([pain.reminders] if pain is not None else []))
                return action == "again"
            self._pace_toes()
            action = ""
        return False

    def _pace_toes(self) -> None:
        self._guided.act("toes")
        self._tell(_(TOES))
        told = ""
        while (picture := self._guided.look()).screen == "toes" and self._code is None:
            count = picture.figures[0][0]
            if count != told and count in ("5", "10"):
                self._tell(count)
            told = count
            line = self._hear(0.25)
            if line is not None:
                self._guided.act(action_of(key_of(line), "over", self._guided.look()))
        self._tell(*closing(picture) if picture.pain else ())

    def _ask(self, question: str, picture: Picture) -> str:
        """What was answered; "done" for nothing in particular."""
        self._tell(*([] if self._alone else [_(question)]))
        while not self._alone:
            line = self._hear(self._guided.wait())
            if line is not None:
                return action_of(key_of(line), "over", picture) or "done"
            self._guided.look()
        return "done"

    @property
    def _alone(self) -> bool:
        """Whether nothing more can be answered."""
        return self._code is not None or (self._ended and not self._typed)

    def _tell(self, *lines: str) -> None:
        for line in lines:
            self._console.write(f"{line}\n")

    def _news(self, picture: Picture) -> list[str]:
        """What went wrong, once; before the first rep the opening has told what is worth knowing."""
        notice = picture.notice if picture.screen != "get_ready" else ""
        before, self._notice = self._notice, notice
        return [notice] if notice and notice != before else []

    def _patience(self) -> float | None:
        coming = self._lines.wait(self._guided.session, self._guided.now())
        if coming is None:
            return self._guided.wait() if self._guided.stage == "paused" else LONGEST_WAIT
        return min(LONGEST_WAIT, coming)

    def _hear(self, seconds: float | None) -> str | None:
        """The next line typed, within so many seconds. What the system wants is done: to wait, or to end."""
        if self._typed:
            return self._typed.popleft()
        heard = self._console.wait(seconds)
        self._ended = self._ended or heard.ended
        if heard.call == "suspend":
            self._console.suspend() if not self._guided.begun else self._suspend()
        elif heard.call:
            self._end(heard)
        self._typed.extend(heard.text.splitlines())
        if self._alone and self._guided.begun and self._guided.stage == "paused":
            self._guided.act("pause")  # nobody could ask for it any more
        return self._typed.popleft() if self._typed else None

    def _suspend(self) -> None:
        self._guided.hold()
        if self._guided.stage == "paused":
            self._tell(*self._lines.new(self._guided.session, self._guided.now()))
        self._console.suspend()
        self._guided.go_on()

    def _end(self, heard: Heard) -> None:
        """Ctrl-C, or the terminal's end: what was done counts."""
        self._code = heard.code
        if self._guided.begun and self._guided.stage != "over":
            self._guided.act("stop")

    def _carry_out(self, line: str) -> None:
        action = action_of(key_of(line), self._guided.stage, self._guided.look())
        if action == "where":
            self._tell(where(self._guided.session, self._guided.now()))
        elif action == "help":
            self._tell(*(_(line) for line in MORE))
        elif action == "every phase":
            self._lines.every_phase = not self._lines.every_phase
            self._tell(_(_EVERY_PHASE[self._lines.every_phase]))
        elif action:
            self._guided.act(action)


def _question(choices: Collection[str]) -> str:
    """What is asked at the end of a set of which so much can be chosen; marked with N_."""
    if "rest open" in choices:
        return RESTS
    return AFTERWARDS if "toes" in choices else AGAIN
