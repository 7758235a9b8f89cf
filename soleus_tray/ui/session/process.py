"""The session window's process: hears the tray, shows the set, records it, outlives the tray if need be."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from soleus_tray.core.spoken import IF_IT_HURTS
from soleus_tray.core.window_messages import SoundChoice, WindowEvent, request_from
from soleus_tray.ui import layout
from soleus_tray.ui.session.places import Places
from soleus_tray.ui.session.presenter import SessionPresenter
from soleus_tray.ui.session.view import SessionView
from soleus_tray.ui.teller import Teller

if TYPE_CHECKING:
    import tkinter as tk
    from collections.abc import Callable
    from pathlib import Path
    from typing import TextIO

    from soleus_tray.core.window_messages import SetRequest
    from soleus_tray.ports.clock import Clock
    from soleus_tray.ports.journal import Journal
    from soleus_tray.ui.session.audio import SessionAudio
    from soleus_tray.ui.session.strip_view import StripView
    from soleus_tray.ui.window import Window

    Audio = Callable[[SoundChoice], SessionAudio | None]

_UNSEEN_MS = 1000
"""Between two looks at the clock while nobody can see the window; often enough to keep the record fresh."""
_STAY_SECONDS = 1.0
"""Between two looks whether the strip is still on screen and on top."""
_REPAIR_MS = 2000
_MOST_REPAIRS = 5
_MODIFIED = 0x4 | (0x20000 if sys.platform == "win32" else 0x8)
"""Control and Alt in the state of a Tk key event; on Windows 0x8 is Num Lock."""
WHEN_ASKED = SoundChoice(tones=True)
"""What is heard when sound is switched on in a set that began without."""


class SessionProcess:
    """One window from hidden to gone. All on the main thread, in tkinter's loop."""

    def __init__(
        self,
        window: Window,
        teller: Teller,
        journal: Journal,
        clock: Clock,
        entropy: Callable[[], bytes],
        *,
        places: Places,
        audio: Audio | None,
    ) -> None:
        self._window = window
        self._tell = teller
        self._journal = journal
        self._clock = clock
        self._entropy = entropy
        self._places = places
        self._make_audio = audio
        self._audio: SessionAudio | None = None
        self._sound = SoundChoice()
        self._hurt = False
        """Whether the voice knows that it hurts."""
        self._presenter: SessionPresenter | None = None
        self._view: SessionView | None = None
        self._strip: StripView | None = None
        self._timer = ""
        self._mapped = False
        """Whether the tray has been told that there is something to see."""
        self._seen: set[object] = set()
        """Those of our two canvases that are on screen."""
        self._on_strip: bool | None = None
        self._stayed_at = 0.0
        self._repairs = 0

    def run(self, orders: TextIO) -> None:
        """Wait for the tray's `show`, hidden if it has not come yet; returns when the window is gone."""
        self._window.listen(orders, self._on_order, self._on_end)
        if not self._window.shown and not self._window.order_waiting(orders):
            self._tell(WindowEvent("ready"))
        self._window.root.mainloop()
        self._tell(WindowEvent("closed"))
        if self._audio is not None:
            self._audio.close()

    def _on_order(self, order: dict[str, Any]) -> None:
        if order["order"] == "show":
            self._asked(request_from(order["content"]))
        elif order["order"] == "close":
            self._close()

    def _on_end(self) -> None:
        """The tray has gone: a hidden window leaves, one that guides a set carries on alone."""
        if self._presenter is None:
            self._window.root.destroy()

    def _asked(self, request: SetRequest) -> None:
        """Show the set that is asked for; a window that shows one comes to the front, and may start anew."""
        if self._presenter is None:
            self._show(request)
            return
        self._presenter.ask(request)
        self._sound = request.sound
        self._turn()
        if not self._presenter.compact:
            self._window.bring_up()
        self._tick()

    def _show(self, request: SetRequest) -> None:
        window = self._window
        self._presenter = SessionPresenter(
            request,
            self._clock,
            self._journal,
            self._tell,
            self._entropy,
            audible=self._make_audio is not None,
        )
        self._sound = request.sound
        window.dress(request.theme)
        self._bind(window.root)
        self._turn()
        if not window.drawn:
            window.when_drawn(self._redraw)

    # Which of the two is on screen

    def _turn(self) -> None:
        """Show the window or the strip, as the presenter has it; the other leaves."""
        assert self._presenter is not None  # noqa: S101 - only called once shown
        compact = self._presenter.compact
        if compact == self._on_strip:
            return
        self._on_strip = compact
        if compact:
            self._to_strip(self._presenter)
        else:
            self._to_window(self._presenter)

    def _to_window(self, presenter: SessionPresenter) -> None:
        if self._view is None:
            if not self._window.shown:
                self._window.show(layout.WIDTH, layout.HEIGHT)
            self._view = SessionView(self._window, self._act)
            self._watch(self._view.canvas)
            self._view.show(presenter.picture())
        else:
            self._view.show(presenter.picture())
            self._window.bring_up()
        if self._strip is not None:
            self._strip.disappear()

    def _to_strip(self, presenter: SessionPresenter) -> None:
        if self._strip is None:
            from soleus_tray.ui.session.strip_view import StripView  # noqa: PLC0415 - loaded when it is used

            self._strip = StripView(self._window, self._act, self._places)
            self._watch(self._strip.canvas)
        if self._view is None:
            self._window.tell_layout()
        self._strip.show(presenter.strip())
        self._strip.appear()
        self._window.root.withdraw()

    def _redraw(self) -> None:
        for view in (self._view, self._strip):
            if view is not None:
                view.redraw()

    def _watch(self, canvas: tk.Canvas) -> None:
        # The canvas, since a binding of the top level hears of all its children too.
        canvas.bind("<Map>", lambda _event: self._on_map(canvas))
        canvas.bind("<Unmap>", lambda _event: self._seen.discard(canvas))

    def _on_map(self, canvas: tk.Canvas) -> None:
        self._seen.add(canvas)
        if not self._mapped:
            self._mapped = True
            self._tell(WindowEvent("mapped"))
        if self._view is not None and canvas is self._view.canvas:
            self._window.root.after_idle(self._view.preload)
        self._tick()

    # Hands

    def _bind(self, root: tk.Tk) -> None:
        root.protocol("WM_DELETE_WINDOW", self._close)
        root.bind("<Key>", self._key)
        root.bind("<Button-1>", self._clicked)

    def _clicked(self, event: tk.Event[tk.Misc]) -> None:
        """A click on nothing gives the window the keyboard, and closes what lies over it."""
        self._window.root.focus_set()
        if self._view is not None and event.widget is self._view.canvas and self._view.covered():
            self._act("back")

    def _key(self, event: tk.Event[tk.Misc]) -> None:
        modified = bool(int(event.state) & _MODIFIED)
        if self._presenter is not None and not modified:
            self._presenter.key(event.keysym)
            self._tick()

    def _act(self, action: str) -> None:
        if self._presenter is not None:
            self._presenter.act(action)
            self._tick()

    def _close(self) -> None:
        if self._presenter is not None:
            self._presenter.close()
            self._listen()
        self._window.root.destroy()

    # Time

    def _tick(self) -> None:
        """Show the present moment and come back when the next one is due."""
        presenter = self._presenter
        if presenter is None:
            return
        if not presenter.closed:
            self._draw(presenter)
        self._listen()
        if presenter.closed:
            self._window.root.destroy()
        else:
            self._again_in(presenter.wait())

    def _draw(self, presenter: SessionPresenter) -> None:
        self._turn()
        if presenter.compact and self._strip is not None:
            self._strip.show(presenter.strip())
            now = self._clock.read().monotonic
            if now - self._stayed_at >= _STAY_SECONDS:
                self._stayed_at = now
                self._strip.stay()
        elif self._view is not None:
            picture = presenter.picture()
            if self._seen:
                self._view.show(picture)
        if not self._window.drawn and self._repairs < _MOST_REPAIRS and self._mapped:
            # A cache that was found damaged on the way is drawn anew.
            self._repairs += 1
            self._window.root.after(_REPAIR_MS, self._window.when_drawn, self._redraw)

    def _listen(self) -> None:
        """Let the set be heard, or not."""
        presenter = self._presenter
        if presenter is None or self._make_audio is None:
            return
        if self._audio is None:
            if not presenter.heard:
                return
            wanted = self._sound if self._sound.tones or self._sound.voice else WHEN_ASKED
            self._audio = self._make_audio(wanted)
            if self._audio is None:
                self._make_audio = None
                return
        if self._audio.muted == presenter.heard:
            self._audio.mute(on=not presenter.heard)
        now = self._clock.read().monotonic
        self._audio.follow(presenter.session, now)
        if presenter.hurt and not self._hurt:
            self._audio.say_at_the_end(IF_IT_HURTS, now)
        self._hurt = presenter.hurt

    def _again_in(self, seconds: float | None) -> None:
        root = self._window.root
        if self._timer:
            root.after_cancel(self._timer)
            self._timer = ""
        if seconds is not None:
            milliseconds = max(1, round(seconds * 1000)) if self._seen else _UNSEEN_MS
            self._timer = root.after(milliseconds, self._tick)


def run_session_window(
    orders: TextIO,
    events: TextIO | None,
    *,
    window: Window,
    journal: Journal,
    clock: Clock,
    entropy: Callable[[], bytes],
    places: Path | None = None,
    audio: Audio | None = None,
) -> None:
    """The hidden command `_window session`.

    orders, events: the tray's two pipes, both text. window: opened, and shown already where one is to be.
    entropy: ten random bytes for each set's key. places: the file in which the strip's places are kept.
    audio: makes what is heard of a set; None, or its answer None: nothing can be.
    """
    process = SessionProcess(
        window, Teller(events), journal, clock, entropy, places=Places(places), audio=audio
    )
    process.run(orders)
