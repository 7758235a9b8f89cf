"""Keeps tones and voice in step with a set, a little ahead of it. No tkinter, no clock of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus_tray.core.soundtrack import Sounding, farewell, next_sounding
from soleus_tray.core.spoken import GOING_ON, PAUSED, closing, seconds_to_say
from soleus_tray.core.text import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from soleus_tray.core.session import Session
    from soleus_tray.ports.sounds import Tones, Voice

AHEAD = 3.0
"""Seconds that are told in advance: more than passes between two looks at a window that nobody sees."""
JUST_NOW = 0.5
"""Seconds after which what was missed is left out."""
_BEFORE = 0.001


class SessionAudio:
    """Follows one set after the other. None in place of tones or voice: that one is not wanted.

    Used by the one thread that guides the set; only `close` may wait, for the last words.
    """

    def __init__(self, tones: Tones | None, voice: Voice | None) -> None:
        self._tones = tones
        self._voice = voice
        self._followed: Session | None = None
        """As it was at its beginning, or after the last gesture: the rest it does by itself."""
        self._over = False
        self._next: Sounding | None = None
        self._told_to = 0.0
        """Everything up to this monotonic time has been told."""
        self._muted = False

    def follow(self, session: Session, now: float) -> None:
        """See to what is to be heard next; call it at every frame, and at once after a gesture."""
        session = session.at(now)
        before = self._followed.at(now) if self._followed is not None else None
        if before is None:
            self._take_up(session, max(session.since, now - JUST_NOW) - _BEFORE)
        elif before != session:
            self._turn(before, session, now)
        self._over = session.stage == "over"
        self._tell_ahead(now)

    def say(self, words: str, at: float) -> None:
        """Say something besides, after what is being said."""
        self._tell(Sounding(at, None, words))

    def say_at_the_end(self, sentences: Iterable[str], now: float) -> None:
        """Say each (marked with N_) when the one before is done, beginning after a set's last words.

        `follow` must have seen that end. For a set that hurt: spoken.IF_IT_HURTS.
        """
        last = closing(self._followed, now) if self._followed is not None else ""
        at = now + seconds_to_say(last)
        for sentence in map(_, sentences):
            self.say(sentence, at)
            at += seconds_to_say(sentence)

    def mute(self, *, on: bool) -> None:
        """Be silent from now on, or be heard again; the set goes on either way."""
        self._muted = on
        self._hush()

    @property
    def muted(self) -> bool:
        """Whether it was silenced."""
        return self._muted

    def close(self) -> None:
        """Tell no more; the last words of a set that is over are still heard, and may be waited for."""
        if not self._over:
            self._hush()
        for part in (self._tones, self._voice):
            if part is not None:
                part.close()

    def _turn(self, before: Session, session: Session, now: float) -> None:
        """A gesture came between: what was told for later is not so any more."""
        self._hush()
        shifted = session.since != before.since
        self._take_up(session, max(session.since, now - JUST_NOW) - _BEFORE if shifted else now)
        if session.stage == "over" and before.stage != "over":
            self._tell(farewell(session, now))
        elif session.stage == "paused":
            self.say(_(PAUSED), now)
        elif before.stage == "paused" and shifted:
            self.say(_(GOING_ON), now)

    def _take_up(self, session: Session, told_to: float) -> None:
        self._followed, self._told_to, self._next = session, told_to, None

    def _tell_ahead(self, now: float) -> None:
        """Tell what comes within the next seconds."""
        if self._muted:
            self._told_to, self._next = now, None
            return
        if self._told_to < now - JUST_NOW:
            self._told_to, self._next = now - JUST_NOW, None
        while (one := self._upcoming()) is not None and one.at <= now + AHEAD:
            self._tell(one)
            self._told_to, self._next = one.at, None

    def _upcoming(self) -> Sounding | None:
        """The next to tell; looked up once, since it is asked for at every frame."""
        if self._next is None and self._followed is not None:
            only_voice = self._tones is None
            self._next = next_sounding(self._followed, self._told_to, every_phase=only_voice)
        return self._next

    def _tell(self, one: Sounding) -> None:
        if self._muted:
            return
        if self._tones is not None and one.tone is not None:
            self._tones.play(one.tone, one.at)
        if self._voice is not None and one.words:
            self._voice.say(one.words, one.at)

    def _hush(self) -> None:
        for part in (self._tones, self._voice):
            if part is not None:
                part.hush()
