"""The ears-only set's process: hears the tray, guides by tones and voice, records, outlives the tray."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from soleus_tray.core.spoken import AFTERWARDS, IF_IT_HURTS
from soleus_tray.core.window_messages import SoundChoice, WindowEvent, request_from
from soleus_tray.ui.ears.orders import AwaitedOrders
from soleus_tray.ui.session.presenter import SessionPresenter
from soleus_tray.ui.teller import Teller

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

    from soleus_tray.core.session import Session
    from soleus_tray.core.window_messages import SetRequest
    from soleus_tray.ports.clock import Clock
    from soleus_tray.ports.journal import Journal
    from soleus_tray.ui.ears.orders import Order
    from soleus_tray.ui.session.audio import SessionAudio

LONGEST_WAIT = 1.0
"""Seconds between two looks: what is heard is told three seconds ahead, and the record stays fresh."""
_SHORTEST_WAIT = 0.02


class EarsProcess:
    """One set from the tray's `show` to its last words, on one thread."""

    def __init__(
        self,
        tell: Callable[[WindowEvent], None],
        journal: Journal,
        clock: Clock,
        entropy: Callable[[], bytes],
        open_sound: Callable[[SoundChoice], SessionAudio],
    ) -> None:
        self._tell = tell
        self._journal = journal
        self._clock = clock
        self._entropy = entropy
        self._open_sound = open_sound
        self._presenter: SessionPresenter | None = None
        self._audio: SessionAudio
        self._told = ""
        self.over = False
        """Whether there is nothing more to do."""

    def obey(self, order: Order | None) -> None:
        """Do what the tray says; None: it has gone. A set that runs goes on without it."""
        if order is None:
            self.over = self._presenter is None
        elif order.get("order") == "show":
            self._show(request_from(order["content"]))
        elif order.get("order") == "act":
            self._act(str((order["content"] or {}).get("action", "")))
        elif order.get("order") == "close":
            self._close()

    def look(self) -> None:
        """Let time pass: what comes is told to tones and voice, what was done is recorded."""
        presenter = self._presenter
        if presenter is None or self.over:
            return
        notice = presenter.picture().notice
        self._audio.follow(presenter.session, self._now())
        if notice and notice != self._told:
            self._audio.say(notice, self._now())
        self._told = notice
        if presenter.closed or presenter.session.stage == "over":
            self._end(presenter.session)

    def wait(self) -> float | None:
        """Seconds until the next look; None when only an order changes anything."""
        presenter = self._presenter
        if presenter is None:
            return None
        if presenter.session.stage == "paused":
            return presenter.wait()
        now, session = self._now(), presenter.session
        left = session.countdown_left(now) or session.moment(now).seconds_left
        return max(_SHORTEST_WAIT, min(LONGEST_WAIT, left))

    def _show(self, request: SetRequest) -> None:
        """Guide the set that is asked for; one that runs is not disturbed."""
        if self._presenter is not None:
            return
        self._presenter = SessionPresenter(request, self._clock, self._journal, self._tell, self._entropy)
        self._audio = self._open_sound(audible(request.sound))
        self._tell(WindowEvent("mapped"))

    def _act(self, action: str) -> None:
        """What a button of the window would do: start, pause, finish, stop, hurts; or mute."""
        presenter = self._presenter
        if presenter is None or self.over:
            return
        if action == "mute":
            self._audio.mute(on=not self._audio.muted)
            return
        presenter.act(action)
        if action == "hurts":
            self._audio.follow(presenter.session, self._now())
            self._audio.say_at_the_end(IF_IT_HURTS, self._now())

    def _close(self) -> None:
        if self._presenter is not None:
            self._presenter.act("stop")
        else:
            self.over = True

    def _end(self, session: Session) -> None:
        if session.ending in ("completed", "finished"):
            self._audio.say_at_the_end((AFTERWARDS,), self._now())
        self._audio.close()
        self.over = True

    def _now(self) -> float:
        return self._clock.read().monotonic


def audible(chosen: SoundChoice) -> SoundChoice:
    """The user's choice; who chose a set for the ears and neither tones nor voice has both."""
    if (chosen.tones and chosen.volume > 0) or chosen.voice:
        return chosen
    return replace(chosen, tones=True, volume=chosen.volume or SoundChoice().volume, voice=True)


def run_ears(
    orders: TextIO,
    events: TextIO | None,
    *,
    journal: Journal,
    clock: Clock,
    entropy: Callable[[], bytes],
    open_sound: Callable[[SoundChoice], SessionAudio],
) -> None:
    """The hidden command `_window ears`; returns when the set is over, while its last words are being said.

    orders, events: the tray's two pipes. entropy: ten random bytes for the set's key. open_sound: makes what
    is to be heard by the user's choice. Raises BadValueError when the request can't be used.
    """
    tell = Teller(events)
    ears, waiting = EarsProcess(tell, journal, clock, entropy, open_sound), AwaitedOrders(orders)
    tell(WindowEvent("ready"))
    while not ears.over:
        ears.obey(waiting.next(ears.wait()))
        ears.look()
    tell(WindowEvent("closed"))
