"""A set between its presenter and a terminal: what both ways of showing it have in common."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus_tray.core.session import Session, Stage
    from soleus_tray.ui.session.audio import SessionAudio
    from soleus_tray.ui.session.picture import Picture
    from soleus_tray.ui.session.presenter import SessionPresenter


class Guided:
    """One terminal's worth of sets. Used by one thread, which begins with `begin`."""

    def __init__(
        self,
        make: Callable[[], SessionPresenter],
        now: Callable[[], float],
        audio: SessionAudio | None = None,
        *,
        counted: bool = True,
        reminded: bool = False,
    ) -> None:
        """Ask for a set.

        make: begins its countdown. now: monotonic seconds of the same clock. counted:
        whether the presenter knows of the other sets; where it doesn't, no sums are told. reminded: whether
        an app is there whose reminders can rest after pain; where none is, nothing is said of them.
        """
        self._reminded = reminded
        self._counted = counted
        self._make = make
        self._now = now
        self._audio = audio
        self._made: SessionPresenter | None = None
        self._paused_for_shell = False

    def begin(self) -> None:
        """Begin the countdown."""
        self._made = self._make()

    @property
    def begun(self) -> bool:
        """Whether the countdown has begun."""
        return self._made is not None

    @property
    def _presenter(self) -> SessionPresenter:
        assert self._made is not None  # noqa: S101 - `begin` comes first
        return self._made

    @property
    def session(self) -> Session:
        """Where the set stands."""
        return self._presenter.session

    @property
    def stage(self) -> Stage:
        """The stage of the set."""
        return self._presenter.session.stage

    @property
    def closed(self) -> bool:
        """Whether there is nothing more to show."""
        return self._presenter.closed

    @property
    def audible(self) -> bool:
        """Whether there is anything to mute."""
        return self._audio is not None

    def now(self) -> float:
        """Monotonic seconds."""
        return self._now()

    def look(self) -> Picture:
        """Let time pass, keep and sound what is due, and answer with what to show."""
        picture = self._presenter.picture()
        if self._audio is not None:
            self._audio.follow(self._presenter.session, self._now())
        if picture.summary is not None and not self._counted:
            picture = replace(picture, summary=replace(picture.summary, counts="", bars=()))
        if picture.pain is not None and not self._reminded:
            return replace(picture, pain=replace(picture.pain, reminders="", choices=()))
        return picture

    def wait(self) -> float | None:
        """Seconds until the picture may look different; None when only a gesture changes it."""
        return self._presenter.wait()

    def act(self, action: str) -> None:
        """Do what was asked; what doesn't fit the stage does nothing."""
        self._presenter.act(action)
        if self._audio is not None:
            if self._audio.muted == self._presenter.heard:
                self._audio.mute(on=not self._presenter.heard)
            self._audio.follow(self._presenter.session, self._now())

    def hold(self) -> None:
        """The shell takes the terminal: nobody is guided until `go_on`."""
        self._paused_for_shell = self.stage == "moving"
        if self._paused_for_shell:
            self.act("pause")

    def go_on(self) -> None:
        """The terminal is back: go on where it was left; a countdown starts again."""
        if self.stage == "get_ready":
            self.begin()
        elif self._paused_for_shell and self.stage == "paused":
            self.act("pause")

    def close(self) -> None:
        """End it at whatever stage; what was done is recorded by now."""
        if self._made is not None:
            self._made.close()
        if self._audio is not None:
            self._audio.close()
